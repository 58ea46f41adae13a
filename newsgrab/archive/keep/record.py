"""Keeping one look: page, visit, snapshot, view points and related block, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from newsgrab.archive.editorial import changed_fields, hashes_of
from newsgrab.archive.keep.addresses import Addresses
from newsgrab.archive.keep.identity import Identity, identify
from newsgrab.archive.keep.pages import Packed, Pages
from newsgrab.archive.keep.prepared import PreparedPage
from newsgrab.archive.keep.revise import kept_page, revise
from newsgrab.archive.keep.rows import (
    VisitRow,
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
from newsgrab.errors import FetchError, NotAnArchive, ReadingFailed
from newsgrab.extraction_result import ExtractionResult
from newsgrab.outcomes import GONE_IF_LED_AWAY, GONE_VERDICTS, OUTCOME_OF_VERDICT, Outcome
from newsgrab.page import Page
from newsgrab.urls import site, variant_urls
from newsgrab.visit import RecordResult

Rereadings = Mapping[int, ExtractionResult | None]  # by the snapshot's id; None: its page cannot be read (any more)
_MAX_ODD_PAGE_BYTES = 1_000_000  # of an answer that was no article


class RereadingNeeded(Exception):
    """Not an error: a text that other rules have read must be read again before this look can be kept.

    Its page is a stranger's, and the reader may break off over it or take its time: so this is not done while the
    archive is locked. The transaction ends, the page is read again, and the look is kept in the next one.
    """

    def __init__(self, snapshot: sqlite3.Row) -> None:
        """Keep the row of the snapshot."""
        super().__init__(f"snapshot {snapshot['id']}")
        self.snapshot_id = int(snapshot["id"])
        self.article_id = int(snapshot["article_id"])
        self.version = int(snapshot["version"])

    def reread(
        self, connection: sqlite3.Connection, read: Callable[[Page], ExtractionResult]
    ) -> ExtractionResult | None:
        """What its kept page says by today's rules; None if that page cannot be read (any more)."""
        try:
            page = kept_page(connection, self.article_id, self.version)
            return read(page) if page else None
        except (NotAnArchive, ReadingFailed):
            return None


def record_article(
    connection: sqlite3.Connection,
    pages: Pages,
    prepared: PreparedPage,
    article: Article,
    *,
    rereadings: Rereadings | None,
) -> RecordResult:
    """Keep a page that holds an article (the one of its reading).

    `rereadings` are what kept pages say by the rules that read this one: a better reader is never taken for an edit.
    Raises RereadingNeeded if one is missing; with None, texts are compared as they were read.
    """
    page = prepared.page
    addresses = Addresses(connection)
    identity = identify(connection, page, article, addresses)
    if identity.elsewhere is not None:
        gone = (Outcome.GONE, f"it leads to another page: {identity.elsewhere}")
        asked = page.url or article.url
        return record_other(connection, asked, gone, at=page.seen_at, page=(page, prepared.packed, pages))
    return _record_text(connection, pages, prepared, (identity, addresses, article), rereadings)


def _record_text(
    connection: sqlite3.Connection,
    pages: Pages,
    prepared: PreparedPage,
    subject: tuple[Identity, Addresses, Article],
    rereadings: Rereadings | None,
) -> RecordResult:
    """Keep a look that saw the text of the article that it is of."""
    page, reading = prepared.page, prepared.reading
    identity, addresses, article = subject
    asked = page.url or article.url
    article_id = identity.article_id
    address_id = addresses.id_of(asked)
    latest = _latest(connection, article_id) if article_id else None
    new_url = identity.moved_to if latest and identity.moved_to != latest["main_url"] else None
    if latest and rereadings is not None and latest["recipe"] != reading.recipe:
        latest = _revised(connection, latest, rereadings)
    changed = changed_fields(hashes_of(latest), prepared.hashes) if latest else ()
    outcome, reason = _outcome(connection, page, latest, changed, new_url)
    page_id = pages.keep(prepared.packed, site=site(asked), article_id=article_id)
    if outcome is Outcome.FAILED:  # cut short: what is there may be half an article
        look = VisitRow(page.seen_at, address_id, outcome, reason, article_id, page_id)
        return RecordResult(outcome, asked, insert_visit(connection, page, reading, look), article_id, reason=reason)
    if article_id is None:
        article_id = insert_article(connection, replace(article, url=identity.url), page, page_id)
    if latest is None or changed:
        version = latest["version"] + 1 if latest else 1
        place = (article_id, version, 1)
        snapshot_id = insert_snapshot(
            connection, place, article, page.seen_at, (changed, prepared.hashes, reading.recipe)
        )
    else:
        version, snapshot_id = latest["version"], latest["id"]
    related_ids = [addresses.id_of(item.url) if item.url else None for item in article.related]
    set_id = keep_related(connection, article.related, related_ids)
    look = VisitRow(page.seen_at, address_id, outcome, reason, article_id, page_id, snapshot_id, set_id)
    visit_id = insert_visit(connection, page, reading, look)
    addresses.claim(article_id, sorted({asked, page.final_url or asked, identity.url}))
    if new_url:
        rename_article(connection, article_id, new_url)
    url = new_url or (latest["main_url"] if latest else identity.url)
    insert_view_points(connection, visit_id, article, addresses.id_of(url), related_ids)
    if latest:
        update_article(connection, article_id, article, version, page.seen_at)
    if latest is None or changed:
        _index(connection, article_id, prepared, snapshot_id if changed else None)
    return RecordResult(
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


def record_no_article(connection: sqlite3.Connection, url: str, prepared: PreparedPage, pages: Pages) -> RecordResult:
    """Keep a page that holds no article: one that was read there is missing if the page, or a redirect, says so."""
    page, reading = prepared.page, prepared.reading
    reason = reading.reason or reading.verdict.value
    outcome = OUTCOME_OF_VERDICT[reading.verdict]
    led_away = page.final_url not in {None, url, *variant_urls(url)}
    if reading.verdict in GONE_VERDICTS or (led_away and reading.verdict in GONE_IF_LED_AWAY):
        if Addresses(connection).holder(url) is not None:
            outcome = Outcome.GONE
        reason = f"{reason}: {page.final_url}" if led_away else reason
    return record_other(connection, url, (outcome, reason), at=page.seen_at, page=(page, prepared.packed, pages))


def record_other(
    connection: sqlite3.Connection,
    url: str,
    outcome: tuple[Outcome, str],
    *,
    at: datetime,
    page: tuple[Page, Packed, Pages] | None = None,
    error: FetchError | None = None,
) -> RecordResult:
    """Keep a look that gave no article: the visit with its outcome and reason, and the page if it is small enough."""
    addresses = Addresses(connection)
    address_id, article_id = addresses.id_of(url), addresses.holder(url)
    page_id = None
    if page and 0 < page[1].size <= _MAX_ODD_PAGE_BYTES:
        page_id = page[2].keep(page[1], site=site(url), article_id=None)
    look = VisitRow(at, address_id, *outcome, article_id, page_id, error=error)
    visit_id = insert_visit(connection, page[0] if page else None, None, look)
    return RecordResult(outcome[0], url, visit_id, article_id, reason=outcome[1])


def _outcome(
    connection: sqlite3.Connection, page: Page, latest: sqlite3.Row | None, changed: Sequence[str], new_url: str | None
) -> tuple[Outcome, str]:
    if latest is None:
        return (Outcome.NEW, "the page is cut short") if page.incomplete else (Outcome.NEW, "")
    if page.incomplete and changed:
        return Outcome.FAILED, "the page is cut short: the version before stays"
    gone = connection.execute(f"SELECT {WAS_GONE.format('?')}", (latest["article_id"],)).fetchone()[0]
    if changed:
        return Outcome.CHANGED, "it was gone, and is back" if gone else ""
    if new_url:
        return Outcome.MOVED, f"to {new_url}"
    return (Outcome.RETURNED if gone else Outcome.UNCHANGED), ""


def _index(connection: sqlite3.Connection, article_id: int, prepared: PreparedPage, edit_id: int | None) -> None:
    """Put the new version into the index, and what an edit removed into that of the removed."""
    index_article(connection, article_id, prepared.terms)
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


def _revised(connection: sqlite3.Connection, latest: sqlite3.Row, rereadings: Rereadings) -> sqlite3.Row:
    """The latest snapshot as today's rules read its own page: a new revision if that differs, else the same row."""
    if latest["id"] not in rereadings:
        raise RereadingNeeded(latest)
    again = rereadings[latest["id"]]
    if again is None or again.article is None or not revise(connection, latest, again):
        return latest
    # The article's row says what its latest reading says, also where this look ends without a text of its own.
    article = replace(again.article, views=None)
    update_article(connection, latest["article_id"], article, latest["version"], _last_seen_at(connection, latest))
    index_article(connection, latest["article_id"])
    return _latest(connection, latest["article_id"]) or latest


def _last_seen_at(connection: sqlite3.Connection, latest: sqlite3.Row) -> datetime:
    row = connection.execute("SELECT last_seen_at FROM article WHERE id = ?", (latest["article_id"],)).fetchone()
    return datetime.fromisoformat(row[0])
