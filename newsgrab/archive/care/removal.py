"""Taking content out of an archive, as the law or somebody's privacy may ask, and leaving word that it was.

The texts and pages go; their hashes, the looks and the reason stay, so the chain can still be verified. In the place of
each headline stands when and why it was taken out: so every list, page and export tells of it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newsgrab.archive.care.compact import write_anew
from newsgrab.archive.editorial import as_json, hashes_of
from newsgrab.archive.keep.chain import Kind, append, extend
from newsgrab.archive.keep.derive import derive, show_text
from newsgrab.archive.keep.pages import clear_pages
from newsgrab.archive.keep.removals import BARRED, IN_FORCE, Removal, empty_reading
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.search.removed.index import forget_edit, index_edit, next_kept
from newsgrab.archive.sql import PAGES
from newsgrab.errors import ArchiveBusy, BadRef

_OF_VERSION = (
    "SELECT t.text FROM visit v JOIN snapshot t ON t.id = v.snapshot_id WHERE v.article_id = :article"
    " AND v.version = :version"
)
_LOOKS = (
    f"SELECT p.page_id FROM visit v JOIN {PAGES} p ON p.visit_id = v.id"
    " LEFT JOIN snapshot s ON s.id = v.snapshot_id WHERE p.page_id IS NOT NULL AND v.article_id = :article"
    " AND (:version IS NULL OR s.text IN ({texts}))"
)


@dataclass(frozen=True, slots=True)
class Extent:
    """What a removal takes out: so many texts and pages (of so many bytes), of an article or of one of its versions.

    `already` says that all of it was taken out before. `named_by` counts the other articles whose related blocks name
    it, and `copies` the other articles that keep one of the same pages: theirs stay.
    """

    article_id: int
    url: str
    version: int | None
    title: str
    versions: tuple[int, ...]
    texts: int
    pages: int
    bytes: int
    already: bool
    named_by: int
    copies: int


def extent(connection: sqlite3.Connection, ref: Ref) -> Extent:
    """What the removal of an article, or of the version that is named, would take out."""
    snapshots, pages = _snapshots(connection, ref), _pages(connection, ref)
    texts = {row["text"] for row in snapshots}
    left = [row for row in snapshots if row["removal_id"] is None]
    marks = ", ".join("?" * len(pages))
    sizes = connection.execute(f"SELECT size FROM page WHERE id IN ({marks}) AND length(zstd)", pages).fetchall()
    versions = connection.execute(
        "SELECT version, text FROM version_run WHERE article_id = ? ORDER BY version", (ref.article_id,)
    ).fetchall()
    return Extent(
        ref.article_id,
        ref.url,
        ref.version,
        max(snapshots, key=lambda row: row["id"])["title"],
        tuple(row["version"] for row in versions if row["text"] in texts),
        len({row["text"] for row in left}),
        len(sizes),
        sum(row["size"] for row in sizes),
        not left and (ref.version is not None or _count(connection, f"SELECT :article IN {BARRED}", ref) > 0),
        _count(
            connection,
            "SELECT count(DISTINCT v.article_id) FROM address a JOIN related_item i ON i.address_id = a.id"
            " JOIN visit v ON v.related_set_id = i.set_id WHERE a.article_id = :article AND v.article_id <> :article",
            ref,
        ),
        _count(
            connection,
            f"SELECT count(DISTINCT article_id) FROM visit WHERE article_id <> :article AND page_id IN"
            f" ({', '.join(map(str, pages))})",
            ref,
        ),
    )


def remove(connection: sqlite3.Connection, ref: Ref, reason: str, at: str) -> Extent:
    """Take it out, inside the caller's transaction; the file still holds it until `clean` was there."""
    found = extent(connection, ref)
    if found.already:
        return found
    removal = Removal(_add(connection, ref, (reason, at, None)), at, reason)
    snapshots, pages = _snapshots(connection, ref), _pages(connection, ref)
    for version in found.versions:
        _forget_edits(connection, ref.article_id, (version, next_kept(connection, ref.article_id, version)))
    for row in snapshots:
        if row["removal_id"] is None:
            _empty_text(connection, row, removal)
    clear_pages(connection, pages)
    _empty_words(connection, ref)
    texts = Texts(connection, ref.article_id)
    derive(connection, ref.article_id, texts)  # that one of them was a part of another nobody can tell any more
    show_text(connection, ref.article_id, texts.latest(_latest_text(connection, ref)))
    for after in filter(None, {next_kept(connection, ref.article_id, version) for version in found.versions}):
        index_edit(connection, ref.article_id, after)
    extend(connection)
    for row in snapshots:
        append(connection, Kind.READING, row["id"])
    return found


def lift(connection: sqlite3.Connection, ref: Ref, reason: str, at: str) -> bool:
    """Let the article be kept again, from the next look on; whether a removal was in force."""
    rows = connection.execute(
        "SELECT DISTINCT r.id FROM snapshot s JOIN removal r ON r.id = s.removal_id WHERE s.article_id = ?"
        f" AND s.removal_id IS NOT NULL AND {IN_FORCE} ORDER BY r.id",
        (ref.article_id,),
    ).fetchall()
    for (removal_id,) in rows:
        _add(connection, ref, (reason, at, removal_id))
    extend(connection)
    return bool(rows)


def clean(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew, so that no byte of what was taken out is left in it or beside it.

    A word that was taken out stays in an old piece of an index, a text in the file's free room, until that is done.
    Raises ArchiveBusy if somebody reads in it: then the next `clean` does it. ArchiveError (no room).
    """
    if not write_anew(connection, path):
        raise ArchiveBusy(
            f"{path}: it is taken out, but somebody who reads in the archive keeps the old bytes in {path.name}-wal:"
            " run the same command again"
        )


def _snapshots(connection: sqlite3.Connection, ref: Ref) -> list[sqlite3.Row]:
    of_version = f" AND text IN ({_OF_VERSION})" if ref.version is not None else ""
    return connection.execute(
        f"SELECT * FROM snapshot WHERE article_id = :article{of_version} ORDER BY id", _values(ref)
    ).fetchall()


def _pages(connection: sqlite3.Connection, ref: Ref) -> list[int]:
    """The pages that nobody but these looks gave."""
    looks = _LOOKS.format(texts=_OF_VERSION)
    if ref.version is None:
        elsewhere = "v.article_id IS NOT :article"
    else:
        elsewhere = f"NOT (v.article_id IS :article AND coalesce(s.text IN ({_OF_VERSION}), 0))"
    rows = connection.execute(
        f"SELECT id FROM page WHERE id IN ({looks}) AND NOT EXISTS (SELECT 1 FROM visit v"
        f" JOIN {PAGES} p ON p.visit_id = v.id LEFT JOIN snapshot s ON s.id = v.snapshot_id WHERE p.page_id = page.id"
        f" AND {elsewhere}) ORDER BY id",
        _values(ref),
    )
    return [row["id"] for row in rows.fetchall()]


def _forget_edits(connection: sqlite3.Connection, article_id: int, versions: tuple[int | None, ...]) -> None:
    """Forget what the edits that made these versions removed, and that they were minor: nobody can tell any more."""
    for version in filter(None, versions):
        forget_edit(connection, article_id, version)
        connection.execute(
            "UPDATE version_run SET minor = 0 WHERE article_id = ? AND version = ?", (article_id, version)
        )


def _empty_text(connection: sqlite3.Connection, row: sqlite3.Row, removal: Removal) -> None:
    """Leave of a text its hashes, its time, and the word that it was taken out."""
    kept = {"title": removal.title, "hashes": as_json(hashes_of(row)), "removal_id": removal.id}
    values = {**empty_reading(row["sources"]), **kept}
    columns = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(f"UPDATE reading SET {columns}, body_in_article = 0 WHERE id = :id", {**values, "id": row["id"]})


def _empty_words(connection: sqlite3.Connection, ref: Ref) -> None:
    """What sources said of the article; of the whole one the next look, too."""
    addresses = "(SELECT id FROM address WHERE article_id = ?)"
    connection.execute(f"UPDATE link SET title = NULL WHERE address_id IN {addresses}", (ref.article_id,))
    if ref.version is None:
        connection.execute(f"DELETE FROM due WHERE address_id IN {addresses}", (ref.article_id,))


def _latest_text(connection: sqlite3.Connection, ref: Ref) -> int:
    row = connection.execute(
        "SELECT text FROM version_run WHERE article_id = ? ORDER BY version DESC LIMIT 1", (ref.article_id,)
    ).fetchone()
    if row is None:
        raise BadRef(f"article {ref.article_id} has no version: newsgrab verify says what is bad")
    return int(row["text"])


def _add(connection: sqlite3.Connection, ref: Ref, word: tuple[str, str, int | None]) -> int:
    reason, at, lifts = word
    cursor = connection.execute(
        "INSERT INTO removal (at, url, version, reason, lifts) VALUES (?, ?, ?, ?, ?)",
        (at, ref.url, ref.version, reason, lifts),
    )
    return int(cursor.lastrowid or 0)


def _count(connection: sqlite3.Connection, query: str, ref: Ref) -> int:
    return int(connection.execute(query, _values(ref)).fetchone()[0])


def _values(ref: Ref) -> dict[str, int | None]:
    return {"article": ref.article_id, "version": ref.version}
