"""Searching the texts that articles have had: as of a day, in any version, or where a version added something.

No index holds old texts. But each word of one stands in the article's text of today or in a passage that was removed,
and both have an index: together they name the few articles to look at. Their versions are put into an index of the
moment, which the same expression is asked; but for those that differ from the text of today in nothing that was asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.differing import may_differ, single_terms
from newsgrab.archive.search.hits import Passage, Window
from newsgrab.archive.search.index.stems import terms_of
from newsgrab.archive.search.matching.ranking import CANDIDATES
from newsgrab.archive.search.matching.snippets import snippet, title_passage
from newsgrab.archive.search.query.plan import expression
from newsgrab.archive.search.query.tree import AnyOf, Atom, Node
from newsgrab.archive.search.removed.index import read_state
from newsgrab.archive.search.session import SearchSession
from newsgrab.archive.sql import VERSIONS, to_utc_iso

_TEXT = "s.title, s.body, s.category, s.authors, s.tags, s.language"
_ROW = (
    "SELECT run.article_id AS id, run.version, article.version AS latest, article.url, article.site, s.title, s.body,"
    " s.language, s.published_at, run.not_before, run.first_at AS first_seen_at, run.last_at AS last_seen_at"
    f" FROM {VERSIONS} JOIN article ON article.id = s.article_id WHERE run.article_id = ? AND run.version = ?"
)
_Key = tuple[str, int, int]
"""A version: when it was first seen, its article, its number."""


class Which(StrEnum):
    """Which texts are searched."""

    ALL = "all"  # every version; the latest that matches is the hit
    AS_OF = "as of"  # the one that an article had at a moment
    ADDED = "added"  # those that match where the version before does not


class VersionHit(NamedTuple):
    """A version that was found.

    Its text came between the looks at `not_before` (None for the first) and `first_seen_at`, and was last seen at
    `last_seen_at` (UTC, ISO 8601); `is_latest` says that the article reads so now.
    """

    article_id: int
    version: int
    url: str
    site: str
    title: Passage
    snippet: Passage
    not_before: str | None
    first_seen_at: str
    last_seen_at: str
    is_latest: bool
    language: str | None
    published_at: str | None
    score: float


class VersionHits(NamedTuple):
    """The answer: `total` versions match, one an article but for Which.ADDED; `notes` as in `Hits`."""

    total: int
    hits: tuple[VersionHit, ...] = ()
    notes: tuple[str, ...] = ()


def search_versions(
    connection: sqlite3.Connection,
    text: str,
    filters: Filters,
    window: Window,
    which: tuple[Which, datetime | None],
) -> VersionHits:
    """The versions that a query finds, best first, or the latest first by date; all words are required.

    `since` and `until` bound the publication, with Which.ADDED the look that first saw the version; the
    moment goes with Which.AS_OF. Looks only at what
    is in the indexes: `sync` both first. Raises BadQuery, BadDate.
    """
    session = SearchSession(connection, text, filters, read_state(connection).languages)
    found = _Versions(session, filters, which[0], to_utc_iso(which[1]) if which[1] else None)
    most = window.offset + window.limit + CANDIDATES
    scored = found.edited(most) + found.unedited(most)
    total = len(found.edited_keys) + found.unedited_total
    if window.sort == "rank":
        ranked = session.rescored(session.whole, scored[:CANDIDATES]) if len(scored) > 1 else []
        rows = [one.row for one in ranked] + [row for _, row in scored[len(ranked) :]]
    else:
        rows = sorted((row for _, row in scored), key=lambda row: str(row["first_seen_at"]), reverse=True)
    hits = tuple(_hit(session, row) for row in rows[window.offset : window.offset + window.limit])
    return VersionHits(total, hits, session.query.notes)


class _Versions:
    """The texts that are searched: those of articles that were edited, and those of articles that never were."""

    def __init__(self, session: SearchSession, filters: Filters, which: Which, at: str | None) -> None:
        self.connection = session.connection
        self.session = session
        self.which = which
        self.at = at
        self.choice = session.choose(filters, "run.first_at" if which is Which.ADDED else None)
        self.edited_keys = self._edited_keys()
        self.unedited_choice = self._unedited_choice()
        self.unedited_total = 0
        if which is not Which.ADDED:
            self.unedited_total = engine.count(self.connection, self._expression, self.unedited_choice, 2**62)

    @property
    def _expression(self) -> str:
        return self.session.whole.expression

    def edited(self, most: int) -> list[tuple[float, sqlite3.Row]]:
        """The latest versions of articles that were edited, with a score that lets their texts decide."""
        return [(1.0, self.connection.execute(_ROW, key[1:]).fetchone()) for key in self.edited_keys[:most]]

    def unedited(self, most: int) -> list[tuple[float, sqlite3.Row]]:
        """The best of the others with theirs, on the same scale."""
        if not self.unedited_total:
            return []
        found = engine.best(self.connection, self._expression, self.unedited_choice, most)
        best = max(one.score for one in found) or 1.0
        rows = ((one, self.connection.execute(_ROW, (one.article_id, 1)).fetchone()) for one in found)
        return [(one.score / best, row) for one, row in rows if row]

    def _unedited_choice(self) -> engine.Choice:
        condition = " AND ".join(filter(None, (self.choice.condition, "article.version = 1")))
        if self.at is None:
            return engine.Choice(condition, self.choice.values)
        return engine.Choice(f"{condition} AND article.first_seen_at <= ?", (*self.choice.values, self.at))

    def _edited_keys(self) -> list[_Key]:
        """The versions that match and are asked for, the latest first; of articles that were edited."""
        now = frozenset(row[0] for row in self._edited_now(self._expression))
        if self.which is Which.ALL:
            return sorted([*self._latest(), *self._matching_keys(self._candidates() - now, now)], reverse=True)
        found = self._matching_keys(self._candidates(), now)
        return sorted(self._within(found) if self.which is Which.ADDED else found, reverse=True)

    def _latest(self) -> list[_Key]:
        """The latest versions that match, of edited articles that the filters let through."""
        rows = self.connection.execute(
            "SELECT run.first_at, article.id, run.version FROM article_stem"
            " CROSS JOIN article ON article.id = article_stem.rowid CROSS JOIN version_run run ON"
            " run.article_id = article.id AND run.version = article.version"
            f" WHERE article_stem MATCH ? AND article.version > 1 AND {self.choice.condition or '1'}",
            (self._expression, *self.choice.values),
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def _matching_keys(self, articles: Iterable[int], now: frozenset[int]) -> Iterator[_Key]:
        """The versions of these articles that match and are asked for; the latest of those of `now` do."""
        versions = self._filtered(articles)
        texts = {
            article_id: [text for _, text in numbered.values() if text is not None]
            for article_id, numbered in versions.items()
        }
        having = self._having(texts, now)
        for article_id, numbered in versions.items():
            matching = [
                number
                for number, (_, text) in sorted(numbered.items())
                if (article_id in now if text is None else text in having)
            ]
            if self.which is Which.ADDED:
                chosen = [number for number in matching if number > 1 and number - 1 not in matching]
            else:
                chosen = matching[-1:]
            yield from ((numbered[number][0], article_id, number) for number in chosen)

    def _text(self, table: str, row_id: int) -> tuple[str | None, ...]:
        return tuple(self.connection.execute(f"SELECT {_TEXT} FROM {table} s WHERE s.id = ?", (row_id,)).fetchone())

    def _filtered(self, articles: Iterable[int]) -> dict[int, dict[int, tuple[str, int | None]]]:
        """Of each article that the filters let through its versions by number, with their times and snapshots.

        As of a moment that is the one of then alone. The latest has None for its snapshot: the index knows its text.
        """
        condition = self.choice.condition if self.which is not Which.ADDED else ""
        values = self.choice.values if self.which is not Which.ADDED else ()
        where = f"AND {condition}" if condition else ""
        if self.which is Which.AS_OF:
            where += " AND run.version = (SELECT max(version) FROM version_run WHERE article_id = run.article_id"
            where += " AND first_at <= ?)"
            values = (*values, self.at or "")
        found: dict[int, dict[int, tuple[str, int | None]]] = {}
        for article_id in articles:
            rows = self.connection.execute(
                "SELECT run.version, run.first_at, iif(run.version = article.version, NULL, s.id)"
                f" FROM {VERSIONS} JOIN article ON article.id = s.article_id"
                f" WHERE run.article_id = ? {where} ORDER BY run.version",
                (article_id, *values),
            ).fetchall()
            if rows:
                found[article_id] = {row[0]: (row[1], row[2]) for row in rows}
        return found

    def _within(self, keys: Iterable[_Key]) -> list[_Key]:
        """Those of the versions whose first look and article the filters let through."""
        sql = (
            f"SELECT 1 FROM {VERSIONS} JOIN article ON article.id = s.article_id"
            f" WHERE run.article_id = ? AND run.version = ? AND {self.choice.condition or '1'}"
        )
        return [key for key in keys if self.connection.execute(sql, (*key[1:], *self.choice.values)).fetchone()]

    def _candidates(self) -> set[int]:
        """Every edited article that may have had a text with all that is required."""
        found = [self._articles_with(node) for node in self.session.planned.required]
        return set.intersection(*found) if found else set()

    def _articles_with(self, node: Node) -> set[int]:
        if isinstance(node, Atom):
            single = [node._replace(words=(word,)) for word in node.words[:-1]] + [node._replace(words=node.words[-1:])]
            return set.intersection(*map(self._articles_with_word, single))
        found = [self._articles_with(each) for each in node.nodes]
        return set.union(*found) if isinstance(node, AnyOf) else set.intersection(*found)

    def _articles_with_word(self, atom: Atom) -> set[int]:
        asked = expression(atom, self.session.planned.languages)
        then = self.connection.execute(
            "SELECT removed.article_id FROM removed_stem CROSS JOIN removed ON removed.id = removed_stem.rowid"
            " WHERE removed_stem MATCH ?",
            (asked,),
        )
        return {row[0] for rows in (self._edited_now(asked), then) for row in rows}

    def _edited_now(self, asked: str) -> sqlite3.Cursor:
        """The articles that were edited, and whose latest text the expression finds."""
        return self.connection.execute(
            "SELECT article.id FROM article_stem CROSS JOIN article ON article.id = article_stem.rowid"
            " WHERE article_stem MATCH ? AND article.version > 1",
            (asked,),
        )

    def _having(self, texts: dict[int, list[int]], now: frozenset[int]) -> frozenset[int]:
        """Those of the snapshots of each article that the expression finds, by an index of the moment.

        One that differs from the latest text in nothing that was asked for is found if that is.
        """
        asked = single_terms(self._expression)
        found: set[int] = set()
        index = sqlite3.connect(":memory:", isolation_level=None)
        try:
            index.execute("CREATE VIRTUAL TABLE stems USING fts5(body, title, labels, content='', tokenize='ascii')")
            for article_id, snapshots in texts.items():
                latest = self._text("article", article_id) if asked and snapshots else None
                for snapshot_id in snapshots:
                    text = self._text("snapshot", snapshot_id)
                    if asked is None or latest is None or may_differ(asked, text, latest):
                        index.execute(
                            "INSERT INTO stems(rowid, title, body, labels) VALUES (?, ?, ?, ?)",
                            (snapshot_id, *terms_of(text)[1:]),
                        )
                    elif article_id in now:
                        found.add(snapshot_id)
            rows = index.execute("SELECT rowid FROM stems WHERE stems MATCH ?", (self._expression,))
            return frozenset(found.union(row[0] for row in rows.fetchall()))
        finally:
            index.close()


def _hit(session: SearchSession, row: sqlite3.Row) -> VersionHit:
    matcher = session.whole.matcher
    return VersionHit(
        article_id=row["id"],
        version=row["version"],
        url=row["url"],
        site=row["site"],
        title=title_passage(row["title"], row["language"], matcher),
        snippet=snippet(row["body"], row["language"], matcher),
        not_before=row["not_before"],
        first_seen_at=row["first_seen_at"],
        last_seen_at=row["last_seen_at"],
        is_latest=row["version"] == row["latest"],
        language=row["language"],
        published_at=row["published_at"],
        score=0.0,
    )
