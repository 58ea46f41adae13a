"""The second step: the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.archive.search.tables import CREATE

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Make the tables and triggers of the index, and put in what the archive already holds."""
    for statement in CREATE:
        db.execute(statement)
    db.execute("INSERT INTO article_fts(article_fts) VALUES ('rebuild')")
