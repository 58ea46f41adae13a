"""What happened to articles after they were first kept: edited, moved, gone, returned."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.sql import BEFORE, LATEST_FIRST, WAS_GONE
from newsgrab.outcomes import Outcome

_GONE_BEFORE = WAS_GONE.replace("{}", f"v.article_id AND {BEFORE.format('w', 'v')}")


@dataclass(frozen=True, slots=True)
class Change:
    """One event of an article's life. It happened between the looks at `not_before` and `at` (UTC, ISO 8601).

    For a return `not_before` is the last look that found the page gone, else the last that read the article.
    `version` and `changed` (the fields that differ from the version before) are those of an edit; `reason` says more.
    `repeats` is the first version with the same text, of an edit that went back to it.
    """

    at: str
    not_before: str | None
    outcome: Outcome
    article_id: int
    url: str
    title: str
    version: int
    changed: tuple[str, ...]
    reason: str
    repeats: int | None = None


def changes(connection: sqlite3.Connection, filters: Filters) -> Iterator[Change]:
    """The events, latest first; `since` and `until` of the filters bound the look that saw them.

    An article that stays gone is one event.
    """
    where, values = filters.where(time_column="v.at")
    rows = connection.execute(
        "SELECT v.at, v.outcome, article.id, article.url, coalesce(s.title, article.title) AS title,"
        " coalesce(v.version, article.version) AS version,"
        " CASE WHEN v.outcome = 'gone' AND asked.url <> article.url THEN v.reason || ' at ' || asked.url"
        " ELSE v.reason END AS reason,"
        " CASE v.outcome WHEN 'changed' THEN run.changed ELSE '[]' END AS changed,"
        " CASE v.outcome WHEN 'changed' THEN run.repeats END AS repeats,"
        f" CASE v.outcome WHEN 'changed' THEN run.not_before ELSE (SELECT w.at FROM visit w WHERE"
        f" w.article_id = v.article_id AND {BEFORE.format('w', 'v')} AND"
        " CASE v.outcome WHEN 'returned' THEN w.outcome = 'gone' ELSE w.version IS NOT NULL END"
        f" ORDER BY {LATEST_FIRST.format('w')} LIMIT 1) END AS not_before"
        " FROM visit v JOIN article ON article.id = v.article_id JOIN address asked ON asked.id = v.address_id"
        " LEFT JOIN snapshot s ON s.id = v.snapshot_id"
        " LEFT JOIN version_run run ON run.article_id = v.article_id AND run.version = v.version"
        " WHERE v.outcome IN ('changed', 'moved', 'gone', 'returned')"
        f" AND NOT (v.outcome = 'gone' AND (v.at < article.first_seen_at OR {_GONE_BEFORE})) AND {where}"
        f" ORDER BY {LATEST_FIRST.format('v')}",
        values,
    )
    for row in rows:
        yield Change(
            row["at"],
            row["not_before"],
            Outcome(row["outcome"]),
            row["id"],
            row["url"],
            row["title"],
            row["version"],
            tuple(json.loads(row["changed"])),
            row["reason"],
            row["repeats"],
        )
