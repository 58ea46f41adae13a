"""Calendars: month names of all languages, and days of several calendars as Gregorian ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import by_language

_YEARS = range(1800, 2100)


class Calendar(StrEnum):
    """The calendars that months belong to."""

    GREGORIAN = "gregorian"
    SOLAR = "solar_hijri"
    LUNAR = "lunar_hijri"


@cache
def months() -> dict[str, tuple[Calendar, int]]:
    """Every month's names, folded, with the calendar and the number (1 to 12)."""
    table: dict[str, tuple[Calendar, int]] = {}
    for calendar in Calendar:
        for names_of_months in by_language(f"months.{calendar}").values():
            for number, names in enumerate(names_of_months, start=1):
                for name in names:
                    table.setdefault(fold(name), (calendar, number))
    return table


def month_number(name: str, language: str | None) -> tuple[Calendar, int] | None:
    """The calendar and number of a month by its (folded) name, as the language means it."""
    own = by_language("months.in_this_language").get((language or "")[:2].lower(), {})
    return (Calendar.GREGORIAN, own[name]) if name in own else months().get(name)


def gregorian(year: int, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> datetime | None:
    """The day in UTC, None if there is no such day.

    >>> gregorian(1404, 1, 1, Calendar.SOLAR).date().isoformat()
    '2025-03-21'
    """
    if calendar is Calendar.GREGORIAN:
        calendar = calendar_of(year)
    if calendar is not Calendar.GREGORIAN:
        return _from_lunar(year, month, day) if calendar is Calendar.LUNAR else _from_solar(year, month, day)
    if 2400 <= year < 2650:
        year -= 543  # the Buddhist era of Thailand
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def calendar_of(year: int) -> Calendar:
    """The calendar of a date without a month's name: the lunar 1420 was 1999, the solar 1420 will be 2041."""
    if not 1300 <= year < 1500:
        return Calendar.GREGORIAN
    return Calendar.SOLAR if year < 1420 else Calendar.LUNAR


def _from_lunar(year: int, month: int, day: int) -> datetime | None:
    from hijridate import Hijri

    try:
        date = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return datetime(date.year, date.month, date.day, tzinfo=UTC)


def _from_solar(year: int, month: int, day: int) -> datetime | None:
    """Solar Hijri, by the 33-year leap cycle, which is right from 1178 to 1633 (1799 to 2254)."""
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    leap = (25 * year + 11) % 33 < 8
    if month == 12 and day == 30 and not leap:
        return None
    before = year - 1342
    leaps = sum((25 * y + 11) % 33 < 8 for y in (range(1342, year) if before >= 0 else range(year, 1342)))
    days = before * 365 + (leaps if before >= 0 else -leaps)
    days += (month - 1) * 31 - max(0, month - 7) + day - 1
    return datetime(1963, 3, 21, tzinfo=UTC) + timedelta(days=days)
