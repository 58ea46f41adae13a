"""Where the words of a text are, and in which script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import INVISIBLE, MARKS

_WIDE = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_CLUSTERED = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eb9\u0ebb-\u0ecd\u1000-\u109f\u1780-\u17d3"
_ARABIC = (
    "\u0621-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
)
_INSIDE = f"{MARKS}{INVISIBLE}"
_CLUSTERS = f"(?P<clusters>[{_CLUSTERED}{INVISIBLE}]*[{_CLUSTERED}]+)"
_SPACELESS = f"(?P<wide>[{_WIDE}\u3099\u309a]+)|(?P<hangul>[{_HANGUL}]+)|{_CLUSTERS}|"
_APOSTROPHE = "(?<=[\u0400-\u04ff])['\u2019\u02bc](?=[\u0400-\u04ff])"
_LATIN_AND_GREEK = "\x00-\xac\xae-\u02ff\u0370-\u03ff\u2000-\u200a\u2010-\u2029\u202f-\u205f\u206a-\u20cf\u2100-\u22ff"
_UP_TO_GREEK = f"[{_LATIN_AND_GREEK}]*"
_UP_TO_HEBREW = f"[{_LATIN_AND_GREEK}\u0400-\u0481\u048a-\u0590]*"
_WITH_SPACES = "[\x00-\u0dff\u1e00-\u22ff\ufb1d-\ufdff\ufe70-\ufeff]*"


def pattern(text: str) -> re.Pattern[str]:
    """What finds the words of this text: letters and digits with the marks and invisible characters inside them.

    A run of writing without spaces is found whole, as a named group. Arabic letters are parted from Latin ones and
    digits: ال4 is an article and a number. The rule is one; texts in few scripts need less of it, and most of the time
    that it takes to make the whole of it is for scripts that a text does not have.
    """
    if text.isascii():
        return _ascii()
    if re.fullmatch(_UP_TO_GREEK, text):
        return _letters()
    if re.fullmatch(_UP_TO_HEBREW, text):
        return _plain()
    return _spaced() if re.fullmatch(_WITH_SPACES, text) else _whole()


@cache
def _ascii() -> re.Pattern[str]:
    return re.compile("[0-9A-Za-z]+")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"[^\W_]+(?:{_APOSTROPHE}[^\W_]+)*")


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(_rule(f"[^\\W_{_ARABIC}]"))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(_SPACELESS + _rule(f"[^\\W_{_WIDE}{_HANGUL}{_CLUSTERED}{_ARABIC}]"))


def _rule(other: str) -> str:
    arabic = f"[{_ARABIC}][{_ARABIC}{_INSIDE}]*"
    return f"{arabic}|(?:{other}|[{MARKS}])(?:{other}+|[{_INSIDE}]|{_APOSTROPHE})*"


class Word(NamedTuple):
    """A word's place in a text."""

    start: int
    end: int
    text: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of the text (or of its stretch from `start` to `end`) with their places, in order.

    >>> [word.text for word in words("F-16, C++ و«مُحَمَّد»")]
    ['F', '16', 'C', 'و', 'مُحَمَّد']
    """
    for match in pattern(text).finditer(text, start, len(text) if end is None else end):
        yield Word(match.start(), match.end(), match.group())


def cut(text: str) -> list[str]:
    """The words of the text, in order, without their places.

    >>> cut("F-16, C++")
    ['F', '16', 'C']
    """
    rule = pattern(text)
    return [match.group() for match in rule.finditer(text)] if rule.groups else rule.findall(text)


def is_spaceless(word: str) -> bool:
    """True for a run of Chinese, Japanese, Korean, Thai, Lao, Khmer or Burmese: searched by pairs of characters."""
    rule = pattern(word)
    match = rule.match(word) if rule.groups else None
    return match is not None and match.lastgroup is not None
