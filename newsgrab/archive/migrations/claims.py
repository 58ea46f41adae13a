"""The fifth step: addresses that unlike pages named as theirs, so that no page is believed that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """When an address was disbelieved first; NULL: no page was found to be wrong about it."""
    db.execute("ALTER TABLE address ADD COLUMN disbelieved_at TEXT")
