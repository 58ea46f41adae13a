"""Keeping one look: page, visit, snapshot, view points and related block, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from newsgrab.archive.editorial import changed_fields, hashes_of
from newsgrab.archive.keep.addresses import Addresses
from newsgrab.archive.keep.pages import Packed, Pages
from newsgrab.archive.keep.prepared import Ready
from newsgrab.archive.keep.revise import kept_page, revise
from newsgrab.archive.keep.rows import (
    Look,
    insert_article,
    insert_snapshot,
    insert_view_points,
    insert_visit,
    keep_related,
    rename_article,
    update_article,
)
from newsgrab.archive.search.index.stems import index_article
from newsgrab.archive.sql import WAS_GONE
from newsgrab.article import Article
from newsgrab.errors import FetchError
from newsgrab.page import Page
from newsgrab.reading import Reading
from newsgrab.urls import site, twins
from newsgrab.visit import Kept, Outcome

Reread = Callable[[Page], Reading]
_MAX_ODD_PAGE_BYTES = 1_000_000  # of an answer that was no article


def record_article(
    connection: sqlite3.Connection, pages: Pages, ready: Ready, article: Article, *, reread: Reread | None
) -> Kept:
    """Keep a page that holds an article (the one of its reading).

    `reread` reads a kept page by today's rules: where those are not the rules that read the version before, the two
    texts are compared under today's, so that a better reader is never taken for an edit.
    """
    page, reading = ready.page, ready.reading
    addresses = Addresses(connection)
    asked = page.url or article.url
    address_id = addresses.id_of(asked)
    article_id = _identity(addresses, page, article, asked) or _twin(connection, ready, {asked, article.url})
    latest = _latest(connection, article_id) if article_id else None
    new_url = _new_url(page, article, latest) if article_id == addresses.owner(asked) else None
    if latest and reread and latest["recipe"] != reading.recipe:
        latest = _revised(connection, latest, reread)
    changed = changed_fields(hashes_of(latest), ready.hashes) if latest else ()
    outcome, reason = _outcome(connection, page, latest, changed, new_url)
    page_id = pages.keep(ready.packed, site=site(asked), article_id=article_id)
    if outcome is Outcome.FAILED:  # cut short: what is there may be half an article
        look = Look(page.seen_at, address_id, outcome, reason, article_id, page_id)
        return Kept(outcome, asked, insert_visit(connection, page, reading, look), article_id, reason=reason)
    if article_id is None:
        article_id = insert_article(connection, article, page, page_id)
    if latest is None or changed:
        version = latest["version"] + 1 if latest else 1
        place = (article_id, version, 1)
        snapshot_id = insert_snapshot(connection, place, article, page.seen_at, (changed, ready.hashes, reading.recipe))
    else:
        version, snapshot_id = latest["version"], latest["id"]
    related_ids = [addresses.id_of(item.url) if item.url else None for item in article.related]
    set_id = keep_related(connection, article.related, related_ids)
    look = Look(page.seen_at, address_id, outcome, reason, article_id, page_id, snapshot_id, set_id)
    visit_id = insert_visit(connection, page, reading, look)
    addresses.claim(article_id, sorted({asked, page.final_url or asked, article.url}))
    if new_url:
        rename_article(connection, article_id, new_url)
    url = new_url or (latest["main_url"] if latest else article.url)
    insert_view_points(connection, visit_id, article, addresses.id_of(url), related_ids)
    if latest:
        update_article(connection, article_id, article, version, page.seen_at)
    if latest is None or changed:
        _index(connection, article_id, ready, snapshot_id if changed else None)
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
    page: tuple[Page, Packed, Pages] | None = None,
    error: FetchError | None = None,
) -> Kept:
    """Keep a look that gave no article: the visit with its outcome and reason, and the page if it is small enough."""
    addresses = Addresses(connection)
    address_id, article_id = addresses.id_of(url), addresses.owner(url)
    page_id = None
    if page and 0 < page[1].size <= _MAX_ODD_PAGE_BYTES:
        page_id = page[2].keep(page[1], site=site(url), article_id=None)
    look = Look(at, address_id, *outcome, article_id, page_id, error=error)
    visit_id = insert_visit(connection, page[0] if page else None, None, look)
    return Kept(outcome[0], url, visit_id, article_id, reason=outcome[1])


def _identity(addresses: Addresses, page: Page, article: Article, asked: str) -> int | None:
    """The article a page belongs to, None if it is a new one.

    The address asked for tells first; only a permanent redirect to an address of another article overrides it.
    """
    known = addresses.owner(asked)
    if known and not _moved(page):
        return known
    return addresses.owner(article.url) or addresses.owner(page.final_url) or known


def _twin(connection: sqlite3.Connection, ready: Ready, urls: set[str]) -> int | None:
    """The article that has the same headline and the same text at an address which another form of the page may have.

    So an AMP or mobile page is the article that it shows even where it names no canonical address.
    """
    near = sorted({twin for url in urls for twin in twins(url)})
    marks = ", ".join("?" * len(near))
    rows = connection.execute(
        f"SELECT DISTINCT article_id FROM address WHERE article_id IS NOT NULL AND url IN ({marks})", near
    ).fetchall()
    for (article_id,) in rows:
        latest = _latest(connection, article_id)
        there = hashes_of(latest) if latest else {}
        if all(there.get(field) == ready.hashes[field] for field in ("title", "body")):
            return int(article_id)
    return None


def _new_url(page: Page, article: Article, latest: sqlite3.Row | None) -> str | None:
    """The address that a known article has moved to, None if it has not."""
    return article.url if latest and _moved(page) and article.url != latest["main_url"] else None


def _moved(page: Page) -> bool:
    return page.permanent and page.final_url not in {None, page.url}


def _outcome(
    connection: sqlite3.Connection, page: Page, latest: sqlite3.Row | None, changed: Sequence[str], new_url: str | None
) -> tuple[Outcome, str]:
    if latest is None:
        return (Outcome.NEW, "the page is cut short") if page.cut else (Outcome.NEW, "")
    if page.cut and changed:
        return Outcome.FAILED, "the page is cut short: the version before stays"
    gone = connection.execute(f"SELECT {WAS_GONE.format('?')}", (latest["article_id"],)).fetchone()[0]
    if changed:
        return Outcome.CHANGED, "it was gone, and is back" if gone else ""
    if new_url:
        return Outcome.MOVED, f"to {new_url}"
    return (Outcome.RETURNED if gone else Outcome.UNCHANGED), ""


def _index(connection: sqlite3.Connection, article_id: int, ready: Ready, edit_id: int | None) -> None:
    """Put the new version into the index, and what an edit removed into that of the removed."""
    index_article(connection, article_id, ready.terms)
    if edit_id is not None:
        from newsgrab.archive.search.removed.index import index_edit

        index_edit(connection, edit_id)


def _latest(connection: sqlite3.Connection, article_id: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT snapshot.*, article.url AS main_url FROM snapshot JOIN article ON article.id = article_id"
        " WHERE article_id = ? ORDER BY snapshot.version DESC, revision DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    return row


def _revised(connection: sqlite3.Connection, latest: sqlite3.Row, reread: Reread) -> sqlite3.Row:
    """The latest snapshot as today's rules read its own page: a new revision if that differs, else the same row."""
    page = kept_page(connection, latest["article_id"], latest["version"])
    if page is None or not revise(connection, latest, reread(page)):
        return latest
    return _latest(connection, latest["article_id"]) or latest
