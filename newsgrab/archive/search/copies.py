"""Folding near-identical texts (an agency's report on many sites) into one hit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from newsgrab.archive.search.asked import Judged

_SAME = 0.85  # of the different words of two texts that both must have
_LENGTHS = 0.8
_SCORES = 1.25  # how much better than its copy an original can be


def folded(judged: Sequence[Judged]) -> list[tuple[Judged, tuple[int, ...]]]:
    """Each text once, in order, with the ids of the articles further down that repeat it.

    Only articles with a folded text are compared; the score of a copy is near that of its original.
    """
    groups: list[tuple[Judged, list[int], frozenset[str]]] = []
    for one in judged:
        words = frozenset(one.flat.split())
        near = takewhile(lambda group: group[0].score <= one.score * _SCORES, reversed(groups))  # noqa: B023
        twin = next((group for group in near if _is_copy(words, group[2])), None)
        if twin is None:
            groups.append((one, [], words))
        else:
            twin[1].append(one.article_id)
    return [(one, tuple(others)) for one, others, _ in groups]


def _is_copy(words: frozenset[str], others: frozenset[str]) -> bool:
    if len(words) < 20 or not _LENGTHS < len(words) / max(len(others), 1) < 1 / _LENGTHS:
        return False
    common = len(words & others)
    return common >= _SAME * (len(words) + len(others) - common)
