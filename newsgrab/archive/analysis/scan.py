"""Where the words of a text are, and in which script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsgrab.archive.analysis.fold import INVISIBLE, MARKS

_WIDE = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_CLUSTERED = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eb9\u0ebb-\u0ecd\u1000-\u109f\u1780-\u17d3"
_ARABIC = (
    "\u0621-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
)
_INSIDE = f"{MARKS}{INVISIBLE}"
_OTHER = f"[^\\W_{_WIDE}{_HANGUL}{_CLUSTERED}{_ARABIC}]"
WORD = re.compile(
    f"(?P<wide>[{_WIDE}\u3099\u309a]+)|(?P<hangul>[{_HANGUL}]+)|(?P<clusters>[{_CLUSTERED}{INVISIBLE}]*[{_CLUSTERED}]+)"
    f"|[{_ARABIC}][{_ARABIC}{_INSIDE}]*"
    f"|(?:{_OTHER}|[{MARKS}])(?:{_OTHER}+|[{_INSIDE}]|(?<=[\u0400-\u04ff])['\u2019\u02bc](?=[\u0400-\u04ff]))*"
)
"""A word: letters and digits with the marks and invisible characters inside it; a run of writing without spaces.

Arabic letters are parted from Latin ones and digits: ال4 is an article and a number.
"""


class Word(NamedTuple):
    """A word's place in a text."""

    start: int
    end: int
    text: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of the text (or of its stretch from `start` to `end`) with their places, in order.

    >>> [word.text for word in words("F-16, C++ و«مُحَمَّد»")]
    ['F', '16', 'C', 'و', 'مُحَمَّد']
    """
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        yield Word(match.start(), match.end(), match.group())


def is_spaceless(word: str) -> bool:
    """True for a run of Chinese, Japanese, Korean, Thai, Lao, Khmer or Burmese: searched by pairs of characters."""
    match = WORD.match(word)
    return match is not None and match.lastgroup is not None
