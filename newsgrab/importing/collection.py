"""Collections read in: every capture of a WARC, ARC or WACZ file kept as a look at its own time.

The file is gone through once, here, for the headers of its records; the pages are read by their place in the file, in
the reading processes. How far it came is written down, so that the same command goes on.
"""

from __future__ import annotations

import hashlib
import io
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgrab.archive.keep.imports import Advance, Import, ImportSource
from newsgrab.errors import BadAnswer, FetchError, NewsgrabError, NotAPage, PageError, UnreadablePage
from newsgrab.page import NotModified, Origin, Page, SavedRecord, Subject
from newsgrab.pipeline import FetchResult, keep_look, read_all
from newsgrab.visit import RecordResult
from newsgrab.warc.captures import Capture, CaptureReader, Other, Revisit, Software, captures
from newsgrab.warc.choice import Choice
from newsgrab.warc.collections import parts, pipe_records

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.workers.reader_pool import ReaderPool

_WRITTEN_EVERY = 50  # captures
_PIPE = "-"


class AlreadyImported(Exception):
    """Not an error: the same file was read in whole, so there is nothing to do."""

    def __init__(self, path: str, record: Import) -> None:
        """Keep what is known of that import."""
        super().__init__(f"{path}: read in before, on {record.finished_at}: {record.looks:,} looks")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What is wanted of a collection, and how it is kept. `reached` is told the byte that reading has come to."""

    choice: Choice
    respect_noarchive: bool = False
    stop: Callable[[], bool] = bool
    reached: Callable[[int], None] = lambda _: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def import_collection(
    path: str, archive: Archive, readers: ReaderPool, options: ImportOptions, pipe: io.BufferedReader[Any] | None = None
) -> Iterator[RecordResult | NewsgrabError]:
    """Keep every capture; gives what came of each, and what could not be read, as it comes.

    Raises AlreadyImported for a file that was read in whole before, UnreadablePage, MissingExtra.
    """
    record = archive.imports.begin(_source(path, options.choice, pipe), options.now())
    if record.finished_at is not None:
        raise AlreadyImported(path, record)
    yield from CollectionImport(archive, readers, options, record).run(captures_in(path, options.choice, pipe))
    if not options.stop():
        archive.imports.finish(record.id, options.now())


def captures_in(path: str, choice: Choice, pipe: io.BufferedReader[Any] | None) -> Iterator[tuple[int, Capture]]:
    """Every capture in a file or a pipe, with the byte where its record begins. Raises UnreadablePage."""
    if pipe is not None:
        from newsgrab.warc.collections import Part
        from newsgrab.warc.payload import MAX_BLOCK

        reader = CaptureReader(Part(path, 0, 0), choice)
        for form, record in pipe_records(pipe, MAX_BLOCK):
            for capture in reader.read(form, record):
                yield getattr(record, "offset", 0), capture
        return
    for part in parts(path):
        yield from captures(part, choice)


def _source(path: str, choice: Choice, pipe: io.BufferedReader[Any] | None) -> ImportSource:
    if pipe is not None:
        return ImportSource("warc", path, choice=str(choice))
    try:
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return ImportSource("warc", path, digest, file.tell(), str(choice))
    except OSError as error:
        raise UnreadablePage(f"{path}: {error.strerror or error}") from error


@dataclass(slots=True)
class CollectionImport:
    """One import while it is at work."""

    archive: Archive
    readers: ReaderPool
    options: ImportOptions
    record: Import
    position: int = 0  # captures that are done with
    other: int = 0
    troubles: int = 0
    software: str = ""
    looks: list[tuple[int, int]] = field(default_factory=list)
    ahead: tuple[int, int] = (0, 0)  # position that reading has come to, and records before it that are no looks
    waiting: deque[tuple[int, int, int]] = field(default_factory=deque)  # `ahead` and the place of what is being read

    def run(self, found: Iterator[tuple[int, Capture]]) -> Iterator[RecordResult | NewsgrabError]:
        """Read and keep all that is wanted and was not kept before."""
        self.other, self.troubles, self.software = self.record.other, self.record.troubles, self.record.software
        self.position, self.ahead = self.record.position, (self.record.position, 0)
        before = 0
        for look in read_all(self._subjects(found), self.readers):
            self.position, others, place = self.waiting.popleft()
            self.other += others - before
            before = others
            came = self._keep(look, place)
            if isinstance(came, RecordResult):
                self.looks.append((came.visit_id, place))
            if len(self.looks) >= _WRITTEN_EVERY:
                self._write_down()
            self.options.reached(place)
            if came is not None:
                yield came
        if not self.options.stop():
            self.position, others = self.ahead
            self.other += others - before
        self._write_down()

    def _subjects(self, found: Iterator[tuple[int, Capture]]) -> Iterator[Subject | FetchResult]:
        for position, (place, capture) in enumerate(found, start=1):
            if self.options.stop():
                return
            if isinstance(capture, Software):
                self.software = capture.name
                continue
            if position <= self.record.position:
                continue
            self.ahead = (position, self.ahead[1] + isinstance(capture, Other))
            if isinstance(capture, Other):
                continue
            self.waiting.append((*self.ahead, place))
            yield self._subject(capture)

    def _subject(self, capture: Page | SavedRecord | NotModified | Revisit | NewsgrabError) -> Subject | FetchResult:
        if isinstance(capture, Revisit):
            content = self.archive.imports.page_given(capture.of_url, capture.of_at)
            if content is None:
                return FetchResult(problem=_missing(capture))
            return Page(
                content,
                capture.seen_at,
                Origin.WARC,
                capture.url,
                capture.final_url,
                200,
                capture.headers,
                permanent=capture.permanent,
            )
        if isinstance(capture, NotModified):
            return FetchResult(page=capture)
        return FetchResult(problem=capture) if isinstance(capture, NewsgrabError) else capture

    def _known(self, look: FetchResult) -> int | None:
        """The same look, if the archive has it already: from another file, or from before an interruption."""
        find = self.archive.imports.known_look
        if look.prepared is not None:
            page = look.prepared.page
            return find(page.url or "", page.seen_at, look.prepared.packed.sha256, None)
        if isinstance(look.page, NotModified):
            return find(look.page.url, look.page.seen_at, None, look.page.status)
        if isinstance(look.problem, FetchError) and look.problem.seen_at is not None:
            return find(look.problem.url, look.problem.seen_at, None, look.problem.status)
        return None

    def _keep(self, look: FetchResult, place: int) -> RecordResult | NewsgrabError | None:
        """Keep it, if it is a look; what stands in its place, if not; None for what is only counted."""
        if isinstance(look.problem, NotAPage):
            self.other += 1
            return None
        known = self._known(look)
        if known is not None:
            self.looks.append((known, place))
            return None
        try:
            return keep_look(
                self.archive,
                look,
                reread=self.readers.reread,
                respect_noarchive=self.options.respect_noarchive,
            )
        except PageError as error:
            self.troubles += 1
            return error

    def _write_down(self) -> None:
        done = Advance(tuple(self.looks), self.position, self.other, self.troubles, self.software)
        self.archive.imports.advance(self.record.id, done)
        self.looks.clear()


def _missing(revisit: Revisit) -> FetchError:
    """A look at bytes that nobody has."""
    of = revisit.digest or f"{revisit.of_url} at {revisit.of_at}"
    error = BadAnswer(revisit.url, f"the same page as another capture, which is neither here nor in the file ({of})")
    error.seen_at, error.final_url, error.permanent = revisit.seen_at, revisit.final_url, revisit.permanent
    error.page = Page(b"", revisit.seen_at, Origin.WARC, revisit.url, revisit.final_url, headers=revisit.headers)
    return error
