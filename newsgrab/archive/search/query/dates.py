"""Moments as people type them into a search: ISO dates, years and months, words, Arabic-Indic digits."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newsgrab.archive.search.analysis.fold import normal

_CLOCK = r"[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,6})?)?"
_ISO = rf"(\d{{4}})(?:[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}})(?:{_CLOCK})?)?)?(z|[+-]\d{{2}}:?\d{{2}})?$"
_AGO = r"(?:(\d+|a|an)\s*(minute|min|hour|h|day|week|month|year|d|w|m|y)s?(?:\s*ago)?|قبل\s*(\d*)\s*(\w+))$"
_MINUTES = {"minute": 1, "min": 1, "hour": 60, "h": 60}
_DAYS = {"day": 1, "d": 1, "week": 7, "w": 7, "month": 30, "m": 30, "year": 365, "y": 365}
_ARABIC_DAYS = {"يوم": 1, "يومين": 2, "ايام": 1, "اسبوع": 7, "اسبوعين": 14, "اسابيع": 7, "شهر": 30, "شهرين": 60}
_ARABIC_DAYS |= {"اشهر": 30, "شهور": 30, "سنه": 365, "عام": 365, "سنوات": 365, "اعوام": 365}
_WORDS = {"today": 0, "yesterday": 1, "اليوم": 0, "امس": 1, "last week": 7, "last month": 30, "last year": 365}


def parse_moment(text: str, now: datetime) -> datetime | None:
    """The moment at which a day, month, year, or time of this text begins; None if it is none.

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    >>> parse_moment("٢٠٢٤-٠٢", now).isoformat(), parse_moment("yesterday", now).isoformat(), parse_moment("soon", now)
    ('2024-02-01T00:00:00+00:00', '2026-03-04T00:00:00+00:00', None)
    """
    text = normal(text).strip().replace("_", " ")
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if text in _WORDS:
        return midnight - timedelta(days=_WORDS[text])
    if match := re.match(_ISO, text):
        return _from_iso(match, now)
    if match := re.match(_AGO, text):
        return _ago(match, now, midnight)
    return None


def _from_iso(match: re.Match[str], now: datetime) -> datetime | None:
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    try:
        moment = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=now.tzinfo)
        if zone := match[7]:
            zone = "+00:00" if zone == "z" else zone
            moment = moment.replace(tzinfo=datetime.strptime(zone, "%z").tzinfo)
    except ValueError:
        return None
    return moment


def _ago(match: re.Match[str], now: datetime, midnight: datetime) -> datetime | None:
    if match[2]:
        count = int(match[1]) if match[1].isdigit() else 1
        if match[2] in _MINUTES:
            return _before(now, timedelta(minutes=1), _MINUTES[match[2]] * count)
        days = _DAYS[match[2]] * count
    elif match[4] in _ARABIC_DAYS:
        days = _ARABIC_DAYS[match[4]] * int(match[3] or 1)
    else:
        return None
    return _before(midnight, timedelta(days=1), days)


def _before(moment: datetime, unit: timedelta, count: int) -> datetime | None:
    try:
        return moment - unit * count
    except OverflowError:
        return None
