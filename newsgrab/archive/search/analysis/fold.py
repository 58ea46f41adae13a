"""One spelling for letters that readers do not tell apart: case, accents, vowel marks, hamza seats, digits, widths.

Long texts are folded by `str.replace` of the different characters in them: many times as fast as `str.translate`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u08d3-\u08e1"
    "\u08e3-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u0a01-\u0a03"
    "\u0a3c-\u0a4d\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b82"
    "\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83"
    "\u0dca-\u0ddf\u0df2\u0df3\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc"
    "\u135d-\u135f\u1712-\u1715\u180b-\u180d\u1ab0-\u1ace\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Characters that belong to the letter before them, as the inside of a character class."""

INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Soft hyphen, joiners and direction marks: they stand inside words and mean nothing to a search."""

_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]+")  # most words: no marks, no rare letters, no digits
_ARABIC_LETTERS = {
    other: letter
    for letter, others in {
        "ا": "أإآٱ",
        "ي": "ىیےۍېێ",
        "ه": "ةہھەۀۂۃ",
        "ء": "ؤئ",
        "ك": "کڪ",
        "ف": "ڤ",
        "و": "ۆۋ",
        "ر": "ڕ",
        "ل": "ڵ",
        "گ": "ګ",
        "": "ـ",
    }.items()
    for other in others
}
_ZEROS = "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0"
_DIGITS = {chr(ord(zero) + n): str(n) for zero in _ZEROS for n in range(10)}
_SPELT = _ARABIC_LETTERS | _DIGITS
_SHORT = 100  # characters up to which going through them one by one is the faster
_UNSEEN = f"{INVISIBLE}\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed\u093c\ufe00-\ufe0f"
_UNSEEN_RUNS = re.findall("(.)(?:-(.))?", _UNSEEN)
_TABLE = str.maketrans(
    _SPELT | {chr(place): "" for first, last in _UNSEEN_RUNS for place in range(ord(first), ord(last or first) + 1)}
)
_ACCENTED_CHARACTERS = "\u00c0-\u024f\u0300-\u036f\u0370-\u03ff\u0451\u0901\u1e00-\u1fff"
_ACCENTED = re.compile(f"[{_ACCENTED_CHARACTERS}]")
_OTHERS = re.compile(f"[{_UNSEEN}{''.join(_SPELT)}{_ACCENTED_CHARACTERS}]")
_GAPS = tuple("\n\r\t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~§«°·»¡¿×،؛؟٪٫٬٭۔।॥‐–—―‘’‚“”„•‹›、。「」『』《》【】・")
_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = {
    "\u0901": "\u0902",
    "ё": "е",
    "đ": "d",
    "ł": "l",
    "ø": "o",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ς": "σ",
}


def normal(text: str) -> str:
    """The text in lower case with one spelling for each letter, accents kept: what a stemmer wants to see.

    Arabic letters and digits, presentation forms and full-width letters are settled here; vowel marks and
    invisible characters go.

    >>> normal("ﻭﺯﻳﺮ"), normal("مُحَمَّد"), normal("Ａｂｃ"), normal("١٢٣")
    ('وزير', 'محمد', 'abc', '123')
    """
    if text.isascii():
        return text.lower()
    if _ARABIC_WORD.fullmatch(text):
        return text.translate(_TABLE)
    return _compatible(text).translate(_TABLE)


def bare(text: str) -> str:
    """A text out of `normal` without its accents; й and Indian vowel signs are letters and stay.

    >>> bare("café"), bare("ñandú"), bare("й")
    ('cafe', 'nandu', 'й')
    """
    if text.isascii() or _ARABIC_WORD.fullmatch(text):
        return text
    return _ACCENTED.sub(lambda match: _without_accents(match.group()), text)


def fold(text: str) -> str:
    """One spelling of the text for comparing.

    >>> fold("إعادة"), fold("Crème"), fold("مسئول") == fold("مسؤول")
    ('اعاده', 'creme', True)
    """
    if len(text) < _SHORT or text.isascii():
        return bare(normal(text))
    text = _compatible(text)
    for other in set(_OTHERS.findall(text)):
        text = text.replace(other, _folded(other))
    return text


def flatten(text: str) -> str:
    """The folded words of a text with blanks before, between and after them: quick to look through."""
    flat = fold(text)
    for gap in _GAPS:  # sixty times as fast as a regular expression, most of them are not there
        flat = flat.replace(gap, " ")
    return f" {flat} "


def _compatible(text: str) -> str:
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.lower().replace("i\u0307", "i")  # of İ


@cache
def _folded(character: str) -> str:
    return bare(normal(character))


@cache
def _without_accents(letter: str) -> str:
    return _PLAIN.get(letter) or _ACCENTS.sub("", unicodedata.normalize("NFD", letter))
