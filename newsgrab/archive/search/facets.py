"""How the articles that a query finds are spread over sites, categories, languages and months."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.find import FIRST_TEN, loose_matches
from newsgrab.archive.search.hits import Window
from newsgrab.archive.search.session import Matches, SearchSession
from newsgrab.errors import BadUsage

FACETS = {
    "site": "article.site",
    "category": "article.category",
    "language": "article.language",
    "month": f"substr({engine.MOMENT}, 1, 7)",
}
"""What hits can be counted by."""


class Count(NamedTuple):
    """How many articles have all the words, and how many of those that are shown besides have some of them."""

    total: int
    partial: int = 0


class FacetCount(NamedTuple):
    """A value of a facet with the articles that have all the words and it, and those with some of them."""

    value: str | None
    total: int
    partial: int = 0


def count(
    connection: sqlite3.Connection,
    text: str,
    filters: Filters = engine.NO_FILTERS,
    window: Window = FIRST_TEN,
) -> Count:
    """How many articles a search for the same shows. Raises BadQuery."""
    session = SearchSession(connection, text, filters)
    total = session.count(session.whole)
    loose = loose_matches(session, total, window)
    return Count(total, session.count(loose) - total if loose else 0)


def facet_counts(
    connection: sqlite3.Connection,
    text: str,
    names: tuple[str, ...],
    filters: Filters = engine.NO_FILTERS,
    window: Window = FIRST_TEN,
) -> dict[str, tuple[FacetCount, ...]]:
    """For each of the names (FACETS) its values with the number of articles, most first, months in order.

    Raises BadQuery, BadUsage.
    """
    if unknown := [name for name in names if name not in FACETS]:
        raise BadUsage(f"--facets: no such facet: {', '.join(unknown)} (there are: {', '.join(FACETS)})")
    session = SearchSession(connection, text, filters)
    loose = loose_matches(session, session.count(session.whole), window)
    whole = _counted(session, session.whole, names)
    every = _counted(session, loose, names) if loose else whole
    return {name: _facet(name, whole[name], every[name]) for name in names}


def _facet(name: str, whole: Counter[str | None], every: Counter[str | None]) -> tuple[FacetCount, ...]:
    found = [FacetCount(value, whole[value], number - whole[value]) for value, number in every.items()]
    if name == "month":
        return tuple(sorted(found, key=lambda one: one.value or ""))
    return tuple(sorted(found, key=lambda one: (-one.total, -one.partial, one.value or "")))


def _counted(session: SearchSession, matches: Matches, names: tuple[str, ...]) -> dict[str, Counter[str | None]]:
    """How often each value stands in the articles, of all facets in one go: to find the articles is what costs."""
    where = f"AND {session.choice.condition}" if session.choice.condition else ""
    rows = session.connection.execute(
        f"SELECT {', '.join(FACETS[name] for name in names)} FROM article_stem AS found"
        f" CROSS JOIN article ON article.id = found.rowid WHERE article_stem MATCH ? {where}",
        (matches.expression, *session.choice.values),
    ).fetchall()
    return {name: Counter(row[place] for row in rows) for place, name in enumerate(names)}
