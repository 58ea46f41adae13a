"""Why a search finds nothing: a filter that lets nothing through, or texts that articles no longer have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.removed.index import is_stale
from newsgrab.archive.search.session import SearchSession, field_filter

_NAMES = {"language": "--lang", "since_seen": "--since-seen"}


def why_absent(session: SearchSession, filters: Filters) -> Iterator[str]:
    """What to tell when no article has all the words."""
    connection = session.connection
    asked = list(_single(filters, session))
    empty = [name for name, each in asked if not _any(connection, each)]
    yield from (f"no article passes {name}" for name in empty)
    if asked and not empty:
        without = engine.count(connection, session.whole.expression, engine.Choice(), 1001)
        if without:
            many = "more than 1,000 articles have" if without > 1000 else f"{without:,} articles have"
            yield f"{'1 article has' if without == 1 else many} all the words, but none passes the filters"
    if not asked and (removed := _removed(session)):
        yield (
            f"{removed:,} {'passage that was removed has' if removed == 1 else 'passages that were removed have'}"
            " all the words: add --removed, or --all-versions"
        )


def _single(filters: Filters, session: SearchSession) -> Iterator[tuple[str, Filters]]:
    """Each filter by itself, by the name of its option or as it stands in the query."""
    for each in fields(Filters):
        if (value := getattr(filters, each.name)) is not None:
            yield f"{_NAMES.get(each.name, f'--{each.name}')} {value}", replace(Filters(), **{each.name: value})
    for name, value in session.query.fields:
        yield f"{'lang' if name == 'language' else name}:{value}", field_filter(name, value)
    query = session.query
    if query.since or query.until:
        yield "after: and before:", Filters(since=query.since, until=query.until)


def _any(connection: sqlite3.Connection, filters: Filters) -> bool:
    where, values = filters.where()
    return connection.execute(f"SELECT 1 FROM article WHERE {where} LIMIT 1", values).fetchone() is not None


def _removed(session: SearchSession) -> int:
    """How many removed passages have all the words, as far as the index of those is kept up."""
    connection = session.connection
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'removed_state'").fetchone()
    if there is None or is_stale(connection):
        return 0
    sql = "SELECT count(*) FROM removed_stem WHERE removed_stem MATCH ?"
    return int(connection.execute(sql, (session.whole.expression,)).fetchone()[0])
