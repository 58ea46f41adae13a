"""The title: the headline as it is printed, without the site's name."""

from __future__ import annotations

import re
import unicodedata

from newsgrab.extraction.document import Document
from newsgrab.extraction.found import Found

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:/~]+\s+|\s*[|｜»]\s*|\s+::\s+")


def fold(text: str) -> str:
    """The letters and digits of a text, case folded: what makes two headlines the same."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def find_title(document: Document) -> Found[str | None]:
    """The printed headline."""
    named = document.meta("og:title", "twitter:title")
    heads = [fold(text) for text in (document.head_title, named or "") if text]
    for _, text in document.h1s:
        key = fold(text)
        if key and any(key in head or head in key for head in heads):
            return Found(text, "h1")
    if named:
        return Found(named, "meta og:title")
    parts = [part.strip() for part in _SEPARATOR.split(document.head_title) if part and part.strip()]
    if parts:
        return Found(max(parts, key=len), "title")
    if document.h1s:
        return Found(document.h1s[0][1], "h1")
    return Found(None)
