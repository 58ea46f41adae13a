"""The step that notes how far the pages were packed hard, which is done little by little when there is time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """One row: the last page that was packed hard, as all before it were."""
    db.execute(
        """
        CREATE TABLE compacted (  -- the last page that was packed hard, as all before it were
            id INTEGER PRIMARY KEY CHECK (id = 1),
            page_id INTEGER NOT NULL
        ) STRICT
        """
    )
    db.execute("INSERT INTO compacted VALUES (1, 0)")
