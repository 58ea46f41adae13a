"""newsgrab run where something else goes wrong: no room, no right to write, others at the same archive."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from tests.cli.conftest import Newsgrab, page
from tests.servers import Rogue, Talk, answer

COUNT = 30
# A process whose files may not grow beyond so many bytes: for SQLite the same as a disk without room.
SMALL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))
sys.argv[1:] = {arguments!r}
from newsgrab.__main__ import main
main()
"""


def path_of(number: int) -> str:
    return f"/article/{number}"


def long_page(number: int) -> bytes:
    """A page of its own words, so that it needs room in the archive."""
    words = "".join(
        f"<p>رقم {number * 7919 + n * 104729} من سجل الميناء لهذا العام، كما نشرته الإدارة.</p>" for n in range(60)
    )
    return answer(page(number, title=f"رصيف رقم {number} يفتح أبوابه للسفن", last=f"انتهى الخبر. {words}", related=()))


@pytest.fixture
def server() -> Iterator[Rogue]:
    with Rogue({path_of(number): long_page(number) for number in range(COUNT)}) as rogue:
        yield rogue


@pytest.fixture
def followed(newsgrab: Newsgrab, server: Rogue) -> Newsgrab:
    """An archive that follows a list of thirty addresses, none of which was visited yet."""
    newsgrab.write("list.txt", "\n".join(server.url(path_of(number)) for number in range(COUNT)))
    assert newsgrab("source", "add", "list.txt").code == 0
    return newsgrab


def articles(newsgrab: Newsgrab) -> int:
    """How many articles the archive holds, after it has passed SQLite's checks."""
    with closing(sqlite3.connect(newsgrab.folder / "archive" / "newsgrab.db")) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert (
            plain.execute("SELECT count(*) FROM snapshot").fetchone()
            == plain.execute("SELECT count(*) FROM article").fetchone()
        )
        return int(plain.execute("SELECT count(*) FROM article").fetchone()[0])


def test_run_on_a_full_disk_says_so_and_the_next_one_goes_on(followed: Newsgrab) -> None:
    """What was kept before the disk was full is kept; with room again the same command does the rest."""
    size = sum(file.stat().st_size for file in (followed.folder / "archive").glob("newsgrab.db*"))
    full = followed.python(SMALL_DISK.format(size=size + 300_000, arguments=["run", "--delay", "0"]))
    assert full.code == 3
    assert "make room and run the same command again" in full.err
    kept = articles(followed)
    assert kept < COUNT
    again = followed("run", "--delay", "0")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert articles(followed) == COUNT


def test_run_that_may_not_write_says_so(followed: Newsgrab) -> None:
    """Where the archive's companion files cannot be made, nothing is asked of anybody and nothing is lost."""
    blocked = followed.folder / "archive" / "newsgrab.db-wal"
    blocked.unlink(missing_ok=True)
    blocked.mkdir()
    run = followed("run", "--delay", "0")
    assert run.code == 3
    assert "cannot be written" in run.err
    assert len(run.err.splitlines()) == 1
    blocked.rmdir()
    assert followed("run", "--delay", "0").code == 0
    assert articles(followed) == COUNT


def test_lock_file_that_cannot_be_made_is_told(followed: Newsgrab) -> None:
    """A run without its lock could meet another one: it is not begun."""
    (followed.folder / "archive" / "newsgrab.db.lock").mkdir()
    run = followed("run", "--delay", "0")
    assert run.code == 3
    assert "newsgrab.db.lock: cannot be written" in run.err
    assert articles(followed) == 0


def held(reply: bytes, gate: threading.Event) -> Callable[[Talk], None]:
    """An answer that is given when the gate is opened."""

    def answer_later(talk: Talk) -> None:
        gate.wait(30)
        talk.send(reply)

    return answer_later


def begun(newsgrab: Newsgrab, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "newsgrab", *arguments],
        cwd=newsgrab.folder,
        env=newsgrab.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_run_waits_for_another_and_readers_wait_for_nobody(followed: Newsgrab, server: Rogue) -> None:
    """Two runs at once and somebody who searches: every page is asked for once, nobody hears of a lock."""
    gate, asked = threading.Event(), threading.Event()
    answer_later = held(long_page(0), gate)

    def first_reply(talk: Talk) -> None:
        asked.set()
        answer_later(talk)

    server.replies[path_of(0)] = first_reply
    first = begun(followed, "run", "--delay", "0")
    assert asked.wait(30)
    second = begun(followed, "run", "--delay", "0", "--wait", "60s")
    third = followed("run", "--delay", "0")
    assert third.code == 5
    assert followed("search", "رصيف").code in {0, 1}
    assert followed("list").code == 0
    gate.set()
    for run in (first, second):
        out, err = run.communicate(timeout=60)
        assert (run.returncode, out, err) == (0, "", "")
    assert articles(followed) == COUNT
    pages = [path for path in server.asked() if path.startswith("/article/")]
    assert sorted(pages) == sorted(path_of(number) for number in range(COUNT))


def test_killed_run_is_completed_by_the_next(followed: Newsgrab, server: Rogue) -> None:
    """SIGKILL in the middle of it: the lock goes with the process, and the rest is still due."""
    reached, gate = threading.Event(), threading.Event()

    def middle(talk: Talk) -> None:
        reached.set()
        gate.wait(30)
        talk.send(long_page(COUNT // 2))

    server.replies[path_of(COUNT // 2)] = middle
    run = begun(followed, "run", "--delay", "0")
    assert reached.wait(30)
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=60)
    gate.set()
    assert 0 <= articles(followed) < COUNT
    assert followed("run", "--delay", "0").code == 0
    assert articles(followed) == COUNT


def test_systemd_units_are_installed_after_the_difference_is_shown(newsgrab: Newsgrab) -> None:
    """Where XDG_CONFIG_HOME or else HOME says; systemctl is told to begin; a second time changes nothing."""
    calls = newsgrab.folder / "calls"
    fake = newsgrab.write("bin/systemctl", f'#!/bin/sh\necho "$@" >> {calls}\n')
    fake.chmod(0o755)
    path = f"{fake.parent}:/usr/bin:/bin"
    words = ("schedule", "--systemd", "--every", "30m", "--install")
    assert "add --yes" in newsgrab(*words, PATH=path).err
    assert not calls.exists()
    config = newsgrab.folder / ".config" / "systemd" / "user"
    for home in (newsgrab.folder / ".config", newsgrab.folder / ".config", newsgrab.folder / "elsewhere"):
        done = newsgrab(*words, "--yes", PATH=path, XDG_CONFIG_HOME=str(home))
        assert done.code == 0, done.err
    service = (config / "newsgrab.service").read_text(encoding="utf-8")
    assert f" run --archive {newsgrab.folder / 'archive'}\n" in service
    assert (newsgrab.folder / "elsewhere/systemd/user/newsgrab.timer").read_text(encoding="utf-8") == (
        config / "newsgrab.timer"
    ).read_text(encoding="utf-8")
    assert calls.read_text().splitlines() == ["--user daemon-reload", "--user enable --now newsgrab.timer"] * 3
    assert newsgrab(*words, "--yes", PATH=path).out == ""  # what HOME says is there already
    fake.write_text("#!/bin/sh\nexit 1\n")
    failed = newsgrab(*words, "--yes", PATH=path)
    assert failed.code == 1
    assert "systemctl: did not do it" in failed.err
