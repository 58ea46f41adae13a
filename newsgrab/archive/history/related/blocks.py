"""What related blocks tell that no article does: what nobody recommends, what was never read, other headlines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsgrab.archive.normal_form import editorial_form, exact_form
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.sql import VERSIONS

_SHOWN = "visit v JOIN related_item item ON item.set_id = v.related_set_id"


@dataclass(frozen=True, slots=True)
class Orphan:
    """An article that no related block has shown, as far as we have looked."""

    article_id: int
    url: str
    title: str
    first_seen_at: str


@dataclass(frozen=True, slots=True)
class Unkept:
    """An address that related blocks of so many articles (`shown_on`) have shown, and that was never read."""

    url: str
    title: str
    shown_on: int
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True, slots=True)
class OtherHeadline:
    """A headline under which related blocks show an article, and which none of its versions has."""

    article_id: int
    url: str
    title: str
    shown_as: str
    shown_on: int
    first_seen_at: str
    last_seen_at: str


def orphans(connection: sqlite3.Connection, filters: Filters) -> Iterator[Orphan]:
    """The latest first."""
    where, values = filters.where()
    rows = connection.execute(  # of the others no row is read: two indexes tell that they were shown
        "SELECT id, url, title, first_seen_at FROM article WHERE id IN (SELECT a.article_id FROM address a"
        " WHERE a.article_id IS NOT NULL GROUP BY a.article_id"
        " HAVING NOT max(EXISTS (SELECT 1 FROM related_item item WHERE item.address_id = a.id)))"
        f" AND {where} ORDER BY id DESC",
        values,
    )
    for row in rows:
        yield Orphan(*row)


def unkept(connection: sqlite3.Connection, filters: Filters) -> Iterator[Unkept]:
    """Those that came to be known last before the others, with the title under which they were shown last."""
    where, values = filters.where(site="a.site", time_column="article.first_seen_at")
    rows = connection.execute(
        "SELECT a.id, a.url FROM address a LEFT JOIN article ON article.id = a.article_id WHERE a.article_id IS NULL"
        f" AND EXISTS (SELECT 1 FROM related_item WHERE address_id = a.id) AND {where} ORDER BY a.id DESC",
        values,
    )
    for row in rows:
        shown = connection.execute(
            "SELECT item.title, max(v.at) AS last_at, min(v.at) AS first_at, count(DISTINCT v.article_id) AS pages"
            f" FROM {_SHOWN} WHERE item.address_id = ?",
            (row["id"],),
        ).fetchone()
        if shown["last_at"]:
            yield Unkept(row["url"], shown["title"], shown["pages"], shown["first_at"], shown["last_at"])


def other_headlines(connection: sqlite3.Connection, filters: Filters) -> Iterator[OtherHeadline]:
    """Article by article, the latest first. One that a block has cut short is no other headline."""
    where, values = filters.where()
    rows = connection.execute(  # nearly all are the article's own: SQL leaves those out
        "SELECT article.id, article.url, article.title, item.title AS shown_as FROM article"
        " CROSS JOIN address a ON a.article_id = article.id CROSS JOIN related_item item ON item.address_id = a.id"
        f" WHERE item.title <> article.title AND {where} ORDER BY article.id DESC",
        values,
    )
    for article, group in groupby(rows, key=lambda row: (row["id"], row["url"], row["title"])):
        own = _own_titles(connection, article[0])
        titles = dict.fromkeys(row["shown_as"] for row in group if row["shown_as"] not in own)
        forms = [_form(title) for title in own] if titles else []
        others = [title for title in titles if not any(form.startswith(_form(title).rstrip(". ")) for form in forms)]
        found = [OtherHeadline(*article, title, *_shown_as(connection, article[0], title)) for title in others]
        yield from sorted((each for each in found if each.shown_on), key=lambda each: each.first_seen_at)


def _shown_as(connection: sqlite3.Connection, article_id: int, title: str) -> tuple[int, str, str]:
    """On how many pages a title of an article was shown, and when first and last."""
    pages, first_at, last_at = connection.execute(
        f"SELECT count(DISTINCT v.article_id), min(v.at), max(v.at) FROM {_SHOWN}"
        " JOIN address a ON a.id = item.address_id WHERE a.article_id = ? AND item.title = ?",
        (article_id, title),
    ).fetchone()
    return pages, first_at, last_at


def _own_titles(connection: sqlite3.Connection, article_id: int) -> frozenset[str]:
    """The headlines of an article's versions."""
    rows = connection.execute(f"SELECT s.title FROM {VERSIONS} WHERE run.article_id = ?", (article_id,))
    return frozenset(row["title"] for row in rows)


def _form(title: str) -> str:
    return editorial_form(exact_form(title)).casefold()
