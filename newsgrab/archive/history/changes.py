"""What happened to articles after they were first kept: edited, moved, gone, returned."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsgrab.archive.history.versions import SWITCHED, is_switch, rendered_times
from newsgrab.archive.query.as_of import as_of
from newsgrab.archive.query.events import EVENTS, of_kinds
from newsgrab.archive.query.filters import Filters, narrowed
from newsgrab.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Change:
    """One event of an article's life. It happened between the looks at `not_before` and `at` (UTC, ISO 8601).

    For a return `not_before` is the last look that found the page gone, else the last that read the article.
    `version` and `changed` (the fields that differ from the version before) are those of an edit; `reason` says more.
    `repeats` is the first version with the same text, of an edit that went back to it; `gone_at` the last look that
    found the page gone, of an edit with which it came back. A removal is of the version that was there before.
    `moved_to` is the new address, of a move, perhaps with an edit or a return.
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
    gone_at: str | None = None
    moved_to: str | None = None

    @property
    def returned(self) -> bool:
        """Whether the article was gone, and came back: as it was, or edited."""
        return self.outcome is Outcome.RETURNED or self.gone_at is not None


def changes(connection: sqlite3.Connection, filters: Filters, kinds: Collection[str] = ()) -> Iterator[Change]:
    """The events, latest first; `since` and `until` of the filters bound the look that saw them.

    An article that stays gone is one event. Of `kinds` see `of_kinds`; none means all.
    """
    where, values = narrowed(connection, filters).where(time_column="v.at")
    where = f"({of_kinds(kinds)}) AND {where}"
    switches = _Switches(connection)
    rows = connection.execute(as_of(filters.at) + EVENTS.format(where=where), values)
    for row in rows:
        yield Change(
            row["at"],
            row["not_before"],
            Outcome(row["outcome"]),
            row["article_id"],
            row["url"],
            row["title"],
            row["version"],
            tuple(json.loads(row["changed"])),
            row["reason"] or switches.reason(row),
            row["repeats"],
            row["gone_at"],
            row["moved_to"],
        )


class _Switches:
    """Which events lie between a look with a browser and one without, so that an edit may be none of theirs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._any = connection.execute("SELECT EXISTS (SELECT 1 FROM rendering)").fetchone()[0]
        self._times: dict[int, frozenset[str]] = {}

    def reason(self, row: sqlite3.Row) -> str:
        """What is to be said of an event, "" if both its looks were made alike."""
        if not self._any:
            return ""
        if row["article_id"] not in self._times:
            self._times[row["article_id"]] = rendered_times(self._connection, row["article_id"])
        return SWITCHED if is_switch(row["not_before"], row["at"], self._times[row["article_id"]]) else ""
