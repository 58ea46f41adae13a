"""The archive's schema as text: `python -m newsgrab.archive.migrations.schema > archive/schema.sql`."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

_HEAD = """-- The tables of newsgrab.db, as the migrations of newsgrab/archive/migrations make them.
-- Generated: python -m newsgrab.archive.migrations.schema > archive/schema.sql
-- What each of them means is told in README.md beside this file. FTS5's own shadow tables are left out.
"""
_SHADOWS = ("_data", "_idx", "_docsize", "_config", "_content")


def schema() -> str:
    """The statements that make an empty archive, in the order in which the migrations ran them."""
    from newsgrab.archive.connection import open_for_writing

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_for_writing(Path(folder) / "newsgrab.db", create=True)) as connection,
    ):
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    virtual = [name for name, sql in rows if sql.startswith("CREATE VIRTUAL TABLE")]
    shadows = {name + ending for name in virtual for ending in _SHADOWS}
    return _HEAD + "\n" + "\n".join(f"{_dedented(sql)};\n" for name, sql in rows if name not in shadows)


def _dedented(sql: str) -> str:
    """A statement as a person would write it: the indentation it has in our source taken off."""
    first, *rest = sql.split("\n")
    edge = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join([first, *(line[edge:].rstrip() for line in rest)]).strip()


if __name__ == "__main__":
    sys.stdout.write(schema())
