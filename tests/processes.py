"""Processes that tests start, seen from without."""

from __future__ import annotations

import os
import time


def ended(pid: int) -> bool:
    """Whether a process is gone, after a while in which it may go."""
    for _ in range(1000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.005)
    return False
