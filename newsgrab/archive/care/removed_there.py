"""What another archive has taken out and this one still keeps, so that a merge can tell of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsgrab.archive.editorial import EXACT, hashes_of
from newsgrab.archive.keep.removals import IN_FORCE
from newsgrab.archive.query.refs import permanent_name


@dataclass(frozen=True, slots=True)
class RemovedThere:
    """Content that is kept here under `ref` and was taken out there: when (UTC, ISO 8601), and why."""

    ref: str
    url: str
    at: str
    reason: str


def removed_there(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> Iterator[RemovedThere]:
    """Each article, or version of one, that a removal in force there names and that is kept here, once."""
    removed = theirs.execute(
        "SELECT s.*, r.at AS removed_at, r.reason, r.version FROM snapshot s JOIN removal r ON r.id = s.removal_id"
        f" WHERE s.removal_id IS NOT NULL AND {IN_FORCE} ORDER BY r.id, s.id"
    )
    told = set()
    for row in removed.fetchall():
        article = _same_article(ours, theirs, row["article_id"])
        ref = article and (
            _whole(ours, article["id"]) if row["version"] is None else _version(ours, article["id"], row)
        )
        if article and ref and ref not in told:
            told.add(ref)
            yield RemovedThere(ref, article["url"], row["removed_at"], row["reason"])


def _same_article(ours: sqlite3.Connection, theirs: sqlite3.Connection, article_id: int) -> sqlite3.Row | None:
    """The article here that has an address of that one."""
    for (url,) in theirs.execute("SELECT url FROM address WHERE article_id = ? ORDER BY id", (article_id,)).fetchall():
        found: sqlite3.Row | None = ours.execute(
            "SELECT article.id, article.url FROM address JOIN article ON article.id = address.article_id"
            " WHERE address.url = ?",
            (url,),
        ).fetchone()
        if found is not None:
            return found
    return None


def _whole(ours: sqlite3.Connection, article_id: int) -> str | None:
    kept = ours.execute("SELECT 1 FROM snapshot WHERE article_id = ? AND removal_id IS NULL", (article_id,)).fetchone()
    return str(article_id) if kept else None


def _version(ours: sqlite3.Connection, article_id: int, removed: sqlite3.Row) -> str | None:
    """The version here that has just that text, by the name that stays."""
    wanted = hashes_of(removed)[EXACT]
    rows = ours.execute("SELECT * FROM snapshot WHERE article_id = ? AND removal_id IS NULL", (article_id,))
    for text in sorted({row["text"] for row in rows if hashes_of(row)[EXACT] == wanted}):
        run = ours.execute(
            "SELECT run.first_at, (SELECT first_at FROM version_run WHERE article_id = run.article_id"
            " AND version = run.version + 1) AS next_at FROM version_run run JOIN visit v ON"
            " v.article_id = run.article_id AND v.version = run.version JOIN snapshot s ON s.id = v.snapshot_id"
            " WHERE run.article_id = ? AND s.text = ? ORDER BY run.version LIMIT 1",
            (article_id, text),
        ).fetchone()
        if run is not None:
            return permanent_name(article_id, run["first_at"], run["next_at"])
    return None
