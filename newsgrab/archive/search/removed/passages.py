"""What a text had that a later one no longer has, sentence by sentence.

A sentence is still there if its words stand in the later text in their order, anywhere in it: a sentence that moved,
was joined to another or got a new ending is not removed, nor is one whose spelling, vowel marks, case or punctuation
changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import flatten

RULE = "2"
"""The version of what follows: passages found by another one are looked for anew."""

_STOPS, _WIDE_STOPS, _CLOSERS = ".!?؟۔।…", "。！？｡", "\"'»”’›)\\]」』"
_END = re.compile(
    rf"(?<![{_STOPS}])(?<!\b[A-ZÀ-ÖØ-ÞА-Я])"  # at the first of several stops, but not after an initial
    rf"([{_STOPS}]++[{_CLOSERS}]*+)[^\S\n]++(?![a-zß-öø-ÿа-яё])"
    rf"|([{_WIDE_STOPS}]++[{_CLOSERS}]*+)|\n+"
)
_LETTER = re.compile(r"[^\W_\u0640]")  # of the signs that are words, all but one stay


class Sentence(NamedTuple):
    """A sentence's place in a text, and its folded words between blanks; "" if it has none."""

    start: int
    end: int
    words: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order; each line begins one.

    >>> [sentence.words for sentence in sentences("He came. J. Smith saw 3.5 tons.")]
    [' he came ', ' j smith saw 3 5 tons ']
    """
    for start, end in _places(text):
        yield Sentence(start, end, folded_words(text[start:end]))


def _places(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Where each sentence of the text (or of its lines from `start` to `stop`) begins and ends."""
    stop = len(text) if stop is None else stop
    for match in _END.finditer(text, start, stop):
        end = max(match.end(1), match.end(2), match.start() if match[0][0] == "\n" else 0)
        if end > start:
            yield start, end
        start = match.end()
    if start < stop:
        yield start, stop


def _places_of_lines(text: str, known: Collection[str]) -> Iterator[tuple[int, int, bool]]:
    """Where each sentence begins and ends; a known line is one, and told to be known, if there is a word in it."""
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        if line in known and _LETTER.search(line):
            yield start, stop, True
        else:
            for place in _places(text, start, stop):
                yield *place, False
        start = stop + 1


def folded_words(text: str) -> str:
    """The words of a text, spelt in one way, between single blanks; "" if there are none."""
    words = " ".join(flatten(text).split())
    return f" {words} " if words else ""


def missing(old: str, new: str, lines: Collection[str] = ()) -> list[str]:
    """The stretches of the old text, sentences side by side as one, that the new text no longer has.

    `new` is what `folded_words` gives of it. `lines` are lines that it has: what stands in them need not be looked for.
    """
    found: list[str] = []
    first = last = -1
    for start, end, is_there in _places_of_lines(old, lines):
        words = "" if is_there else folded_words(old[start:end])
        if is_there or (words and words in new):
            if first >= 0:
                found.append(old[first:last])
            first = -1
        elif words:
            first = start if first < 0 else first
            last = end
    return [*found, old[first:last]] if first >= 0 else found


def removed(old: tuple[str, str], new: tuple[str, str]) -> list[tuple[str, str]]:
    """What of an old (title, body) the new one no longer has: pairs of field and passage, the title first."""
    there = folded_words("\n".join(new))
    title = old[0] if (words := folded_words(old[0])) and words not in there else ""
    gone = [("body", passage.strip()) for passage in missing(old[1], there, frozenset(new[1].split("\n")))]
    return [("title", title), *gone] if title else gone
