"""Lists of articles, and what the archive holds as a whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgrab.archive.query.as_of import as_of
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.orders import ORDERS


@dataclass(frozen=True, slots=True)
class Listed:
    """One article in a list. Times are ISO 8601: `published_at` with the page's offset, ours in UTC."""

    id: int
    url: str
    site: str
    version: int
    title: str
    category: str | None
    authors: tuple[str, ...]
    language: str | None
    published_at: str | None
    published_precision: str | None
    views: int | None
    views_exact: bool
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What is kept of one site."""

    site: str
    articles: int
    versions: int
    visits: int
    first_seen_at: str | None
    last_seen_at: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the archive holds. Sizes are bytes: the file's, of all pages as given, and of them as kept."""

    path: str
    file_bytes: int
    articles: int
    versions: int
    visits: int
    first_look_at: str | None
    last_look_at: str | None
    outcomes: dict[str, int]
    view_points: int
    pages: int
    page_bytes: int
    kept_bytes: int
    sources: int
    schema: int
    sites: tuple[SiteSummary, ...]


def count_articles(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many articles pass the filters."""
    where, values = filters.where()
    return int(
        connection.execute(f"{as_of(filters.at)}SELECT count(*) FROM article WHERE {where}", values).fetchone()[0]
    )


def articles(
    connection: sqlite3.Connection, filters: Filters, *, order: str = "published", limit: int = -1, offset: int = 0
) -> Iterator[Listed]:
    """The articles that pass the filters, in one of ORDERS; a negative limit means all."""
    where, values = filters.where()
    rows = connection.execute(
        f"{as_of(filters.at)}SELECT * FROM article WHERE {where} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    for row in rows:
        yield Listed(
            row["id"],
            row["url"],
            row["site"],
            row["version"],
            row["title"],
            row["category"],
            tuple(json.loads(row["authors"])),
            row["language"],
            row["published_at"],
            row["published_precision"],
            row["views"],
            bool(row["views_exact"]),
            row["first_seen_at"],
            row["last_seen_at"],
        )


def summary(connection: sqlite3.Connection, path: Path) -> Summary:
    """Counts and sizes, over all and for each site."""

    def count(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0] or 0)

    sites = connection.execute(
        "SELECT address.site, count(DISTINCT v.article_id), count(v.id), min(v.at), max(v.at),"
        " (SELECT sum(article.version) FROM article WHERE article.site = address.site)"
        " FROM visit v JOIN address ON address.id = v.address_id GROUP BY address.site ORDER BY 2 DESC, 1"
    )
    outcomes = connection.execute("SELECT outcome, count(*) FROM visit GROUP BY outcome ORDER BY 2 DESC, 1")
    first, last = connection.execute("SELECT min(at), max(at) FROM visit").fetchone()
    files = [path, path.with_name(path.name + "-wal")]
    return Summary(
        path=str(path),
        file_bytes=sum(file.stat().st_size for file in files if file.exists()),
        articles=count("SELECT count(*) FROM article"),
        versions=count("SELECT sum(version) FROM article"),
        visits=count("SELECT count(*) FROM visit"),
        first_look_at=first,
        last_look_at=last,
        outcomes={row[0]: row[1] for row in outcomes},
        view_points=count("SELECT count(*) FROM view_point"),
        pages=count("SELECT count(*) FROM page"),
        page_bytes=count("SELECT sum(size) FROM page"),
        kept_bytes=count("SELECT sum(length(zstd)) FROM page"),
        sources=count("SELECT count(*) FROM source"),
        schema=count("PRAGMA user_version"),
        sites=tuple(SiteSummary(row[0], row[1], row[5] or 0, row[2], row[3], row[4]) for row in sites),
    )
