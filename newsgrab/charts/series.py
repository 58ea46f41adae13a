"""What a chart of view counts shows, worked out of the looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from newsgrab.archive.history.looks import Absence
from newsgrab.archive.history.series import ViewPoint
from newsgrab.archive.history.versions import Version

_GAP = 4  # times the usual pause between two looks, and at least this long:
_SHORTEST_GAP = timedelta(days=1)


class EventKind(StrEnum):
    """What happened to the article."""

    EDIT = "edit"
    REMOVAL = "removal"
    RETURN = "return"
    PROMOTION = "promotion"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that looks first saw at a time."""

    at: datetime
    kind: EventKind
    label: str


@dataclass(frozen=True, slots=True)
class Count:
    """A view count: exact where `low` and `high` are the same, else one of what rounds to what was printed."""

    at: datetime
    low: int
    high: int
    printed: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The counts in the order of time, in stretches without a gap between them, and the events.

    `elsewhere` are counts that the related blocks of other pages printed.
    """

    stretches: tuple[tuple[Count, ...], ...]
    elsewhere: tuple[Count, ...]
    events: tuple[Event, ...]

    @property
    def counts(self) -> tuple[Count, ...]:
        """All counts, the article's own ones first."""
        return (*(count for stretch in self.stretches for count in stretch), *self.elsewhere)

    @property
    def begin(self) -> datetime:
        """The time of the first count or event."""
        return min(*(count.at for count in self.counts), *(event.at for event in self.events), _LAST)

    @property
    def end(self) -> datetime:
        """The time of the last."""
        return max(*(count.at for count in self.counts), *(event.at for event in self.events), _FIRST)


_FIRST = datetime.fromisoformat("0001-01-02T00:00:00Z")
_LAST = datetime.fromisoformat("9999-12-30T00:00:00Z")


def chart(points: Iterable[ViewPoint], versions: Sequence[Version], absences: Iterable[Absence]) -> Chart:
    """The chart of an article's counts and of what happened to it meanwhile."""
    own: list[Count] = []
    elsewhere: list[Count] = []
    pages: dict[str, datetime] = {}
    for point in points:
        at = datetime.fromisoformat(point.at)
        (elsewhere if point.position else own).append(Count(at, *count_range(point), point.views))
        if point.position:
            pages.setdefault(point.printed_on, at)
    gone = list(absences)
    events = [
        Event(datetime.fromisoformat(each.first_seen_at), EventKind.EDIT, f"version {each.number}")
        for each in versions[1:]
    ]
    events += [Event(datetime.fromisoformat(each.first_gone_at), EventKind.REMOVAL, "gone") for each in gone]
    events += [
        Event(datetime.fromisoformat(each.returned_at), EventKind.RETURN, "returned")
        for each in gone
        if each.returned_at
    ]
    events += [Event(at, EventKind.PROMOTION, f"related on {page}") for page, at in pages.items()]
    breaks = [datetime.fromisoformat(each.first_gone_at) for each in gone]
    return Chart(
        tuple(_stretches(own, breaks)),
        tuple(elsewhere),
        tuple(sorted(events, key=lambda event: (event.at, event.kind))),
    )


def count_range(point: ViewPoint) -> tuple[int, int]:
    """The counts that a page may have meant: "12.5K" is 12,450 (rounded) to 12,599 (cut off).

    >>> count_range(ViewPoint("", 12500, "12.5K", False, 0, ""))
    (12450, 12599)
    >>> count_range(ViewPoint("", 12500, "12,500", True, 0, ""))
    (12500, 12500)
    """
    if point.exact:
        return point.views, point.views
    digits = sum(character.isdecimal() for character in point.views_text or str(point.views).rstrip("0"))
    step = 10 ** max(0, len(str(point.views)) - max(1, digits))
    return max(0, point.views - step // 2), point.views + step - 1


def _stretches(counts: list[Count], breaks: list[datetime]) -> Iterable[tuple[Count, ...]]:
    """The counts parted where nobody looked for much longer than usual, and where the article was gone."""
    pauses_s = [(after.at - before.at).total_seconds() for before, after in pairwise(counts)]
    longest = max(_SHORTEST_GAP, timedelta(seconds=_GAP * median(pauses_s))) if pauses_s else _SHORTEST_GAP
    stretch: list[Count] = []
    for count in counts:
        if stretch and (
            count.at - stretch[-1].at > longest or any(stretch[-1].at < gone <= count.at for gone in breaks)
        ):
            yield tuple(stretch)
            stretch = []
        stretch.append(count)
    if stretch:
        yield tuple(stretch)
