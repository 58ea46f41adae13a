"""The verdict: whether a page holds an article, and if not, what it is instead."""

from __future__ import annotations

import re

from newsgrab.extraction.document import Document
from newsgrab.reading import Verdict

_FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
_OPENING = re.compile(r"<(?:!--.*?--|[?!][^>]*)>|<([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL)
_START_CHARS = 8192
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"\x7fELF",
    b"MZ\x90",
    b"OggS",
    b"ID3",
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 27))


def not_a_page(content: bytes) -> str | None:
    """Why the bytes are no page at all: empty, or binary. None if they may be one."""
    start = content[:2048]
    if not content.strip():
        return "the page is empty"
    if start.startswith(_BINARY):
        return "not a page but a binary file"
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if (
        controls * 10 > len(start)
        and not start.startswith((b"\xff\xfe", b"\xfe\xff"))
        and start.count(0) * 3 < len(start)
    ):
        return "not a page but a binary file"
    return None


def other_kind(text: str) -> tuple[Verdict, str] | None:
    """A text that is a feed or data, not a page: the verdict with its reason."""
    start = text[:_START_CHARS].lstrip()
    if start[:1] in {"{", "["}:
        return Verdict.OTHER, "JSON, not a page"
    if not start.startswith("<"):
        return None
    root = next((match[1].lower() for match in _OPENING.finditer(start) if match[1]), "")
    if root in _FEEDS:
        return Verdict.FEED, "a feed: add it as a source"
    if start.startswith("<?xml") and root not in {"html", ""}:
        return Verdict.OTHER, f"an XML document ({root}) that is no page"
    return None


def judge(document: Document, title: str | None, chars: float) -> tuple[Verdict, str]:
    """What an HTML page is, given the title and how many characters of text were found."""
    if title and chars >= 100:
        return Verdict.ARTICLE, ""
    if not title:
        return Verdict.OTHER, "no headline found"
    if len(document.text) > 2000 and document.text.count("<script") > 2 and chars == 0:
        return Verdict.SHELL, "no text without JavaScript"
    return Verdict.OTHER, "no article text found"
