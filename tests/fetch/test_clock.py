"""Times that strangers write, and the clock here against what servers say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.fetch.clock import ServerTimes, http_time, iso_time

NOW = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)
TEN = NOW.replace(hour=10, minute=0)
DIGITS = "9" * 20


def said(hours: float, **more: str) -> tuple[tuple[str, str], ...]:
    """The headers of a server whose clock is so far ahead of ours."""
    date = (NOW + timedelta(hours=hours)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return (("date", date), *more.items())


@pytest.mark.parametrize(
    ("answers", "hours"),
    [
        ([said(0)], None),
        ([said(0.1)], None),
        ([said(1)], None),
        ([said(1), said(1)], -1),
        ([said(1), said(0)], None),
        ([said(48)], -48),
        ([said(-5)], None),  # it may have lain in a cache that does not say so
        ([said(-48)], 48),
        ([said(-48, age="172800")], None),
        ([said(9000), said(0), said(0)], None),  # one server's own clock is wrong
        ([said(9000), said(9000), said(0)], -9000),
        ([(("date", "yesterday"),), (("date", f"Mon, 01 Jan {10**20} 10:00:00 GMT"),), ()], None),
        ([], None),
    ],
)
def test_a_clock_is_wrong_that_most_servers_contradict(
    answers: list[tuple[tuple[str, str], ...]], hours: float | None
) -> None:
    """Behind them by more than a few minutes, or ahead by more than a cache explains; by how much is told."""
    times = ServerTimes()
    for number, headers in enumerate(answers):
        times.saw(f"host{number}.example", headers, NOW)
    assert times.difference == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Mon, 03 Mar 2025 10:00:00 GMT", TEN),
        ("Mon, 03 Mar 2025 12:00:00 +0200", TEN),
        ("Mon, 03 Mar 2025 10:00:00", TEN),
        ("yesterday", None),
        (f"Mon, 03 Mar {DIGITS} 10:00:00 GMT", None),
        (f"Mon, {DIGITS} Mar 2025 10:00:00 GMT", None),
        (f"Mon, 03 Mar 2025 10:00:00 +{DIGITS}", None),
    ],
)
def test_a_header_tells_a_time_or_none(text: str, at: datetime | None) -> None:
    """In UTC; a number that is no part of a date raises nothing."""
    assert http_time(text) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2025-03-03T12:00:00+02:00", TEN),
        (" 2025-03-03T10:00:00 ", TEN),
        ("0001-01-01T00:00:00+23:00", None),
        ("2025-13-01", None),
    ],
)
def test_an_iso_text_tells_a_time_or_none(text: str, at: datetime | None) -> None:
    """In UTC; a moment that UTC has no date for is none."""
    assert iso_time(text) == at


@given(st.text("Mon, 0123456789JanGMT:+-TZW", max_size=40))
def test_no_text_raises(text: str) -> None:
    """Whatever it is."""
    for at in (http_time(text), iso_time(text)):
        assert at is None or at.tzinfo is UTC
