"""The sources that are followed, and the links found in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsgrab.archive.keep.rows import known_address
from newsgrab.archive.sql import to_utc_iso
from newsgrab.archive.subscriptions.due import Schedule, set_due
from newsgrab.link import OUR_PACE, Kind, Link, Pace, Source


@dataclass(frozen=True, slots=True)
class Subscription:
    """A source as it is followed. `answered_at` is the last look that worked, `fresh_at` the last that brought news.

    One that is the `bell_of` another only tells of changes to the articles that are followed.
    """

    id: int
    source: Source
    added_at: datetime
    paused_at: datetime | None
    etag: str | None
    last_modified: str | None
    visited_at: datetime | None
    answered_at: datetime | None
    fresh_at: datetime | None
    interval: timedelta
    next_at: datetime
    failures: int
    trouble: str
    notified_at: datetime | None
    links: int
    articles: int
    pace: Pace = OUR_PACE
    bell_of: int | None = None

    @property
    def every(self) -> timedelta:
        """How often it is looked at: as the user said, else as its news come."""
        return self.pace.every or self.interval


@dataclass(frozen=True, slots=True)
class SourceVisit:
    """What a look at a source changes in its row."""

    at: datetime
    next_at: datetime
    interval: timedelta
    trouble: str = ""
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None


def sources(connection: sqlite3.Connection) -> list[Subscription]:
    """All sources, in the order in which they were added."""
    rows = connection.execute(
        "SELECT s.*, (SELECT count(*) FROM link WHERE source_id = s.id) AS links, (SELECT count(DISTINCT a.article_id)"
        " FROM link l JOIN address a ON a.id = l.address_id WHERE l.source_id = s.id) AS articles"
        " FROM source s ORDER BY s.id"
    )
    return [_subscription(row) for row in rows]


def add(
    connection: sqlite3.Connection, source: Source, at: datetime, pace: Pace, bell_of: int | None = None
) -> int | None:
    """Follow a source and give its id; None if it is followed already: then its pace is set, and it is due now."""
    cursor = connection.execute(
        "INSERT OR IGNORE INTO source (url, kind, title, added_at, next_at, bell_of) VALUES (?, ?, ?, ?, ?, ?)",
        (source.url, source.kind.value, source.title, to_utc_iso(at), to_utc_iso(at), bell_of),
    )
    if pace != OUR_PACE:
        connection.execute(
            "UPDATE source SET every_s = ?, max_gap_s = ?, priority = ? WHERE url = ?",
            (_seconds(pace.every), _seconds(pace.max_gap), pace.priority, source.url),
        )
    if cursor.rowcount:
        return cursor.lastrowid
    connection.execute("UPDATE source SET next_at = min(next_at, ?) WHERE url = ?", (to_utc_iso(at), source.url))
    return None


def _seconds(span: timedelta | None) -> int | None:
    return round(span.total_seconds()) if span is not None else None


def _span(seconds: int | None) -> timedelta | None:
    return timedelta(seconds=seconds) if seconds is not None else None


def remove(connection: sqlite3.Connection, source_id: int) -> None:
    """Follow a source no longer. What was read stays; addresses that only it named are not looked at again."""
    connection.execute("DELETE FROM source WHERE id = ?", (source_id,))
    connection.execute(
        "DELETE FROM due WHERE NOT EXISTS (SELECT 1 FROM link WHERE link.address_id = due.address_id) AND NOT EXISTS"
        " (SELECT 1 FROM address mine JOIN address other ON other.article_id = mine.article_id"
        "  JOIN link ON link.address_id = other.id WHERE mine.id = due.address_id)"
    )


def pause(connection: sqlite3.Connection, source_id: int, at: datetime | None) -> None:
    """Pause a source, or go on with it if `at` is None."""
    connection.execute("UPDATE source SET paused_at = ? WHERE id = ?", (to_utc_iso(at) if at else None, source_id))


def addresses(connection: sqlite3.Connection, source_id: int) -> list[str]:
    """The addresses that a source has shown, those found last first."""
    rows = connection.execute(
        "SELECT address.url FROM link JOIN address ON address.id = link.address_id WHERE link.source_id = ?"
        " ORDER BY link.found_at DESC, address.id DESC",
        (source_id,),
    )
    return [row["url"] for row in rows]


def keep_links(
    connection: sqlite3.Connection, source_id: int, links: Iterable[Link], *, at: datetime, schedule: Schedule | None
) -> int:
    """Keep the links of a source; gives how many it had not shown before.

    `schedule` plans the next look at articles that we know; new addresses are due at once. If it is None nothing is.
    """
    new = 0
    for link in links:
        address_id, article_id = known_address(connection, link.url)
        dated = to_utc_iso(link.dated_at) if link.dated_at else None
        cursor = connection.execute(
            "INSERT OR IGNORE INTO link (source_id, address_id, found_at, dated_at, title, wanted, guid)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source_id, address_id, to_utc_iso(at), dated, link.title, int(schedule is not None), link.guid),
        )
        if not cursor.rowcount:
            connection.execute(
                "UPDATE link SET guid = :guid WHERE source_id = :source AND address_id = :id AND guid IS NOT :guid",
                {"guid": link.guid, "source": source_id, "id": address_id},
            )
            continue
        new += 1
        if schedule is None:
            continue
        if article_id is None:
            connection.execute("INSERT OR IGNORE INTO due VALUES (?, ?, 'new')", (address_id, to_utc_iso(at)))
        else:
            set_due(connection, link.url, schedule)
    return new


def keep_source_visit(connection: sqlite3.Connection, source_id: int, visited: SourceVisit, *, new: int | None) -> None:
    """Write down what came of a look at a source: `new` links, or None if it failed."""
    at = to_utc_iso(visited.at)
    interval_s = round(visited.interval.total_seconds())
    if new is None:
        connection.execute(
            "UPDATE source SET visited_at = ?, next_at = ?, interval_s = ?, failures = failures + 1, trouble = ?"
            " WHERE id = ?",
            (at, to_utc_iso(visited.next_at), interval_s, visited.trouble, source_id),
        )
        return
    connection.execute(
        "UPDATE source SET visited_at = ?, answered_at = ?, fresh_at = CASE WHEN ? THEN ? ELSE fresh_at END,"
        " next_at = ?, interval_s = ?, failures = 0, trouble = '', told_at = CASE WHEN ? THEN NULL ELSE told_at END,"
        " etag = ?, last_modified = ?, title = coalesce(title, ?) WHERE id = ?",
        (
            at,
            at,
            new,
            at,
            to_utc_iso(visited.next_at),
            interval_s,
            new,
            visited.etag,
            visited.last_modified,
            visited.title,
            source_id,
        ),
    )


def mark_notified(connection: sqlite3.Connection, source_id: int, at: datetime) -> None:
    """The person was told of the source's trouble."""
    connection.execute("UPDATE source SET told_at = ? WHERE id = ?", (to_utc_iso(at), source_id))


def _subscription(row: sqlite3.Row) -> Subscription:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(row[name]) if row[name] else None

    return Subscription(
        id=row["id"],
        source=Source(row["url"], Kind(row["kind"]), row["title"]),
        added_at=datetime.fromisoformat(row["added_at"]),
        paused_at=moment("paused_at"),
        etag=row["etag"],
        last_modified=row["last_modified"],
        visited_at=moment("visited_at"),
        answered_at=moment("answered_at"),
        fresh_at=moment("fresh_at"),
        interval=timedelta(seconds=row["interval_s"]),
        next_at=datetime.fromisoformat(row["next_at"]),
        failures=row["failures"],
        trouble=row["trouble"],
        notified_at=moment("told_at"),
        links=row["links"],
        articles=row["articles"],
        pace=Pace(_span(row["every_s"]), _span(row["max_gap_s"]), row["priority"]),
        bell_of=row["bell_of"],
    )
