"""Texts that come and go in turn: two servers, a test of headlines, an edit war. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgrab.archive.history.versions import Version

_RETURNS = 2  # to a text that had been there before: one is an edit taken back


@dataclass(frozen=True, slots=True)
class Alternation:
    """A stretch of versions that have two texts in turn.

    `texts` are the numbers of the first versions with these texts, `versions` all of the stretch, `returns` how often
    one of the texts came back. It lasted from the first look at it to the last.
    """

    texts: tuple[int, int]
    versions: tuple[int, ...]
    returns: int
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True, slots=True)
class Folded:
    """How versions that alternate are told: a stretch `before` its third version, which is `left_out` with the rest."""

    before: Mapping[int, Alternation]
    left_out: frozenset[int]


def folded(found: Iterable[Alternation]) -> Folded:
    """By the numbers of the versions."""
    before = {each.versions[2]: each for each in found}
    return Folded(before, frozenset(number for each in before.values() for number in each.versions[2:]))


def alternations(versions: Sequence[Version]) -> Iterator[Alternation]:
    """The stretches in which two texts came back in turn, from the second return on."""
    texts = [version.repeats or version.number for version in versions]
    start = 0
    while start + 2 < len(texts):
        end = start + 2
        while end < len(texts) and texts[end] == texts[end - 2]:
            end += 1
        if end - start - 2 >= _RETURNS:
            stretch = versions[start:end]
            numbers = tuple(version.number for version in stretch)
            first, last = stretch[0].first_seen_at, stretch[-1].last_seen_at
            yield Alternation((texts[start], texts[start + 1]), numbers, end - start - 2, first, last)
        start = max(end - 1, start + 1) if end - start > 2 else start + 1
