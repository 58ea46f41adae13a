"""Corrections: notes in which editors tell what of the article was wrong, wherever they stand beside its text.

They are a part of it: where a site says itself that it changed an article, that is to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgrab.extraction.body.boilerplate import stands_free
from newsgrab.extraction.body.counters import is_dated
from newsgrab.extraction.body.edges import around, is_end
from newsgrab.extraction.page.boxes import Box, Line, PageLayout, SetAside, weigh
from newsgrab.extraction.page.elements import HEADINGS
from newsgrab.extraction.words.line_labels import is_correction
from newsgrab.extraction.words.tables import markup_pattern

_FOLLOWING = 12  # lines behind the text
_LEAST, _MOST = 30, 1000  # characters
_MAX_NODES = 60  # of a part that may be a note
_TAGS = frozenset({"aside", "footer"})
_NAMED = re.compile(markup_pattern("class_names.correction"))


def with_corrections(kept: list[Line], headline: Line | None, layout: PageLayout) -> list[Line]:
    """The lines of the text with those of the notes that stand between them and the headline, or right behind them."""
    lines = layout.lines
    own = {id(line) for line in kept}
    places = [at for at, line in enumerate(lines) if line is headline or id(line) in own]
    if not kept or not places:
        return kept
    first, last = places[0], _end(lines, places[-1])
    outer = around(kept[-1].box) | around(headline.box if headline else None)
    notes: list[tuple[float, Line]] = [
        (at, line)
        for at, line in enumerate(lines[first:last], first)
        if id(line) not in own and line is not headline and _is_note(line) and stands_free(line.box, outer)
    ]
    notes += [(part.at - 0.5, line) for part in layout.aside if first < part.at <= last for line in _notes_in(part)]
    if not notes:
        return kept
    texts = {line.text for line in kept}
    notes = [(at, line) for at, line in notes if line.text not in texts]
    found = [(float(at), line) for at, line in enumerate(lines) if id(line) in own]
    return [line for _, line in sorted([*found, *notes], key=lambda one: one[0])]


def _end(lines: list[Line], last: int) -> int:
    """Up to which line notes on the text may stand: not behind a heading or a label of comments or other stories."""
    for at, line in enumerate(lines[last + 1 : last + 1 + _FOLLOWING], last + 1):
        if line.box.tag in HEADINGS or is_end(line):
            return at
    return last + 1 + _FOLLOWING


def _is_note(line: Line) -> bool:
    text = line.text
    if not _LEAST <= len(text) <= _MOST or line.linked * 2 > len(text) or is_dated(text):
        return False
    return (line.weight > 0 and is_correction(text)) or any(map(_is_note_box, (line.box, line.box.parent)))


def _is_note_box(box: Box | None) -> bool:
    """Whether a small box is called a note of that kind, and begins so or says so."""
    if box is None or box.chars > _MOST or not _NAMED.search(box.names):
        return False
    return is_correction("\n".join(line.text for line in box.lines()), named=True)


def _notes_in(part: SetAside) -> Iterator[Line]:
    """The paragraphs of a part that was set aside and is, or holds, such a note."""
    element = part.element
    if element.end - element.order > _MAX_NODES:
        return
    named = _NAMED.search(f"{element.get('class')} {element.get('id')}".lower()) is not None
    if not named and element.tag not in _TAGS:
        return
    whole = named and len(element.line) <= _MOST and is_correction(element.line, named=True)
    paragraphs = [one for one in element.inside() if one.tag == "p"] or [element]
    for paragraph in paragraphs:
        text = paragraph.line
        linked = sum(len(link.line) for link in paragraph.links())
        line = Line(text, Box("p", "", None), linked, 0, 0, weigh(text, linked))
        if (whole and text) or _is_note(line):
            yield line
