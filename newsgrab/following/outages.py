"""Hosts that give no answer: one line when it begins and one when it ends, however many addresses wait meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsgrab.archive.subscriptions.outages import Outage
from newsgrab.errors import DeadlineExceeded, FetchError, HostPaused, NewsgrabError, NoAnswer

if TYPE_CHECKING:
    from newsgrab.archive import Archive

REMINDED_AFTER = timedelta(days=7)
SEVERAL = 3  # addresses with a server error, and none without, that make an outage of the host


@dataclass(frozen=True, slots=True)
class HostLook:
    """What a run found out about a host as a whole; `trouble` says whether `notification` is bad news."""

    host: str
    outcome: str  # "no answer", "answers again", or "failed" for single addresses of a host that answers
    notification: str
    trouble: bool = True


def may_be_the_host(problem: NewsgrabError | None) -> bool:
    """Whether a trouble may be the host's and not the address's: no answer in time, or a server error (5xx)."""
    if isinstance(problem, NoAnswer | DeadlineExceeded | HostPaused):
        return True
    return isinstance(problem, FetchError) and problem.status is not None and problem.status >= 500


@dataclass(slots=True)
class _Seen:
    """A host in this run: whether it answered, why not, which addresses wait, and what was held back of each.

    `certain` says that nothing answered at all; a server error may be that of a single page.
    """

    answered: bool = False
    certain: bool = False
    reason: str = ""
    waiting: list[str] = field(default_factory=list)
    notifications: list[str] = field(default_factory=list)


class OutageWatch:
    """Watches the looks of one run."""

    def __init__(self, open_outages: dict[str, Outage]) -> None:
        """`open_outages` are those that earlier runs found and that have not ended."""
        self._open = open_outages
        self._hosts: dict[str, _Seen] = defaultdict(_Seen)

    def saw(self, url: str, problem: NewsgrabError | None, notification: str) -> str:
        """The notification of a look if it is to be told now; a trouble of the host is held back to the end."""
        final_url = problem.final_url if isinstance(problem, FetchError) else None
        host = urlsplit(final_url or url).netloc
        seen = self._hosts[host]
        if not may_be_the_host(problem):
            seen.answered = True
            return notification
        seen.waiting.append(url)
        if not isinstance(problem, HostPaused):
            seen.reason = seen.reason or getattr(problem, "reason", "")
        seen.certain = seen.certain or isinstance(problem, NoAnswer)
        if notification:
            seen.notifications.append(notification)
        return ""

    def result(self, archive: Archive, now: datetime) -> Iterator[HostLook]:
        """What is to be told of hosts, and kept for the next run."""
        for host, seen in sorted(self._hosts.items()):
            outage = self._open.get(host)
            if seen.answered:
                if outage is not None:
                    archive.following.end_outage(host)
                    words = f"{host} answers again (no answer since {_minute(outage.since)})"
                    yield HostLook(host, "answers again", words, trouble=False)
                yield from (HostLook(host, "failed", each) for each in seen.notifications)
            elif outage is None and not (seen.certain or len(seen.waiting) >= SEVERAL):
                yield from (HostLook(host, "failed", each) for each in seen.notifications)
            elif outage is None and seen.reason:
                archive.following.keep_outage(Outage(host, now, seen.reason, now))
                yield HostLook(host, "no answer", _words(host, seen, archive.following.next_due))
            elif outage is not None and now - outage.notified_at > REMINDED_AFTER:
                archive.following.keep_outage(Outage(host, outage.since, seen.reason or outage.reason, now))
                days = (now - outage.since).days
                yield HostLook(host, "no answer", f"{_words(host, seen, archive.following.next_due)} (for {days} days)")


def _words(host: str, seen: _Seen, next_due: Callable[[str], tuple[datetime, str] | None]) -> str:
    count = len(seen.waiting)
    times = [due[0] for url in seen.waiting if (due := next_due(url))]
    wait = "1 address waits" if count == 1 else f"{count} addresses wait"
    until = f" until {_minute(min(times))}" if times else ""
    reason = f" ({seen.reason})" if seen.reason else ""
    return f"no answer from {host}{reason}: {wait}{until}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
