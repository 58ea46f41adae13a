"""The archive: one object to record into and to read from."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsgrab.archive.connection import database_path
from newsgrab.archive.database import Database
from newsgrab.archive.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from newsgrab.archive.care.upgrade import Tell
    from newsgrab.archive.keep.imports import Imports
    from newsgrab.archive.keep.pages import Pages
    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.archive.keep.record import Recorder
    from newsgrab.archive.namespaces.care import Care
    from newsgrab.archive.namespaces.history import History
    from newsgrab.archive.namespaces.query import Query
    from newsgrab.archive.namespaces.search import Search
    from newsgrab.archive.query.refs import Ref
    from newsgrab.archive.subscriptions.subscriptions import Subscriptions
    from newsgrab.errors import FetchError
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.outcomes import Outcome
    from newsgrab.page import NotModified, Page
    from newsgrab.visit import RecordResult


class Archive:
    """An archive of news articles in one SQLite file.

    >>> with Archive("archive", create=True) as archive:  # doctest: +SKIP
    ...     archive.record(page, reading)
    ...     archive.history.versions(archive.resolve("https://courier.example/article/12"))

    It keeps looks itself; the rest stands in namespaces: `query`, `history`, `search`, `following`, `imports`, `care`.

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
        self._database = Database(self.path, self.connection)

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

        return self.keep(prepare_page(page, reading, kept_here=True), reread=reread)

    def keep(self, prepared: PreparedPage, *, reread: Callable[[Page], ExtractionResult] | None = None) -> RecordResult:
        """The same for a look that was prepared before, perhaps in another process.

        `reread` reads a kept page by today's rules: looks that others read are compared under the same rules.
        """
        from newsgrab.archive.keep.rereading import reread_neighbours

        page, reading = prepared.page, prepared.reading
        if reading.article is not None:
            with self._database.translated():
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

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Put into the search indexes what they lack; `progress` gets what is done and to do."""
        from newsgrab.archive.search.index import stems
        from newsgrab.archive.search.removed import index as removed

        with self._database.translated():
            stems.sync(self.connection, progress)
            removed.sync(self.connection, progress)

    # -- reading, and what else can be done with it

    def resolve(self, ref: str) -> Ref:
        """The article that `ref` names: an id, id@version, id@time, or an address. Raises BadRef."""
        from newsgrab.archive.query.refs import resolve

        with self._database.translated():
            return resolve(self.connection, ref)

    @cached_property
    def query(self) -> Query:
        """Which articles there are: lists, counts, rows for export."""
        from newsgrab.archive.namespaces.query import Query

        return Query(self._database)

    @cached_property
    def history(self) -> History:
        """What happened to an article, and to all of them: versions, looks, view counts, related blocks."""
        from newsgrab.archive.namespaces.history import History

        return History(self._database)

    @cached_property
    def search(self) -> Search:
        """What articles say, what they no longer say, and what they said when."""
        from newsgrab.archive.namespaces.search import Search

        return Search(self._database)

    @cached_property
    def following(self) -> Subscriptions:
        """The sources, their links, and what is due when."""
        from newsgrab.archive.subscriptions.subscriptions import Subscriptions

        return Subscriptions(self._database)

    @cached_property
    def imports(self) -> Imports:
        """The collections that were read in."""
        from newsgrab.archive.keep.imports import Imports

        return Imports(self._database)

    @cached_property
    def care(self) -> Care:
        """Reading kept pages again, and working out anew what follows from the looks."""
        from newsgrab.archive.namespaces.care import Care

        return Care(self._database, self._now)

    @cached_property
    def _pages(self) -> Pages:
        from newsgrab.archive.keep.pages import Pages

        return Pages(self.connection)

    @contextmanager
    def _recording(self) -> Iterator[Recorder]:
        """What keeps one look, inside one transaction."""
        from newsgrab.archive.keep.chain import OF_A_LOOK, extend
        from newsgrab.archive.keep.record import Recorder

        with self._database.transaction():
            yield Recorder(self.connection, self._pages, self._now())
            extend(self.connection, kinds=OF_A_LOOK)
