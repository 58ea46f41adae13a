"""Asking the stem index: which articles, in which order, how many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.orders import ORDERS

_SORTED = 5_000  # matches that are sorted by date at once
NO_FILTERS = Filters()
MOMENT = "datetime(coalesce(article.published_at, article.first_seen_at))"
_SCORE = "bm25(article_stem, 1.0, 4.0, 1.0)"
_COLUMNS = (
    "article.id, article.version, article.url, article.site, article.title, article.body, article.category,"
    " article.language, article.published_at, article.first_seen_at, article.views, article.views_exact"
)


class Scored(NamedTuple):
    """An article's id with its score in the index, the higher the better."""

    article_id: int
    score: float


class Choice(NamedTuple):
    """Which articles may be found: an SQL condition on `article` with the values it binds; "" lets all through.

    `after` leaves out the articles with an id up to this one.
    """

    condition: str = ""
    values: tuple[str, ...] = ()
    after: int | None = None


def choose(*required: Sequence[Filters], without: Sequence[Filters] = (), time_column: str | None = None) -> Choice:
    """The condition that one of each of these alternatives lets an article through, and none of `without` does.

    `time_column` as in `Filters.where`.
    """
    conditions: list[str] = []
    values: list[str] = []
    for alternatives in required:
        if NO_FILTERS in alternatives:
            continue
        parts = []
        for each in alternatives:
            condition, bound = each.where(time_column=time_column)
            parts.append(f"({condition})")
            values += bound
        conditions.append(f"({' OR '.join(parts)})")
    for each in without:
        condition, bound = each.where(time_column=time_column)
        conditions.append(f"({condition}) IS NOT 1")  # what is not known is not excluded
        values += bound
    return Choice(" AND ".join(conditions), tuple(values))


def best(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> list[Scored]:
    """The articles with the highest scores, best first.

    Not by `ORDER BY rank`: FTS5 then sorts every match, with the places of its words, before the first one comes out.
    """
    join, where = _joined(choice)
    rows = connection.execute(
        f"SELECT found.rowid, {_SCORE} AS score FROM article_stem AS found {join}"
        f" WHERE article_stem MATCH ? {where} ORDER BY score LIMIT ?",
        (expression, *choice.values, most),
    )
    return [Scored(row[0], -row[1]) for row in rows]


def scored(connection: sqlite3.Connection, expression: str, ids: Sequence[int]) -> list[Scored]:
    """Those of the articles that match, with their scores."""
    rows = connection.execute(
        f"SELECT found.rowid, {_SCORE} FROM article_stem AS found"
        f" WHERE article_stem MATCH ? AND found.rowid IN ({','.join('?' * len(ids))})",
        (expression, *ids),
    )
    return [Scored(row[0], -row[1]) for row in rows]


def newest(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> list[Scored]:
    """The latest articles that match; one without a publication time counts from when it was first seen.

    Few matches are sorted; many are met soon enough by walking from the latest article back.
    """
    if count(connection, expression, choice, _SORTED) < _SORTED:
        return _sorted_by(ORDERS["date"], connection, (expression, *choice.values, most), choice)
    found: list[Scored] = []
    for ids in from_the_latest(connection, choice):
        found += [Scored(each, 0.0) for each in matching(connection, expression, ids)]
        if len(found) >= most:
            break
    return found[:most]


def in_order(connection: sqlite3.Connection, expression: str, choice: Choice, most: int, order: str) -> list[Scored]:
    """The articles that match, in one of ORDERS."""
    return _sorted_by(ORDERS[order], connection, (expression, *choice.values, most), choice)


def count(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> int:
    """How many articles match, as far as `most`."""
    join, where = _joined(choice)
    sql = f"SELECT 1 FROM article_stem AS found {join} WHERE article_stem MATCH ? {where} LIMIT ?"
    counted = connection.execute(f"SELECT count(*) FROM ({sql})", (expression, *choice.values, most))
    return int(counted.fetchone()[0])


def since_row(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> Choice:
    """The choice narrowed to the `most` articles that match and came in last."""
    join, where = _joined(choice)
    sql = f"SELECT found.rowid FROM article_stem AS found {join} WHERE article_stem MATCH ? {where}"
    row = connection.execute(
        f"{sql} ORDER BY found.rowid DESC LIMIT 1 OFFSET ?", (expression, *choice.values, most)
    ).fetchone()
    return choice if row is None else choice._replace(after=int(row[0]))


def _sorted_by(
    order: str, connection: sqlite3.Connection, values: tuple[str | int, ...], choice: Choice
) -> list[Scored]:
    where = f"AND {choice.condition}" if choice.condition else ""
    rows = connection.execute(
        "SELECT found.rowid FROM article_stem AS found CROSS JOIN article ON article.id = found.rowid"
        f" WHERE article_stem MATCH ? {where} ORDER BY {order} LIMIT ?",
        values,
    )
    return [Scored(row[0], 0.0) for row in rows]


def from_the_latest(connection: sqlite3.Connection, choice: Choice) -> Iterator[list[int]]:
    """The ids of the chosen articles from the latest back, in pieces that grow."""
    where = f"WHERE {choice.condition}" if choice.condition else ""
    rows = connection.execute(f"SELECT id FROM article {where} ORDER BY {MOMENT} DESC, id DESC", choice.values)
    size = 250
    while piece := [row[0] for row in rows.fetchmany(size)]:
        yield piece
        size = min(4 * size, 4000)


def matching(connection: sqlite3.Connection, expression: str, ids: list[int]) -> list[int]:
    """Those of the articles that match, in their order; articles that came in one after the other cost one look."""
    first, last = min(ids), max(ids)
    if last - first < 20 * len(ids):
        sql = "SELECT rowid FROM article_stem WHERE article_stem MATCH ? AND rowid BETWEEN ? AND ?"
        within = {row[0] for row in connection.execute(sql, (expression, first, last))}
        return [each for each in ids if each in within]
    sql = "SELECT 1 FROM article_stem WHERE article_stem MATCH ? AND rowid = ?"
    return [each for each in ids if connection.execute(sql, (expression, each)).fetchone()]


def articles(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, sqlite3.Row]:
    """The rows of these articles; an id that no longer exists is left out."""
    places = ",".join("?" * len(ids))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM article WHERE id IN ({places})", tuple(ids))
    return {row[0]: row for row in rows}


def _joined(choice: Choice) -> tuple[str, str]:
    """A join that keeps the index in the lead, and the condition; both empty where all articles may be found."""
    where = "" if choice.after is None else f"AND found.rowid > {choice.after:d}"
    if not choice.condition:
        return "", where
    return "CROSS JOIN article ON article.id = found.rowid", f"{where} AND {choice.condition}"
