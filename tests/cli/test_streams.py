"""What a shell does to a program's streams: readers that leave, streams that are closed, disks that are full."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Newsgrab, Run, page

READING = (
    "list",
    "search الرصيف --json",
    "show 1",
    "show 1 --format page",
    "history 1",
    "diff 1 1 2",
    "views 1",
    "related 1",
    "changes",
    "why 1",
    "schedule",
    "info",
    "export",
    "extract 1.html",
    "--version",
    "--help",
)


@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [*((command, "") for command in READING), ("list", "1"), ("export", "1"), ("--version", "1")],
)
def test_a_reader_who_leaves_ends_the_program_quietly(filled: Newsgrab, command: str, unbuffered: str) -> None:
    """Like `| head` that has seen enough: exit code 0 and no word."""
    assert filled.shell(f"newsgrab {command} | true", PYTHONUNBUFFERED=unbuffered) == Run(0, "", "")


@pytest.mark.parametrize("command", READING)
def test_without_any_stream_the_work_is_done(filled: Newsgrab, command: str) -> None:
    """A daemon may have closed all three."""
    assert filled.shell(f"newsgrab {command} <&- >&- 2>&-").code == 0


@pytest.mark.parametrize("command", READING)
def test_a_full_disk_is_told(filled: Newsgrab, command: str) -> None:
    """What cannot be written is a failure with a message."""
    run = filled.shell(f"newsgrab {command} > /dev/full")
    assert (run.code, run.err) == (1, "newsgrab: output: No space left on device\n")


@pytest.mark.parametrize("command", READING)
def test_an_old_terminal_gets_escapes_and_no_error(filled: Newsgrab, command: str) -> None:
    """In a locale without Arabic the letters that it lacks are written as escapes; a closed input is not missed."""
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "NO_COLOR": "1", "COLUMNS": "60"}
    run = filled.shell(f"newsgrab {command} <&-", **plain, PYTHONIOENCODING="ascii")
    assert (run.code, run.err) == (0, "")
    assert run.out
    if command == "list":
        assert "\\u0631\\u0635\\u064a\\u0641" in run.out


def test_an_export_is_utf8_whatever_the_terminal_is(filled: Newsgrab) -> None:
    """A file for programs does not depend on the locale."""
    run = filled.shell("newsgrab export", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "رصيف جديد" in run.out


def test_a_batch_goes_on_when_nobody_listens(newsgrab: Newsgrab) -> None:
    """Keeping is the work of fetch, its lines are only a report: all pages are kept."""
    for number in range(1, 5):
        newsgrab.write(f"{number}.html", page(number, title=f"رصيف رقم {number} يفتح أبوابه"))
    run = newsgrab.shell("newsgrab fetch *.html | head -1")
    assert (run.code, run.out.count("\n"), run.err) == (0, 1, "")
    assert newsgrab("info", "--json").json[0]["articles"] == 4


def test_each_line_of_a_batch_comes_at_once(newsgrab: Newsgrab) -> None:
    """Who watches a slow batch through a pipe sees each page when it is kept."""
    newsgrab.write("1.html", page())
    reading, writing = os.pipe()
    script = [sys.executable, "-m", "newsgrab", "fetch", "1.html", "-"]
    with subprocess.Popen(
        script, cwd=newsgrab.folder, env=newsgrab.environment, stdin=subprocess.PIPE, stdout=writing
    ) as running:
        os.close(writing)
        assert running.stdin
        running.stdin.write(page(13, title="عنوان آخر من المدينة").encode())
        running.stdin.close()
        with open(reading, encoding="utf-8") as lines:  # noqa: PTH123 -- a descriptor, not a path
            assert [line.split("\t")[0] for line in lines] == ["new", "new"]


def test_remarks_that_nobody_can_get_are_no_trouble(newsgrab: Newsgrab) -> None:
    """A full or left standard error takes no page from the archive."""
    newsgrab.write("good.html", page())
    assert newsgrab.shell("newsgrab fetch missing.html good.html 2> /dev/full").code == 1
    assert newsgrab("info", "--json").json[0]["articles"] == 1
