"""Whole screens, kept as files and looked at: every command that shows articles, in three scripts, at four widths.

`python -m tests.cli.test_golden_screens` writes them anew; `git diff tests/cli/screens` shows what became another.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.keep.prepared import prepare_page
from newsgrab.cli.app import run
from newsgrab.extraction import read
from newsgrab.page import Origin, Page
from newsgrab.pipeline import FetchResult, keep_look
from tests.cli.test_terminal import STYLE

SITES = Path(__file__).parent.parent / "sites"
SCREENS = Path(__file__).with_name("screens")
WIDTHS = (120, 80, 60, 40)
START = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)
PAGES = {  # page, its address, a word of it to search for
    "ar": ("harbour.example/new-quay.html", "https://harbour.example/article/12", "المرافئ"),
    "en": ("northgate.example/clocktower.html", "https://northgate.example/local/clock-tower", "engineers"),
    "zh": ("jiangcheng.example/market.html", "https://jiangcheng.example/shehui/2025/0506/1033.html", "夜市"),
}
EDITS = {"ar": ("بداية الصيف", "نهاية الصيف"), "en": ("Three retired", "Four retired"), "zh": ("十一点", "十二点")}
COMMANDS = (
    "list",
    "list --urls",
    "search {word}",
    "search --removed {gone}",
    "show {ref}",
    "history {ref}",
    "history {ref} --looks",
    "diff {ref}",
    "blame {ref}",
    "lineage {ref}",
    "changes --words",
    "views",
    "views {ref}",
    "related {ref}",
    "related --find unkept",
    "today --since 2025-03-01 --peek",
    "list --site nowhere.example",
)


class Screen(StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def fill(folder: Path, language: str) -> tuple[str, str]:
    """An archive with three looks at one page, edited before the last; a word of it, and one that went."""
    name, url, word = PAGES[language]
    first = (SITES / name).read_text(encoding="utf-8")
    old, new = EDITS[language]
    with Archive(folder / "archive", create=True) as archive:
        for number, text in enumerate((first, first, first.replace(old, new))):
            at = START + timedelta(minutes=29 * number)
            page = Page(text.encode(), at, Origin.HTTP, url, url, 200)
            keep_look(archive, FetchResult(prepared=prepare_page(page, read(page))), reread=read)
    return word, old


def screens(folder: Path, words: tuple[str, str], columns: int) -> str:
    """All commands with what each shows, at that width."""
    out = []
    for command in COMMANDS:
        typed = command.format(ref="1", word=words[0], gone=f'"{words[1]}"')
        screen = Screen()
        sys.stdout = sys.stderr = screen
        os.environ["COLUMNS"] = str(columns)
        try:
            run([*typed.split(), "--archive", str(folder / "archive")])
        finally:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        shown = re.sub("[\u2068\u2069]", "", STYLE.sub("", screen.getvalue()))
        lines = [line.rstrip() for line in shown.splitlines()]
        out += [f"$ newsgrab {typed}", *lines, ""]
    return "\n".join(out)


Filled = tuple[str, Path, tuple[str, str]]


@pytest.fixture(scope="module", params=PAGES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Of each language its archive, and words of it."""
    folder = tmp_path_factory.mktemp(request.param)
    return request.param, folder, fill(folder, request.param)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without colours, in UTC."""
    for name, value in {"NO_COLOR": "1", "TERM": "xterm-256color", "TZ": "UTC", "PAGER": "cat", "COLUMNS": ""}.items():
        monkeypatch.setenv(name, value)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("columns", WIDTHS)
def test_every_screen_is_as_it_was_looked_at(filled: Filled, columns: int) -> None:
    """Line by line."""
    language, folder, words = filled
    kept = (SCREENS / f"{language}-{columns}.txt").read_text(encoding="utf-8")
    assert screens(folder, words, columns) == kept


def write() -> None:
    """The files, from what the commands show now."""
    os.environ |= {"NO_COLOR": "1", "TERM": "xterm-256color", "TZ": "UTC", "PAGER": "cat"}
    time.tzset()
    SCREENS.mkdir(exist_ok=True)
    for language in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            words = fill(Path(folder), language)
            for columns in WIDTHS:
                text = screens(Path(folder), words, columns)
                (SCREENS / f"{language}-{columns}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
