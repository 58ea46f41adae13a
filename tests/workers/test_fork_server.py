"""Processes that are copies of one that has loaded what they need."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from newsgrab.workers import fork_server
from newsgrab.workers.child_process import own_end
from newsgrab.workers.fork_server import ForkedProcess, ForkServer, fork
from tests.processes import ended

ROOT = Path(__file__).resolve().parents[2]
loaded: list[int] = []


def load() -> None:
    loaded.append(os.getpid())


def tell(descriptor: int) -> None:
    """Say where it is, what it has, and by whom it was loaded; then wait."""
    pipe = own_end(descriptor)
    pipe.send((os.getpid(), str(Path.cwd()), os.environ.get("PIER"), time.tzname[0], loaded))
    pipe.poll(None)


def spin(descriptor: int) -> None:
    """Never look at the pipe again."""
    own_end(descriptor).send("spinning")
    while True:
        pass


def end(process: ForkedProcess, pipe: Connection) -> None:
    pipe.close()
    process.end()


def test_copies_are_loaded_once_and_have_what_the_program_has_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Working directory, environment and time zone may have changed since the first."""
    first, one = fork(tell, load)
    assert one.recv()[1:3] == (str(Path.cwd()), None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIER", "رصيف")
    monkeypatch.setenv("TZ", "Asia/Beirut")
    second, two = fork(tell, load)
    pid, directory, pier, zone, by = two.recv()
    assert (directory, pier, zone) == (str(tmp_path), "رصيف", "EET")
    assert pid == second.pid != first.pid
    assert len(by) == 1
    assert by[0] not in (pid, os.getpid())
    end(first, one)
    end(second, two)
    assert ended(pid)


def test_program_knows_of_a_copy_before_it_does_anything() -> None:
    """Else one that hangs could not be ended by a program that ends at once."""
    for _ in range(20):
        process, pipe = fork(spin, load)
        pipe.recv()
        assert process.server.pid(process.number) is not None
        end(process, pipe)


def test_copies_are_begun_one_by_one_where_pipes_are_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS: what the server has told of the one before is taken down first, also if that one has ended."""
    monkeypatch.setattr(fork_server, "_ACKNOWLEDGES", True)
    pids = set()
    for _ in range(4):
        process, pipe = fork(tell, load)
        pids.add(pipe.recv()[0])
        end(process, pipe)
    assert len(pids) == 4


def test_copy_that_never_looks_up_is_ended() -> None:
    """Its pipe may be closed as often as one likes."""
    process, pipe = fork(spin, load)
    assert pipe.recv() == "spinning"
    pid = process.pid
    end(process, pipe)
    assert pid is not None
    assert ended(pid)


def test_copy_that_is_ended_twice_was_ended_once(capfd: pytest.CaptureFixture[str]) -> None:
    """By the program's end and by who waited for it: the server goes on, and nobody else's process is ended."""
    process, pipe = fork(tell, load)
    by = pipe.recv()[4]
    for _ in range(2):
        end(process, pipe)
    other, pipe = fork(tell, load)
    assert pipe.recv()[4] == by
    assert process.pid is None
    end(other, pipe)
    assert capfd.readouterr().err == ""


def test_what_copies_took_of_the_processor_is_counted() -> None:
    """With that of the program, as for any other process that it starts: `time newsgrab` tells all of it."""
    times = [sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])]
    for pause_s in (0.0, 0.5):
        server = ForkServer(load)
        process, pipe = server.fork(spin)
        pipe.recv()
        time.sleep(pause_s)
        end(process, pipe)
        server.close()
        times.append(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))
    idle, busy = times[1] - times[0], times[2] - times[1]
    assert busy > idle


def test_folder_that_is_gone_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program goes on in it, and so does the copy."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    process, pipe = fork(spin, load)
    assert pipe.recv() == "spinning"
    end(process, pipe)


def test_server_that_was_killed_is_followed_by_another() -> None:
    """For want of memory, or by somebody's hand."""
    process, pipe = fork(tell, load)
    by = pipe.recv()[4][0]
    os.kill(by, signal.SIGKILL)
    end(process, pipe)
    time.sleep(0.05)
    process, pipe = fork(tell, load)
    assert pipe.recv()[4][0] != by
    end(process, pipe)


PROGRAM = """
import os, signal, sys
from newsgrab.workers.fork_server import fork
from tests.workers.test_fork_server import load, spin, tell
process, pipe = fork(spin, load)
pipe.recv()
print(process.pid, flush=True)
os.kill(os.getpid(), int(sys.argv[1])) if sys.argv[1:] else sys.exit()
"""


@pytest.mark.parametrize("killed", [[], [str(int(signal.SIGKILL))]])
def test_copies_end_with_the_program_however_it_ends(killed: list[str]) -> None:
    """Also one that is busy."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *killed],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == (-signal.SIGKILL if killed else 0)
    assert ended(int(done.stdout))
