"""The weighing of authors: each name that a page gives weighs what speaks for it, whoever gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Place(IntEnum):
    """Where a name stands at best, by what that weighs: where readers look for the writer, the most."""

    HEADLINE = 4
    TEXT = 2  # in the text or right behind it; or only a part of the name is printed anywhere
    ELSEWHERE = 0  # in other stories' cards, in menus, behind the label of an editor, or nowhere


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page says about one name, whatever source proposes it."""

    place: Place
    is_labelled: bool
    is_person: bool


class Candidate(NamedTuple):
    """Names that one source proposes together."""

    names: tuple[str, ...]
    source: str


class Leader(NamedTuple):
    """The name that weighs most."""

    name: str
    weight: int


# What the word of a source weighs, by the first word of its name. A signature, or a position behind a name, is no
# accident. Machines may be told of whoever filled in the page. A mark can be any box's.
_TOLD, _SIGNED, _SAID, _MARKED = 3, 5, 2, 1
_SOURCES = {
    **dict.fromkeys(("json-ld", "meta", "embedded"), _TOLD),
    **dict.fromkeys(("signature", "name"), _SIGNED),
    **dict.fromkeys(("text", "link", "microdata"), _SAID),
    **dict.fromkeys(("class", "rel", "rdfa", "picture", "title", "in", "person"), _MARKED),
    "beside": 0,
    "guess": -1,  # all others know nothing but a shape and a place
}
_AGREED = 2  # two kinds of sources, or more, propose a name
_LABELLED = 2  # "by" stands before it
_NO_PERSON = -2  # one word, or more than a name has
HOUSE = 3  # what a person must outweigh where a source names the site or a newsroom
ENOUGH = 6  # told and printed at the headline, or as good: nothing that follows is likely to weigh more
ENOUGH_FOR_GUESSES = 5  # what no guess outweighs


def weight(sources: Iterable[str], evidence: Evidence) -> int:
    """What a name weighs that some sources propose."""
    kinds = {kind if (kind := source.partition(" ")[0]) in _SOURCES else "guess" for source in sources}
    if "beside" in kinds:
        kinds.discard("guess")  # the same place, seen once more
    agreed = _AGREED if len(kinds) > 1 else 0
    label = _LABELLED if evidence.is_labelled else 0
    shape = 0 if evidence.is_person else _NO_PERSON
    return sum(_SOURCES[kind] for kind in kinds) + agreed + evidence.place + label + shape


def heaviest(candidates: Iterable[Candidate], evidence: Callable[[str], Evidence]) -> Leader | None:
    """The name among some candidates that weighs most, the first of equals; None without names.

    >>> sure, no = Evidence(Place.HEADLINE, True, True), Evidence(Place.ELSEWHERE, False, True)
    >>> told, printed = Candidate(("Web Master",), "json-ld author"), Candidate(("Ann Roe",), "class byline")
    >>> heaviest([told, printed], lambda name: sure if name == "Ann Roe" else no)
    Leader(name='Ann Roe', weight=7)
    """
    sources: dict[str, list[str]] = {}
    for candidate in candidates:
        for name in candidate.names:
            known = next((other for other in sources if is_same_person(name, other)), name)
            sources.setdefault(known, []).append(candidate.source)
    weights = [Leader(name, weight(given, evidence(name))) for name, given in sources.items()]
    return max(weights, key=lambda leader: leader.weight, default=None)


def house_weight(evidence: Evidence) -> int:
    """What a person must outweigh where a source names the site or a newsroom: more if that stands at the headline."""
    return HOUSE + (evidence.place is Place.HEADLINE)


def is_same_person(name: str, other: str) -> bool:
    """Whether two names are of the same person: all words of one, two or more, are in the other, or their letters are.

    >>> is_same_person("Dr. Ann Roe", "ann roe"), is_same_person("Ann", "Ann Roe"), is_same_person("A. Roe", "Ann Roe")
    (True, False, True)
    """
    if name == other:
        return True
    words, others = sorted((_words(name), _words(other)), key=len)
    return len(words) > 1 and all(any(_is_short_for(word, long) for long in others) for word in words)


def _words(name: str) -> list[str]:
    return name.lower().replace(".", " ").split()


def _is_short_for(word: str, long: str) -> bool:
    return word == long or (min(len(word), len(long)) == 1 and word[0] == long[0])
