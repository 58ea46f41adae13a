"""The step that tells of another headline over a part of an article: such a look is an event, as its index says.

What looks are called is made anew by the program, which knows the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """The looks that saw an edit, a move, a removal, a return or another headline, in the order of time."""
    db.execute("DROP INDEX visit_event")
    db.execute(
        "CREATE INDEX visit_event ON look(at, id) WHERE outcome IN ('changed', 'moved', 'gone', 'returned', 'retitled')"
    )
