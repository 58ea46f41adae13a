"""A search from the typed words to the hits."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from newsgrab.archive.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.hits import Hit, Hits
from newsgrab.archive.search.index import read_state
from newsgrab.archive.search.match import Matcher
from newsgrab.archive.search.plan import Plan, plan
from newsgrab.archive.search.query import Query, parse
from newsgrab.archive.search.snippets import snippet, title_passage
from newsgrab.errors import BadQuery


def search(
    connection: sqlite3.Connection,
    text: str,
    filters: Filters = engine.NO_FILTERS,
    *,
    sort: str = "rank",
    limit: int = 10,
    offset: int = 0,
) -> Hits:
    """The articles that a query finds, best first (`sort`: rank, date or views).

    Looks only at what is in the index: `catch_up` first if `is_stale`. Raises BadQuery if there is nothing to look for.
    """
    query = parse(text, datetime.now(UTC))
    if not query.groups:
        raise BadQuery('nothing to look for: type a word, a "phrase" or a begin* (see newsgrab search --help)')
    planned = plan(query, read_state(connection).languages)
    choice = engine.choose([filters], *_alternatives(query))
    expression, partial = planned.all_words(), False
    total = engine.count(connection, expression, choice)
    if not total and len(planned.groups) > 1:
        expression, partial = planned.any_word(), True
        total = engine.count(connection, expression, choice)
    order = {"rank": engine.best, "date": engine.newest, "views": engine.most_viewed}[sort]
    scored = order(connection, expression, choice, offset + limit)[offset:]
    return Hits(total, _hits(connection, scored, planned), partial=partial and total > 0, notes=query.notes)


def _alternatives(query: Query) -> list[list[Filters]]:
    """The query's own filters; the values of one field are alternatives."""
    groups = [
        [Filters(site=value) for name, value in query.fields if name == "site"],
        [Filters(category=value) for name, value in query.fields if name == "category"],
        [Filters(author=value) for name, value in query.fields if name == "author"],
        [Filters(language=value) for name, value in query.fields if name == "language"],
        [Filters(since=query.since, until=query.until)],
    ]
    return [group for group in groups if group]


def _hits(connection: sqlite3.Connection, scored: list[engine.Scored], planned: Plan) -> tuple[Hit, ...]:
    matcher = Matcher(tuple(atom for group in planned.groups for atom in group))
    rows = engine.articles(connection, [one.article_id for one in scored])
    return tuple(_hit(rows[one.article_id], one.score, matcher) for one in scored if one.article_id in rows)


def _hit(row: sqlite3.Row, score: float, matcher: Matcher) -> Hit:
    language = row["language"]
    return Hit(
        article_id=row["id"],
        version=row["version"],
        url=row["url"],
        site=row["site"],
        title=title_passage(row["title"], language, matcher),
        snippet=snippet(row["body"], language, matcher),
        category=row["category"],
        language=language,
        published_at=row["published_at"],
        first_seen_at=row["first_seen_at"],
        views=row["views"],
        views_exact=bool(row["views_exact"]),
        score=score,
    )
