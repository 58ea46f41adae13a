"""The records of a WARC file, read with fastwarc, and on after damage.

fastwarc ends at the first damaged byte, and says nothing of a file that is cut short. So each record is held until the
next one was reached: a record that is not whole is told, and reading goes on where the next whole one begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO, cast

from newsgrab.errors import MissingExtra
from newsgrab.warc.arc import ArcRecord, arc_records
from newsgrab.warc.members import Format, Packing, end_of_record, next_record, only_padding
from newsgrab.warc.window import Pipe, Window

if TYPE_CHECKING:
    from fastwarc.stream_io import GzipReader, ZstdReader
    from fastwarc.warc import WarcRecord

HEAD = 80 * 1024  # of a record's block that is looked at here: HTTP headers, and all of a short answer
_DROP = 64 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its named headers (lower-case), and the beginning of its block.

    `offset` is where it begins in the file. `size` is the length of its whole block as its header says it. One that is
    not `addressable` cannot be read by its offset (a pipe, a file packed as one stream), so its `block` is whole; one
    longer than the `limit` is only begun. `cut` says that the file holds less of it.
    """

    offset: int
    type: str
    headers: Mapping[str, str]
    block: bytes
    size: int
    addressable: bool = True
    inline: bool = False  # its block is whole all the same: to read it again would be dear
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no record could be read: it begins at `at`, and reading went on at `until` (None: not at all)."""

    at: int
    until: int | None
    reason: str = "damaged"


@dataclass(slots=True)
class _Pass:
    """One pass of fastwarc through the window, until it ends or breaks off."""

    window: Window | Pipe
    form: Format
    limit: int
    held: Record | None = None
    frame: int | None = None  # where the packed member of the last record began
    broke: bool = False
    reader: GzipReader | ZstdReader | None = None

    def records(self) -> Iterator[Record]:
        """Every record but the last, which stays `held`."""
        iterator = self._iterator()
        while True:
            try:
                record = next(iterator, None)
                if record is None:
                    return
                if self.held is not None:
                    yield self.held
                    self.held = None
                self._take(record)
            except OSError:
                self.broke = True
                return

    def _iterator(self) -> Iterator[WarcRecord | ArcRecord]:
        require()
        if self.form.kind == "arc":
            return arc_records(self.window)
        from fastwarc.stream_io import GzipReader, ZstdReader
        from fastwarc.warc import ArchiveIterator

        stream = cast("BinaryIO", self.window)
        if self.form.packing is not Packing.NONE:
            self.reader = GzipReader(stream) if self.form.packing is Packing.GZIP else ZstdReader(stream)
        return iter(ArchiveIterator(self.reader or stream, parse_http=False, stream_detect=False))

    def _take(self, record: WarcRecord | ArcRecord) -> None:
        """Hold the record, with as much of its block as is needed."""
        offset, addressable = record.stream_pos, isinstance(self.window, Window) and not self.form.dictionary
        if self.reader is not None:
            frame = self.reader.frame_start_position()
            addressable = addressable and frame is not None and frame != self.frame
            self.frame = offset = frame if frame is not None else offset
        headers = {name.lower(): value for name, value in record.headers.items()}
        kind, size, inline = headers.get("warc-type", "").lower(), record.content_length, self.window.remote
        held = Record(offset, kind, headers, b"", size, addressable, inline)
        self.held = replace(held, cut=True)
        needed = HEAD if (addressable and not inline) or size > self.limit else self.limit
        block = record.reader.read(needed)
        self.held = replace(held, block=block, cut=True)
        whole = len(block) + record.reader.consume() == record.content_length
        self.held = replace(held, block=block, cut=not whole)


def require() -> None:
    """Raises MissingExtra if WARC files cannot be read here."""
    if find_spec("fastwarc") is None or find_spec("warcio") is None:
        raise MissingExtra("warc", "WARC, ARC and WACZ files")


def records(window: Window, form: Format, *, limit: int, begin: int | None = None) -> Iterator[Record | Damage]:
    """Every record in the window, from the offset `begin` on, and what is damaged between them.

    `limit` bounds the block of a record that cannot be read again by its offset. Raises MissingExtra.
    """
    position: int | None = window.start if begin is None else begin
    while position is not None:
        window.seek(position)
        one_pass = _Pass(window, form, limit)
        yield from one_pass.records()
        held = one_pass.held
        last = position if held is None else held.offset
        end = end_of_record(window, form, last)
        if held is not None and end is not None and not held.cut:
            yield held
        elif held is not None and not one_pass.broke and held.block:
            yield replace(held, cut=True)  # the end of the file is missing, not its beginning
        if end is not None and not one_pass.broke and only_padding(window, end):
            return
        position = next_record(window, form, last + 1 if end is None else end)
        yield Damage(last if end is None else end, position, "damaged" if one_pass.broke or position else "cut short")


def streamed(stream: Window | Pipe, form: Format, *, limit: int) -> Iterator[Record | Damage]:
    """The same for a pipe, which cannot be read again: after a damaged place nothing more comes."""
    one_pass = _Pass(stream, form, limit)
    yield from one_pass.records()
    if one_pass.held is not None:
        yield one_pass.held
    if one_pass.broke or (one_pass.held is not None and one_pass.held.cut):
        at = one_pass.held.offset if one_pass.held else 0
        yield Damage(at, None, "damaged; a pipe cannot be read on, a file can" if one_pass.broke else "cut short")


def block_at(window: Window, form: Format, offset: int, limit: int) -> tuple[Record, bytes]:
    """The record at that offset with its block, of one longer than `limit` the beginning. Raises OSError."""
    window.seek(offset)
    one_pass = _Pass(window, form, limit)
    record = next(one_pass._iterator(), None)
    if record is None:
        raise OSError(f"no record at byte {offset}")
    block = record.reader.read(limit if record.content_length <= limit else HEAD)
    headers = {name.lower(): value for name, value in record.headers.items()}
    kept = Record(offset, headers.get("warc-type", "").lower(), headers, b"", record.content_length)
    return replace(kept, cut=len(block) < record.content_length), block
