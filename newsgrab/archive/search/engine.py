"""Asking the stem index: which articles, in which order, how many."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsgrab.archive.filters import Filters

NO_FILTERS = Filters()
MOMENT = "datetime(coalesce(article.published_at, article.first_seen_at))"
WEIGHTS = "bm25(4.0, 1.0, 1.0)"
_COLUMNS = (
    "article.id, article.version, article.url, article.site, article.title, article.body, article.category,"
    " article.language, article.published_at, article.first_seen_at, article.views, article.views_exact"
)


class Scored(NamedTuple):
    """An article's id with its score in the index, the higher the better."""

    article_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles may be found: an SQL condition on `article` with the values it binds; "" lets all through."""

    condition: str = ""
    values: tuple[str, ...] = ()


def choose(*required: Sequence[Filters]) -> Choice:
    """The condition that one of each of these alternatives lets an article through."""
    conditions: list[str] = []
    values: list[str] = []
    for alternatives in required:
        if NO_FILTERS in alternatives:
            continue
        parts = []
        for each in alternatives:
            condition, bound = each.where()
            parts.append(f"({condition})")
            values += bound
        conditions.append(f"({' OR '.join(parts)})")
    return Choice(" AND ".join(conditions), tuple(values))


def best(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> list[Scored]:
    """The articles with the highest scores, best first."""
    join, where = _joined(choice)
    rows = connection.execute(
        f"SELECT found.rowid, found.rank FROM article_stem AS found {join}"
        f" WHERE article_stem MATCH ? AND rank MATCH '{WEIGHTS}' {where} ORDER BY found.rank LIMIT ?",
        (expression, *choice.values, most),
    )
    return [Scored(row[0], -row[1]) for row in rows]


def newest(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> list[Scored]:
    """The latest articles that match; one without a publication time counts from when it was first seen."""
    return _sorted_by(MOMENT, connection, (expression, *choice.values, most), choice)


def most_viewed(connection: sqlite3.Connection, expression: str, choice: Choice, most: int) -> list[Scored]:
    """The articles with the highest view counts that match; those without a count come last."""
    return _sorted_by("coalesce(article.views, -1)", connection, (expression, *choice.values, most), choice)


def _sorted_by(key: str, connection: sqlite3.Connection, values: tuple[str | int, ...], choice: Choice) -> list[Scored]:
    where = f"AND {choice.condition}" if choice.condition else ""
    rows = connection.execute(
        "SELECT found.rowid FROM article_stem AS found CROSS JOIN article ON article.id = found.rowid"
        f" WHERE article_stem MATCH ? {where} ORDER BY {key} DESC, article.id DESC LIMIT ?",
        values,
    )
    return [Scored(row[0], 0.0) for row in rows]


def count(connection: sqlite3.Connection, expression: str, choice: Choice) -> int:
    """How many articles match."""
    join, where = _joined(choice)
    sql = f"SELECT count(*) FROM article_stem AS found {join} WHERE article_stem MATCH ? {where}"
    return int(connection.execute(sql, (expression, *choice.values)).fetchone()[0])


def articles(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, sqlite3.Row]:
    """The rows of these articles; an id that no longer exists is left out."""
    places = ",".join("?" * len(ids))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM article WHERE id IN ({places})", tuple(ids))
    return {row[0]: row for row in rows}


def _joined(choice: Choice) -> tuple[str, str]:
    """A join that keeps the index in the lead, and the condition; both empty where all articles may be found."""
    if not choice.condition:
        return "", ""
    return "CROSS JOIN article ON article.id = found.rowid", f"AND {choice.condition}"
