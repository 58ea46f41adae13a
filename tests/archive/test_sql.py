"""The form of a time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from newsgrab.archive.sql import to_utc_iso


def test_the_hour_that_comes_twice_in_a_night_is_two_hours() -> None:
    """When clocks are put back, one after the other and again."""
    first = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    times = [to_utc_iso(each) for each in (first, first.replace(fold=1), first)]
    assert times == ["2025-10-26T00:30:00.000Z", "2025-10-26T01:30:00.000Z", "2025-10-26T00:30:00.000Z"]
