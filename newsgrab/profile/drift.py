"""Drift: which fields of a site its profile no longer reads as it did, told by looks at many articles over time.

In come readings, out go a summary of each field and what broke. An article counts once before and once after a moment,
however often it was looked at. A break is a moment since which a field is filled on fewer articles, has one value on
many, or another length; chance, under the rate before, would have to be less than one in some thousands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import log, sqrt
from statistics import median

MIN_ARTICLES = 5  # on either side of a break
LEAST_EVIDENCE = 16.0  # of a break: the G statistic of before against after (Sokal and Rohlf, Biometry, 17.4)
LEAST_FALL = 0.25  # of the rate
RECOVERED = 8  # articles in a row that are well again
MIN_NEVER = {"title": 5, "body": 5, "tags": 40, "updated_at": 60}  # articles without a field, of which none has it
MIN_NEVER_ELSE = 20
SHARED = frozenset(("category", "authors", "tags"))  # many articles have the same by right
MANY_SHARED = 20
ALL_SHARED = 0.95
MAX_ALIKE_BEFORE = 0.05
MAX_ANY_BEFORE = 0.5  # of the articles have the most frequent value: with more, there is but another one now
MIN_ALIKE = 0.6
TIMES_ALIKE = timedelta(days=3)  # articles of one day may all be of that day
TIMES_LONGER = 3.0
_UNIQUE = frozenset(("title", "body"))
_TIMES = frozenset(("published_at", "updated_at"))
_CONSTANT = frozenset(("language", "site_name", "related"))  # rightly the same on all articles
_SIZED = frozenset(("title", "body", "category", "authors"))
VALUE_CHARS = 120


class BreakKind(StrEnum):
    """What is wrong with a field."""

    NEVER = "never"  # nothing is found on any article
    EMPTY = "empty"  # it was found, and is not any more
    SAME = "same"  # one value on many articles
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What a field's rules read on a page: the beginning of the text, its length, and which rule it was (-1: none)."""

    value: str = ""
    chars: int = 0
    rule: int = -1

    @property
    def filled(self) -> bool:
        """Whether a rule found something."""
        return self.rule >= 0


@dataclass(frozen=True, slots=True)
class ProfiledLook:
    """A look at an article, and what the profile of its site reads on its page, by field."""

    at: datetime
    article_id: int
    readings: Mapping[str, FieldReading]


@dataclass(frozen=True, slots=True)
class Break:
    """A field that broke between the looks at `last_good` and `since`; `articles` were looked at since.

    `before` and `now` are the shares of articles that have the field, or this `value`, or the median lengths.
    """

    kind: BreakKind
    since: datetime
    articles: int
    before: float
    now: float
    last_good: datetime | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class FieldReport:
    """A field over all looks: of how many articles it was read, how long it is, how often its most frequent value."""

    field: str
    articles: int
    filled: int
    shortest: int
    median: int
    longest: int
    alike: int
    by_rule: tuple[int, ...]
    broken: Break | None = None


def judge(looks: Sequence[ProfiledLook]) -> tuple[FieldReport, ...]:
    """Each field that is read, in the order in which the looks name them."""
    ordered = sorted(looks, key=lambda look: look.at)
    names = dict.fromkeys(name for look in ordered for name in look.readings)
    return tuple(_report(name, [look for look in ordered if name in look.readings]) for name in names)


def _report(name: str, looks: Sequence[ProfiledLook]) -> FieldReport:
    latest = {look.article_id: look.readings[name] for look in looks}
    filled = [one for one in latest.values() if one.filled]
    sizes = sorted(one.chars for one in filled) or [0]
    rules = Counter(look.readings[name].rule for look in looks if look.readings[name].filled)
    values = Counter((one.value, one.chars) for one in filled)
    return FieldReport(
        name,
        len(latest),
        len(filled),
        sizes[0],
        round(median(sizes)),
        sizes[-1],
        max(values.values(), default=0),
        tuple(rules[at] for at in range(max(rules, default=-1) + 1)),
        next(_breaks(name, looks), None),
    )


def _breaks(name: str, looks: Sequence[ProfiledLook]) -> Iterator[Break]:
    """What is wrong with a field, the worst first."""
    articles = len({look.article_id for look in looks})
    if articles < MIN_ARTICLES:
        return
    if not any(look.readings[name].filled for look in looks):
        if articles >= MIN_NEVER.get(name, MIN_NEVER_ELSE):
            yield Break(BreakKind.NEVER, looks[0].at, articles, 0.0, 0.0)
        return
    emptied = _fall(looks, lambda look: look.readings[name].filled)
    if emptied is not None:
        yield _as_break(BreakKind.EMPTY, looks, emptied)
    found = [look for look in looks if look.readings[name].filled]
    same = _same(name, found)
    if same is not None:
        yield same
    if name in _SIZED:
        resized = _resized(name, found)
        if resized is not None:
            yield resized


@dataclass(frozen=True, slots=True)
class _Split:
    """Looks divided at a place: how many articles are well before it and after it, of how many."""

    at: int
    good: tuple[int, int]
    articles: tuple[int, int]

    @property
    def rates(self) -> tuple[float, float]:
        return self.good[0] / self.articles[0], self.good[1] / self.articles[1]

    @property
    def evidence(self) -> float:
        together = _likelihood(sum(self.good), sum(self.articles))
        apart = sum(_likelihood(*side) for side in zip(self.good, self.articles, strict=True))
        return 2 * (apart - together)


def _likelihood(good: int, of: int) -> float:
    """The logarithm of the likelihood of what was seen under its own rate."""
    return sum(count * log(count / of) for count in (good, of - good) if count)


def _splits(looks: Sequence[ProfiledLook], is_good: Callable[[ProfiledLook], bool]) -> Iterator[_Split]:
    """Every division of the looks that has enough articles on both sides. An article is as its last look there."""
    good = [is_good(look) for look in looks]
    after = {look.article_id: well for look, well in zip(looks, good, strict=True)}
    last = {look.article_id: at for at, look in enumerate(looks)}
    before: dict[int, bool] = {}
    good_after, good_before = sum(after.values()), 0
    for at, look in enumerate(looks):
        if len(after) < MIN_ARTICLES:
            return
        if len(before) >= MIN_ARTICLES and looks[at - 1].at < look.at:
            yield _Split(at, (good_before, good_after), (len(before), len(after)))
        good_before += good[at] - before.get(look.article_id, False)
        before[look.article_id] = good[at]
        if last[look.article_id] == at:
            good_after -= after.pop(look.article_id)


def _fall(
    looks: Sequence[ProfiledLook], is_good: Callable[[ProfiledLook], bool], least: float = LEAST_FALL
) -> _Split | None:
    """The moment since which fewer articles are well, None if there is none or they are again."""
    falls = [one for one in _splits(looks, is_good) if one.rates[0] - one.rates[1] >= least]
    best = max(falls, key=lambda one: one.evidence, default=None)
    if best is None or best.evidence < LEAST_EVIDENCE or _is_recovered(looks, is_good):
        return None
    while is_good(looks[best.at]):  # the break is where it is seen first
        best = _Split(best.at + 1, best.good, best.articles)
    return best


def _is_recovered(looks: Sequence[ProfiledLook], is_good: Callable[[ProfiledLook], bool]) -> bool:
    newest: dict[int, bool] = {}
    for look in reversed(looks):
        newest.setdefault(look.article_id, is_good(look))
        if len(newest) == RECOVERED:
            break
    return all(newest.values())


def _as_break(kind: BreakKind, looks: Sequence[ProfiledLook], split: _Split, value: str = "") -> Break:
    since, last_good = looks[split.at].at, looks[split.at - 1].at
    before, now = split.rates
    if value:
        before, now = 1 - before, 1 - now
    articles = len({look.article_id for look in looks[split.at :]})
    return Break(kind, since, articles, before, now, last_good, value)


def _same(name: str, looks: Sequence[ProfiledLook]) -> Break | None:
    """One value on many of the newest articles that hardly any had before; a title that all have."""
    latest: dict[int, FieldReading] = {}
    for look in reversed(looks):
        latest.setdefault(look.article_id, look.readings[name])
    newest = [(one.value, one.chars) for one in list(latest.values())[: 2 * RECOVERED]]
    if name in _CONSTANT or not newest:
        return None
    value, count = Counter(newest).most_common(1)[0]
    if name in _UNIQUE and count == len(newest) and len({(one.value, one.chars) for one in latest.values()}) == 1:
        every = Break(BreakKind.SAME, looks[0].at, len(latest), 1.0, 1.0, None, value[0])
        return every if len(latest) >= MIN_ARTICLES else None
    fall = _fall(looks, lambda look: (look.readings[name].value, look.readings[name].chars) != value, MIN_ALIKE)
    if fall is None:
        return None
    found = _as_break(BreakKind.SAME, looks, fall, value[0])
    many, all_ = (MANY_SHARED, ALL_SHARED) if name in SHARED else (MIN_ARTICLES, MIN_ALIKE)
    earlier = {look.article_id: look.readings[name].value for look in looks[: fall.at]}
    usual = max(Counter(earlier.values()).values()) / len(earlier)
    told = (
        found.before <= MAX_ALIKE_BEFORE
        and usual <= MAX_ANY_BEFORE
        and found.now >= all_
        and found.articles * found.now >= many
        and (name not in _TIMES or looks[-1].at - found.since >= TIMES_ALIKE)
    )
    return found if told else None


def _resized(name: str, looks: Sequence[ProfiledLook]) -> Break | None:
    """The moment since which the texts are of another length, by a factor."""
    best: tuple[float, Break] | None = None
    for at in range(MIN_ARTICLES, len(looks) - MIN_ARTICLES + 1):
        old, new = _medians(name, looks, at)
        if max(old, new) < TIMES_LONGER * min(old, new):
            continue
        edge, shrinks = sqrt(old * new), new < old
        fall = _fall(looks, lambda look, edge=edge, shrinks=shrinks: (look.readings[name].chars > edge) == shrinks)  # type: ignore[misc]
        if fall is None or (best is not None and fall.evidence <= best[0]):
            continue
        found = _as_break(BreakKind.SHORT if shrinks else BreakKind.LONG, looks, fall)
        before, now = _medians(name, looks, fall.at)
        best = fall.evidence, replace(found, before=before, now=now)
    return best[1] if best else None


def _medians(name: str, looks: Sequence[ProfiledLook], at: int) -> tuple[float, float]:
    """The median lengths before and after a place, each article once on either side."""
    sides = ({look.article_id: look.readings[name].chars for look in side} for side in (looks[:at], looks[at:]))
    before, after = (median(side.values()) for side in sides)
    return before, after
