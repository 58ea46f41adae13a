"""The log: to a file, to stderr, or to nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from newsgrab.cli import terminal
from newsgrab.errors import BadUsage
from newsgrab.log import LOGGER


class _Cells(logging.Formatter):
    """The time and the cells of a line, each on one line and harmless."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        cells = record.args if isinstance(record.args, tuple) else (record.getMessage(),)
        at = terminal.stamp(datetime.fromtimestamp(record.created, UTC))
        return "\t".join((str(at), *(terminal.one_line(str(cell)) for cell in cells)))


@contextmanager
def logging_to(name: str | None, *, verbose: bool) -> Iterator[None]:
    """Log what comes of each look to the file of that name, with `verbose` every decision; to stderr if there is none.

    Raises BadUsage if the file cannot be written.
    """
    if name is None and not verbose:
        yield
        return
    try:
        handler = logging.FileHandler(name, encoding="utf-8", errors="replace") if name else logging.StreamHandler()
    except OSError as error:
        raise BadUsage(f"--log-file: {name}: cannot be written ({error.strerror})") from error
    handler.setFormatter(_Cells())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG if verbose else logging.INFO)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(logging.NOTSET)
        handler.close()
