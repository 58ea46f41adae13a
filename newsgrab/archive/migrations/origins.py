"""The step with which imports come into the chain: which collection a look was read in from, and where in it.

The tables stay as they are; the program chains what an archive held before, which knows what is hashed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Nothing but the number of the step, by which the program sees what it has to do."""
    del db
