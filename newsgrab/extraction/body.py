"""The body: which box of the page holds the article, and which lines in it are the article."""

from __future__ import annotations

import re

from newsgrab.extraction.boxes import Box, Line
from newsgrab.extraction.names import APART, APART_TAGS

_WIDE = re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WIDE_WORTH = 1.5  # a character of a script without spaces says what two and a half letters say
_ENDING = re.compile('[.!?…。！？؟۔।:："”»」』)]\\s*$')


def weigh(line: Line) -> float:
    """How much the line speaks for being text (positive) or a link or scrap of the page's frame (negative)."""
    text = line.text
    length = float(len(text))
    if not text.isascii():
        length += _WIDE_WORTH * (len(text) - len(_WIDE.sub("", text)))
    if line.linked * 2 > len(text):
        return -min(length, 100.0)
    own = length * (1 - line.linked / len(text))
    if own >= 80 or (own >= 25 and _ENDING.search(text)):
        return own
    return -10.0


def measure(box: Box) -> float:
    """Weigh every line in the box, and give the sum: its own worth. Parts apart count nothing."""
    total = 0.0
    noise = 0.0
    for part in box.parts:
        if isinstance(part, Line):
            part.weight = weigh(part)
            if part.weight > 0:
                total += part.weight
            else:
                noise -= part.weight
        else:
            measure(part)
            if not part.dropped:
                total += part.text
                noise += part.noise
    box.text, box.noise = total, noise
    return total


def mark_apart(box: Box, share: float) -> None:
    """Drop the boxes whose names say that they stand apart from the text, unless they hold most of the page's."""
    for part in box.parts:
        if isinstance(part, Box):
            if (part.tag in APART_TAGS or part.hidden or APART.search(part.names)) and _all_text(part) < share:
                part.dropped = True
            else:
                mark_apart(part, share)


def _all_text(box: Box) -> float:
    return box.text


def find_body(root: Box) -> Box:
    """The smallest box that holds the article's text."""
    measure(root)
    mark_apart(root, root.text * 0.4)
    measure(root)
    box = root
    while True:
        inner = [part for part in box.parts if isinstance(part, Box) and not part.dropped and part.text > 0]
        if not inner:
            return box
        best = max(inner, key=lambda part: part.text - part.noise * 0.5)
        if best.text < 0.7 * box.text or (best.tag in {"p", "li", "tr", "td"} and box.tag != "tr"):
            return box
        box = best


def lines(box: Box) -> list[Line]:
    """The lines of the body."""
    found: list[Line] = []
    for part in box.parts:
        if isinstance(part, Line):
            if part.linked * 2 <= len(part.text):
                found.append(part)
        elif not part.dropped:
            found += lines(part)
    return found
