"""The step to other rules of what follows from looks.

An address of several that is dropped is no removal, a part that does not stand in the whole text was edited, a time of
publication in another zone makes no version.

No table changes. What follows from the looks is made anew by the program, which knows the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Nothing but its number."""
