"""The search indexes: each article's terms are in them, and nothing else.

FTS5 checks an index by a command that writes nothing but needs the right to write. So the indexes, which are small
beside the pages, are copied into SQLite's own temporary file and checked there, against the texts of the archive.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from newsgrab.archive.care.verify.findings import REBUILD, Finding, Looked, Word
from newsgrab.archive.search.analysis.terms import ANALYSER
from newsgrab.archive.search.index.state import read_state
from newsgrab.archive.search.index.stems import Terms, terms_of

_SHADOWS = ("data", "idx", "docsize", "config")
_MALFORMED = "malformed"
_TEXT = ("title", "body", "category", "authors", "tags", "language")
# What the stem index holds of an article: where the queue notes what it read like before, that.
_STEMS = (
    "SELECT d.id, "
    + ", ".join(
        f"stems({number}, d.id, "
        + ", ".join(f"iif(q.title IS NULL, a.{name}, q.{name})" for name in _TEXT)
        + f") AS {column}"
        for number, column in enumerate(("title", "body", "labels"), start=1)
    )
    + " FROM main.article_stem_docsize d LEFT JOIN main.article a ON a.id = d.id"
    " LEFT JOIN main.article_stem_queue q ON q.article_id = d.id"
)


def check_search(connection: sqlite3.Connection) -> Iterator[Looked]:
    """The index over title and body, against the articles' rows."""
    yield from _gaps(connection, "article_fts", "SELECT id FROM article")
    connection.execute("CREATE TEMP VIEW words_of AS SELECT id, title, body FROM main.article")
    yield compared(connection, "article_fts", "words_of")


def check_stems(connection: sqlite3.Connection) -> Iterator[Looked]:
    """The index of word stems, against what the articles' texts give today."""
    state = read_state(connection)
    articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    if state.analyser != ANALYSER or not state.complete:
        if articles:
            problem = "it was made by other rules or is not complete: the next search makes it anew"
            yield Looked((Finding("article_stem", "", problem, None, Word.UNVERIFIABLE, REBUILD),))
        return
    queued = "SELECT article_id FROM article_stem_queue"
    yield from _gaps(connection, "article_stem", f"SELECT id FROM article WHERE id NOT IN ({queued})", queued)
    lost = connection.execute(
        "SELECT count(*) FROM article_stem_queue WHERE title IS NULL AND article_id IN"
        " (SELECT id FROM article_stem_docsize)"
    ).fetchone()[0]
    if lost:
        problem = f"{lost} articles were replaced by another program: the next search makes it anew"
        yield Looked((Finding("article_stem", "", problem, None, Word.UNVERIFIABLE, REBUILD),))
        return
    connection.create_function("stems", 8, _stems, deterministic=True)
    connection.execute(f"CREATE TEMP VIEW stems_of AS {_STEMS}")
    yield compared(connection, "article_stem", "stems_of")


def _gaps(connection: sqlite3.Connection, index: str, wanted: str, allowed: str = "SELECT NULL") -> Iterator[Looked]:
    """Articles that the index lacks, and entries that are no article's."""
    there = f"SELECT id FROM {index}_docsize"
    missing = connection.execute(
        f"SELECT id, url FROM article WHERE id IN ({wanted}) AND id NOT IN ({there})"
    ).fetchall()
    for article_id, url in missing:
        yield Looked((Finding(index, str(article_id), "the article is not in the index", url, advice=REBUILD),))
    strays = connection.execute(f"{there} EXCEPT {wanted} EXCEPT {allowed}").fetchall()
    for (article_id,) in strays:
        yield Looked((Finding(index, str(article_id), "the index holds what is no article", advice=REBUILD),))
    held = connection.execute(f"SELECT count(*) FROM {index}_docsize").fetchone()[0]
    yield Looked(things=max(0, held - len(strays)))


def compared(connection: sqlite3.Connection, index: str, texts: str) -> Looked:
    """A copy of the index, compared by FTS5 with the texts that a view of ours gives."""
    statement = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (index,)).fetchone()[0]
    options = re.sub(r"content(_rowid)?\s*=\s*(\"\w*\"|'\w*'),?", "", statement[statement.index("(") + 1 :])
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.{index}_copy USING fts5(content='{texts}', content_rowid='id', {options}"
    )
    settings = [
        connection.execute(f"SELECT * FROM {schema}_config ORDER BY k").fetchall()
        for schema in (f"main.{index}", f"temp.{index}_copy")
    ]
    if settings[0] != settings[1]:  # FTS5 has read those of the copy already
        connection.execute(f"DROP TABLE temp.{index}_copy")
        return Looked((Finding(index, "", "FTS5 cannot read its settings", advice=REBUILD),), things=0)
    for shadow in _SHADOWS:
        connection.execute(f"DELETE FROM temp.{index}_copy_{shadow}")
        connection.execute(f"INSERT INTO temp.{index}_copy_{shadow} SELECT * FROM main.{index}_{shadow}")
    try:
        connection.execute(f"INSERT INTO temp.{index}_copy({index}_copy, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if _MALFORMED not in str(error):
            raise
        return Looked((Finding(index, "", "it does not hold the words of its texts", advice=REBUILD),), things=0)
    finally:
        connection.execute(f"DROP TABLE temp.{index}_copy")
    return Looked(things=0)


@lru_cache(maxsize=1)
def _terms(article_id: int, *text: str | None) -> Terms:
    del article_id
    return terms_of(text)


def _stems(number: int, article_id: int, *text: str | None) -> str:
    """Title, body or labels of an article as the stem index holds them."""
    return str(_terms(article_id, *text)[number])
