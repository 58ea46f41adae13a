"""Reading kept pages again: what differs becomes a revision of the same version, never an edit.

The neighbours of a look are read by the rules that read the look itself.

Two texts are compared as the same rules read them, so that a better reader is never taken for an edit. Reading takes
time and may fail: it is done before the look's transaction, and a page that cannot be read is compared as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from newsgrab.archive.editorial import Editorial, changed_fields, hashes_of, storable
from newsgrab.archive.keep.pages import kept_headers, page_bytes
from newsgrab.archive.keep.prepared import PreparedPage
from newsgrab.archive.keep.rows import insert_snapshot
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.sql import LATEST_FIRST, OLDEST_FIRST, to_utc_iso
from newsgrab.errors import NotAnArchive, ReadingFailed
from newsgrab.extraction_result import ExtractionResult
from newsgrab.page import Origin, Page
from newsgrab.urls import variant_urls

Reread = Callable[[Page], ExtractionResult]
Rereadings = Mapping[tuple[int, int], ExtractionResult]
"""By article and number of the text."""

_NEIGHBOUR = (
    "SELECT s.text FROM visit v JOIN snapshot s ON s.id = v.snapshot_id WHERE v.article_id = ? AND v.part = ''"
    " AND v.at {} ? ORDER BY {} LIMIT 1"
)
_BEFORE = _NEIGHBOUR.format("<=", LATEST_FIRST.format("v"))
_AFTER = _NEIGHBOUR.format(">", OLDEST_FIRST.format("v"))


def kept_page(connection: sqlite3.Connection, article_id: int, text: int) -> Page | None:
    """The page of the last look at a text, as it was given; None if none is kept. Raises NotAnArchive."""
    visit = connection.execute(
        "SELECT v.id FROM visit v JOIN snapshot s ON s.id = v.snapshot_id"
        " JOIN page ON page.id = v.page_id AND length(page.zstd)"
        f" WHERE s.article_id = ? AND s.text = ? ORDER BY {LATEST_FIRST.format('v')} LIMIT 1",
        (article_id, text),
    ).fetchone()
    return page_of_look(connection, visit["id"]) if visit is not None else None


def page_of_look(connection: sqlite3.Connection, visit_id: int) -> Page:
    """The page of a look that has kept one, as it was given. Raises NotAnArchive, TakenOut."""
    visit = connection.execute(
        "SELECT v.page_id, v.headers, v.final_url, v.origin, v.at, v.status, address.url FROM visit v"
        " JOIN address ON address.id = v.address_id WHERE v.id = ?",
        (visit_id,),
    ).fetchone()
    return Page(
        page_bytes(connection, visit["page_id"]),
        datetime.fromisoformat(visit["at"]),
        Origin(visit["origin"]),
        visit["url"],
        visit["final_url"] or visit["url"],
        visit["status"],
        kept_headers(visit),
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


def reread_neighbours(connection: sqlite3.Connection, prepared: PreparedPage, reread: Reread) -> Rereadings:
    """The texts before and after a look, in time, as its rules read them; those that were read by them are left out."""
    out: dict[tuple[int, int], ExtractionResult] = {}
    for article_id, text in _neighbours(connection, prepared):
        try:
            page = kept_page(connection, article_id, text)
            if page is not None:
                out[article_id, text] = reread(page)
        except (ReadingFailed, NotAnArchive):
            continue
    return out


def _neighbours(connection: sqlite3.Connection, prepared: PreparedPage) -> Iterator[tuple[int, int]]:
    page, reading = prepared.page, prepared.reading
    claimed = reading.article.url if reading.article else None
    named = {url for url in (page.url, page.final_url, claimed) if url}
    urls = {each for url in named for each in (url, *variant_urls(url))}
    marks = ", ".join("?" * len(urls))
    owners = connection.execute(
        f"SELECT DISTINCT article_id FROM address WHERE article_id IS NOT NULL AND url IN ({marks})", (*urls,)
    ).fetchall()
    at = to_utc_iso(page.seen_at)
    for (article_id,) in owners:
        found = (connection.execute(query, (article_id, at)).fetchone() for query in (_BEFORE, _AFTER))
        for text in {row["text"] for row in found if row is not None}:
            if not _is_read_by(connection, article_id, text, reading.recipe):
                yield article_id, text


def _is_read_by(connection: sqlite3.Connection, article_id: int, text: int, recipe: str) -> bool:
    """Whether the latest reading of the text is by these rules: its own, or of a look that found it unchanged."""
    row = connection.execute(
        "SELECT 1 FROM snapshot s WHERE s.article_id = ? AND s.text = ? AND (s.recipe = ? OR EXISTS (SELECT 1 FROM"
        " visit v WHERE v.snapshot_id = s.id AND v.recipe = ? AND v.part = ''))"
        " AND s.revision = (SELECT max(r.revision) FROM snapshot r"
        " WHERE r.article_id = s.article_id AND r.text = s.text) LIMIT 1",
        (article_id, text, recipe, recipe),
    ).fetchone()
    return row is not None
