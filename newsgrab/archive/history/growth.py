"""How fast view counts grow, and where they do what counts do not do by themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsgrab.archive.history.series import ViewPoint
from newsgrab.archive.query.filters import NO_CONDITION, Filters, narrowed
from newsgrab.archive.sql import LATEST_FIRST, to_utc_iso

_RESET = 10  # times smaller: the counter began anew
_JUMP = 10  # times faster than before
_FEWEST = 100  # views that a jump adds at least

# With + the looks since then are gone through, without it those of all times. A count of SQL's is its time and the
# number behind it, so the first and the last of them are found in one pass. Of those that are shown alone, and where a
# filter asks for it, the article's row is read.
_RISING = (
    "WITH seen AS (SELECT v.article_id, min(v.at || p.views) AS first, max(v.at || p.views) AS last FROM visit v"
    " JOIN view_point p ON p.visit_id = v.id AND p.position = 0 WHERE v.at >= :at AND {of}"
    " GROUP BY +v.article_id),"
    " before AS MATERIALIZED (SELECT *, (SELECT v.at || p.views FROM view_point p JOIN visit v ON v.id = p.visit_id"
    "  WHERE p.position = 0 AND v.article_id = seen.article_id AND v.at < :at"
    f"  ORDER BY {LATEST_FIRST.format('v')} LIMIT 1) AS earlier FROM seen),"
    " ends AS (SELECT article_id, iif(earlier IS NULL, substr(first, 1, 24), :at) AS begin, substr(last, 1, 24) AS end,"
    "  CAST(substr(coalesce(earlier, first), 25) AS INTEGER) AS had, CAST(substr(last, 25) AS INTEGER) AS has"
    "  FROM before),"
    " fastest AS (SELECT article_id, had, has, begin, end,"
    "  round((has - had) / max((julianday(end) - julianday(begin)) * 24, 1 / 3600.0), 2) AS per_hour"
    "  FROM {ends} WHERE has > had AND end > begin AND {where} ORDER BY per_hour DESC, article_id LIMIT :limit)"
    " SELECT article.id, article.version, article.url, article.title, had, has, begin, end, per_hour"
    " FROM fastest JOIN article ON article.id = fastest.article_id ORDER BY per_hour DESC, article.id"
)


class Turn(StrEnum):
    """What a count did that is worth a look."""

    FALL = "fall"  # it is lower than before
    RESET = "reset"  # it is a tenth of what it was, or less
    JUMP = "jump"  # it grew ten times as fast as before


@dataclass(frozen=True, slots=True)
class Growth:
    """A point with the rate at which the count grew since the point before it, None where there is none to compare."""

    point: ViewPoint
    per_hour: float | None = None
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Rising:
    """An article whose own count rose: from `before` (at `since`, or when it was first counted then) to `views`."""

    article_id: int
    version: int
    url: str
    title: str
    before: int
    views: int
    since: str
    until: str
    per_hour: float


def growth(points: Sequence[ViewPoint]) -> list[Growth]:
    """The points with their rates; only exact counts that one and the same page printed are compared."""
    last: dict[tuple[int, str], Growth] = {}
    out = []
    for point in points:
        place = (point.position, point.printed_on) if point.position else (0, "")
        now = _grown(last.get(place), point)
        out.append(now)
        if point.exact:
            last[place] = now
    return out


def _grown(before: Growth | None, point: ViewPoint) -> Growth:
    if before is None or not point.exact or point.at == before.point.at:
        return Growth(point)
    rise = point.views - before.point.views
    rate = rise / _hours(before.point.at, point.at)
    turn = None
    if rise < 0:
        turn = Turn.RESET if point.views * _RESET <= before.point.views else Turn.FALL
    elif rise >= _FEWEST and before.per_hour is not None and rate > _JUMP * max(before.per_hour, 1.0):
        turn = Turn.JUMP
    return Growth(point, round(rate, 2), turn)


def rising(connection: sqlite3.Connection, since: datetime, filters: Filters, limit: int) -> list[Rising]:
    """The articles whose own count grew fastest since a time, the fastest first; a negative limit means all."""
    chosen = narrowed(connection, filters)
    where, values = chosen.where()
    few = None if chosen.articles is None else f"v.article_id IN ({', '.join(map(str, chosen.articles))})"
    ends = "ends" if where == NO_CONDITION else "ends JOIN article ON article.id = ends.article_id"
    rows = connection.execute(
        _RISING.format(of=few or "+v.article_id IS NOT NULL", ends=ends, where=_named(where, values)),
        {
            "at": to_utc_iso(since),
            "limit": limit,
            **{f"value{place}": value for place, value in enumerate(values)},
        },
    )
    return [Rising(*row) for row in rows]


def _named(where: str, values: Sequence[str]) -> str:
    """The condition with its places named, so that it can stand beside others."""
    parts = where.split("?")
    names = [f":value{place}" for place in range(len(values))]
    return "".join(part + name for part, name in zip(parts, [*names, ""], strict=True))


def _hours(start: str, end: str) -> float:
    return max((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds(), 1.0) / 3600
