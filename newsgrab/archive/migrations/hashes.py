"""The step that takes the hashes of pages out of an index that held each of them once more.

A page is found by the beginning of its hash, which is an eighth as long and tells pages apart nearly always. That no
content is kept twice is seen to by triggers. No page is copied for it: the index of the constraint becomes one with a
name, the same on disk, which can be dropped (https://sqlite.org/pragma.html#pragma_writable_schema). Where SQLite
forbids that (macOS's own), the table is written anew.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# The plus keeps SQLite from putting the whole hash in place of the column, which would hide the index.
_BEGINNING = "substr({}sha256, 1, 8)"
_KEPT = (
    f"EXISTS (SELECT 1 FROM page WHERE {_BEGINNING.format('')} = {_BEGINNING.format('new.')} AND +sha256 = new.sha256)"
)
_REFUSED = "BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: page.sha256'); END"
_STATEMENTS = (
    f"CREATE INDEX page_hash ON page({_BEGINNING.format('')})",
    f"CREATE TRIGGER page_once BEFORE INSERT ON page WHEN {_KEPT} {_REFUSED}",
    (
        "CREATE TRIGGER page_still_once BEFORE UPDATE OF sha256 ON page"
        f" WHEN new.sha256 IS NOT old.sha256 AND {_KEPT} {_REFUSED}"
    ),
)


def step(db: Database) -> None:
    """The index of whole hashes goes, one of their beginnings comes."""
    sql = db.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'page'").fetchone()[0]
    without = sql.replace("sha256 TEXT NOT NULL UNIQUE", "sha256 TEXT NOT NULL")
    try:
        _rewrite_schema(db, without)
    except sqlite3.DatabaseError:
        _rewrite_table(db, without)
    for statement in _STATEMENTS:
        db.execute(statement)


def _rewrite_schema(db: Database, sql: str) -> None:
    db.execute("PRAGMA writable_schema = ON")
    try:
        db.execute("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = 'page'", (sql,))
        db.execute(
            "UPDATE sqlite_master SET name = 'page_sha256', sql = 'CREATE UNIQUE INDEX page_sha256 ON page(sha256)'"
            " WHERE name = 'sqlite_autoindex_page_1'"
        )
    finally:
        db.execute("PRAGMA writable_schema = RESET")
    db.execute("DROP INDEX page_sha256")


def _rewrite_table(db: Database, sql: str) -> None:
    db.execute("PRAGMA legacy_alter_table = ON")  # references to the table go on to mean the new one
    db.execute("ALTER TABLE page RENAME TO page_before")
    db.execute(sql)
    db.execute("INSERT INTO page SELECT * FROM page_before ORDER BY id")
    db.execute("DROP TABLE page_before")
    db.execute("CREATE INDEX page_size ON page(size, length(zstd))")
    db.execute("PRAGMA legacy_alter_table = OFF")
