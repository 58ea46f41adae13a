"""Whether a file is a collection of captures, and the parts of it that hold records."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from newsgrab.errors import UnreadablePage
from newsgrab.warc.members import Format, Packing, format_of, next_record
from newsgrab.warc.places import opened
from newsgrab.warc.records import Damage, Record, records, streamed
from newsgrab.warc.window import Pipe, Window

_ZIP = b"PK\x03\x04"
_LOCAL_HEADER = struct.Struct("<4s22xHH")  # of a zip member: its signature, the lengths of its name and extra field
_NAMED = (".warc", ".arc", ".warc.gz", ".arc.gz", ".warc.zst")
_SNIFFED = 64 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """A run of records: the file itself, or a member of a WACZ. One that is deflated can only be read as a stream.

    Of a range only the records that begin in it are meant, from `begin` on and before `until`.
    """

    path: str
    start: int
    end: int
    member: str | None = None
    deflated: bool = False
    begin: int = 0
    until: int | None = None

    def range(self, begin: int, until: int) -> Part | None:
        """The records of a range of the file; a member of a WACZ belongs to the first range as a whole."""
        if self.member is None:
            return replace(self, begin=begin, until=until)
        return None if begin else self

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.path}:{self.member}" if self.member else self.path


def is_collection(path: str) -> bool:
    """Whether the file holds records of captures, by its content; False also if it cannot be read."""
    try:
        with Window(path) as window:
            if window.at(0, 4) == _ZIP:
                return bool(_members(path))
            return _format(window) is not None
    except OSError:
        return False


def is_collection_head(head: bytes) -> bool:
    """The same by the first bytes of a pipe."""
    return format_of(_Head(head)) is not None


def parts(path: str) -> list[Part]:
    """The parts of a collection. Raises UnreadablePage."""
    try:
        with Window(path) as window:
            if window.at(0, 4) != _ZIP:
                return [Part(path, 0, window.end)]
            return [_part(path, info, window) for info in _members(path)]
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadablePage(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def part_records(part: Part, limit: int) -> Iterator[tuple[Format, Record | Damage]]:
    """The records of a part, and what is damaged in it; `limit` as in newsgrab.warc.records. Raises MissingExtra."""
    if part.deflated:
        with opened(part.path) as whole, zipfile.ZipFile(whole) as file, file.open(part.member or "") as stream:
            yield from pipe_records(io.BufferedReader(cast("io.RawIOBase", stream), 1 << 20), limit)
        return
    with Window(part.path, part.start, part.end) as window:
        form = _format(window)
        if form is None:
            yield Format("warc", Packing.NONE), Damage(part.start, None, "not a WARC file")
        elif part.begin:
            yield from _of_range(part, window, form, limit)
        elif form.dictionary:
            window.seek(part.start)
            for each in streamed(window, form, limit=limit):
                yield form, each
        else:
            begin = part.start if format_of(window) else next_record(window, form, part.start)
            if begin != part.start:
                yield form, Damage(part.start, begin)
            found = None if begin is None else records(window, form, limit=limit, begin=begin)
            yield from _before(part.until, form, found or ())


def pipe_records(stream: io.BufferedReader[Any], limit: int) -> Iterator[tuple[Format, Record | Damage]]:
    """The same for a stream that cannot be read again."""
    form = format_of(_Head(stream.peek(_SNIFFED)[:_SNIFFED]))
    if form is None:
        yield Format("warc", Packing.NONE), Damage(0, None, "not a WARC file")
        return
    for each in streamed(Pipe(stream), form, limit=limit):
        yield form, each


class _Head(Window):
    """The first bytes of a stream, as if they were a file."""

    def __init__(self, head: bytes) -> None:
        self._file = io.BytesIO(head)
        self.start, self.end, self.path, self.remote = 0, len(head), "", False


def _of_range(part: Part, window: Window, form: Format, limit: int) -> Iterator[tuple[Format, Record | Damage]]:
    """The records of a range that does not begin the file. What cannot be read in the middle is in the first range."""
    until = part.end if part.until is None else part.until
    with Window(part.path, part.start, min(part.end, until + _SNIFFED * 16)) as nearby:
        begin = None if form.dictionary else next_record(nearby, form, part.begin)
    if begin is not None and begin < until:
        yield from _before(until, form, records(window, form, limit=limit, begin=begin))


def _before(
    until: int | None, form: Format, found: Iterable[Record | Damage]
) -> Iterator[tuple[Format, Record | Damage]]:
    """Those that begin before the end of a range. What is damaged just there, the next range does not see."""
    for each in found:
        outside = until is not None and (each.at if isinstance(each, Damage) else each.offset) >= until
        if not outside or isinstance(each, Damage):
            yield form, each
        if outside:
            return


def _format(window: Window) -> Format | None:
    """By the first bytes; of a file that is called a WARC file and begins damaged, by the first record in it."""
    form = format_of(window)
    if form is not None or not window.path.endswith(_NAMED):
        return form
    for packing in Packing:
        guess = Format("arc" if ".arc" in Path(window.path).name else "warc", packing)
        found = next_record(window, guess, window.start)
        if found is not None and found < window.start + _SNIFFED * 16:
            return guess
    return None


def _members(path: str) -> list[zipfile.ZipInfo]:
    """The members of a zip that hold records; none if it is no WACZ."""
    try:
        with opened(path) as whole, zipfile.ZipFile(whole) as file:
            return [
                info
                for info in file.infolist()
                if info.filename.startswith("archive/") and info.filename.endswith(_NAMED)
            ]
    except zipfile.BadZipFile:
        return []


def _part(path: str, info: zipfile.ZipInfo, window: Window) -> Part:
    signature, name, extra = _LOCAL_HEADER.unpack(window.at(info.header_offset, _LOCAL_HEADER.size))
    if signature != _ZIP:
        raise zipfile.BadZipFile(f"{info.filename}: not where the zip file says it is")
    start = info.header_offset + _LOCAL_HEADER.size + name + extra
    deflated = info.compress_type != zipfile.ZIP_STORED
    return Part(path, start, start + info.compress_size, info.filename, deflated)
