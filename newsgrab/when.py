"""Dates as people type them: "2024-10-05", "٢٠٢٤-١٠-٠٥", "yesterday", "3 days ago", "2w"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from newsgrab.errors import BadDate

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_SHORT = {"min": "minute", "h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_AGO = re.compile(r"(\d{1,6})\s*([a-z]+?)s?(?:\s+ago)?")
_PART = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


def parse_when(text: str, now: datetime) -> datetime:
    """The moment that `text` names, aware. A day is its beginning; without an offset, times are UTC.

    Understood: ISO 8601, a year, year-month or year-month-day, "today", "yesterday", "3 days ago", "2w", "36h";
    digits of any script. Raises BadDate.

    >>> parse_when("2024-10", datetime(2025, 1, 1, tzinfo=UTC)).isoformat()
    '2024-10-01T00:00:00+00:00'
    """
    folded = "".join(str(int(c)) if c.isdecimal() else c for c in text).strip().lower()
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    if folded in {"now", "today", "yesterday"}:
        return {"now": now, "today": midnight, "yesterday": midnight - timedelta(days=1)}[folded]
    try:
        ago = _AGO.fullmatch(folded)
        if ago:
            unit = _UNITS.get(_SHORT.get(ago[2], ago[2]))
            if unit:
                return now - int(ago[1]) * unit
        part = _PART.fullmatch(folded)
        if part:
            return datetime.combine(date(int(part[1]), int(part[2] or 1), int(part[3] or 1)), time(), UTC)
        moment = datetime.fromisoformat(folded.upper())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)  # years 1 and 9999 have no room for an offset
    except (ValueError, OverflowError) as error:
        raise BadDate(f"{text!r}: {_HELP}") from error
    return moment


_HELP = 'not a date: write 2024-10-05, 2024-10, yesterday or "3 days ago"'
