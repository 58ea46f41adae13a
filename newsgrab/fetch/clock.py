"""The time: as a parameter, as strangers write it, and whether ours agrees with what servers say."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from random import random
from statistics import median_high, median_low

_BEHIND = timedelta(minutes=10)  # no answer is of the future
_AHEAD = timedelta(days=1)  # an answer may have lain in somebody's cache for a while


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The date, a count of seconds that never goes back, a pause (which may raise Stopped), and a draw in [0, 1)."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random


REAL = Clock()


def http_time(text: str) -> datetime | None:
    """The time that a header tells (HTTP-date; RFC 9110, section 5.6.7); one without a zone is UTC."""
    try:
        return _in_utc(parsedate_to_datetime(text))
    except (ValueError, OverflowError):  # of a year with twenty digits the latter
        return None


def iso_time(text: str) -> datetime | None:
    """The time that an ISO 8601 text tells; one without a zone is UTC."""
    try:
        return _in_utc(datetime.fromisoformat(text.strip()))
    except (ValueError, OverflowError):  # the first hours of the year 1 may be in none of UTC
        return None


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def clock_difference(headers: Iterable[tuple[str, str]], seen_at: datetime) -> timedelta | None:
    """By how much the clock here was ahead of the server's that gave these headers; None if they do not tell (Date).

    An answer that says its Age lay in a cache: then nothing is told.
    """
    said = dict(headers)
    if "age" in said or "date" not in said:
        return None
    told = http_time(said["date"])
    return seen_at - told if told is not None else None


class ServerTimes:
    """By how much the clock here differs from that of each host, as far as they tell. For all threads of a run."""

    def __init__(self) -> None:
        """No host has answered yet."""
        self._lock = threading.Lock()
        self._differences: dict[str, timedelta] = {}

    def saw(self, host: str, headers: Iterable[tuple[str, str]], seen_at: datetime) -> None:
        """An answer of a host."""
        difference = clock_difference(headers, seen_at)
        if difference is not None:
            with self._lock:
                self._differences[host] = difference

    @property
    def difference(self) -> timedelta | None:
        """By how much the clock here is ahead of most hosts', if that is so much that it must be wrong.

        One host's own clock may be wrong by hours; one's word counts where it is a day.
        """
        with self._lock:
            differences = list(self._differences.values())
        if not differences:
            return None
        middle = min(median_low(differences), median_high(differences), key=abs)
        slack = _BEHIND if len(differences) > 1 and middle < timedelta(0) else _AHEAD
        return middle if abs(middle) > slack else None
