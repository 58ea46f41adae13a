"""German compounds: Finanzkrise is found by Krise, too.

The nouns that compounds of the news are made of stand in german_nouns.txt.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "-")
_SHORTEST_HEAD, _SHORTEST_REST = 4, 3


@lru_cache(maxsize=100_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The noun that a German word ends in and those before it; none if it is no compound of known ones.

    >>> compound_parts("finanzminister"), compound_parts("minister")
    (('finanz', 'minister'), ())
    """
    if len(word) < _SHORTEST_HEAD + _SHORTEST_REST:
        return ()
    heads, firsts = _nouns()
    for start in range(_SHORTEST_REST, len(word) - _SHORTEST_HEAD + 1):
        head = _singular(word[start:], heads)
        if head:
            first = _first(word[:start], firsts)
            if first or len(head) > _SHORTEST_HEAD:
                return (*first, head)
    return ()


def _singular(word: str, heads: frozenset[str]) -> str:
    for ending in ("", "n", "en", "s", "es", "e", "er", "ern", "in", "innen", "se", "sen"):
        if word.endswith(ending) and word[: len(word) - len(ending)] in heads:
            return word[: len(word) - len(ending)]
    return ""


def _first(word: str, firsts: frozenset[str]) -> tuple[str, ...]:
    for link in _LINKS:
        first = word.removesuffix(link)
        if word.endswith(link) and first in firsts:
            return (first,)
        if word.endswith(link) and (parts := compound_parts(first)):
            return parts
    return ()


@cache
def _nouns() -> tuple[frozenset[str], frozenset[str]]:
    lines = Path(__file__).with_name("german_nouns.txt").read_text(encoding="utf-8").splitlines()
    heads = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return heads, heads
