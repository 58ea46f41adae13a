"""What was seen of a text before the whole of it was: parts, behind a paywall or cut short."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsgrab.archive.sql import IS_WHOLE, OLDEST_FIRST

_LOOKS = (
    f"SELECT v.at, {IS_WHOLE.format('v')} AS is_whole, s.text, s.id AS reading, run.text AS whole FROM visit v"
    " JOIN snapshot s ON s.id = v.snapshot_id AND s.removal_id IS NULL"
    " JOIN version_run run ON run.article_id = v.article_id AND run.version = v.version"
    " WHERE v.article_id = :article AND v.version = :version AND v.at >= (SELECT first_at FROM version_run"
    f" WHERE article_id = :article AND version = :version) ORDER BY {OLDEST_FIRST.format('v')}"
)

WHOLE_AT = (
    "CASE WHEN EXISTS (SELECT 1 FROM visit v WHERE v.article_id = run.article_id"
    " AND v.at = run.first_at AND v.outcome IN ('new', 'changed') AND v.reason <> '')"
    " THEN coalesce((SELECT v.at FROM visit v WHERE v.article_id = run.article_id AND v.version = run.version"
    " AND v.outcome = 'completed'), run.first_at) ELSE run.first_at END"
)
"""When the text of a version (`run`) was seen first as a whole: a part of it may have been seen before."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A part of a version that was seen first at a look (UTC, ISO 8601): `reading` is the row of its text."""

    first_seen_at: str
    reading: int


def openings(connection: sqlite3.Connection, article_id: int, version: int) -> tuple[list[Opening], str | None]:
    """The parts, oldest first, and when the text of the version was seen; ([], None) if that was at the first look."""
    parts: dict[int, Opening] = {}
    for row in connection.execute(_LOOKS, {"article": article_id, "version": version}):
        if row["is_whole"] or row["text"] == row["whole"]:
            return list(parts.values()), row["at"] if parts else None
        parts.setdefault(row["text"], Opening(row["at"], row["reading"]))
    return [], None


def last_seen_in_parts(connection: sqlite3.Connection, article_id: int) -> int:
    """The last version of which parts may have been seen before the whole: that of the first whole look."""
    row = connection.execute(
        "SELECT v.version FROM visit v WHERE v.article_id = ? AND v.version IS NOT NULL AND v.part = ''"
        f" ORDER BY {OLDEST_FIRST.format('v')} LIMIT 1",
        (article_id,),
    ).fetchone()
    if row is None:
        row = connection.execute("SELECT version FROM article WHERE id = ?", (article_id,)).fetchone()
    return int(row[0])
