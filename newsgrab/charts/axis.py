"""Marks on an axis: round numbers, and round moments of a clock."""

from __future__ import annotations

from datetime import datetime, timedelta

_STEPS = (
    *(timedelta(minutes=number) for number in (1, 5, 15, 30)),
    *(timedelta(hours=number) for number in (1, 3, 6, 12)),
    *(timedelta(days=number) for number in (1, 2, 7, 14)),
)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def number_marks(low: int, high: int, most: int = 5) -> list[int]:
    """Round whole numbers from at most `low` to at least `high`, at most `most` of them but for one at either end.

    >>> number_marks(16, 1250)
    [0, 500, 1000, 1500]
    >>> number_marks(7, 7)
    [7, 8]
    """
    span, step, factor = max(1, high - low), 1, 0
    while span / step > most - 1:
        step = (1, 2, 5)[factor % 3] * 10 ** (factor // 3)
        factor += 1
    first = low // step * step
    last = max(-(-high // step) * step, first + step)
    return list(range(first, last + 1, step))


def time_marks(begin: datetime, end: datetime, most: int = 6) -> list[tuple[datetime, str]]:
    """Round moments within a span, at most `most`, each with what to write below it."""
    for step in _STEPS:
        if (end - begin) / step <= most:
            return _by_duration(begin, end, step)
    months = next((each for each in _MONTHS if (end - begin) / timedelta(days=30 * each) <= most), _MONTHS[-1])
    return _by_months(begin, end, months)


def _by_duration(begin: datetime, end: datetime, step: timedelta) -> list[tuple[datetime, str]]:
    at = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    at += -(-(begin - at) // step) * step
    marks = []
    while at <= end:
        is_midnight = at.hour == at.minute == 0
        marks.append((at, at.strftime("%Y-%m-%d" if is_midnight else "%H:%M")))
        at += step
    return marks


def _by_months(begin: datetime, end: datetime, months: int) -> list[tuple[datetime, str]]:
    first = begin.year * 12 + begin.month - 1
    number, marks = first // months * months, []
    while number // 12 <= end.year:
        at = datetime(number // 12, number % 12 + 1, 1, tzinfo=begin.tzinfo) if number >= 12 else begin
        if begin <= at <= end:
            marks.append((at, at.strftime("%Y" if months % 12 == 0 else "%Y-%m")))
        number += months
    return marks
