"""Finding what articles said and no longer say: passages that edits removed, and articles that are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from newsgrab.archive.query.events import GONE_ARTICLES
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.orders import ORDERS
from newsgrab.archive.search.hits import Passage, Span, Window
from newsgrab.archive.search.matching.match import WordMatch
from newsgrab.archive.search.matching.ranking import CANDIDATES
from newsgrab.archive.search.matching.snippets import snippet, title_passage
from newsgrab.archive.search.removed.index import read_state
from newsgrab.archive.search.removed.passages import folded_words, sentences
from newsgrab.archive.search.session import Matches, RankedArticle, SearchSession
from newsgrab.archive.sql import VERSIONS

# A removed passage has an id; an article that is gone as a whole has none. FTS5 leads: it knows the fewest.
_MATCHES = (
    "SELECT removed.id AS passage_id, removed.article_id, removed.removed_at,"
    " bm25(removed_stem, 1.0, 4.0, 1.0) AS score"
    " FROM removed_stem CROSS JOIN removed ON removed.id = removed_stem.rowid WHERE removed_stem MATCH ?"
    " UNION ALL SELECT NULL, taken.article_id, taken.removed_at, bm25(article_stem, 1.0, 4.0, 1.0)"
    f" FROM article_stem CROSS JOIN ({GONE_ARTICLES}) taken ON taken.article_id = article_stem.rowid"
    " WHERE article_stem MATCH ?"
)
_FOUND = f"FROM ({_MATCHES}) match JOIN article ON article.id = match.article_id"
_COLUMNS = (
    "article.id, article.url, article.site, article.category, article.published_at, article.views, match.removed_at,"
    " coalesce(removed.language, article.language) AS language, removed.id AS passage_id, removed.field,"
    " coalesce(removed.version, article.version) AS version, snapshot.title AS headline,"
    " CASE removed.field WHEN 'title' THEN removed.text WHEN 'body' THEN '' ELSE article.title END AS title,"
    " CASE removed.field WHEN 'body' THEN removed.text WHEN 'title' THEN '' ELSE article.body END AS body"
)
_SHOWN = 400  # characters of a passage that was not searched for
_NEWEST = "match.removed_at DESC, match.article_id DESC, match.passage_id DESC"
_ORDERS = {
    "rank": f"match.score, {_NEWEST}",
    "date": _NEWEST,
    **{name: f"{order}, {_NEWEST}" for name, order in ORDERS.items() if name != "date"},
}


class Removal(NamedTuple):
    """A passage that an article had up to `version` and not after it, or an article that is gone.

    It went between the looks at `not_before` and `removed_at` (UTC, ISO 8601). `field` is title or body, None for the
    whole article. `returned_version` is the first later version that has it again, None if none has. `title` is the
    headline of `version`.
    """

    article_id: int
    version: int
    url: str
    site: str
    title: str
    field: str | None
    passage: Passage
    not_before: str
    removed_at: str
    returned_version: int | None
    category: str | None
    language: str | None
    published_at: str | None
    score: float


class Removals(NamedTuple):
    """The answer: `total` passages match, all of them `partial` where none has all the words; the rest as in `Hits`."""

    total: int
    hits: tuple[Removal, ...] = ()
    partial: bool = False
    notes: tuple[str, ...] = ()


_Stretch = Span | WordMatch


class _Removed:
    """What is to be said of a row, whatever it was asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._later: dict[int, list[tuple[int, str]]] = {}

    def removal(
        self, row: sqlite3.Row, passage: Passage, spans: Sequence[_Stretch] = (), score: float = 0.0
    ) -> Removal:
        """The row as it is shown: `passage` of its text, in which `spans` were asked for."""
        return Removal(
            article_id=row["id"],
            version=row["version"],
            url=row["url"],
            site=row["site"],
            title=row["headline"] or row["title"],
            field=row["field"],
            passage=passage,
            not_before=self._not_before(row),
            removed_at=row["removed_at"],
            returned_version=self._returned(row, spans) if row["field"] else None,
            category=row["category"],
            language=row["language"],
            published_at=row["published_at"],
            score=score,
        )

    def _not_before(self, row: sqlite3.Row) -> str:
        """When the last look before the removal read the article."""
        found = self.connection.execute(
            "SELECT coalesce((SELECT not_before FROM version_run WHERE article_id = :article AND version = :after),"
            " article.last_seen_at) FROM article WHERE id = :article",
            {"article": row["id"], "after": row["version"] + 1},
        ).fetchone()
        return str(found[0])

    def _returned(self, row: sqlite3.Row, spans: Sequence[_Stretch]) -> int | None:
        """The first later version that has the sentences with the asked words again (all, if none has any)."""
        text = row["title"] or row["body"]
        every = [sentence for sentence in sentences(text) if sentence.words]
        wanted = [one for one in every if any(one.start <= span.start < one.end for span in spans)] or every
        for version, words in self._versions(row["id"]):
            if version > row["version"] + 1 and all(one.words in words for one in wanted):
                return version
        return None

    def _versions(self, article_id: int) -> list[tuple[int, str]]:
        """The versions of an article with the folded words of their title and body, oldest first."""
        if article_id not in self._later:
            rows = self.connection.execute(
                f"SELECT run.version, s.title, s.body FROM {VERSIONS} WHERE run.article_id = ? AND run.version > 2"
                " ORDER BY run.version",
                (article_id,),
            )
            self._later[article_id] = [(row[0], folded_words(f"{row[1]}\n{row[2]}")) for row in rows]
        return self._later[article_id]


class _Search(_Removed):
    """A query put to what was removed."""

    def __init__(self, connection: sqlite3.Connection, text: str, filters: Filters) -> None:
        super().__init__(connection)
        self.asked = SearchSession(connection, text, filters, read_state(connection).languages)
        self.choice = self.asked.choose(filters, time_column="match.removed_at")
        self.matches: Matches = self.asked.whole
        self.total = self._count()
        if not self.total and self.asked.unquoted:
            self.matches = self.asked.unquoted
            self.total = self._count()

    @property
    def _values(self) -> tuple[str, ...]:
        return (self.matches.expression, self.matches.expression, *self.choice.values)

    @property
    def _where(self) -> str:
        return self.choice.condition or "1"

    def _count(self) -> int:
        row = self.connection.execute(f"SELECT count(*) {_FOUND} WHERE {self._where}", self._values)
        return int(row.fetchone()[0])

    def sorted_by(self, sort: str, most: int) -> list[RankedArticle]:
        """The first matches in an order; by rank the best of them are put in order by their texts."""
        ids = self.connection.execute(
            f"SELECT match.passage_id, match.article_id, match.score, match.removed_at {_FOUND} WHERE {self._where}"
            f" ORDER BY {_ORDERS[sort]} LIMIT ?",
            (*self._values, most),
        ).fetchall()
        scored = [(-match["score"], self._row(match)) for match in ids]
        if sort != "rank" or len(scored) < 2:
            return [RankedArticle(row, 0.0) for _, row in scored]
        best = self.asked.rescored(self.matches, scored[:CANDIDATES])
        return [*best, *(RankedArticle(row, score / 1000) for score, row in scored[CANDIDATES:])]

    def _row(self, match: sqlite3.Row) -> sqlite3.Row:
        row: sqlite3.Row = self.connection.execute(
            f"SELECT {_COLUMNS} FROM (SELECT ? AS passage_id, ? AS article_id, ? AS removed_at) match"
            " JOIN article ON article.id = match.article_id LEFT JOIN removed ON removed.id = match.passage_id"
            " LEFT JOIN snapshot ON snapshot.id = removed.snapshot_id",
            (match["passage_id"], match["article_id"], match["removed_at"]),
        ).fetchone()
        return row

    def hit(self, judged: RankedArticle) -> Removal:
        """The match as it is shown."""
        row, matcher = judged.row, self.matches.matcher
        is_title = row["field"] == "title"
        if is_title:
            passage = title_passage(row["title"], row["language"], matcher)
        else:
            passage = snippet(row["body"], row["language"], matcher)
            if row["field"] is None and not passage.spans:  # what was asked for stands in the headline
                passage = title_passage(row["title"], row["language"], matcher)
        spans = matcher.find(row["title"] or row["body"], row["language"]) if row["field"] else ()
        return self.removal(row, passage, spans, round(judged.score, 4))


def search(connection: sqlite3.Connection, text: str, filters: Filters, window: Window) -> Removals:
    """The removed passages that a query finds, best first; near-identical ones are not folded into one.

    Looks only at what is in the indexes: `removed.catch_up` first. Raises BadQuery if there is nothing to look for.
    """
    this = _Search(connection, text, filters)
    end = window.offset + window.limit
    judged = this.sorted_by(window.sort, end + CANDIDATES) if this.total else []
    hits = tuple(this.hit(one) for one in judged[window.offset : end])
    return Removals(this.total, hits, this.matches.is_loose and this.total > 0, this.asked.query.notes)


def count(connection: sqlite3.Connection, text: str, filters: Filters) -> int:
    """How many removed passages have all the words (some of them, if none has all). Raises BadQuery."""
    return _Search(connection, text, filters).total


def articles_that_had(connection: sqlite3.Connection, text: str, most: int) -> list[int]:
    """The articles of the removed passages that a query finds as it stands, the best first. Raises BadQuery."""
    asked = SearchSession(connection, text, Filters(), read_state(connection).languages)
    rows = connection.execute(
        "SELECT removed.article_id FROM (SELECT rowid, rank FROM removed_stem WHERE removed_stem MATCH ?"
        " ORDER BY rank LIMIT ?) best JOIN removed ON removed.id = best.rowid ORDER BY best.rank",
        (asked.whole.expression, most),
    )
    return list(dict.fromkeys(row[0] for row in rows))


def latest(connection: sqlite3.Connection, filters: Filters, window: Window) -> tuple[Removal, ...]:
    """The passages that went last, whatever they say, and the articles that are gone; by the window's bounds."""
    where, values = filters.where(time_column="match.removed_at")
    chosen = f"JOIN article ON article.id = match.article_id WHERE {where}" if values else ""
    rows = connection.execute(
        "WITH newest AS (SELECT match.* FROM (SELECT id AS passage_id, article_id, removed_at FROM removed"
        f" UNION ALL SELECT NULL, article_id, removed_at FROM ({GONE_ARTICLES})) match {chosen}"
        f" ORDER BY {_NEWEST} LIMIT ? OFFSET ?) SELECT {_COLUMNS} FROM newest match"
        " JOIN article ON article.id = match.article_id LEFT JOIN removed ON removed.id = match.passage_id"
        f" LEFT JOIN snapshot ON snapshot.id = removed.snapshot_id ORDER BY {_NEWEST}",
        (*values, window.limit, window.offset),
    ).fetchall()
    shown = _Removed(connection)
    return tuple(shown.removal(row, _beginning(row["body"] or row["title"])) for row in rows)


def _beginning(text: str) -> Passage:
    return Passage(text[:_SHOWN].rsplit(" ", 1)[0], cut_after=True) if len(text) > _SHOWN else Passage(text)
