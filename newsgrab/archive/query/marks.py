"""Whether what is kept of an article is what it was when somebody last asked."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from newsgrab.archive.query.filters import Filters


class Mark(NamedTuple):
    """What stands for the state of an article: `text` is another one after any look at it, or at what shows it.

    It counts the looks, the readings, and the counts that pages printed. `named` are the articles that its related
    block names or has named.
    """

    versions: int
    text: str
    named: frozenset[int]


def marks(connection: sqlite3.Connection, filters: Filters) -> dict[int, Mark]:
    """The mark of each article that passes the filters."""
    where, values = filters.where()
    rows = connection.execute(
        "SELECT article.id, article.version, article.version || '.' ||"
        " (SELECT count(*) || '.' || max(v.id) FROM visit v WHERE v.article_id = article.id) || '.' ||"
        " (SELECT max(s.id) FROM snapshot s WHERE s.article_id = article.id) || '.' ||"
        " (SELECT count(*) FROM view_point p JOIN address a ON a.id = p.address_id WHERE a.article_id = article.id),"
        " (SELECT group_concat(DISTINCT a.article_id) FROM visit v JOIN related_item i ON i.set_id = v.related_set_id"
        " JOIN address a ON a.id = i.address_id WHERE v.article_id = article.id)"
        f" FROM article WHERE {where} ORDER BY article.id",
        values,
    )
    return {row[0]: Mark(row[1], row[2], frozenset(map(int, row[3].split(",") if row[3] else ()))) for row in rows}
