"""The texts of one article: which of them are equal, and by which of their readings two are compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cached_property

from newsgrab.archive.editorial import FIELDS, RULE, changed_fields, hashes_of


class Texts:
    """The texts of an article, by their numbers. A number is given by arrival and never changes.

    Of two texts, the one that came later is compared by its first reading, the other by the last reading that was made
    of it before: so both are read by the same rules, and what is read anew afterwards makes no edit.
    """

    def __init__(self, connection: sqlite3.Connection, article_id: int) -> None:
        """Those that are kept now; `add` tells of more."""
        self._connection = connection
        self._article_id = article_id
        self._hashes: dict[int, Mapping[str, str]] = {}
        self._changed: dict[tuple[int, int], tuple[str, ...]] = {}

    @cached_property
    def _readings(self) -> dict[int, list[int]]:
        """Of each text the ids of its readings, oldest first."""
        rows = self._connection.execute(
            "SELECT id, text FROM snapshot WHERE article_id = ? ORDER BY id", (self._article_id,)
        )
        out: dict[int, list[int]] = {}
        for row in rows:
            out.setdefault(row["text"], []).append(row["id"])
        return out

    @property
    def next_number(self) -> int:
        """The number of the next new text."""
        return max(self._readings, default=0) + 1

    def add(self, number: int, snapshot_id: int, hashes: Mapping[str, str]) -> None:
        """A reading that was written just now."""
        self._readings.setdefault(number, []).append(snapshot_id)
        self._hashes[snapshot_id] = hashes

    def latest(self, number: int) -> int:
        """The id of the latest reading of a text."""
        return self._readings[number][-1]

    def find(self, hashes: Mapping[str, str], likely: Iterable[int] = ()) -> int | None:
        """The text that reads like this, None if none does; the `likely` ones are looked at first."""
        for number in dict.fromkeys((*likely, *sorted(self._readings, reverse=True))):
            if not changed_fields(self._of(self.latest(number)), hashes):
                return number
        return None

    def same(self, one: int, other: int) -> bool:
        """Whether two texts read the same."""
        return one == other or not self.changed(one, other)

    def changed(self, old: int, new: int) -> tuple[str, ...]:
        """The names of the fields in which two texts differ."""
        pair = (min(old, new), max(old, new))
        if pair not in self._changed:
            first = self._readings[pair[1]][0]
            before = max((reading for reading in self._readings[pair[0]] if reading < first), default=first)
            self._changed[pair] = changed_fields(self._of(before), self._of(first))
        return self._changed[pair]

    def _of(self, snapshot_id: int) -> Mapping[str, str]:
        if snapshot_id not in self._hashes:
            row = self._connection.execute("SELECT hashes FROM snapshot WHERE id = ?", (snapshot_id,)).fetchone()
            stored: dict[str, str] = json.loads(row["hashes"])
            if not all(stored.get(name, "").startswith(f"{RULE}:") for name in FIELDS):
                whole = self._connection.execute("SELECT * FROM snapshot WHERE id = ?", (snapshot_id,)).fetchone()
                stored = hashes_of(whole)
            self._hashes[snapshot_id] = stored
        return self._hashes[snapshot_id]
