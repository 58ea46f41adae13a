"""Folding near-identical texts (an agency's report on many sites) into one hit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from newsgrab.archive.search.session import RankedArticle

_SAME = 0.85  # of the different words of two texts that both must have
_LENGTHS = 0.8
_SCORES = 1.25  # how much better than its copy an original can be
_COMPARED = 2_000  # characters of the folded texts that are compared


class _Fingerprint:
    """What tells one text from another: how long it is, and the words of its first part."""

    def __init__(self, judged: RankedArticle) -> None:
        self.judged = judged
        self.length = len(judged.row["body"])
        self.copies: list[int] = []

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words, read where a text of about this length is near."""
        return frozenset(self.judged.flat[:_COMPARED].split())

    def is_copy_of(self, other: _Fingerprint) -> bool:
        """True if both have most of their words in common."""
        if not _LENGTHS < self.length / max(other.length, 1) < 1 / _LENGTHS or len(self.words) < 20:
            return False
        common = len(self.words & other.words)
        return common >= _SAME * (len(self.words) + len(other.words) - common)


def folded(judged: Sequence[RankedArticle], most: int) -> list[tuple[RankedArticle, tuple[int, ...]]]:
    """The first `most` texts, in order, each with the ids of the articles further down that repeat it.

    Only articles with a folded text are compared, by its first part; the score of a copy is near that of its original.
    """
    groups: list[_Fingerprint] = []
    for one in judged:
        own = _Fingerprint(one)
        near = takewhile(lambda group: group.judged.score <= one.score * _SCORES, reversed(groups))  # noqa: B023
        twin = next((group for group in near if own.is_copy_of(group)), None)
        if twin is not None:
            twin.copies.append(one.article_id)
        elif len(groups) < most:
            groups.append(own)
    return [(group.judged, tuple(group.copies)) for group in groups]
