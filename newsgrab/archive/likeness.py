"""Whether two pages can be one article, by what they say: their headlines and their texts.

A page's word for its own address (canonical, og:url) is a hint. Where it would make two pages one article, they must
not contradict each other. Shingles of words after A. Z. Broder, "On the resemblance and containment of documents"
(1997); containment, since one of them may be a part of the other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
)
# Words; in scripts without blanks between them, single letters.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_]+"
)
_WIDTH = 3  # words in a shingle
_FEW = 12  # shingles below which the words are compared
_FEW_WORDS = 6  # words below which a text tells nothing
_ALIKE_TITLE = 0.5
_ALIKE_TEXT = 0.5
_STRANGE_TEXT = 0.15  # so little in common that not even the same headline makes them one


class Said(NamedTuple):
    """What a page says, as far as it is compared."""

    title: str
    body: str


def contradict(one: Said, other: Said) -> bool:
    """Whether the two are not one article: headlines unlike and texts unlike, or texts that have nothing in common.

    >>> contradict(Said("Bridge opened", "The bridge is open."), Said("Bridge opened at last", "The bridge is open."))
    False
    """
    common = _common(one.body, other.body)
    if common is not None and common < _STRANGE_TEXT:
        return True
    return not alike_titles(one.title, other.title) and (common is None or common < _ALIKE_TEXT)


def agree(one: Said, other: Said) -> bool:
    """Whether the two are one article: half of the shorter text is in the other; of texts too short to tell, the same
    headline.

    >>> agree(Said("Weather", "Rain."), Said("Weather", "Sunshine."))
    True
    """
    common = _common(one.body, other.body)
    return common >= _ALIKE_TEXT if common is not None else _words(one.title) == _words(other.title) != []


def alike_titles(one: str, other: str) -> bool:
    """Whether two headlines have half of their words in common."""
    here, there = frozenset(_words(one)), frozenset(_words(other))
    if not here or not there:
        return False
    return len(here & there) >= _ALIKE_TITLE * min(len(here), len(there)) and (
        len(here & there) >= _ALIKE_TITLE / 2 * max(len(here), len(there))
    )


def _common(one: str, other: str) -> float | None:
    """The share of the shorter text that the longer one has, too; None if one is too short to tell.

    Of texts of a sentence or two the words are compared, of longer ones the shingles.
    """
    here, there = _shingles(one), _shingles(other)
    if min(len(here), len(there)) >= _FEW:
        return len(here & there) / min(len(here), len(there))
    words, others = frozenset(_words(one)), frozenset(_words(other))
    least = min(len(words), len(others))
    return len(words & others) / least if least >= _FEW_WORDS else None


@lru_cache(maxsize=8)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(tuple(words[at : at + _WIDTH]) for at in range(max(len(words) - _WIDTH + 1, 0)))


def _words(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold())
