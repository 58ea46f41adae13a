"""The step to other rules of what follows from looks: an address of several that is dropped is no removal.

No table changes. What follows from the looks is made anew by the program, which knows the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Nothing but its number."""
