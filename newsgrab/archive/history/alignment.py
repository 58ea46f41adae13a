"""Which elements of two sequences belong together, in time that grows with their length and not with its square.

Common ends are trimmed; elements that stand once in either sequence are anchors, of which the longest chain in one
order is kept (the "patience" rule of Bram Cohen's diff); what lies between two anchors is matched the same way, and by
difflib once it is short.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_PAIRS = 20_000  # of equal elements in two stretches: with more of them, the stretches count as wholly different


class Match(NamedTuple):
    """A stretch that both sequences have: where it begins in the old and in the new one, and how long it is."""

    old: int
    new: int
    length: int


def matches(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The stretches that the sequences have in common, in their order, none touching the next in both sequences.

    >>> matches("a b c d".split(), "a x c d".split())
    [Match(old=0, new=0, length=1), Match(old=2, new=2, length=2)]
    """
    out: list[Match] = []
    for found in _found(old, new):
        last = out[-1] if out else None
        if last and (last.old + last.length, last.new + last.length) == (found.old, found.new):
            out[-1] = last._replace(length=last.length + found.length)
        else:
            out.append(found)
    return out


def _found(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """The same, in smaller stretches. A stack and no recursion: a chain of anchors may be as long as a book."""
    todo: list[Match | tuple[int, int, int, int]] = [(0, len(old), 0, len(new))]
    while todo:
        part = todo.pop()
        if isinstance(part, Match):
            yield part
            continue
        head, (a, b, c, d), tail = _trimmed(old, new, part)
        if head.length:
            yield head
        inner: list[Match | tuple[int, int, int, int]] = []
        if a < b and c < d and (b - a, d - c) != (1, 1):  # as mostly: one word or paragraph for another
            inner = [*_divided(old, new, (a, b, c, d))]
        if tail.length:
            inner.append(tail)
        todo += reversed(inner)


def _trimmed(
    old: Sequence[str], new: Sequence[str], part: tuple[int, int, int, int]
) -> tuple[Match, tuple[int, int, int, int], Match]:
    """The common beginning of two stretches, what is left between, and their common end."""
    a, b, c, d = part
    first, last = 0, 0
    most = min(b - a, d - c)
    while first < most and old[a + first] == new[c + first]:
        first += 1
    while last < most - first and old[b - 1 - last] == new[d - 1 - last]:
        last += 1
    return Match(a, c, first), (a + first, b - last, c + first, d - last), Match(b - last, d - last, last)


def _divided(
    old: Sequence[str], new: Sequence[str], part: tuple[int, int, int, int]
) -> Iterator[Match | tuple[int, int, int, int]]:
    """Two stretches divided by what stands once in either, or matched where nothing does."""
    a, b, c, d = part
    here, there = Counter(old[a:b]), Counter(new[c:d])
    once = {word: place for place, word in enumerate(old[a:b], a) if here[word] == 1 and there.get(word) == 1}
    chain = _longest_chain([(once[word], place) for place, word in enumerate(new[c:d], c) if word in once])
    if chain:
        for x, y in chain:
            if a < x and c < y:
                yield a, x, c, y
            yield Match(x, y, 1)
            a, c = x + 1, y + 1
        if a < b and c < d:
            yield a, b, c, d
    elif sum(count * there[word] for word, count in here.items() if word in there) <= _PAIRS:
        matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
        yield from (Match(a + x, c + y, length) for x, y, length in matcher.get_matching_blocks() if length)


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of the pairs, given by their second place, whose first places grow as well."""
    ends: list[int] = []  # the least first place at which a chain of each length ends
    tails: list[int] = []  # which pair that is
    before: list[int] = []
    for at, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [at]
    chain = []
    at = tails[-1] if tails else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
