"""What follows from the looks at one article, put in the order of time. Pure: no archive, no clock.

Looks are facts; versions, edits, removals and returns follow from them. The order in which looks were recorded means
nothing: a page of last year that comes in today takes its place among the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Protocol

from newsgrab.archive.history.presence import Presence
from newsgrab.outcomes import Outcome


class Answer(StrEnum):
    """What a look found, taken by itself."""

    TEXT = "text"  # the article was read
    SAME = "same"  # the server's word that the page is the one of an earlier look (304)
    GONE = "gone"  # the server's word that there is no such page (404, 410)
    ABSENT = "absent"  # a page that is not the article: an error page, or the front page it redirects to
    NOTHING = "nothing"  # a trouble, a wall, a refusal: it says nothing of the article


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an address of the article.

    `at` is UTC in a form that sorts (ISO 8601, milliseconds, Z); `tie` orders looks of one moment, whatever order they
    were recorded in. `text` names the text that was read (None where nothing was read, or where nobody knows which page
    the server calls the same). `part` says that only a part of it was read (cut short, paywalled, an empty shell), and
    `length` how much. `asked` is the address that was looked at, `final` where the server led from there. `address` is
    the main address by this page; `moved` that a permanent redirect led there.
    """

    id: int
    at: str
    answer: Answer
    text: int | None = None
    part: bool = False
    length: int = 0
    tie: str = ""
    asked: str = ""
    final: str = ""
    address: str | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A run of looks, in time, that saw one text.

    The text came between `not_before` (the last look that saw the whole of another text, or another part where nobody
    saw a whole; None for the first version) and `first_at`. Of texts that count as equal `first_text` is the one that
    came first (a part, where that was seen before), `text` the one that was seen last. `looks` are those that saw it,
    without those that saw a part of it; `repeats` is the number of the first version with an equal text, if there was
    one.
    """

    number: int
    first_text: int
    text: int
    not_before: str | None
    first_at: str
    last_at: str
    looks: tuple[int, ...]
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What follows from all looks: versions in time, and of each look its outcome and the version that it belongs to.

    `address` is the main address after the last look, `gone` whether that look found the article gone. `moves` are the
    looks that found it moved, `retitled` those that saw a part of a version under another headline than its first look,
    `otherwise` those of whose part the whole of the version has not all.
    """

    versions: tuple[Version, ...]
    outcomes: dict[int, Outcome]
    version_of: dict[int, int]
    address: str | None = None
    gone: bool = False
    moves: frozenset[int] = frozenset()
    retitled: frozenset[int] = frozenset()
    otherwise: frozenset[int] = frozenset()


class Comparing(Protocol):
    """What is known of the texts of an article."""

    def same(self, one: int, other: int) -> bool:
        """Whether two texts are equal."""

    def stands_in(self, part: int, whole: int) -> bool:
        """Whether what was seen of a text, a part, stands in the whole of another look."""

    def same_headline(self, one: int, other: int) -> bool:
        """Whether two texts have the same headline, or one the beginning of the other's."""


def timeline(looks: Iterable[Look], texts: Comparing, main: str = "") -> Timeline:
    """The history of one article. `main` is its main address of today.

    A look that saw a part never begins or ends a version after the whole was seen: it belongs to the version around it.
    Another headline that it shows is told, once for each version.
    Of parts that were seen before, the longest is the text of its version, until the first whole look completes it. A
    look ends it that saw another text: a whole in which that part does not stand, or a part of which neither stands in
    the other.
    """
    walk = _Walk(texts, Presence(main))
    for look in sorted(looks, key=attrgetter("at", "tie", "id")):
        walk.step(look)
    return walk.result()


@dataclass(slots=True)
class _Run:
    """A version while looks are still added to it."""

    first_text: int | None  # None: only parts were seen so far
    text: int | None
    not_before: str | None
    first_at: str
    last_at: str
    looks: list[int] = field(default_factory=list)
    repeats: int | None = None
    headlines: list[int] = field(
        default_factory=list
    )  # texts with the headlines it was seen under, the first one first


@dataclass(slots=True)
class _Walk:
    """The state of the article while its looks are gone through."""

    texts: Comparing
    presence: Presence
    runs: list[_Run] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    version_of: dict[int, int] = field(default_factory=dict)
    address: str | None = None
    gone: bool = False
    moves: set[int] = field(default_factory=set)
    retitled: set[int] = field(default_factory=set)
    otherwise: set[int] = field(default_factory=set)
    longest: tuple[int, int, str] | None = None  # length, text, last look at it: while only parts were seen

    def step(self, look: Look) -> None:
        match look.answer:
            case Answer.TEXT | Answer.SAME:
                self._seen(look)
            case Answer.GONE | Answer.ABSENT if self.runs:
                self.gone = self.presence.missed(look.asked, look.final) or self.gone
                self.outcomes[look.id] = Outcome.GONE if self.gone else Outcome.NOT_AN_ARTICLE
            case _:
                pass  # what a look by itself is called says all

    def _seen(self, look: Look) -> None:
        text = look.text
        if text is None:  # the same as before, so there must be a before
            text = self.runs[-1].text if self.runs else None
            if text is None:
                return
        if look.part and not self._is_seen_whole(text):
            self._part(look, text)
        else:
            self._whole(look, text)
        self.version_of[look.id] = len(self.runs)
        self.presence.found(look.asked, look.final)
        self.gone = False

    def _is_seen_whole(self, text: int) -> bool:
        """Whether what came is the whole text of now: what was cut off was not the article."""
        now = self.runs[-1].text if self.runs else None
        return now is not None and self._equal(now, text)

    def _part(self, look: Look, text: int) -> None:
        outcome = Outcome.RETURNED if self.gone else Outcome.INCOMPLETE
        if not self.runs:
            outcome = Outcome.NEW
            self.runs.append(_Run(None, None, None, look.at, look.at))
        elif self.longest and not self._may_be_one(self.longest[1], text):
            outcome = Outcome.CHANGED
            self._end_of_parts()
            self.runs.append(_Run(None, None, self.runs[-1].last_at, look.at, look.at))
            self.longest = None
        if self._headline_is_new(look.id, text) and outcome is Outcome.INCOMPLETE:
            outcome = Outcome.RETITLED
        self.outcomes[look.id] = outcome
        run = self.runs[-1]
        if run.text is not None and not self.texts.stands_in(text, run.text):
            self.otherwise.add(look.id)
        if run.text is None:
            run.looks.append(look.id)
            run.last_at = look.at
            if self.longest is None or look.length > self.longest[0] or text == self.longest[1]:
                self.longest = (look.length, text, look.at)
        self._named(look)

    def _may_be_one(self, one: int, other: int) -> bool:
        """Whether two parts may be of one text: one of them stands in the other."""
        return one == other or self.texts.stands_in(one, other) or self.texts.stands_in(other, one)

    def _headline_is_new(self, look_id: int, text: int) -> bool:
        """Whether no look at this version has seen the headline of this part before, but another one."""
        headlines = self.runs[-1].headlines
        known = [other for other in headlines if self.texts.same_headline(other, text)]
        if headlines and headlines[0] not in known:
            self.retitled.add(look_id)
        if not known:
            headlines.append(text)
        return not known and len(headlines) > 1

    def _whole(self, look: Look, text: int) -> None:
        run = self.runs[-1] if self.runs else None
        if self.longest and not self.texts.stands_in(self.longest[1], text):
            self._end_of_parts()
        if run is None:
            outcome = Outcome.NEW
            self.runs.append(_Run(text, text, None, look.at, look.at))
        elif run.text is None:
            outcome = Outcome.COMPLETED
            run.repeats = self._earlier(text)
            run.first_text, run.text = self.longest[1] if self.longest else text, text
            run.looks.clear()
        elif self._equal(run.text, text):
            outcome = Outcome.NOT_MODIFIED if look.answer is Answer.SAME else Outcome.UNCHANGED
            outcome = Outcome.RETURNED if self.gone else outcome
            run.text = text
        else:
            outcome = Outcome.CHANGED
            self.runs.append(_Run(text, text, run.last_at, look.at, look.at, repeats=self._earlier(text)))
        self._named(look)
        is_move = look.id in self.moves and outcome is Outcome.UNCHANGED
        self.outcomes[look.id] = Outcome.MOVED if is_move else outcome
        self.longest = None
        self.runs[-1].looks.append(look.id)
        self.runs[-1].last_at = look.at
        self.runs[-1].headlines = self.runs[-1].headlines or [text]

    def _end_of_parts(self) -> None:
        """Take the longest of the parts for the whole of the version: another text was seen, and a shorter part may be
        one of either.
        """
        run = self.runs[-1]
        if self.longest:
            _, text, run.last_at = self.longest
            run.repeats = self._earlier(text)
            run.first_text = run.text = text

    def _named(self, look: Look) -> None:
        """Take the look's word for the article's main address if it is the first, or a move."""
        if look.address is None or look.address == self.address:
            return
        if self.address is not None and look.moved:
            self.moves.add(look.id)
        if self.address is None or look.moved:
            self.address = look.address

    def _equal(self, one: int, other: int) -> bool:
        return one == other or self.texts.same(one, other)

    def _earlier(self, text: int) -> int | None:
        for number, run in enumerate(self.runs, start=1):
            if run.text is not None and self._equal(run.text, text):
                return number
        return None

    def result(self) -> Timeline:
        if self.runs:
            last_at = self.runs[-1].last_at
            self._end_of_parts()
            self.runs[-1].last_at = last_at  # no other text was seen
        versions = tuple(
            Version(
                number,
                run.first_text,
                run.text,
                run.not_before,
                run.first_at,
                run.last_at,
                tuple(run.looks),
                run.repeats,
            )
            for number, run in enumerate(self.runs, start=1)
            if run.first_text is not None and run.text is not None
        )
        events = map(frozenset, (self.moves, self.retitled, self.otherwise))
        return Timeline(versions, self.outcomes, self.version_of, self.address, self.gone, *events)
