"""Looks whose kept pages tell how a site was built over time: a bounded number, spread over the days."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from operator import itemgetter

from newsgrab.archive.sql import to_utc_iso

# Looks that read a whole article on a page that is kept, article by article: what other sites have costs nothing.
_LOOKS = "v.snapshot_id IS NOT NULL AND v.part = '' AND v.page_id IS NOT NULL"
_OF_SITES = f"article CROSS JOIN visit v ON v.article_id = article.id AND {_LOOKS} WHERE article.site IN ({{}})"

_Row = tuple[str, int, int]  # of a look: when, its number, its article

_LAST_TEXTS = 3_000
_VALUE_CHARS = 120
_TEXTS = {
    "title": "s.title",
    "body": "s.body",
    "category": "s.category",
    "authors": "trim(s.authors, '[]')",
    "published_at": "s.published_at",
}


@dataclass(frozen=True, slots=True)
class SampledLook:
    """A look at an article of which the page is kept."""

    visit_id: int
    article_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """The chosen looks, oldest first, out of `total`."""

    looks: tuple[SampledLook, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RecordedField:
    """What was recorded of a field: the beginning of its text, its length, and where it was found ("" if nowhere)."""

    value: str
    chars: int
    source: str


@dataclass(frozen=True, slots=True)
class RecordedLook:
    """A text of an article as it was first read, by the rules of `recipe`."""

    at: datetime
    article_id: int
    recipe: str
    fields: Mapping[str, RecordedField]


def recorded(connection: sqlite3.Connection, sites: Sequence[str], limit: int) -> list[RecordedLook]:
    """The texts of these sites that came in last, `limit` at most; it looks no further back than some thousands."""
    columns = ", ".join(f"substr({text}, 1, {_VALUE_CHARS}), length({text})" for text in _TEXTS.values())
    rows = connection.execute(
        f"SELECT s.seen_at, s.article_id, s.recipe, s.sources, {columns}"
        " FROM snapshot s CROSS JOIN article ON article.id = s.article_id"
        " WHERE s.id > (SELECT max(id) FROM snapshot) - ? AND s.revision = 1 AND s.removal_id IS NULL"
        f" AND article.site IN ({_marks(sites)}) ORDER BY s.id DESC LIMIT ?",
        (_LAST_TEXTS, *sites, limit),
    )
    return [_recorded(*row) for row in rows]


def _recorded(at: str, article_id: int, recipe: str, told: str, *texts: str | int | None) -> RecordedLook:
    sources = json.loads(told)
    fields = dict.fromkeys(sources, ("", 1)) | dict(zip(_TEXTS, zip(texts[::2], texts[1::2], strict=True), strict=True))
    return RecordedLook(
        datetime.fromisoformat(at),
        article_id,
        recipe,
        {
            name: RecordedField(str(value or ""), int(chars or 0), sources.get(name, ""))
            for name, (value, chars) in fields.items()
        },
    )


def sample(connection: sqlite3.Connection, sites: Sequence[str], since: datetime | timedelta, limit: int) -> Sample:
    """The newest looks of each day, as many of every day, one an article; `limit` in all.

    `since` is a moment, or a span before the newest look.
    """
    newest = _newest(connection, sites)
    if newest is None:
        return Sample((), 0)
    first = newest - since if isinstance(since, timedelta) else since
    rows = connection.execute(
        f"SELECT v.at, v.id, v.article_id FROM {_OF_SITES.format(_marks(sites))} AND v.at >= ?",
        (*sites, to_utc_iso(first)),
    )
    looks = sorted(map(tuple, rows), reverse=True)
    kept = (look for look in _over_the_days(looks) if _is_kept(connection, look[1]))
    chosen = [
        SampledLook(visit_id, article_id, datetime.fromisoformat(at))
        for at, visit_id, article_id in sorted(islice(kept, limit))
    ]
    return Sample(tuple(chosen), len(looks))


def _over_the_days(looks: Iterable[_Row]) -> list[_Row]:
    """The looks that are one an article and day, the newest of each day first, then the second of each day, and so on.

    They come, and of one rank go, the newest first.
    """
    days: dict[str, dict[int, _Row]] = {}
    for look in looks:
        days.setdefault(look[0][:10], {}).setdefault(look[2], look)
    ranked = [(rank, look) for day in days.values() for rank, look in enumerate(day.values())]
    return [look for _, look in sorted(ranked, key=itemgetter(0))]


def _is_kept(connection: sqlite3.Connection, visit_id: int) -> bool:
    """Whether the page of a look was not taken out."""
    query = "SELECT length(page.zstd) FROM visit JOIN page ON page.id = visit.page_id WHERE visit.id = ?"
    return bool(connection.execute(query, (visit_id,)).fetchone()[0])


def _newest(connection: sqlite3.Connection, sites: Sequence[str]) -> datetime | None:
    row = connection.execute(
        "SELECT max((SELECT v.at FROM visit v WHERE v.article_id = article.id AND "
        f"{_LOOKS} ORDER BY v.at DESC LIMIT 1)) FROM article WHERE article.site IN ({_marks(sites)})",
        (*sites,),
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def _marks(sites: Sequence[str]) -> str:
    return ", ".join("?" * len(sites))
