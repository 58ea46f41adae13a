"""Month names of all languages, by number, in the calendars that they belong to."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import by_language


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
