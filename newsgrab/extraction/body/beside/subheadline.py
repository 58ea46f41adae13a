"""The sub-headline: what stands between the headline and the text and says more of the story in a line or two.

Sentences there are the text's lead, and found with it. A sub-headline need be no sentence: it is known by being a
heading, or by its name.
"""

from __future__ import annotations

import re
from itertools import pairwise

from newsgrab.extraction.body.boilerplate import stands_free
from newsgrab.extraction.body.cards import is_dateline
from newsgrab.extraction.body.counters import is_counter
from newsgrab.extraction.body.edges import around
from newsgrab.extraction.body.names import title_key
from newsgrab.extraction.page.boxes import Line, text_size
from newsgrab.extraction.page.elements import SUBHEADINGS
from newsgrab.extraction.words.line_labels import STAMP, labels
from newsgrab.extraction.words.tables import markup_pattern

_NEAR = 12  # lines below the headline
_LEAST, _MOST = 25.0, 300.0  # how much it says
_LINK = 30  # characters of a link that may be another story's headline
_SAME = 0.6  # of its words, or of the headline's, in both: it is the headline once more
_NAMED = re.compile(markup_pattern("class_names.subheadline"))
_WORD = re.compile(r"\w+")


def with_subheadline(kept: list[Line], headline: Line | None, lines: list[Line]) -> list[Line]:
    """The lines of the text, the sub-headline before them if it is not among them."""
    if headline is None or headline not in lines or not kept:
        return kept
    outer = around(headline.box)
    start = lines.index(headline)
    near = lines[start + 1 : start + _NEAR]
    before = near.index(kept[0]) if kept[0] in near else 0
    return [
        *(
            line
            for line, following in pairwise(near[: before + 1])
            if _is_subheadline(line, following)
            and not _repeats(line.text, headline.text, kept)
            and stands_free(line.box, outer)
        ),
        *kept,
    ]


def _is_subheadline(line: Line, following: Line) -> bool:
    """Whether a line is a heading, or named a sub-headline, and no label; no heading of another story."""
    text = line.text
    if line.linked or not _LEAST <= text_size(text) <= _MOST:
        return False
    if is_dateline(text) or labels(text) or STAMP.length(text) or is_counter(line):
        return False
    boxes = [line.box, line.box.parent] if line.box.parent is not None else [line.box]
    if any(box.names and _NAMED.search(box.names) for box in boxes):
        return True
    return any(box.tag in SUBHEADINGS for box in boxes) and following.linked < _LINK


def _repeats(text: str, headline: str, kept: list[Line]) -> bool:
    """Whether a line says the headline, or the beginning of the text, once more."""
    key, told = title_key(text), title_key(headline)
    if key in told or told in key or any(key in title_key(line.text) for line in kept[:3]):
        return True
    own, others = set(_WORD.findall(text.lower())), set(_WORD.findall(headline.lower()))
    return len(own & others) > _SAME * min(len(own), len(others))
