"""The step to another rule of what is an edit: differences that are typographic only, or of `updated_at`, are none.

The hashes of the texts, and what follows from them, are made anew by the program, which knows the rule, when an archive
that holds articles is brought up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Of each version whether it differs from the one before in punctuation and white space only."""
    db.execute("ALTER TABLE version_run ADD COLUMN minor INTEGER NOT NULL DEFAULT 0")
