"""The step that tells where looks came from that were not made by newsgrab: the files and web archives read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    CREATE TABLE import (  -- a collection that was read in: a WARC, ARC or WACZ file, or a web archive
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT,
        size INTEGER,
        choice TEXT NOT NULL DEFAULT '',
        software TEXT NOT NULL DEFAULT '',
        began_at TEXT NOT NULL,
        finished_at TEXT,
        position INTEGER NOT NULL DEFAULT 0,
        other INTEGER NOT NULL DEFAULT 0,
        troubles INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE imported (  -- the looks that an import brought, and where in it they stand
        visit_id INTEGER PRIMARY KEY REFERENCES visit(id),
        import_id INTEGER NOT NULL REFERENCES import(id),
        place INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX imported_import ON imported(import_id)",
)


def step(db: Database) -> None:
    """The imports, and which look came with which of them."""
    for statement in _STATEMENTS:
        db.execute(statement)
