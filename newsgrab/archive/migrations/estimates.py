"""The step to another rule of what an edit is: a time of publication told from now ("3 hours ago") makes none.

No table changes. What follows from the looks is made anew by the program, which knows the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Nothing but its number."""
