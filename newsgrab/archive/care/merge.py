"""Merging another archive into this one: two witnesses of the same sites, and whether they say the same.

Each look of the other comes in with its own times, as if it had been made here; order means nothing, so either archive
can be merged into the other with the same result, and a second time nothing is new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from newsgrab.archive.care.witness import Witness, WitnessedLook
from newsgrab.archive.database import Database
from newsgrab.archive.history.timeline import Answer
from newsgrab.archive.keep.chain import OF_A_LOOK, append_mark, extend
from newsgrab.archive.keep.imports import keep_imported
from newsgrab.archive.keep.pages import Pages, pack
from newsgrab.archive.keep.prepared import prepare_page
from newsgrab.archive.keep.record import Odd, Recorder
from newsgrab.archive.keep.rereading import Reread, reread_neighbours
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.sql import OLDEST_FIRST
from newsgrab.errors import NotAnArchive, ReadingFailed
from newsgrab.extraction_result import ExtractionResult
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified, Page
from newsgrab.visit import RecordResult

_AT_ONCE = 100  # looks in one transaction

RecipeOf = Callable[[str, datetime], str]
"""The rules by which a page at an address, seen at a time, is read today."""


class Agreement(StrEnum):
    """What two witnesses say of an article."""

    AGREE = "agree"  # where both looked, they saw the same
    PLACE = "differ by place"  # each goes on seeing what the other does not: a page that depends on who asks
    CONTRADICT = "contradict"  # one saw something else between two looks at which the other saw the same


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article that both looked at: `looks` of theirs, `new` ones among them, and `differences`, at these times."""

    article_id: int
    url: str
    title: str
    agreement: Agreement
    looks: int
    new: int
    differences: tuple[str, ...]


@dataclass(slots=True)
class MergeCounts:
    """What a merge did: looks that came in or were known, those left out since their text was taken out there."""

    new: int = 0
    known: int = 0
    taken_out: int = 0
    damaged: list[str] = field(default_factory=list)
    visits: dict[int, bool] = field(default_factory=dict)  # ours -> whether it came in just now


class Merge:
    """Keeps the looks of another archive."""

    def __init__(self, database: Database, reread: Reread, recipe_of: RecipeOf) -> None:
        """Into that archive; `reread` reads a page by the rules that `recipe_of` names."""
        self._database = database
        self._connection = database.connection
        self._pages = Pages(database.connection)
        self._reread = reread
        self._recipe_of = recipe_of
        self._looks: dict[int, int] = {}  # their reading -> a look of ours that names it
        self.counts = MergeCounts()

    def keep_all(self, other: sqlite3.Connection, name: str, head: str) -> Iterator[RecordResult | None]:
        """Keep every look; gives what came of each, None for one that was left out. `name` and `head` are theirs."""
        witness = Witness(other)
        batch: list[RecordResult | None] = []
        looks = witness.looks()
        while True:
            with self._database.transaction():
                batch = list(self._batch(witness, looks))
                new = [each.visit_id for each in batch if each is not None and not each.known]
                extend(self._connection, kinds=OF_A_LOOK)
                if new:
                    note = f"looks {new[0]} to {new[-1]} came from {name}, whose head was {head}"
                    append_mark(self._connection, note)
            yield from batch
            if len(batch) < _AT_ONCE:
                return

    def _batch(self, witness: Witness, looks: Iterator[WitnessedLook]) -> Iterator[RecordResult | None]:
        for _ in range(_AT_ONCE):
            look = next(looks, None)
            if look is None:
                return
            result = self._keep(witness, look)
            if result is not None:
                self.counts.new += not result.known
                self.counts.known += result.known
                self.counts.visits[result.visit_id] = not result.known
                if look.answer is Answer.TEXT and look.snapshot_id is not None:
                    self._looks[look.snapshot_id] = result.visit_id
                if look.came_from is not None:
                    keep_imported(self._connection, *look.came_from, result.visit_id)
            yield result

    def _keep(self, witness: Witness, look: WitnessedLook) -> RecordResult | None:
        if look.is_removed:
            self.counts.taken_out += 1
            return None
        recorder = Recorder(self._connection, self._pages, look.added_at)
        known = recorder.known(look.url, look.at, look.answer, look.sha256)
        if known is not None:
            return known
        try:
            page = witness.page(look)
        except NotAnArchive as error:
            self.counts.damaged.append(f"{look.url}: {error}")
            return None
        if look.answer is Answer.SAME:
            return recorder.not_modified(self._not_modified(page, look))
        if look.answer is not Answer.TEXT:
            packed = pack(page.content) if look.sha256 is not None else None
            given = pack(page.rendering.given) if page.rendering else None
            odd = Odd(look.answer, Outcome(look.outcome), look.reason, look.at, page, packed, given)
            return recorder.other(look.url, odd)
        prepared = prepare_page(page, self._reading(witness, look, page), kept_here=True)
        again = reread_neighbours(self._connection, prepared, self._reread)
        article = prepared.reading.article
        if article is None:
            raise ValueError("a look that read a text has one")
        return recorder.article(prepared, article, again)

    def _reading(self, witness: Witness, look: WitnessedLook, page: Page) -> ExtractionResult:
        """The text as they have read it; by today's rules, where others read it."""
        kept = witness.reading(look)
        today = self._recipe_of(page.final_url or look.url, look.at)
        if today in {kept.recipe, witness.recipe(look)}:
            return replace(kept, recipe=today)
        try:
            again = self._reread(page)
        except ReadingFailed:
            return kept
        return again if again.article is not None else kept

    def _not_modified(self, page: Page, look: WitnessedLook) -> NotModified:
        said = self._looks.get(look.snapshot_id) if look.snapshot_id is not None else None
        return NotModified(
            look.url,
            page.final_url or look.url,
            look.at,
            page.headers,
            page.permanent,
            page.elapsed_ms,
            page.status or 304,
            page.origin,
            said,
            look.reason,
        )


def compare_witnesses(connection: sqlite3.Connection, theirs: dict[int, bool]) -> Iterator[Comparison]:
    """Each article that both archives looked at, by its looks in time; `theirs` are those of the other, True if new."""
    if not theirs:
        return
    articles = connection.execute(
        "SELECT id, url, title FROM article WHERE id IN (SELECT v.article_id FROM visit v JOIN json_each(?) j"
        " ON j.value = v.id) ORDER BY id",
        (f"[{','.join(map(str, theirs))}]",),
    ).fetchall()
    for row in articles:
        looks = _states(connection, row["id"], theirs)
        mine = [visit for visit, *_ in looks if visit in theirs]
        if len(mine) == len(looks):
            continue
        agreement, differences = _agreement(looks)
        new = sum(theirs[visit] for visit in mine)
        yield Comparison(row["id"], row["url"], row["title"], agreement, len(mine), new, differences)


_State = tuple[int, str, bool, int]
"""A look: its number, its time, whether it is the other archive's, and the text it saw (0: gone)."""


def _states(connection: sqlite3.Connection, article_id: int, theirs: dict[int, bool]) -> list[_State]:
    texts = Texts(connection, article_id)
    rows = connection.execute(
        "SELECT v.id, v.at, v.outcome, run.text FROM visit v LEFT JOIN version_run run ON run.article_id = v.article_id"
        " AND run.version = v.version WHERE v.article_id = ? AND v.part = '' AND (run.text IS NOT NULL OR"
        f" v.outcome = 'gone') ORDER BY {OLDEST_FIRST.format('v')}",
        (article_id,),
    ).fetchall()
    out: list[_State] = []
    for row in rows:
        text = 0 if row["outcome"] == Outcome.GONE else row["text"]
        same = next((seen for *_, seen in out if seen and text and texts.same(seen, text)), text)
        out.append((row["id"], row["at"], row["id"] in theirs, same))
    return out


def _agreement(looks: list[_State]) -> tuple[Agreement, tuple[str, ...]]:
    """What the two say, and the times of the looks that saw something else than the other's before and after."""
    differing = []
    steady = True
    for place, (_, at, whose, text) in enumerate(looks):
        around = _around(looks, place, whose=not whose)
        if None not in around and len(set(around)) == 1 and text not in around:
            differing.append(at)
            steady = steady and set(_around(looks, place, whose=whose)) <= {text, None}
    if not differing:
        return Agreement.AGREE, ()
    return (Agreement.PLACE if steady else Agreement.CONTRADICT), tuple(differing)


def _around(looks: list[_State], place: int, *, whose: bool) -> tuple[int | None, int | None]:
    """What one of the two saw at the look before and at the one after."""
    before = next((text for _, _, of, text in reversed(looks[:place]) if of is whose), None)
    after = next((text for _, _, of, text in looks[place + 1 :] if of is whose), None)
    return before, after
