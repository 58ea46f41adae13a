"""One search under way: what was asked, which articles answer, in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.analysis.languages import primary
from newsgrab.archive.search.analysis.stopwords import likely
from newsgrab.archive.search.analysis.terms import language_term
from newsgrab.archive.search.hits import Hit
from newsgrab.archive.search.index.state import read_state
from newsgrab.archive.search.matching.match import Matcher, flatten
from newsgrab.archive.search.matching.ranking import CANDIDATES, READ, RankCandidate, idf, ranked
from newsgrab.archive.search.matching.snippets import snippet, title_passage
from newsgrab.archive.search.query.plan import expression, plan, rankable
from newsgrab.archive.search.query.syntax import Atom, Query, parse
from newsgrab.errors import BadQuery

_TELLING = 20  # of the best articles tell the language in which the IDF of a word is counted
_FEW = 20_000  # articles in a language up to which it is counted, not reckoned
_CONFIRMED = 300  # articles in which a phrase is looked for as it is printed


class RankedArticle(NamedTuple):
    """An article with its place in the order; `flat` is its folded text where that was needed."""

    row: sqlite3.Row
    score: float
    flat: str = ""

    @property
    def article_id(self) -> int:
        """The article's id."""
        return int(self.row["id"])


class SearchSession:
    """A query put to an archive."""

    def __init__(
        self, connection: sqlite3.Connection, text: str, filters: Filters, languages: frozenset[str] = frozenset()
    ) -> None:
        """Read the query; `languages` are searched besides those of the articles.

        Raises BadQuery if there is nothing to look for.
        """
        self.connection = connection
        self.query = parse(text, datetime.now(UTC))
        if not self.query.groups:
            raise BadQuery('nothing to look for: type a word, a "phrase" or a begin* (see newsgrab search --help)')
        self._articles = read_state(connection).articles
        self.planned = plan(self.query, languages.union(self._articles))
        self.choice = engine.choose([filters], *alternatives(self.query))
        self.expression = self.planned.all_words()
        self.partial = False
        self.matcher = Matcher(tuple(atom for group in self.planned.groups for atom in group))

    def loosen(self) -> bool:
        """Ask for articles with any of the words from now on; False if there is only one."""
        if len(self.planned.groups) > 1:
            self.expression, self.partial = self.planned.any_word(), True
        elif (loose := self.planned.any_word()) != self.expression:
            self.expression, self.partial = loose, True
        return self.partial

    def count(self, most: int) -> int:
        """How many articles match, as far as `most`."""
        return engine.count(self.connection, self.expression, self.choice, most)

    def ranked(self, most: int) -> list[RankedArticle]:
        """The best articles, at least `most` of them if there are so many."""
        wanted = max(most + CANDIDATES, _CONFIRMED if self.phrases else 0)  # copies are folded away
        found = engine.best(self.connection, self.expression, self.choice, wanted)
        rows = engine.articles(self.connection, [one.article_id for one in found])
        scored = [(one.score, rows[one.article_id]) for one in found if one.article_id in rows]
        judged = self.rescored(scored[:CANDIDATES]) if self._is_worth_it(len(scored)) else []
        rest = [RankedArticle(row, score / 1000) for score, row in scored[len(judged) :]]
        return [*judged, *rest]

    def sorted_by(self, sort: str, most: int) -> list[RankedArticle]:
        """The first articles by date or views."""
        order = engine.newest if sort == "date" else engine.most_viewed
        found = order(self.connection, self.expression, self.choice, max(most, _CONFIRMED) if self.phrases else most)
        rows = engine.articles(self.connection, [one.article_id for one in found])
        return [RankedArticle(rows[one.article_id], 0.0) for one in found if one.article_id in rows]

    @property
    def phrases(self) -> bool:
        """True if something has to stand in the text as it was typed."""
        return not self.partial and self.matcher.has_phrases

    def confirmed(self, judged: Sequence[RankedArticle]) -> list[RankedArticle]:
        """Those of the articles that have the phrases as they were typed, spelling variants and clitics apart."""
        return [one for one in judged if self._confirms(one)]

    def _confirms(self, judged: RankedArticle) -> bool:
        if judged.flat and self.matcher.confirms(judged.flat):
            return True
        return self.matcher.confirms(flatten(f"{judged.row['title']}\n{judged.row['body']}"))

    def hit(self, judged: RankedArticle, copies: tuple[int, ...]) -> Hit:
        """The article as a hit."""
        row = judged.row
        return Hit(
            article_id=row["id"],
            version=row["version"],
            url=row["url"],
            site=row["site"],
            title=title_passage(row["title"], row["language"], self.matcher),
            snippet=snippet(row["body"], row["language"], self.matcher),
            category=row["category"],
            language=row["language"],
            published_at=row["published_at"],
            first_seen_at=row["first_seen_at"],
            views=row["views"],
            views_exact=bool(row["views_exact"]),
            score=round(judged.score, 4),
            copies=copies,
        )

    def _is_worth_it(self, found: int) -> bool:
        return found > 1

    def rescored(self, scored: Sequence[tuple[float, sqlite3.Row]]) -> list[RankedArticle]:
        """The best of the index put in order by their texts; the later of equals first."""
        atoms = rankable(self.planned)
        matcher = Matcher(atoms)
        flats = [_flat(row) for _, row in scored]
        candidates = []
        for flat, (score, row) in zip(flats, scored, strict=True):
            language = primary(row["language"])
            found = matcher.places(flat, language), matcher.kin(flat, language)
            candidates.append(RankCandidate(score, len(flat), language, *found))
        idfs = self._idfs(atoms, [one.language for one in candidates[:_TELLING]])
        scores = ranked(candidates, idfs, likely(self.planned.words, self.planned.languages))
        judged = [RankedArticle(row, score, flat) for score, flat, (_, row) in zip(scores, flats, scored, strict=True)]
        return sorted(judged, key=lambda one: (one.score, one.row["published_at"] or ""), reverse=True)

    def _idfs(self, atoms: Sequence[Atom], languages: list[str]) -> list[float]:
        """How much each of the atoms tells among the articles in the language of most of the best."""
        everything = sum(self._articles.values())
        language = max(set(languages), key=languages.count)
        among = self._articles.get(language, everything)
        asked = [expression(atom, self.planned.languages) for atom in atoms]
        if not language or among > everything / 2:
            having = [engine.count(self.connection, each, engine.Choice(), everything) for each in asked]
            return [idf(everything, each) for each in having]
        if among > _FEW:
            having = [engine.count(self.connection, each, engine.Choice(), everything) for each in asked]
            return [idf(among, round(each * among / everything)) for each in having]
        mark = f'"{language_term(language)}"'
        having = [engine.count(self.connection, f"{each} AND {mark}", engine.Choice(), among) for each in asked]
        return [idf(among, each) for each in having]


def _flat(row: sqlite3.Row) -> str:
    return flatten(f"{row['title']}\n{row['body'][:READ]}")


def alternatives(query: Query) -> list[list[Filters]]:
    """The query's own filters; the values of one field are alternatives."""
    groups = [
        [Filters(site=value) for name, value in query.fields if name == "site"],
        [Filters(category=value) for name, value in query.fields if name == "category"],
        [Filters(author=value) for name, value in query.fields if name == "author"],
        [Filters(language=value) for name, value in query.fields if name == "language"],
        [Filters(since=query.since, until=query.until)],
    ]
    return [group for group in groups if group]
