"""Counts as pages print them: the digits of every script, separators of every country, "12.5K", "1.2 लाख", "10万+"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from newsgrab.extraction.words.phrases import alternation
from newsgrab.extraction.words.tables import by_language, words_of

_FACTORS = {
    "numbers.thousand": 1_000,
    "numbers.ten_thousand": 10_000,
    "numbers.hundred_thousand": 100_000,
    "numbers.million": 1_000_000,
    "numbers.ten_million": 10_000_000,
    "numbers.hundred_million": 100_000_000,
    "numbers.billion": 1_000_000_000,
}
_LARGEST = 10**12  # nobody has more readers than that: a number of another kind

_MEASURES = frozenset("abcdefghijlmnopqrstuvwxyz")  # letters that may be a measure's: "2,3 k" is none

_SPACES = "\u00a0\u2007\u2008\u2009\u202f"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


# The zeros of all scripts (Unicode 15, general category Nd); the other nine digits follow each.
_ZEROS = """
    660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90 1b50
    1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10 104a0 10d30 11066 110f0 11136 111d0 112f0 11450 114d0
    11650 116c0 11730 118e0 11950 11c50 11d50 11da0 16a60 16ac0 16b50 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6 1e140 1e2f0
    1e950 1fbf0
"""


@dataclass(frozen=True, slots=True)
class Count:
    """A count: its value, the text that says it, and whether it says it to the last digit."""

    value: int
    text: str
    exact: bool


@cache
def _folding() -> dict[int, int | None]:
    """Every decimal digit of Unicode as its ASCII one; invisible marks away."""
    table: dict[int, int | None] = {ord(mark): None for mark in _INVISIBLE if mark not in "\u200c\u200d"}
    for zero in _ZEROS.split():
        table.update((int(zero, 16) + digit, ord("0") + digit) for digit in range(10))
    return table


def fold_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9, and without direction marks.

    >>> fold_digits("٣٤٬٨٦٧")
    '34٬867'
    """
    return text if text.isascii() else text.translate(_folding())


@cache
def _units() -> dict[str, int]:
    units: dict[str, int] = {}
    for key, factor in _FACTORS.items():
        units.update((unicodedata.normalize("NFC", word).casefold(), factor) for word in words_of(key))
    return units


_ONES = r"(?<=[万萬만])(?:\d{1,4}(?!\d)| \d{3,4}(?![\d.,]))"  # what follows ten thousands: 2만553


@cache
def _pattern() -> re.Pattern[str]:
    """A number and, close behind it, its multiplier."""
    words = sorted(_units(), key=len, reverse=True)
    # A letter or sign of the same word behind it makes it another word: "5 mars" is not five million ars. Scripts
    # written without spaces, where the next word follows at once, are the exception.
    bound = alternation(word for word in words if not _charwise(word))
    free = alternation(word for word in words if _charwise(word))
    unit = f"(?:(?:{bound})(?![^\\W\\d_]|[\u0900-\u0dff])|(?:{free}))"
    # No word is tried unless one begins like what follows the number.
    letters = "".join(sorted({word[0] for word in words}))
    return re.compile(
        # Not inside a longer number, a date, a time, an address or a word: asked at a digit, not at every sign.
        r"(?P<number>\d(?<![A-Za-z0-9_#@]\d)(?<!\d[.,:/\-]\d)"
        rf"\d*(?:[.,٬٫،'’·{_SPACES}]\d+|[ ]\d{{3}}(?!\d))*)"
        rf"(?:(?P<gap>[ {_SPACES}]?)(?=[{letters}])(?P<unit>{unit})\.?(?P<rest>{_ONES})?)?(?P<more>\s?\+)?",
        re.IGNORECASE,
    )


def _charwise(word: str) -> bool:
    return any("\u2e80" <= char <= "\uffdc" or "\u0e00" <= char <= "\u0e7f" for char in word)


def find_counts(text: str, language: str | None = None) -> list[tuple[int, int, Count]]:
    """Every count in a text, with where it begins and ends in `fold_digits(text)`.

    Numbers that are no counts are left out: "4.5" (a rating), "12:30", "3/4", "2025-10-05".
    """
    folded = fold_digits(text)
    found = []
    for match in _pattern().finditer(folded):
        after = folded[match.end() : match.end() + 2]
        if after[:1] in ("%", "٪", "°", "$", "€") or (after[:1] in (":", "/", "-") and after[1:2].isdigit()):
            continue
        raw = text[match.start() : match.end()].strip() if len(folded) == len(text) else None
        count = _count(match, language, raw)
        if count is not None:
            found.append((match.start(), match.end(), count))
    return found


def read_count(text: str, language: str | None = None) -> Count | None:
    """The count that is the whole text, None if the text is anything more or else.

    >>> read_count("12,5 B", "tr")
    Count(value=12500, text='12,5 B', exact=False)
    >>> read_count("4.5") is None
    True
    """
    folded = fold_digits(text).strip()
    if not folded or len(folded) > 40:
        return None
    match = _pattern().fullmatch(folded)
    return _count(match, language, text.strip()) if match else None


def main_count(text: str, language: str | None = None) -> Count | None:
    """The count that is the whole text, else the first one in it.

    >>> main_count("1,204 reads, 3 replies")
    Count(value=1204, text='1,204', exact=True)
    """
    whole = read_count(text, language)
    return whole or next((count for _, _, count in find_counts(text, language)), None)


def _count(match: re.Match[str], language: str | None, text: str | None = None) -> Count | None:
    unit = match["unit"]
    factor = 1
    if unit:
        unit = unit.casefold()
        own = by_language("numbers.in_this_language").get((language or "")[:2].lower(), {})
        factor = own.get(unit) or _units().get(unit, 1)
        if unit in _MEASURES and match["gap"] and not match["unit"].isupper():
            return None  # "5 m" is a distance or a time; "5 M" and "5m" are millions
    value = _value(match["number"], factor)
    if value is None or value >= _LARGEST:
        return None
    value += int(match["rest"] or 0)
    exact = (factor == 1 or match["rest"] is not None) and not match["more"]
    return Count(value, text if text is not None else match[0].strip(), exact=exact)


def _value(number: str, factor: int) -> int | None:
    """What the digits say, None if they are no whole number once multiplied."""
    if number.isdigit():
        return int(number) * factor if len(number) <= 15 else None
    groups = re.split(r"\D", number)
    signs = [char for char in number if not char.isdigit()]
    if sum(map(len, groups)) > 15:
        return None
    if len(set(signs)) == 1 and _grouped(groups) and not (factor > 1 and len(signs) == 1 and signs[0] in ".,٫"):
        return int("".join(groups)) * factor
    whole, fraction = groups[:-1], groups[-1]
    if factor == 1 or signs[-1] not in ".,٫" or signs[-1] in signs[:-1] or not (len(whole) == 1 or _grouped(whole)):
        return None
    return int("".join(whole) + fraction) * factor // int(10 ** len(fraction))


def _grouped(groups: list[str]) -> bool:
    """Thousands (1,234,567) or the Indian way (12,34,567)."""
    first, *rest = groups
    if len(first) > 3 or first.startswith("0") or not rest or len(rest[-1]) != 3:
        return False
    return all(len(group) == 3 for group in rest) or (len(first) <= 2 and all(len(group) == 2 for group in rest[:-1]))
