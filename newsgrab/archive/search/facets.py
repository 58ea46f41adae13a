"""How the articles that a query finds are spread over sites, categories, languages and months."""

from __future__ import annotations

import sqlite3

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.session import SearchSession
from newsgrab.errors import BadUsage

FACETS = {
    "site": "article.site",
    "category": "article.category",
    "language": "article.language",
    "month": f"substr({engine.MOMENT}, 1, 7)",
}
"""What hits can be counted by."""

_EVERY = 2**62


def count(connection: sqlite3.Connection, text: str, filters: Filters = engine.NO_FILTERS) -> int:
    """How many articles have all the words (some of them, if none has all). Raises BadQuery."""
    asked = _answered(connection, text, filters)
    if not asked.phrases:
        return asked.count(_EVERY)
    return len(asked.confirmed(asked.ranked(asked.count(_EVERY))))


def facet_counts(
    connection: sqlite3.Connection, text: str, names: tuple[str, ...], filters: Filters = engine.NO_FILTERS
) -> dict[str, tuple[tuple[str | None, int], ...]]:
    """For each of the names (FACETS) its values with the number of articles, most first, months in order.

    Phrases count in any form of their words. Raises BadQuery, BadUsage.
    """
    if unknown := [name for name in names if name not in FACETS]:
        raise BadUsage(f"--facets: no such facet: {', '.join(unknown)} (there are: {', '.join(FACETS)})")
    asked = _answered(connection, text, filters)
    return {name: _counted(asked, name) for name in names}


def _answered(connection: sqlite3.Connection, text: str, filters: Filters) -> SearchSession:
    """The query, loosened if no article has all the words."""
    asked = SearchSession(connection, text, filters)
    if not asked.count(1):
        asked.loosen()
    return asked


def _counted(asked: SearchSession, name: str) -> tuple[tuple[str | None, int], ...]:
    order = "1" if name == "month" else "2 DESC, 1"
    where = f"AND {asked.choice.condition}" if asked.choice.condition else ""
    rows = asked.connection.execute(
        f"SELECT {FACETS[name]}, count(*) FROM article_stem AS found CROSS JOIN article ON article.id = found.rowid"
        f" WHERE article_stem MATCH ? {where} GROUP BY 1 ORDER BY {order}",
        (asked.expression, *asked.choice.values),
    )
    return tuple((row[0], row[1]) for row in rows)
