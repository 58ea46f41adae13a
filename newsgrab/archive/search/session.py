"""One search under way: what was asked, which articles answer, in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from newsgrab import local_time
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.analysis.fold import flatten
from newsgrab.archive.search.analysis.stopwords import likely, text_language
from newsgrab.archive.search.analysis.terms import language_term
from newsgrab.archive.search.hits import Hit
from newsgrab.archive.search.index.state import read_state
from newsgrab.archive.search.matching.match import Matcher
from newsgrab.archive.search.matching.ranking import CANDIDATES, READ, WHOLE, RankCandidate, idf, ranked
from newsgrab.archive.search.matching.snippets import snippet, title_passage
from newsgrab.archive.search.query.fields import list_command
from newsgrab.archive.search.query.plan import SearchPlan, expression, plan, rankable
from newsgrab.archive.search.query.syntax import parse
from newsgrab.archive.search.query.tree import Atom
from newsgrab.archive.sql import GONE_SINCE
from newsgrab.errors import BadQuery

_TELLING = 20  # of the best articles tell the language in which the IDF of a word is counted
_FEW = 20_000  # articles in a language up to which it is counted, not reckoned
_EVERY = 2**62


class RankedArticle(NamedTuple):
    """An article with its place in the order; `flat` is its folded text where that was needed."""

    row: sqlite3.Row
    score: float
    flat: str = ""

    @property
    def article_id(self) -> int:
        """The article's id."""
        return int(self.row["id"])


class Matches:
    """The articles that an expression finds: all words of a plan, or (`is_loose`) any of them."""

    def __init__(self, planned: SearchPlan, *, is_loose: bool = False) -> None:
        self.planned = planned
        self.is_loose = is_loose
        self.expression = planned.any_word() if is_loose else planned.all_words()
        self.matcher = Matcher(planned.atoms)


class SearchSession:
    """A query put to an archive."""

    def __init__(
        self, connection: sqlite3.Connection, text: str, filters: Filters, languages: frozenset[str] = frozenset()
    ) -> None:
        """Read the query; `languages` are searched besides those of the articles.

        Raises BadQuery if there is nothing to look for or it cannot be meant, BadDate.
        """
        self.connection = connection
        self.query = parse(text, local_time.now())
        if not self.query.required:
            listed = list_command(self.query)
            others = f"; {listed} lists the articles that are chosen so" if listed else " (see newsgrab search --help)"
            raise BadQuery(f'nothing to look for: type a word, a "phrase" or a begin*{others}')
        self._articles = read_state(connection).articles
        self.planned = plan(self.query, languages.union(self._articles))
        self.choice = self.choose(filters)
        self.whole = Matches(self.planned)

    def choose(self, filters: Filters, time_column: str | None = None) -> engine.Choice:
        """Which articles the filters and the query's own fields let through; `time_column` as in `Filters.where`."""
        query = self.query
        required: dict[str, list[Filters]] = {}
        for name, value in query.fields:  # the values of one field are alternatives
            required.setdefault(name, []).append(field_filter(name, value))
        bounds = [[Filters(since=query.since, until=query.until)]] if query.since or query.until else []
        without = [field_filter(name, value) for name, value in query.without_fields]
        return engine.choose([filters], *required.values(), *bounds, without=without, time_column=time_column)

    @cached_property
    def loose(self) -> Matches | None:
        """The articles with any of the words; None if that is no more than all of them."""
        return self._loose(self.planned)

    @cached_property
    def unquoted(self) -> Matches | None:
        """The same with the words of phrases one by one, for a query that no article answers."""
        return self._loose(self.planned.unquoted(self.planned.phrases))

    def _loose(self, planned: SearchPlan) -> Matches | None:
        found = Matches(planned, is_loose=True)
        return None if found.expression == self.whole.expression else found

    @cached_property
    def missing_phrases(self) -> tuple[Atom, ...]:
        """The phrases that no article of the archive has."""
        languages = self.planned.languages
        return tuple(
            atom
            for atom in self.planned.phrases
            if not engine.count(self.connection, expression(atom, languages), engine.Choice(), 1)
        )

    def count(self, matches: Matches, most: int = _EVERY) -> int:
        """How many articles match, as far as `most`."""
        return engine.count(self.connection, matches.expression, self.choice, most)

    def ranked(self, matches: Matches, most: int, whole: frozenset[int] = frozenset()) -> list[RankedArticle]:
        """The best articles, at least `most` of them if there are so many; those of `whole` are preferred."""
        wanted = most + CANDIDATES  # copies are folded away
        found = engine.best(self.connection, matches.expression, self.choice, wanted)
        if missing := whole.difference(one.article_id for one in found[:CANDIDATES]):
            found = [one for one in found if one.article_id not in missing]
            found[CANDIDATES:CANDIDATES] = engine.scored(self.connection, matches.expression, sorted(missing))
        rows = engine.articles(self.connection, [one.article_id for one in found])
        scored = [(one.score, rows[one.article_id]) for one in found if one.article_id in rows]
        judged = self.rescored(matches, scored[: CANDIDATES + len(missing)], whole) if len(scored) > 1 else []
        rest = [RankedArticle(row, score / 1000) for score, row in scored[len(judged) :]]
        return [*judged, *rest]

    def sorted_by(self, matches: Matches, sort: str, most: int) -> list[RankedArticle]:
        """The first articles in one of ORDERS."""
        asked = (self.connection, matches.expression, self.choice, most)
        found = engine.newest(*asked) if sort in {"date", "published"} else engine.in_order(*asked, sort)
        rows = engine.articles(self.connection, [one.article_id for one in found])
        return [RankedArticle(rows[one.article_id], 0.0) for one in found if one.article_id in rows]

    def hit(self, matches: Matches, judged: RankedArticle, copies: tuple[int, ...], *, partial: bool) -> Hit:
        """The article as a hit."""
        row = judged.row
        language = text_language(row["language"], f"{row['title']}\n{row['body']}")
        return Hit(
            article_id=row["id"],
            version=row["version"],
            url=row["url"],
            site=row["site"],
            title=title_passage(row["title"], language, matches.matcher),
            snippet=snippet(row["body"], language, matches.matcher),
            category=row["category"],
            language=row["language"],
            published_at=row["published_at"],
            first_seen_at=row["first_seen_at"],
            views=row["views"],
            views_exact=bool(row["views_exact"]),
            score=round(judged.score, 4),
            copies=copies,
            partial=partial,
            gone_since=self._gone_since(row["id"]),
        )

    def _gone_since(self, article_id: int) -> str | None:
        query = f"SELECT {GONE_SINCE} FROM article WHERE id = ?"
        since: str | None = self.connection.execute(query, (article_id,)).fetchone()[0]
        return since

    def rescored(
        self, matches: Matches, scored: Sequence[tuple[float, sqlite3.Row]], whole: frozenset[int] = frozenset()
    ) -> list[RankedArticle]:
        """The best of the index put in order by their texts; the later of equals first."""
        atoms = rankable(matches.planned)
        matcher = Matcher(atoms)
        flats = [_flat(row) for _, row in scored]
        candidates = []
        for flat, (score, row) in zip(flats, scored, strict=True):
            language = text_language(row["language"], f"{row['title']}\n{row['body']}")
            found = matcher.places(flat, language), matcher.kin(flat, language)
            candidates.append(RankCandidate(score, len(flat), language, *found))
        idfs = self._idfs(atoms, [one.language for one in candidates[:_TELLING]])
        scores = ranked(candidates, idfs, likely(matches.planned.words, matches.planned.languages))
        judged = [
            RankedArticle(row, score + (WHOLE if row["id"] in whole else 0.0), flat)
            for score, flat, (_, row) in zip(scores, flats, scored, strict=True)
        ]
        return sorted(judged, key=lambda one: (one.score, one.row["published_at"] or ""), reverse=True)

    def _idfs(self, atoms: Sequence[Atom], languages: list[str]) -> list[float]:
        """How much each of the atoms tells among the articles in the language of most of the best."""
        if len(atoms) < 2:
            return [1.0] * len(atoms)
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
        having = [engine.count(self.connection, f"({each}) AND {mark}", engine.Choice(), among) for each in asked]
        return [idf(among, each) for each in having]


def _flat(row: sqlite3.Row) -> str:
    return flatten(f"{row['title']}\n{row['body'][:READ]}")


def field_filter(name: str, value: str) -> Filters:
    """The filter that a field of a query is."""
    fields = {"site": None, "category": None, "author": None, "language": None} | {name: value}
    return Filters(fields["site"], fields["category"], fields["author"], fields["language"])
