"""Which bytes can be a page."""

from __future__ import annotations

import gzip

import pytest

from newsgrab.sniff import not_a_page, not_a_page_type

TEXT = "<title>Мост</title><p>Мост через реку открыт. الجسر مفتوح اليوم.</p>"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        "<p>橋が今日開通した。</p>".encode("iso-2022-jp"),
        "<p>Мост открыт</p>".encode("koi8-r"),
        b"<p>A page with a stray \0 in its text, as an old editor left it.</p>",
        b"",
    ],
)
def test_texts_may_be_pages(content: bytes) -> None:
    """In any encoding, also with a stray control character."""
    assert not_a_page(content) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (gzip.compress(b"<p>A text.</p>", mtime=0), "a gzip file"),
        (b"\0\0\0\x20ftypmp42", "a film"),
        (bytes(range(256)) * 4, "binary"),
        (b"\0\0\0\1" * 100, "binary"),
    ],
)
def test_other_files_are_told_by_their_first_bytes(content: bytes, kind: str) -> None:
    """In words that a message can use."""
    assert not_a_page(content) == kind


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("text/html; charset=utf-8", None),
        ("application/xhtml+xml", None),
        ("application/octet-stream", None),
        ("", None),
        ("image/svg+xml", None),
        ("image/webp", "a picture"),
        ("application/pdf", "a PDF"),
        ("application/vnd.ms-excel", "an office document"),
    ],
)
def test_a_type_names_what_is_no_page(content_type: str, kind: str | None) -> None:
    """Types that say nothing leave it to the bytes."""
    assert not_a_page_type(content_type) == kind
