"""When to ask again."""

from __future__ import annotations

import pytest

from newsgrab.errors import ServerTrouble
from newsgrab.fetch.rate_limiter import backoff_s, retry_after_s
from tests.fetch.conftest import MONDAY


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0),
        (" 120 ", 120),
        ("99999999999", 86_400),
        ("Mon, 02 Mar 2026 09:01:30 GMT", 90),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
        ("Mon, 02 Mar 2026 12:01:00 +0300", 60),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400),
        (f"Fri, 01 Jan {10**20} 00:00:00 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_within_a_day(value: str | None, seconds: float | None) -> None:
    """What cannot be read counts as not said."""
    assert retry_after_s(value, MONDAY) == seconds


def test_pauses_double_with_chance_up_to_a_limit() -> None:
    """Half of each is fixed, half is chance, so that many do not come back at once."""
    translate_error = ServerTrouble("https://courier.example/", "503")
    assert [backoff_s(translate_error, attempt, 0.0) for attempt in range(3)] == [0.5, 1.0, 2.0]
    assert [backoff_s(translate_error, attempt, 1.0) for attempt in range(3)] == [1.0, 2.0, 4.0]
    assert backoff_s(translate_error, 30, 1.0) == 20.0
    translate_error.retry_after_s = 9.0
    assert backoff_s(translate_error, 0, 0.5) == 9.5
