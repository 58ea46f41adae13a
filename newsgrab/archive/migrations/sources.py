"""The migration step that brings sources, their links, what is due, and what is remembered of hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = (
    """
    CREATE TABLE source (  -- a place that new addresses come from
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'listing', 'file')),
        title TEXT,
        added_at TEXT NOT NULL,
        paused_at TEXT,
        etag TEXT,
        last_modified TEXT,
        visited_at TEXT,
        answered_at TEXT,
        fresh_at TEXT,
        interval_s INTEGER NOT NULL DEFAULT 1800,
        next_at TEXT NOT NULL,
        failures INTEGER NOT NULL DEFAULT 0,
        trouble TEXT NOT NULL DEFAULT '',
        told_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE link (  -- an address found in a source; wanted is 0 for what was old when the source was added
        source_id INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        address_id INTEGER NOT NULL REFERENCES address(id),
        found_at TEXT NOT NULL,
        dated_at TEXT,
        title TEXT,
        wanted INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (source_id, address_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX link_address ON link(address_id)",
    """
    CREATE TABLE due (  -- when a followed address is looked at next, and why then
        address_id INTEGER PRIMARY KEY REFERENCES address(id),
        at TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX due_at ON due(at)",
    """
    CREATE TABLE host (  -- what the next run has to know of a host
        name TEXT PRIMARY KEY,
        not_before TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        robots TEXT NOT NULL DEFAULT '',
        robots_status INTEGER,
        robots_at TEXT,
        private INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
)


def step(db: Database) -> None:
    """Sources, links, due, host."""
    for statement in _TABLES:
        db.execute(statement)
