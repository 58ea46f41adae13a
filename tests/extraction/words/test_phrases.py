"""Phrases of many languages in a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.extraction.words.ignorecase import lowered
from newsgrab.extraction.words.phrases import Phrases, phrase_pattern

PHRASES = ["to read on", "403", "größer", "続きを読む", "مشترك"]
_PARTS = st.sampled_from([*PHRASES, "TO  READ\nOn", "on to read", "Größeres", "a", "é", " ", "-", "«", "_", "7", "\n"])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Subscribe TO READ  ON", True),
        ("to read on", True),
        ("«To read on»", True),
        ("photo read on", False),
        ("今すぐ続きを読む", True),
        ("Error403", False),
        ("", False),
    ],
)
def test_a_phrase_begins_where_a_word_does(text: str, *, held: bool) -> None:
    """Whatever its case and its spaces; in a script without spaces it begins anywhere."""
    assert Phrases(PHRASES).are_in(text) is held


@settings(max_examples=60)
@given(st.lists(_PARTS, max_size=8).map("".join))
def test_phrases_are_in_a_text_where_their_pattern_is(text: str) -> None:
    """To be asked only whether there are any changes nothing but the price."""
    assert Phrases(PHRASES).are_in(text) == (re.search(phrase_pattern(PHRASES), lowered(text)) is not None)
