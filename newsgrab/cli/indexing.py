"""Bringing the search indexes up to date before they are asked."""

from __future__ import annotations

import sys
from collections.abc import Callable

from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal


def caught_up(kept: Archive) -> Archive:
    """The archive with indexes that hold everything, opened again."""
    kept.close()
    with options.open_archive(kept.path) as writable:
        writable.catch_up(progress())
    return options.open_archive(kept.path, readonly=True)


def progress() -> Callable[[int, int], None]:
    """Tells on a terminal how far the index is."""
    line = terminal.Line(hidden=not terminal.is_terminal(sys.stderr))

    def told(done: int, total: int) -> None:
        if total > 1000:
            line.draw(lambda: f"indexing {done:,} of {total:,}", last=done >= total)

    return told
