"""The versions of an article with the looks that bound them, and its text at each."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from newsgrab.archive.editorial import article_of
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.sql import LATEST_READING
from newsgrab.article import Article


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, with the looks that bound it.

    It was published or edited between `not_before` (the last look that still saw another text, None for the first
    version) and `first_seen_at`. `last_seen_at` is the last look that saw it. `changed` names the fields that differ
    from the version before.
    """

    number: int
    revision: int
    not_before: str | None
    first_seen_at: str
    last_seen_at: str
    looks: int
    changed: tuple[str, ...]
    title: str


def versions(connection: sqlite3.Connection, ref: Ref) -> list[Version]:
    """The versions, oldest first."""
    rows = connection.execute(
        "SELECT s.version, s.revision, s.changed, s.title, min(v.id) AS first_id, min(v.at) AS first_at,"
        " max(v.at) AS last_at, count(v.id) AS looks FROM snapshot s"
        " JOIN snapshot every ON every.article_id = s.article_id AND every.version = s.version"
        " JOIN visit v ON v.snapshot_id = every.id WHERE s.article_id = ?"
        f" AND {LATEST_READING} GROUP BY s.version ORDER BY s.version",
        (ref.article_id,),
    ).fetchall()
    out = []
    for row in rows:
        before = connection.execute(
            "SELECT at FROM visit WHERE article_id = ? AND snapshot_id IS NOT NULL AND id < ? ORDER BY id DESC LIMIT 1",
            (ref.article_id, row["first_id"]),
        ).fetchone()
        out.append(
            Version(
                row["version"],
                row["revision"],
                before["at"] if before else None,
                row["first_at"],
                row["last_at"],
                row["looks"],
                tuple(json.loads(row["changed"])),
                row["title"],
            )
        )
    return out


def article_at(connection: sqlite3.Connection, ref: Ref, version: int | None = None) -> Article:
    """The article as a version of it read (the latest if none is named), by the latest reading of its page."""
    row = connection.execute(
        "SELECT * FROM snapshot WHERE article_id = ? AND version = ? ORDER BY revision DESC LIMIT 1",
        (ref.article_id, version or ref.version or ref.latest),
    ).fetchone()
    return article_of(row, ref.url)


def first_page_id(connection: sqlite3.Connection, ref: Ref, version: int | None = None) -> int | None:
    """The id of the page on which a version was first seen."""
    row = connection.execute(
        "SELECT v.page_id FROM visit v JOIN snapshot s ON s.id = v.snapshot_id"
        " WHERE s.article_id = ? AND s.version = ? AND v.page_id IS NOT NULL ORDER BY v.id LIMIT 1",
        (ref.article_id, version or ref.version or ref.latest),
    ).fetchone()
    return row[0] if row else None
