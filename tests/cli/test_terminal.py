"""What a person sees: colours, tables and Arabic on a pseudo-terminal, and nothing that a stranger could command."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from datetime import UTC, datetime

import pytest

from newsgrab.archive import Archive
from newsgrab.cli import terminal
from newsgrab.link import Kind, Source
from tests.cli.conftest import Newsgrab, page

HOSTILE = (
    "عاجل [/] [link=https://evil.example]هنا[/link] :smile: "
    "&#27;]0;owned&#7; &#27;[2J\u202eملف\u2069 \x9b31m &#8;\ufeff"
)
COMMAND = "\x1b]0;owned\x07 \x1b[2J\x9b31m\x7f \u202e"
COMMANDS = (
    "fetch evil.html",
    "list",
    "search عاجل",
    "show 1",
    "show 1 --json",
    "show 1 --format markdown",
    "show 1 --format page",
    "history 1",
    "diff 1",
    "views 1",
    "views",
    "related 1",
    "info",
    "export",
    "export --format json",
    "export --format jsonl",
    "export --what snapshots",
    "export --what visits --raw",
    "export --what related",
    "changes",
    "list --json",
    "source list",
    "source show 1",
    "run --dry-run",
    "extract evil.html --format text",
    "search --removed قيل",
)
STYLE = re.compile(r"\x1b\[[\d;]*m")  # the only commands that we give ourselves


def on_terminal(newsgrab: Newsgrab, *arguments: str, columns: int = 80, **environment: str) -> tuple[int, str]:
    """The exit code, and everything that reached a terminal of that many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "newsgrab", *arguments],
        cwd=newsgrab.folder,
        env=newsgrab.environment | {"TERM": "xterm-256color", "PAGER": "cat"} | environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # nobody writes any more
            break
        seen += chunk
        if not chunk:
            break
    os.close(ours)
    return running.wait(60), re.sub("\r+\n", "\n", seen.decode())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Newsgrab:
    """An archive of an article whose title, text and related link try to command the terminal."""
    newsgrab = Newsgrab(tmp_path_factory.mktemp("hostile"))
    for name, last in (("first.html", HOSTILE + " قيل هذا."), ("evil.html", HOSTILE + " ثم عاد.")):
        newsgrab.write(name, page(title=HOSTILE, last=last, related=((7, HOSTILE, HOSTILE, 9),)))
    assert newsgrab("fetch", "first.html", "evil.html").code == 0
    kept = newsgrab("show", "1", "--json").json[0]
    assert "\x1b]0;owned\x07" in kept["title"]  # it is kept as it was
    with Archive(newsgrab.folder / "archive") as archive:
        archive.following.add(Source("https://evil.example/feed", Kind.FEED, COMMAND), datetime.now(UTC))
        several = json.dumps([COMMAND, COMMAND])
        for table in ("article", "reading"):
            archive.connection.execute(
                f"UPDATE {table} SET category = ?, site_name = ?, authors = ?, tags = ?",
                (COMMAND, COMMAND, several, several),
            )
        archive.connection.execute("UPDATE look SET reason = ?", (COMMAND,))
    return newsgrab


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_cannot_command_the_terminal(hostile: Newsgrab, command: str) -> None:
    """No control character, no override of the reading direction, no markup gets through."""
    code, seen = on_terminal(hostile, *command.split())
    assert code == 0
    left = STYLE.sub("", seen)
    assert not re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ufeff]", left), left
    assert left.count("\u2068") == left.count("\u2069")


def test_what_was_removed_is_told_with_its_times(filled: Newsgrab) -> None:
    """Version, title; the looks between which it went; the passage."""
    seen = STYLE.sub("", on_terminal(filled, "search", "--removed", "الكلفة", columns=200)[1])
    assert re.match(r"1@1  .*رصيف جديد", seen)
    assert re.search(r"harbour\.example · removed between [\d: -]+ and [\d: -]+ UTC", seen)
    assert "ويتوقع التجار أن تنخفض كلفة النقل مع بداية الصيف." in seen


def test_brackets_in_a_title_are_brackets(hostile: Newsgrab) -> None:
    """What would be markup or an emoji to the library that paints is text."""
    for command in ("list", "show 1", "search عاجل", "history 1"):
        seen = STYLE.sub("", on_terminal(hostile, *command.split(), columns=200)[1])
        assert "[/] [link=https://evil.example]هنا[/link] :smile:" in seen


def test_a_list_is_a_table_on_a_terminal(filled: Newsgrab) -> None:
    """Columns with a head, in colour."""
    code, seen = on_terminal(filled, "list", columns=120)
    assert code == 0
    assert STYLE.search(seen)
    head, *rows = STYLE.sub("", seen).splitlines()
    assert head.split() == ["REF", "date", "site", "category", "views", "title"]
    assert [row.split()[:3] for row in rows] == [
        ["2@1", "2025-03-03", "harbour.example"],
        ["1@2", "2025-03-03", "harbour.example"],
    ]


@pytest.mark.parametrize("command", ["list", "show 1", "search الرصيف", "history 1", "related 1", "diff 1", "views 1"])
def test_no_color_means_no_colour(filled: Newsgrab, command: str) -> None:
    """NO_COLOR is honoured by every command, and 60 columns are enough."""
    code, seen = on_terminal(filled, *command.split(), columns=60, NO_COLOR="1")
    assert code == 0
    assert not re.search(r"\x1b\[[\d;]*3\d", seen)


def test_a_batch_ends_with_a_tally(newsgrab: Newsgrab) -> None:
    """On a terminal the outcomes are counted in the end."""
    newsgrab.write("a.html", page())
    code, seen = on_terminal(newsgrab, "fetch", "a.html", "missing.html", "a.html")
    assert code == 1
    assert "1 new, 1 unchanged, 1 unreadable" in STYLE.sub("", seen).splitlines()


def test_quiet_is_quiet_when_all_is_well(newsgrab: Newsgrab) -> None:
    """--quiet prints nothing but trouble."""
    newsgrab.write("a.html", page())
    assert on_terminal(newsgrab, "fetch", "a.html", "--quiet") == (0, "")
    code, seen = on_terminal(newsgrab, "fetch", "a.html", "missing.html", "--quiet")
    assert (code, seen) == (1, "newsgrab: missing.html: no such file\n")


def test_a_line_tells_how_far_it_is_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    """It is drawn over itself, and left standing when its part is done."""
    line = terminal.Line()
    for done in (1, 2, 3):
        line.progress("looks chained", done, 3)
    assert capsys.readouterr().err.split("\r\x1b[K")[1:] == ["looks chained: 1 of 3", "looks chained: 3 of 3\n"]
