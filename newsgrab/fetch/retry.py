"""When to ask again: after a trouble that passes, and when the server says so."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from newsgrab.errors import FetchError

MAX_RETRY_AFTER_S = 86_400.0
_FIRST_S = 1.0
_LONGEST_S = 20.0


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (seconds or a date; RFC 9110, 10.2.3), at most a day.

    >>> retry_after_s("120", datetime.now(UTC))
    120.0
    """
    if value is None:
        return None
    text = value.strip()
    if text.isdecimal():
        return min(float(text), MAX_RETRY_AFTER_S)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - now).total_seconds()), MAX_RETRY_AFTER_S)


def backoff_s(error: FetchError, attempt: int, chance: float) -> float:
    """Seconds to wait before asking again: what the server wants, else a random part of a span that doubles."""
    if error.retry_after_s is not None:
        return error.retry_after_s + chance
    return min(_FIRST_S * (1 << attempt), _LONGEST_S) * (0.5 + chance / 2)
