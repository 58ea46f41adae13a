"""What was taken out on request: what bars its return, and what stands in its place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgrab.archive.editorial import EXACT, as_json, hashes_of
from newsgrab.article import TIME_AGO, is_filed_by_address
from newsgrab.urls import variant_urls

IN_FORCE = "NOT EXISTS (SELECT 1 FROM removal lifted WHERE lifted.lifts = r.id)"
"""Whether a removal (`r`) was not taken back."""

BARRED = (
    "(SELECT s.article_id FROM snapshot s JOIN removal r ON r.id = s.removal_id"
    f" WHERE s.removal_id IS NOT NULL AND r.version IS NULL AND {IN_FORCE})"
)
"""The articles that were taken out as a whole, and are not kept again."""

_EMPTY = {
    "body": "",
    "blocks": "[]",
    "category": None,
    "authors": "[]",
    "tags": "[]",
    "language": None,
    "published_at": None,
    "published_precision": None,
    "updated_at": None,
    "site_name": None,
    "image": None,
    "truncated": 0,
}


@dataclass(frozen=True, slots=True)
class Removal:
    """That content was taken out: when (UTC, ISO 8601), and why."""

    id: int
    at: str
    reason: str

    @property
    def words(self) -> str:
        """How it is told."""
        return f"taken out on {self.at[:10]}: {self.reason}"

    @property
    def title(self) -> str:
        """What stands where the headline stood."""
        return f"[{self.words}]"


def empty_reading(sources: str) -> dict[str, object]:
    """What the columns of a text hold that was taken out. Of its `sources` that stays by which texts are told apart."""
    stored: dict[str, str] = json.loads(sources)
    told_apart = {"published_at": tells_from_now(sources), "category": is_filed_by_address(stored)}
    left = {name: stored[name] for name, stays in told_apart.items() if stays}
    return {**_EMPTY, "sources": as_json(left)}


def tells_from_now(sources: str) -> bool:
    """Whether a text (its `sources`) has its time of publication from words like "3 hours ago"."""
    return TIME_AGO in sources and json.loads(sources).get("published_at") == TIME_AGO


def barred(connection: sqlite3.Connection, urls: Iterable[str | None]) -> Removal | None:
    """The removal of a whole article that is known at one of these addresses, or at another form of one."""
    if not was_anything_taken_out(connection):
        return None
    named = {each for url in urls if url for each in (url, *variant_urls(url))}
    row = connection.execute(
        "SELECT r.id, r.at, r.reason FROM address a JOIN snapshot s ON s.article_id = a.article_id"
        f" JOIN removal r ON r.id = s.removal_id WHERE a.url IN ({', '.join('?' * len(named))})"
        f" AND r.version IS NULL AND {IN_FORCE} LIMIT 1",
        (*named,),
    ).fetchone()
    return Removal(*row) if row else None


def removal_of_text(connection: sqlite3.Connection, article_id: int, hashes: Mapping[str, str]) -> Removal | None:
    """The removal of just this text of an article, if it is in force."""
    if not was_anything_taken_out(connection):
        return None
    rows = connection.execute(
        "SELECT s.*, r.at AS removed_at, r.reason FROM snapshot s JOIN removal r ON r.id = s.removal_id"
        f" WHERE s.article_id = ? AND s.removal_id IS NOT NULL AND {IN_FORCE}",
        (article_id,),
    )
    for row in rows:
        if hashes_of(row)[EXACT] == hashes[EXACT]:
            return Removal(row["removal_id"], row["removed_at"], row["reason"])
    return None


def was_anything_taken_out(connection: sqlite3.Connection) -> bool:
    """Whether anything was ever taken out: mostly nothing was."""
    return connection.execute("SELECT 1 FROM removal LIMIT 1").fetchone() is not None
