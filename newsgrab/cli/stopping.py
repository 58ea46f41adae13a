"""Ending in good order when the system asks for it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from newsgrab.errors import Cancelled


class Stop:
    """Whether somebody wants us to stop; calling it says so."""

    def __init__(self) -> None:
        """Nobody does."""
        self._asked = threading.Event()

    def __call__(self) -> bool:
        """True from the moment on at which we were asked to stop."""
        return self._asked.is_set()

    def ask(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Stop, please: as a signal handler."""
        del number, frame
        self._asked.set()

    def sleep(self, seconds: float) -> None:
        """A pause. Raises Stopped as soon as we are asked to stop."""
        if self._asked.wait(seconds):
            raise Cancelled


@contextmanager
def stopping() -> Iterator[Stop]:
    """Stops at SIGTERM: what is begun is finished and kept, nothing further is begun, no pause is waited for."""
    stop = Stop()
    before = signal.signal(signal.SIGTERM, stop.ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, before)
