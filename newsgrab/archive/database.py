"""An archive's file, open: the connection, SQLite's errors as ours, and transactions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsgrab.archive.connection import translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path


class Database:
    """What the parts of an archive share."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Of that file."""
        self.path = path
        self.connection = connection

    def translated(self) -> AbstractContextManager[None]:
        """SQLite's errors as ours, for what is read."""
        return translated(self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction that takes the write lock at its start, so that what it reads stays true while it writes."""
        with self.translated():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
