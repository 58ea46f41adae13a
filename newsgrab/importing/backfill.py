"""The past of addresses, from a web archive: every capture kept as a look at its own time. Start reading at `backfill`.

Of captures whose bytes are the same by the archive's digest, one is asked for; the others are looks without a request.
The newest and the oldest come first, then halves of what lies between. What was kept is not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsgrab.archive.keep.imports import WEB_ARCHIVE, Advance, Import, ImportSource
from newsgrab.errors import BadUrl, FetchError, NewsgrabError, NotAPage, PageError, ReadingFailed, WebArchiveError
from newsgrab.fetch.host_scheduler import FetchRequest, run_per_host
from newsgrab.importing.mementos import page_of_capture
from newsgrab.page import NotModified, Origin
from newsgrab.pipeline import FetchResult, keep_look, read_answer
from newsgrab.source.captures import Capture, Span, outline
from newsgrab.source.web_archive import WebArchive
from newsgrab.visit import RecordResult

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.workers.reader_pool import ReaderPool

BY_DIGEST = "the same bytes, by the archive's digest"
_UNNAMED = "captures left out, since their addresses do not name the time in fourteen digits: {}"


@dataclass(frozen=True, slots=True)
class BackfillOptions:
    """What is wanted of an archive, and how it is kept. `expect` is told how many captures an address has."""

    span: Span
    respect_noarchive: bool = False
    stop: Callable[[], bool] = bool
    expect: Callable[[int], None] = lambda _: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def backfill(
    urls: Iterable[str], web_archive: WebArchive, archive: Archive, readers: ReaderPool, options: BackfillOptions
) -> Iterator[RecordResult | NewsgrabError]:
    """Keep what the archive has of each (canonical) address; gives what came of each capture, as it comes.

    Where the archive wants to be left alone, that is the last thing given.
    """
    record = archive.imports.begin(ImportSource(WEB_ARCHIVE, web_archive.base), options.now())
    work = _Backfill(web_archive, archive, readers, options, record)
    urls = list(urls)
    web_archive.list_together(urls, options.span)
    whole = yield from _one_by_one(urls, work.address, options)
    if whole and not options.stop():
        archive.imports.finish(record.id, options.now())


def submit(
    urls: Iterable[str], web_archive: WebArchive, archive: Archive, readers: ReaderPool, options: BackfillOptions
) -> Iterator[RecordResult | NewsgrabError]:
    """Ask the archive to capture each (canonical) address now, and keep what it saw as a look of its own."""
    record = archive.imports.begin(ImportSource(WEB_ARCHIVE, web_archive.base), options.now())
    work = _Backfill(web_archive, archive, readers, options, record)
    yield from _one_by_one(urls, work.submitted, options)


def _one_by_one(
    urls: Iterable[str], work: Callable[[str], Iterator[RecordResult | NewsgrabError]], options: BackfillOptions
) -> Generator[RecordResult | NewsgrabError, None, bool]:
    """What comes of each address; ends where the archive wants to be left alone. Returns whether all had their turn."""
    for url in urls:
        if options.stop():
            return False
        for came in work(url):
            yield came
            if isinstance(came, WebArchiveError) and came.final:
                return False
    return True


@dataclass(slots=True)
class _Plan:
    """The captures of one address: those that are still to be asked for, and the looks by which others are known."""

    waiting: list[Capture]
    looks: dict[str, int] = field(default_factory=dict)  # by digest: a look that read the whole text

    def next(self) -> list[Capture]:
        """What to ask for: of each digest the first that was not asked for yet, all of those without one."""
        chosen: dict[str, Capture] = {}
        for capture in self.waiting:
            chosen.setdefault(capture.digest or capture.raw_url, capture)
        found = outline(list(chosen.values()))
        self.waiting = [capture for capture in self.waiting if capture not in found]
        return found

    def same(self, digest: str | None) -> list[Capture]:
        """Those that a look with this digest tells of; they need not be asked for."""
        found = [capture for capture in self.waiting if digest is not None and capture.digest == digest]
        self.waiting = [capture for capture in self.waiting if capture not in found]
        return found


@dataclass(slots=True)
class _Backfill:
    """One backfill while it is at work."""

    web_archive: WebArchive
    archive: Archive
    readers: ReaderPool
    options: BackfillOptions
    record: Import
    other: int = 0
    troubles: int = 0

    def address(self, url: str) -> Iterator[RecordResult | NewsgrabError]:
        """Everything that the archive has of one address."""
        try:
            listed = self.web_archive.captures(url, self.options.span)
        except (WebArchiveError, ReadingFailed, BadUrl) as error:
            self.troubles += 1
            yield error
            return
        if listed.unnamed:
            self.troubles += 1
            yield WebArchiveError(url, _UNNAMED.format(listed.unnamed))
        plan = self._planned(url, listed.captures)
        for digest, visit_id in list(plan.looks.items()):
            yield from self._same(url, plan.same(digest), visit_id)
        while asked := plan.next():
            self.options.expect(len(asked))
            for capture, look in self._looks(url, asked):
                yield from self._kept(url, capture, look, plan)
            if self.options.stop():
                break
        self._write_down()

    def submitted(self, url: str) -> Iterator[RecordResult | NewsgrabError]:
        """One address captured by the archive now, and read back."""
        try:
            capture = self.web_archive.save(url)
        except WebArchiveError as error:
            yield error
            return
        for _, look in self._looks(url, [capture]):
            yield from self._kept(url, capture, look, _Plan([]))

    def _planned(self, url: str, captures: tuple[Capture, ...]) -> _Plan:
        known = self.archive.imports.captured(url, self.record.id)
        plan = _Plan([each for each in captures if each.html and each.stamp not in known])
        self.other += sum(not each.html for each in captures)
        for capture in captures:
            visit_id = known.get(capture.stamp)
            if visit_id is not None and capture.digest and self.archive.imports.is_whole_text(visit_id):
                plan.looks[capture.digest] = visit_id
        return plan

    def _looks(self, url: str, captures: list[Capture]) -> Iterator[tuple[Capture, FetchResult]]:
        """Each capture with what it is a look at."""
        fetcher = self.web_archive.fetcher
        by_address = {capture.raw_url: capture for capture in captures}

        def work(ask: FetchRequest) -> FetchResult:
            try:
                page = page_of_capture(self.web_archive, url, by_address[ask.url])
            except (FetchError, BadUrl, WebArchiveError) as error:
                return FetchResult(ask, problem=error.with_traceback(None))
            return read_answer(ask, page, fetcher, self.readers)

        for ask, look in run_per_host(map(FetchRequest, by_address), work, fetcher, stop=self.options.stop):
            yield by_address[ask.url], look

    def _kept(
        self, url: str, capture: Capture, look: FetchResult, plan: _Plan
    ) -> Iterator[RecordResult | NewsgrabError]:
        if isinstance(look.problem, NotAPage):
            self.other += 1
            return
        if isinstance(look.problem, WebArchiveError):
            self.troubles += 1
            yield look.problem
            return
        try:
            came = keep_look(
                self.archive, look, reread=self.readers.reread, respect_noarchive=self.options.respect_noarchive
            )
        except PageError as error:
            self.troubles += 1
            yield error
            return
        self._write_down((came.visit_id, capture.stamp))
        if not came.known:
            yield came
        if capture.digest and self.archive.imports.is_whole_text(came.visit_id):
            yield from self._same(url, plan.same(capture.digest), came.visit_id)

    def _same(self, url: str, captures: list[Capture], visit_id: int) -> Iterator[RecordResult]:
        """Looks that need no request."""
        for capture in captures:
            look = NotModified(
                url, url, capture.at, status=200, origin=Origin.MEMENTO, same_as=visit_id, reason=BY_DIGEST
            )
            came = self.archive.record_not_modified(look)
            self._write_down((came.visit_id, capture.stamp))
            yield came

    def _write_down(self, *looks: tuple[int, int]) -> None:
        self.archive.imports.advance(self.record.id, Advance(looks, 0, self.other, self.troubles))
