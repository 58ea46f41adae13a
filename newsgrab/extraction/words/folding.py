"""Folding: the one form in which words of a page are compared with words of ours."""

from __future__ import annotations

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic, the Arabic hamzas, the tatweel.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# Letters of one sound that keyboards of different countries write in different ways.
_LETTERS = {ord(one): other for one, other in zip("ىيكۃہةھےı", "یی\u06a9ههههیi", strict=True)}
_ARABIC = re.compile("[\u0600-\u06ff]")


SOFT_HYPHEN = "\u00ad"  # where a word may be broken: no reader sees it


def fold(text: str) -> str:
    """The text without case, accents, vowel points, direction marks, and with one form for letters written in two.

    >>> fold("İqra أيضاً Élan")
    'iqra ایضا elan'
    """
    if text.isascii():
        return text.lower()
    flat = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return flat.translate(_LETTERS) if "ı" in flat or _ARABIC.search(flat) else flat


def fold_all(texts: list[str]) -> list[str]:
    """Some lines, folded: those of ASCII are only put into small letters, the others folded at once."""
    rare = [text for text in texts if not text.isascii()]
    if not rare:
        return [text.lower() for text in texts]
    folded = iter(fold("\n".join(rare)).split("\n"))
    return [text.lower() if text.isascii() else next(folded) for text in texts]


def one_line(text: str) -> str:
    """The text with every run of white space (also no-break spaces) as one space, none at the ends; no soft hyphens."""
    return " ".join((text.replace(SOFT_HYPHEN, "") if SOFT_HYPHEN in text else text).split())
