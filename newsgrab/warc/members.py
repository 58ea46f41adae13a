"""Where records begin and end in a file, without a library: to tell its format, to check it, and to go on after damage.

A record is packed by itself, as a gzip member or a zstd frame, or not at all. So after a damaged place reading goes on
where the next one begins that unpacks to the first words of a record.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from newsgrab.warc.window import Window

if TYPE_CHECKING:
    from newsgrab.zstd import ZstdDecompressor

_BLOCK = 1 << 20
_STEP = 64 * 1024
_STEPS = 4  # a block of zstd, which gives nothing before it is whole, has at most 128 KiB
_HEAD = 512
_MAX_HEADER = 64 * 1024
_PADDING = b"\0\r\n"
_WARC = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z]")
_ARC = re.compile(rb"[a-z][a-z0-9+.-]*:\S* \S+ \d{12,14} \S+(?: \S+){0,5} \d+\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class Packing(StrEnum):
    """How the records are packed."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"


_MAGIC = {Packing.GZIP: b"\x1f\x8b\x08", Packing.ZSTD: b"\x28\xb5\x2f\xfd"}
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)  # a zstd frame without content: a dictionary


@dataclass(frozen=True, slots=True)
class Format:
    """What a file of records is, "warc" or "arc", and how it is packed."""

    kind: str
    packing: Packing
    dictionary: bool = False  # its frames can only be unpacked with the dictionary at its beginning


def format_of(window: Window) -> Format | None:
    """The format by the first bytes, None if they are no record of a WARC or ARC file."""
    return format_at(window, window.start)


def next_record(window: Window, form: Format, after: int) -> int | None:
    """The offset of the first record that begins at `after` or behind it; None if there is none."""
    pattern = re.compile(re.escape(_MAGIC[form.packing])) if form.packing in _MAGIC else _first_words(form.kind)
    position = after
    while position < window.end:
        block = window.at(position, _BLOCK + _HEAD)
        for match in pattern.finditer(block):
            if match.start() >= _BLOCK:
                break
            if format_at(window, position + match.start()) == form:
                return position + match.start()
        position += _BLOCK
    return None


def end_of_record(window: Window, form: Format, offset: int) -> int | None:
    """The offset behind the member or frame (or the record that is not packed) at `offset`; None if it is not whole."""
    if form.packing is Packing.NONE:
        return _end_of_plain(window, offset) if form.kind == "warc" else _end_of_arc(window, offset)
    window.seek(offset)
    return _end_of_packed(window, _decompressor(form.packing))


def only_padding(window: Window, offset: int) -> bool:
    """Whether nothing but blank lines and NULs stands from `offset` to the end."""
    window.seek(offset)
    while block := window.read(_BLOCK):
        if block.strip(_PADDING):
            return False
    return True


def format_at(window: Window, offset: int) -> Format | None:
    """The format of the record that begins there, None if none does."""
    head = window.at(offset, 4)
    packing = next((each for each, magic in _MAGIC.items() if head.startswith(magic)), Packing.NONE)
    if packing is Packing.NONE and _SKIPPABLE.match(head):
        return Format("warc", Packing.ZSTD, dictionary=True)
    window.seek(offset)
    words = window.read(_HEAD) if packing is Packing.NONE else _first_unpacked(window, packing)
    if _WARC.match(words):
        return Format("warc", packing)
    return Format("arc", packing) if _ARC.match(words) else None


def _first_words(kind: str) -> re.Pattern[bytes]:
    return _WARC if kind == "warc" else re.compile(rb"(?<=\n)" + _ARC.pattern)


def _first_unpacked(stream: BinaryIO | Window, packing: Packing) -> bytes:
    """The first bytes of what is packed here, b"" if nothing can be unpacked."""
    from newsgrab.zstd import ZstdError

    decompressor = _decompressor(packing)
    out = b""
    try:
        for _ in range(_STEPS):
            out += decompressor.decompress(stream.read(_STEP), _HEAD)
            if out or decompressor.eof:
                break
    except (zlib.error, ZstdError, EOFError):
        return out
    return out


def _decompressor(packing: Packing) -> zlib._Decompress | ZstdDecompressor:
    if packing is Packing.GZIP:
        return zlib.decompressobj(31)
    from newsgrab.zstd import ZstdDecompressor

    return ZstdDecompressor()


def _end_of_packed(window: Window, decompressor: zlib._Decompress | ZstdDecompressor) -> int | None:
    from newsgrab.zstd import ZstdError

    try:
        while chunk := window.read(_STEP):
            decompressor.decompress(chunk, _STEP)
            while not decompressor.eof and (left := getattr(decompressor, "unconsumed_tail", b"")):
                decompressor.decompress(left, _STEP)
            while not decompressor.eof and not getattr(decompressor, "needs_input", True):
                decompressor.decompress(b"", _STEP)
            if decompressor.eof:
                return window.tell() - len(decompressor.unused_data)
    except (zlib.error, ZstdError, EOFError):
        return None
    return None


def _end_of_plain(window: Window, offset: int) -> int | None:
    head = window.at(offset, _MAX_HEADER)
    blank = re.search(rb"\r?\n\r?\n", head)
    length = _LENGTH.search(head, 0, blank.start() + 1) if blank else None
    if blank is None or length is None:
        return None
    return _after(window, offset + blank.end() + int(length[1]), (b"\r\n\r\n", b"\n\n"))


def _end_of_arc(window: Window, offset: int) -> int | None:
    line, found, _ = window.at(offset, _MAX_HEADER).partition(b"\n")
    if not found or not line.rpartition(b" ")[2].strip().isdigit():
        return None
    return _after(window, offset + len(line) + 1 + int(line.rpartition(b" ")[2]), (b"\n",))


def _after(window: Window, end: int, closings: tuple[bytes, ...]) -> int | None:
    """The offset behind the blank lines that close a record which ends at `end`; None if they are not there."""
    there = window.at(end, 4)
    return next((end + len(closing) for closing in closings if there.startswith(closing)), None)
