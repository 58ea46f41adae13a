"""The step that lets a person set the pace of a source, and a source ring when an address changes in it or vanishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = (
    "id, url, kind, title, added_at, paused_at, etag, last_modified, visited_at, answered_at, fresh_at, interval_s,"
    " next_at, failures, trouble, told_at"
)
_STATEMENTS = (
    """
    CREATE TABLE source_paced (  -- a place that new addresses come from
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
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
        told_at TEXT,
        every_s INTEGER,  -- the person's word on how often it is looked at
        max_gap_s INTEGER,  -- on how long its articles may be left alone
        priority INTEGER NOT NULL DEFAULT 0,
        bell_of INTEGER REFERENCES source(id) ON DELETE CASCADE  -- it only tells of changes to that source's articles
    ) STRICT
    """,
    f"INSERT INTO source_paced ({_COLUMNS}) SELECT {_COLUMNS} FROM source",
    "DROP TABLE source",
    "ALTER TABLE source_paced RENAME TO source",
    "ALTER TABLE link ADD COLUMN changed_at TEXT",  # the source's word on its last change
    "ALTER TABLE link ADD COLUMN place INTEGER",  # in the source when it was last read; NULL if it was not there
)


def step(db: Database) -> None:
    """Columns of source and link; nothing of what is there is lost."""
    for statement in _STATEMENTS:
        db.execute(statement)
