"""The step that brings repairs: what was done to records that were wrong, so that it can be told afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """A row for each repair; rows are only ever added."""
    db.execute(
        """
        CREATE TABLE repair (  -- what was done to records that were wrong: an article split into several
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            from_article_id INTEGER NOT NULL,
            article_ids TEXT NOT NULL
        ) STRICT
        """
    )
