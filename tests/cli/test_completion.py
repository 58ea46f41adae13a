"""What a shell completes: commands and options, and also values."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Newsgrab


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("newsgrab his", ["history"]),
        ("newsgrab list --sort v", ["views"]),
        ("newsgrab search --sort ad", ["added"]),
        ("newsgrab export --what vi", ["views", "visits"]),
        ("newsgrab show 1 --format p", ["pdf", "png", "page"]),
        ("newsgrab source add --kind f", ["feed", "file"]),
        ("newsgrab help exp", ["export"]),
        ("newsgrab search --site h", ["harbour.example"]),
        ("newsgrab source show 1", []),
    ],
)
def test_values_are_completed(filled: Newsgrab, typed: str, completed: list[str]) -> None:
    """As bash asks for them; sites are those of the archive here."""
    asked = {"_NEWSGRAB_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    assert filled.python("from newsgrab.__main__ import main; main()", **asked).out.split() == completed


def test_no_archive_completes_nothing(newsgrab: Newsgrab) -> None:
    """And says nothing: a remark would stand in the middle of what is typed."""
    asked = {"_NEWSGRAB_COMPLETE": "complete_bash", "COMP_WORDS": "newsgrab list --site h", "COMP_CWORD": "3"}
    done = newsgrab.python("from newsgrab.__main__ import main; main()", **asked)
    assert (done.out.split(), done.err) == ([], "")
