"""The latest version of an article, and the look that goes on with it, or ends it.

Most looks come after all others. What follows from one that sees the text that was there, or another text whole, is
plain: so it is written down without working out all that follows from the other looks (derive.py), which comes to the
same.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from newsgrab.archive.editorial import as_json, is_edit
from newsgrab.archive.keep.derive import write_run
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.search.removed.index import index_edit
from newsgrab.archive.sql import LATEST_FIRST, to_utc_iso
from newsgrab.article import Article

# What a page that was cut says is whole if it is seen whole later: then looks of before are others.
_SEEN_IN_PART = (
    "SELECT 1 FROM visit v WHERE v.snapshot_id IN (SELECT id FROM snapshot WHERE article_id = ? AND text = ?)"
    " AND v.part <> '' LIMIT 1"
)
# The last look that tells anything, if it saw the whole of a text: what is called one of these did; the first look at
# a text did if it has no reason to name.
_LATEST = (
    "SELECT run.version, run.text, run.last_at, v.address_id, v.etag FROM visit v"
    " JOIN version_run run ON run.article_id = v.article_id AND run.version = v.version"
    " WHERE v.id = (SELECT w.id FROM visit w WHERE w.article_id = ? AND w.answer <> 'nothing'"
    f" ORDER BY {LATEST_FIRST.format('w')} LIMIT 1) AND v.at < ? AND (v.outcome IN ('new', 'changed')"
    " AND v.reason = '' OR v.outcome IN ('unchanged', 'not modified', 'completed', 'moved'))"
)


@dataclass(frozen=True, slots=True)
class LatestVersion:
    """The latest version: its number and that of its text; when, where and with which ETag it was seen last."""

    number: int
    text: int
    last_at: str
    address_id: int
    etag: str | None


def latest_version(connection: sqlite3.Connection, article_id: int, at: datetime) -> LatestVersion | None:
    """The latest version, if the article is there, and a look at `at` comes after all that tell anything of it."""
    row = connection.execute(_LATEST, (article_id, to_utc_iso(at))).fetchone()
    return LatestVersion(*row) if row else None


def begin(connection: sqlite3.Connection, article_id: int, at: datetime) -> None:
    """Write down the first version of an article, whose row was written at its first look."""
    seen_at = to_utc_iso(at)
    row = {"text": 1, "first_at": seen_at, "last_at": seen_at, "looks": 1, "changed": "[]", "indexed": 1}
    write_run(connection, article_id, 1, row)


def go_on(connection: sqlite3.Connection, article_id: int, version: int, at: datetime) -> None:
    """Write down that a look after all others saw the latest version again."""
    connection.execute(
        "UPDATE version_run SET last_at = ?, looks = looks + 1 WHERE article_id = ? AND version = ?",
        (to_utc_iso(at), article_id, version),
    )


def add_version(
    connection: sqlite3.Connection, article_id: int, latest: LatestVersion, edited: tuple[Texts, int, datetime]
) -> tuple[str, ...]:
    """Write down that a look after all others saw a text that makes a version; the names of the fields that differ.

    None, and nothing is written, if that does not follow from this look alone. `edited` are the texts of the article,
    the number of the new one, and when it was seen.
    """
    texts, number, at = edited
    changed = texts.changed(latest.text, number)
    if not is_edit(changed) or texts.beginnings or _was_seen_in_part(connection, article_id, number):
        return ()
    runs = connection.execute(
        "SELECT version, text FROM version_run WHERE article_id = ? ORDER BY version", (article_id,)
    ).fetchall()
    seen_at = to_utc_iso(at)
    row = {
        "text": number,
        "not_before": latest.last_at,
        "first_at": seen_at,
        "last_at": seen_at,
        "looks": 1,
        "changed": as_json(changed),
        "repeats": next((run["version"] for run in runs if texts.same(run["text"], number)), None),
        "minor": int(texts.is_minor(latest.text, number)),
    }
    write_run(connection, article_id, latest.number + 1, row)
    index_edit(connection, article_id, latest.number + 1)
    return changed


def _was_seen_in_part(connection: sqlite3.Connection, article_id: int, text: int) -> bool:
    """Whether a look that came from a part of a page has read that text."""
    return connection.execute(_SEEN_IN_PART, (article_id, text)).fetchone() is not None


def note_seen(
    connection: sqlite3.Connection, article_id: int, at: datetime, article: Article | None, version: int | None = None
) -> None:
    """Write into the article's row what a look after all others tells: its time, its view count, another version."""
    columns: dict[str, str | int] = {"last_seen_at": to_utc_iso(at)}
    if version is not None:  # which an index holds
        columns["version"] = version
    if article is not None and article.views is not None:
        columns |= {"views": article.views, "views_exact": int(article.views_exact)}
    connection.execute(
        f"UPDATE article SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
        (*columns.values(), article_id),
    )
