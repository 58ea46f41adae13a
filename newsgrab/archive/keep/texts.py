"""The texts of one article: which of them are equal, and by which of their readings two are compared."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property

from newsgrab.archive.editorial import EXACT, are_of_today, changed_fields, hashes_of, is_edit, is_said
from newsgrab.archive.keep.removals import tells_from_now
from newsgrab.archive.normal_form import bare_text, same_words
from newsgrab.article import is_filed_by_address

_IN_WORDS = {"title", "body", "category", "authors"}
_BREAKS_OFF = re.compile(r"[\s\[(]*(?:…|\.\.\.)[\])]*\s*$")
_SENTENCE_END = re.compile('[.!?。！？؟۔।:"”»’」』)]$')
_LAST_WORD = re.compile(r"\S*\s*$")
_ENDING = 8  # characters in which it stands
_LEAST = 20  # characters of a beginning, and of what it lacks


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
        self.__dict__.pop("beginnings", None)

    @cached_property
    def beginnings(self) -> frozenset[int]:
        """The texts that are the beginning of another one and stop within a sentence: their pages were cut off."""
        if len(self._readings) < 2:
            return frozenset()
        ends = self._bodies(f"substr(body, -{_ENDING})")
        open_ended = [
            number for number, end in ends.items() if not _SENTENCE_END.search(end) or _BREAKS_OFF.search(end)
        ]
        if not open_ended:
            return frozenset()
        bodies = self._bodies("body")
        return frozenset(number for number in open_ended if any(map(_is_cut(bodies[number]), bodies.values())))

    def _bodies(self, what: str) -> dict[int, str]:
        rows = self._connection.execute(
            f"SELECT id, text, {what} FROM snapshot WHERE article_id = ? ORDER BY id", (self._article_id,)
        )
        return {row[1]: row[2] for row in rows}

    def latest(self, number: int) -> int:
        """The id of the latest reading of a text."""
        return self._readings[number][-1]

    def find(self, hashes: Mapping[str, str], sources: Mapping[str, str]) -> int | None:
        """The text of which everything that is kept reads like this, None if there is none."""
        stated = not is_filed_by_address(sources)
        for number in sorted(self._readings, reverse=True):
            reading = self.latest(number)
            if self._of(reading)[EXACT] == hashes[EXACT] and stated is not self._is_filed_by_address(reading):
                return number
        return None

    def same(self, one: int, other: int) -> bool:
        """Whether nobody edited one text to make it the other."""
        return one == other or not is_edit(self.changed(one, other))

    def changed(self, old: int, new: int) -> tuple[str, ...]:
        """The names of the fields in which two texts differ."""
        pair = (min(old, new), max(old, new))
        if pair not in self._changed:
            one, other = self._compared(*pair)
            changed = changed_fields(self._of(one), self._of(other))
            no_edit = {"published_at": self._is_one_time, "category": self._is_unstated}
            self._changed[pair] = tuple(
                name for name in changed if name not in no_edit or not no_edit[name](one, other)
            )
        return self._changed[pair]

    def _is_unstated(self, *readings: int) -> bool:
        """Whether none of the pages states its category: what the address alone tells is no statement of a page."""
        return not any(
            is_said(self._of(reading)["category"]) and not self._is_filed_by_address(reading) for reading in readings
        )

    def _is_filed_by_address(self, reading: int) -> bool:
        row = self._connection.execute("SELECT sources FROM snapshot WHERE id = ?", (reading,)).fetchone()
        return is_filed_by_address(json.loads(row["sources"]))

    def _is_one_time(self, *readings: int) -> bool:
        """Whether two times of publication are the same moment, or one of them may be: told so long before its look."""
        rows = self._connection.execute(
            "SELECT sources, published_at, published_precision FROM snapshot WHERE id IN (?, ?)", readings
        ).fetchall()
        times = {(row["published_precision"], _moment(row["published_at"])) for row in rows}
        return len(times) == 1 or any(tells_from_now(row["sources"]) for row in rows)

    def stands_in(self, part: int, whole: int) -> bool:
        """Whether what was seen of a text stands in another one: headline, paragraphs, the last perhaps cut off.

        Of one that was taken out nobody can tell any more.
        """
        seen, all_of_it = (
            self._connection.execute(
                "SELECT title, body, removal_id FROM snapshot WHERE id = ?", (self.latest(number),)
            ).fetchone()
            for number in (part, whole)
        )
        if (seen["removal_id"], all_of_it["removal_id"]) != (None, None):
            return True
        if not _alike(seen["title"], all_of_it["title"]):
            return False
        *paragraphs, last = seen["body"].split("\n\n")
        body = _bare(all_of_it["body"])
        return all(_bare(each) in body for each in paragraphs) and (
            _bare(last) in body or _bare(_LAST_WORD.sub("", last)) in body
        )

    def same_headline(self, one: int, other: int) -> bool:
        """Whether two texts have the same headline, or one has more of it; that of one taken out nobody can tell."""
        if one == other or "title" not in self.changed(one, other):
            return True
        return _alike(self.headline(one), self.headline(other)) or self._is_taken_out(one, other)

    def headline(self, number: int) -> str:
        """The headline of a text."""
        row = self._connection.execute("SELECT title FROM snapshot WHERE id = ?", (self.latest(number),)).fetchone()
        return str(row["title"])

    def _is_taken_out(self, *numbers: int) -> bool:
        rows = self._connection.execute(
            "SELECT removal_id FROM snapshot WHERE id IN (?, ?)", tuple(map(self.latest, numbers))
        )
        return any(row["removal_id"] is not None for row in rows)

    def is_minor(self, old: int, new: int) -> bool:
        """Whether two texts differ in punctuation and white space only; not where one was taken out."""
        changed = set(self.changed(old, new)) - {"updated_at"}
        if not changed <= _IN_WORDS:
            return False
        one, other = (
            self._connection.execute(
                f"SELECT {', '.join((*changed, 'removal_id'))} FROM snapshot WHERE id = ?", (reading,)
            ).fetchone()
            for reading in self._compared(min(old, new), max(old, new))
        )
        if (one["removal_id"], other["removal_id"]) != (None, None):
            return False
        return all(same_words(one[name] or "", other[name] or "") for name in changed)

    def _compared(self, earlier: int, later: int) -> tuple[int, int]:
        """The readings by which two texts are compared."""
        first = self._readings[later][0]
        return max((reading for reading in self._readings[earlier] if reading < first), default=first), first

    def _of(self, snapshot_id: int) -> Mapping[str, str]:
        if snapshot_id not in self._hashes:
            known = "article_id = ?" if self._hashes else "id = ?"  # of the latest text; then of all, or of none
            rows = self._connection.execute(
                f"SELECT id, hashes FROM snapshot WHERE {known}", (self._article_id if self._hashes else snapshot_id,)
            )
            for row in rows.fetchall():
                self._hashes.setdefault(row["id"], self._of_today(row))
        return self._hashes[snapshot_id]

    def _of_today(self, row: sqlite3.Row) -> Mapping[str, str]:
        stored: dict[str, str] = json.loads(row["hashes"])
        if are_of_today(stored):
            return stored
        return hashes_of(self._connection.execute("SELECT * FROM snapshot WHERE id = ?", (row["id"],)).fetchone())


def _bare(text: str) -> str:
    """What of a text is compared where it may be a part of another one."""
    return bare_text(_BREAKS_OFF.sub("", text))


def _alike(one: str, other: str) -> bool:
    """Whether one of two headlines stands in the other."""
    bare = _bare(one), _bare(other)
    return bare[0] in bare[1] or bare[1] in bare[0]


def _moment(time: str | None) -> datetime | None:
    """The moment, in whatever zone it is written."""
    return datetime.fromisoformat(time) if time else None


def _is_cut(body: str) -> Callable[[str], bool]:
    """Whether a text begins with all of `body`, but for its dots, and goes on within the sentence."""
    beginning = _BREAKS_OFF.sub("", body)

    def goes_on(other: str) -> bool:
        rest = other[len(beginning) :]
        return len(rest) >= _LEAST and rest[0] != "\n" and other.startswith(beginning)

    return goes_on if len(beginning) >= _LEAST else lambda _: False
