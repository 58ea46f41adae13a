"""Boilerplate: what stands inside the article's box and is not its text."""

from __future__ import annotations

from newsgrab.extraction.boxes import Box, Line
from newsgrab.extraction.names import CAPTION, Sign, sign

_SHORT_CAPTION = 600


def kept_lines(box: Box, headline: Line | None, lines: list[Line]) -> list[Line]:
    """The lines of the body, captions among them, in order. `lines` are all lines of the page."""
    holders = around(headline.box) if headline else set()
    found: list[Line] = []
    _collect(box, box.text, holders, found)
    if headline is not None and found and id(box) not in holders:
        found = _lead(box, headline, lines, found) + found
    return found


def around(box: Box | None) -> set[int]:
    """The box and all boxes around it."""
    found: set[int] = set()
    while box is not None:
        found.add(id(box))
        box = box.parent
    return found


def _lead(box: Box, headline: Line, lines: list[Line], found: list[Line]) -> list[Line]:
    """The sentences between the headline and the box of the text: the lead."""
    start = lines.index(headline) + 1
    outer = around(box)
    lead: list[Line] = []
    for line in lines[start:]:
        if line is found[0]:
            return lead
        if line.weight > 0 and not line.linked and _stands_free(line.box, outer):
            lead.append(line)
    return []


def _stands_free(box: Box | None, outer: set[int]) -> bool:
    while box is not None and id(box) not in outer:
        if _drops(box, 0.0, outer) or box.tag in {"figure", "figcaption", "li", "td"}:
            return False
        box = box.parent
    return True


def _collect(box: Box, whole: float, holders: set[int], found: list[Line]) -> None:
    for part in box.parts:
        if isinstance(part, Line):
            if part.linked * 2 <= len(part.text):
                found.append(part)
        elif not _drops(part, whole, holders):
            _collect(part, whole, holders, found)


def _drops(box: Box, whole: float, holders: set[int]) -> bool:
    if id(box) in holders:
        return False
    if box.hidden:
        return True
    if box.dropped:
        return True
    mark = sign(box.tag, box.names, box.role)
    if mark is Sign.DOUBTFUL and box.tag != "p" and box.text < 0.3 * whole and box.linked * 3 > box.chars:
        return True
    if box.names and CAPTION.search(box.names) and box.text < _SHORT_CAPTION:
        return True
    return bool(
        box.linked > 40 and box.linked * 2 > box.chars and box.tag in {"ul", "ol", "div", "section", "table", "dl"}
    )
