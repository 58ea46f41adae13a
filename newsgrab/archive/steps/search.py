"""The second step: the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.archive.search.tables import CREATE

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Make the tables and triggers of the index."""
    for statement in CREATE:
        db.execute(statement)
