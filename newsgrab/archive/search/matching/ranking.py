"""Putting the best of the index in order by what BM25 does not see.

BM25 counts words. A reader also wants them in the form that was typed, near each other, early in the text, in the
language of the question. The weights say how much each of these is worth against the best BM25 score of the query;
they were fitted on questions and headlines in 22 languages (benchmarks/relevance.py measures them).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

CANDIDATES = 60  # articles that are put in order anew
READ = 4_000  # characters of an article that are looked through for it

BM25 = 0.7
NEARNESS = 0.5
LEAD = 1.1
EXACT = 0.45
LANGUAGE = 0.8
TOGETHER = 0.2  # of a long question only: short ones are near enough by NEARNESS
WHOLE = 0.2  # of an article with all the words among others with some of them
KIN = 0.6  # words of the same root, Arabic only
LENGTH = 0.03  # to the bad, for the logarithm: BM25 does not tell paragraphs from long articles well enough

_LEAD_CHARS = 500.0
_NEAR_CHARS = 12.0
_TOGETHER_CHARS = 120  # about a sentence
_LONG = 8  # words of a question
_K1, _B = 1.2, 0.75


class WordPlace(NamedTuple):
    """An asked word in a folded text: where, which atom it answers, whether in the very form that was typed."""

    start: int
    atom: int
    exact: bool


class RankCandidate(NamedTuple):
    """An article out of the index with what was found in it."""

    bm25: float
    length: int
    language: str
    places: Sequence[WordPlace]
    kin: Mapping[int, int]  # where the first word with the root of an atom is


def idf(articles: int, having: int) -> float:
    """How much a word tells that `having` of the `articles` have: the IDF of BM25."""
    return math.log(1 + (articles - having + 0.5) / (having + 0.5))


def ranked(candidates: Sequence[RankCandidate], idfs: Sequence[float], languages: frozenset[str]) -> list[float]:
    """A score for each candidate, the higher the better.

    `idfs` has one weight for each atom of the query in the order of the query, `languages` those that the query is
    likely written in.
    """
    if not candidates:
        return []
    best = max(candidate.bm25 for candidate in candidates) or 1.0
    usual = sum(candidate.length for candidate in candidates) / len(candidates) or 1.0
    whole = sum(idfs) or 1.0
    return [
        BM25 * candidate.bm25 / best
        + _agreement(candidate, idfs, usual) / whole
        + (LANGUAGE if candidate.language in languages else 0.0)
        - LENGTH * math.log(1 + candidate.length)
        for candidate in candidates
    ]


def _agreement(candidate: RankCandidate, idfs: Sequence[float], usual: float) -> float:
    """How well the text of the article answers the words, in units of IDF."""
    starts: dict[int, list[int]] = {}
    exact: dict[int, int] = {}
    for start, atom, is_exact in candidate.places:
        starts.setdefault(atom, []).append(start)
        if is_exact:
            exact[atom] = exact.get(atom, 0) + 1
    damp = _K1 * (1 - _B + _B * candidate.length / usual)
    lead = sum(idfs[atom] * math.exp(-found[0] / _LEAD_CHARS) for atom, found in starts.items())
    forms = sum(idfs[atom] * times * (1 + _K1) / (times + damp) for atom, times in exact.items())
    kin = sum(idfs[atom] * math.exp(-start / _LEAD_CHARS) for atom, start in candidate.kin.items())
    near = NEARNESS * _nearness(starts, idfs)
    if len(idfs) >= _LONG:
        near += TOGETHER * _together(candidate.places, idfs)
    return LEAD * lead + EXACT * forms + KIN * kin + near


def _together(places: Sequence[WordPlace], idfs: Sequence[float]) -> float:
    """The most of the query that one stretch of about a sentence has."""
    best = worth = 0.0
    within = [0] * len(idfs)
    first = 0
    for last in places:
        if not within[last.atom]:
            worth += idfs[last.atom]
        within[last.atom] += 1
        while places[first].start < last.start - _TOGETHER_CHARS:
            atom = places[first].atom
            within[atom] -= 1
            if not within[atom]:
                worth -= idfs[atom]
            first += 1
        best = max(best, worth)
    return best


def _nearness(starts: dict[int, list[int]], idfs: Sequence[float]) -> float:
    """How near to each other the article has what stands side by side in the query."""
    total = near = 0.0
    for atom in range(len(idfs) - 1):
        weight = idfs[atom] + idfs[atom + 1]
        total += weight
        if atom in starts and atom + 1 in starts:
            gap = min(abs(first - second) for first in starts[atom][:20] for second in starts[atom + 1][:20])
            near += weight / (1 + gap / _NEAR_CHARS)
    return near / total * sum(idfs) if total else 0.0
