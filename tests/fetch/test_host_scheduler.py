"""Many hosts at once, each by one worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

import pytest

from newsgrab.errors import BadUrl, Cancelled, Gone, NoAnswer
from newsgrab.fetch.clock import Clock
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.host_scheduler import FetchRequest, fetch_in_parallel, fetch_one, follow_one, run_per_host
from newsgrab.fetch.limits import RateLimits
from newsgrab.page import Origin, Page
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


def test_where_a_page_leads_comes_back_with_its_outcome(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """Its error as a value, too."""
    page = fetcher.fetch(servers[0].url("/0"))
    assert isinstance(page, Page)
    outcomes = [follow_one(fetcher, page, servers[1].url(path)) for path in ("/1", "/none")]
    assert [type(outcome) for outcome in outcomes] == [Page, Gone]


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


def test_stop_ends_after_what_is_begun(fetcher: Fetcher) -> None:
    """No new address is asked for once somebody wants to stop; what was begun is given."""
    begun: list[FetchRequest] = []

    def work(ask: FetchRequest) -> int:
        begun.append(ask)
        return len(begun)

    asks = [FetchRequest(f"http://courier.example/{n}") for n in range(5)]
    assert list(run_per_host(asks, work, fetcher, stop=lambda: len(begun) == 2)) == [(asks[0], 1), (asks[1], 2)]
    assert begun == asks[:2]
    assert list(run_per_host(asks, work, fetcher, stop=lambda: True)) == []
    assert begun == asks[:2]


def test_no_addresses_are_no_results(fetcher: Fetcher) -> None:
    """And nobody waits for any."""
    assert list(fetch_in_parallel(fetcher, [])) == []


def test_hosts_take_turns() -> None:
    """One worker goes from host to host, in the order in which they were named."""
    hosts = ("harbour", "courier", "gazette")
    asks = [FetchRequest(f"http://{host}.example/{n}") for host in hosts for n in range(2)]
    with Fetcher(replace(HURRIED, workers=1)) as alone:
        came = [url for _, url in run_per_host(asks, lambda ask: ask.url, alone)]
    assert came == [f"http://{host}.example/{n}" for n in range(2) for host in hosts]


def test_a_host_that_pauses_comes_after_those_that_do_not() -> None:
    """Its turn comes when the pause is over."""
    limits = RateLimits(delay_s=60, slow_factor=0)
    with Fetcher(replace(HURRIED, workers=1, rate_limits=limits)) as alone:
        alone.rate_limiter.start_cooldown("courier.example")
        asks = [FetchRequest("http://courier.example/1"), FetchRequest("http://harbour.example/1")]
        assert [ask for ask, _ in run_per_host(asks, lambda ask: ask.url, alone)] == asks[::-1]


def test_a_host_is_one_however_it_is_written(fetcher: Fetcher) -> None:
    """Letters and names of users make no other server of it; nonsense is one too, and another."""
    together = threading.Barrier(2)

    def work(ask: FetchRequest) -> bool:
        if "example" not in ask.url:
            return False
        try:
            together.wait(0.05)
        except threading.BrokenBarrierError:
            together.reset()
            return False
        return True

    asks = [FetchRequest(url) for url in ("http://a@Courier.example/1", " http://courier.example/2", "http://[::1/")]
    assert [met for _, met in run_per_host(asks, work, fetcher)] == [False] * 3


def test_what_is_known_of_a_page_is_told_to_its_server(fetcher: Fetcher) -> None:
    """So that it need not send it again."""
    day = "Mon, 02 Mar 2026 09:30:00 GMT"
    with Rogue({"/1": answer(PAGE)}) as server:
        list(fetch_in_parallel(fetcher, [FetchRequest(server.url("/1"), '"x"', day)]))
        headers = server.requests[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"x"', day)


@dataclass(frozen=True)
class Large:
    """A result that holds much."""

    size: int


@pytest.mark.parametrize("value", [Large(20), Page(bytes(20), datetime(2026, 3, 2, tzinfo=UTC), Origin.HTTP)])
def test_results_wait_while_nobody_takes_them(
    fetcher: Fetcher, value: Large | Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers stop when so much is held; nothing is lost, and nobody waits on once nobody takes them any more."""
    monkeypatch.setattr("newsgrab.fetch.host_scheduler._MAX_WAITING_BYTES", 64)
    many = threading.Event()

    def work(ask: FetchRequest) -> Large | Page:
        if ask.url.endswith("/6"):
            many.set()
        return value

    asks = [FetchRequest(f"http://courier.example/{n}") for n in range(9)]
    results = run_per_host(asks, work, fetcher)
    next(results)
    assert not many.wait(0.1)
    assert len(list(results)) == 8
    before = set(threading.enumerate())
    left = run_per_host(asks, work, fetcher)
    next(left)
    workers = set(threading.enumerate()) - before
    left.close()  # type: ignore[attr-defined]
    for thread in workers:
        thread.join(5)
    assert not any(thread.is_alive() for thread in workers)


@pytest.mark.parametrize("end", [Cancelled, ZeroDivisionError])
def test_nothing_that_came_waits_for_the_clock(end: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a result, nor a failure, nor that all the rest is dropped since somebody wants to stop."""
    monkeypatch.setattr("newsgrab.fetch.host_scheduler._POLL_S", 3600)
    monkeypatch.setattr("newsgrab.fetch.host_scheduler.AHEAD", 3)
    taker, taken, waits = threading.current_thread(), threading.Event(), threading.Event()
    asks = [FetchRequest(f"http://courier.example/{n}") for n in range(9)]

    def stop() -> bool:
        if threading.current_thread() is not taker:
            return waits.is_set()
        if len(given) == 2:
            waits.set()  # and what takes results waits for one from here on
        return False

    def work(ask: FetchRequest) -> str:
        if ask is asks[1]:
            taken.wait(20)
        elif ask is asks[2]:
            waits.wait(20)
            raise end
        return ask.url

    given = []
    with Fetcher(replace(HURRIED, workers=1)) as alone, suppress(end):
        for ask, _ in run_per_host(asks, work, alone, stop=stop, grace_s=1e9):
            given.append(ask)
            taken.set()
    assert given == asks[:2]


def test_stop_ends_a_pause_at_once(servers: list[Rogue]) -> None:
    """The addresses that waited for their host's pause to end are not begun, nor is anything waited for."""
    stop = threading.Event()

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Cancelled

    given = []
    asks = [FetchRequest(server.url(f"/{n}")) for n in range(3) for server in servers]
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=60)), clock=Clock(sleep=sleep)) as fetcher:
        works = run_per_host(asks, lambda ask: fetch_one(fetcher, ask), fetcher, stop=stop.is_set, grace_s=3600)
        for ask, _ in works:
            given.append(ask)
            if len(given) == len(servers):
                stop.set()
    assert given
    assert set(given) == set(asks[: len(servers)])


def test_stop_leaves_behind_what_hangs(fetcher: Fetcher) -> None:
    """What comes in time is given; what does not is waited for a moment only, and keeps no program from its end."""
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
    assert all(thread.daemon for thread in threading.enumerate() if "work_on" in thread.name)
    end.set()
    assert given == ["http://courier.example/"]


def test_leaving_the_loop_ends_the_workers(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """A caller that breaks off leaves no thread at work."""
    before = set(threading.enumerate())  # what another test left behind is not ours
    for _ in fetch_in_parallel(fetcher, [FetchRequest(server.url(f"/{n}")) for n in range(5) for server in servers]):
        break
    workers = [thread for thread in set(threading.enumerate()) - before if "work_on" in thread.name]
    for thread in workers:
        thread.join(5)
    assert not any(thread.is_alive() for thread in workers)


def test_what_the_work_raises_is_raised_at_the_caller(fetcher: Fetcher, servers: list[Rogue]) -> None:
    """A fault of ours does not vanish in a thread."""

    def fault(ask: FetchRequest) -> None:
        raise ZeroDivisionError(ask.url)

    with pytest.raises(ZeroDivisionError):
        list(run_per_host([FetchRequest(servers[0].url("/1"))], fault, fetcher))


def test_list_is_taken_only_a_little_ahead(fetcher: Fetcher) -> None:
    """A list that never ends can be worked on: for each result that is taken one address more is."""
    taken = 0

    def endless() -> Iterator[FetchRequest]:
        nonlocal taken
        for taken in count(1):
            yield FetchRequest(f"http://host{taken % 4}.example/{taken}")

    results = run_per_host(endless(), lambda ask: ask.url, fetcher)
    assert [(bool(next(results)), taken) for _ in range(3)] == [(True, 10_000), (True, 10_001), (True, 10_002)]
    results.close()  # type: ignore[attr-defined]


def test_a_list_ends_however_far_ahead_it_is_taken(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it comes back."""
    monkeypatch.setattr("newsgrab.fetch.host_scheduler.AHEAD", 2)
    asks = [FetchRequest(f"http://courier.example/{n}") for n in range(5)]
    assert [ask for ask, _ in run_per_host(asks, lambda ask: ask.url, fetcher)] == asks
