"""The step that tells which looks saw a page as a browser had filled it, and keeps what the server gave for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    CREATE TABLE rendering (  -- the looks whose page a browser filled: `visit.page_id` is what it made, this was given
        visit_id INTEGER PRIMARY KEY REFERENCES visit(id),
        page_id INTEGER NOT NULL REFERENCES page(id),
        browser TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX rendering_page ON rendering(page_id)",
)


def step(db: Database) -> None:
    """A row for each such look."""
    for statement in _STATEMENTS:
        db.execute(statement)
