"""Boilerplate: what stands inside the article's box and is not its text."""

from __future__ import annotations

import re

from newsgrab.extraction.boxes import Box, Line
from newsgrab.extraction.names import CAPTION, Sign, sign

_SHORT_CAPTION = 600


def kept_lines(box: Box, headline: Line | None) -> list[Line]:
    """The lines of the body, captions among them, in order."""
    holders: set[int] = set()
    outer: Box | None = headline.box if headline else None
    while outer is not None:
        holders.add(id(outer))
        outer = outer.parent
    found: list[Line] = []
    _collect(box, box.text, holders, found)
    return found


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
    if mark is Sign.DOUBTFUL and box.tag != "p" and box.text < 0.3 * whole and (box.noise * 2 > box.text):
        return True
    if box.names and CAPTION.search(box.names) and box.text < _SHORT_CAPTION:
        return True
    if box.noise > 40 and box.noise > box.text and box.tag in {"ul", "ol", "div", "section", "table", "dl"}:
        return True
    return False
