"""What was removed: the passages, against the versions before and after each edit, and their index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from newsgrab.archive.care.verify.findings import REBUILD, Finding, Looked, Word
from newsgrab.archive.care.verify.search import compared
from newsgrab.archive.care.verify.versions import ADVICE
from newsgrab.archive.search.removed import index as removed

_KEPT = (
    "SELECT article_id, version, removed_at, language, field, text FROM removed WHERE article_id = ? AND version = ?"
    " AND removed_at = ? ORDER BY id"
)
_STRAY = (
    "SELECT removed.id, article.url FROM removed LEFT JOIN article ON article.id = removed.article_id"
    " WHERE NOT EXISTS (SELECT 1 FROM snapshot o WHERE o.id = removed.snapshot_id AND"
    " o.article_id = removed.article_id AND EXISTS (SELECT 1 FROM version_run run JOIN version_run later"
    " ON later.article_id = run.article_id AND later.version = run.version + 1 WHERE run.article_id ="
    " removed.article_id AND run.version = removed.version AND run.text = o.text))"
)

# The first version has nothing before it; what an edit removed is in the index only once that is written down.
_TOLD_TO_LACK = (
    "SELECT run.article_id || '@' || run.version, article.url, run.version = 1 FROM version_run run"
    " LEFT JOIN article ON article.id = run.article_id WHERE NOT run.indexed AND (run.version = 1 OR EXISTS"
    " (SELECT 1 FROM removed WHERE article_id = run.article_id AND removed_at = run.first_at))"
)


def check_removed(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each edit has the passages that it removed, and the index has their words."""
    for place, url, first in connection.execute(_TOLD_TO_LACK).fetchall():
        problem = "the index is said to lack what this edit removed, and has it"
        yield Looked((Finding("version_run", place, problem, url, advice=ADVICE if first else REBUILD),))
    if removed.is_stale(connection):
        problem = "it was made by other rules or lacks edits: the next search --removed makes it anew"
        yield Looked((Finding("removed", "", problem, None, Word.UNVERIFIABLE, REBUILD),))
        if removed.read_state(connection).rules not in {removed.RULES, ""}:
            return
    for edit in connection.execute(f"{removed.EDITS} WHERE run.indexed ORDER BY run.article_id, run.version"):
        yield Looked(tuple(_problems(connection, edit)))
    for row_id, url in connection.execute(_STRAY):
        yield Looked((Finding("removed", str(row_id), "no edit removed this", url, advice=REBUILD),))
    for problem, there, wanted in (
        ("the passage is not in the index", "removed", "removed_stem_docsize"),
        ("the index holds what is no passage", "removed_stem_docsize", "removed"),
    ):
        for (row_id,) in connection.execute(f"SELECT id FROM {there} EXCEPT SELECT id FROM {wanted}").fetchall():
            yield Looked((Finding("removed_stem", str(row_id), problem, advice=REBUILD),))
    connection.create_function("passage_stems", 4, _stems, deterministic=True)
    columns = ", ".join(
        f"passage_stems({number}, field, language, text) AS {column}"
        for number, column in enumerate(("body", "title", "labels"))
    )
    connection.execute(f"CREATE TEMP VIEW removed_stems_of AS SELECT id, {columns} FROM main.removed")
    yield compared(connection, "removed_stem", "removed_stems_of")


def _problems(connection: sqlite3.Connection, edit: sqlite3.Row) -> Iterator[Finding]:
    """An edit whose passages are not those that its two versions give."""
    place = (edit["article_id"], edit["version"])
    facts = (*place, edit["removed_at"], edit["language"])
    wanted = [(*facts, *passage) for passage in removed.passages_of(edit)]
    if [tuple(row) for row in connection.execute(_KEPT, facts[:3])] != wanted:
        url = connection.execute("SELECT url FROM article WHERE id = ?", place[:1]).fetchone()
        problem = "these are not the passages that the version after it no longer has"
        yield Finding("removed", f"{place[0]}@{place[1]}", problem, url[0] if url else None, advice=REBUILD)


@lru_cache(maxsize=1)
def _all_stems(field: str, language: str | None, text: str) -> tuple[str, str, str]:
    return removed.stems_of(field, language, text)


def _stems(number: int, field: str, language: str | None, text: str) -> str:
    return _all_stems(field, language, text)[number]
