"""The step that brings the chain, in which every look and every reading has its place and its hash.

The program fills it, which knows what is hashed; what an archive held before is chained when it is brought up to date,
and marked as chained then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """A row for each fact, in the order in which it came: `head` is SHA-256 of the head before and the digest."""
    db.execute(
        """
        CREATE TABLE chain (  -- every fact in the order in which it came in; rows are only ever added
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            fact_id INTEGER NOT NULL,
            note TEXT NOT NULL DEFAULT '',
            digest BLOB NOT NULL,
            head BLOB NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX chain_fact ON chain(kind, fact_id)")
