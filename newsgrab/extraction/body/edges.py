"""The edges of the text: where it begins and ends among the lines that were gathered."""

from __future__ import annotations

import re

from newsgrab.extraction.page.boxes import Box, Line, text_weight
from newsgrab.extraction.page.elements import HEADINGS, SUBHEADINGS
from newsgrab.extraction.words.line_labels import COMMENT_RULES, DONATION, END, TALK

_MAX_CALL = 400
_MAX_END = 60
_OWN_WORDS = 25  # characters outside its links by which a sentence is one
SENTENCE_STOPS = (".", "!", "?", "。", "！", "？", "؟", "۔", "।", "”", '"', "»")
_CLOSING = 3  # last lines among which a publisher speaks of itself
_MAX_CLOSING = 600
_MAX_STAMP = 110
_LONG = 60
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b.*\d|\d.*\d{1,2}[:.]\d\d\b")
_MUCH_TEXT = 300
_KEPT_SCRAPS = frozenset({"li", "tr", "td", "th", "dd", "dt", "pre"})


def ended(lines: list[Line]) -> list[Line]:
    """The lines up to where a label says that something else begins."""
    total = text_weight(lines)
    before = 0.0
    for at, line in enumerate(lines):
        if before > total * 0.5 and is_end(line) and (before > total * 0.75 or _ends_all(line)):
            if _goes_on(lines, at):
                continue
            return lines[:at]
        before += max(line.weight, 0.0)
    return lines


def _goes_on(lines: list[Line], at: int) -> bool:
    """Whether the text goes on after a label of other stories: in the box of the sentence before it."""
    if TALK.are_in(lines[at].text):
        return False
    box = next((line.box.parent for line in reversed(lines[:at]) if line.weight > 0), None)
    return sum(line.weight for line in lines[at:] if line.weight > 0 and line.box.parent is box) > _MUCH_TEXT


def without_closing(lines: list[Line]) -> list[Line]:
    """The lines without what a publisher says behind the text: how to comment, or in its own box a call for money."""
    text = [line for line in lines if line.weight > 0]
    if len(text) <= _CLOSING:
        return lines
    told = "\n".join(line.text for line in text[:-_CLOSING])  # a text about comments or gifts speaks of them before
    outer = around(text[0].box)
    for last in reversed(text[-_CLOSING:]):
        if len(last.text) > _MAX_CALL:
            continue
        if COMMENT_RULES.are_in(last.text) and not TALK.are_in(told):
            return [line for line in lines if line is not last]
        if DONATION.are_in(last.text) and not DONATION.are_in(told):
            own = last.box
            while own.parent is not None and id(own.parent) not in outer:
                own = own.parent
            if own is not last.box and own.text < _MAX_CLOSING and has_heading(own):
                return [line for line in lines if id(own) not in around(line.box)]
    return lines


def trimmed(lines: list[Line]) -> list[Line]:
    """The lines from the first sentence to the last."""
    first, last = 0, len(lines)
    while first < last and _is_scrap(lines[first], at_start=True):
        first += 1
    kinds = {(line.box.tag, line.box.names) for line in lines[first:last] if line.weight > 0}
    while last > first and _is_scrap(lines[last - 1], at_start=False) and not _closes(lines[last - 1], kinds):
        last -= 1
    return lines[first:last] or lines


def _closes(line: Line, kinds: set[tuple[str, str]]) -> bool:
    """Whether a line, however short, is a last sentence: it ends as one, in a box like those of the others."""
    box = line.box
    own = line.linked * 2 <= len(line.text) or is_half_linked_sentence(line)
    return own and box.tag not in SUBHEADINGS and (box.tag, box.names) in kinds and line.text.endswith(SENTENCE_STOPS)


def is_half_linked_sentence(line: Line) -> bool:
    """Whether a line that is mostly a link is a sentence: it says something of its own, and ends as one."""
    return len(line.text) - line.linked >= _OWN_WORDS and line.text.endswith(SENTENCE_STOPS)


def is_end(line: Line) -> bool:
    """Whether the line is little more than a label of comments or of other stories."""
    text = line.text
    size = END.length(text) if len(text) < _MAX_END and line.box.tag != "li" else 0
    return size > 0 and len(text) - size < _MAX_END // 2


def _ends_all(line: Line) -> bool:
    """Whether much may follow the label: what readers say, or what a heading of its own stands over."""
    return line.box.tag in SUBHEADINGS or TALK.are_in(line.text)


def _is_scrap(line: Line, *, at_start: bool) -> bool:
    """A line that is no sentence, at an end of the text."""
    tag = line.box.tag
    if at_start and (tag == "h1" or (len(line.text) < _MAX_STAMP and _CLOCK.search(line.text))):
        return True
    if not at_start and ((tag in SUBHEADINGS and len(line.text) < _LONG) or line.text.endswith((":", "："))):
        return True  # a heading of nothing
    if line.weight > 0:
        return False
    if at_start:
        return tag not in _KEPT_SCRAPS and tag not in SUBHEADINGS and not (tag == "p" and is_half_linked_sentence(line))
    return not (tag in _KEPT_SCRAPS or (tag == "p" and not line.box.names and line.linked * 2 <= len(line.text)))


def around(box: Box | None) -> set[int]:
    """The box and all boxes around it."""
    found: set[int] = set()
    while box is not None:
        found.add(id(box))
        box = box.parent
    return found


def has_heading(box: Box) -> bool:
    """Whether a heading stands in a box."""
    return any(isinstance(part, Box) and (part.tag in HEADINGS or has_heading(part)) for part in box.parts)
