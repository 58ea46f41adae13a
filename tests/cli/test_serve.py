"""The reading room as a process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Newsgrab

SERVE = [sys.executable, "-m", "newsgrab", "serve"]


@pytest.mark.parametrize(("ending", "code"), [(signal.SIGINT, {0}), (signal.SIGTERM, {143})])
def test_it_says_its_address_and_answers_there(filled: Newsgrab, ending: signal.Signals, code: set[int]) -> None:
    """Until it is told to end."""
    command = [*SERVE, "--port", "0"]
    with subprocess.Popen(
        command, cwd=filled.folder, env=filled.environment, stdout=-1, stderr=-1, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urlopen(address + "article/1") as answer:
            assert "رصيف جديد" in answer.read().decode()
        process.send_signal(ending)
        assert process.wait(30) in code
        assert process.stderr.read() == ""


def test_an_address_that_is_taken_is_told(filled: Newsgrab) -> None:
    """With what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = filled("serve", "--port", port)
    assert (done.code, done.out) == (2, "")
    assert (
        done.err == f"newsgrab: 127.0.0.1 port {port}: cannot be listened on (Address already in use): try --port 0\n"
    )


def test_without_an_archive_there_is_nothing_to_serve(newsgrab: Newsgrab) -> None:
    """The message is the one of every command."""
    done = newsgrab("serve", "--port", "0")
    assert (done.code, "no archive at" in done.err) == (3, True)


def test_a_missing_extra_is_named(newsgrab: Newsgrab) -> None:
    """Where its libraries are not installed."""
    done = newsgrab.python(
        "import importlib.util as u, sys; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'starlette' else find(name, *more)\n"
        "from newsgrab.cli.app import run; sys.exit(run(['serve']))"
    )
    told = "newsgrab: the pages of newsgrab serve need newsgrab[web]: pip install 'newsgrab[web]'\n"
    assert (done.code, done.err) == (2, told)
