"""Looks whose kept pages tell how a site was built over time: a bounded number, spread over the days."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from newsgrab.archive.sql import LATEST_FIRST, to_utc_iso

_DAY = timedelta(days=1)
# Looks that read a whole article on a page that is kept. The time chooses, for that is what bounds the work.
_LOOKS = (
    "visit v CROSS JOIN article ON article.id = v.article_id CROSS JOIN page ON page.id = v.page_id"
    " WHERE v.at >= ? AND v.at < ? AND v.snapshot_id IS NOT NULL AND v.part = ''"
    " AND length(page.zstd) AND article.site IN ({})"
)


@dataclass(frozen=True, slots=True)
class SampledLook:
    """A look at an article of which the page is kept."""

    visit_id: int
    article_id: int
    page_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """The chosen looks, oldest first, out of `total` between `since` and the newest."""

    looks: tuple[SampledLook, ...]
    total: int
    since: datetime | None = None


def sample(connection: sqlite3.Connection, sites: Sequence[str], since: datetime | timedelta, limit: int) -> Sample:
    """The newest looks of each day, as many of every day, one an article; `limit` in all.

    `since` is a moment, or a span before the newest look.
    """
    newest = _newest(connection, sites)
    if newest is None:
        return Sample((), 0)
    first = newest - since if isinstance(since, timedelta) else since.astimezone(UTC)
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC)
    days = max(1, -((begin - newest) // _DAY))
    found = [
        list(islice(_of_day(connection, sites, (max(first, begin + at * _DAY), begin + (at + 1) * _DAY)), limit))
        for at in range(days)
    ]
    ranked = [(rank, -at, look) for at, day in enumerate(found) for rank, look in enumerate(day)]
    chosen = [look for _, _, look in sorted(ranked, key=lambda each: each[:2])[:limit]]
    end = to_utc_iso(newest + _DAY)
    (total,) = connection.execute(
        f"SELECT count(*) FROM {_LOOKS.format(_marks(sites))}", (to_utc_iso(first), end, *sites)
    ).fetchone()
    return Sample(tuple(sorted(chosen, key=lambda look: (look.at, look.visit_id))), total, first)


def _newest(connection: sqlite3.Connection, sites: Sequence[str]) -> datetime | None:
    query = f"SELECT v.at FROM {_LOOKS.format(_marks(sites))} ORDER BY v.at DESC LIMIT 1"
    row = connection.execute(query, ("", "9", *sites)).fetchone() if sites else None
    return datetime.fromisoformat(row[0]) if row else None


def _of_day(
    connection: sqlite3.Connection, sites: Sequence[str], bounds: tuple[datetime, datetime]
) -> Iterator[SampledLook]:
    """The newest look at each article between two moments, the newest first."""
    rows = connection.execute(
        f"SELECT v.id, v.article_id, v.page_id, v.at FROM {_LOOKS.format(_marks(sites))}"
        f" ORDER BY {LATEST_FIRST.format('v')}",
        (*map(to_utc_iso, bounds), *sites),
    )
    seen: set[int] = set()
    for visit_id, article_id, page_id, at in rows:
        if article_id not in seen:
            seen.add(article_id)
            yield SampledLook(visit_id, article_id, page_id, datetime.fromisoformat(at))


def _marks(sites: Sequence[str]) -> str:
    return ", ".join("?" * len(sites))
