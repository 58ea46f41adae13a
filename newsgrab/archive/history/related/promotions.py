"""Who recommends an article: the related blocks of other pages in which it stands, or has stood."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsgrab.archive.query.refs import Ref
from newsgrab.archive.sql import LATEST_FIRST


@dataclass(frozen=True, slots=True)
class Promotion:
    """One place in the related block of another article, from the first to the last look that saw it there.

    `current`: the last reading of that page still shows it at this place. `title` is what the block calls the article.
    """

    on_article_id: int
    on_url: str
    on_title: str
    position: int
    heading: str | None
    title: str
    first_seen_at: str
    last_seen_at: str
    looks: int
    current: bool


def promotions(connection: sqlite3.Connection, ref: Ref) -> list[Promotion]:
    """Those of now first, then the former ones, the latest first."""
    rows = connection.execute(
        "SELECT v.article_id, article.url, article.title AS on_title, item.position, item.heading, item.title,"
        " min(v.at) AS first_at, max(v.at) AS last_at, count(*) AS looks, max(item.set_id = (SELECT w.related_set_id"
        "  FROM visit w WHERE w.article_id = v.article_id AND w.answer = 'text' AND (w.part = '' OR w.related_set_id IS"
        f"  NOT NULL) ORDER BY {LATEST_FIRST.format('w')} LIMIT 1)) AS current"
        " FROM address JOIN related_item item ON item.address_id = address.id"
        " JOIN visit v ON v.related_set_id = item.set_id JOIN article ON article.id = v.article_id"
        " WHERE address.article_id = ? OR address.url = ?"
        " GROUP BY v.article_id, item.position, item.title, item.heading"
        " ORDER BY current DESC, last_at DESC, v.article_id, item.position",
        (ref.article_id, ref.url),
    )
    return [
        Promotion(
            row["article_id"],
            row["url"],
            row["on_title"],
            row["position"],
            row["heading"],
            row["title"],
            row["first_at"],
            row["last_at"],
            row["looks"],
            bool(row["current"]),
        )
        for row in rows
    ]
