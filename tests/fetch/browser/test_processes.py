"""Ending the processes of a browser."""

from __future__ import annotations

import subprocess
import sys

from newsgrab.fetch.browser.processes import kill_marked


def test_a_marked_process_ends_with_all_below_it() -> None:
    """The process that bears the mark and its children are ended, one that does not is left alone."""
    below = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    pipe = subprocess.PIPE
    with (
        subprocess.Popen([sys.executable, "-c", below, "--mark=7f3a"], stdin=pipe, stdout=pipe) as marked,
        subprocess.Popen([sys.executable, "-c", "input()", "--mark=00"], stdin=pipe) as other,
    ):
        assert marked.stdout is not None
        marked.stdout.readline()  # the one below has begun
        kill_marked("--mark=7f3a")
        assert marked.stdout.read() == b""  # the pipe is closed when both have ended
        assert marked.wait() < 0
        assert other.poll() is None
        other.communicate(b"\n")
    assert other.returncode == 0
