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
from newsgrab.archive.sql import GONE_SINCE

_AT_ONCE = 500  # articles whose rows are read in one go
_RECENT = 5_000  # looks among which a site is looked for before all its addresses are asked


@dataclass(frozen=True, slots=True)
class Listed:
    """One article in a list. Times are ISO 8601: `published_at` with the page's offset, ours in UTC.

    `gone_since` is the first look that found it gone, None if it is there.
    """

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
    gone_since: str | None


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What is kept of one site: its articles, their versions, the looks at its addresses, the last of these.

    `first_seen_at` is when the first of its articles was seen, None if none was read.
    """

    site: str
    articles: int
    versions: int
    visits: int
    first_seen_at: str | None
    last_seen_at: str | None


@dataclass(frozen=True, slots=True)
class SiteCount:
    """How many articles of a site are kept."""

    site: str
    articles: int


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
    tables = as_of(filters.at, texts=filters.ask_texts)
    return int(connection.execute(f"{tables}SELECT count(*) FROM article WHERE {where}", values).fetchone()[0])


def articles(
    connection: sqlite3.Connection, filters: Filters, *, order: str = "published", limit: int = -1, offset: int = 0
) -> Iterator[Listed]:
    """The articles that pass the filters, in one of ORDERS, those taken out last; a negative limit means all.

    They are put in order by what that takes; only of those that come out the whole rows are read.
    """
    where, values = filters.where()
    few = "+" if filters.since_seen else ""  # those that were seen since then are sorted, not all gone through in order
    ids = [
        row[0]
        for row in connection.execute(
            f"{as_of(filters.at)}SELECT article.id FROM article WHERE {where}"
            f" ORDER BY {_last(connection)}{few}{ORDERS[order]} LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
    ]
    for start in range(0, len(ids), _AT_ONCE):
        yield from _listed(connection, filters, ids[start : start + _AT_ONCE])


def _listed(connection: sqlite3.Connection, filters: Filters, ids: list[int]) -> Iterator[Listed]:
    """These articles, in this order."""
    found = connection.execute(
        f"{as_of(filters.at)}SELECT article.*, {GONE_SINCE} AS gone_since FROM article"
        f" WHERE article.id IN ({', '.join(map(str, ids))})"
    )
    rows = {row["id"]: row for row in found}
    for row in (rows[each] for each in ids if each in rows):
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
            row["gone_since"],
        )


def taken_out(connection: sqlite3.Connection) -> frozenset[int]:
    """The articles whose latest text was taken out."""
    rows = connection.execute(  # led by the index of such texts, mostly of none
        "SELECT run.article_id FROM snapshot s JOIN version_run run ON run.article_id = s.article_id"
        " AND run.text = s.text JOIN article ON article.id = run.article_id AND article.version = run.version"
        " WHERE s.removal_id IS NOT NULL"
    )
    return frozenset(row[0] for row in rows)


def _last(connection: sqlite3.Connection) -> str:
    """What puts the articles last whose text was taken out, and with it what they are put in order by."""
    ids = sorted(taken_out(connection))
    return f"article.id IN ({', '.join(map(str, ids))}), " if ids else ""


def sites(connection: sqlite3.Connection) -> tuple[SiteCount, ...]:
    """The sites, those with most articles first: all that an index tells, so that nobody waits for it."""
    rows = connection.execute("SELECT site, count(*) FROM article GROUP BY site ORDER BY 2 DESC, 1")
    return tuple(SiteCount(*row) for row in rows)


def summary(connection: sqlite3.Connection, path: Path) -> Summary:
    """Counts and sizes, over all and for each site."""

    def count(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0] or 0)

    outcomes = dict(
        connection.execute(
            "SELECT outcome, sum(looks) AS seen FROM look_count GROUP BY 1 HAVING seen > 0 ORDER BY 2 DESC, 1"
        )
    )
    first, last = connection.execute("SELECT (SELECT min(at) FROM visit), (SELECT max(at) FROM visit)").fetchone()
    sites = tuple(_sites(connection))
    pages, page_bytes, kept_bytes = connection.execute(
        "SELECT count(*), sum(size), sum(length(zstd)) FROM page INDEXED BY page_size"  # of which no page is read
    ).fetchone()
    files = [path, path.with_name(path.name + "-wal")]
    return Summary(
        path=str(path),
        file_bytes=sum(file.stat().st_size for file in files if file.exists()),
        articles=sum(site.articles for site in sites),
        versions=sum(site.versions for site in sites),
        visits=sum(outcomes.values()),
        first_look_at=first,
        last_look_at=last,
        outcomes=outcomes,
        view_points=count("SELECT count(*) FROM view_point"),
        pages=pages,
        page_bytes=page_bytes or 0,
        kept_bytes=kept_bytes or 0,
        sources=count("SELECT count(*) FROM source"),
        schema=count("PRAGMA user_version"),
        sites=sites,
    )


def _sites(connection: sqlite3.Connection) -> Iterator[SiteSummary]:
    """The sites, those with the most articles first.

    Nothing is counted but in indexes. When a site was looked at last is found from the latest look back; only of
    a site that is not among those, all its addresses are asked.
    """
    looks = connection.execute(
        "SELECT site, sum(looks) AS seen FROM look_count GROUP BY site HAVING seen > 0"
    ).fetchall()
    articles_of = "SELECT site, count(*), sum(version), min(first_seen_at) FROM article GROUP BY site"
    kept = {row[0]: row[1:] for row in connection.execute(articles_of)}
    last = dict(
        connection.execute(
            "SELECT address.site, max(recent.at) FROM"
            " (SELECT at, address_id FROM visit ORDER BY at DESC, id DESC LIMIT ?) recent"
            " JOIN address ON address.id = recent.address_id GROUP BY address.site",
            (_RECENT,),
        ).fetchall()
    )
    for site, count in sorted(looks, key=lambda row: (-kept.get(row[0], (0,))[0], row[0])):
        articles, versions, first = kept.get(site, (0, 0, None))
        yield SiteSummary(site, articles, versions, count, first, last.get(site) or _last_look(connection, site))


def _last_look(connection: sqlite3.Connection, site: str) -> str | None:
    row = connection.execute(
        "SELECT max((SELECT max(at) FROM visit WHERE address_id = address.id)) FROM address WHERE site = ?", (site,)
    ).fetchone()
    return str(row[0]) if row[0] else None
