"""Reading processes that begin at once: copies of one process that has loaded what reading needs.

To start Python and load the reader takes a third of a second; a copy takes a hundredth, and shares the memory. The
process that is copied reads no page, has no second thread, and ends with the program; its copies end with it.
(The fork server of multiprocessing runs the program's main script again in each process, so that a script which uses
newsgrab as a library would have to be written for that.)
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle
from typing import NoReturn

from newsgrab.workers.child_process import own_end, start

_ACKNOWLEDGES = sys.platform == "darwin"  # a pipe that is handed over, on the same socket: nothing else may come there


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a process has of the program that wants it: working directory, environment, where modules are found."""

    directory: str | None
    environment: dict[str, str]
    path: list[str]

    @classmethod
    def now(cls) -> Surroundings:
        """Those of this process."""
        directory = None
        with suppress(FileNotFoundError):  # removed meanwhile
            directory = os.getcwd()  # noqa: PTH109 (the bytes as they are)
        return cls(directory, dict(os.environ), list(sys.path))

    def enter(self) -> None:
        """Make them those of this process."""
        sys.path[:] = self.path
        os.environ.clear()
        os.environ.update(self.environment)
        time.tzset()
        if self.directory is not None:
            with suppress(OSError):
                os.chdir(self.directory)


@dataclass(frozen=True, slots=True)
class _Begin:
    """Let process `number` do `main` in those surroundings; its end of a pipe follows."""

    number: int
    main: Callable[[int], None]
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class _Bury:
    """Process `number` is not wanted any more."""

    number: int


class ForkServer:
    """The process that is copied, as the program sees it. Safe to share between threads."""

    def __init__(self, load: Callable[[], object]) -> None:
        """Start it; it does `load`, a function of a module, once, before the first copy is made."""
        self._child, self._control = start(_serve)
        self._lock = threading.RLock()
        self._count = 0
        self._heard = 0  # the last copy that the server has told of: it does so in their order
        self._pids: dict[int, int | None] = {}  # of the copies that nobody has ended; None while it is not known
        self.owner = os.getpid()
        with suppress(OSError):  # one that did not even start is found out by whoever asks for a copy
            self._control.send_bytes(pickle.dumps(load))

    def fork(self, main: Callable[[int], None]) -> tuple[ForkedProcess, Connection]:
        """A copy that does `main` with its end of a pipe, and our end. Raises OSError if the server is gone."""
        ours, theirs = Pipe()
        try:
            with self._lock, theirs:
                if _ACKNOWLEDGES:
                    self._hear(self._count)
                self._count += 1
                self._pids[self._count] = None
                begin = _Begin(self._count, main, Surroundings.now())
                self._control.send_bytes(pickle.dumps(begin))
                send_handle(self._control, theirs.fileno(), self._child.pid)
        except OSError:
            ours.close()
            raise
        return ForkedProcess(begin.number, self), ours

    def pid(self, number: int, *, wait: bool = False) -> int | None:
        """The process id of a copy; None if it is not known yet, or the server is gone."""
        self._hear(number if wait else 0)
        return self._pids.get(number)

    def end(self, number: int) -> None:
        """End a copy, whatever it is doing, once. One that has not begun ends when it finds its pipe closed."""
        with self._lock:
            if number not in self._pids:
                return
            pid = self.pid(number)
            del self._pids[number]
            if pid is not None:
                with suppress(ProcessLookupError):  # its id is not given away before the server has buried it
                    os.kill(pid, signal.SIGKILL)
            with suppress(OSError):
                self._control.send_bytes(pickle.dumps(_Bury(number)))

    def close(self) -> None:
        """End the server, and the copies that nobody has ended."""
        self._hear()
        self._control.close()
        if not self._heard:  # it may still be loading: there is nothing that it would have to end
            self._child.kill()
        self._child.wait()

    def _hear(self, awaited: int = 0) -> None:
        """Take down what the server has said, until it has told of the awaited copy."""
        with self._lock, suppress(EOFError, OSError):
            while self._heard < awaited or self._control.poll():
                self._heard, pid = self._control.recv()
                if self._heard in self._pids:
                    self._pids[self._heard] = pid


@dataclass(frozen=True, slots=True)
class ForkedProcess:
    """A copy."""

    number: int
    server: ForkServer

    @property
    def pid(self) -> int | None:
        """Its process id, as soon as it has begun; None if it never will."""
        return self.server.pid(self.number, wait=True)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.server.end(self.number)


_servers: dict[Callable[[], object], ForkServer] = {}
_lock = threading.Lock()


def fork(main: Callable[[int], None], load: Callable[[], object]) -> tuple[ForkedProcess, Connection]:
    """A process that does `main` with its end of a pipe, after `load`; and our end. Raises OSError.

    The server that it is a copy of is started with the first, and stays until the program ends.
    """
    with _lock:
        server = _servers.get(load)
        if server is None or server.owner != os.getpid():
            server = _servers[load] = ForkServer(load)
        try:
            return server.fork(main)
        except OSError:  # it was killed, by somebody or for want of memory
            server.close()
            server = _servers[load] = ForkServer(load)
            return server.fork(main)


@atexit.register
def _close() -> None:
    for server in _servers.values():
        if server.owner == os.getpid():
            server.close()
    _servers.clear()


def _serve(descriptor: int) -> None:
    """The life of the process that is copied: until the program ends, or closes the pipe."""
    import gc

    control = own_end(descriptor)
    children: dict[int, int] = {}
    with suppress(EOFError, OSError):
        load: Callable[[], object] = pickle.loads(control.recv_bytes())  # noqa: S301 (from our own program)
        load()
        gc.freeze()  # what is loaded is not written to any more: the copies share it
        while True:
            match pickle.loads(control.recv_bytes()):  # noqa: S301
                case _Begin() as begin:
                    children[begin.number] = _copy(control, begin)
                case _Bury(number):
                    _bury(children.pop(number))
    for pid in children.values():
        _bury(pid)
    os._exit(0)


def _copy(control: Connection, begin: _Begin) -> int:
    """Begin a copy; it does nothing before the program has been told of it. Its process id."""
    theirs = recv_handle(control)
    waits, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        _live(control, waits, theirs, begin)
    control.send((begin.number, pid))
    for descriptor in (theirs, waits, told):
        os.close(descriptor)
    return pid


def _live(control: Connection, waits: int, theirs: int, begin: _Begin) -> NoReturn:
    try:
        control.close()
        os.read(waits, 1)
        os.close(waits)
        begin.surroundings.enter()
        begin.main(theirs)
    finally:
        os._exit(0)


def _bury(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
