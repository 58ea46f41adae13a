"""Processes of a browser: found by a mark on its command line, and ended with all that they started."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def kill_marked(mark: str) -> None:
    """End every process with the mark on its command line, and then all below it: none starts another in between."""
    table = _processes()
    ends = [pid for pid, (_, command) in table.items() if mark in command and pid != os.getpid()]
    for above in ends:
        ends += [pid for pid, (parent, _) in table.items() if parent == above and pid not in ends]
    for pid in ends:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _processes() -> dict[int, tuple[int, str]]:
    """All processes: the parent and the command line of each."""
    if not (_PROC / "self" / "stat").exists():
        told = subprocess.run(
            ["/bin/ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=False
        )
        rows = [line.split(None, 2) for line in told.stdout.splitlines()]
        return {int(row[0]): (int(row[1]), row[2]) for row in rows if len(row) == 3}
    found = {}
    for place in _PROC.iterdir():
        if place.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                parent = int((place / "stat").read_text(errors="replace").rsplit(")", 1)[1].split()[1])
                found[int(place.name)] = (parent, (place / "cmdline").read_bytes().decode("utf-8", "replace"))
    return found
