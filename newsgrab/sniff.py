"""Whether bytes can be a page at all."""

from __future__ import annotations

import codecs
import csv
import re

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip file"),
    (b"PK\x05\x06", "a zip file"),  # one that holds nothing
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound or film"),
    (b"\x1aE\xdf\xa3", "sound or film"),
    (b"RIFF", "a picture, sound or film"),
    (b"wOF", "a font"),
    (b"7z\xbc\xaf", "an archive file"),
    (b"\xfd7zXZ\x00", "an archive file"),
    (b"BZh", "an archive file"),
    (b"\x28\xb5\x2f\xfd", "an archive file"),
    (b"\x04\x22\x4d\x18", "an archive file"),
    (b"Rar!", "an archive file"),
    (b"\x1f\x9d", "an archive file"),
    (b"!<arch>", "an archive file"),
    (b"%!PS", "a PostScript file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
# Formats that are written in letters, by what they begin with.
_OPENINGS = (
    (re.compile(r"WARC/\d"), "a WARC file"),
    (re.compile(r"filedesc://"), "an ARC file"),
    (re.compile(r"\{\\rtf"), "an RTF document"),
    (re.compile(r"[\[{]\s*(?:[\"{\[\]}]|-?\d[\d.eE+-]*\s*[,\]])"), "JSON"),
    (re.compile(r"BEGIN:(?:VCALENDAR|VCARD)\b"), "a calendar or address book"),
    (re.compile(r"WEBVTT\b|1\r?\n\d\d:\d\d:\d\d[,.]\d+ -->"), "subtitles"),
    (re.compile(r"-----BEGIN [A-Z ]+-----"), "a key or certificate"),
    (re.compile(r"#!\s*/|<\?php\b"), "a program"),
    (re.compile(r"From \S+[^\n]*\d\d:\d\d[^\n]*\r?\n[\w-]+:"), "a mailbox"),
)
_HEADER = re.compile(r"([A-Za-z][\w-]*):(?:[ \t].*)?(?:\r?\n[ \t]+.*)*\r?\n")
_MAIL_ONLY = frozenset({"mime-version", "received", "message-id", "return-path", "delivered-to", "dkim-signature"})
_MAIL = frozenset({"from", "to", "subject", "date"})
_TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9-]*[\s/>])", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
_ROWS = 3  # that a table needs, and as many cells in each
_CELL = 40  # characters of a column's name at most
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\v\x1b")  # ISO-2022-JP is full of ESC
_HEAD = 4096
_TEXT_HEAD = 65_536
_TYPES = {"image": "a picture", "video": "a film", "audio": "sound", "font": "a font", "model": "a model"}
_SUBTYPES = {"pdf": "a PDF", "zip": "a zip file", "msword": "an office document", "x-rar-compressed": "an archive file"}


def not_a_page(content: bytes) -> str | None:
    """What the bytes are if they are no page ("a PDF", "binary"); None if they may be one.

    A text has few control characters; UTF-16 is told by its mark, or by every second byte being NUL.
    """
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    head = content[:_HEAD]
    if head[4:8] == b"ftyp":
        return "a film"
    if head[257:262] == b"ustar":
        return "an archive file"
    if b"%PDF-" in head[:1024] and b"<" not in head[: head.index(b"%PDF-")]:  # readers allow for what stands before it
        return "a PDF"
    if head.startswith(_UTF16):
        return None
    codec = _utf16(head)
    text = head.decode(codec, "replace").encode("latin-1", "replace") if codec else head
    controls = len(text) - len(text.translate(None, _CONTROLS))
    return "binary" if controls > len(text) // 20 else None


def data_format(content: bytes) -> str | None:
    """The format that a text is written in if it is data and no page ("JSON", "a WARC file", "an e-mail")."""
    head = content[:_TEXT_HEAD]
    start = head.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")[:2]
    if start[:1] == b"<" and start[1:2] not in (b"\0", b"?"):  # most pages: there is nothing to decode
        return None
    codec = "utf-16" if head.startswith(_UTF16) else _utf16(head) or "utf-8-sig"
    text = head.decode(codec, "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<") and not text.startswith("<?php"):
        return None
    for opening, name in _OPENINGS:
        if opening.match(text):
            return name
    if _is_mail(text):
        return "an e-mail"
    return "a table (CSV)" if _is_table(text, whole=len(content) <= _TEXT_HEAD) else None


def _is_mail(text: str) -> bool:
    """It begins with header fields (RFC 5322) that only mail has, or with the four that people write."""
    names = set()
    at = 0
    while match := _HEADER.match(text, at):
        names.add(match[1].lower())
        at = match.end()
    return len(names) > 1 and (bool(names & _MAIL_ONLY) or names >= _MAIL)


def _is_table(text: str, *, whole: bool) -> bool:
    """Rows of as many cells under a row of names. In prose a blank follows the comma."""
    if _TAG.search(text):
        return False
    lines = text.splitlines(keepends=True)
    if not whole:
        lines = lines[:-1]
    return any(_rows_fit(lines, delimiter) for delimiter in ",;\t|" if lines and delimiter in lines[0])


def _rows_fit(lines: list[str], delimiter: str) -> bool:
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return False
    if len(rows) < _ROWS or len(rows[0]) < _ROWS:
        return False
    names = rows[0]
    named = len(set(names)) == len(names) and all(0 < len(name) <= _CELL and name[0] != " " for name in names)
    wide = sum(len(row) == len(names) for row in rows)
    return named and not names[-1].endswith(_SENTENCE_END) and wide >= len(rows) - 1  # the last may be cut


def not_a_page_type(content_type: str) -> str | None:
    """What a Content-Type names if it is no page's; None for texts, feeds, and types that say nothing."""
    kind, _, rest = content_type.lower().partition("/")
    subtype = rest.split(";", 1)[0].strip()
    if kind.strip() in _TYPES and subtype != "svg+xml":
        return _TYPES[kind.strip()]
    if subtype.startswith("vnd.") and not subtype.endswith(("xml", "json")):
        return "an office document"
    return _SUBTYPES.get(subtype)


def _utf16(head: bytes) -> str | None:
    """The codec of a text in UTF-16 without its mark: many bytes are NUL, all of them first or all of them second."""
    zeros = head.count(0)
    if zeros <= len(head) // 8:
        return None
    even = head[0::2].count(0)
    return None if 0 < even < zeros else "utf-16-be" if even else "utf-16-le"
