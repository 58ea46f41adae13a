"""A server that misbehaves on demand, and a clock that does not make anybody wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from newsgrab.fetch.clock import Clock
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.limits import FetchSettings, Limits, RateLimits
from tests.servers import Rogue

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Slept:
    """A clock that stands still but for its sleeps, which take no time."""

    at: float = 1000.0
    pauses: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.pauses.append(round(seconds, 3))
        self.at += seconds

    def now(self) -> datetime:
        """The date on this clock."""
        return MONDAY + timedelta(seconds=self.at - 1000.0)

    def clock(self) -> Clock:
        """This clock as the program takes it."""
        return Clock(now=self.now, monotonic=lambda: self.at, sleep=self.sleep, random=lambda: 0.5)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
def server() -> Iterator[Rogue]:
    with Rogue() as rogue:
        yield rogue


@pytest.fixture
def other() -> Iterator[Rogue]:
    with Rogue() as rogue:
        yield rogue


HURRIED = FetchSettings(
    user_agent="newsgrab/9 (contact: desk@courier.example)",
    limits=Limits(deadline_s=2.0, read_timeout_s=1.0, connect_s=1.0, max_retries=0),
    rate_limits=RateLimits(delay_s=0.0),
)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """A fetcher in a hurry: no pauses, no retries, two seconds for everything."""
    with Fetcher(HURRIED) as one:
        yield one


MakeFetcher = Callable[..., Fetcher]
