"""Moments as people type them: ISO dates, years and months, words of many languages, calendars and digits of all."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import fold, normal
from newsgrab.errors import BadDate

_CLOCK = r"[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,6})?)?"
_ISO = rf"(\d{{4}})(?:[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}})(?:{_CLOCK})?)?)?(z|[+-]\d{{2}}:?\d{{2}})?$"
_SHORT = r"(\d+)\s*(min|h|d|w|m|y)(?:\s*ago)?$"
_SHORT_UNITS = {"min": 1, "h": 60, "d": 1440, "w": 7 * 1440, "m": 30 * 1440, "y": 365 * 1440}
_DAY = 1440
_OTHER_CALENDARS = range(1300, 1500)  # years of the Hijra, lunar or solar
_OF_THE_HIJRA = r"(?<=1[345]\d\d) ?(?:ه|ه ?ش|ه ?ق|ش|ق|هجري\w?|هجريه|ah)\.?$"
_AMBIGUOUS = r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}$"


def parse_moment(text: str, now: datetime) -> datetime | None:
    """The moment at which a day, month, year, or time of this text begins; None if it is none.

    A date that could be read day or month first is none; years from 1300 to 1499 are those of the Hijra.

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    >>> parse_moment("٢٠٢٤-٠٢", now).isoformat(), parse_moment("yesterday", now).isoformat(), parse_moment("soon", now)
    ('2024-02-01T00:00:00+00:00', '2026-03-04T00:00:00+00:00', None)
    >>> parse_moment("مارس 2024", now).date().isoformat(), parse_moment("geçen hafta", now).date().isoformat()
    ('2024-03-01', '2026-02-26')
    """
    text = " ".join(normal(text).replace("_", " ").split())
    text = re.sub(r"^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]$", r"\1-\2", text)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if match := re.match(_ISO, re.sub(_OF_THE_HIJRA, "", text)):
        return _from_iso(match, now)
    if match := re.match(_SHORT, text):
        return _ago(int(match[1]) * _SHORT_UNITS[match[2]], now)
    words = _words()
    if (days := words.days.get(fold(text))) is not None:
        return _ago(days * _DAY, now) if days else midnight
    if (minutes := _minutes_ago(fold(text), words)) is not None:
        return _ago(minutes, now)
    return _as_printed(text, now)


def moment_named(text: str, now: datetime) -> datetime:
    """The same in UTC; what is none is refused. Raises BadDate."""
    moment = parse_moment(text, now)
    try:
        if moment is not None:
            return moment.astimezone(UTC)
    except OverflowError:  # the very first or last day that there is
        pass
    raise BadDate(f'{text!r}: not a date: write 2024-10-05, 2024-10, yesterday or "3 days ago"')


def whole_moment(text: str, now: datetime) -> datetime:
    """The end of what a text names, until which something was so; the time of a look is just that. Raises BadDate."""
    if "." in text:  # as looks are printed: to the millisecond
        with suppress(ValueError):
            exact = datetime.fromisoformat(text)
            return exact if exact.tzinfo else exact.replace(tzinfo=UTC)
    return end_of(moment_named(text, now), text)


def end_of(moment: datetime, text: str) -> datetime:
    """The end of what a text names that begins at this moment: a day, a minute and a second count as a whole."""
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0) and ":" not in text:
        return moment + timedelta(days=1, milliseconds=-1)
    return moment + timedelta(seconds=0 if moment.second else 59, milliseconds=999)


def _from_iso(match: re.Match[str], now: datetime) -> datetime | None:
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    if year in _OTHER_CALENDARS:
        return _as_printed(f"{year}-{month or 1:02}-{day or 1:02}", now)
    month, day = (1 if part is None else part for part in (month, day))
    try:
        moment = datetime(year or 0, month, day, hour or 0, minute or 0, second or 0, tzinfo=now.tzinfo)
        if zone := match[7]:
            zone = "+00:00" if zone == "z" else zone
            moment = moment.replace(tzinfo=datetime.strptime(zone, "%z").tzinfo)
    except ValueError:
        return None
    return moment


def _minutes_ago(text: str, words: _Words) -> int | None:
    """The minutes of a text that has a unit of time, "ago" or a number, and nothing else; None if it is none."""
    ago = next((each for each in words.ago if f" {each} " in f" {text} "), "")
    parts = f" {text} ".replace(f" {ago} ", " ", 1).split() if ago else text.split()
    numbers = [int(part) if part.isdigit() and len(part) < 6 else words.numbers.get(part) for part in parts]
    units = [words.units[part] for part in parts if part in words.units]
    known = [number for number in numbers if number is not None]
    if len(units) != 1 or len(known) + 1 != len(parts) or len(known) > 1 or not (ago or known):
        return None
    return units[0] * (known[0] if known else 1)


def _ago(minutes: int, now: datetime) -> datetime | None:
    """That long ago; the beginning of the day if it is one or more."""
    try:
        moment = now - timedelta(minutes=minutes)
    except OverflowError:
        return None
    return moment if minutes < _DAY else moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _as_printed(text: str, now: datetime) -> datetime | None:
    """A date as pages print it, by their reader; a month with its year is its first day."""
    from newsgrab.article import Precision
    from newsgrab.extraction.words.dates import read_date

    if (match := re.match(_AMBIGUOUS, text)) and int(match[1]) <= 12 and int(match[2]) <= 12:
        return None
    if re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^\W\d]", text):  # 2024-01-01x
        return None
    found = read_date(text)
    if found is None and len(re.findall(r"\d+", text)) == 1:  # a month with its year, and no day that does not exist
        found = read_date(f"1 {text}")
    if found is None:
        return None
    return found.at.replace(tzinfo=now.tzinfo) if found.precision is Precision.DAY else found.at


class _Words(NamedTuple):
    """What the words of day_words.txt mean, by their folds: days back, minutes of a unit, numbers, and "ago"."""

    days: dict[str, int]
    units: dict[str, int]
    numbers: dict[str, int]
    ago: frozenset[str]


@cache
def _words() -> _Words:
    days: dict[str, int] = {}
    units: dict[str, int] = {}
    numbers: dict[str, int] = {}
    ago: set[str] = set()
    for line in Path(__file__).with_name("day_words.txt").read_text(encoding="utf-8").splitlines():
        head, _, tail = line.partition(":")
        names = [fold(word.replace("|", " ")) for word in tail.split()]
        if head == "~":
            ago.update(names)
        elif head.startswith("+"):
            units.update(dict.fromkeys(names, int(head)))
        elif head.startswith("="):
            numbers.update(dict.fromkeys(names, int(head[1:])))
        elif head.isdigit():
            days.update(dict.fromkeys(names, int(head)))
    return _Words(days, units, numbers, frozenset(ago))
