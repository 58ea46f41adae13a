"""The step that brings outages: hosts that give no answer, so that each is told of once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """A row for each host that gives no answer, until it does."""
    db.execute(
        """
        CREATE TABLE outage (  -- a host that gives no answer: since when, and when the person was told last
            host TEXT PRIMARY KEY,
            since TEXT NOT NULL,
            reason TEXT NOT NULL,
            notified_at TEXT NOT NULL
        ) STRICT
        """
    )
