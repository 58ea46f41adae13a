"""Making one article of two that are one: an article that moved, and was kept under its new address before that.

The reverse of telling articles apart (care/merged.py). Every look, text and address is kept; only whose they are
changes, and what follows from them is worked out anew. What the old number stood for is told by `repair`.
"""

from __future__ import annotations

import sqlite3

from newsgrab.archive.editorial import as_json
from newsgrab.archive.keep.chain import Kind, append, append_readings, extend
from newsgrab.archive.keep.derive import derive, show_text
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.likeness import Said, agree
from newsgrab.archive.query.refs import JOIN
from newsgrab.archive.search.index.stems import index_article
from newsgrab.archive.search.removed.index import forget_edit

_MOST_TEXTS = 10  # of each article that are compared, the latest ones


def are_one(connection: sqlite3.Connection, article_id: int, other_id: int, said: Said) -> bool:
    """Whether an article is the other one, to which an address of it leads for good, and where a page says that now.

    It is if any of their texts agree, or if a feed has one name (guid) for the two and for no third.
    """
    theirs = [said, *_texts(connection, other_id)]
    alike = any(agree(one, other) for one in _texts(connection, article_id) for other in theirs)
    return alike or _are_one_entry(connection, article_id, other_id)


def join(connection: sqlite3.Connection, article_id: int, other_id: int, at: str) -> None:
    """Make the other article's looks, texts and addresses those of the first, inside the caller's transaction.

    The first keeps its number and its main address. The number of the other is never given again: as a REF it leads to
    the first.
    """
    names = connection.execute("SELECT id FROM address WHERE article_id = ? ORDER BY id", (other_id,)).fetchall()
    _forget_versions(connection, article_id)
    _forget_versions(connection, other_id)
    texts = Texts(connection, article_id).next_number
    for table, numbers in (("look", ""), ("address", ""), ("reading", f", text = text + {texts}")):
        connection.execute(f"UPDATE {table} SET article_id = ?{numbers} WHERE article_id = ?", (article_id, other_id))
    number_texts(connection, article_id)
    connection.execute("DELETE FROM article WHERE id = ?", (other_id,))
    index_article(connection, other_id)
    work_out(connection, article_id)
    _plan_once(connection, article_id)
    connection.execute(
        "INSERT INTO repair (at, kind, from_article_id, article_ids) VALUES (?, ?, ?, ?)",
        (at, JOIN, other_id, as_json([article_id])),
    )
    extend(connection)
    for (address_id,) in names:
        append(connection, Kind.NAME, address_id)
    append_readings(connection, article_id)


def number_texts(connection: sqlite3.Connection, article_id: int) -> None:
    """Number the texts of an article by arrival, without gaps."""
    numbers = connection.execute(
        "SELECT text FROM snapshot WHERE article_id = ? GROUP BY text ORDER BY min(id)", (article_id,)
    ).fetchall()
    for new, (old,) in enumerate(numbers, start=1):
        connection.execute("UPDATE reading SET text = ? WHERE article_id = ? AND text = ?", (-new, article_id, old))
    connection.execute("UPDATE reading SET text = -text WHERE article_id = ?", (article_id,))


def work_out(connection: sqlite3.Connection, article_id: int) -> None:
    """Make everything that follows from the looks that an article has now."""
    derived = derive(connection, article_id)
    if derived.timeline.versions:
        show_text(connection, article_id, Texts(connection, article_id).latest(derived.timeline.versions[-1].text))


def _texts(connection: sqlite3.Connection, article_id: int) -> list[Said]:
    rows = connection.execute(
        "SELECT DISTINCT title, body FROM snapshot WHERE article_id = ? AND removal_id IS NULL"
        " ORDER BY id DESC LIMIT ?",
        (article_id, _MOST_TEXTS),
    )
    return [Said(row["title"], row["body"]) for row in rows]


def _are_one_entry(connection: sqlite3.Connection, article_id: int, other_id: int) -> bool:
    row = connection.execute(
        "SELECT 1 FROM address mine JOIN link l ON l.address_id = mine.id AND l.guid IS NOT NULL"
        " WHERE mine.article_id = ? AND (SELECT group_concat(DISTINCT a.article_id) FROM link o JOIN address a"
        " ON a.id = o.address_id WHERE o.source_id = l.source_id AND o.guid = l.guid) IN (?, ?) LIMIT 1",
        (article_id, f"{article_id},{other_id}", f"{other_id},{article_id}"),
    ).fetchone()
    return row is not None


def _forget_versions(connection: sqlite3.Connection, article_id: int) -> None:
    for (version,) in connection.execute(
        "SELECT version FROM version_run WHERE article_id = ?", (article_id,)
    ).fetchall():
        forget_edit(connection, article_id, version)
    connection.execute("DELETE FROM version_run WHERE article_id = ?", (article_id,))


def _plan_once(connection: sqlite3.Connection, article_id: int) -> None:
    """Of the looks that are planned at addresses of the article leave the first one."""
    connection.execute(
        "DELETE FROM due WHERE address_id IN (SELECT id FROM address WHERE article_id = :id) AND address_id <>"
        " (SELECT d.address_id FROM due d JOIN address a ON a.id = d.address_id WHERE a.article_id = :id"
        "  ORDER BY d.at, d.address_id LIMIT 1)",
        {"id": article_id},
    )
