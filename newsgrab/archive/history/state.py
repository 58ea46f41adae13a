"""An article as one look read it: its text, its counters, its related block and its page, all of the same look."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from newsgrab.archive.editorial import article_of
from newsgrab.archive.history.timeline import Answer
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.sql import IS_WHOLE, LATEST_READING, OLDEST_FIRST, SEEN_AS
from newsgrab.article import Article, Related
from newsgrab.errors import BadRef
from newsgrab.outcomes import Outcome

_LOOKS = (
    f"SELECT v.id, v.at, v.answer, v.part, {SEEN_AS}, v.reason, v.version, v.page_id, v.charset_used,"
    f" v.related_set_id, s.text, run.text AS whole, {IS_WHOLE.format('v')} AS is_whole"
    " FROM visit v LEFT JOIN snapshot s ON s.id = v.snapshot_id"
    " LEFT JOIN version_run run ON run.article_id = v.article_id AND run.version = v.version"
    " WHERE v.article_id = :id OR v.address_id IN (SELECT id FROM address WHERE article_id = :id)"
    f" ORDER BY {OLDEST_FIRST.format('v')}"
)


@dataclass(frozen=True, slots=True)
class LookState:
    """One look at an article: the nth (`number`, as `history` counts them) of so many (`looks`).

    `read_at` is when its page was given: the look's own time, or, if the server said only that the page is the same as
    before, that of the look to whose page it belongs. `part` says why only a part of the text was read,
    `charset` how its page was decoded.
    """

    number: int
    looks: int
    at: str
    outcome: Outcome
    reason: str
    part: str
    read_at: str | None
    page_id: int | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class State:
    """What an article was at a look.

    `first_seen_at` and `last_seen_at` are the looks that saw its version, as far as was known then; `gone_since` is the
    look that found it gone, if it was gone then, `gone_looks` the ids of that look and of the last that did.
    """

    article: Article
    version: int
    look: LookState
    first_seen_at: str
    last_seen_at: str
    gone_since: str | None
    gone_looks: tuple[int, ...]


def state(connection: sqlite3.Connection, ref: Ref, at: str | None = None) -> State:
    """The article as a reference names it, or as it was at a time.

    Of a version it is the first look that read it, of a time the last one until then, else the last of all. Raises
    BadRef if nothing was read by then.
    """
    looks = _Looks(connection, ref)
    if at is not None:
        known = looks.until(at)
        place = known.last()
        if place is None:
            first = next((row["at"] for row in looks.rows if row["version"]), "a later time")
            raise BadRef(f"article {ref.article_id} was first seen at {first}: see newsgrab history {ref.article_id}")
        return known.state(place, len(looks.rows))
    place = looks.first_of(ref.version) if ref.version else looks.last()
    if place is None:
        raise BadRef(f"article {ref.article_id}: no look has read it: newsgrab verify says what is bad")
    return looks.state(place, len(looks.rows))


def state_of_look(connection: sqlite3.Connection, ref: Ref, number: int) -> State:
    """The article as its nth look read it. Raises BadRef if there is no such look, or it read no article."""
    looks = _Looks(connection, ref)
    place = looks.place(number)
    row = looks.rows[place]
    if looks.read(place) is None:
        why = f": {row['reason']}" if row["reason"] else ""
        raise BadRef(
            f"look {number} of article {ref.article_id} ({row['at']}) read no article: {row['outcome']}{why}:"
            f" see newsgrab history {ref.article_id} --looks"
        )
    return looks.first(place).state(place, len(looks.rows))


def look(connection: sqlite3.Connection, ref: Ref, number: int) -> LookState:
    """The nth look at an article, whatever came of it. Raises BadRef if there is no such look."""
    looks = _Looks(connection, ref)
    return looks.look(looks.place(number), len(looks.rows))


class _Looks:
    """The looks at one article, oldest first."""

    def __init__(self, connection: sqlite3.Connection, ref: Ref, rows: list[sqlite3.Row] | None = None) -> None:
        self.connection = connection
        self.ref = ref
        self.rows = connection.execute(_LOOKS, {"id": ref.article_id}).fetchall() if rows is None else rows

    def until(self, at: str) -> _Looks:
        """Those that had been made at a time."""
        return _Looks(self.connection, self.ref, [row for row in self.rows if row["at"] <= at])

    def first(self, place: int) -> _Looks:
        """Those up to one of them."""
        return _Looks(self.connection, self.ref, self.rows[: place + 1])

    def place(self, number: int) -> int:
        """Where the nth look stands. Raises BadRef."""
        if not 1 <= number <= len(self.rows):
            raise BadRef(f"article {self.ref.article_id} has looks 1 to {len(self.rows)}, not {number}")
        return number - 1

    def last(self) -> int | None:
        """The last look that read the whole text, else the last that read a part of it."""
        read = [place for place in range(len(self.rows)) if self.read(place) is not None]
        whole = [place for place in read if self._is_whole(self.rows[place])]
        places = whole or read
        return places[-1] if places else None

    def first_of(self, version: int) -> int | None:
        """The first look that read the text of a version."""
        places = [place for place, row in enumerate(self.rows) if row["version"] == version and self._is_whole(row)]
        read = (place for place in places if self.rows[place]["answer"] == Answer.TEXT)
        return next(read, places[0] if places else None)

    def read(self, place: int) -> int | None:
        """The look whose page a look speaks of: itself, or the one that the server says nothing changed since."""
        row = self.rows[place]
        if row["version"] is None or row["answer"] == Answer.TEXT:
            return place if row["version"] is not None else None
        places = self._places_of.get(row["version"], [])
        earlier = bisect_left(places, place)
        return places[earlier - 1] if earlier else None

    @cached_property
    def _places_of(self) -> dict[int, list[int]]:
        """Where the whole text of each version was read."""
        out: dict[int, list[int]] = {}
        for place, row in enumerate(self.rows):
            if row["answer"] == Answer.TEXT and self._is_whole(row):
                out.setdefault(row["version"], []).append(place)
        return out

    def _is_whole(self, row: sqlite3.Row) -> bool:
        """Whether it saw the text that its version has: not a part of it."""
        return row["version"] is not None and (bool(row["is_whole"]) or row["text"] == row["whole"])

    def look(self, place: int, count: int) -> LookState:
        """One look, of so many."""
        row, read = self.rows[place], self.read(place)
        page = self.rows[read] if read is not None else row
        return LookState(
            place + 1,
            count,
            row["at"],
            Outcome(row["outcome"]),
            row["reason"],
            row["part"],
            page["at"] if read is not None else None,
            page["page_id"],
            page["charset_used"],
        )

    def state(self, place: int, count: int) -> State:
        """The article at a look that read it, by what had been seen until the last of these looks."""
        read = self.read(place)
        row = self.rows[place if read is None else read]
        version = self.rows[place]["version"]
        seen = [one["at"] for one in self.rows if one["version"] == version]
        text = row["text"] if row["answer"] == Answer.TEXT else row["whole"]
        gone = self._gone()
        return State(
            article_of_look(self.connection, row, (self.ref.article_id, text), self.ref.url),
            version,
            self.look(place, count),
            seen[0],
            seen[-1],
            next((row["at"] for row in gone), None),
            tuple(dict.fromkeys(row["id"] for row in (*gone[:1], *gone[-1:]))),
        )

    def _gone(self) -> list[sqlite3.Row]:
        """The looks that found it gone, if no later one found it there."""
        gone: list[sqlite3.Row] = []
        there = False
        for row in self.rows:
            if Outcome(row["outcome"]).read:
                there, gone = True, []
            elif row["outcome"] == Outcome.GONE and there:
                gone.append(row)
        return gone


def article_of_look(connection: sqlite3.Connection, row: sqlite3.Row, text: tuple[int, int], url: str) -> Article:
    """The article that a look (a row of visit) read, under that address: its counts and its related block are its own.

    `text` is the text's article and number; it is as the latest reading of it.
    """
    snapshot = connection.execute(
        f"SELECT * FROM snapshot s WHERE s.article_id = ? AND s.text = ? AND {LATEST_READING}", text
    ).fetchone()
    article = replace(article_of(snapshot, url), related=_related(connection, row))
    views = connection.execute(
        "SELECT views, views_text, exact FROM view_point WHERE visit_id = ? AND position = 0", (row["id"],)
    ).fetchone()
    if views is None:
        return article
    return replace(article, views=views["views"], views_text=views["views_text"], views_exact=bool(views["exact"]))


def _related(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[Related, ...]:
    items = connection.execute(
        "SELECT item.*, address.url, p.views, p.views_text, p.exact FROM related_item item"
        " LEFT JOIN address ON address.id = item.address_id"
        " LEFT JOIN view_point p ON p.visit_id = ? AND p.position = item.position"
        " WHERE item.set_id = ? ORDER BY item.position",
        (row["id"], row["related_set_id"]),
    )
    return tuple(
        Related(
            item["url"],
            item["title"],
            item["teaser"],
            item["views"],
            item["views_text"],
            item["exact"] != 0,
            item["image"],
            item["heading"],
            item["position"],
        )
        for item in items
    )
