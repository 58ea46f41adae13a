"""The language of a page, as it says, and as its letters allow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.extraction_result import FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
# The letters that tell one language of a script from its neighbours; the last of a script is its commonest language.
_LETTERS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ur", "[ٹڈڑےہں]"),
    ("fa", "[پچژگ]|ی(?=\\s|$)"),
    ("ar", "[\u0620-\u064a]"),
    ("he", "[\u05d0-\u05ea]"),
    ("el", "[\u0370-\u03ff]"),
    ("uk", "[іїєґ]"),
    ("ru", "[а-яё]"),
    ("hi", "[\u0904-\u0939]"),
    ("bn", "[\u0985-\u09b9]"),
    ("ta", "[\u0b85-\u0bb9]"),
    ("te", "[\u0c05-\u0c39]"),
    ("th", "[\u0e01-\u0e2e]"),
    ("ka", "[\u10d0-\u10f0]"),
    ("hy", "[\u0561-\u0586]"),
    ("am", "[\u1200-\u1357]"),
)
_SCRIPTS = {
    "arab": (re.compile("[\u0620-\u06ff]"), {"ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "pa", "ks", "az", "uz", "arz", "ary", "pnb", "ms", "lrc", "azb"}),  # noqa: E501
    "hebr": (re.compile("[\u05d0-\u05ea]"), {"he", "yi", "iw", "lad"}),
    "grek": (re.compile("[\u0370-\u03ff]"), {"el", "grc"}),
    "cyrl": (re.compile("[\u0400-\u04ff]"), {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "uz", "tt", "ba", "sh", "bs", "cv", "ce", "os", "az", "ab", "sah", "cnr"}),  # noqa: E501
    "deva": (re.compile("[\u0900-\u097f]"), {"hi", "mr", "ne", "sa", "bho", "mai", "kok", "sd"}),
    "cjk": (re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"), {"zh", "ja", "ko", "yue", "lzh", "wuu", "nan", "cmn"}),  # noqa: E501
}  # fmt: skip


def find_language(document: Document) -> FieldResult[str | None]:
    """The language as a BCP 47 tag. A declaration that the headline's letters contradict is passed over."""
    title = document.head_title + " " + " ".join(text for _, text in document.h1s[:1])
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
    guess = next((code for code, letters in _LETTERS if len(re.findall(letters, title.lower())) >= 2), None)
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
    for pattern, languages in _SCRIPTS.values():
        count = len(pattern.findall(title))
        if count > 4 and 2 * count > letters:
            return language in languages
    return True
