"""What was read in from collections: which file or web archive, how far, and which looks came from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newsgrab.archive.database import Database
from newsgrab.archive.keep.chain import FINISHED, OF_A_LOOK, Kind, append, extend
from newsgrab.archive.keep.pages import page_bytes
from newsgrab.archive.sql import to_utc_iso

WEB_ARCHIVE = "archive"
PIPE = "-"  # the name of what comes through one: each time it is another


@dataclass(frozen=True, slots=True)
class ImportSource:
    """What is read in: a "warc" file, or a web archive; `choice` tells what of it was asked for, in words.

    `sha256` and `size` are those of a file that is read in whole; what has none is known again by its name.
    """

    kind: str
    name: str
    sha256: str | None = None
    size: int | None = None
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """One import. `position` counts the captures that are done with, `other` those that were no looks."""

    id: int
    kind: str
    name: str
    sha256: str | None
    size: int | None
    choice: str
    software: str
    began_at: str
    finished_at: str | None
    position: int
    other: int
    troubles: int
    looks: int


@dataclass(frozen=True, slots=True)
class Advance:
    """How far an import has come: its looks (id and place in the collection) since the last time, and its counts."""

    looks: tuple[tuple[int, int], ...]
    position: int
    other: int
    troubles: int
    software: str = ""


class Imports:
    """The imports of an archive."""

    def __init__(self, database: Database) -> None:
        """Work on that archive."""
        self._connection = database.connection
        self._transaction = database.transaction

    def begin(self, source: ImportSource, at: datetime) -> Import:
        """The import of that file or web archive, as far as it has come; begun now if it was not before."""
        with self._transaction():
            known = self._connection.execute(
                "SELECT id FROM import WHERE kind = ? AND choice = ? AND (sha256 = ? OR (? IS NULL AND sha256 IS NULL"
                " AND name = ? AND name <> ?)) ORDER BY id LIMIT 1",
                (source.kind, source.choice, source.sha256, source.sha256, source.name, PIPE),
            ).fetchone()
            return self._import(known[0] if known else _insert_import(self._connection, source, to_utc_iso(at)))

    def advance(self, import_id: int, done: Advance) -> None:
        """Write down how far it has come."""
        with self._transaction():
            for visit_id, place in done.looks:
                _note_origin(self._connection, visit_id, import_id, place)
            self._connection.execute(
                "UPDATE import SET position = ?, other = ?, troubles = ?, software = ? WHERE id = ?",
                (done.position, done.other, done.troubles, done.software, import_id),
            )

    def finish(self, import_id: int, at: datetime) -> None:
        """It came to its end. What is written of a file that was read in whole stays so, and is chained."""
        with self._transaction():
            whole = self._connection.execute(
                "UPDATE import SET finished_at = ? WHERE id = ? RETURNING sha256 IS NOT NULL",
                (to_utc_iso(at), import_id),
            ).fetchone()[0]
            if whole:
                append(self._connection, Kind.IMPORT, import_id, FINISHED)

    def known_look(self, url: str, at: datetime, sha256: str | None, status: int | None) -> int | None:
        """The look at that address and time that saw the same bytes, or the same status; None if there is none."""
        row = self._connection.execute(
            "SELECT v.id FROM visit v JOIN address ON address.id = v.address_id LEFT JOIN page ON page.id = v.page_id"
            " WHERE address.url = ? AND v.at = ? AND (page.sha256 = ? OR (? IS NULL AND v.status IS ?)) LIMIT 1",
            (url, to_utc_iso(at), sha256, sha256, status),
        ).fetchone()
        return int(row[0]) if row else None

    def captured(self, url: str, import_id: int) -> dict[int, int]:
        """The captures of an address that are kept, by their fourteen digits, each with its look.

        They are those of that import, and looks of whatever origin at the very second. A page that could not be read is
        none of them: the trouble may pass.
        """
        rows = self._connection.execute(
            "SELECT v.id, v.at, imported.place FROM visit v JOIN address ON address.id = v.address_id"
            " LEFT JOIN imported ON imported.visit_id = v.id AND imported.import_id = ? WHERE address.url = ?"
            " AND NOT (v.outcome = 'failed' AND v.status IS 200)",
            (import_id, url),
        )
        found = {}
        for row in rows:
            found[row["place"] or int("".join(filter(str.isdigit, row["at"][:19])))] = row["id"]
        return found

    def places(self, import_id: int) -> set[tuple[int, str]]:
        """Which of its captures an import has kept: the byte of each, and the address that was asked for."""
        rows = self._connection.execute(
            "SELECT imported.place, address.url FROM imported JOIN visit ON visit.id = imported.visit_id"
            " JOIN address ON address.id = visit.address_id WHERE imported.import_id = ?",
            (import_id,),
        )
        return {(place, url) for place, url in rows}

    def is_whole_text(self, visit_id: int) -> bool:
        """Whether a look read the whole text of an article."""
        row = self._connection.execute(
            "SELECT 1 FROM visit WHERE id = ? AND snapshot_id IS NOT NULL AND part = ''", (visit_id,)
        ).fetchone()
        return row is not None

    def page_given(self, url: str, at: datetime | None) -> bytes | None:
        """The bytes that an address gave at a time, by a look at just then; None if there was none."""
        if at is None:
            return None
        row = self._connection.execute(
            "SELECT v.page_id FROM visit v JOIN address ON address.id = v.address_id JOIN page ON page.id = v.page_id"
            " WHERE (address.url = ? OR v.final_url = ?) AND v.at = ? AND length(page.zstd) LIMIT 1",
            (url, url, to_utc_iso(at)),
        ).fetchone()
        return page_bytes(self._connection, row[0]) if row else None

    def listed(self) -> list[Import]:
        """Every import, in the order in which they began."""
        return list(_imports(self._connection))

    def _import(self, import_id: int) -> Import:
        return next(each for each in _imports(self._connection) if each.id == import_id)


def keep_imported(connection: sqlite3.Connection, source: ImportSource, place: int, visit_id: int) -> None:
    """Note from which collection a look came that another archive read in, inside the caller's transaction."""
    extend(connection, kinds=OF_A_LOOK)  # what is chained of its origin names its digest
    known = connection.execute(
        "SELECT id FROM import WHERE kind = ? AND name = ? AND sha256 IS ? AND choice = ? ORDER BY id LIMIT 1",
        (source.kind, source.name, source.sha256, source.choice),
    ).fetchone()
    if known:
        import_id = known[0]
    else:
        added_at = connection.execute("SELECT added_at FROM visit WHERE id = ?", (visit_id,)).fetchone()[0]
        import_id = _insert_import(connection, source, added_at)
    _note_origin(connection, visit_id, import_id, place)


def _insert_import(connection: sqlite3.Connection, source: ImportSource, began_at: str) -> int:
    """Write and chain that a collection is read in; its number."""
    cursor = connection.execute(
        "INSERT INTO import (kind, name, sha256, size, choice, began_at) VALUES (?, ?, ?, ?, ?, ?)",
        (source.kind, source.name, source.sha256, source.size, source.choice, began_at),
    )
    extend(connection)
    return int(cursor.lastrowid or 0)


def _note_origin(connection: sqlite3.Connection, visit_id: int, import_id: int, place: int) -> None:
    """Note where a look came from, once and for all."""
    cursor = connection.execute(
        "INSERT OR IGNORE INTO imported (visit_id, import_id, place) VALUES (?, ?, ?)", (visit_id, import_id, place)
    )
    if cursor.rowcount:
        append(connection, Kind.ORIGIN, visit_id)


def _imports(connection: sqlite3.Connection) -> Iterator[Import]:
    for row in connection.execute(
        "SELECT import.*, (SELECT count(*) FROM imported WHERE import_id = import.id) AS looks FROM import ORDER BY id"
    ):
        names = Import.__slots__
        yield Import(*(row[name] for name in names))
