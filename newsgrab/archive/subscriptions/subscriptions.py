"""The followed part of an archive as one object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from newsgrab.archive.database import Database
from newsgrab.archive.subscriptions import bells, due, hosts, outages, sources
from newsgrab.archive.subscriptions.due import DueRow, Schedule
from newsgrab.archive.subscriptions.outages import Outage
from newsgrab.archive.subscriptions.sources import SourceVisit, Subscription
from newsgrab.host import Host
from newsgrab.link import OUR_PACE, Link, Pace, Source
from newsgrab.visit import LookHistory


class Subscriptions:
    """The followed part of an archive: the functions above, each one transaction."""

    def __init__(self, database: Database) -> None:
        """Work on that archive."""
        self._connection = database.connection
        self._transaction = database.transaction

    def sources(self) -> list[Subscription]:
        """All sources, in the order in which they were added."""
        return sources.sources(self._connection)

    def add(self, source: Source, at: datetime, pace: Pace = OUR_PACE, bell_of: int | None = None) -> int | None:
        """Follow a source and give its id; None if it is followed already: then its pace is set, and it is due now.

        A `bell_of` another source brings no addresses, but tells of changes to those that are followed.
        """
        with self._transaction():
            return sources.add(self._connection, source, at, pace, bell_of)

    def remove(self, source_id: int) -> None:
        """Follow a source no longer; what was read stays."""
        with self._transaction():
            sources.remove(self._connection, source_id)

    def pause(self, source_id: int, at: datetime | None) -> None:
        """Pause a source, or go on with it if `at` is None."""
        with self._transaction():
            sources.pause(self._connection, source_id, at)

    def addresses(self, source_id: int) -> list[str]:
        """The addresses that a source has shown, those found last first."""
        return sources.addresses(self._connection, source_id)

    def keep_links(self, source_id: int, links: Iterable[Link], *, at: datetime, schedule: Schedule | None) -> int:
        """Keep the links of a source; gives how many it had not shown before."""
        with self._transaction():
            return sources.keep_links(self._connection, source_id, links, at=at, schedule=schedule)

    def ring(self, source_id: int, listed: Sequence[Link], at: datetime, *, whole: bool) -> int:
        """Make due what a source says has changed, or shows no more; gives how many articles. `whole`: it shows all."""
        with self._transaction():
            return bells.ring(self._connection, source_id, listed, at, whole=whole)

    def keep_source_visit(self, source_id: int, visited: SourceVisit, *, new: int | None) -> None:
        """Write down what came of a look at a source: `new` links, or None if it failed."""
        with self._transaction():
            sources.keep_source_visit(self._connection, source_id, visited, new=new)

    def mark_notified(self, source_id: int, at: datetime) -> None:
        """The person was told of the source's trouble."""
        with self._transaction():
            sources.mark_notified(self._connection, source_id, at)

    def outages(self) -> dict[str, Outage]:
        """The hosts that give no answer."""
        return outages.outages(self._connection)

    def keep_outage(self, outage: Outage) -> None:
        """Write down an outage, or what is new of it."""
        with self._transaction():
            outages.keep_outage(self._connection, outage)

    def end_outage(self, host: str) -> None:
        """The host answers again."""
        with self._transaction():
            outages.end_outage(self._connection, host)

    def due(self, now: datetime) -> list[DueRow]:
        """The followed addresses that are due, those found last first."""
        return list(due.due(self._connection, now))

    def any_due(self) -> bool:
        """Whether anything is followed, so that looks are planned."""
        return due.any_due(self._connection)

    def next_due(self, url: str) -> tuple[datetime, str] | None:
        """When an address is due next, and why; None if it is not followed."""
        return due.next_due(self._connection, url)

    def look_history(self, url: str) -> LookHistory | None:
        """What is known of the article at an address, or of the address itself; None if it was never looked at."""
        return due.look_history(self._connection, url)

    def reschedule(self, url: str, schedule: Schedule) -> None:
        """Plan the next look at an address that was looked at just now."""
        with self._transaction():
            due.set_due(self._connection, url, schedule)

    def bring_forward(self, latest: datetime, schedule: Schedule, source_id: int | None = None) -> None:
        """Plan anew the looks after `latest` at what was read, of one source or of all: a longest pause is shorter."""
        with self._transaction():
            due.bring_forward(self._connection, latest, schedule, source_id)

    def hosts(self, names: Iterable[str] | None = None) -> dict[str, Host]:
        """What is remembered of these hosts, or of all, by name."""
        return hosts.hosts(self._connection, names)

    def keep_hosts(self, remembered: Iterable[Host]) -> None:
        """Remember what the next run has to know of these hosts."""
        with self._transaction():
            hosts.keep_hosts(self._connection, remembered)
