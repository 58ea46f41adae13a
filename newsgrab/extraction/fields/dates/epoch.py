"""Seconds and milliseconds since 1970, as machines count time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from newsgrab.article import Precision
from newsgrab.extraction.words.dates import Moment

_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_WEB = 1995  # a smaller number counts something else


def read_epoch(text: str) -> Moment | None:
    """The time that a number of ten digits (seconds) or thirteen (milliseconds) means, None for other texts.

    >>> read_epoch("1741002600000").iso
    '2025-03-03T11:50:00+00:00'
    """
    if not _EPOCH.fullmatch(text.strip()):
        return None
    seconds = int(text) / (1000 if len(text.strip()) == 13 else 1)
    at = datetime.fromtimestamp(seconds, UTC)
    return Moment(at, Precision.SECOND, has_zone=True) if at.year >= _WEB else None
