"""Rows for other programs: tables of stable columns, of which each has one kind of cells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from newsgrab.archive.query.as_of import as_of
from newsgrab.archive.query.events import EVENTS, REMOVALS
from newsgrab.archive.query.filters import FEW, OF_ARTICLES, Filters, narrowed
from newsgrab.archive.query.openings import WHOLE_AT
from newsgrab.archive.sql import CONTEXT_AT_FIRST, GONE_SINCE, LATEST_FIRST, OLDEST_FIRST, VERSIONS

_OF_ARTICLE = "article.site"

Cell = str | int | list[str] | bool | None


class Kind(StrEnum):
    """What the cells of a column are; any of them may be None."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    LIST = "list"  # of texts
    TIME = "time"  # ours: ISO 8601, UTC
    PRINTED_TIME = "printed time"  # the page's: ISO 8601 with the page's offset


_NAMES = {
    Kind.NUMBER: (
        "id article_id on_article_id version repeats views related position looks status page_bytes elapsed_ms"
        " offset page_offset"
    ),
    Kind.TRUTH: "views_exact truncated exact noarchive cut permanent",
    Kind.LIST: "authors tags changed",
    Kind.TIME: "at seen_at first_seen_at last_seen_at gone_since not_before removed_at published_utc",
    Kind.PRINTED_TIME: "published_at updated_at",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""The kind of each column of TABLES, and of the rows of a batch, that is not text."""


def kind_of(column: str) -> Kind:
    """The kind of a column: the same in all tables."""
    return KINDS.get(column, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Table:
    """One exportable table: its columns in their order, and its query.

    `time_column` is the time of ours that --since and --until bound, None for the publication of the article.
    `article` chooses the rows of named articles, `passing` those of the few that pass the filters; `shows_article`
    tells whether any column is of the article's text. Where rows are grouped, `by_article` says of which articles
    there are any: the query is put for one after the other, so that the first rows come at once.
    """

    columns: tuple[str, ...]
    sql: str  # with a place for the condition on `article`
    time_column: str | None = None
    site: str = _OF_ARTICLE
    article: str = OF_ARTICLES
    passing: str = OF_ARTICLES
    shows_article: bool = True
    by_article: str = ""


_ARTICLE_COLUMNS = (
    "id url site title category authors tags language published_at published_precision published_utc updated_at version"
    " views"
    " views_exact related truncated site_name image first_seen_at last_seen_at gone_since body"
)
_SNAPSHOT_COLUMNS = (
    "article_id url version seen_at changed title category authors tags language published_at published_precision"
    " published_utc updated_at truncated site_name image recipe body"
)
_VIEW_COLUMNS = "article_id url at views views_text exact position printed_on"
_RELATED_COLUMNS = (
    "on_article_id on_url position url article_id title teaser views heading image first_seen_at last_seen_at looks"
)
_CHANGE_COLUMNS = "at not_before outcome article_id version changed reason repeats title url"
_REMOVED_COLUMNS = "removed_at not_before article_id version field language title url text"
_VISIT_COLUMNS = (
    "id at url final_url article_id outcome reason origin status version changed views related charset_declared"
    " charset_used noarchive cut page_sha256 page_bytes elapsed_ms recipe"
)

# A day without an hour is that day, wherever the page stands.
_PUBLISHED_UTC = (
    "CASE {0}.published_precision WHEN 'day' THEN substr({0}.published_at, 1, 10) || 'T00:00:00Z'"
    " ELSE strftime('%Y-%m-%dT%H:%M:%SZ', {0}.published_at) END AS published_utc"
)

_POINTS_OF = (  # the second half lets the indexes lead
    "coalesce(address.article_id, visit.article_id) IN ({0}) AND visit.id IN (SELECT own.visit_id FROM address"
    " JOIN view_point own ON own.address_id = address.id WHERE address.article_id IN ({0})"
    " UNION SELECT own.id FROM visit own WHERE own.article_id IN ({0}))"
)

TABLES = {
    "articles": Table(
        tuple(_ARTICLE_COLUMNS.split()),
        f"SELECT article.*, {_PUBLISHED_UTC.format('article')}, {GONE_SINCE} AS gone_since,"
        " (SELECT count(*) FROM related_item WHERE set_id = (SELECT related_set_id FROM visit v WHERE"
        f" article_id = article.id AND answer = 'text' ORDER BY {LATEST_FIRST.format('v')} LIMIT 1))"
        " AS related FROM article WHERE {where} ORDER BY article.id",
    ),
    "snapshots": Table(
        tuple(_SNAPSHOT_COLUMNS.split()),
        f"SELECT {WHOLE_AT} AS seen_at, run.version, run.changed, article.url,"
        f" {CONTEXT_AT_FIRST}, s.*,"
        f" {_PUBLISHED_UTC.format('s')} FROM {VERSIONS}"
        " JOIN article ON article.id = s.article_id WHERE {where} ORDER BY run.article_id, run.version",
        time_column="run.first_at",
    ),
    "views": Table(
        tuple(_VIEW_COLUMNS.split()),
        "SELECT address.article_id, address.url, visit.at, p.views, p.views_text, p.exact, p.position,"
        " printed.url AS printed_on FROM view_point p JOIN visit ON visit.id = p.visit_id JOIN address printed ON"
        " printed.id = visit.address_id LEFT JOIN address ON address.id = p.address_id"
        " LEFT JOIN article ON article.id = coalesce(address.article_id, visit.article_id) WHERE {where}"
        " ORDER BY visit.at, visit.id, p.position",
        time_column="visit.at",
        article=_POINTS_OF,
        passing=_POINTS_OF,
        shows_article=False,
    ),
    "related": Table(
        tuple(_RELATED_COLUMNS.split()),
        "SELECT entry.*, p.views FROM (SELECT visit.article_id AS on_article_id, article.url AS on_url, item.position,"
        " address.url, address.article_id, item.title, item.teaser, item.heading, item.image,"
        " min(visit.at) AS first_seen_at, max(visit.at) AS last_seen_at, count(*) AS looks,"
        " max(visit.at || '|' || visit.id) AS last_look FROM related_item item"
        " JOIN visit ON visit.related_set_id = item.set_id"
        " LEFT JOIN address ON address.id = item.address_id JOIN article ON article.id = visit.article_id WHERE {where}"
        " AND visit.article_id = ?"
        " GROUP BY item.position, item.address_id, item.title, item.teaser, item.heading) entry"
        " LEFT JOIN view_point p ON p.visit_id = CAST(substr(entry.last_look, 26) AS INTEGER)"
        " AND p.position = entry.position"
        " ORDER BY first_seen_at, position, title",
        time_column="visit.at",
        by_article=(
            "SELECT DISTINCT visit.article_id FROM visit JOIN article ON article.id = visit.article_id WHERE {where}"
            " AND visit.related_set_id IS NOT NULL ORDER BY visit.article_id"
        ),
    ),
    "visits": Table(
        tuple(_VISIT_COLUMNS.split()),
        "SELECT v.id, v.at, address.url, v.final_url, v.article_id, v.outcome, v.reason, v.origin, v.status, v.version,"
        " CASE v.outcome WHEN 'changed' THEN run.changed ELSE '[]' END AS changed, p.views,"
        " (SELECT count(*) FROM related_item WHERE set_id = v.related_set_id) AS related, v.charset_declared,"
        " v.charset_used, v.noarchive, v.cut, page.sha256 AS page_sha256, page.size AS page_bytes, v.elapsed_ms,"
        " v.recipe FROM visit v"
        " JOIN address ON address.id = v.address_id LEFT JOIN version_run run ON run.article_id = v.article_id"
        " AND run.version = v.version LEFT JOIN view_point p ON p.visit_id = v.id AND p.position = 0"
        " LEFT JOIN page ON page.id = v.page_id"
        " LEFT JOIN article ON article.id = v.article_id WHERE {where}"
        f" ORDER BY {OLDEST_FIRST.format('v')}",
        time_column="v.at",
        site="address.site",  # a look that read no article belongs to a site, too
        article=(
            "(v.article_id IN ({0}) OR v.article_id IS NULL AND v.address_id IN"
            " (SELECT id FROM address WHERE article_id IN ({0})))"
        ),
        passing="v.article_id IN ({0})",
        shows_article=False,
    ),
    "changes": Table(tuple(_CHANGE_COLUMNS.split()), EVENTS, time_column="v.at"),
    "removed": Table(tuple(_REMOVED_COLUMNS.split()), REMOVALS, time_column="lost.removed_at"),
}


def rows(
    connection: sqlite3.Connection, what: str, filters: Filters, columns: Sequence[str] = ()
) -> Iterator[dict[str, Cell]]:
    """The rows of one of TABLES that belong to articles passing the filters, in a stable order, one at a time.

    They have these columns, or all. The times of the filters are the publication for `articles`, else those of our
    looks: what was new since then.
    """
    table = TABLES[what]
    where, values = _where(connection, table, filters)
    shown = [(name, kind_of(name)) for name in columns or table.columns]
    then = as_of(filters.at, texts=table.shows_article or filters.ask_texts)
    for row in _found(connection, table, then, where, values):
        yield {name: _cell(kind, row[name]) for name, kind in shown}


def _where(connection: sqlite3.Connection, table: Table, filters: Filters) -> tuple[str, list[str]]:
    """The condition that the filters are in this table, led by articles or addresses where these are few."""
    of_looks = table.site != _OF_ARTICLE
    chosen = filters if table.time_column is None or (of_looks and filters.site) else narrowed(connection, filters)
    article = table.article if filters.articles is not None else table.passing
    where, values = chosen.where(time_column=table.time_column, site=table.site, article=article)
    if of_looks and filters.site:
        asked, sites = Filters(site=filters.site).where(site=table.site)
        found = connection.execute(f"SELECT id FROM address WHERE {asked} LIMIT {FEW + 1}", sites).fetchall()
        if len(found) <= FEW:
            where += f" AND v.address_id IN ({', '.join(str(row[0]) for row in found)})"
    return where, values


def _found(
    connection: sqlite3.Connection, table: Table, then: str, where: str, values: Sequence[str]
) -> Iterator[sqlite3.Row]:
    bound = [*values] * table.sql.count("{where}")
    sql = then + table.sql.replace("{where}", where)
    asked: Iterable[tuple[object, ...]] = [()]
    if table.by_article:
        asked = connection.execute(then + table.by_article.replace("{where}", where), values)
    return chain.from_iterable(connection.execute(sql, (*bound, *one)) for one in asked)


def _cell(kind: Kind, value: str | int | None) -> Cell:
    if kind is Kind.LIST:
        return list(json.loads(str(value or "[]")))
    return bool(value) if kind is Kind.TRUTH and value is not None else value
