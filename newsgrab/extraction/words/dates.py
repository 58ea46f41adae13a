"""Dates as pages print them, in the calendars, digits and month names of many countries, as aware times.

A time without a zone is taken as UTC: the page gives no better one. A date without a year is no date: only a clock
could complete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache

from newsgrab.article import Precision
from newsgrab.extraction.words.calendars import Calendar, calendar_of, gregorian, month_number, months
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.numbers import fold_digits
from newsgrab.extraction.words.phrases import bounded_pattern
from newsgrab.extraction.words.tables import by_language, words_of
from newsgrab.extraction.words.zones import ALL_ZONES, with_zone, without_words, zone_at

BEHIND = 40  # characters within which a clock time belongs to a date
BEFORE = 30
MAX_CHARS = 400


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a page gives: aware, how exactly the page gives it, and whether it gives its zone."""

    at: datetime
    precision: Precision
    has_zone: bool = field(default=False, compare=False)

    @property
    def iso(self) -> str:
        """The time in ISO 8601, the day alone if the page gives no more."""
        return self.at.date().isoformat() if self.precision is Precision.DAY else self.at.isoformat()


def _either(*keys: str) -> str:
    """The pattern for any word under some keys, as it is."""
    return "|".join(map(re.escape, sorted(words_of(*keys), key=len, reverse=True)))


def _half(word: str) -> str:
    """The pattern for a word for half a day: "a.m.", "am", "a. m."; "*" at its end is any ending."""
    dotted = re.escape(word.rstrip(".*")).replace(r"\.", r"\.?\s?")
    return dotted + (r"\w*" if word.endswith("*") else r"\b\.?" if "." in word else r"\b")


_AFTER_NOON = re.compile("|".join(map(_half, words_of("dates.after_noon"))))
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3]|24(?=\s*[:٫h.]\s*00))\s?(?:[:٫h.]|ч|ώ)\s?(?P<minute>[0-5]\d)(?!\d)"
    r"(?:[:٫.](?P<second>[0-5]\d)(?!\d)(?:[.,]\d+)?)?"
    rf"\s?(?P<half>{'|'.join(map(_half, words_of('dates.before_noon', 'dates.after_noon')))})?"
    rf"(?:\s?(?:{'|'.join(map(re.escape, words_of('dates.clock')))})(?![^\W\d_]))?"
    # Arabic writes "in" into the word: بتوقيت.
    rf"(?:[\s,]{{0,2}}[(（]?ب?(?P<zone>z\b|(?:utc|gmt)?\s?[+\-−]\s?\d{{1,2}}:?(?:\d\d)?(?!\d)|utc\b|gmt\b"
    rf"|(?:{'|'.join(map(re.escape, ALL_ZONES))})\b))?"
)
_AFTER_NOON_FIRST = frozenset(words_of("dates.after_noon_first"))
_HALVES = _either("dates.before_noon_first", "dates.after_noon_first")
_EASTERN = re.compile(f"[時时點点시]|{_HALVES}")
_EASTERN_CLOCK = re.compile(
    rf"(?:(?P<half>{_HALVES})\s?)?(?<!\d)(?P<hour>[01]?\d|2[0-4])\s?[:：時时點点시]\s?(?P<minute>[0-5]?\d)(?!\d)"
    r"\s?(?:[:：分분]\s?(?:(?P<second>[0-5]\d)(?!\d)\s?[秒초]?)?)?"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"
    rf"(?:(?:t|[\s,|\-–—]{{1,3}}){_CLOCK})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:t?(?P<hour>[01]\d|2[0-3]|24(?=00|:00)):?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?P<half>)(?P<zone>z\b|[+\-]\d\d:?\d\d)?)?(?!\d)"
)
_ERAS = {era: before for eras in by_language("dates.eras").values() for era, before in eras.items()}
_NUMBERED = re.compile(
    rf"(?:(?P<era>{'|'.join(map(re.escape, _ERAS))})\s?)?"
    rf"(?<!\d)(?P<year>\d{{1,4}}|元)\s?(?:{_either('dates.numbered_year')})\s?"
    rf"(?P<month>\d{{1,2}})\s?(?:{_either('dates.numbered_month')})\s?(?P<day>\d{{1,2}})(?!\d)"
)
_NUMBERED_YEARS = words_of("dates.numbered_year")
_REPUBLIC = 1911  # the year before the first of the era in which Taiwan counts, also where it names no era
_NUMERIC = re.compile(
    r"(?<![\d.,/\-])(?P<a>\d{1,4})(?P<sign>[./\-])\s?(?P<b>\d{1,2})(?P=sign)\s?(?P<c>\d{4}|\d{2})(?![\d/])"
)
# Without a year of four digits there is a date only in numbers (3.5.24), in an era (令和7年) or as 3-Mar-24.
_CLUE = re.compile(
    r"\d{4}|\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?\d\d|[年년]|\d[\s\-./]*[^\W\d_](?:[^\W\d_]|[.ั-๎]){2,12}[\s\-./,']*\d\d"
)
_LATER_CLOCK = re.compile(rf"(?<!\d){_CLOCK}", re.IGNORECASE)
_NEXT_DATE = re.compile(r"(?<![\d.:+\-−])(?:\d{1,2}[./\-]\s?){0,2}\d{4}(?!\d)")
# Where English is written month first: everywhere that says no country, and in these.
_MONTH_FIRST = frozenset(words_of("dates.month_first"))
# Where two digits of a year stand first: 24/05/03.
_YEAR_FIRST = frozenset({"zh", "ja", "ko"})


# The first of two names of a month, with a number: "21 تشرين2/نوفمبر 2026".
_TWIN_MONTH = re.compile(r"[\u0621-\u064a]+[12]/(?=[\u0621-\u064a])")
_LETTERS = re.compile(r"[^\W\d_][^\W\d_\u0900-\u0dff]*[^\s\d.,/\-–()،]*")


@cache
def _by_beginning() -> dict[str, list[str]]:
    """The months' names by their first words, also with what Hebrew and Arabic write before them."""
    found: dict[str, list[str]] = {}
    for name in months():
        first = re.split(r"[\s.]", name)[0]
        for beginning in (first, "ב" + first, "و" + first):
            found.setdefault(beginning, []).append(name)
    return found


@lru_cache(maxsize=256)
def _named(beginnings: frozenset[str]) -> re.Pattern[str]:
    """The names of the months so beginning.

    A text has one or two of them; with all names of the world in it, the pattern would be slow to make and to use.
    Hebrew and Arabic write "in" and "and" into the word.
    """
    names = sorted({name for one in beginnings for name in _by_beginning()[one]}, key=len, reverse=True)
    name = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![^\W\d_])(?:ב|و)?({name})(?![^\W\d_])")


_FIRST_SIGN = 0xF0000  # of those that Unicode leaves to private use, and no font of icons takes


@cache
def _dated() -> re.Pattern[str]:
    """A date with a month, for whose name a sign stands, in any order: 3 May 2025, May 3, 2025, 2025. május 3."""
    name = "[\U000f0000-\U000f01ff]"
    word = rf"({name})\.?(?:\s?[/\-–(]\s?{name}\)?)?"  # Arabic pages print two names: تشرين الأول/أكتوبر.
    joint = r"[\s.,،/\-–']*"
    day = rf"(?<!\d)(\d{{1,2}})(?:\s?(?:{_folded('dates.ordinal')})(?![^\W\d_]))?"
    of = rf"(?:(?:{_folded('dates.of')})\s?(?![^\W\d_]))?"
    year = r"(\d{4}|\d{2}(?=\s|$|,))(?!\d)"
    # "Feb 182009" is a calendar sheet, but "20 July 201928 July 2019" two dates without a space between them.
    unglued = r"(?:(?<!\d\s)(?<!\d\.\s)|(?=\D*\d{1,2}\D))"
    return re.compile(
        rf"{day}{joint}{of}{joint}{word}{joint}{of}{joint}(?:({_folded('dates.before_year')})?\s?){year}"
        rf"|{unglued}{word}{joint}{day}{joint}{of}{joint}(\d{{4}})(?!\d)"
        rf"|(?<!\d)(\d{{4}}){joint}(?:{_folded('dates.after_year')})?{joint}{word}{joint}(?<!\d)(\d{{1,2}})(?!\d)"
    )


@cache
def _folded(key: str) -> str:
    """The pattern for any word under a key, folded as the text is, the longest first."""
    words = sorted({fold(word) for word in words_of(key)}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


def read_date(text: str, language: str | None = None, *, clock: Moment | None = None) -> Moment | None:
    """The first date in a text, None if there is none.

    `language` (BCP 47) decides 3/5/2025; `clock` is the page's own time, against which "3 hours ago" is read.

    >>> read_date("8 كانون الثاني/يناير 2026").iso
    '2026-01-08'
    >>> read_date("پنجشنبه ۱۸ دی ۱۴۰۴ - ۱۰:۴۰").iso
    '2026-01-08T10:40:00+00:00'
    """
    found = _absolute(text[:MAX_CHARS], language)
    return _relative(fold_digits(text[:MAX_CHARS]).lower(), clock) if found is None and clock else found


@lru_cache(maxsize=256)
def _absolute(text: str, language: str | None) -> Moment | None:
    """The first date in a text. Kept, since a page has the same text in several elements and asks for it several times."""  # noqa: E501
    folded = _with_clock(fold_digits(without_words(text, language)).lower())
    if "/" in folded and not folded.isascii():
        folded = _TWIN_MONTH.sub("", folded)
    if not _CLUE.search(folded):
        return None
    folded = with_zone(folded, language or "")
    in_numbers = _iso(folded) or _numbered(folded) or _numeric(folded, language)
    return in_numbers or _worded(folded, language) or _compact(folded)


def read_iso(text: str) -> Moment | None:
    """The time that a machine wrote (ISO 8601, RFC 822), without any guess about order."""
    return _machine_written(text.strip()[:80])


@lru_cache(maxsize=256)
def _machine_written(text: str) -> Moment | None:
    folded = with_zone(fold_digits(text).lower(), "en")  # RFC 822 knows the zones of North America
    return _iso(folded) or _worded(folded, "en") or _compact(folded)


def _with_clock(folded: str) -> str:
    """The text with clock times of the far east in numbers: 下午3:05 as 15:05, 9時30分 as 9:30."""
    return _EASTERN_CLOCK.sub(_clock_of, folded) if _EASTERN.search(folded) else folded


def _clock_of(match: re.Match[str]) -> str:
    hour, half = int(match["hour"]), match["half"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in _AFTER_NOON_FIRST else 0)
    return f" {hour}:{match['minute']}" + (f":{match['second']}" if match["second"] else "")


def _iso(folded: str) -> Moment | None:
    match = _ISO.search(folded) if "-" in folded else None
    if match is None:
        return None
    clock = match if match["hour"] else None
    beside = ("", "") if clock else _beside(folded, match)
    return _moment(int(match["year"]), int(match["month"]), int(match["day"]), clock, beside)


def _compact(folded: str) -> Moment | None:
    match = _COMPACT.search(folded)
    if match is None:
        return None
    clock = match if match["hour"] else None
    return _moment(int(match["year"]), int(match["month"]), int(match["day"]), clock)


def _numbered(folded: str) -> Moment | None:
    """A date whose year and month are numbers with signs behind them: 2025年5月3日."""
    match = _NUMBERED.search(folded) if any(sign in folded for sign in _NUMBERED_YEARS) else None
    if match is None:
        return None
    year = 1 if match["year"] == "元" else int(match["year"])
    if match["era"] in _ERAS:
        year += _ERAS[match["era"]]
    elif len(match["year"]) == 3:
        year += _REPUBLIC
    elif len(match["year"]) == 2:
        year += 2000
    return _moment(year, int(match["month"]), int(match["day"]), None, (folded[match.end() : match.end() + BEHIND], ""))


def _numeric(folded: str, language: str | None) -> Moment | None:
    return _first_of(_days_in_numbers(folded, language))


def _days_in_numbers(folded: str, language: str | None) -> Iterator[tuple[Moment, Calendar]]:
    for match in _NUMERIC.finditer(folded):
        if len(match["a"]) != 3:
            year, month, day = _in_order(match, (language or "").lower())
            found = _moment(year, month, day, None, _beside(folded, match))
            if found:
                yield found, calendar_of(year)


def _in_order(match: re.Match[str], language: str) -> tuple[int, int, int]:
    """Year, month and day of a date in numbers, by what each can be and as the language has them."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        return a, b, c
    if len(match["c"]) == 2 and language[:2] in _YEAR_FIRST:
        return 2000 + a, b, c
    first = match["sign"] != "." and language in _MONTH_FIRST
    month, day = (a, b) if (first and a <= 12) or b > 12 else (b, a)
    return c if len(match["c"]) == 4 else 2000 + c, month, day


def _worded(folded: str, language: str | None) -> Moment | None:
    flat = fold(folded)
    beginnings = _by_beginning().keys() & _LETTERS.findall(flat)
    if not beginnings:
        return None
    names: list[str] = []

    def sign(match: re.Match[str]) -> str:
        names.append(" ".join(match[1].split()))
        return chr(_FIRST_SIGN + len(names) - 1)

    flat = _named(frozenset(beginnings)).sub(sign, flat)
    return _first_of(_days_with(names, flat, language)) if names else None


def _days_with(names: list[str], flat: str, language: str | None) -> Iterator[tuple[Moment, Calendar]]:
    """The dates of a text in which a sign stands for each month, with their calendars."""
    for match in _dated().finditer(flat):
        day1, name1, _, year1, name2, day2, year2, year3, name3, day3 = match.groups()
        name, day, year = name1 or name2 or name3, day1 or day2 or day3, year1 or year2 or year3
        at = ord(name) - _FIRST_SIGN
        known = month_number(names[at], language) if at < len(names) else None
        if known is None:
            continue
        calendar, month = known
        century = 0 if len(year) == 4 else 2500 if _is_thai(names[at]) and int(year) >= _THAI_WEB else 2000
        date = gregorian(century + int(year), month, int(day), calendar)
        if date:
            yield _timed(date, None, *_beside(flat, match)), calendar


_THAI_WEB = 36  # 2536 was 1993: a smaller number is of our own years


def _is_thai(name: str) -> bool:
    return "\u0e00" <= name[0] <= "\u0e7f"


def _first_of(dates: Iterator[tuple[Moment, Calendar]]) -> Moment | None:
    """The first date; if the next one names the same day in another calendar, that of ours, with the time of either.

    A lunar day may be one off the calendar's, by the moon that was seen.
    """
    first, calendar = next(dates, (None, None))
    if first is None:
        return None
    other, of_other = next(dates, (None, None))
    if other is None or of_other is calendar or abs(other.at.date() - first.at.date()) > timedelta(1):
        return first
    ours, twin = (first, other) if calendar is Calendar.GREGORIAN else (other, first)
    if twin.precision is Precision.DAY or ours.precision is not Precision.DAY:
        return ours
    return replace(twin, at=datetime.combine(ours.at.date(), twin.at.timetz()))


def _beside(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands behind a date, up to the next one, and before it."""
    end = match.end() + BEHIND
    other = _NEXT_DATE.search(text, match.end(), end + 10)
    return text[match.end() : min(end, other.start()) if other else end], text[: match.start()]


def _moment(
    year: int, month: int, day: int, clock: re.Match[str] | None, beside: tuple[str, str] = ("", "")
) -> Moment | None:
    """The moment of a date in numbers, None if there is no such day."""
    date = gregorian(year, month, day, Calendar.GREGORIAN)
    return _timed(date, clock, *beside) if date else None


def _timed(date: datetime, clock: re.Match[str] | None, behind: str, before: str) -> Moment:
    """The moment on a day. A clock time is looked for right behind the date, then before it."""
    match = clock or _LATER_CLOCK.search(behind) or _LATER_CLOCK.search(before[-BEFORE:])
    if match is None:
        return Moment(date, Precision.DAY)
    hour, half = int(match["hour"]), match["half"] or ""
    if half and hour <= 12:
        later = _AFTER_NOON.fullmatch(half) is not None
        hour = hour % 12 + (12 if later else 0)
    second = match["second"]
    at = date.replace(hour=hour % 24, minute=int(match["minute"]), second=int(second or 0))
    at += timedelta(days=hour // 24)  # the end of a day (24:00) is where the next one begins
    exactly = Precision.SECOND if second else Precision.MINUTE
    return Moment(at.replace(tzinfo=zone_at(match["zone"], at)), exactly, has_zone=bool(match["zone"]))


# How long ago, by the unit's word: minutes.
_UNITS = {
    word: minutes
    for key, minutes in (("minutes", 1), ("hours", 60), ("days", 1440), ("weeks", 10080))
    for word in words_of(f"dates.{key}")
}
_DUALS = {
    word: minutes
    for key, minutes in (("two_minutes", 2), ("two_hours", 120), ("two_days", 2880), ("two_weeks", 20160))
    for word in words_of(f"dates.{key}")
}
_AGO = re.compile(bounded_pattern(words_of("dates.ago")))
_AMOUNT = re.compile(r"(\d{1,3})\s*([^\W\d_][\w\u0900-\u0eff\u1000-\u109f\u1780-\u17ff]*)")
_WORD = re.compile(r"[^\W\d_]+")
_NOW = re.compile(bounded_pattern(words_of("dates.now")))
_YESTERDAY = re.compile(bounded_pattern(words_of("dates.yesterday")))


def is_relative_date(text: str, *, day_words: bool = False) -> bool:
    """Whether a text tells a time from a clock: "3 hours ago"; with `day_words` also "yesterday" and "now"."""
    folded = fold_digits(text).lower()
    return _minutes_ago(folded) is not None or (day_words and bool(_YESTERDAY.search(folded) or _NOW.search(folded)))


def _minutes_ago(folded: str) -> int | None:
    """How many minutes ago a text says, in words and numbers: "3 hours ago", "an hour ago"."""
    if not _AGO.search(folded):
        return None
    match = _AMOUNT.search(folded)
    if match is None:  # a unit alone is one of it
        return next((size for word in _WORD.findall(folded) if (size := _DUALS.get(word) or _UNITS.get(word))), None)
    word = match[2]
    unit = next((_UNITS[word[:length]] for length in range(len(word), 0, -1) if word[:length] in _UNITS), None)
    return int(match[1]) * unit if unit else None


def _relative(folded: str, clock: Moment) -> Moment | None:
    """A time told from the page's own: "3 hours ago", "yesterday"."""
    minutes = _minutes_ago(folded)
    if minutes is None and not _AGO.search(folded):
        minutes = 1440 if _YESTERDAY.search(folded) else 0 if _NOW.search(folded) else None
    if minutes is None:
        return None
    return Moment(clock.at - timedelta(minutes=minutes), Precision.DAY if minutes >= 1440 else clock.precision)
