"""Every screen at every width: no word is broken, nothing is wider than the terminal, no cells of a pipe are left."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Newsgrab
from tests.cli.test_terminal import STYLE, on_terminal

SCREENS = (
    "list",
    "search الرصيف",
    "search --removed كلفة",
    "show 1",
    "history 1",
    "diff 1",
    "changes",
    "views",
    "views 1",
    "related 1",
    "info",
    "verify",
    "why 1",
    "profile list",
    "extract 3.html",
)
WIDTHS = (40, 60)


def shown(newsgrab: Newsgrab, command: str, columns: int) -> str:
    """What stands on the screen in the end, without colours and without what was erased."""
    code, seen = on_terminal(newsgrab, *command.split(), columns=columns)
    assert code == 0
    lines = [line.rpartition("\x1b[K")[2] for line in STYLE.sub("", seen).splitlines()]
    return re.sub("[\u2068\u2069]", "", "\n".join(lines))


@pytest.fixture(scope="module")
def words(filled: Newsgrab) -> set[str]:
    """Every word that a screen may show: those that stand on a screen with room for everything."""
    wide = [shown(filled, command, 2000) for command in SCREENS]
    return set(" ".join(wide).split())


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("command", SCREENS)
def test_no_word_is_broken(filled: Newsgrab, words: set[str], command: str, columns: int) -> None:
    """A word that is there on a wide screen is whole on a narrow one, unless it is longer than a line: an address."""
    seen = shown(filled, command, columns)
    broken = [word for word in seen.split() if word not in words and not re.search(r"[\d/…─]|^[\W_]+$", word)]
    long = {word for word in words if len(word) > columns - 24}
    assert [word for word in broken if not any(word in whole for whole in long)] == []
    assert "\t" not in seen
    assert [line for line in seen.splitlines() if cell_len(line) > columns] == []


@pytest.mark.parametrize("command", ["list", "search الرصيف", "changes", "fetch 3.html"])
def test_a_title_goes_on_under_itself(newsgrab: Newsgrab, filled: Newsgrab, command: str) -> None:
    """A title that needs two lines is indented as its first line is."""
    place = newsgrab if command.startswith("fetch") else filled
    newsgrab.write("3.html", (filled.folder / "3.html").read_bytes())
    lines = shown(place, command, 50).splitlines()
    first = next(number for number, line in enumerate(lines) if "رصيف" in line)
    assert lines[first + 1].startswith(" " * 4)


def test_extract_shows_an_article_to_be_read(filled: Newsgrab) -> None:
    """On a terminal; with --json, as in a pipe, it is one object a page."""
    seen = shown(filled, "extract 3.html", 80)
    assert seen.startswith("رصيف جديد يفتح أبوابه للسفن الكبيرة\nhttps://harbour.example/article/12\nاقتصاد · ")
    assert json.loads(filled("extract", "3.html").out)["views"] == 90
    assert '"views": 90' in shown(filled, "extract 3.html --json", 10_000)
