"""What is followed: sources, the links found in them, and when each address is looked at next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsgrab.archive.keep.rows import known_address
from newsgrab.archive.sql import stamp
from newsgrab.following.schedule import Past, plan
from newsgrab.link import Kind, Link, Source
from newsgrab.visit import Outcome

_LOOKS_BACK = 60  # of an address, for what its last looks had in common
_FARTHEST = timedelta(days=70)  # longer than any pause between two looks
_YOUNG = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Followed:
    """A source as it is followed. `answered_at` is the last look that worked, `fresh_at` the last that brought news."""

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
    told_at: datetime | None
    links: int
    articles: int


@dataclass(frozen=True, slots=True)
class DueRow:
    """An address that is due, with the source it was found in; `typed` if a person wrote it into a list."""

    url: str
    source_id: int
    at: datetime
    reason: str
    article_id: int | None
    looked: bool
    typed: bool


@dataclass(frozen=True, slots=True)
class Visited:
    """What a look at a source changes in its row."""

    at: datetime
    next_at: datetime
    interval: timedelta
    trouble: str = ""
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None


def sources(connection: sqlite3.Connection) -> list[Followed]:
    """All sources, in the order in which they were added."""
    rows = connection.execute(
        "SELECT s.*, (SELECT count(*) FROM link WHERE source_id = s.id) AS links, (SELECT count(DISTINCT a.article_id)"
        " FROM link l JOIN address a ON a.id = l.address_id WHERE l.source_id = s.id) AS articles"
        " FROM source s ORDER BY s.id"
    )
    return [_followed(row) for row in rows]


def add(connection: sqlite3.Connection, source: Source, at: datetime) -> int | None:
    """Follow a source and give its id; None if it is followed already."""
    cursor = connection.execute(
        "INSERT OR IGNORE INTO source (url, kind, title, added_at, next_at) VALUES (?, ?, ?, ?, ?)",
        (source.url, source.kind.value, source.title, stamp(at), stamp(at)),
    )
    return cursor.lastrowid if cursor.rowcount else None


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
    connection.execute("UPDATE source SET paused_at = ? WHERE id = ?", (stamp(at) if at else None, source_id))


def keep_links(
    connection: sqlite3.Connection, source_id: int, links: Iterable[Link], *, at: datetime, wanted: bool
) -> int:
    """Keep the links of a source; gives how many it had not shown before. New ones are due at once if `wanted`."""
    new = 0
    for link in links:
        address_id, article_id = known_address(connection, link.url)
        dated = stamp(link.dated_at) if link.dated_at else None
        cursor = connection.execute(
            "INSERT OR IGNORE INTO link (source_id, address_id, found_at, dated_at, title, wanted)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (source_id, address_id, stamp(at), dated, link.title, int(wanted)),
        )
        if not cursor.rowcount:
            continue
        new += 1
        if not wanted:
            continue
        if article_id is None:
            connection.execute("INSERT OR IGNORE INTO due VALUES (?, ?, 'new')", (address_id, stamp(at)))
        else:
            set_due(connection, link.url)
    return new


def keep_visited(connection: sqlite3.Connection, source_id: int, visited: Visited, *, new: int | None) -> None:
    """Write down what came of a look at a source: `new` links, or None if it failed."""
    at = stamp(visited.at)
    interval_s = round(visited.interval.total_seconds())
    if new is None:
        connection.execute(
            "UPDATE source SET visited_at = ?, next_at = ?, interval_s = ?, failures = failures + 1, trouble = ?"
            " WHERE id = ?",
            (at, stamp(visited.next_at), interval_s, visited.trouble, source_id),
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
            stamp(visited.next_at),
            interval_s,
            new,
            visited.etag,
            visited.last_modified,
            visited.title,
            source_id,
        ),
    )


def told(connection: sqlite3.Connection, source_id: int, at: datetime) -> None:
    """The person was told of the source's trouble."""
    connection.execute("UPDATE source SET told_at = ? WHERE id = ?", (stamp(at), source_id))


def due(connection: sqlite3.Connection, now: datetime) -> Iterator[DueRow]:
    """The followed addresses that are due, those found last first.

    One that is due later than any plan can say was planned by a clock that ran ahead: it is due now.
    """
    rows = connection.execute(
        "SELECT due.at, due.reason, a.url, a.article_id, EXISTS (SELECT 1 FROM visit v WHERE v.address_id = a.id)"
        " AS looked, (SELECT min(l.source_id) FROM link l JOIN address b ON b.id = l.address_id"
        "  JOIN source s ON s.id = l.source_id WHERE s.paused_at IS NULL AND (b.id = a.id OR b.article_id ="
        "  a.article_id)) AS source_id, EXISTS (SELECT 1 FROM link l JOIN source s ON s.id = l.source_id"
        "  WHERE l.address_id = a.id AND s.kind = 'file') AS typed,"
        " (SELECT max(coalesce(l.dated_at, l.found_at)) FROM link l"
        "  WHERE l.address_id = a.id) AS dated_at"
        " FROM due JOIN address a ON a.id = due.address_id WHERE due.at <= ? OR due.at > ?"
        " ORDER BY dated_at DESC, a.id",
        (stamp(now), stamp(now + _FARTHEST)),
    )
    for row in rows.fetchall():
        if row["source_id"] is not None:
            at = datetime.fromisoformat(row["at"])
            yield DueRow(
                row["url"],
                row["source_id"],
                at,
                row["reason"],
                row["article_id"],
                bool(row["looked"]),
                bool(row["typed"]),
            )


def any_due(connection: sqlite3.Connection) -> bool:
    """Whether anything is followed, so that looks are planned."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM due)").fetchone()[0])


def next_due(connection: sqlite3.Connection, url: str) -> tuple[datetime, str] | None:
    """When an address, or the article it belongs to, is due next, and why; None if it is not followed."""
    row = connection.execute(
        "SELECT due.at, due.reason FROM address a JOIN address b ON b.id = a.id OR b.article_id = a.article_id"
        " JOIN due ON due.address_id = b.id WHERE a.url = ? ORDER BY due.at LIMIT 1",
        (url,),
    ).fetchone()
    return (datetime.fromisoformat(row["at"]), row["reason"]) if row else None


def set_due(connection: sqlite3.Connection, url: str) -> None:
    """Plan the next look at an address that was looked at just now, if it is followed."""
    row = connection.execute(  # a main address that only a page named, and nobody read, may be wrong
        "SELECT a.id, a.article_id, m.id AS main_id FROM address a LEFT JOIN article ON article.id = a.article_id"
        " LEFT JOIN address m ON m.url = article.url AND EXISTS (SELECT 1 FROM visit v WHERE v.article_id = article.id"
        "  AND v.snapshot_id IS NOT NULL AND (v.address_id = m.id OR v.final_url = m.url)) WHERE a.url = ?",
        (url,),
    ).fetchone()
    if row is None or not _is_followed(connection, row["id"], row["article_id"]):
        return
    found = past(connection, url)
    if found is None:
        return
    target = row["main_id"] or row["id"]
    connection.execute(
        "DELETE FROM due WHERE address_id = ? OR address_id IN (SELECT id FROM address WHERE article_id = ?)",
        (row["id"], row["article_id"]),
    )
    planned = plan(found)
    connection.execute("INSERT INTO due VALUES (?, ?, ?)", (target, stamp(planned.at), planned.reason))


def past(connection: sqlite3.Connection, url: str) -> Past | None:
    """What is known of the article that an address belongs to, or of the address itself; None if never looked at."""
    row = connection.execute(
        "SELECT a.id, a.article_id, article.published_at, article.published_precision, article.first_seen_at"
        " FROM address a LEFT JOIN article ON article.id = a.article_id WHERE a.url = ?",
        (url,),
    ).fetchone()
    if row is None:
        return None
    looks = connection.execute(
        "SELECT v.id, v.at, v.outcome FROM visit v WHERE v.address_id = ? OR (? IS NOT NULL AND v.article_id = ?)"
        " ORDER BY v.id",
        (row["id"], row["article_id"], row["article_id"]),
    ).fetchall()
    if not looks:
        return None
    outcomes = [Outcome(look["outcome"]) for look in looks]
    times = [datetime.fromisoformat(look["at"]) for look in looks]
    edits = [at for at, outcome in zip(times, outcomes, strict=True) if outcome is Outcome.CHANGED]
    read = [at for at, outcome in zip(times, outcomes, strict=True) if outcome.read]
    repeated = 0
    for outcome in outcomes[: -_LOOKS_BACK - 1 : -1]:
        if outcome is not outcomes[-1] and not (outcome.read and outcomes[-1].read):
            break
        repeated += 1
    first = read[0] if read else times[0]
    return Past(
        born_at=_born(row, first),
        first_look_at=first,
        last_look_at=times[-1],
        outcome=outcomes[-1],
        read=len(read),
        edits=len(edits),
        last_edit_at=edits[-1] if edits else None,
        repeated=repeated,
        since=times[-repeated],
    )


def _born(row: sqlite3.Row, first: datetime) -> datetime:
    """The publication, if the page tells one that is not in the future; a day without an hour only if it is past."""
    if row["published_at"] is None:
        return first
    published = datetime.fromisoformat(row["published_at"])
    if published.tzinfo is None or published > first:
        return first
    return first if row["published_precision"] == "day" and first - published < _YOUNG else published


def _is_followed(connection: sqlite3.Connection, address_id: int, article_id: int | None) -> bool:
    found = connection.execute(
        "SELECT 1 FROM link WHERE address_id = ? AND wanted UNION ALL SELECT 1 FROM address a JOIN link"
        " ON link.address_id = a.id WHERE a.article_id = ? AND wanted LIMIT 1",
        (address_id, article_id),
    ).fetchone()
    return found is not None


def _followed(row: sqlite3.Row) -> Followed:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(row[name]) if row[name] else None

    return Followed(
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
        told_at=moment("told_at"),
        links=row["links"],
        articles=row["articles"],
    )


class Following:
    """The followed part of an archive: the functions above, each one transaction."""

    def __init__(self, connection: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        """Work on that archive."""
        self._connection = connection
        self._transaction = transaction

    def sources(self) -> list[Followed]:
        """All sources, in the order in which they were added."""
        return sources(self._connection)

    def add(self, source: Source, at: datetime) -> int | None:
        """Follow a source and give its id; None if it is followed already."""
        with self._transaction():
            return add(self._connection, source, at)

    def remove(self, source_id: int) -> None:
        """Follow a source no longer; what was read stays."""
        with self._transaction():
            remove(self._connection, source_id)

    def pause(self, source_id: int, at: datetime | None) -> None:
        """Pause a source, or go on with it if `at` is None."""
        with self._transaction():
            pause(self._connection, source_id, at)

    def keep_links(self, source_id: int, links: Iterable[Link], *, at: datetime, wanted: bool) -> int:
        """Keep the links of a source; gives how many it had not shown before."""
        with self._transaction():
            return keep_links(self._connection, source_id, links, at=at, wanted=wanted)

    def keep_visited(self, source_id: int, visited: Visited, *, new: int | None) -> None:
        """Write down what came of a look at a source: `new` links, or None if it failed."""
        with self._transaction():
            keep_visited(self._connection, source_id, visited, new=new)

    def told(self, source_id: int, at: datetime) -> None:
        """The person was told of the source's trouble."""
        with self._transaction():
            told(self._connection, source_id, at)

    def due(self, now: datetime) -> list[DueRow]:
        """The followed addresses that are due, those found last first."""
        return list(due(self._connection, now))

    def any_due(self) -> bool:
        """Whether anything is followed, so that looks are planned."""
        return any_due(self._connection)

    def next_due(self, url: str) -> tuple[datetime, str] | None:
        """When an address is due next, and why; None if it is not followed."""
        return next_due(self._connection, url)

    def past(self, url: str) -> Past | None:
        """What is known of the article at an address, or of the address itself; None if it was never looked at."""
        return past(self._connection, url)

    def planned(self, url: str) -> None:
        """Plan the next look at an address that was looked at just now."""
        with self._transaction():
            set_due(self._connection, url)
