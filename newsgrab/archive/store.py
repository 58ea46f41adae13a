"""The archive: one object to record into and to read from."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsgrab.archive.connection import database_path
from newsgrab.archive.opening import Tell, opened
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.searches import Searches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from newsgrab.archive.care.merged import Merged
    from newsgrab.archive.history import changes, compare, looks, series, versions
    from newsgrab.archive.keep import revise
    from newsgrab.archive.keep.captures import ArchivedLooks
    from newsgrab.archive.keep.imports import Imports
    from newsgrab.archive.keep.pages import Pages
    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.archive.keep.record import Recorder
    from newsgrab.archive.query import export, listing
    from newsgrab.archive.query.refs import Ref
    from newsgrab.archive.subscriptions.subscriptions import Subscriptions
    from newsgrab.article import Article
    from newsgrab.errors import FetchError
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.outcomes import Outcome
    from newsgrab.page import NotModified, Page
    from newsgrab.visit import RecordResult


class Archive(Searches):
    """An archive of news articles in one SQLite file.

    >>> with Archive("archive", create=True) as archive:  # doctest: +SKIP
    ...     archive.record(page, reading)

    `place` is the folder that holds newsgrab.db, or the file itself ("….db"). `readonly` promises not to write. An
    archive of an earlier newsgrab is brought up to date, with a copy kept beside it, after `tell` was told of both.
    Raises NoArchive (and `create` is False), NotAnArchive, ArchiveTooNew, ArchiveError, BackupFailed.
    """

    def __init__(
        self,
        place: str | Path,
        *,
        create: bool = False,
        readonly: bool = False,
        tell: Tell | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open it. `now` tells when a look comes in."""
        self._now = now
        self.path = database_path(place)
        self.connection = opened(self.path, create=create, readonly=readonly, tell=tell)

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    # -- writing

    def record(
        self, page: Page, reading: ExtractionResult, *, reread: Callable[[Page], ExtractionResult] | None = None
    ) -> RecordResult:
        """Keep one look at a page, whatever its reading says. One transaction: all of it or nothing.

        Raises ArchiveBusy, ArchiveError; ValueError if neither the page nor its reading has an address.
        """
        from newsgrab.archive.keep.prepared import prepare_page

        return self.keep(prepare_page(page, reading), reread=reread)

    def keep(self, prepared: PreparedPage, *, reread: Callable[[Page], ExtractionResult] | None = None) -> RecordResult:
        """The same for a look that was prepared before, perhaps in another process.

        `reread` reads a kept page by today's rules: looks that others read are compared under the same rules.
        """
        from newsgrab.archive.keep.rereading import reread_neighbours

        page, reading = prepared.page, prepared.reading
        if reading.article is not None:
            with self._translated():
                again = reread_neighbours(self.connection, prepared, reread) if reread else {}
            with self._recording() as recorder:
                return recorder.article(prepared, reading.article, again)
        url = page.url or reading.address
        if url is None:
            raise ValueError("a page without an address cannot be kept")
        with self._recording() as recorder:
            return recorder.no_article(url, prepared)

    def record_other(
        self, url: str, outcome: Outcome, reason: str, *, at: datetime, page: Page | None = None
    ) -> RecordResult:
        """Keep a look that gave no article: what came of it, and why."""
        from newsgrab.archive.keep.record import Odd

        with self._recording() as recorder:
            return recorder.other(url, Odd.of(outcome, reason, at, page))

    def record_error(self, error: FetchError) -> RecordResult:
        """Keep a look that gave no page: its outcome and reason are the error's."""
        from newsgrab.archive.keep.record import Odd

        odd = Odd.of(error.outcome, error.reason, error.seen_at or self._now(), error.page)
        with self._recording() as recorder:
            return recorder.other(error.url, odd, error)

    def record_not_modified(self, look: NotModified) -> RecordResult:
        """Keep a look at which the server said that the page is the one we have."""
        with self._recording() as recorder:
            return recorder.not_modified(look)

    @property
    def following(self) -> Subscriptions:
        """The sources, their links, and what is due when."""
        from newsgrab.archive.subscriptions.subscriptions import Subscriptions

        return Subscriptions(self.connection, self._transaction)

    @property
    def imports(self) -> Imports:
        """The collections that were read in."""
        from newsgrab.archive.keep.imports import Imports

        return Imports(self.connection, self._transaction)

    def keep_revision(self, text: revise.VersionText, prepared: PreparedPage) -> revise.Revision | None:
        """Keep what another reading of a text's page changes, as a revision of its version; None if nothing."""
        from newsgrab.archive.keep import revise

        with self._transaction():
            return revise.keep_revision(self.connection, text, prepared)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Work out again what follows from the looks; how many articles something differed of. One by one."""
        from newsgrab.archive.keep.derive import rebuild

        differed = 0
        ids = [row[0] for row in self.connection.execute("SELECT id FROM article ORDER BY id").fetchall()]
        for done, article_id in enumerate(ids, start=1):
            with self._transaction():
                differed += rebuild(self.connection, article_id)
            if progress:
                progress(done, len(ids))
        return differed

    # -- reading

    def texts(self, refs: Iterable[Ref], filters: Filters, *, every: bool = False) -> list[revise.VersionText]:
        """The latest text of each named article (or of all that pass the filters), or that of every version."""
        from newsgrab.archive.keep import revise

        with self._translated():
            return revise.texts(self.connection, refs, filters, every=every)

    def page_of_text(self, text: revise.VersionText) -> Page:
        """The page that a text was read from, as its last look gave it. Raises NotAnArchive if it is damaged."""
        from newsgrab.archive.keep import revise
        from newsgrab.errors import NotAnArchive

        with self._translated():
            page = revise.kept_page(self.connection, text.article_id, text.text)
        if page is None:
            raise NotAnArchive(f"no page of version {text.version} is kept: newsgrab verify says what is bad")
        return page

    def revision_of(self, text: revise.VersionText, prepared: PreparedPage) -> revise.Revision | None:
        """What `keep_revision` would keep."""
        from newsgrab.archive.keep import revise

        with self._translated():
            return revise.revision_of(self.connection, text, prepared)

    def last_look_at(self, url: str) -> str | None:
        """When an address was last looked at, whatever came of it; None if it never was."""
        from newsgrab.archive.history import looks

        with self._translated():
            return looks.last_look_at(self.connection, url)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """The ETag and Last-Modified of the last whole page read at that address, to ask for changes only."""
        from newsgrab.archive.history import looks

        with self._translated():
            return looks.validators(self.connection, url)

    def resolve(self, ref: str) -> Ref:
        """The article that `ref` names: an id, id@version, or an address. Raises BadRef."""
        from newsgrab.archive.query.refs import resolve

        with self._translated():
            return resolve(self.connection, ref)

    def article(self, ref: Ref, version: int | None = None) -> Article:
        """The article as that version read, the latest if none is named."""
        from newsgrab.archive.history import versions

        with self._translated():
            return versions.article_at(self.connection, ref, version)

    def page_of(self, ref: Ref, version: int | None = None) -> bytes | None:
        """The page on which that version was first seen, byte for byte."""
        from newsgrab.archive.history import versions
        from newsgrab.archive.keep.pages import page_bytes

        with self._translated():
            page_id = versions.first_page_id(self.connection, ref, version)
            return page_bytes(self.connection, page_id) if page_id is not None else None

    def visits(self, ref: Ref) -> list[looks.Visit]:
        """Every look at the article, oldest first."""
        from newsgrab.archive.history import looks

        with self._translated():
            return looks.visits(self.connection, ref)

    def versions(self, ref: Ref) -> list[versions.Version]:
        """Its versions with their time bounds, oldest first."""
        from newsgrab.archive.history import versions

        with self._translated():
            return versions.versions(self.connection, ref)

    def view_series(self, ref: Ref) -> list[series.ViewPoint]:
        """Its view counts, oldest first, also those that other pages printed."""
        from newsgrab.archive.history import series

        with self._translated():
            return series.view_series(self.connection, ref)

    def related_history(self, ref: Ref) -> list[series.RelatedEntryHistory]:
        """What its related block shows and has shown."""
        from newsgrab.archive.history import series

        with self._translated():
            return series.related_history(self.connection, ref)

    def compare(self, ref: Ref, old: int, new: int) -> tuple[compare.FieldChange, ...]:
        """What differs between two versions, field by field, word by word."""
        from newsgrab.archive.history import compare

        return compare.compare(self.article(ref, old), self.article(ref, new))

    def changes(self, filters: Filters) -> Iterator[changes.Change]:
        """What was edited, moved or removed, and what returned, latest first, one at a time."""
        from newsgrab.archive.history import changes

        with self._translated():
            yield from changes.changes(self.connection, filters)

    def articles(
        self, filters: Filters, *, order: str = "published", limit: int = -1, offset: int = 0
    ) -> Iterator[listing.Listed]:
        """The articles that pass the filters, one at a time."""
        from newsgrab.archive.query import listing

        with self._translated():
            yield from listing.articles(self.connection, filters, order=order, limit=limit, offset=offset)

    def count_articles(self, filters: Filters) -> int:
        """How many articles pass the filters."""
        from newsgrab.archive.query import listing

        with self._translated():
            return listing.count_articles(self.connection, filters)

    def merged_articles(self) -> list[tuple[Merged, tuple[int, ...]]]:
        """The articles that unlike pages were made into, as `split_merged` would tell them apart."""
        from newsgrab.archive.care import merged

        with self._translated():
            return [(each, ()) for each in merged.merged_articles(self.connection)]

    def split_merged(self) -> list[tuple[Merged, tuple[int, ...]]]:
        """Tell them apart, all or none; each with the numbers of the articles that its parts are now."""
        from newsgrab.archive.care import merged
        from newsgrab.archive.sql import to_utc_iso

        with self._transaction():
            found = list(merged.merged_articles(self.connection))
            at = to_utc_iso(self._now())
            return [(each, merged.split(self.connection, each, at)) for each in found]

    def summary(self) -> listing.Summary:
        """What the archive holds."""
        from newsgrab.archive.query import listing

        with self._translated():
            return listing.summary(self.connection, self.path)

    def looks_out(self, filters: Filters) -> ArchivedLooks:
        """The looks that pass the filters, oldest first, with their pages."""
        from newsgrab.archive.keep.captures import ArchivedLooks

        return ArchivedLooks(self.connection, filters)

    def rows(self, what: str, filters: Filters) -> Iterator[dict[str, export.Cell]]:
        """The rows of an exportable table (export.TABLES), one at a time."""
        from newsgrab.archive.query import export

        with self._translated():
            yield from export.rows(self.connection, what, filters)

    @cached_property
    def _pages(self) -> Pages:
        from newsgrab.archive.keep.pages import Pages

        return Pages(self.connection)

    @contextmanager
    def _recording(self) -> Iterator[Recorder]:
        """What keeps one look, inside one transaction."""
        from newsgrab.archive.keep.record import Recorder

        with self._transaction():
            yield Recorder(self.connection, self._pages, self._now())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One transaction that takes the write lock at its start, so that what it reads stays true while it writes."""
        with self._translated():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
