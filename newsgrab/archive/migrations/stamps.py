"""The step that brings time stamps: what others attest of the chain's head, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """A row for each answer of a time-stamping authority (RFC 3161), whole, as it came."""
    db.execute(
        """
        CREATE TABLE stamp (  -- what an authority attested of a head of the chain, and when; rows are only ever added
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            head BLOB NOT NULL,
            authority TEXT NOT NULL,
            stamped_at TEXT,  -- the authority's time, NULL if its answer could not be read here
            answer BLOB NOT NULL
        ) STRICT
        """
    )
