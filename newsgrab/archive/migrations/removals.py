"""The step that brings removals: content that was taken out on request, and why, so that it can be told afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    CREATE TABLE removal (  -- what was taken out (law, privacy), or may be kept again; rows are only ever added
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        url TEXT NOT NULL,
        version INTEGER,  -- NULL for the whole article, which is not kept again
        reason TEXT NOT NULL,
        lifts INTEGER REFERENCES removal(id)  -- the removal that it takes back
    ) STRICT
    """,
    "ALTER TABLE snapshot ADD COLUMN removal_id INTEGER REFERENCES removal(id)",
    "CREATE INDEX snapshot_removal ON snapshot(removal_id) WHERE removal_id IS NOT NULL",
)


def step(db: Database) -> None:
    """A row for each removal; each text that is no longer there names it."""
    for statement in _STATEMENTS:
        db.execute(statement)
