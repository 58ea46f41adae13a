"""Many hosts at once, each by one worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from newsgrab.errors import BadUrl, Cancelled, Gone, NoAnswer
from newsgrab.fetch.clock import Clock
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.host_scheduler import FetchRequest, fetch_in_parallel, run_per_host
from newsgrab.fetch.limits import RateLimits
from newsgrab.page import Page
from newsgrab.urls import host_of
from tests.fetch.conftest import HURRIED
from tests.servers import Rogue, Talk, answer

PAGE = b"<title>News</title><p>The bridge is open.</p>"


@pytest.fixture
def servers() -> Iterator[list[Rogue]]:
    with ExitStack() as stack:
        yield [stack.enter_context(Rogue({f"/{n}": answer(PAGE) for n in range(5)})) for _ in range(4)]


def test_every_address_comes_back_once_with_its_outcome(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """Pages, errors of the server, dead hosts, nonsense: all as values, none lost."""
    asks = [FetchRequest(server.url(f"/{n}")) for n in range(6) for server in servers]
    asks += [FetchRequest("http://127.0.0.1:1/a"), FetchRequest("nonsense")]
    results = list(fetch_in_parallel(fetcher, asks))
    assert sorted(ask.url for ask, _ in results) == sorted(ask.url for ask in asks)
    kinds = [type(outcome) for _, outcome in results]
    assert (kinds.count(Page), kinds.count(Gone), kinds.count(NoAnswer), kinds.count(BadUrl)) == (20, 4, 1, 1)


def test_one_host_is_asked_one_at_a_time_in_order(fetcher: Fetcher) -> None:
    """However many workers there are."""
    at_once = 0
    most = 0
    lock = threading.Lock()

    def slow(talk: Talk) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        talk.wait(0.02)
        with lock:
            at_once -= 1
        talk.send(answer(PAGE))

    with Rogue({f"/{n}": slow for n in range(8)}) as server:
        asks = [FetchRequest(server.url(f"/{n}")) for n in range(8)]
        results = list(fetch_in_parallel(fetcher, asks))
        assert [ask for ask, _ in results] == asks
        assert server.asked() == ["/robots.txt", *(f"/{n}" for n in range(8))]
    assert most == 1


def test_hosts_are_asked_side_by_side(fetcher: Fetcher) -> None:
    """A slow host does not hold up the others."""
    with Rogue({"/a": lambda talk: talk.wait(0.5) and talk.send(answer(PAGE))}) as slow, Rogue() as quick:  # type: ignore[func-returns-value,dict-item]
        quick.replies |= {f"/{n}": answer(PAGE) for n in range(9)}
        results = list(
            fetch_in_parallel(
                fetcher, [FetchRequest(slow.url("/a")), *(FetchRequest(quick.url(f"/{n}")) for n in range(9))]
            )
        )
    assert host_of(results[-1][0].url) == slow.host


def test_pauses_of_several_hosts_run_together(servers: list[Rogue]) -> None:
    """Four hosts with a pause of 0.2 s take as long as one."""
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=0.2, slow_factor=0))) as fetcher:
        began = time.monotonic()
        results = list(
            fetch_in_parallel(fetcher, [FetchRequest(server.url(f"/{n}")) for server in servers for n in range(3)])
        )
        took = time.monotonic() - began
    assert len(results) == 12
    assert 0.4 <= took < 1.2


def test_stop_ends_after_what_is_begun(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """No new address is asked for once somebody wants to stop; what was begun is given."""
    given: list[str] = []
    asks = [FetchRequest(server.url(f"/{n}")) for n in range(5) for server in servers]
    given.extend(ask.url for ask, _ in fetch_in_parallel(fetcher, asks, stop=lambda: len(given) >= 6))
    assert 0 < len(given) < 20 or given == []


def test_stop_ends_a_pause_at_once(servers: list[Rogue]) -> None:
    """The addresses that waited for their host's pause to end are not begun."""
    stop = threading.Event()

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Cancelled

    given = []
    asks = [FetchRequest(server.url(f"/{n}")) for n in range(3) for server in servers]
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=60)), clock=Clock(sleep=sleep)) as fetcher:
        for ask, _ in fetch_in_parallel(fetcher, asks, stop=stop.is_set):
            given.append(ask)
            if len(given) == len(servers):
                stop.set()
    assert given
    assert set(given) == set(asks[: len(servers)])


def test_stop_leaves_behind_what_hangs(fetcher: Fetcher) -> None:
    """What comes in time is given; what does not is waited for a moment only."""
    stop, end = threading.Event(), threading.Event()

    def work(ask: FetchRequest) -> str:
        if ask.url == "http://hangs.example/":
            end.wait(20)
        return ask.url

    asks = [FetchRequest("http://hangs.example/"), FetchRequest("http://courier.example/")]
    given = []
    for _, url in run_per_host(asks, work, fetcher, stop=stop.is_set, grace_s=0.1):
        given.append(url)
        stop.set()
    end.set()
    assert given == ["http://courier.example/"]


def test_leaving_the_loop_ends_the_workers(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """A caller that breaks off leaves no thread at work."""
    before = threading.active_count()
    for _ in fetch_in_parallel(fetcher, [FetchRequest(server.url(f"/{n}")) for n in range(5) for server in servers]):
        break
    deadline = time.monotonic() + 5
    while threading.active_count() > before + 16 and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = [thread for thread in threading.enumerate() if "work_on" in thread.name]
    for thread in workers:
        thread.join(5)
    assert not any(thread.is_alive() for thread in workers)


def test_what_the_work_raises_is_raised_at_the_caller(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """A fault of ours does not vanish in a thread."""

    def fault(ask: FetchRequest) -> None:
        raise ZeroDivisionError(ask.url)

    with pytest.raises(ZeroDivisionError):
        list(run_per_host([FetchRequest(servers[0].url("/1"))], fault, fetcher))


def test_list_is_taken_only_a_little_ahead(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """A list that never ends can be worked on."""

    def endless() -> Iterator[FetchRequest]:
        while True:
            for server in servers:
                yield FetchRequest(server.url("/1"))

    results = fetch_in_parallel(fetcher, endless())
    assert isinstance(next(results)[1], Page)
    results.close()  # type: ignore[attr-defined]
