"""Rows for other programs: tables of stable columns, as CSV, JSON or JSON Lines."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.sql import LATEST_FIRST, OLDEST_FIRST, VERSIONS

Cell = str | int | list[str] | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """One exportable table: its columns in their order, which of them hold lists or truth values, and its query.

    `time_column` is the time of ours that --since and --until bound, None for the publication of the article.
    """

    columns: tuple[str, ...]
    sql: str  # with a place for the condition on `article`
    lists: frozenset[str] = frozenset()
    boolean_columns: frozenset[str] = frozenset()
    time_column: str | None = None
    site: str = "article.site"


_ARTICLE_COLUMNS = (
    "id url site title category authors tags language published_at published_precision updated_at version views"
    " views_exact related truncated site_name image first_seen_at last_seen_at body"
)
_SNAPSHOT_COLUMNS = (
    "article_id url version seen_at changed title category authors tags language published_at published_precision"
    " updated_at truncated site_name image recipe body"
)
_VIEW_COLUMNS = "article_id url at views views_text exact position printed_on"
_RELATED_COLUMNS = (
    "on_article_id on_url position url article_id title teaser views heading image first_seen_at last_seen_at looks"
)
_VISIT_COLUMNS = (
    "id at url final_url article_id outcome reason origin status version changed views related charset_declared"
    " charset_used noarchive cut page_sha256 page_bytes elapsed_ms recipe"
)

TABLES = {
    "articles": Table(
        tuple(_ARTICLE_COLUMNS.split()),
        "SELECT article.*, (SELECT count(*) FROM related_item WHERE set_id = (SELECT related_set_id FROM visit v WHERE"
        f" article_id = article.id AND answer = 'text' ORDER BY {LATEST_FIRST.format('v')} LIMIT 1))"
        " AS related FROM article WHERE {where} ORDER BY article.id",
        frozenset({"authors", "tags"}),
        frozenset({"views_exact", "truncated"}),
    ),
    "snapshots": Table(
        tuple(_SNAPSHOT_COLUMNS.split()),
        f"SELECT run.first_at AS seen_at, run.version, run.changed, article.url, s.* FROM {VERSIONS}"
        " JOIN article ON article.id = s.article_id WHERE {where} ORDER BY run.article_id, run.version",
        frozenset({"authors", "tags", "changed"}),
        frozenset({"truncated"}),
        time_column="run.first_at",
    ),
    "views": Table(
        tuple(_VIEW_COLUMNS.split()),
        "SELECT address.article_id, address.url, visit.at, p.views, p.views_text, p.exact, p.position,"
        " printed.url AS printed_on FROM view_point p JOIN visit ON visit.id = p.visit_id JOIN address printed ON"
        " printed.id = visit.address_id LEFT JOIN address ON address.id = p.address_id"
        " LEFT JOIN article ON article.id = coalesce(address.article_id, visit.article_id) WHERE {where}"
        " ORDER BY visit.at, p.visit_id, p.position",
        boolean_columns=frozenset({"exact"}),
        time_column="visit.at",
    ),
    "related": Table(
        tuple(_RELATED_COLUMNS.split()),
        "SELECT entry.*, p.views FROM (SELECT visit.article_id AS on_article_id, article.url AS on_url, item.position,"
        " address.url, address.article_id, item.title, item.teaser, item.heading, item.image,"
        " min(visit.at) AS first_seen_at, max(visit.at) AS last_seen_at, count(*) AS looks,"
        " max(visit.at || '|' || visit.id) AS last_look FROM related_item item"
        " JOIN visit ON visit.related_set_id = item.set_id"
        " LEFT JOIN address ON address.id = item.address_id JOIN article ON article.id = visit.article_id WHERE {where}"
        " GROUP BY visit.article_id, item.position, item.address_id, item.title, item.teaser, item.heading) entry"
        " LEFT JOIN view_point p ON p.visit_id = CAST(substr(entry.last_look, 26) AS INTEGER)"
        " AND p.position = entry.position"
        " ORDER BY on_article_id, first_seen_at, position, title",
        time_column="visit.at",
    ),
    "visits": Table(
        tuple(_VISIT_COLUMNS.split()),
        "SELECT v.*, address.url, CASE v.outcome WHEN 'changed' THEN run.changed ELSE '[]' END AS changed,"
        " p.views, (SELECT count(*) FROM related_item WHERE set_id = v.related_set_id) AS related,"
        " page.sha256 AS page_sha256, page.size AS page_bytes FROM visit v"
        " JOIN address ON address.id = v.address_id LEFT JOIN version_run run ON run.article_id = v.article_id"
        " AND run.version = v.version LEFT JOIN view_point p ON p.visit_id = v.id AND p.position = 0"
        " LEFT JOIN page ON page.id = v.page_id"
        " LEFT JOIN article ON article.id = v.article_id WHERE {where}"
        f" ORDER BY {OLDEST_FIRST.format('v')}",
        frozenset({"changed"}),
        frozenset({"noarchive", "cut"}),
        time_column="v.at",
        site="address.site",  # a look that read no article belongs to a site, too
    ),
}


def rows(connection: sqlite3.Connection, what: str, filters: Filters) -> Iterator[dict[str, Cell]]:
    """The rows of one of TABLES that belong to articles passing the filters, in a stable order, one at a time.

    The times of the filters are the publication for `articles`, else those of our looks: what was new since then.
    """
    table = TABLES[what]
    where, values = filters.where(time_column=table.time_column, site=table.site)
    for row in connection.execute(table.sql.replace("{where}", where), values):
        yield {name: _cell(table, name, row[name]) for name in table.columns}


def write_csv(out: TextIO, columns: Iterable[str], rows: Iterable[dict[str, Cell]], *, raw: bool) -> None:
    """RFC 4180 with a header line. Lists are joined by "; ", truth values are true and false, None is empty.

    Unless `raw`, text that a spreadsheet would run as a formula gets a leading ' (OWASP, "CSV injection").
    """
    names = list(columns)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    guard: Callable[[str], str] = (lambda text: text) if raw else escape_formula
    for row in rows:
        writer.writerow([_text(row[name], guard) for name in names])


def write_json_lines(out: TextIO, rows: Iterable[dict[str, Cell]]) -> None:
    """One JSON object a line, exact."""
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_json(out: TextIO, rows: Iterable[dict[str, Cell]]) -> None:
    """One JSON array, an object a line, exact; written while it is read."""
    lead = "[\n"
    for row in rows:
        out.write(lead + json.dumps(row, ensure_ascii=False))
        lead = ",\n"
    out.write("[]\n" if lead == "[\n" else "\n]\n")


# What spreadsheets take for the start of a formula, also in its full-width form and after blanks or direction marks.
_FORMULA = re.compile(
    "[\\s\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]"
)


def escape_formula(text: str) -> str:
    """The text, with a leading ' if a spreadsheet would run it.

    >>> escape_formula("=HYPERLINK(1)"), escape_formula("١٦")
    ("'=HYPERLINK(1)", '١٦')
    """
    return "'" + text if _FORMULA.match(text) else text


def _cell(table: Table, name: str, value: str | int | None) -> Cell:
    if name in table.lists:
        return list(json.loads(str(value or "[]")))
    if name in table.boolean_columns and value is not None:
        return bool(value)
    return value


def _text(cell: Cell, guard: Callable[[str], str]) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return cell
    return guard("; ".join(cell) if isinstance(cell, list) else cell)
