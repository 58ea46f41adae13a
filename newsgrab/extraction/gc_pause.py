"""Garbage collection paused while a page is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """No collection of cycles while a page is read.

    A reading makes some ten thousand small objects and frees them all at its end. The collector would wake dozens of
    times meanwhile to look at objects that are all in use: a fifth of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
