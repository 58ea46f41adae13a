"""Bodies within their bounds: what is taken, what is cut off, what is refused, to the byte."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpx
import pytest

from newsgrab.errors import BadAnswer, TooLarge
from newsgrab.fetch.body import BodyLimits, MemoryBudget, read_body
from newsgrab.fetch.limits import Limits

URL = "https://courier.example/1"
LIMITS = Limits(
    max_wire_bytes=1000, max_page_bytes=2000, max_ratio=10, ratio_from_bytes=500, large_bytes=400, max_large_bytes=700
)


class Chunks(httpx.SyncByteStream):
    """A body that comes in pieces."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks


def read(
    *chunks: bytes, most: int = 2000, clip: bool = False, memory: int = 10_000, **headers: str
) -> tuple[bytes, bool]:
    """The body that these chunks are."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx.Response(200, headers=named, stream=Chunks(*chunks))

    def left() -> float:
        return 0.01

    budget = MemoryBudget(memory)
    out = read_body(response, BodyLimits(URL, LIMITS, most, clip=clip), budget, left)
    budget.take(memory, left)  # all that was held was given back
    return out


def test_a_body_of_exactly_the_limit_is_whole() -> None:
    """One byte more is refused, or cut off where that is wanted."""
    assert read(b"x" * 300, most=300) == (b"x" * 300, False)
    with pytest.raises(TooLarge, match="does not end"):
        read(b"x" * 301, most=300)
    assert read(b"x" * 200, b"y" * 101, most=300, clip=True) == (b"x" * 200 + b"y" * 100, False)
    assert read(b"x" * 300, most=300, clip=True) == (b"x" * 300, False)


def test_bytes_on_the_wire_are_counted() -> None:
    """Whatever they unpack to; those that are announced are not even read."""
    assert read(b"x" * 600, b"x" * 400)[0] == b"x" * 1000
    with pytest.raises(TooLarge, match="does not end"):
        read(b"x" * 600, b"x" * 401)
    with pytest.raises(TooLarge, match="announced"):
        read(b"x", content_length="1001")
    assert read(b"x" * 9, content_length="1001", clip=True)[0] == b"x" * 9
    assert read(b"x" * 9, content_length="1000")[0] == b"x" * 9


def test_a_bomb_is_told_by_its_ratio() -> None:
    """Only from some size on: a small page of blanks is honest."""
    small, large = gzip.compress(b" " * 500, mtime=0), gzip.compress(b" " * 1900, mtime=0)
    assert len(small) < 50
    assert read(small, content_encoding="gzip")[0] == b" " * 500
    with pytest.raises(TooLarge, match="10 times its size"):
        read(large, content_encoding="gzip")
    packed = gzip.compress(bytes(range(256)) * 2 + b"x" * 100, mtime=0)
    assert 10 * len(packed) >= 612
    assert len(read(packed, content_encoding="gzip")[0]) == 612


def test_what_is_large_is_taken_from_the_memory_of_all() -> None:
    """What a usual page has is free; what it grows beyond that is waited for, and given back."""
    assert read(b"x" * 400, memory=1)[0] == b"x" * 400
    assert read(b"x" * 500, b"x" * 400, memory=500)[0] == b"x" * 900

    def left() -> float:
        raise TimeoutError

    budget = MemoryBudget(500)
    response = httpx.Response(200, stream=Chunks(b"x" * 500, b"x" * 401))
    with pytest.raises(TimeoutError):
        read_body(response, BodyLimits(URL, LIMITS, 2000), budget, left)
    budget.take(500, left)


def test_a_page_that_is_only_called_packed() -> None:
    """Two bytes tell it; the other encodings on top stay."""
    assert read(b"<html>plain", content_encoding="gzip") == (b"<html>plain", False)
    assert read(b"<p", content_encoding="x-gzip") == (b"<p", False)
    with pytest.raises(BadAnswer, match="3 encodings"):
        read(b"x", content_encoding="gzip, br, zstd")


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_file_that_is_itself_packed_is_unpacked_within_the_bounds(encoding: str) -> None:
    """Whatever its headers say, in whatever pieces it comes."""

    def read_file(content: bytes) -> tuple[bytes, bool]:
        sent = gzip.compress(content, mtime=0) if encoding else content
        return read(*[sent[at : at + 1] for at in range(len(sent))], content_encoding=encoding)

    assert read_file(gzip.compress(b"<urlset/>", mtime=0)) == (b"<urlset/>", False)
    assert read_file(gzip.compress(b"<urlset/>", mtime=0)[:-1]) == (b"<urlset/>", True)
    assert read_file(b"\x1f") == (b"\x1f", False)
    assert read_file(b"\x1fplain") == (b"\x1fplain", False)
    with pytest.raises(TooLarge, match="10 times its size"):
        read_file(gzip.compress(b" " * 1900, mtime=0))
    with pytest.raises(BadAnswer, match="a broken encoding"):
        read_file(gzip.compress(b"one ")[:10] + b"\xff" * 30)


@pytest.mark.parametrize(
    ("headers", "first"),
    [([], b""), ([("content-encoding", "gzip")], b""), ([("content-encoding", "gzip")], gzip.compress(b"A page"))],
    ids=["a file", "an encoding", "a file in an encoding"],
)
def test_time_is_asked_for_while_a_packed_file_gives_nothing(headers: list[tuple[str, str]], first: bytes) -> None:
    """Thousands of empty parts take their time, too, also behind one that holds a file which is itself packed."""
    asked = 0

    def left() -> float:
        nonlocal asked
        asked += 1
        if asked > 100:
            raise TimeoutError
        return 1

    limits = Limits(max_wire_bytes=1 << 20)
    parts = gzip.compress(first, mtime=0) + gzip.compress(b"", mtime=0) * 9_000
    response = httpx.Response(200, headers=headers, stream=Chunks(parts))
    with pytest.raises(TimeoutError):
        read_body(response, BodyLimits(URL, limits, 1 << 20), MemoryBudget(1), left)


def test_a_body_that_breaks_off_is_what_came() -> None:
    """And says so; one that breaks before its first byte is a broken answer."""
    whole = gzip.compress(bytes(range(256)), mtime=0)
    content, incomplete = read(whole[:-9], content_encoding="gzip")
    assert incomplete
    assert bytes(range(256)).startswith(content)
    broken = whole[:10] + b"\xff" * 30
    with pytest.raises(BadAnswer, match="a broken encoding"):
        read(broken, content_encoding="gzip")
    assert read() == (b"", False)
