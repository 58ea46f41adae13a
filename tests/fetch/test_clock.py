"""The clock here against what servers say of the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsgrab.fetch.clock import ServerTimes

NOW = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)


def said(hours: float, **more: str) -> tuple[tuple[str, str], ...]:
    """The headers of a server whose clock is so far ahead of ours."""
    date = (NOW + timedelta(hours=hours)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return (("date", date), *more.items())


@pytest.mark.parametrize(
    ("answers", "hours"),
    [
        ([said(0)], None),
        ([said(0.1)], None),
        ([said(1)], -1),
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
