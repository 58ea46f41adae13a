"""Folding near-identical texts (an agency's report on many sites) into one hit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from newsgrab.archive.search.analysis.fold import flatten
from newsgrab.archive.search.session import RankedArticle

T = TypeVar("T")

_SAME = 0.8  # of the different triples of words of two texts that both must have
_TWINS = 0.95  # where their titles have little in common
_TITLES = 0.5  # of the words of two titles that both must have
_NUMBERS = 0.9  # of the different numbers: tables of prices or of the weather differ in little else
_LENGTHS = 0.8
_COMPARED = 2_000  # characters of the folded texts that are compared
_FEWEST = 20  # words


class _Fingerprint:
    """What tells one text from another: how long it is, its title, and the words of its first part in their order."""

    def __init__(self, judged: RankedArticle) -> None:
        self.judged = judged
        self.length = len(judged.row["body"])
        self.copies: list[int] = []

    @cached_property
    def words(self) -> list[str]:
        """The first words, read where a text of about this length is near."""
        return self.judged.flat[:_COMPARED].split()[len(flatten(self.judged.row["title"]).split()) :]

    @cached_property
    def title(self) -> frozenset[str]:
        """The words of the title."""
        return frozenset(flatten(self.judged.row["title"]).split())

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Each three words that follow each other."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words with digits."""
        return frozenset(word for word in self.words if not word.isalpha() and any(map(str.isdigit, word)))

    def is_copy_of(self, other: _Fingerprint) -> bool:
        """True if both say nearly the same in the same order, under titles that do not contradict it."""
        if not _LENGTHS < self.length / max(other.length, 1) < 1 / _LENGTHS or len(self.words) < _FEWEST:
            return False
        same = _common(self.triples, other.triples)
        if same < _SAME or (_common(self.title, other.title) < _TITLES and same < _TWINS):
            return False
        return _common(self.numbers, other.numbers) >= _NUMBERS or len(self.numbers ^ other.numbers) < 2


def _common(first: frozenset[T], second: frozenset[T]) -> float:
    """The share of what either has that both have; 1 where neither has anything."""
    either = len(first | second)
    return len(first & second) / either if either else 1.0


def folded(judged: Sequence[RankedArticle], most: int) -> list[tuple[RankedArticle, tuple[int, ...]]]:
    """The first `most` texts, in order, each with the ids of the articles further down that repeat it.

    Only articles with a folded text are compared, by its first part.
    """
    groups: list[_Fingerprint] = []
    compared: list[_Fingerprint] = []  # the groups whose texts are folded
    for one in judged:
        own = _Fingerprint(one)
        twin = next((group for group in compared if own.is_copy_of(group)), None) if one.flat else None
        if twin is not None:
            twin.copies.append(one.article_id)
        elif len(groups) < most:
            groups.append(own)
            compared += [own] if one.flat else []
    return [(group.judged, tuple(group.copies)) for group in groups]
