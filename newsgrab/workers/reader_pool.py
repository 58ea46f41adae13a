"""Reading in processes of their own: on all cores, and with an end to every page.

The parser cannot be interrupted, and some pages keep it busy for minutes, or fill the memory. A process can be ended
and replaced. The first is there after a third of a second, beside what the program does meanwhile (fork_server.py).
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import LifoQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from newsgrab.errors import FetchError, ReadingFailed, UnreadablePage
from newsgrab.page import Page, PageSet, Subject
from newsgrab.workers.fork_server import fork
from newsgrab.workers.reader_worker import MAX_PAGE_S, Task, WorkerError, load_reader, page_count, worker_main
from newsgrab.workers.tasks import prepare

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.workers.tasks import Prepared

_WARM_UP_S = 60.0  # a loaded machine needs a while to start Python
LEAST_READING_S = 5.0  # an honest page takes a tenth of a second, a huge one on a busy machine a few
_AHEAD = 200  # pages that are read before the first of them is taken
_IN_HAND = 4  # saved pages that a process knows of, so that it never waits for the next

P = TypeVar("P", Page, PageSet)
R = TypeVar("R")
_CRASHES = (EOFError, OSError)


class ReaderPool:
    """Reads pages, several at a time. A context manager; `read` and `call` are safe to share between threads.

    `processes` is how many at a time, by default as many as there are cores. `deadline_s` is for one page.
    `reader` is the task that reads a page; `run` does any other. Tasks are functions of modules (see tasks.py), since
    other processes load them by their names.
    """

    def __init__(
        self,
        processes: int | None = None,
        *,
        deadline_s: float = MAX_PAGE_S,
        reader: Callable[[Subject], Prepared] = prepare,
    ) -> None:
        """Nothing is started before the first page."""
        self._reader = reader
        self.processes = (os.cpu_count() or 1) if processes is None else processes
        self.deadline_s = deadline_s
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._started: set[_Process] = set()
        self._lock = threading.Lock()
        self._lent = False
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
                self._idle.put(self._start())

    def read(self, page: Page, *, within_s: float | None = None) -> PreparedPage:
        """What the page says. Raises ReadingFailed if the reader does not come to an end with it (in `within_s`)."""
        prepared = self.run(self._reader, page, within_s=within_s)
        if isinstance(prepared, UnreadablePage | FetchError):
            raise ReadingFailed(_name(page), str(prepared))
        return prepared

    def reread(self, page: Page) -> ExtractionResult:
        """What a page that was read before says by today's rules. Raises ReadingFailed."""
        return self.read(page).reading

    def run(self, task: Callable[[P], R], page: P, *, within_s: float | None = None) -> R:
        """What a task makes of the page, in the same way; of a set of pages each has its time."""
        limit_s = self.deadline_s * page_count(page)
        deadline_s = limit_s if within_s is None else min(within_s, limit_s)
        self.warm_up()
        if self._closed:
            raise ReadingFailed(_name(page), "given up: the reading was ended")
        if self._lent and self._idle.empty():  # the others read a long list: one more for what comes between
            with self._lock:
                self._idle.put(self._start())
        process = self._idle.get()
        try:
            outcome = process.read(task, page, deadline_s)
        except (*_CRASHES, TimeoutError) as error:
            self._idle.put(self._replaced(process))
            raise _failed(page, error, deadline_s) from error
        self._idle.put(process)
        return cast("R", _settled(page, outcome))

    def read_all(self, pages: Iterable[Subject]) -> Iterator[tuple[Subject, Prepared | ReadingFailed]]:
        """Each page with what it says, in their order; pages are taken only a little ahead."""
        self.warm_up()
        line = _OrderedDispatch([self._idle.get() for _ in range(self.processes)], self)
        self._lent = True
        try:
            yield from line.through(iter(pages))
        finally:
            self._lent = False
            for process in line.processes:
                if process.awaited:  # nobody wants what it will say
                    self._ended(process)
                else:
                    self._idle.put(process)

    def send(self, process: _Process, page: Subject) -> None:
        """Let the process read that page, after those it has."""
        process.send(self._reader, page)

    def replace(self, process: _Process) -> _Process:
        """Another process for one that is of no use any more."""
        return self._replaced(process)

    def _start(self) -> _Process:
        process = _Process(self._reader)
        self._started.add(process)
        return process

    def _replaced(self, process: _Process) -> _Process:
        self._ended(process)
        with self._lock:
            return process if self._closed else self._start()

    def _ended(self, process: _Process) -> None:
        process.end()
        with self._lock:
            self._started.discard(process)


class _Process:
    """One reading process and the pipe to it."""

    def __init__(self, reader: Task) -> None:
        self.child, self.pipe = fork(worker_main, load_reader)
        with suppress(OSError):  # one that did not even start is found out by whoever waits for it
            self.pipe.send_bytes(pickle.dumps(reader, protocol=5))
        self._ready = False
        self._began = time.monotonic()
        self.awaited: deque[int] = deque()  # the numbers of the pages that it has, in a line

    def read(self, task: Task, page: Subject | PageSet, deadline_s: float) -> Any:
        """What came of the page. Raises TimeoutError, EOFError or OSError if nothing comes back."""
        if not self._ready:
            if not self.pipe.poll(_WARM_UP_S):
                raise TimeoutError
            self.receive()
        self.send(task, page)
        if not self.pipe.poll(deadline_s):
            raise TimeoutError
        return self.receive()

    def send(self, task: Task, page: Subject | PageSet) -> None:
        """Put the page in line for this process. Raises OSError."""
        if not self.awaited:
            self._began = time.monotonic()
        self.pipe.send_bytes(pickle.dumps((task, page), protocol=5))

    def receive(self) -> Any:
        """What came back; None for the word that the process is ready. Raises EOFError, OSError."""
        answer = self.pipe.recv_bytes()
        self._began = time.monotonic()
        if not self._ready:
            self._ready = True
            return None
        return pickle.loads(answer)  # noqa: S301 (from our own process)

    def left_s(self, deadline_s: float) -> float:
        """Seconds that it still has for the page it is at."""
        return self._began + (deadline_s if self._ready else _WARM_UP_S) - time.monotonic()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        self.child.end()


class _OrderedDispatch:
    """Pages on their way through several processes at once; they come out in the order in which they went in.

    Saved pages are handed out a few at a time. A page with its bytes goes only to a process that has none: while both
    sides write more than the pipe holds, neither would read.
    """

    def __init__(self, processes: list[_Process], readers: ReaderPool) -> None:
        self.processes = processes
        self._readers = readers
        self._pages: dict[int, Subject] = {}
        self._done: dict[int, Any] = {}

    def through(self, pages: Iterator[Subject]) -> Iterator[tuple[Subject, Any]]:
        """Each page with what came of it."""
        first = last = 0
        page = next(pages, None)
        while page is not None or self._pages:
            while page is not None and last - first < _AHEAD and (process := self._taker(page)) is not None:
                self._pages[last] = page
                self._hand(process, last)
                last += 1
                page = next(pages, None)
            self._gather(wait=first not in self._done)
            if first in self._done:
                yield self._pages.pop(first), self._done.pop(first)
                first += 1

    def _taker(self, page: Subject) -> _Process | None:
        """The process that has least to do, if it can take the page."""
        process = min(self.processes, key=lambda each: len(each.awaited))
        room = 1 if isinstance(page, Page) else _IN_HAND
        return process if len(process.awaited) < room else None

    def _hand(self, process: _Process, number: int) -> None:
        try:
            self._readers.send(process, self._pages[number])
            process.awaited.append(number)
        except OSError as error:
            process.awaited.append(number)
            self._give_up(process, error)

    def _gather(self, *, wait: bool) -> None:
        """Take what has come back; with `wait`, wait for something to come, or for a page's time to be over."""
        from multiprocessing.connection import wait as wait_for

        busy: dict[Connection, _Process] = {each.pipe: each for each in self.processes if each.awaited}
        left_s = min((each.left_s(self._readers.deadline_s) for each in busy.values()), default=0.0)
        came = wait_for(list(busy), max(0.0, left_s) if wait else 0)
        for pipe in came:
            process = busy[pipe]  # type: ignore[index]  # what was asked for comes back
            try:
                answer = process.receive()
            except _CRASHES as error:
                self._give_up(process, error)
                continue
            if answer is not None:
                number = process.awaited.popleft()
                self._done[number] = self._settled(number, answer)
        if wait and not came:
            for process in busy.values():
                if process.left_s(self._readers.deadline_s) <= 0:
                    self._give_up(process, TimeoutError())

    def _settled(self, number: int, answer: Any) -> Any:
        try:
            return _settled(self._pages[number], answer)
        except ReadingFailed as error:
            return error.with_traceback(None)

    def _give_up(self, process: _Process, error: Exception) -> None:
        """The page that the process is at costs it its life; those behind it go to the next process."""
        number, *behind = process.awaited
        self._done[number] = _failed(self._pages[number], error, self._readers.deadline_s)
        fresh = self._readers.replace(process)
        self.processes[self.processes.index(process)] = fresh
        for each in behind:
            self._hand(fresh, each)


def reading_time_s(page: Page, deadline_s: float) -> float:
    """What an address has left of its deadline for reading; a slow server's page gets enough for any honest one."""
    return max(deadline_s - (page.elapsed_ms or 0) / 1000, LEAST_READING_S)


def _settled(page: Subject | PageSet, outcome: Any) -> Any:
    if isinstance(outcome, WorkerError):
        if outcome.problem.startswith("MemoryError"):
            raise ReadingFailed(_name(page), "given up: it wants more memory than a page gets", outcome.detail)
        if outcome.problem.startswith("RecursionError"):
            raise ReadingFailed(_name(page), "given up: its elements are nested too deep", outcome.detail)
        raise ReadingFailed(_name(page), f"the reader broke off ({outcome.problem})", outcome.detail)
    return outcome


def _failed(page: Subject | PageSet, error: Exception, deadline_s: float) -> ReadingFailed:
    if isinstance(error, TimeoutError):
        return ReadingFailed(_name(page), f"given up: the parser was not done with it after {deadline_s:g} s")
    return ReadingFailed(_name(page), "given up: the parser crashed over it")


def _name(page: Subject | PageSet) -> str:
    return page.url or page.name or "the page"
