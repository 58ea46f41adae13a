"""The HTTP answer inside a record's block: its status, its headers, its body with all encodings undone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgrab.errors import BadAnswer, TooLarge
from newsgrab.fetch.decoders import BrokenEncoding, ContentDecoder, encodings, is_gzip
from newsgrab.fetch.limits import DEFAULT, Limits
from newsgrab.sniff import not_a_page

_BLANK = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\S+[ \t]+(\d{3})(?!\d)")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
ORIGINAL = "x-archive-orig-"
_ZSTD = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class HttpHead:
    """Status and headers (lower-case names, in order) of an answer, and where in the block its body begins.

    `status` is None where the block does not tell one.
    """

    status: int | None
    headers: tuple[tuple[str, str], ...]
    body_at: int

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


def http_head(block: bytes) -> HttpHead:
    """The head of an answer; a block that does not begin as one is a body without headers."""
    if not block.startswith(b"HTTP/"):
        return HttpHead(None, (), 0)
    blank = _BLANK.search(block)
    lines = (block[: blank.start()] if blank else block).split(b"\n")
    status = _STATUS.match(lines[0])
    headers: list[tuple[str, str]] = []
    for line in lines[1:]:
        if line[:1] in {b" ", b"\t"} and headers:  # folded (RFC 9112, 5.2)
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {_text(line)}")
            continue
        name, colon, value = line.partition(b":")
        if colon:
            headers.append((_text(name).lower(), _text(value)))
    return HttpHead(int(status[1]) if status else None, tuple(headers), blank.end() if blank else len(block))


def original_headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The headers as they came over the wire, where a tool kept them as X-Archive-Orig-… beside those that it made."""
    names = {name.removeprefix(ORIGINAL) for name, _ in headers if name.startswith(ORIGINAL)}
    return tuple((name.removeprefix(ORIGINAL), value) for name, value in headers if name not in names)


def page_body(head: HttpHead, body: bytes, url: str, limits: Limits = DEFAULT) -> tuple[bytes, bool]:
    """The body with chunks joined and encodings undone, and whether it ends before it should.

    Crawlers write bodies as they came, or joined, or unpacked, and often leave the headers as they were: where header
    and bytes disagree, the bytes are right. Raises TooLarge, BadAnswer.
    """
    cut = False
    if "chunked" in (head.header("transfer-encoding") or "").lower():
        body, cut = _joined(body)
    if len(body) > limits.max_wire_bytes:
        raise TooLarge(url, f"a page may have {limits.max_wire_bytes >> 20} MiB")
    names = encodings(head.header("content-encoding") or "")
    if len(names) > limits.max_encodings:
        raise BadAnswer(url, f"{len(names)} encodings on top of each other")
    if names and names[-1] in {"gzip", "x-gzip"} and not is_gzip(body):
        names = names[:-1]
    if not names:
        names = ["gzip"] if is_gzip(body) else ["zstd"] if body.startswith(_ZSTD) else []
    if not names or not body:
        return body, cut
    return _unpacked(body, names, url, (limits, cut))


def _unpacked(body: bytes, names: list[str], url: str, bounds: tuple[Limits, bool]) -> tuple[bytes, bool]:
    limits, cut = bounds
    decoder = ContentDecoder(names)
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in decoder.feed(body):
            pieces.append(piece)
            size += len(piece)
            if size > limits.max_page_bytes:
                raise TooLarge(url, f"unpacks to more than a page may have ({limits.max_page_bytes >> 20} MiB)")
            if size > limits.ratio_from_bytes and size > limits.max_ratio * len(body):
                raise TooLarge(url, f"unpacks to more than {limits.max_ratio} times its size")
    except BrokenEncoding as error:
        if size:
            return b"".join(pieces), True
        if not_a_page(body) is None:  # unpacked when it was written, and its header left as it was
            return body, cut
        raise BadAnswer(url, f"a broken encoding ({error})") from error
    return b"".join(pieces), cut or not decoder.whole


def _joined(body: bytes) -> tuple[bytes, bool]:
    """The chunks of a body joined (RFC 9112, 7.1), and whether one is missing; as it is if it has none."""
    parts: list[bytes] = []
    position = 0
    while match := _CHUNK.match(body, position):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts), False
        part = body[match.end() : match.end() + size]
        parts.append(part)
        if len(part) < size:
            break
        position = match.end() + size
        position += 2 if body.startswith(b"\r\n", position) else 1 if body.startswith(b"\n", position) else 0
    return (b"".join(parts), True) if parts else (body, False)


def _text(value: bytes) -> str:
    value = value.strip()
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
