"""A reading process that tests share: to start one for each would take longer than what they test."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cache
from typing import Any

from newsgrab.workers.reader_pool import ReaderPool
from newsgrab.workers.tasks import prepare


@cache
def shared_readers(reader: Callable[[Any], Any] = prepare) -> ReaderPool:
    """A pool of one process, which ends with that of the tests."""
    readers = ReaderPool(1, reader=reader)
    atexit.register(readers.__exit__, None, None, None)
    return readers
