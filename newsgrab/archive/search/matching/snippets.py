"""The piece of an article that shows why it was found: whole words of the stored text, the asked ones marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from newsgrab.archive.search.analysis.fold import flatten
from newsgrab.archive.search.analysis.languages import primary
from newsgrab.archive.search.analysis.scan import pattern
from newsgrab.archive.search.hits import Passage, Span
from newsgrab.archive.search.matching.match import Matcher, WordMatch
from newsgrab.archive.search.matching.ranking import WordPlace

_WIDTH = 240  # characters of a snippet
_LEAD = 40  # characters shown before the first asked word
_PIECE = 4_000  # characters that are looked through at once; the first piece with all the words ends it
_AROUND = 300  # characters before and after a place in which the words are told exactly
_LONGEST_WORD = 80
_SENTENCE_ENDS = ("\n", ". ", "! ", "? ", "؟ ", "。")
_Where = TypeVar("_Where", WordMatch, WordPlace)


def title_passage(title: str, language: str | None, matcher: Matcher) -> Passage:
    """The whole title with the asked words marked."""
    return Passage(title, tuple(Span(one.start, one.end) for one in matcher.find(title, language)))


def snippet(body: str, language: str | None, matcher: Matcher) -> Passage:
    """The stretch of the body with the most different asked words; its beginning if it has none."""
    found = _found(body, language, matcher)
    start, end = _stretch(body, _densest(found)[1])
    inside = tuple(Span(one.start - start, one.end - start) for one in found if start <= one.start and one.end <= end)
    return Passage(body[start:end], inside, cut_before=start > 0, cut_after=end < len(body.rstrip()))


def _found(body: str, language: str | None, matcher: Matcher) -> list[WordMatch]:
    """The asked words around the place with the most different ones in the whole text.

    The place is looked for in the folded text, which is quick and not exact.
    """
    most, at = 0.0, -1
    for start in range(0, len(body), _PIECE):
        piece = body[start : start + _PIECE + _WIDTH]
        flat = flatten(piece)
        worth, best = _densest(matcher.places(flat, primary(language)))
        if best and worth > most:
            most, at = worth, start + best.start * len(piece) // len(flat)
        if most >= len(matcher.atoms) > 0:
            break
    if at >= 0 and (found := matcher.find(body, language, at - _AROUND, at + _WIDTH + _AROUND)):
        return found
    return matcher.find(body, language, 0, _PIECE)


def _densest(found: Sequence[_Where]) -> tuple[float, _Where | None]:
    """How many different atoms the best stretch has, exact ones counting more, and its first word."""
    best, chosen, first = 0.0, None, 0
    for last, one in enumerate(found):
        while first < last and one.start - found[first].start > _WIDTH - 2 * _LEAD:
            first += 1
        window = found[first : last + 1]
        worth = len({each.atom for each in window}) + 0.1 * sum(each.exact for each in window[:8])
        if worth > best:
            best, chosen = worth, found[first]
    return best, chosen


def _stretch(body: str, around: WordMatch | None) -> tuple[int, int]:
    """A stretch of about _WIDTH characters with this word in it that begins and ends between words."""
    place, least = (around.start, around.end) if around else (0, 0)
    start = _beginning(body, place)
    end = max(least, _ending(body, place, start + _WIDTH))
    text = body[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _beginning(body: str, place: int) -> int:
    """The start of the sentence if it is near, else a word's start a little before `place`."""
    earliest = max(0, place - _LEAD)
    if earliest == 0:
        return 0
    sentence = max(body.rfind(mark, earliest, place) for mark in _SENTENCE_ENDS)
    blank = body.find(" ", earliest, place)
    return sentence + 1 if sentence >= 0 else blank + 1 if blank >= 0 else place


def _ending(body: str, place: int, furthest: int) -> int:
    """The last end of a word up to `furthest`; that itself in a run of writing without spaces."""
    if furthest >= len(body):
        return len(body)
    end = place
    first, last = max(place, furthest - 2 * _LONGEST_WORD), min(len(body), furthest + _LONGEST_WORD)
    for match in pattern(body[first:last]).finditer(body, first, last):
        if match.end() > furthest:
            return furthest if match.lastgroup is not None and match.start() < furthest else end
        end = match.end()
    return end
