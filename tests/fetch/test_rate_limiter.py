"""Pauses between the addresses of one host."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsgrab.errors import HostPaused
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.limits import RateLimits
from newsgrab.fetch.rate_limiter import HostRateLimiter
from tests.fetch.conftest import HURRIED, Slept
from tests.servers import Rogue, answer, redirect

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
