"""How often one host is asked: one request at a time, a pause between addresses, longer when the host wants it.

And when to ask again: after a trouble that passes, and when the server says so.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsgrab.errors import FetchError, HostPaused
from newsgrab.fetch.clock import Clock, http_time
from newsgrab.fetch.limits import RateLimits
from newsgrab.host import Host

MAX_RETRY_AFTER_S = 86_400.0
_FIRST_S = 1.0
_LONGEST_S = 20.0


@dataclass(slots=True)
class _State:
    lock: threading.Lock = field(default_factory=threading.Lock)
    due: float = 0.0  # on the clock's count of seconds
    took_s: float = 0.0
    crawl_delay_s: float = 0.0
    failures: int = 0
    asked_to_wait: bool = False


class HostRateLimiter:
    """The pauses of all hosts of one run. Safe to share between threads."""

    def __init__(self, rate_limits: RateLimits, clock: Clock, known: Mapping[str, Host]) -> None:
        """`known` is what earlier runs were told: a Retry-After outlives the run that met it."""
        self._limits = rate_limits
        self._clock = clock
        self._known = known
        self._states: dict[str, _State] = {}
        self._lock = threading.Lock()

    def cooldown_left_s(self, host: str) -> float:
        """Seconds until the host may be asked for its next address, 0 if it may be now."""
        return max(0.0, self._state(host).due - self._clock.monotonic())

    def due(self, host: str) -> float:
        """When, on the clock's count of seconds, the host may be asked for its next address."""
        return self._state(host).due

    def circuit_open(self, host: str) -> bool:
        """Whether the host gave no answer so often that it is left alone for this run."""
        return self._state(host).failures >= self._limits.give_up_after

    def is_failing(self, host: str) -> bool:
        """Whether the host left the last addresses without an answer, so that asking again is no use."""
        return self._state(host).failures >= 2

    def wait(self, host: str, url: str) -> float:
        """Pause until the host may be asked for another address; gives the seconds it took.

        Who comes next waits for the pause after this one: two addresses that lead to one host take turns. Raises
        HostPaused where that would be too long, or in vain.
        """
        if self.circuit_open(host):
            raise HostPaused(url, f"not asked: {host} gave no answer {self._limits.give_up_after} times in a row")
        state = self._state(host)
        with self._lock:
            now = self._clock.monotonic()
            pause = max(0.0, state.due - now)
            if pause <= self._limits.max_wait_s:
                state.due = now + pause + self._pause_s(state)
        if pause > self._limits.max_wait_s:
            raise HostPaused(url, f"not asked: {host} wants to be left alone for another {_words(pause)}")
        if pause > 0:
            self._clock.sleep(pause)
        return pause

    @contextmanager
    def acquire(self, host: str) -> Iterator[None]:
        """The right to ask this host: one request at a time, whichever thread it comes from."""
        with self._state(host).lock:
            yield

    def record_response(self, host: str, took_s: float) -> None:
        """The host answered in so many seconds."""
        state = self._state(host)
        state.took_s = took_s
        state.failures = 0

    def record_failure(self, host: str) -> None:
        """The host gave no answer to an address."""
        self._state(host).failures += 1

    def start_cooldown(self, host: str) -> None:
        """One address of the host is done: the pause before its next one begins."""
        state = self._state(host)
        with self._lock:
            state.due = max(state.due, self._clock.monotonic() + self._pause_s(state))

    def _pause_s(self, state: _State) -> float:
        limits = self._limits
        slow_s = min(limits.slow_factor * state.took_s, limits.max_delay_s) if limits.delay_s else 0.0
        return max(limits.delay_s, slow_s, min(state.crawl_delay_s, limits.max_delay_s))

    def set_crawl_delay(self, host: str, seconds: float) -> None:
        """The host's robots.txt wants this pause."""
        self._state(host).crawl_delay_s = seconds

    def apply_retry_after(self, host: str, seconds: float) -> None:
        """The host wants to be left alone for so long (Retry-After)."""
        state = self._state(host)
        state.due = max(state.due, self._clock.monotonic() + seconds)
        state.asked_to_wait = True

    def remembered(self) -> dict[str, Host]:
        """What the next run has to know: hosts that want to be left alone, and the addresses without an answer."""
        now, ticks = self._clock.now(), self._clock.monotonic()
        kept = {}
        with self._lock:
            states = list(self._states.items())
        for name, state in states:
            wait = state.due - ticks if state.asked_to_wait else 0.0
            not_before = now + timedelta(seconds=wait) if wait > 0 else None
            kept[name] = Host(name, not_before, state.failures)
        return kept

    def _state(self, host: str) -> _State:
        with self._lock:
            state = self._states.get(host)
            if state is None:
                state = self._states[host] = _State()
                before = self._known.get(host)
                if before is not None:
                    # A host that was given up gets one address to show that it answers again.
                    state.failures = min(before.failures, self._limits.give_up_after - 1)
                if before is not None and before.not_before is not None:
                    # Never longer than a server may ask for: the clock may have gone back since.
                    wait = min((before.not_before - self._clock.now()).total_seconds(), MAX_RETRY_AFTER_S)
                    state.due = self._clock.monotonic() + max(0.0, wait)
                    state.asked_to_wait = wait > 0
            return state


def _words(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (seconds or a date; RFC 9110, 10.2.3), at most a day.

    >>> retry_after_s("120", Clock().now())
    120.0
    """
    if value is None:
        return None
    text = value.strip()
    if text.isdecimal():
        return min(float(text), MAX_RETRY_AFTER_S)
    at = http_time(text)
    return None if at is None else min(max(0.0, (at - now).total_seconds()), MAX_RETRY_AFTER_S)


def backoff_s(error: FetchError, attempt: int, chance: float) -> float:
    """Seconds to wait before asking again: what the server wants, else a random part of a span that doubles."""
    if error.retry_after_s is not None:
        return error.retry_after_s + chance
    return min(_FIRST_S * (1 << attempt), _LONGEST_S) * (0.5 + chance / 2)
