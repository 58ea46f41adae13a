"""Keeping one look: page, visit, snapshot, view points and related block, in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from newsgrab.archive.editorial import Editorial, changed_fields, hashes_of
from newsgrab.archive.pages import keep_page, page_bytes
from newsgrab.archive.rows import (
    Look,
    claim_addresses,
    insert_article,
    insert_snapshot,
    insert_view_points,
    insert_visit,
    keep_related,
    known_address,
    stamp,
    update_article,
)
from newsgrab.archive.search.index import index_article
from newsgrab.article import Article
from newsgrab.errors import FetchError
from newsgrab.page import NotModified, Origin, Page
from newsgrab.reading import Reading
from newsgrab.urls import site
from newsgrab.visit import Kept, Outcome

Reread = Callable[[Page], Reading]
_MAX_ODD_PAGE_BYTES = 1_000_000  # of an answer that was no article


def record_article(
    connection: sqlite3.Connection, page: Page, reading: Reading, article: Article, *, reread: Reread | None = None
) -> Kept:
    """Keep a page that holds an article (the one of `reading`, its texts made storable).

    `reread` reads a kept page by today's rules: where those are not the rules that read the version before, the two
    texts are compared under today's, so that a better reader is never taken for an edit.
    """
    asked = page.url or article.url
    address_id, known = known_address(connection, asked)
    article_id, new_url = _identity(connection, page, article, known)
    latest = _latest(connection, article_id) if article_id else None
    if latest and reread and latest["recipe"] != reading.recipe:
        latest = _revised(connection, latest, asked, reread)
    fresh = Editorial.of(article).hashes()
    changed = changed_fields(hashes_of(latest), fresh) if latest else ()
    outcome, reason = _outcome(connection, page, latest, changed, new_url)
    page_id = keep_page(connection, page.content, site=site(asked), article_id=article_id)
    if outcome is Outcome.FAILED:  # cut short: what is there may be half an article
        look = Look(page.seen_at, address_id, outcome, reason, article_id, page_id)
        return Kept(outcome, asked, insert_visit(connection, page, reading, look), article_id, reason=reason)
    if article_id is None:
        article_id = insert_article(connection, article, page, page_id)
    if latest is None or changed:
        version = latest["version"] + 1 if latest else 1
        place = (article_id, version, 1)
        snapshot_id = insert_snapshot(connection, place, article, page.seen_at, (changed, fresh, reading.recipe))
    else:
        version, snapshot_id = latest["version"], latest["id"]
    related_ids = [known_address(connection, item.url)[0] if item.url else None for item in article.related]
    set_id = keep_related(connection, article.related, related_ids)
    look = Look(page.seen_at, address_id, outcome, reason, article_id, page_id, snapshot_id, set_id)
    visit_id = insert_visit(connection, page, reading, look)
    url, own_id = claim_addresses(connection, article_id, {asked, page.final_url or asked, article.url}, new_url)
    insert_view_points(connection, visit_id, article, own_id, related_ids)
    if latest:
        update_article(connection, article_id, article, version, page.seen_at)
    if latest is None or changed:
        index_article(connection, article_id)
    return Kept(
        outcome,
        url,
        visit_id,
        article_id,
        version,
        title=article.title,
        category=article.category,
        views=article.views,
        views_exact=article.views_exact,
        related=len(article.related),
        changed=changed,
        reason=reason,
    )


def record_other(
    connection: sqlite3.Connection,
    url: str,
    outcome: tuple[Outcome, str],
    *,
    at: datetime,
    page: Page | None = None,
    error: FetchError | None = None,
) -> Kept:
    """Keep a look that gave no article: the visit with its outcome and reason, and the page if it is small enough."""
    address_id, article_id = known_address(connection, url)
    page_id = None
    if page and page.content and len(page.content) <= _MAX_ODD_PAGE_BYTES:
        page_id = keep_page(connection, page.content, site=site(url), article_id=None)
    look = Look(at, address_id, *outcome, article_id, page_id, error=error)
    visit_id = insert_visit(connection, page, None, look)
    return Kept(outcome[0], url, visit_id, article_id, reason=outcome[1])


def record_unmodified(connection: sqlite3.Connection, look: NotModified) -> Kept:
    """Keep the server's word that the page is still the one we have (304): the text is that of the latest version."""
    address_id, article_id = known_address(connection, look.url)
    latest = _latest(connection, article_id) if article_id else None
    page = Page(b"", look.seen_at, Origin.HTTP, look.url, look.final_url, look.status, look.headers)
    seen = Look(look.seen_at, address_id, Outcome.NOT_MODIFIED, "", article_id, None, latest["id"] if latest else None)
    visit_id = insert_visit(connection, replace(page, elapsed_ms=look.elapsed_ms), None, seen)
    if latest is None:
        return Kept(Outcome.NOT_MODIFIED, look.url, visit_id)
    connection.execute("UPDATE article SET last_seen_at = ? WHERE id = ?", (stamp(look.seen_at), article_id))
    return Kept(
        Outcome.NOT_MODIFIED,
        look.url,
        visit_id,
        article_id,
        latest["version"],
        title=latest["title"],
        category=latest["category"],
    )


def _identity(
    connection: sqlite3.Connection, page: Page, article: Article, known: int | None
) -> tuple[int | None, str | None]:
    """The article a page belongs to, None if it is a new one, and its new address if it has moved.

    The address asked for tells first; only a permanent redirect to an address of another article overrides it.
    """
    owners = (_owner(connection, article.url), _owner(connection, page.final_url))
    found = next((owner for owner in owners if owner), None)
    if not known or not (page.permanent and page.final_url not in {None, page.url}):
        return known or found, None
    if found and found != known:
        return found, None
    url = connection.execute("SELECT url FROM article WHERE id = ?", (known,)).fetchone()[0]
    return known, article.url if article.url != url else None


def _owner(connection: sqlite3.Connection, url: str | None) -> int | None:
    row = connection.execute("SELECT article_id FROM address WHERE url = ?", (url,)).fetchone()
    return row[0] if row else None


def _outcome(
    connection: sqlite3.Connection, page: Page, latest: sqlite3.Row | None, changed: Sequence[str], new_url: str | None
) -> tuple[Outcome, str]:
    if latest is None:
        return (Outcome.NEW, "the page is cut short") if page.cut else (Outcome.NEW, "")
    if page.cut and changed:
        return Outcome.FAILED, "the page is cut short: the version before stays"
    if changed:
        return Outcome.CHANGED, ""
    if new_url:
        return Outcome.MOVED, f"to {new_url}"
    before = connection.execute(
        "SELECT outcome FROM visit WHERE article_id = ? ORDER BY id DESC LIMIT 1", (latest["article_id"],)
    ).fetchone()
    return (Outcome.RETURNED if before and before[0] == Outcome.GONE else Outcome.UNCHANGED), ""


def _latest(connection: sqlite3.Connection, article_id: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM snapshot WHERE article_id = ? ORDER BY version DESC, revision DESC LIMIT 1", (article_id,)
    ).fetchone()
    return row


def _revised(connection: sqlite3.Connection, latest: sqlite3.Row, url: str, reread: Reread) -> sqlite3.Row:
    """The latest snapshot as today's rules read its own page: a new revision if that differs, else the same row."""
    visit = connection.execute(
        "SELECT page_id, headers, final_url, origin FROM visit WHERE snapshot_id = ? AND page_id IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        (latest["id"],),
    ).fetchone()
    if visit is None:
        return latest
    seen_at = datetime.fromisoformat(latest["seen_at"])
    headers = tuple((name, value) for name, value in json.loads(visit["headers"] or "[]"))
    page = Page(
        page_bytes(connection, visit["page_id"]),
        seen_at,
        Origin(visit["origin"]),
        url,
        visit["final_url"],
        200,
        headers,
    )
    again = reread(page)
    if again.article is None:
        return latest
    hashes = Editorial.of(again.article).hashes()
    if not changed_fields(hashes_of(latest), hashes):
        return latest
    place = (latest["article_id"], latest["version"], latest["revision"] + 1)
    facts = (tuple(json.loads(latest["changed"])), hashes, again.recipe)
    snapshot_id = insert_snapshot(connection, place, again.article, seen_at, facts)
    row: sqlite3.Row = connection.execute("SELECT * FROM snapshot WHERE id = ?", (snapshot_id,)).fetchone()
    return row
