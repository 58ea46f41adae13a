"""Articles that a page's wrong word for its own address made of unlike pages: which they are, and telling them apart.

Today's rules (keep/identity.py) make none of these. Every look is kept; it only goes to the article that it is of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsgrab.archive.editorial import as_json
from newsgrab.archive.keep.chain import Kind, append, append_readings, extend
from newsgrab.archive.keep.derive import main_address
from newsgrab.archive.keep.joining import number_texts, work_out
from newsgrab.archive.keep.rows import next_article_id
from newsgrab.archive.likeness import Said, contradict
from newsgrab.urls import site

_MANY_ADDRESSES = (
    "SELECT article_id FROM visit WHERE article_id IS NOT NULL AND snapshot_id IS NOT NULL"
    " GROUP BY article_id HAVING count(DISTINCT address_id) > 1 ORDER BY article_id"
)
_SEEN = (
    "SELECT v.address_id, a.url, s.title, s.body, count(*) AS looks FROM visit v JOIN address a ON a.id = v.address_id"
    " JOIN snapshot s ON s.id = v.snapshot_id AND s.removal_id IS NULL WHERE v.article_id = ?"
    " GROUP BY v.address_id, s.text"
    " ORDER BY min(v.at), v.address_id"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that are one article: the address that was read first, its headline, all their addresses, and looks."""

    url: str
    title: str
    address_ids: tuple[int, ...]
    looks: int


@dataclass(frozen=True, slots=True)
class Merged:
    """An article with looks at unlike pages at different addresses. The first part keeps its number."""

    article_id: int
    url: str
    parts: tuple[Part, ...]


def merged_articles(connection: sqlite3.Connection) -> Iterator[Merged]:
    """Those that are kept, by number."""
    for (article_id,) in connection.execute(_MANY_ADDRESSES).fetchall():
        parts = _parts(connection.execute(_SEEN, (article_id,)).fetchall())
        if len(parts) > 1:
            yield Merged(article_id, main_address(connection, article_id), parts)


def split(connection: sqlite3.Connection, merged: Merged, at: str) -> tuple[int, ...]:
    """Give each part but the first a new article, inside the caller's transaction; the numbers of all parts.

    The claim that joined them is not believed again, and `repair` tells what was done.
    """
    names = connection.execute("SELECT id FROM address WHERE article_id = ?", (merged.article_id,)).fetchall()
    numbers = [merged.article_id, *(_moved(connection, merged.article_id, part) for part in merged.parts[1:])]
    held = {address_id for part in merged.parts for address_id in part.address_ids}
    marks = ", ".join("?" * len(held))
    connection.execute(
        "UPDATE address SET disbelieved_at = coalesce(disbelieved_at, ?), article_id = NULL"
        f" WHERE article_id = ? AND id NOT IN ({marks})",
        (at, merged.article_id, *held),
    )
    first = merged.parts[0]
    connection.execute(
        "UPDATE article SET url = ?, site = ? WHERE id = ?", (first.url, site(first.url), merged.article_id)
    )
    for number in numbers:
        number_texts(connection, number)
        work_out(connection, number)
    connection.execute(
        "INSERT INTO repair (at, kind, from_article_id, article_ids) VALUES (?, 'split', ?, ?)",
        (at, merged.article_id, as_json(numbers)),
    )
    extend(connection)
    for (address_id,) in names:
        append(connection, Kind.NAME, address_id)
    for number in numbers:
        append_readings(connection, number)
    return tuple(numbers)


def _parts(rows: list[sqlite3.Row]) -> tuple[Part, ...]:
    """The addresses in groups: two belong together if any of their texts do not contradict each other."""
    said: dict[int, list[Said]] = {}
    urls: dict[int, tuple[str, str]] = {}
    looks: dict[int, int] = {}
    for row in rows:
        said.setdefault(row["address_id"], []).append(Said(row["title"], row["body"]))
        urls.setdefault(row["address_id"], (row["url"], row["title"]))
        looks[row["address_id"]] = looks.get(row["address_id"], 0) + row["looks"]
    groups: list[list[int]] = []
    for address_id, texts in said.items():
        near = [group for group in groups if any(_alike(texts, said[other]) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([each for group in near for each in group] + [address_id])
    order = list(said)
    groups.sort(key=lambda group: min(order.index(each) for each in group))
    return tuple(
        Part(*urls[min(group, key=order.index)], tuple(sorted(group)), sum(looks[each] for each in group))
        for group in groups
    )


def _alike(one: list[Said], other: list[Said]) -> bool:
    return any(not contradict(here, there) for here in one for there in other)


def _moved(connection: sqlite3.Connection, article_id: int, part: Part) -> int:
    """A new article with the looks, texts and addresses of a part; its number."""
    marks = ", ".join("?" * len(part.address_ids))
    connection.execute("UPDATE article SET url = url || '#' || id WHERE url = ?", (part.url,))
    number = next_article_id(connection)
    connection.execute(
        "INSERT INTO article (id, url, site, version, title, body, first_seen_at, last_seen_at)"
        " VALUES (?, ?, ?, 1, ?, '', '', '')",
        (number, part.url, site(part.url), part.title),
    )
    connection.execute(
        "UPDATE reading SET article_id = ? WHERE article_id = ? AND text IN (SELECT s.text FROM visit v"
        f" JOIN snapshot s ON s.id = v.snapshot_id WHERE v.article_id = ? AND v.address_id IN ({marks}))",
        (number, article_id, article_id, *part.address_ids),
    )
    connection.execute(
        f"UPDATE look SET article_id = ? WHERE article_id = ? AND address_id IN ({marks})",
        (number, article_id, *part.address_ids),
    )
    connection.execute(f"UPDATE address SET article_id = ? WHERE id IN ({marks})", (number, *part.address_ids))
    return number
