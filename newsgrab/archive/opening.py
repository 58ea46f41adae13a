"""Opening an archive of any age: one of an earlier newsgrab is brought up to date first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.archive.connection import open_for_reading, open_for_writing
from newsgrab.errors import ArchiveTooOld

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from newsgrab.archive.care.upgrade import Tell


def opened(path: Path, *, create: bool, readonly: bool, tell: Tell | None) -> sqlite3.Connection:
    """A connection to read, or to write, as connection.py gives it, and raises.

    Raises BackupFailed if an old archive cannot be copied first; it is left as it was.
    """
    try:
        return open_for_reading(path) if readonly else open_for_writing(path, create=create)
    except ArchiveTooOld:
        from newsgrab.archive.care.upgrade import upgrade

        upgrade(path, tell)
        return open_for_reading(path) if readonly else open_for_writing(path, create=create)
