"""Saved pages and pipes."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.errors import BadUrl, UnreadablePage
from newsgrab.fetch.files import read_file, read_stdin
from newsgrab.fetch.limits import Limits
from newsgrab.page import Origin

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = "<!doctype html><title>الجسر</title><p>افتتح الجسر اليوم.</p>".encode()


def now() -> datetime:
    return NOON


def saved(folder: Path, content: bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_saved_page_is_given_byte_for_byte(tmp_path: Path) -> None:
    """The bytes are the file's, the time is that of the look, the address is canonical."""
    path = saved(tmp_path, PAGE)
    page = read_file(path, url="https://Courier.example/a?utm_source=x", now=now)
    assert (page.content, page.seen_at, page.origin, page.url) == (PAGE, NOON, Origin.FILE, "https://courier.example/a")
    assert page.name == str(path)
    assert page.status is None
    assert not page.incomplete


@pytest.mark.parametrize("name", ["page.html.gz", "page", "page.txt"])
def test_gzipped_page_is_unpacked_whatever_its_name(tmp_path: Path, name: str) -> None:
    """A gzipped file is known by its first bytes."""
    page = read_file(saved(tmp_path, gzip.compress(PAGE), name), now=now)
    assert page.content == PAGE
    assert not page.incomplete


def test_gzipped_page_that_ends_early_is_marked(tmp_path: Path) -> None:
    """What could be unpacked is kept, and marked as cut."""
    packed = gzip.compress(bytes(range(32, 127)) * 400)
    page = read_file(saved(tmp_path, packed[:-9]), now=now)
    assert page.incomplete
    assert len(page.content) > 1000


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (b"%PDF-1.7 ...", "not a page but a PDF"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "not a page but a WARC file"),
        (gzip.compress(b'{"title": "Bridge"}', mtime=0), "not a page but JSON"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not a page but a picture"),
        (b"\x01\x02\x00\x03" * 500, "not a page (binary)"),
        (b"\x00\x00\x00\x20ftypisom", "not a page but a film"),
        (b"\x1f\x8b\x08\x00garbage", "damaged gzip"),
        (gzip.compress(b"SQLite format 3\x00" + b"\x00" * 100, mtime=0), "a database"),
    ],
)
def test_what_is_no_page_is_said_in_words(tmp_path: Path, content: bytes, problem: str) -> None:
    """Empty and binary files get a message that names the file and the problem."""
    path = saved(tmp_path, content)
    with pytest.raises(UnreadablePage, match=r".*") as caught:
        read_file(path, now=now)
    assert str(caught.value).startswith(f"{path}: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1256", "utf-8-sig"])
def test_a_text_in_any_encoding_is_a_page(tmp_path: Path, encoding: str) -> None:
    """UTF-16 is full of NULs and is a text all the same."""
    content = ("<html><title>News of the day</title><p>خبر</p>" * 3).encode(encoding)
    assert read_file(saved(tmp_path, content), now=now).content == content


def test_missing_file_and_directory_are_named(tmp_path: Path) -> None:
    """A wrong path is answered with what to do, not with a traceback."""
    with pytest.raises(UnreadablePage, match="no such file"):
        read_file(tmp_path / "nothing.html", now=now)
    with pytest.raises(UnreadablePage, match=r"a directory; name the files in it \(.*/\*\.html\)"):
        read_file(tmp_path, now=now)
    with pytest.raises(UnreadablePage, match=r"null (?:byte|character)"):
        read_file("a\0b", now=now)


def test_too_large_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    """The size is bounded, on disk and unpacked."""
    few = Limits(max_wire_bytes=1 << 20, max_page_bytes=1 << 20)
    with pytest.raises(UnreadablePage, match=r"larger than a page can be \(1 MiB\)"):
        read_file(saved(tmp_path, b"a" * ((1 << 20) + 1)), now=now, limits=few)
    with pytest.raises(UnreadablePage, match="unpacks to more"):
        read_file(saved(tmp_path, gzip.compress(b"a" * (40 << 20))), now=now, limits=few)


def test_bad_address_for_a_file_is_a_bad_url(tmp_path: Path) -> None:
    """`--url` is checked before anything is read."""
    with pytest.raises(BadUrl):
        read_file(saved(tmp_path, PAGE), url="courier", now=now)


def test_standard_input_is_a_page_of_its_own_origin() -> None:
    """A pipe is read like a file."""
    page = read_stdin(io.BytesIO(PAGE), now=now)
    assert (page.content, page.origin, page.url, page.name) == (PAGE, Origin.STDIN, None, "-")
    with pytest.raises(UnreadablePage, match="standard input: empty"):
        read_stdin(io.BytesIO(b""), now=now)
