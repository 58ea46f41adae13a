"""One range of a collection, read from its first record to its last. The same in every process, on every machine."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from newsgrab import __version__
from newsgrab.batch.output import Done, Output
from newsgrab.batch.rows import Row, failed, placed, read_row, refused, speaks, unread
from newsgrab.batch.units import Unit
from newsgrab.errors import BadUsage, FetchError, NewsgrabError, NotAPage, ReadingFailed, UnreadablePage
from newsgrab.extraction.recipe import generic_recipe
from newsgrab.page import Page, SavedRecord, Subject
from newsgrab.warc.captures import Look, Other, Software, captures
from newsgrab.warc.choice import Choice
from newsgrab.warc.collections import parts
from newsgrab.workers.reader_pool import ReaderPool

if TYPE_CHECKING:
    from newsgrab.warc.captures import Capture

_ROW = 1_000  # characters that a row takes beside its text
_ATTEMPTS = 2  # at a page that ended its reader, beside the first
_TROUBLES = 100  # that are told of one range


@dataclass(frozen=True, slots=True)
class Work:
    """What is wanted of each range, and by which rules. `identity` is that of who asks.

    `held` is how many characters of rows are held before they are written.
    """

    out: str
    choice: Choice
    language: str | None = None
    profiles: str | None = None
    identity: tuple[str, str, str] = ("", "", "")
    held: int = 24 << 20


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A range that could not be read to its end, and why."""

    unit: Unit
    reason: str


def identity(profiles: str | None) -> tuple[str, str, str]:
    """Version, recipe and the user's own profiles: where these are equal, pages are read alike."""
    digest = hashlib.sha256()
    for path in sorted(Path(profiles).glob("*.toml")) if profiles else ():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return __version__, generic_recipe(), digest.hexdigest()[:12] if profiles else ""


def expect_same(asked: tuple[str, str, str], here: tuple[str, str, str], where: str) -> None:
    """Raises BadUsage if another newsgrab is at work there."""
    if asked != here:
        names = ("newsgrab", "rules", "profiles")
        pairs = zip(names, asked, here, strict=True)
        differ = "; ".join(f"{name} {own or 'none'}, not {ours or 'none'}" for name, ours, own in pairs if own != ours)
        raise BadUsage(f"{where}: {differ}: install the same newsgrab on every machine")


def readers_for(profiles: str | None) -> ReaderPool:
    """The process that reads the pages: one that a page kills takes nothing along."""
    return ReaderPool(1, reader=cast("Any", partial(read_row, profiles=profiles)))


def do(unit: Unit, work: Work, readers: ReaderPool) -> Done | Unfinished:
    """Read a range, write its rows, note that it is done."""
    try:
        return _Range(unit, work, readers, Output(work.out)).run()
    except (OSError, NewsgrabError) as error:
        return Unfinished(unit, str(error))


@dataclass(slots=True)
class _Range:
    """A range while it is read."""

    unit: Unit
    work: Work
    readers: ReaderPool
    output: Output
    rows: list[Row] = field(default_factory=list)
    held: int = 0  # characters of these rows
    written: int = 0  # parts
    verdicts: Counter[str] = field(default_factory=Counter)
    other: int = 0
    left_out: int = 0
    troubles: list[str] = field(default_factory=list)
    waiting: deque[tuple[int, SavedRecord | Page]] = field(default_factory=deque)
    again: list[tuple[int, SavedRecord | Page]] = field(default_factory=list)

    def run(self) -> Done:
        """Every capture, then again, alone, what its reader did not come to an end with: the page may be innocent."""
        for _, came in self.readers.read_all(self._subjects()):
            self._take(*self.waiting.popleft(), cast("Any", came), last=False)
        for attempt in range(1, _ATTEMPTS + 1):
            left, self.again = self.again, []
            for place, capture in left:
                for _, came in self.readers.read_all([capture]):
                    self._take(place, capture, cast("Any", came), last=attempt == _ATTEMPTS)
        self._write()
        unit, told = self.unit, self.troubles[:_TROUBLES]
        if len(self.troubles) > _TROUBLES:
            told.append(f"{unit.place}: {len(self.troubles) - _TROUBLES} more troubles")
        own = (dict(sorted(self.verdicts.items())), self.other, self.left_out, tuple(told))
        done = Done(unit.place, unit.start, unit.end, unit.size, *own, *self.work.identity[:2])
        self.output.finish(unit, done)
        return done

    def _captures(self) -> Iterator[tuple[int, Capture]]:
        for part in parts(self.unit.place):
            own = part.range(self.unit.start, self.unit.end)
            if own is not None:
                yield from captures(own, self.work.choice)

    def _subjects(self) -> Iterator[Subject]:
        for place, capture in self._captures():
            if isinstance(capture, SavedRecord | Page):
                self.waiting.append((place, capture))
                yield capture
            elif isinstance(capture, Other):
                self.other += 1
            elif isinstance(capture, Software):
                continue
            elif isinstance(capture, NewsgrabError) and not isinstance(capture, FetchError):
                self.troubles.append(str(capture))
            else:
                self._add(unread(capture), capture, place)

    def _take(
        self,
        place: int,
        capture: SavedRecord | Page,
        came: Row | FetchError | UnreadablePage | ReadingFailed,
        *,
        last: bool,
    ) -> None:
        if isinstance(came, ReadingFailed) and not last:
            self.again.append((place, capture))
        elif isinstance(came, NotAPage):
            self.other += 1
        elif isinstance(came, FetchError):
            self._add(refused(came), capture, place)
        elif isinstance(came, NewsgrabError):
            self._add(failed(getattr(came, "reason", str(came))), capture, place)
        else:
            self._add(came, capture, place)

    def _add(self, row: Row, look: Look, place: int) -> None:
        row = placed(row, look, (self.unit.place, place))
        if self.work.language is not None and not speaks(row, self.work.language):
            self.left_out += 1
            return
        self.verdicts[str(row["verdict"])] += 1
        self.rows.append(row)
        self.held += len(str(row["body"] or "")) + _ROW
        if self.held >= self.work.held:
            self._write()

    def _write(self) -> None:
        if self.rows:
            self.output.write(self.unit, self.written, self.rows)
        self.rows, self.held, self.written = [], 0, self.written + 1
