"""The step that brings an index of events, so that the latest changes of a large archive are read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """The looks that saw an edit, a move, a removal or a return, in the order of time."""
    db.execute("CREATE INDEX visit_event ON visit(at, id) WHERE outcome IN ('changed', 'moved', 'gone', 'returned')")
