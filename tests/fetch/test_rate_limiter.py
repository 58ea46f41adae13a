"""Pauses between the addresses of one host."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from newsgrab.errors import HostPaused
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.limits import RateLimits
from newsgrab.fetch.rate_limiter import HostRateLimiter
from newsgrab.host import Host
from tests.fetch.conftest import HURRIED, Slept
from tests.servers import Rogue, Talk, answer, redirect

PAGE = b"<title>News</title><p>The bridge is open.</p>"


def test_pause_lies_between_addresses_and_not_before_the_first(server: Rogue, slept: Slept) -> None:
    """robots.txt and redirects of one address need no pause of their own."""
    server.replies |= {"/a": redirect("/b"), "/b": answer(PAGE)}
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=1.5)), clock=slept.clock()) as fetcher:
        fetcher.fetch(server.url("/a"))
        assert slept.pauses == []
        fetcher.fetch(server.url("/b"))
    assert slept.pauses == [1.5]


def test_other_host_is_not_made_to_wait(server: Rogue, other: Rogue, slept: Slept) -> None:
    """Each host has its own pause."""
    server.replies["/a"] = other.replies["/a"] = answer(PAGE)
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=1.5)), clock=slept.clock()) as fetcher:
        fetcher.fetch(server.url("/a"))
        fetcher.fetch(other.url("/a"))
    assert slept.pauses == []


def test_crawl_delay_is_kept_up_to_a_limit(server: Rogue, slept: Slept) -> None:
    """The host's own wish, but not for an hour."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 9"), "/a": answer(PAGE)}
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=1)), clock=slept.clock()) as fetcher:
        fetcher.fetch(server.url("/a"))
        fetcher.fetch(server.url("/a"))
    assert slept.pauses == [9]
    rate_limiter = HostRateLimiter(RateLimits(max_delay_s=30), slept.clock(), {})
    rate_limiter.set_crawl_delay("courier.example", 3600)
    rate_limiter.start_cooldown("courier.example")
    assert rate_limiter.cooldown_left_s("courier.example") == 30


def test_slow_server_gets_a_longer_pause(slept: Slept) -> None:
    """Twice its answer time."""
    rate_limiter = HostRateLimiter(RateLimits(delay_s=1, slow_factor=2), slept.clock(), {})
    rate_limiter.record_response("courier.example", 4.0)
    rate_limiter.start_cooldown("courier.example")
    assert rate_limiter.cooldown_left_s("courier.example") == 8


def test_long_wish_to_be_left_alone_is_not_waited_for(slept: Slept) -> None:
    """The host's addresses are left for another run."""
    rate_limiter = HostRateLimiter(RateLimits(max_wait_s=60), slept.clock(), {})
    rate_limiter.apply_retry_after("courier.example", 61)
    with pytest.raises(HostPaused, match="left alone for another 61 s"):
        rate_limiter.wait("courier.example", "https://courier.example/a")
    slept.at += 2
    rate_limiter.wait("courier.example", "https://courier.example/a")
    assert slept.pauses == [59]


def test_hosts_reached_by_redirect_have_their_pauses(server: Rogue, other: Rogue, slept: Slept) -> None:
    """Addresses of several hosts that all lead to one do not meet there at once."""
    server.replies |= {f"/{n}": redirect(other.url(f"/{n}")) for n in range(4)}
    times: list[float] = []

    def page(talk: Talk) -> None:
        times.append(slept.at)
        talk.send(answer(b"<title>News</title><p>The bridge was opened.</p>"))

    other.replies |= {f"/{n}": page for n in range(4)}
    with Fetcher(replace(HURRIED, rate_limits=RateLimits(delay_s=1.0, slow_factor=0)), clock=slept.clock()) as fetcher:
        for n, host in enumerate(("127.0.0.1", "localhost")):
            fetcher.fetch(server.url(f"/{n}").replace("127.0.0.1", host))
    assert [round(later - earlier, 3) for earlier, later in pairwise(times)] == [1.0]


def test_two_addresses_that_come_to_a_host_at_once_take_turns(slept: Slept) -> None:
    """Each waits for the pause after the one before it, also while that one has not been answered yet."""
    limiter = HostRateLimiter(RateLimits(delay_s=1.0), slept.clock(), {})
    assert [limiter.wait("courier.example", "https://courier.example/a") for _ in range(3)] == [0.0, 1.0, 1.0]


def test_host_that_was_given_up_gets_one_address_in_the_next_run(slept: Slept) -> None:
    """It is left alone again if that gets no answer, and asked as ever if it does."""
    known = {"courier.example": Host("courier.example", failures=7)}
    limiter = HostRateLimiter(RateLimits(), slept.clock(), known)
    assert not limiter.circuit_open("courier.example")
    limiter.record_failure("courier.example")
    assert limiter.circuit_open("courier.example")
    with pytest.raises(HostPaused):
        limiter.wait("courier.example", "https://courier.example/a")
    limiter = HostRateLimiter(RateLimits(), slept.clock(), known)
    limiter.record_response("courier.example", 0.1)
    assert limiter.remembered()["courier.example"].failures == 0


def test_hosts_may_be_remembered_while_others_are_met(slept: Slept) -> None:
    """Workers meet hosts all the time."""
    limiter = HostRateLimiter(RateLimits(), slept.clock(), {})
    met = iter(range(2000))

    def meet() -> None:
        for number in met:
            limiter.record_response(f"{number}.example", 0.1)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(1) as pool:
            working = pool.submit(meet)
            while not working.done():
                limiter.remembered()
            working.result()
    finally:
        sys.setswitchinterval(interval)


COURIER = ("courier.example", "https://courier.example/a")


def test_wish_to_be_left_alone_outlives_the_run(slept: Slept) -> None:
    """What is left of it is kept in the next run, and told in words; what was never asked for is not remembered."""
    limiter = HostRateLimiter(RateLimits(max_wait_s=60), slept.clock(), {})
    limiter.start_cooldown("other.example")
    limiter.apply_retry_after(COURIER[0], 300)
    slept.at += 100
    kept = limiter.remembered()
    assert kept["other.example"].not_before is None
    assert kept[COURIER[0]].not_before == slept.now() + timedelta(seconds=200)
    slept.at += 50
    later = HostRateLimiter(RateLimits(max_wait_s=60), slept.clock(), kept)
    with pytest.raises(HostPaused, match="for another 2 min"):
        later.wait(*COURIER)
    assert later.cooldown_left_s(COURIER[0]) == 150
    slept.at += 90
    assert later.wait(*COURIER) == 60


@pytest.mark.parametrize(
    ("seconds", "words"), [(100, "100 s"), (120, "2 min"), (7199, "120 min"), (7200, "2 h"), (36_000, "10 h")]
)
def test_long_wait_is_told_in_words(slept: Slept, seconds: float, words: str) -> None:
    """Seconds, minutes or hours."""
    limiter = HostRateLimiter(RateLimits(max_wait_s=60), slept.clock(), {})
    limiter.apply_retry_after(COURIER[0], seconds)
    with pytest.raises(HostPaused, match=f"another {words}$"):
        limiter.wait(*COURIER)


def test_longest_wait_is_still_waited_for(slept: Slept) -> None:
    """What is longer is left for another run, and takes nobody's turn."""
    limiter = HostRateLimiter(RateLimits(delay_s=0, max_wait_s=60), slept.clock(), {})
    limiter.apply_retry_after(COURIER[0], 60.5)
    with pytest.raises(HostPaused):
        limiter.wait(*COURIER)
    slept.at += 0.5
    assert limiter.wait(*COURIER) == 60


def test_addresses_without_an_answer_are_counted_one_by_one(slept: Slept) -> None:
    """The second one in a row ends retries, the fifth ends asking."""
    limiter = HostRateLimiter(RateLimits(give_up_after=5), slept.clock(), {})
    seen = []
    for _ in range(5):
        seen.append((limiter.is_failing(COURIER[0]), limiter.circuit_open(COURIER[0])))
        limiter.record_failure(COURIER[0])
    assert seen == [(False, False), (False, False), (True, False), (True, False), (True, False)]
    assert limiter.circuit_open(COURIER[0])


def test_no_delay_means_no_pause_for_a_slow_server_either(slept: Slept) -> None:
    """Who wants no pauses gets none but those that the host asks for."""
    limiter = HostRateLimiter(RateLimits(delay_s=0), slept.clock(), {})
    limiter.record_response(COURIER[0], 5.0)
    limiter.start_cooldown(COURIER[0])
    assert limiter.cooldown_left_s(COURIER[0]) == 0
