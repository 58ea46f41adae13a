"""Keeping the server's word that a page is still the one we have (304). The lightest look, and the most frequent."""

from __future__ import annotations

import sqlite3

from newsgrab.archive.keep.rows import VisitRow, insert_visit, known_address
from newsgrab.archive.sql import WAS_GONE, to_utc_iso
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified, Origin, Page
from newsgrab.visit import RecordResult

_LATEST = (
    "SELECT a.id AS address_id, a.article_id, s.id, s.version, s.title, s.category,"
    f" {WAS_GONE.format('a.article_id')} AS was_gone FROM address a"
    " LEFT JOIN snapshot s ON s.id = (SELECT id FROM snapshot WHERE article_id = a.article_id"
    "  ORDER BY version DESC, revision DESC LIMIT 1) WHERE a.url = ?"
)


def record_unmodified(connection: sqlite3.Connection, look: NotModified) -> RecordResult:
    """Keep the look; the text is that of the latest version."""
    latest = connection.execute(_LATEST, (look.url,)).fetchone()
    if latest is None:
        known_address(connection, look.url)
        latest = connection.execute(_LATEST, (look.url,)).fetchone()
    page = Page(
        b"", look.seen_at, Origin.HTTP, look.url, look.final_url, look.status, look.headers, elapsed_ms=look.elapsed_ms
    )
    article_id = latest["article_id"]
    outcome = Outcome.RETURNED if latest["was_gone"] else Outcome.NOT_MODIFIED
    seen = VisitRow(look.seen_at, latest["address_id"], outcome, "", article_id, None, latest["id"])
    visit_id = insert_visit(connection, page, None, seen)
    if article_id is not None:
        connection.execute("UPDATE article SET last_seen_at = ? WHERE id = ?", (to_utc_iso(look.seen_at), article_id))
    return RecordResult(
        outcome,
        look.url,
        visit_id,
        article_id,
        latest["version"],
        title=latest["title"],
        category=latest["category"],
    )
