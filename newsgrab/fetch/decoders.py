"""Content encodings undone with bounded output: gzip, deflate, br, zstd, one or several on top of each other.

A decoder never gives more than PIECE bytes at a time, however far its input unpacks, and never takes in more than STEP
bytes between two pieces (which may be empty): whoever counts the pieces and looks at the clock can stop in time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

MAX_PIECE_BYTES = 256 * 1024
MAX_STEP_BYTES = 16 * 1024
MAX_MEMBERS = 10_000  # of one gzip file, or frames of one zstd stream: tools that make many make one every 64 KiB
ACCEPTED = "gzip, deflate, br, zstd"
_GZIP_MAGIC = b"\x1f\x8b"


class BrokenEncoding(ValueError):
    """The bytes are not what their encoding says."""


class Decoder(Protocol):
    """One encoding being undone."""

    @property
    def whole(self) -> bool:
        """Whether the stream came to its proper end."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What the chunk unpacks to, in pieces of none to about PIECE bytes. Raises BrokenEncoding."""


def _steps(chunk: bytes) -> Iterator[bytes]:
    """The chunk in parts: what a decoder leaves of its input is copied each time, and must not be long."""
    return (chunk[at : at + MAX_STEP_BYTES] for at in range(0, len(chunk), MAX_STEP_BYTES))


class _Members:
    """What follows a whole gzip member or zstd frame: another one, or padding, which is not ours."""

    def __init__(self, name: str, magic: bytes) -> None:
        """`magic` is how each of them begins."""
        self._name = name
        self._magic = magic
        self._count = 1
        self._padding = False

    def begin(self, rest: bytes) -> bool | None:
        """Whether another one begins here; None if there is too little to tell. Raises BrokenEncoding if too many."""
        self._padding = self._padding or not (rest.startswith(self._magic) or self._magic.startswith(rest))
        if self._padding:
            return False
        if len(rest) < len(self._magic):
            return None
        self._count += 1
        if self._count > MAX_MEMBERS:
            raise BrokenEncoding(f"{self._name}: more than {MAX_MEMBERS:,} parts")
        return True


class Inflate:
    """gzip (several members too) and deflate, with or without its zlib header."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._head = b""  # too little yet to tell what it begins
        self._members = _Members("gzip", _GZIP_MAGIC)

    @property
    def whole(self) -> bool:
        """As Decoder says."""
        return self._stream is not None and self._stream.eof

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """As Decoder says."""
        for step in _steps(chunk):
            rest = self._head + step
            self._head = b""
            if self._stream is None:
                if len(rest) < 2:
                    self._head = rest
                    continue
                self._stream = zlib.decompressobj(_window(rest))
            while rest:
                if self._stream.eof:
                    if (begins := self._members.begin(rest)) is not True:
                        self._head = rest if begins is None else b""
                        break
                    self._stream = zlib.decompressobj(31)
                try:
                    piece = self._stream.decompress(rest, MAX_PIECE_BYTES)
                except zlib.error as error:
                    raise BrokenEncoding(f"gzip or deflate: {error}") from error
                rest = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
                yield piece


class Brotli:
    """br."""

    def __init__(self) -> None:
        import brotli

        self._error = brotli.error
        self._stream = brotli.Decompressor()

    @property
    def whole(self) -> bool:
        """As Decoder says."""
        return bool(self._stream.is_finished())

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """As Decoder says."""
        for step in _steps(chunk):
            given = step
            while not self._stream.is_finished():
                try:
                    piece: bytes = self._stream.process(given, output_buffer_limit=MAX_PIECE_BYTES)
                except self._error as error:
                    raise BrokenEncoding(f"br: {error}") from error
                given = b""
                yield piece
                if not piece:
                    break


class Zstd:
    """zstd, several frames too."""

    def __init__(self) -> None:
        from newsgrab.zstd import ZstdDecompressor, ZstdError

        self._new = ZstdDecompressor
        self._error = ZstdError
        self._stream = ZstdDecompressor()
        self._head = b""
        self._members = _Members("zstd", b"\x28\xb5\x2f\xfd")

    @property
    def whole(self) -> bool:
        """As Decoder says."""
        return self._stream.eof

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """As Decoder says."""
        for step in _steps(chunk):
            rest = self._head + step
            self._head = b""
            while rest or not (self._stream.eof or self._stream.needs_input):
                if self._stream.eof:
                    if (begins := self._members.begin(rest)) is not True:
                        self._head = rest if begins is None else b""
                        break
                    self._stream = self._new()
                try:
                    piece = self._stream.decompress(rest, MAX_PIECE_BYTES)
                except self._error as error:
                    raise BrokenEncoding(f"zstd: {error}") from error
                rest = self._stream.unused_data if self._stream.eof else b""
                yield piece


_DECODERS: dict[str, type[Inflate | Brotli | Zstd]] = {
    "gzip": Inflate,
    "x-gzip": Inflate,
    "deflate": Inflate,
    "br": Brotli,
    "zstd": Zstd,
}


def encodings(header: str) -> list[str]:
    """The encodings that a Content-Encoding header names, those that mean something, in the order applied.

    Unknown words ("none", "utf-8") are passed over, as browsers do.
    """
    words = (word.strip().lower() for word in header.split(","))
    return [word for word in words if word in _DECODERS]


class GzippedFile:
    """A file that is itself gzipped (sitemap.xml.gz), whatever its headers say; any other passes as it is."""

    def __init__(self) -> None:
        self._inflate: Inflate | None = None
        self.head = b""  # too little yet to tell
        self._passes = False

    @property
    def whole(self) -> bool:
        """As Decoder says."""
        return self._inflate is None or self._inflate.whole

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """As Decoder says."""
        if self._inflate is None and not self._passes:
            chunk, self.head = self.head + chunk, b""
            if len(chunk) < len(_GZIP_MAGIC) and _GZIP_MAGIC.startswith(chunk):
                self.head = chunk
                return
            self._passes = not is_gzip(chunk)
            self._inflate = None if self._passes else Inflate()
        if self._inflate is None:
            yield chunk
        else:
            yield from self._inflate.feed(chunk)


class ContentDecoder:
    """The encodings of one body, undone one after the other."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the encodings in the order in which the server applied them."""
        self._decoders: list[Decoder] = [_DECODERS[name]() for name in reversed(list(names))]

    @property
    def whole(self) -> bool:
        """Whether every encoding came to its proper end."""
        return all(decoder.whole for decoder in self._decoders)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The unpacked pieces. Raises BrokenEncoding."""
        pieces: Iterator[bytes] = iter((chunk,))
        for decoder in self._decoders:
            pieces = through(decoder, pieces)
        return pieces


def gunzip(content: bytes, max_bytes: int) -> tuple[bytes, bool] | None:
    """A gzipped file's bytes and whether they are whole; None if they would be more than `max_bytes`.

    Raises BrokenEncoding if nothing at all can be unpacked.
    """
    decoder = Inflate()
    out = bytearray()
    try:
        for piece in decoder.feed(content):
            out += piece
            if len(out) > max_bytes:
                return None
    except BrokenEncoding:
        if not out:
            raise
        return bytes(out), False
    return bytes(out), decoder.whole


def is_gzip(content: bytes) -> bool:
    """Whether the bytes begin as a gzip file does."""
    return content.startswith(_GZIP_MAGIC)


def through(decoder: Decoder, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What a decoder makes of pieces, with an empty one before each. Raises BrokenEncoding."""
    for piece in pieces:
        yield b""  # one that takes in much and gives nothing may not work unseen
        yield from decoder.feed(piece)


def _window(head: bytes) -> int:
    """The word of zlib for the kind of stream: gzip, zlib, or raw deflate (which some servers send as "deflate")."""
    if head.startswith(_GZIP_MAGIC):
        return 31
    return 15 if head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0 else -15
