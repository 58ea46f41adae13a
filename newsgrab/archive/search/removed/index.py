"""Filling the index of what was removed: at each edit, and for the edits that an archive held before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from newsgrab.archive.search.analysis.languages import primary
from newsgrab.archive.search.analysis.terms import ANALYSER
from newsgrab.archive.search.index.stems import terms_of, transaction
from newsgrab.archive.search.removed.passages import RULE, removed

RULES = f"{ANALYSER}.{RULE}"
"""The version of what fills the index: one that other rules filled is made anew."""

EDITS = (
    "SELECT n.id AS edit_id, n.seen_at, n.title AS new_title, n.body AS new_body,"
    " n.article_id, n.version - 1 AS version, o.id AS snapshot_id, o.title, o.body, o.language"
    " FROM snapshot n LEFT JOIN snapshot o ON o.article_id = n.article_id AND o.version = n.version - 1"
    " AND o.revision = (SELECT max(r.revision) FROM snapshot r"
    " WHERE r.article_id = o.article_id AND r.version = o.version AND r.id < n.id)"
    " WHERE n.version > 1 AND n.revision = 1"
)
"""Every edit: the first reading of a version beside the one of the version before that it was compared with.

Both are by the same rules. What came later is not: `newsgrab reextract` reads one version anew and not the other.
"""

_BATCH = 100  # edits in one transaction of a rebuild
_AHEAD = "FROM snapshot WHERE version > 1 AND revision = 1 AND id > ?"

Progress = Callable[[int, int], None]


class RemovedIndexState(NamedTuple):
    """The rules that filled the index, the last edit (its snapshot's id) that is in it, the languages of its texts."""

    rules: str
    edit_id: int
    languages: frozenset[str]


def read_state(connection: sqlite3.Connection) -> RemovedIndexState:
    """The state of the index."""
    row = connection.execute("SELECT rules, edit_id, languages FROM removed_state").fetchone()
    return RemovedIndexState(row[0], row[1], frozenset(row[2].split(",")))


def index_edit(connection: sqlite3.Connection, edit_id: int) -> None:
    """Put in what an edit removed, inside the transaction that keeps the new version.

    An index that other rules made, or that lacks earlier edits, is left to `sync`.
    """
    state = read_state(connection)
    if connection.execute(f"SELECT 1 {_AHEAD} AND id < ? LIMIT 1", (state.edit_id, edit_id)).fetchone():
        return
    if state.rules == RULES or not state.edit_id:
        _add(connection, state, connection.execute(f"{EDITS} AND n.id = ?", (edit_id,)).fetchall())


def is_stale(connection: sqlite3.Connection) -> bool:
    """True if there are edits that `sync` has to put in before a search finds what they removed."""
    state = read_state(connection)
    after = state.edit_id if state.rules == RULES else 0
    return connection.execute(f"SELECT 1 {_AHEAD} LIMIT 1", (after,)).fetchone() is not None


def sync(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Put in what the index lacks; `progress` is called with the edits done and to do.

    Each batch is a transaction of its own: what is interrupted goes on where it stopped.
    """
    if not is_stale(connection):
        return
    if read_state(connection).rules != RULES:
        with transaction(connection):
            _empty(connection)
    done, to_do = 0, connection.execute(f"SELECT count(*) {_AHEAD}", (read_state(connection).edit_id,)).fetchone()[0]
    while True:
        with transaction(connection):
            state = read_state(connection)
            edits = connection.execute(
                f"{EDITS} AND n.id > ? ORDER BY n.id LIMIT ?", (state.edit_id, _BATCH)
            ).fetchall()
            if not edits:
                return
            _add(connection, state, edits)
        done += len(edits)
        if progress:
            progress(done, max(done, to_do))


def rebuild(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Make it anew from the versions' texts, whatever it holds now; otherwise as `sync`."""
    with transaction(connection):
        _empty(connection)
    sync(connection, progress)


def passages_of(edit: sqlite3.Row) -> list[tuple[str, str]]:
    """What a row of EDITS says was removed: field and passage."""
    if edit["snapshot_id"] is None:
        return []
    return removed((edit["title"], edit["body"]), (edit["new_title"], edit["new_body"]))


def stems_of(field: str, language: str | None, text: str) -> tuple[str, str, str]:
    """The terms of a passage as the index holds them: of a body, of a title, and of its language."""
    title, body = (text, "") if field == "title" else ("", text)
    terms = terms_of((title, body, None, None, None, language))
    return terms.body, terms.title, terms.labels


def _empty(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO removed_stem(removed_stem) VALUES ('delete-all')")
    connection.execute("DELETE FROM removed")
    connection.execute("UPDATE removed_state SET rules = ?, edit_id = 0, languages = ''", (RULES,))


def _add(connection: sqlite3.Connection, state: RemovedIndexState, edits: list[sqlite3.Row]) -> None:
    languages = set(state.languages)
    for edit in edits:
        place = (edit["article_id"], edit["version"], edit["snapshot_id"], edit["seen_at"])
        for field, text in passages_of(edit):
            languages.add(primary(edit["language"]))
            row = connection.execute(
                "INSERT INTO removed (article_id, version, snapshot_id, removed_at, field, language, text)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*place, field, edit["language"], text),
            )
            connection.execute(
                "INSERT INTO removed_stem (rowid, body, title, labels) VALUES (?, ?, ?, ?)",
                (row.lastrowid, *stems_of(field, edit["language"], text)),
            )
    connection.execute(
        "UPDATE removed_state SET rules = ?, edit_id = ?, languages = ?",
        (RULES, edits[-1]["edit_id"], ",".join(sorted(languages))),
    )
