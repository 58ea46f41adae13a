"""Which bytes can be a page."""

from __future__ import annotations

import gzip

import pytest

from newsgrab.sniff import data_format, not_a_page, not_a_page_type

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
        (b"\n\n  %PDF-1.4 behind blank lines", "a PDF"),
        (b"PK\x05\x06" + bytes(18), "a zip file"),
        (b"notes.txt" + bytes(248) + b"ustar\x0000", "an archive file"),
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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n", "a WARC file"),
        ("filedesc://old.arc 0.0.0.0 20040101000000 text/plain 76\n1 0 Old\n", "an ARC file"),
        ('  {"headline": "Bridge"}', "JSON"),
        ('\n[\n  {"id": 1}\n]', "JSON"),
        ('{"id": 1}\n{"id": 2}\n', "JSON"),
        ("[12, 14]", "JSON"),
        ("{\\rtf1\\ansi Bridge opened.}", "an RTF document"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\n", "a calendar or address book"),
        ("WEBVTT\n\n00:00.000 --> 00:02.000\nBridge\n", "subtitles"),
        ("From desk@courier.example Mon Mar 3 14:02:00 2025\nFrom: Desk <d@courier.example>\n\nBridge", "a mailbox"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=x\n\n--x\n<html>", "an e-mail"),
        ("From: Desk\nDate: Mon, 3 Mar 2025\nSubject: الجسر\nTo: all\n\nThe bridge is open.", "an e-mail"),
        ("id,title,views\n1,الجسر,16\n2,Harbour,20\n", "a table (CSV)"),
        ("id;title;views\n1;Bridge;16\n2;Harbour;20\n3;Qu", "a table (CSV)"),
        ("id\ttitle\tviews\n1\tBridge\t16\n2\tHarbour\t20\n", "a table (CSV)"),
        (
            'url,title,body\nhttps://courier.example/1,Bridge,"One, two,\nthree"\nhttps://courier.example/2,Quay,x\n',
            "a table (CSV)",
        ),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_data_is_told_by_how_it_begins(text: str, kind: str, codec: str) -> None:
    """Whatever the file is called, and in any form of Unicode."""
    assert data_format(text.encode(codec)) == kind


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "<!-- saved --> <html><body><p>Bridge, harbour, quay",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
        "[رويترز] افتتح الجسر, وعبره الناس, ثم السيارات.\nوقال الوزير, ومعه آخرون, كلمة.\nثم عادوا, جميعا, إلى بيوتهم.",
        "{Updated} The bridge is open.",
        "From Monday on, the bridge is open.\nNote: bring a lamp.\nDate: the third of March.",
        "Harbour, bridge and quay, one by one\nThe harbour, first of all, is deep.\nThe bridge, at last, is open.",
        "1. The bridge is open.\n2. The quay is not.",
        "Bridge: open at last\nMayor: we waited for years\n\nThe bridge is open.",
    ],
)
def test_prose_is_no_data(text: str) -> None:
    """Brackets, commas and colons stand in texts, too."""
    assert data_format(text.encode()) is None
