"""Reading a kept page again by today's rules: what differs becomes a revision of the same version, never an edit."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from newsgrab.archive.editorial import Editorial, changed_fields, hashes_of, storable
from newsgrab.archive.keep.pages import page_bytes
from newsgrab.archive.keep.rows import insert_snapshot
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.sql import LATEST_FIRST
from newsgrab.page import Origin, Page

if TYPE_CHECKING:
    from newsgrab.extraction_result import ExtractionResult


def kept_page(connection: sqlite3.Connection, article_id: int, text: int) -> Page | None:
    """The page of the last look at a text, as it was given; None if none is kept. Raises NotAnArchive."""
    visit = connection.execute(
        "SELECT v.page_id, v.headers, v.final_url, v.origin, v.at, v.status, address.url FROM visit v"
        " JOIN address ON address.id = v.address_id JOIN snapshot s ON s.id = v.snapshot_id"
        f" WHERE s.article_id = ? AND s.text = ? AND v.page_id IS NOT NULL ORDER BY {LATEST_FIRST.format('v')} LIMIT 1",
        (article_id, text),
    ).fetchone()
    if visit is None:
        return None
    return Page(
        page_bytes(connection, visit["page_id"]),
        datetime.fromisoformat(visit["at"]),
        Origin(visit["origin"]),
        visit["url"],
        visit["final_url"] or visit["url"],
        visit["status"],
        tuple((name, value) for name, value in json.loads(visit["headers"] or "[]")),
    )


def revise(connection: sqlite3.Connection, article_id: int, text: int, again: tuple[Texts, ExtractionResult]) -> bool:
    """Write another reading of a text if it differs from the latest; whether it does."""
    texts, reading = again
    if reading.article is None:
        return False
    article = storable(reading.article)
    hashes = Editorial.of(article).hashes()
    row = connection.execute("SELECT * FROM snapshot WHERE id = ?", (texts.latest(text),)).fetchone()
    if not changed_fields(hashes_of(row), hashes):
        return False
    place = (article_id, text, row["revision"] + 1)
    seen_at = datetime.fromisoformat(row["seen_at"])
    texts.add(text, insert_snapshot(connection, place, article, seen_at, (hashes, reading.recipe)), hashes)
    return True
