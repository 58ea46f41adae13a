"""Filling the stem index: one article when it is recorded, whatever other tools changed before the next search."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from functools import lru_cache
from json import JSONDecodeError, loads
from typing import TYPE_CHECKING, NamedTuple

from newsgrab.archive.search.analysis.stopwords import text_language
from newsgrab.archive.search.analysis.terms import ANALYSER, Analyser, language_term
from newsgrab.archive.search.index.state import StemIndexState, read_state, write_state

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 500  # articles in one transaction of a rebuild: about a second of work that an interruption can lose
_TEXT = "title, body, category, authors, tags, language"

Progress = Callable[[int, int], None]


class Terms(NamedTuple):
    """What the index holds of one article; `language` is that of the analyser that made it."""

    language: str
    title: str
    body: str
    labels: str


def index_article(connection: sqlite3.Connection, article_id: int, terms: Terms | None = None) -> None:
    """Bring the index up to date for one article, inside the caller's transaction.

    `terms` are those of the article as it reads now, where somebody has made them already.
    An index that another analyser made, or that is not complete, is left to `sync`.
    """
    state = read_state(connection)
    if not state.analyser and not _is_filled(connection):
        write_state(connection, StemIndexState(ANALYSER, complete=True, articles={}))
    elif state.analyser != ANALYSER:
        return
    indexer = Indexer(connection)
    indexer.apply_queued(article_id, terms)
    indexer.close()


def sync(connection: sqlite3.Connection, progress: Progress | None = None) -> int:
    """Bring the whole index up to date; how many articles were read for it.

    `progress` is called with the articles done and the articles to do. Each batch is a transaction of its own: an
    interrupted rebuild goes on where it stopped. The connection must not be in a transaction.
    """
    if read_state(connection).analyser != ANALYSER:
        with transaction(connection):
            _empty(connection)
    done = _apply_queue(connection)
    return done + (0 if read_state(connection).complete else _fill(connection, progress))


def rebuild(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Make both indexes anew from the articles' texts, whatever they hold now; otherwise as `sync`."""
    with transaction(connection):
        connection.execute("INSERT INTO article_fts(article_fts) VALUES ('rebuild')")
        _empty(connection)
    sync(connection, progress)


class Indexer:
    """Writes rows of the stem index; keeps one analyser for each language it meets."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._more: Counter[str] = Counter()  # articles in each language, since `close`

    def apply_queued(self, article_id: int, terms: Terms | None = None) -> None:
        """Do what the queue notes for one article: forget what the index holds of it, add what it says now."""
        connection = self._connection
        noted = connection.execute(
            f"SELECT {_TEXT} FROM article_stem_queue WHERE article_id = ?", (article_id,)
        ).fetchone()
        if noted is None:
            return
        if _is_indexed(connection, article_id):
            if noted[0] is None:  # REPLACE without the delete trigger: what the row held is lost
                _empty(connection)
                connection.execute("INSERT INTO article_fts(article_fts) VALUES ('rebuild')")
                self._more.clear()
                return
            held = terms_of(noted)
            connection.execute(
                "INSERT INTO article_stem(article_stem, rowid, title, body, labels) VALUES ('delete', ?, ?, ?, ?)",
                (article_id, *held[1:]),
            )
            self._more[held.language] -= 1
        connection.execute("DELETE FROM article_stem_queue WHERE article_id = ?", (article_id,))
        self.add(article_id, terms)

    def add(self, article_id: int, terms: Terms | None = None) -> None:
        """Add an article that the index does not hold; none if there is no such article."""
        if terms is None:
            row = self._connection.execute(f"SELECT {_TEXT} FROM article WHERE id = ?", (article_id,)).fetchone()
            if row is None:
                return
            terms = terms_of(row)
        self._connection.execute(
            "INSERT INTO article_stem(rowid, title, body, labels) VALUES (?, ?, ?, ?)", (article_id, *terms[1:])
        )
        self._more[terms.language] += 1

    def close(self) -> None:
        """Write down how many articles the index holds now."""
        state = read_state(self._connection)
        counted = {name: state.articles.get(name, 0) + self._more[name] for name in {*state.articles, *self._more}}
        write_state(self._connection, state._replace(articles=counted))
        self._more.clear()


@lru_cache(maxsize=64)
def analyser_of(language: str | None) -> Analyser:
    """The analyser for articles of this language, with the words it has seen before."""
    return Analyser(language)


def terms_of(row: sqlite3.Row | tuple[str | None, ...]) -> Terms:
    """The terms of an article's title, body and labels, from its columns as `_TEXT` names them."""
    title, body, category, authors, tags, language = row
    analyser = analyser_of(text_language(language, f"{title}\n{body}"))
    labels = analyser.terms(label_words(category, authors, tags))
    mark = f"{labels} {language_term(analyser.language)}" if analyser.language else labels
    title, body = analyser.index_terms(title or ""), analyser.index_terms(body or "")
    return Terms(analyser.language, title, body, mark)


def label_words(category: str | None, authors: str | None, tags: str | None) -> str:
    """The words of the labels, from their columns."""
    return " ".join((category or "", *_listed(authors), *_listed(tags)))


def _listed(text: str | None) -> list[str]:
    """The names in a JSON array; a text that is none is one name."""
    try:
        names = loads(text or "[]")
    except JSONDecodeError:
        return [text or ""]
    return [str(name) for name in names] if isinstance(names, list) else [str(names)]


def _is_indexed(connection: sqlite3.Connection, article_id: int) -> bool:
    found = connection.execute("SELECT 1 FROM article_stem_docsize WHERE id = ?", (article_id,)).fetchone()
    return found is not None


def _is_filled(connection: sqlite3.Connection) -> bool:
    """True if there are articles that no queue row announces: they were there before the index."""
    return (
        connection.execute(
            "SELECT 1 FROM article WHERE id NOT IN (SELECT article_id FROM article_stem_queue) LIMIT 1"
        ).fetchone()
        is not None
    )


def _empty(connection: sqlite3.Connection) -> None:
    """An empty index of today's analyser, every article still to come."""
    connection.execute("INSERT INTO article_stem(article_stem) VALUES ('delete-all')")
    connection.execute("DELETE FROM article_stem_queue")
    write_state(connection, StemIndexState(ANALYSER, complete=False, articles={}))


def _apply_queue(connection: sqlite3.Connection) -> int:
    indexer, done = Indexer(connection), 0
    while True:
        batch = connection.execute("SELECT article_id FROM article_stem_queue LIMIT ?", (_BATCH,)).fetchall()
        if not batch:
            return done
        with transaction(connection):
            for (article_id,) in batch:
                indexer.apply_queued(article_id)
            indexer.close()
        done += len(batch)


def _fill(connection: sqlite3.Connection, progress: Progress | None) -> int:
    """Add every article that the index lacks, then call it complete."""
    indexer = Indexer(connection)
    missing = "FROM article WHERE id > ? AND id NOT IN (SELECT id FROM article_stem_docsize)"
    to_do = connection.execute(f"SELECT count(*) {missing}", (-(2**63),)).fetchone()[0]
    done, last = 0, -(2**63)
    while batch := connection.execute(f"SELECT id {missing} ORDER BY id LIMIT ?", (last, _BATCH)).fetchall():
        with transaction(connection):
            for (article_id,) in batch:
                indexer.add(article_id)
            indexer.close()
        done, last = done + len(batch), batch[-1][0]
        if progress:
            progress(done, to_do)
    with transaction(connection):
        if done:
            connection.execute("INSERT INTO article_stem(article_stem) VALUES ('optimize')")
        connection.execute("UPDATE article_stem_state SET complete = 1")
    return done


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction that takes the write lock at its start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
