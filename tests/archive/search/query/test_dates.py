"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.archive.search.query.dates import parse_moment

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024", "2024-01-01T00:00:00+00:00"),
        ("٢٠٢٤-١٠-٠٥", "2024-10-05T00:00:00+00:00"),
        ("2025-03-03T14:02:00.000Z", "2025-03-03T14:02:00+00:00"),
        ("2025-03-03 14:02+03:00", "2025-03-03T14:02:00+03:00"),
        ("yesterday", "2026-03-04T00:00:00+00:00"),
        ("3 days ago", "2026-03-02T00:00:00+00:00"),
        ("2w", "2026-02-19T00:00:00+00:00"),
        ("36 hours", "2026-03-04T00:00:00+00:00"),
        ("90min", "2026-03-05T10:30:00+00:00"),
        ("قبل 3 أيام", "2026-03-02T00:00:00+00:00"),
        ("2024年3月", "2024-03-01T00:00:00+00:00"),
    ],
)
def test_a_moment_is_understood(text: str, moment: str) -> None:
    """ISO forms, parts of them, words, times ago; digits of any script."""
    found = parse_moment(text, NOW)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2025-13-01",
        "99999999999 hours",
        "0000",
        "5 lightyears",
        "2024-00-10",
        "2024-01-01x",
        "February 30, 2024",
    ],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    """Nothing is guessed, and nothing fails."""
    assert parse_moment(text, NOW) is None
