"""When each followed address is looked at next, and what is known of the looks at it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsgrab.archive.keep.removals import BARRED, barred
from newsgrab.archive.sql import LATEST_FIRST, OLDEST_FIRST, to_utc_iso
from newsgrab.outcomes import Outcome
from newsgrab.visit import LookHistory, NextLook

_LOOKS_BACK = 60  # of an address, for what its last looks had in common
_FARTHEST = timedelta(days=70)  # longer than any pause between two looks
_YOUNG = timedelta(hours=36)

Schedule = Callable[[LookHistory], NextLook]


@dataclass(frozen=True, slots=True)
class DueRow:
    """An address that is due, with the source it was found in; `found_on` is None if that is a list of a person's."""

    url: str
    source_id: int
    at: datetime
    reason: str
    article_id: int | None
    looked: bool
    found_on: str | None
    priority: int = 0


def due(connection: sqlite3.Connection, now: datetime) -> Iterator[DueRow]:
    """The followed addresses that are due, those found last first.

    One that is due later than any plan can say was planned by a clock that ran ahead: it is due now.
    """
    rows = connection.execute(
        "SELECT due.at, due.reason, a.url, a.article_id, EXISTS (SELECT 1 FROM visit v WHERE v.address_id = a.id)"
        " AS looked, (SELECT l.source_id FROM link l JOIN address b ON b.id = l.address_id"
        "  JOIN source s ON s.id = l.source_id WHERE s.paused_at IS NULL AND s.bell_of IS NULL AND (b.id = a.id OR"
        "  b.article_id = a.article_id) ORDER BY s.priority DESC, s.id LIMIT 1) AS source_id,"
        " EXISTS (SELECT 1 FROM link l JOIN source s ON s.id = l.source_id"
        "  WHERE l.address_id = a.id AND s.kind IN ('file', 'page')) AS listed,"
        " (SELECT max(coalesce(l.dated_at, l.found_at)) FROM link l"
        "  WHERE l.address_id = a.id) AS dated_at"
        " FROM due JOIN address a ON a.id = due.address_id WHERE (due.at <= ? OR due.at > ?)"
        f" AND (a.article_id IS NULL OR a.article_id NOT IN {BARRED})"
        " ORDER BY dated_at DESC, a.id",
        (to_utc_iso(now), to_utc_iso(now + _FARTHEST)),
    )
    sources = {row["id"]: row for row in connection.execute("SELECT id, url, priority FROM source").fetchall()}
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
                None if row["listed"] else sources[row["source_id"]]["url"],
                sources[row["source_id"]]["priority"],
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


def set_due(connection: sqlite3.Connection, url: str, schedule: Schedule) -> None:
    """Plan the next look at an address that was looked at just now, if it is followed."""
    row = connection.execute(  # a main address that only a page named, and nobody read, may be wrong
        "SELECT a.id, a.article_id, m.id AS main_id FROM address a LEFT JOIN article ON article.id = a.article_id"
        " LEFT JOIN address m ON m.url = article.url AND EXISTS (SELECT 1 FROM visit v WHERE v.article_id = article.id"
        "  AND v.snapshot_id IS NOT NULL AND (v.address_id = m.id OR v.final_url = m.url)) WHERE a.url = ?",
        (url,),
    ).fetchone()
    if row is None or not _is_followed(connection, row["id"], row["article_id"]) or barred(connection, (url,)):
        return
    found = look_history(connection, url)
    if found is None:
        return
    target = row["main_id"] or row["id"]
    connection.execute(
        "DELETE FROM due WHERE address_id = ? OR address_id IN (SELECT id FROM address WHERE article_id = ?)",
        (row["id"], row["article_id"]),
    )
    planned = schedule(found)
    connection.execute("INSERT INTO due VALUES (?, ?, ?)", (target, to_utc_iso(planned.at), planned.reason))


def bring_forward(
    connection: sqlite3.Connection, latest: datetime, schedule: Schedule, source_id: int | None = None
) -> None:
    """Plan anew what is due after `latest`, of one source or of all: since a longest pause became shorter.

    What could not be read the last time is left alone: no longest pause is meant for it.
    """
    rows = connection.execute(
        "SELECT a.url, (SELECT v.outcome FROM visit v WHERE v.address_id = a.id OR v.article_id = a.article_id"
        f"  ORDER BY {LATEST_FIRST.format('v')} LIMIT 1) AS outcome FROM due JOIN address a ON a.id = due.address_id"
        " WHERE due.at > :latest AND (:source IS NULL OR EXISTS (SELECT 1 FROM link l JOIN address b"
        "  ON b.id = l.address_id WHERE l.source_id = :source AND (b.id = a.id OR b.article_id = a.article_id)))",
        {"latest": to_utc_iso(latest), "source": source_id},
    )
    for row in rows.fetchall():
        if row["outcome"] and Outcome(row["outcome"]).read:
            set_due(connection, row["url"], schedule)


def look_history(connection: sqlite3.Connection, url: str) -> LookHistory | None:
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
        f" ORDER BY {OLDEST_FIRST.format('v')}",
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
    returns = [at for at, outcome in zip(times, outcomes, strict=True) if outcome is Outcome.RETURNED]
    every, max_gap, announced = _paces(connection, row["id"], row["article_id"])
    return LookHistory(
        published_or_first_seen_at=_born(row, first),
        first_look_at=first,
        last_look_at=times[-1],
        outcome=outcomes[-1],
        read=len(read),
        edits=len(edits),
        last_edit_at=edits[-1] if edits else None,
        repeated=repeated,
        since=times[-repeated],
        returned_at=returns[-1] if returns else None,
        every=every,
        max_gap=max_gap,
        announced=announced,
    )


def _paces(
    connection: sqlite3.Connection, address_id: int, article_id: int | None
) -> tuple[timedelta | None, timedelta | None, bool]:
    """How often an article is to be looked at, how long it may be left alone, whether a source tells of changes."""
    row = connection.execute(
        "SELECT min(CASE s.kind WHEN 'page' THEN s.every_s END), min(s.max_gap_s),"
        " max(l.changed_at IS NOT NULL AND l.place >= 0) FROM link l JOIN source s"
        " ON s.id = l.source_id WHERE s.paused_at IS NULL AND l.address_id IN"
        " (SELECT ? UNION SELECT id FROM address WHERE article_id = ?)",
        (address_id, article_id),
    ).fetchone()
    every, max_gap = (timedelta(seconds=seconds) if seconds is not None else None for seconds in row[:2])
    return every, max_gap, bool(row[2])


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
