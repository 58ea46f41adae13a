"""Writing single rows of the archive. What to write is decided in record.py."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsgrab.archive.editorial import as_json, dumped_blocks, iso
from newsgrab.archive.forms import form_of
from newsgrab.archive.history.timeline import Answer
from newsgrab.archive.sql import to_utc_iso
from newsgrab.article import Article, Related
from newsgrab.errors import FetchError
from newsgrab.extraction_result import ExtractionResult
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page
from newsgrab.urls import site

_SECRET_HEADERS = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True)
class VisitRow:
    """What a visit row says."""

    at: datetime
    added_at: datetime
    address_id: int
    answer: Answer
    outcome: Outcome  # what it is called by itself; where it stands in time may say more
    reason: str = ""
    article_id: int | None = None
    page_id: int | None = None
    snapshot_id: int | None = None
    related_set_id: int | None = None
    moved_to: str | None = None
    part: str = ""
    error: FetchError | None = None
    version: int | None = None


def columns_of(article: Article) -> tuple[str | None, ...]:
    """Category to image, as `article` and `snapshot` both hold them."""
    return (
        article.category,
        as_json(article.authors),
        as_json(article.tags),
        article.language,
        iso(article.published_at),
        article.published_precision.value if article.published_precision else None,
        iso(article.updated_at),
        article.site_name,
        article.image,
    )


def next_article_id(connection: sqlite3.Connection) -> int:
    """The number of the next new article: none that an article ever had."""
    row = connection.execute(
        "SELECT 1 + max(coalesce((SELECT max(id) FROM article), 0), coalesce((SELECT max(from_article_id) FROM repair),"
        " 0))"
    ).fetchone()
    return int(row[0])


def insert_article(connection: sqlite3.Connection, article: Article, page: Page, page_id: int) -> int:
    """Write the row of a new article and give its id."""
    at = to_utc_iso(page.seen_at)
    article_id = next_article_id(connection)
    values = (article_id, article.url, site(article.url), 1, *_current(article), at, at, page_id)
    connection.execute(
        "INSERT INTO article (id, url, site, version, title, body, category, authors, tags, language, published_at,"
        " published_precision, updated_at, site_name, image, truncated, views, views_exact, first_seen_at,"
        f" last_seen_at, keyframe_id) VALUES ({', '.join('?' * len(values))})",
        values,
    )
    return article_id


def _current(article: Article) -> tuple[str | int | None, ...]:
    """Title to view count, as the article's row holds them."""
    columns = (article.title, article.body, *columns_of(article), int(article.truncated))
    return (*columns, article.views, int(article.views_exact))


def known_address(connection: sqlite3.Connection, url: str) -> tuple[int, int | None]:
    """The id of an address, made known if it is not, and the article it belongs to."""
    row = connection.execute("SELECT id, article_id FROM address WHERE url = ?", (url,)).fetchone()
    if row:
        return row[0], row[1]
    cursor = connection.execute("INSERT INTO address (url, site) VALUES (?, ?)", (url, site(url)))
    return int(cursor.lastrowid or 0), None


def rename_article(connection: sqlite3.Connection, article_id: int, url: str) -> None:
    """Give the article another main address."""
    connection.execute("UPDATE article SET url = ?, site = ? WHERE id = ?", (url, site(url), article_id))


def related_digest(rows: Sequence[tuple[object, ...]]) -> str:
    """The SHA-256 of a state of a related block: place, id of the address, title, teaser, image, heading of each item.

    Raises TypeError if a cell holds bytes.
    """
    return hashlib.sha256(as_json(rows).encode("utf-8", "surrogatepass")).hexdigest()


def keep_related(
    connection: sqlite3.Connection, related: Sequence[Related], address_ids: Sequence[int | None]
) -> int | None:
    """The id of this state of the related block; equal states are kept once. View counts are no part of it."""
    if not related:
        return None
    rows = [
        (place, address_id, item.title, item.teaser, item.image, item.heading)
        for place, (item, address_id) in enumerate(zip(related, address_ids, strict=True), start=1)
    ]
    digest = related_digest(rows)
    known = connection.execute("SELECT id FROM related_set WHERE sha256 = ?", (digest,)).fetchone()
    if known:
        return int(known[0])
    set_id = int(connection.execute("INSERT INTO related_set (sha256) VALUES (?)", (digest,)).lastrowid or 0)
    connection.executemany(
        "INSERT INTO related_item (set_id, position, address_id, title, teaser, image, heading)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(set_id, *row) for row in rows],
    )
    return set_id


def insert_view_points(
    connection: sqlite3.Connection, visit_id: int, article: Article, own_id: int, address_ids: Sequence[int | None]
) -> None:
    """One point for the article's own count and one for every count in its related block."""
    points: list[tuple[int, int, int | None, int, str | None, int]] = []
    if article.views is not None:
        points.append((visit_id, 0, own_id, article.views, article.views_text, int(article.views_exact)))
    for place, (item, address_id) in enumerate(zip(article.related, address_ids, strict=True), start=1):
        if item.views is not None:
            points.append((visit_id, place, address_id, item.views, item.views_text, int(item.views_exact)))
    connection.executemany(
        "INSERT INTO view_point (visit_id, position, address_id, views, views_text, exact) VALUES (?, ?, ?, ?, ?, ?)",
        points,
    )


def insert_visit(
    connection: sqlite3.Connection, page: Page | None, reading: ExtractionResult | None, look: VisitRow
) -> int:
    """Write one look and give its id. Cookies are not kept."""
    headers = [(name, value) for name, value in page.headers if name not in _SECRET_HEADERS] if page else []
    facts = (reading.charset_declared, reading.charset_used, reading.recipe) if reading else (None, None, "")
    form_id, own = form_of(connection, headers, facts) if headers else (None, None)
    charset_declared, charset_used, recipe = facts if form_id is None else (None, None, "")
    asked, final_url, status = (
        (page.url, page.final_url, page.status)
        if page
        else (look.error.url, look.error.final_url, look.error.status)
        if look.error
        else (None, None, None)
    )
    values = (
        to_utc_iso(look.at),
        to_utc_iso(look.added_at),
        look.address_id,
        final_url if final_url != asked else None,
        look.moved_to,
        look.article_id,
        look.answer.value,
        look.part,
        look.outcome.value,
        look.version,
        look.reason,
        (page.origin if page else Origin.HTTP).value,
        status,
        own,
        page.header("etag") if page else None,
        page.header("last-modified") if page else None,
        look.page_id,
        look.snapshot_id,
        look.related_set_id,
        charset_declared,
        charset_used,
        int(reading.noarchive) if reading else 0,
        int(page.incomplete) if page else 0,
        page.elapsed_ms if page else look.error.elapsed_ms if look.error else None,
        recipe,
        form_id,
    )
    cursor = connection.execute(
        "INSERT INTO look (at, added_at, address_id, final_url, moved_to, article_id, answer, part, outcome, version,"
        " reason, origin, status, headers, etag, last_modified, page_id, snapshot_id, related_set_id, charset_declared,"
        " charset_used, noarchive, cut,"
        f" elapsed_ms, recipe, form_id) VALUES ({', '.join('?' * len(values))})",
        values,
    )
    return int(cursor.lastrowid or 0)


def insert_rendering(connection: sqlite3.Connection, visit_id: int, page: Page, given_id: int) -> None:
    """Write that a browser has filled the page of a look, for which a server gave another."""
    if page.rendering is not None:
        connection.execute(
            "INSERT INTO rendering (visit_id, page_id, browser) VALUES (?, ?, ?)",
            (visit_id, given_id, page.rendering.browser),
        )


def insert_snapshot(
    connection: sqlite3.Connection,
    place: tuple[int, int, int],
    article: Article,
    seen_at: datetime,
    facts: tuple[Mapping[str, str], str],
) -> int:
    """Write a snapshot at (article id, number of the text, revision); `facts` are its hashes and the recipe."""
    hashes, recipe = facts
    shown = connection.execute("SELECT body = ? FROM article WHERE id = ?", (article.body, place[0])).fetchone()
    in_article = bool(shown and shown[0])
    values = (
        *place,
        to_utc_iso(seen_at),
        article.title,
        "" if in_article else article.body,
        dumped_blocks(article.blocks),
        *columns_of(article),
        int(article.truncated),
        as_json(hashes),
        as_json(dict(article.sources)),
        recipe,
        int(in_article),
    )
    cursor = connection.execute(
        "INSERT INTO reading (article_id, text, revision, seen_at, title, body, blocks, category, authors, tags,"
        " language, published_at, published_precision, updated_at, site_name, image, truncated, hashes, sources,"
        f" recipe, body_in_article) VALUES ({', '.join('?' * len(values))})",
        values,
    )
    return int(cursor.lastrowid or 0)


def keep_body_once(connection: sqlite3.Connection, snapshot_id: int) -> None:
    """Leave the body of a snapshot to its article's row, if that has the same; the view `snapshot` gives it from there.

    Triggers of the archive give it back before that row gets another one.
    """
    connection.execute(
        "UPDATE reading SET body = '', body_in_article = 1 WHERE id = ? AND NOT body_in_article"
        " AND body = (SELECT article.body FROM article WHERE article.id = reading.article_id)",
        (snapshot_id,),
    )
