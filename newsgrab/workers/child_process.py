"""A process of our own: Python with our code, and a pipe to it. Both ends of how one begins."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.connection import Connection


def start(main: Callable[[int], None]) -> tuple[subprocess.Popen[bytes], Connection]:
    """A process that does `main`, a function of a module, with the number of its end of a pipe; and our end."""
    import subprocess
    from multiprocessing.connection import Pipe

    ours, theirs = Pipe()
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        f"from {main.__module__} import {main.__name__}; {main.__name__}({theirs.fileno()})"
    )
    child = subprocess.Popen(  # noqa: S603 (our own interpreter, our own words)
        [sys.executable, "-c", code], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
    )
    theirs.close()
    return child, ours


def own_end(descriptor: int) -> Connection:
    """The pipe of such a process, in it. From here on Ctrl-C is for the program that started us; it ends us."""
    import signal
    from multiprocessing.connection import Connection

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Connection(descriptor)
