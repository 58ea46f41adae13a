"""Packing pages harder than there is time for while looks are kept, and writing the file without its gaps.

A page keeps its base, or takes the page of the look before: so each can be packed anew by itself, at any time, while
others read and write. How far that has come is written down, so that little by little, after each run, it comes to
the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgrab.archive.connection import translated
from newsgrab.archive.database import Database
from newsgrab.archive.keep.pages import packed_hard
from newsgrab.errors import NotAnArchive

INDEXES = ("article_fts", "article_stem", "removed_stem")
_AT_ONCE = 50  # pages in one transaction


@dataclass(slots=True)
class Compaction:
    """How many pages were packed anew, and the bytes that this saved."""

    pages: int = 0
    saved: int = 0


def pages_left(connection: sqlite3.Connection) -> int:
    """How many pages were not packed hard yet."""
    return int(connection.execute("SELECT count(*) FROM page WHERE id > (SELECT page_id FROM compacted)").fetchone()[0])


def compact(
    database: Database, *, stop: Callable[[], bool], progress: Callable[[int], None] = lambda _: None
) -> Compaction:
    """Pack hard what was not yet, oldest first, until `stop` says True; `progress` gets the pages done.

    The room in the file is used again for what comes; `write_anew` gives it back.
    """
    done = Compaction()
    while not stop():
        batch = list(_batch(database.connection, stop))
        if not batch:
            break
        with database.transaction():
            for page_id, was, (base_id, packed) in batch:
                done.saved += _put(database.connection, (page_id, was), base_id, packed)
            database.connection.execute("UPDATE compacted SET page_id = ?", (batch[-1][0],))
        done.pages += len(batch)
        progress(done.pages)
    return done


def write_anew(connection: sqlite3.Connection, path: Path) -> bool:
    """Make each search index one piece, and write the file without gaps: that takes as much room again meanwhile.

    False if a reader keeps what was there before in the companion file.
    """
    with translated(path):
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _batch(
    connection: sqlite3.Connection, stop: Callable[[], bool]
) -> Iterator[tuple[int, int | None, tuple[int | None, bytes]]]:
    """The next pages, each with its base, packed hard with that or another; nothing is locked meanwhile."""
    rows = connection.execute(
        "SELECT id, base_id FROM page WHERE id > (SELECT page_id FROM compacted) ORDER BY id LIMIT ?", (_AT_ONCE,)
    ).fetchall()
    chosen: dict[int, int | None] = {}
    for row in rows:
        try:
            chosen[row["id"]], packed = packed_hard(connection, row["id"], chosen)
            yield row["id"], row["base_id"], (chosen[row["id"]], packed)
        except NotAnArchive:  # for verify to tell
            yield row["id"], row["base_id"], (None, b"")
        if stop():
            return


def _put(connection: sqlite3.Connection, page: tuple[int, int | None], base_id: int | None, packed: bytes) -> int:
    """Keep the smaller form, if `page` is still packed with the base that it had; the bytes that this saves."""
    row = connection.execute(
        "SELECT length(zstd) AS size FROM page WHERE id = ? AND base_id IS ?"
        " AND (? IS NULL OR EXISTS (SELECT 1 FROM page WHERE id = ? AND length(zstd)))",
        (*page, base_id, base_id),
    ).fetchone()
    if not packed or row is None or row["size"] <= len(packed):
        return 0
    connection.execute("UPDATE page SET zstd = ?, base_id = ? WHERE id = ?", (packed, base_id, page[0]))
    return int(row["size"]) - len(packed)
