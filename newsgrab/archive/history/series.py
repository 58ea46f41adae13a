"""What changes from look to look without making a version: view counts and related blocks."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsgrab.archive.query.refs import Ref
from newsgrab.archive.sql import LATEST_FIRST, OLDEST_FIRST

_LATEST = LATEST_FIRST.format("v")


@dataclass(frozen=True, slots=True)
class ViewPoint:
    """One view count, printed by the article's own page (`position` 0) or as the nth related item of `printed_on`."""

    at: str
    views: int
    views_text: str | None
    exact: bool
    position: int
    printed_on: str


@dataclass(frozen=True, slots=True)
class RelatedEntryHistory:
    """One entry of a related block, from the first to the last look that saw it there."""

    position: int
    url: str | None
    article_id: int | None  # if we keep that article too
    title: str
    teaser: str | None
    heading: str | None
    views: int | None  # as last printed there
    views_text: str | None
    views_exact: bool
    image: str | None
    first_seen_at: str
    last_seen_at: str
    looks: int
    current: bool  # the last reading of the page still shows it at this place


_EVER = "9999"


def view_series(
    connection: sqlite3.Connection, ref: Ref, since: str | None = None, until: str | None = None
) -> list[ViewPoint]:
    """Every count of the article that any page printed, oldest first, by the looks from `since` to `until`."""
    rows = connection.execute(
        "SELECT visit.at, p.views, p.views_text, p.exact, p.position, printed.url FROM view_point p"
        " JOIN visit ON visit.id = p.visit_id JOIN address printed ON printed.id = visit.address_id"
        " WHERE p.address_id IN (SELECT id FROM address WHERE article_id = ? OR url = ?)"
        f" AND visit.at BETWEEN ? AND ? ORDER BY {OLDEST_FIRST.format('visit')}, p.position",
        (ref.article_id, ref.url, since or "", until or _EVER),
    )
    return [ViewPoint(row[0], row[1], row[2], bool(row[3]), row[4], row[5]) for row in rows]


def related_history(connection: sqlite3.Connection, ref: Ref, until: str | None = None) -> list[RelatedEntryHistory]:
    """What the article's related block has shown: the entries of now by place, then former ones.

    With `until` as it was then, by the looks until then.
    """
    bound = {"id": ref.article_id, "until": until or _EVER}
    current = connection.execute(
        "SELECT related_set_id FROM visit v WHERE article_id = :id AND answer = 'text' AND at <= :until"
        " AND (part = '' OR related_set_id IS NOT NULL)"
        f" ORDER BY {_LATEST} LIMIT 1",
        bound,
    ).fetchone()
    rows = connection.execute(
        "SELECT entry.*, p.views, p.views_text, p.exact FROM"
        " (SELECT item.position, address.url, address.article_id, item.title, item.teaser,"
        " item.heading, max(item.image) AS image, min(v.at) AS first_at, max(v.at) AS last_at, count(*) AS looks,"
        " max(item.set_id = :current) AS current FROM related_item item JOIN visit v ON"
        " v.related_set_id = item.set_id LEFT JOIN address ON address.id = item.address_id"
        " WHERE v.article_id = :id AND v.at <= :until"
        " GROUP BY item.position, item.address_id, item.title, item.teaser, item.heading) entry"
        " LEFT JOIN view_point p ON p.position = entry.position AND p.visit_id = (SELECT w.id FROM visit w JOIN"
        "  related_item there ON there.set_id = w.related_set_id AND there.position = entry.position WHERE"
        "  w.article_id = :id AND w.at = entry.last_at AND there.title = entry.title LIMIT 1)"
        " ORDER BY current DESC, entry.position, first_at, entry.title",
        {**bound, "current": current[0] if current else None},
    )
    return [
        RelatedEntryHistory(
            row["position"],
            row["url"],
            row["article_id"],
            row["title"],
            row["teaser"],
            row["heading"],
            row["views"],
            row["views_text"],
            row["exact"] != 0,
            row["image"],
            row["first_at"],
            row["last_at"],
            row["looks"],
            bool(row["current"]),
        )
        for row in rows
    ]
