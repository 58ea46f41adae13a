"""The step that keeps a feed's own name for an entry, which stays where its address changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """A column of link; NULL where the source names none, or was last read before there was one."""
    db.execute("ALTER TABLE link ADD COLUMN guid TEXT")
