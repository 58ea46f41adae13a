"""Embedded state: which keys the scripts of a page hold."""

from __future__ import annotations

import pytest

from newsgrab.extraction.page.scripts.embedded_state import Script


@pytest.mark.parametrize(
    "text",
    ['{"a":1,"views":12}', '{"a": 1, "views" : 12}', r'JSON.parse("{\"views\":12}")', r'push([1,"{\\"views\\":12}"])'],
    ids=["plain", "spaced", "in a text", "in a text of a text"],
)
def test_a_key_is_found_however_it_is_written(text: str) -> None:
    """With spaces around it, and in JSON that a text carries."""
    assert "views" in Script(text, is_json=False).keys


def test_a_word_of_a_text_is_no_key() -> None:
    """Only what stands before a colon is one."""
    assert "views" not in Script('{"title":"views", "n":["views"]}', is_json=False).keys
