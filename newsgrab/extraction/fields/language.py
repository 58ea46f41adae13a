"""The language of a page, as it says, and as its letters allow."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.words.tables import by_language, names_of
from newsgrab.extraction_result import FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
# The letters of scripts by which a language that is declared by mistake is ruled out.
_SCRIPTS = {
    "arab": re.compile("[\u0620-\u06ff]"),
    "hebr": re.compile("[\u05d0-\u05ea]"),
    "grek": re.compile("[\u0370-\u03ff]"),
    "cyrl": re.compile("[\u0400-\u04ff]"),
    "deva": re.compile("[\u0900-\u097f]"),
    "cjk": re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
}


@cache
def _telling_letters() -> list[tuple[str, re.Pattern[str]]]:
    """The letters that tell a language, those of one language alone first."""
    levels = [by_language(f"letters.{level}") for level in ("first", "second", "third")]
    return [(code, re.compile("|".join(letters))) for level in levels for code, letters in sorted(level.items())]


@cache
def _languages_of(script: str) -> frozenset[str]:
    """The codes of the languages that are written in a script."""
    codes = {code for code, scripts in by_language("letters.scripts").items() if script in scripts}
    return names_of(f"scripts.{script}") | codes


def find_language(document: Document) -> FieldResult[str | None]:
    """The language as a BCP 47 tag. A declaration that the headline's letters contradict is passed over."""
    heading = document.tree.css_first("h1")
    title = document.head_title + " " + (line(heading) if heading is not None else "")
    declared = []
    root = document.tree.root
    if root is not None:
        attributes = root.attributes
        declared += [(attributes.get("lang") or "", "html lang"), (attributes.get("xml:lang") or "", "html xml:lang")]
    declared += [
        (document.meta("content-language", "language", "dc.language") or "", "meta language"),
        (document.meta("og:locale") or "", "meta og:locale"),
    ]
    for text, source in declared:
        match = _TAG.fullmatch(text.split(",")[0].strip())
        if match and _allows(title, match[1].lower()):
            return FieldResult(_canonical(match), source)
    article = document.structured.article if "inLanguage" in document.text else None
    match = _TAG.fullmatch(article.text("inLanguage") or "") if article else None
    if match and _allows(title, match[1].lower()):
        return FieldResult(_canonical(match), "json-ld inLanguage")
    text = title.lower()
    guess = next((code for code, letters in _telling_letters() if len(letters.findall(text)) >= 2), None)
    return FieldResult(guess, "letters of the title" if guess else "")


def language_of(document: Document) -> str | None:
    """The language of a page, found once for all fields that want to know it."""
    return document.once(find_language).value


def _canonical(match: re.Match[str]) -> str:
    parts = [match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()]
    return "-".join(part for part in parts if part)


def _allows(title: str, language: str) -> bool:
    """Whether the letters of the title can be of that language; a few foreign words in it do not matter."""
    if title.isascii():
        return True
    letters = sum(map(str.isalpha, title))
    for script, pattern in _SCRIPTS.items():
        count = len(pattern.findall(title))
        if count > 4 and 2 * count > letters:
            return language in _languages_of(script)
    return True
