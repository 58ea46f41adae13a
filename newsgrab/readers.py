"""Reading in processes of their own: on all cores, and with an end to every page.

The parser cannot be interrupted, and some pages keep it busy for minutes. A process can be ended and replaced. A single
page is read in a thread instead, which costs nothing to start; if it does not come to an end it is left behind, and
ends with the program.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from queue import Empty, LifoQueue, SimpleQueue
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from newsgrab.errors import ReadingFailed
from newsgrab.page import Origin, Page
from newsgrab.reading import Reading

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

DEADLINE_S = 20.0
MAX_MEMORY_BYTES = 3 << 30  # of one reading process
_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_WARM_UP_S = 60.0  # a loaded machine needs a while to start Python


@dataclass(frozen=True, slots=True)
class _Broken:
    """The reader raised: its last words."""

    problem: str
    detail: str


Read = Callable[[Page], Any]


class Readers:
    """Reads pages, several at a time. A context manager; safe to share between threads.

    `processes` is how many at a time (0: in this process, for one page or a few). `deadline_s` is for one page.
    `reader` names the function that reads, as "module:function" or "module:function?first argument", since other
    processes load it by themselves.
    """

    def __init__(
        self, processes: int | None = None, *, deadline_s: float = DEADLINE_S, reader: str = "newsgrab.profiled:read"
    ) -> None:
        """Nothing is started before the first page."""
        self._reader = reader
        self.processes = (os.cpu_count() or 1) if processes is None else processes
        self._deadline_s = deadline_s
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._started: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for process in self._started:
                process.end()
            self._started.clear()

    def warm_up(self) -> None:
        """Start the processes now, in the background: they are ready while the first pages are on their way."""
        with self._lock:
            while len(self._started) < self.processes and not self._closed:
                self._start()

    def read(self, page: Page) -> Reading:
        """What the page says. Raises ReadingFailed if the reader does not come to an end with it."""
        reading: Reading = self.call(self._reader, page)
        return reading

    def call(self, reader: str, page: Page) -> Any:
        """What another function ("module:function") makes of the page, in the same way."""
        if not self.processes:
            return _read_here(page, reader, self._deadline_s)
        self.warm_up()
        if self._closed:
            raise ReadingFailed(_name(page), "given up: the reading was ended")
        process = self._idle.get()
        try:
            outcome = process.read(reader, page, self._deadline_s)
        except (EOFError, OSError, TimeoutError) as error:
            self._replace(process)
            raise _failed(page, error, self._deadline_s) from error
        self._idle.put(process)
        return _settled(page, outcome)

    def read_all(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Reading | ReadingFailed]]:
        """Each page with what it says, in their order; pages are taken only a little ahead."""
        if not self.processes:
            yield from ((page, self._read_or_error(page)) for page in pages)
            return
        with ThreadPoolExecutor(self.processes + 1) as threads:
            waiting: deque[tuple[Page, Any]] = deque()
            for page in pages:
                waiting.append((page, threads.submit(self._read_or_error, page)))
                if len(waiting) > 2 * self.processes:
                    done, future = waiting.popleft()
                    yield done, future.result()
            for done, future in waiting:
                yield done, future.result()

    def _read_or_error(self, page: Page) -> Reading | ReadingFailed:
        try:
            return self.read(page)
        except ReadingFailed as error:
            return error.with_traceback(None)

    def _start(self) -> None:
        process = _Process(self._reader)
        self._started.add(process)
        self._idle.put(process)

    def _replace(self, process: _Process) -> None:
        process.end()
        with self._lock:
            self._started.discard(process)
            if not self._closed:
                self._start()


class _Process:
    """One reading process and the pipe to it."""

    def __init__(self, reader: str) -> None:
        from multiprocessing.connection import Pipe

        self._pipe, theirs = Pipe()
        code = (
            f"import sys; sys.path[:] = {sys.path!r}\n"
            f"from newsgrab.readers import serve; serve({theirs.fileno()}, {reader!r})"
        )
        self._child = subprocess.Popen(  # noqa: S603 (our own interpreter, our own words)
            [sys.executable, "-c", code], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._ready = False

    def read(self, reader: str, page: Page, deadline_s: float) -> Any:
        """What came of the page. Raises TimeoutError, EOFError or OSError if nothing comes back."""
        if not self._ready:
            if not self._pipe.poll(_WARM_UP_S):
                raise TimeoutError
            self._pipe.recv_bytes()
            self._ready = True
        self._pipe.send_bytes(pickle.dumps((reader, page), protocol=5))
        if not self._pipe.poll(deadline_s):
            raise TimeoutError
        return pickle.loads(self._pipe.recv_bytes())  # noqa: S301 (from our own process)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._pipe.close()
        self._child.kill()
        self._child.wait()


def serve(descriptor: int, reader: str) -> None:
    """A reading process's life: a page in, a reading out, until the pipe is closed."""
    import signal
    from multiprocessing.connection import Connection

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started us; it ends us
    pipe: Connection = Connection(descriptor)
    _loaded(reader)(Page(b"<title>A page</title><p>A text.</p>", _ANY_TIME, Origin.FILE))  # loads what reading needs
    with contextlib.suppress(EOFError, OSError):
        pipe.send_bytes(b"ready")
        while True:
            name, page = pickle.loads(pipe.recv_bytes())  # noqa: S301 (from our own process)
            _limit()
            pipe.send_bytes(_dumped(_attempt(_loaded(name), page)))


def _loaded(reader: str) -> Read:
    from importlib import import_module

    module, _, rest = reader.partition(":")
    name, _, argument = rest.partition("?")
    read: Callable[..., Reading] = getattr(import_module(module), name)
    return partial(read, argument) if argument else read


def _read_here(page: Page, reader: str, deadline_s: float) -> Any:
    outcomes: SimpleQueue[Any] = SimpleQueue()

    def run() -> None:
        outcomes.put(_attempt(_loaded(reader), page))

    threading.Thread(target=run, daemon=True, name="reading").start()
    try:
        return _settled(page, outcomes.get(timeout=deadline_s))
    except Empty as error:
        raise _failed(page, TimeoutError(), deadline_s) from error


def _attempt(read: Read, page: Page) -> Any:
    try:
        return read(page)
    except Exception as error:  # noqa: BLE001 (one page may not end the others; the words come with it)
        import traceback

        return _Broken(f"{type(error).__name__}: {error}", traceback.format_exc())


def _settled(page: Page, outcome: Any) -> Any:
    if isinstance(outcome, _Broken):
        if outcome.problem.startswith("RecursionError"):
            raise ReadingFailed(_name(page), "given up: its elements are nested too deep", outcome.detail)
        raise ReadingFailed(_name(page), f"the reader broke off ({outcome.problem})", outcome.detail)
    return outcome


def _failed(page: Page, error: Exception, deadline_s: float) -> ReadingFailed:
    if isinstance(error, TimeoutError):
        return ReadingFailed(_name(page), f"given up: the parser was not done with it after {deadline_s:g} s")
    return ReadingFailed(_name(page), "given up: the parser crashed over it")


def _name(page: Page) -> str:
    return page.url or page.name or "the page"


def _limit() -> None:
    """Bound this process, should nobody be there to end it: processor time for the next page, memory for all."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime + 2 * DEADLINE_S)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _dumped(outcome: Any) -> bytes:
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = {MappingProxyType: lambda proxy: (_mapping, (dict(proxy),))}
    pickler.dump(outcome)
    return buffer.getvalue()


def _mapping(values: dict[str, str]) -> MappingProxyType[str, str]:
    """A mapping that cannot be changed, as a Reading holds it; pickle has no word for it."""
    return MappingProxyType(values)
