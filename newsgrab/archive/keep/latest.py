"""The latest version of an article, and the look that goes on with it.

Most looks come after all others and see the text that was there before. What follows from such a look is plain: so it
is written down without working out all that follows from the other looks (derive.py), which comes to the same.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from newsgrab.archive.sql import LATEST_FIRST, to_utc_iso
from newsgrab.article import Article

# The last look that tells anything, if it saw the whole of a text: what is called one of these did; a first look did
# if it has no reason to name.
_LATEST = (
    "SELECT run.version, run.text, v.address_id, v.etag FROM visit v"
    " JOIN version_run run ON run.article_id = v.article_id AND run.version = v.version"
    " WHERE v.id = (SELECT w.id FROM visit w WHERE w.article_id = ? AND w.answer <> 'nothing'"
    f" ORDER BY {LATEST_FIRST.format('w')} LIMIT 1) AND v.at < ? AND (v.outcome = 'new' AND v.reason = ''"
    " OR v.outcome IN ('unchanged', 'not modified', 'changed', 'completed', 'moved'))"
)


@dataclass(frozen=True, slots=True)
class LatestVersion:
    """The latest version: its number, the number of its text, and at which address with which ETag it was seen last."""

    number: int
    text: int
    address_id: int
    etag: str | None


def latest_version(connection: sqlite3.Connection, article_id: int, at: datetime) -> LatestVersion | None:
    """The latest version, if the article is there, and a look at `at` comes after all that tell anything of it."""
    row = connection.execute(_LATEST, (article_id, to_utc_iso(at))).fetchone()
    return LatestVersion(*row) if row else None


def begin(connection: sqlite3.Connection, article_id: int, at: datetime) -> None:
    """Write down the first version of an article, whose row was written at its first look."""
    seen_at = to_utc_iso(at)
    connection.execute(
        "INSERT INTO version_run (article_id, version, text, first_at, last_at, looks, changed, indexed)"
        " VALUES (?, 1, 1, ?, ?, 1, '[]', 1)",
        (article_id, seen_at, seen_at),
    )


def go_on(
    connection: sqlite3.Connection, article_id: int, version: int, at: datetime, article: Article | None = None
) -> None:
    """Write down that a look after all others saw the latest version again, and the view count that it read."""
    seen_at = to_utc_iso(at)
    connection.execute(
        "UPDATE version_run SET last_at = ?, looks = looks + 1 WHERE article_id = ? AND version = ?",
        (seen_at, article_id, version),
    )
    if article is None or article.views is None:
        connection.execute("UPDATE article SET last_seen_at = ? WHERE id = ?", (seen_at, article_id))
    else:
        connection.execute(
            "UPDATE article SET last_seen_at = ?, views = ?, views_exact = ? WHERE id = ?",
            (seen_at, article.views, int(article.views_exact), article_id),
        )
