"""What was seen of an article before the whole of its first text was: parts, behind a paywall or cut short."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsgrab.archive.sql import OLDEST_FIRST

_LOOKS = (
    "SELECT v.at, v.outcome, v.reason, s.text, s.id AS reading, run.text AS whole FROM visit v"
    " JOIN snapshot s ON s.id = v.snapshot_id AND s.removal_id IS NULL"
    " JOIN version_run run ON run.article_id = v.article_id AND run.version = 1"
    f" WHERE v.article_id = ? AND v.version = 1 ORDER BY {OLDEST_FIRST.format('v')}"
)

WHOLE_AT = (
    "CASE WHEN run.version = 1 AND EXISTS (SELECT 1 FROM visit v WHERE v.article_id = run.article_id"
    " AND v.at = run.first_at AND v.outcome = 'new' AND v.reason <> '')"
    " THEN coalesce((SELECT v.at FROM visit v WHERE v.article_id = run.article_id AND v.outcome = 'completed'),"
    " run.first_at) ELSE run.first_at END"
)
"""When the text of a version (`run`) was seen first as a whole: a part of the first one may have been seen before."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A part of the first version that was seen first at a look (UTC, ISO 8601): `reading` is the row of its text."""

    first_seen_at: str
    reading: int


def openings(connection: sqlite3.Connection, article_id: int) -> tuple[list[Opening], str | None]:
    """The parts, oldest first, and when the text of the version was seen; ([], None) if that was at the first look."""
    parts: dict[int, Opening] = {}
    for row in connection.execute(_LOOKS, (article_id,)):
        is_whole = row["outcome"] == "new" and not row["reason"]
        if is_whole or row["outcome"] == "completed" or row["text"] == row["whole"]:
            return list(parts.values()), row["at"] if parts else None
        parts.setdefault(row["text"], Opening(row["at"], row["reading"]))
    return [], None
