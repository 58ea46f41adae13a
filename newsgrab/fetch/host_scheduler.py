"""Many hosts at once: one worker per host, so that politeness stays a plain wait, and a cap on all of them."""

from __future__ import annotations

import heapq
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from newsgrab.errors import BadUrl, Cancelled, FetchError
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.rate_limiter import HostRateLimiter
from newsgrab.page import NotModified, Page

AHEAD = 10_000  # addresses taken from the list before the first of them are done, so that many hosts are in sight
_MAX_WAITING_BYTES = 32 << 20  # of results that nobody has taken yet
_POLL_S = 0.5  # a signal wakes nobody who waits for a result

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to be asked for, and what we know of its page. `found_on` as in Fetcher.fetch."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    found_on: str | None = None


Fetched = Page | NotModified | FetchError | BadUrl


def fetch_in_parallel(
    fetcher: Fetcher, asks: Iterable[FetchRequest], *, stop: Callable[[], bool] = bool
) -> Iterator[tuple[FetchRequest, Fetched]]:
    """Each address with what came of it, in the order of arrival. See `run_per_host`."""
    return run_per_host(asks, lambda ask: fetch_one(fetcher, ask), fetcher, stop=stop)


def fetch_one(fetcher: Fetcher, ask: FetchRequest) -> Fetched:
    """The page, the word that it is the same, or the error, as a value."""
    try:
        return fetcher.fetch(ask.url, etag=ask.etag, last_modified=ask.last_modified, found_on=ask.found_on)
    except (FetchError, BadUrl) as error:
        return error.with_traceback(None)


def follow_one(fetcher: Fetcher, page: Page, location: str) -> Fetched:
    """The same for where a page sends its readers on to."""
    try:
        return fetcher.follow(page, location)
    except (FetchError, BadUrl) as error:
        return error.with_traceback(None)


def run_per_host(
    asks: Iterable[FetchRequest],
    work: Callable[[FetchRequest], R],
    fetcher: Fetcher,
    *,
    stop: Callable[[], bool] = bool,
    grace_s: float = 10.0,
) -> Iterator[tuple[FetchRequest, R]]:
    """Each address with what `work` made of it, in the order of arrival.

    Hosts are worked on side by side, the addresses of one host one after the other, in their order. `stop` is asked
    before each address: once it says True no further one is begun, and what was begun is left behind when nothing of
    it comes for `grace_s`. What `work` raises is raised here, but for Stopped, which means that it was not begun.
    """
    team: _HostScheduler[R] = _HostScheduler(work, fetcher.rate_limiter, stop, grace_s)
    threads = [threading.Thread(target=team.work_on, daemon=True) for _ in range(fetcher.settings.workers)]
    for thread in threads:
        thread.start()
    source = iter(asks)
    try:
        wanted = AHEAD
        while True:
            added = team.add(islice(source, wanted))
            if added < wanted:
                team.no_more()
            result = team.take()
            if result is None:
                return
            wanted = 1
            yield result
    finally:
        team.leave()


@dataclass(frozen=True, slots=True)
class _Result(Generic[R]):
    ask: FetchRequest
    value: R
    size: int


@dataclass
class _HostScheduler(Generic[R]):
    """What the workers share: hosts that wait for a worker, results that wait to be taken."""

    work: Callable[[FetchRequest], R]
    rate_limiter: HostRateLimiter
    stop: Callable[[], bool]
    grace_s: float
    queues: dict[str, deque[FetchRequest]] = field(default_factory=dict)
    free: list[tuple[float, int, str]] = field(default_factory=list)  # a heap: due in, place in line, host
    results: deque[_Result[R]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        lock = threading.Lock()
        self._work = threading.Condition(lock)  # for workers: a host is free, or nobody takes results any more
        self._came = threading.Condition(lock)  # for the one who takes results, and for workers with one too many
        self._line = count()
        self._open = 0  # addresses begun or waiting
        self._waiting_bytes = 0
        self._complete = False
        self._left = False
        self._stopped = False
        self._failure: BaseException | None = None

    def add(self, asks: Iterable[FetchRequest]) -> int:
        """Put addresses in line; gives how many there were."""
        added = 0
        for ask in asks:
            if self._stopped:
                break
            host = _host(ask.url)
            with self._work:
                if host in self.queues:
                    self.queues[host].append(ask)
                else:
                    self.queues[host] = deque((ask,))
                    self._release(host)
                    self._work.notify()
                self._open += 1
            added += 1
        return added

    def no_more(self) -> None:
        """The list has come to its end."""
        self._complete = True

    def leave(self) -> None:
        """Nobody takes results any more: workers end after the address they are at."""
        with self._work:
            self._left = True
            self._work.notify_all()
            self._came.notify_all()

    def take(self) -> tuple[FetchRequest, R] | None:
        """The next result; None when all is done. Raises what a worker raised.

        Once the program is to stop, what was begun gets `grace_s` to come to its end, and is left behind then.
        """
        patience_s = self.grace_s
        with self._came:
            while not self.results:
                if self._failure is not None:
                    raise self._failure
                if ((self._complete or self.stop()) and not self._open) or patience_s <= 0:
                    return None
                self._came.wait(_POLL_S)
                if self.stop():
                    patience_s -= _POLL_S
            result = self.results.popleft()
            self._waiting_bytes -= result.size
            self._came.notify_all()
            return result.ask, result.value

    def work_on(self) -> None:
        """A worker's life, until nobody takes results any more."""
        while (taken := self._begin()) is not None:
            host, ask = taken
            try:
                value = self.work(ask)
            except Cancelled:
                with self._work:
                    self._done_with(host)
                continue
            except BaseException as error:  # noqa: BLE001 (of any kind: it is raised again where the results are taken)
                with self._work:
                    self._failure = error
                self.leave()
                return
            self._finish(host, ask, value)

    def _begin(self) -> tuple[str, FetchRequest] | None:
        with self._work:
            while True:
                if self._left:
                    return None
                if self.free and self.stop():
                    self._drop_all()
                if self.free:
                    _, _, host = heapq.heappop(self.free)
                    return host, self.queues[host].popleft()
                self._work.wait()

    def _finish(self, host: str, ask: FetchRequest, value: R) -> None:
        """Hand the result over; the host is free again, for this worker if for no other."""
        size = _size(value)
        with self._work:
            while self.results and self._waiting_bytes + size > _MAX_WAITING_BYTES and not self._left:
                self._came.wait()
            self.results.append(_Result(ask, value, size))
            self._waiting_bytes += size
            self._done_with(host)
            self._came.notify_all()

    def _done_with(self, host: str) -> None:
        self._open -= 1
        if self.queues[host]:
            self._release(host)
        else:
            del self.queues[host]

    def _release(self, host: str) -> None:
        heapq.heappush(self.free, (self.rate_limiter.due(host), next(self._line), host))

    def _drop_all(self) -> None:
        """No further address is begun; those at work are finished."""
        for _, _, host in self.free:
            self._open -= len(self.queues.pop(host))
        self.free.clear()
        for queue in self.queues.values():
            self._open -= len(queue)
            queue.clear()
        self._stopped = self._complete = True
        self._came.notify_all()


def _size(value: object) -> int:
    """Bytes of the page that a result holds."""
    page = value if isinstance(value, Page) else getattr(value, "page", None)
    return len(page.content) if isinstance(page, Page) else int(getattr(value, "size", 0))


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
