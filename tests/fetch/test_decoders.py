"""Content encodings, undone with bounded output."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.fetch.decoders import MAX_PIECE_BYTES, BrokenEncoding, ContentDecoder, encodings, gunzip
from newsgrab.zstd import compress

TEXT = ("خبر عاجل من المدينة. " * 500).encode()


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli.compress),
    ("zstd", compress),
]


@pytest.mark.parametrize(("name", "pack"), PACKERS)
@settings(max_examples=25)
@given(content=st.binary(max_size=3000), step=st.integers(1, 700))
def test_what_was_packed_comes_back(name: str, pack: Callable[[bytes], bytes], content: bytes, step: int) -> None:
    """Whatever the bytes and however they arrive, the content is the same and the stream is whole."""
    packed = pack(content)
    decoder = ContentDecoder([name])
    out = b"".join(piece for at in range(0, len(packed), step) for piece in decoder.feed(packed[at : at + step]))
    assert out == content
    assert decoder.whole


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_a_bomb_comes_in_small_pieces(name: str, pack: Callable[[bytes], bytes]) -> None:
    """A few kilobytes that unpack to 16 MiB never give a large piece."""
    bomb = pack(b"\0" * (16 << 20))
    largest = 0
    total = 0
    for piece in ContentDecoder([name]).feed(bomb):
        largest = max(largest, len(piece))
        total += len(piece)
        if total > 8 << 20:
            break
    assert total > 8 << 20
    assert largest <= 2 * MAX_PIECE_BYTES


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_a_stream_that_ends_early_is_not_whole(name: str, pack: Callable[[bytes], bytes]) -> None:
    """Truncation shows, in every encoding."""
    decoder = ContentDecoder([name])
    out = b"".join(decoder.feed(pack(TEXT)[:-5]))
    assert TEXT.startswith(out)
    assert not decoder.whole


@pytest.mark.parametrize("name", ["gzip", "br", "zstd"])
def test_what_is_no_such_stream_is_broken(name: str) -> None:
    """Garbage is an error of ours, not of the library."""
    with pytest.raises(BrokenEncoding):
        list(ContentDecoder([name]).feed(b"\x1f\x8bno such stream" * 9))


def test_encodings_on_top_of_each_other_are_undone_from_the_outside() -> None:
    """The header lists them in the order in which they were applied."""
    packed = brotli.compress(gzip.compress(TEXT))
    assert b"".join(ContentDecoder(encodings("gzip, br")).feed(packed)) == TEXT


def test_several_gzip_members_are_one_stream_and_padding_is_passed_over() -> None:
    """Log rotation and some caches write one member after the other."""
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"
    decoder = ContentDecoder(["gzip"])
    assert b"".join(decoder.feed(packed)) == b"one two"
    assert decoder.whole
    decoder = ContentDecoder(["zstd"])
    assert b"".join(decoder.feed(compress(b"one ") + compress(b"two"))) == b"one two"


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("zstd", compress)])
@settings(max_examples=25)
@given(texts=st.lists(st.binary(max_size=40), min_size=1, max_size=8), step=st.integers(1, 60))
def test_members_are_one_stream_wherever_it_is_torn(
    name: str, pack: Callable[[bytes], bytes], texts: list[bytes], step: int
) -> None:
    """A piece of the net that ends in the middle of a member's beginning loses nothing; padding stays out."""
    packed = b"".join(map(pack, texts)) + b"\0\0" + pack(b"not ours")
    decoder = ContentDecoder([name])
    out = b"".join(piece for at in range(0, len(packed), step) for piece in decoder.feed(packed[at : at + step]))
    assert out == b"".join(texts)
    assert decoder.whole


@pytest.mark.parametrize(
    ("names", "bomb"),
    [
        (["gzip"], gzip.compress(b"") * 100_000),
        (["zstd"], compress(b"") * 200_000),
        (["gzip", "gzip"], gzip.compress(gzip.compress(b"") * 100_000)),
        (["gzip", "br"], brotli.compress(gzip.compress(b"") * 100_000, quality=1)),
    ],
    ids=["gzip", "zstd", "gzip in gzip", "gzip in br"],
)
def test_parts_that_hold_nothing_are_counted(names: list[str], bomb: bytes) -> None:
    """Two megabytes of empty gzip members cost seconds of copying; no tool makes so many."""
    began = time.process_time()
    with pytest.raises(BrokenEncoding, match="more than 10,000 parts"):
        list(ContentDecoder(names).feed(bomb))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip.compress), ("zstd", compress)])
def test_as_many_parts_as_a_tool_makes_are_read(name: str, pack: Callable[[bytes], bytes]) -> None:
    """To the last one."""
    decoder = ContentDecoder([name])
    assert b"".join(decoder.feed(pack(b"") * 9_999 + pack(b"end"))) == b"end"
    with pytest.raises(BrokenEncoding):
        list(decoder.feed(pack(b"one more")))


def test_no_step_of_work_is_long() -> None:
    """Between two pieces, empty ones too, no decoder takes in more than a few kilobytes of its input."""
    padded = gzip.compress(gzip.compress(TEXT) + b"\0" * (1 << 24))
    pieces = sum(1 for _ in ContentDecoder(["gzip", "gzip"]).feed(padded))
    assert pieces >= (1 << 24) // MAX_PIECE_BYTES


@pytest.mark.parametrize("header", ["", "identity", "utf-8", "none, , binary"])
def test_words_that_are_no_encodings_mean_none(header: str) -> None:
    """Misconfigured servers put charsets there."""
    assert encodings(header) == []


def test_gunzip_is_bounded() -> None:
    """A file that unpacks to more than allowed gives nothing."""
    assert gunzip(gzip.compress(TEXT), 1 << 20) == (TEXT, True)
    assert gunzip(gzip.compress(b"a" * (1 << 22)), 1 << 20) is None


def test_gunzip_gives_what_came_before_the_damage() -> None:
    """And says that it is not all; where nothing came it is an error."""
    packed = gzip.compress(b"one ")
    assert gunzip(packed + packed[:10] + b"\xff" * 30, 1 << 20) == (b"one ", False)
    assert gunzip(packed[:-2], 1 << 20) == (b"one ", False)
    with pytest.raises(BrokenEncoding):
        gunzip(packed[:10] + b"\xff" * 30, 1 << 20)


def test_raw_deflate_that_could_pass_for_a_header_by_its_sum_is_read() -> None:
    """Its first byte tells that it is none."""
    packer = zlib.compressobj(level=0, wbits=-15)
    packed = packer.compress(b"Harbour open on Monday.") + packer.flush()
    assert int.from_bytes(packed[:2], "big") % 31 == 0
    assert b"".join(ContentDecoder(["deflate"]).feed(packed)) == b"Harbour open on Monday."
