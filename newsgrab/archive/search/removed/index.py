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

_READING = (
    "(SELECT max(r.id) FROM snapshot r WHERE r.article_id = {0}.article_id AND r.text = {0}.text AND"
    " CASE WHEN {0}.text >= {1}.text THEN r.revision = 1 ELSE r.id < (SELECT q.id FROM snapshot q"
    " WHERE q.article_id = {1}.article_id AND q.text = {1}.text AND q.revision = 1) END)"
)
_TAKEN_OUT = (
    "EXISTS (SELECT 1 FROM reading t WHERE t.article_id = {0}.article_id AND t.text = {0}.text"
    " AND t.removal_id IS NOT NULL)"
)
# What a version is compared with: the last one before it of which the text was not taken out.
_BEFORE = (
    "coalesce((SELECT e.version FROM version_run e WHERE e.article_id = {0} AND e.version < {1}"
    f" AND NOT {_TAKEN_OUT.format('e')} ORDER BY e.version DESC LIMIT 1), {{1}} - 1)"
)
EDITS = (
    "SELECT run.article_id, old.version, run.version AS next_version, run.first_at AS removed_at, n.title AS new_title,"
    " n.body AS new_body, o.id AS snapshot_id, o.title, o.body, o.language,"
    " coalesce(o.removal_id, n.removal_id) AS removal_id FROM version_run run"
    " JOIN version_run old ON old.article_id = run.article_id"
    f" AND old.version = {_BEFORE.format('run.article_id', 'run.version')}"
    f" JOIN snapshot n ON n.id = {_READING.format('run', 'old')}"
    f" JOIN snapshot o ON o.id = {_READING.format('old', 'run')}"
)
"""Every edit: the text of a version beside the one of the version before, by the readings that were compared.

A version between that was taken out is passed over.

Of the text that came later that is its first reading, of the other the last that was made before: both are by the same
rules. What came after is not: `newsgrab reextract` reads one text anew and not the other.
"""

_BATCH = 100  # edits in one transaction of a rebuild
_AHEAD = "FROM version_run WHERE version > 1 AND NOT indexed"

Progress = Callable[[int, int], None]


class RemovedIndexState(NamedTuple):
    """The rules that filled the index, the languages of its texts."""

    rules: str
    languages: frozenset[str]


def read_state(connection: sqlite3.Connection) -> RemovedIndexState:
    """The state of the index."""
    row = connection.execute("SELECT rules, languages FROM removed_state").fetchone()
    return RemovedIndexState(row[0], frozenset((row[1] or "").split(",")))  # NULL in a damaged file


def index_edit(connection: sqlite3.Connection, article_id: int, version: int) -> None:
    """Put in what the edit that made a version removed, inside the transaction that keeps it.

    An index that other rules made is left to `sync`.
    """
    state = read_state(connection)
    if state.rules in {RULES, ""}:
        edit = connection.execute(f"{EDITS} WHERE run.article_id = ? AND run.version = ?", (article_id, version))
        _add(connection, state, edit.fetchall())


def forget_edit(connection: sqlite3.Connection, article_id: int, version: int) -> None:
    """Take out what the edit that made a version removed: it is another version now."""
    rows = connection.execute(
        "SELECT id, field, language, text FROM removed WHERE article_id = :article"
        f" AND version = {_BEFORE.format(':article', ':version')} AND removed_at = coalesce((SELECT first_at"
        " FROM version_run WHERE article_id = :article AND version = :version), removed_at)",
        {"article": article_id, "version": version},
    ).fetchall()
    if rows and read_state(connection).rules != RULES:
        _empty(connection)
        return
    for row in rows:
        connection.execute(
            "INSERT INTO removed_stem (removed_stem, rowid, body, title, labels) VALUES ('delete', ?, ?, ?, ?)",
            (row["id"], *stems_of(row["field"], row["language"], row["text"])),
        )
        connection.execute("DELETE FROM removed WHERE id = ?", (row["id"],))


def next_kept(connection: sqlite3.Connection, article_id: int, version: int) -> int | None:
    """The version after that one of which the text was not taken out."""
    row = connection.execute(
        "SELECT min(run.version) FROM version_run run WHERE run.article_id = ? AND run.version > ?"
        f" AND NOT {_TAKEN_OUT.format('run')}",
        (article_id, version),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def is_stale(connection: sqlite3.Connection) -> bool:
    """True if there are edits that `sync` has to put in before a search finds what they removed."""
    if read_state(connection).rules == RULES:
        return connection.execute(f"SELECT 1 {_AHEAD} LIMIT 1").fetchone() is not None
    return connection.execute("SELECT 1 FROM version_run WHERE version > 1 LIMIT 1").fetchone() is not None


def sync(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Put in what the index lacks; `progress` is called with the edits done and to do.

    Each batch is a transaction of its own: what is interrupted goes on where it stopped.
    """
    if not is_stale(connection):
        return
    if read_state(connection).rules != RULES:
        with transaction(connection):
            _empty(connection)
    done, to_do = 0, connection.execute(f"SELECT count(*) {_AHEAD}").fetchone()[0]
    while True:
        with transaction(connection):
            edits = connection.execute(
                f"{EDITS} WHERE run.version > 1 AND NOT run.indexed ORDER BY run.article_id, run.version LIMIT ?",
                (_BATCH,),
            ).fetchall()
            if not edits:
                return
            _add(connection, read_state(connection), edits)
        done += len(edits)
        if progress:
            progress(done, max(done, to_do))


def rebuild(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Make it anew from the versions' texts, whatever it holds now; otherwise as `sync`."""
    with transaction(connection):
        _empty(connection)
    sync(connection, progress)


def passages_of(edit: sqlite3.Row) -> list[tuple[str, str]]:
    """What a row of EDITS says was removed: field and passage; nothing where a text is no longer there to tell."""
    if edit["removal_id"] is not None:
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
    connection.execute("UPDATE version_run SET indexed = 0 WHERE version > 1 AND indexed")
    connection.execute("UPDATE removed_state SET rules = ?, languages = ''", (RULES,))


def _add(connection: sqlite3.Connection, state: RemovedIndexState, edits: list[sqlite3.Row]) -> None:
    languages = set(state.languages)
    for edit in edits:
        place = (edit["article_id"], edit["version"], edit["snapshot_id"], edit["removed_at"])
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
            "UPDATE version_run SET indexed = 1 WHERE article_id = ? AND version = ?",
            (edit["article_id"], edit["next_version"]),
        )
    connection.execute(
        "UPDATE removed_state SET rules = :rules, languages = :languages"
        " WHERE (rules, languages) IS NOT (:rules, :languages)",
        {"rules": RULES, "languages": ",".join(sorted(languages))},
    )
