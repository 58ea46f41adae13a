"""Keeping one look: page, visit, snapshot, view points and related block, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from newsgrab.archive.history.timeline import Answer
from newsgrab.archive.keep.addresses import Addresses
from newsgrab.archive.keep.derive import Derived, derive, main_address, show_text
from newsgrab.archive.keep.identity import Identity, identify
from newsgrab.archive.keep.joining import join
from newsgrab.archive.keep.latest import LatestVersion, add_version, begin, go_on, latest_version, note_seen
from newsgrab.archive.keep.pages import Packed, Pages, pack
from newsgrab.archive.keep.prepared import PreparedPage
from newsgrab.archive.keep.removals import IN_FORCE, Removal, barred, removal_of_text, was_anything_taken_out
from newsgrab.archive.keep.rereading import Rereadings, revise
from newsgrab.archive.keep.rows import (
    VisitRow,
    insert_article,
    insert_rendering,
    insert_snapshot,
    insert_view_points,
    insert_visit,
    keep_related,
    rename_article,
)
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.search.index.stems import Terms, index_article
from newsgrab.archive.sql import to_utc_iso
from newsgrab.article import Article
from newsgrab.errors import FetchError
from newsgrab.extraction_result import Part
from newsgrab.outcomes import GONE_IF_LED_AWAY, GONE_VERDICTS, OUTCOME_OF_VERDICT, UNREAD, Outcome
from newsgrab.page import NotModified, Page
from newsgrab.urls import site, stand_in, variant_urls
from newsgrab.visit import RecordResult

_MAX_ODD_PAGE_BYTES = 1_000_000  # of an answer that was no article


@dataclass(frozen=True, slots=True)
class Odd:
    """A look that gave no article: what it found, what that is called, why and when; perhaps its page."""

    answer: Answer
    outcome: Outcome
    reason: str
    at: datetime
    page: Page | None = None
    packed: Packed | None = None
    given: Packed | None = None

    @classmethod
    def of(cls, outcome: str, reason: str, at: datetime, page: Page | None) -> Odd:
        """A look whose outcome is known by itself: 404 and 410 say that the article is gone, the others nothing."""
        answer = Answer.GONE if outcome == Outcome.GONE else Answer.NOTHING
        given = pack(page.rendering.given) if page and page.rendering else None
        return cls(answer, Outcome(outcome), reason, at, page, pack(page.content) if page else None, given)


class Recorder:
    """Keeps looks, inside the caller's transaction. `added_at` is when they come in."""

    def __init__(self, connection: sqlite3.Connection, pages: Pages, added_at: datetime) -> None:
        """Into that archive."""
        self._connection = connection
        self._pages = pages
        self._added_at = added_at

    def article(self, prepared: PreparedPage, article: Article, rereadings: Rereadings) -> RecordResult:
        """Keep a page that holds an article (the one of its reading).

        `rereadings` are its neighbours in time as today's rules read them, so that a better reader is never taken for
        an edit.
        """
        page = prepared.page
        asked = page.url or article.url
        addresses = Addresses(self._connection)
        known = self._known(addresses.id_of(asked), page.seen_at, Answer.TEXT, prepared.packed.sha256)
        if known is not None:
            return known
        removal = self._barred(asked, page.final_url, article.url)
        if removal is not None:
            return self.other(asked, Odd(Answer.NOTHING, Outcome.REFUSED, removal.words, page.seen_at, page))
        identity = identify(self._connection, page, article, addresses)
        if identity.elsewhere is not None:
            leads = "moved to" if identity.for_good else "it leads to another page:"
            reason = f"{leads} {identity.elsewhere}"
            return self.other(
                asked, Odd(Answer.ABSENT, Outcome.GONE, reason, page.seen_at, page, prepared.packed, prepared.given)
            )
        if identity.article_id is not None and identity.joins is not None:
            self._revise(rereadings, {identity.article_id, identity.joins})
            join(self._connection, identity.article_id, identity.joins, to_utc_iso(self._added_at))
            addresses, rereadings = Addresses(self._connection), {}
        return self._text(prepared, (identity, addresses, article), rereadings)

    def no_article(self, url: str, prepared: PreparedPage) -> RecordResult:
        """Keep a page that holds no article: one that was read there is missing if the page, or a redirect, says so."""
        page, reading = prepared.page, prepared.reading
        reason = reading.reason or reading.verdict.value
        outcome, answer = OUTCOME_OF_VERDICT[reading.verdict], Answer.NOTHING
        final = page.final_url or url
        instead = stand_in(url, final)
        led_away = instead is not None or final not in {url, *variant_urls(url)}
        if instead and reading.verdict in UNREAD and not self._is_at(url, final):
            answer, reason = Answer.ABSENT, instead
        elif reading.verdict in GONE_VERDICTS or (led_away and reading.verdict in GONE_IF_LED_AWAY):
            answer = Answer.ABSENT
        if answer is Answer.ABSENT and led_away:
            reason = f"{reason}: {final}"
        return self.other(url, Odd(answer, outcome, reason, page.seen_at, page, prepared.packed, prepared.given))

    def _is_at(self, url: str, final: str) -> bool:
        """Whether the article of an address was read at the other one, too."""
        addresses = Addresses(self._connection)
        return addresses.holder(url) == addresses.holder(final) is not None

    def other(self, url: str, odd: Odd, error: FetchError | None = None) -> RecordResult:
        """Keep a look that gave no article: the visit, and the page if it is small enough."""
        addresses = Addresses(self._connection)
        address_id, article_id = addresses.id_of(url), addresses.holder(url)
        known = self._known(address_id, odd.at, odd.answer, odd.packed.sha256 if odd.packed else None)
        if known is not None:
            return known
        page_id = None
        if odd.packed and 0 < odd.packed.size <= _MAX_ODD_PAGE_BYTES and not self._barred(url):
            page_id = self._pages.keep(odd.packed, site=site(url), article_id=None)
        row = VisitRow(odd.at, self._added_at, address_id, odd.answer, odd.outcome, odd.reason, article_id, page_id)
        visit_id = insert_visit(self._connection, odd.page, None, replace(row, error=error))
        if page_id is not None and odd.page and odd.given:
            given_id = self._pages.keep(odd.given, site=site(url), article_id=None)
            insert_rendering(self._connection, visit_id, odd.page, given_id)
        if article_id is not None and odd.answer is not Answer.NOTHING:
            self._derive(article_id)
        return self._result(visit_id)

    def not_modified(self, look: NotModified) -> RecordResult:
        """Keep the server's word that the page is still the one we have (304): the lightest look, the most frequent."""
        addresses = Addresses(self._connection)
        address_id, article_id = addresses.id_of(look.url), addresses.owner(look.url)
        known = self._known(address_id, look.seen_at, Answer.SAME, None)
        if known is not None:
            return known
        if look.same_as is not None:
            article_id, said = self._of_look(look.same_as)
        else:
            said = self._seen_before(address_id, look.seen_at)
        headers, elapsed_ms = look.headers, look.elapsed_ms
        page = Page(
            b"", look.seen_at, look.origin, look.url, look.final_url, look.status, headers, elapsed_ms=elapsed_ms
        )
        row = VisitRow(look.seen_at, self._added_at, address_id, Answer.SAME, Outcome.NOT_MODIFIED, look.reason)
        row = replace(row, article_id=article_id, snapshot_id=said)
        if article_id is None:
            return self._result(insert_visit(self._connection, page, None, row))
        latest = latest_version(self._connection, article_id, look.seen_at)
        if latest is None or not self._says_the_latest(latest, said, address_id, page.header("etag")):
            visit_id = insert_visit(self._connection, page, None, row)
            self._derive(article_id)
            return self._result(visit_id)
        visit_id = insert_visit(self._connection, page, None, replace(row, version=latest.number))
        go_on(self._connection, article_id, latest.number, look.seen_at)
        note_seen(self._connection, article_id, look.seen_at, None)
        return self._result(visit_id)

    def _says_the_latest(self, latest: LatestVersion, said: int | None, address_id: int, etag: str | None) -> bool:
        """Whether the page that a server calls the same is the one of which the latest version was read."""
        if etag and (address_id, etag) != (latest.address_id, latest.etag):
            return False
        row = self._connection.execute("SELECT text FROM snapshot WHERE id = ?", (said,)).fetchone()
        return row is not None and row["text"] == latest.text

    def _seen_before(self, address_id: int, at: datetime) -> int | None:
        """The reading of the page whose ETag was sent; the address is asked for changes of that."""
        row = self._connection.execute(
            "SELECT v.snapshot_id FROM visit v WHERE v.address_id = ? AND v.page_id IS NOT NULL AND"
            " v.snapshot_id IS NOT NULL AND v.at <= ? ORDER BY v.at DESC, v.id DESC LIMIT 1",
            (address_id, to_utc_iso(at)),
        ).fetchone()
        return row["snapshot_id"] if row else None

    def _of_look(self, visit_id: int) -> tuple[int | None, int | None]:
        """The article and the reading of a look."""
        row = self._connection.execute("SELECT article_id, snapshot_id FROM visit WHERE id = ?", (visit_id,)).fetchone()
        return (row["article_id"], row["snapshot_id"]) if row else (None, None)

    def _text(
        self, prepared: PreparedPage, subject: tuple[Identity, Addresses, Article], rereadings: Rereadings
    ) -> RecordResult:
        """Keep a look that saw the text of the article that it is of."""
        connection, page, reading = self._connection, prepared.page, prepared.reading
        identity, addresses, article = subject
        asked = page.url or article.url
        page_id = self._page(prepared, prepared.packed, asked, identity.article_id)
        article_id = identity.article_id or insert_article(
            connection, replace(article, url=identity.url), page, page_id
        )
        texts = Texts(connection, article_id)
        revised = self._revise(rereadings, {article_id}, texts)
        number, is_new = self._snapshot(article_id, prepared, article, texts)
        part = Part.CUT if page.incomplete else reading.part
        latest = None if part or identity.article_id is None else latest_version(connection, article_id, page.seen_at)
        is_steady = latest is not None and latest.text == number and not is_new
        related_ids = [addresses.id_of(item.url) if item.url else None for item in article.related]
        row = VisitRow(
            page.seen_at,
            self._added_at,
            addresses.id_of(asked),
            Answer.TEXT,
            Outcome.UNCHANGED if is_steady else Outcome.CHANGED if latest else Outcome.NEW,
            article_id=article_id,
            page_id=page_id,
            snapshot_id=texts.latest(number),
            related_set_id=keep_related(connection, article.related, related_ids),
            moved_to=identity.moved_to,
            part=part.value,
            version=latest.number + (not is_steady) if latest else None if identity.article_id or part else 1,
        )
        visit_id = insert_visit(connection, page, reading, row)
        if prepared.given:
            given_id = self._page(prepared, prepared.given, asked, article_id)
            insert_rendering(connection, visit_id, page, given_id)
        addresses.claim(article_id, sorted({asked, page.final_url or asked, identity.url}))
        adopted = addresses.adopt(article_id, {asked, page.final_url or asked})
        moved_to = identity.moved_to if addresses.owner(identity.moved_to) == article_id else None
        url = self._main_url(article_id, moved_to, page.seen_at)
        insert_view_points(connection, visit_id, article, addresses.id_of(url), related_ids)
        changed: tuple[str, ...] | None = None
        if identity.article_id is None and not (part or adopted):
            begin(connection, article_id, page.seen_at)
            index_article(connection, article_id, prepared.terms)
            changed = ()
        elif not (part or revised or adopted or identity.moved_to):
            changed = self._after_all_others(prepared, article_id, latest, (texts, number, is_new))
        if changed is not None:
            read = (article.title, article.category, article.views, article.views_exact, len(article.related))
            return RecordResult(row.outcome, url, visit_id, article_id, row.version, *read, changed)
        derived = derive(connection, article_id, texts)
        is_latest = is_new and derived.timeline.versions[-1].text == number
        if derived.new_text or revised or is_latest:
            self._follow(article_id, derived, texts, prepared.terms if is_latest else None)
        return self._result(visit_id, article, derived)

    def _after_all_others(
        self, prepared: PreparedPage, article_id: int, latest: LatestVersion | None, seen: tuple[Texts, int, bool]
    ) -> tuple[str, ...] | None:
        """Write down what follows from a look that comes after all others; the fields that it found changed.

        None, and nothing is written, if that takes all looks to tell. `seen` are the texts of the article, the number
        of the one that was seen, and whether a reading of it was written.
        """
        texts, number, is_new = seen
        at, article = prepared.page.seen_at, prepared.reading.article
        if latest is None:
            return None
        if number == latest.text and not is_new:
            go_on(self._connection, article_id, latest.number, at)
            note_seen(self._connection, article_id, at, article)
            return ()
        changed = add_version(self._connection, article_id, latest, (texts, number, at))
        if not changed:
            return None
        note_seen(self._connection, article_id, at, article, latest.number + 1)
        show_text(self._connection, article_id, texts.latest(number), prepared.terms if is_new else None)
        return changed

    def _revise(self, rereadings: Rereadings, article_ids: Iterable[int], texts: Texts | None = None) -> bool:
        """Keep the readings of these articles; whether any differs. `texts` are those of the only one, if it is one."""
        revised = [
            revise(self._connection, owner, number, (texts or Texts(self._connection, owner), again))
            for (owner, number), again in rereadings.items()
            if owner in article_ids
        ]
        return any(revised)

    def _snapshot(self, article_id: int, prepared: PreparedPage, article: Article, texts: Texts) -> tuple[int, bool]:
        """The number of the text that a look saw, and whether it is a new one, of which a reading was written."""
        number, revision = texts.find(prepared.hashes, article.sources), 1
        if number is not None:
            again = self._revision_to_keep_again(texts.latest(number)) if self._was_anything_taken_out else None
            if again is None:
                return number, False
            revision = again
        number = number or texts.next_number
        facts = (prepared.hashes, prepared.reading.recipe)
        place = (article_id, number, revision)
        snapshot_id = insert_snapshot(self._connection, place, article, prepared.page.seen_at, facts)
        texts.add(number, snapshot_id, prepared.hashes)
        return number, True

    def _revision_to_keep_again(self, snapshot_id: int) -> int | None:
        """The revision that a text gets which was taken out and may be kept again; None for any other."""
        row = self._connection.execute(
            f"SELECT s.revision + 1 FROM snapshot s JOIN removal r ON r.id = s.removal_id WHERE s.id = ?"
            f" AND NOT {IN_FORCE}",
            (snapshot_id,),
        ).fetchone()
        return row[0] if row else None

    def _page(self, prepared: PreparedPage, packed: Packed, asked: str, article_id: int | None) -> int:
        """The id of a page that a text was read from; if the text was taken out, its bytes are not kept either."""
        known = article_id if self._was_anything_taken_out else None
        if known is not None and removal_of_text(self._connection, known, prepared.hashes):
            return self._pages.note(packed)
        return self._pages.keep(packed, site=site(asked), article_id=article_id)

    def _barred(self, *urls: str | None) -> Removal | None:
        return barred(self._connection, urls) if self._was_anything_taken_out else None

    @cached_property
    def _was_anything_taken_out(self) -> bool:
        """Mostly nothing was: so this alone is asked for, and once."""
        return was_anything_taken_out(self._connection)

    def _main_url(self, article_id: int, moved_to: str | None, at: datetime) -> str:
        """The main address of the article, after a move if this look is the latest that saw one."""
        main = main_address(self._connection, article_id)
        if moved_to is None or moved_to == main:
            return main
        later = self._connection.execute(
            "SELECT 1 FROM visit WHERE article_id = ? AND moved_to IS NOT NULL AND at > ? LIMIT 1",
            (article_id, to_utc_iso(at)),
        ).fetchone()
        if later:
            return main
        rename_article(self._connection, article_id, moved_to)
        return moved_to

    def _derive(self, article_id: int) -> None:
        """What follows for an article from a look that read no text."""
        texts = Texts(self._connection, article_id)
        derived = derive(self._connection, article_id, texts)
        if derived.new_text:
            self._follow(article_id, derived, texts)

    def _follow(self, article_id: int, derived: Derived, texts: Texts, terms: Terms | None = None) -> None:
        """Make the article's row and the index follow the latest text; `terms` are its terms, if they are known."""
        if derived.timeline.versions:
            show_text(self._connection, article_id, texts.latest(derived.timeline.versions[-1].text), terms)

    def known(self, url: str, at: datetime, answer: Answer, page_sha256: str | None) -> RecordResult | None:
        """The same look, if it is kept already."""
        return self._known(Addresses(self._connection).id_of(url), at, answer, page_sha256)

    def _known(self, address_id: int, at: datetime, answer: Answer, page_sha256: str | None) -> RecordResult | None:
        """The same look, if it is kept already: then it adds nothing."""
        row = self._connection.execute(
            "SELECT v.id FROM visit v LEFT JOIN page ON page.id = v.page_id WHERE v.address_id = ? AND v.at = ?"
            " AND v.answer = ? AND (page.sha256 IS ? OR v.page_id IS NULL) LIMIT 1",
            (address_id, to_utc_iso(at), answer.value, page_sha256),
        ).fetchone()
        return replace(self._result(row["id"]), known=True) if row else None

    def _result(self, visit_id: int, article: Article | None = None, derived: Derived | None = None) -> RecordResult:
        row = self._connection.execute(
            "SELECT v.outcome, v.version, v.answer, v.article_id, v.reason, coalesce(article.url, address.url) AS url,"
            " address.url AS asked, article.title AS now_title, article.category AS now_category FROM visit v"
            " JOIN address ON address.id = v.address_id LEFT JOIN article ON article.id = v.article_id WHERE v.id = ?",
            (visit_id,),
        ).fetchone()
        outcome, version = Outcome(row["outcome"]), row["version"]
        edited = derived is not None and outcome is Outcome.CHANGED
        return RecordResult(
            outcome,
            row["url"] if version is not None and row["answer"] == Answer.TEXT else row["asked"],
            visit_id,
            row["article_id"],
            version,
            title=article.title if article else row["now_title"] if version else None,
            category=article.category if article else row["now_category"] if version else None,
            views=article.views if article else None,
            views_exact=article.views_exact if article else True,
            related=len(article.related) if article else 0,
            changed=derived.changed.get(version, ()) if derived and edited else (),
            reason=row["reason"],
            renumbered=derived.renumbered if derived else (),
        )
