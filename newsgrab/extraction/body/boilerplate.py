"""Boilerplate removal: what stands inside the article's box and is not its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgrab.extraction.body.cards import is_dateline
from newsgrab.extraction.body.counters import is_counter, is_dated, is_disclosure, is_rate
from newsgrab.extraction.body.edges import (
    SENTENCE_STOPS,
    around,
    ended,
    has_heading,
    is_half_linked_sentence,
    trimmed,
    without_closing,
)
from newsgrab.extraction.page.boxes import Box, Line, is_blob
from newsgrab.extraction.page.elements import SUBHEADINGS
from newsgrab.extraction.words.class_names import CAPTION, MEDIA, NameHint
from newsgrab.extraction.words.line_labels import CALL, STAMP, labels
from newsgrab.extraction.words.tables import markup_pattern
from newsgrab.extraction.words.wall_phrases import COOKIES, LOADING

_SHORT_CAPTION = 600
_MUCH = 0.3  # of the text of an article
_MEDIA_CAPTION = 300
_MAX_LABEL = 160
_MAX_CALL = 400
_LONG = 60
_TOO_LONG = 300
# An agency's name at the end of a line, after what separates it from whom it names.
_CREDIT = re.compile(rf"[/|©]\s*(?:{markup_pattern('captions.agencies')})\b[^.]{{0,20}}$", re.IGNORECASE)
_NEARLY_ALL = 0.85
_MUCH_TEXT = 300
_LEAST_TEXT = 100
_COLON = re.compile(r"[^:：]{1,40}[:：]\s*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|[\w.+-]+@[\w-]+\.[\w.-]+$")
_LISTS = frozenset({"ul", "ol", "dl"})


def article_lines(box: Box, headline: Line | None, lines: list[Line], shared: dict[str, float]) -> list[Line]:
    """The lines of the body, captions among them, in order.

    `lines` are all lines of the page, `shared` is how much text its boxes of each name hold together.
    """
    holders = around(headline.box) if headline else set()
    found: list[Line] = []
    _Collecting(box.text, holders, shared, found).collect(box)
    if not found:
        found = [line for line in box.lines() if line.weight > 0]  # a story told under its pictures
    if headline is not None and found and id(box) not in holders:
        found = _lead(box, headline, lines, found) + found
    return trimmed(without_closing(_without_labels(ended(_of_one_story(found, headline, lines)))))


def fragment_lines(box: Box) -> list[Line]:
    """The lines of a piece of HTML that is nothing but a text: without links, labels and calls in it, captions kept."""
    found: list[Line] = []
    _Collecting(box.text, set(), {}, found).collect(box)
    return _without_labels(found) if found else []


def _of_one_story(found: list[Line], headline: Line | None, lines: list[Line]) -> list[Line]:
    """The lines up to another h1 after the text: what follows has that for its headline.

    A chapter of the text may bear an h1, too: it stands in a box that holds text before it, or in one of the same kind,
    or the text goes on behind it.
    """
    heads = [line for line in lines if line.box.tag == "h1" and line is not headline]
    if not heads or headline is None or headline.box.tag != "h1":
        return found
    places = {id(line): at for at, line in enumerate(lines)}
    first = places.get(id(headline), 0)
    for head in heads:
        place = places[id(head)]
        before = [line for line in found if line.weight > 0 and places[id(line)] < place]
        after = [line for line in found if line.weight > 0 and places[id(line)] > place]
        much = sum(line.weight for line in before)
        if place < first or much < _MUCH_TEXT or 2 * much < sum(line.weight for line in after):
            continue
        boxes = {id(line.box.parent) for line in before}
        outer = {one for line in before for one in around(line.box)}
        alike = any(_is_alike(head.box.parent, line.box.parent) for line in before)
        goes_on = any(id(line.box.parent) in boxes for line in after)
        if id(head.box.parent) not in outer and not alike and not goes_on:
            return [line for line in found if places[id(line)] < place]
    return found


def _is_alike(one: Box | None, other: Box | None) -> bool:
    return one is not None and other is not None and (one.tag, one.names) == (other.tag, other.names)


def _without_labels(lines: list[Line]) -> list[Line]:
    """The lines without labels, calls and credits, and without what is said twice.

    A refrain is not: it stands in the same box as before, or in one like it beside that.
    """
    found: list[Line] = []
    seen: dict[str, Box] = {}
    apart = _apart(lines)
    ads = {_around(line) for line in lines if id(line) in apart and is_disclosure(line.text)}
    for line in lines:
        text = line.text
        if id(line) in apart and (not ads.isdisjoint((line.box, line.box.parent)) or _is_notice(line) or is_rate(line)):
            continue
        if len(text) < _MAX_LABEL and (line.linked or line.box.tag != "li") and _is_label(line):
            continue
        if line.linked and len(text) < _MAX_CALL and CALL.are_in(text):
            continue
        if len(text) > _LONG:
            first = seen.setdefault(text, line.box)
            if first is not line.box and not (_is_alike(first, line.box) and first.parent is line.box.parent):
                continue
        found.append(line)
    return found


def _is_label(line: Line) -> bool:
    """Whether a line labels, calls or credits, or is a stamp of author and time."""
    return (
        labels(line.text)
        or _CREDIT.search(line.text) is not None
        or (line.weight < 0 and STAMP.length(line.text) > 0)
        or is_dated(line.text)
        or LOADING.match(line.text) is not None
        or is_counter(line)
    )


def _apart(lines: list[Line]) -> set[int]:
    """The lines in another box than most of the text: a paragraph by what is around it, else by its own names, too."""
    places = [_place(line) for line in lines]
    text: dict[object, float] = dict.fromkeys(places, 0.0)
    for line, place in zip(lines, places, strict=True):
        text[place] += line.weight
    most = max(text, key=lambda place: text[place], default=None)
    return {id(line) for line, place in zip(lines, places, strict=True) if place != most}


def _place(line: Line) -> object:
    box = line.box
    return (box.parent, "", "") if box.tag == "p" else (box.parent, box.tag, box.names)


def _around(line: Line) -> Box | None:
    """What a paragraph stands in; the box of a line that is none."""
    return line.box.parent if line.box.tag == "p" else line.box


def _is_notice(line: Line) -> bool:
    """Whether a line in a box of its own is a notice on cookies, and no quote."""
    parent = line.box.parent
    quoted = parent is not None and parent.tag == "blockquote"
    return len(line.text) < _MAX_CALL and not quoted and COOKIES.are_in(line.text)


def _lead(box: Box, headline: Line, lines: list[Line], found: list[Line]) -> list[Line]:
    """The sentences between the headline and the box of the text: the lead."""
    start = lines.index(headline) + 1
    outer = around(box)
    lead: list[Line] = []
    for line in lines[start:]:
        if line is found[0]:
            return lead
        if (
            line.weight > 0
            and not _is_only_date(line.text)
            and line.linked * 3 < len(line.text)
            and stands_free(line.box, outer)
        ):
            lead.append(line)
    return []


def _is_only_date(text: str) -> bool:
    """Whether a line is a date, and no long sentence that holds one."""
    return is_dateline(text) and (len(text) < _LONG or not text.endswith(SENTENCE_STOPS))


def stands_free(box: Box | None, outer: set[int]) -> bool:
    """Whether no box around a line, up to those given, is a picture's, a cell, or of what is no text."""
    while box is not None and id(box) not in outer:
        if _drops(box, 0.0, outer) or box.tag in {"figure", "figcaption", "td"}:
            return False
        box = box.parent
    return True


@dataclass(frozen=True, slots=True)
class _Collecting:
    """The gathering of lines from the box of the article: how much text it holds, and what is known of its parts."""

    whole: float
    holders: set[int]  # the boxes around the headline
    shared: dict[str, float]
    found: list[Line]

    def collect(self, box: Box) -> None:
        """Gather the lines of a box that are text."""
        found = self.found
        for part in box.parts:
            if isinstance(part, Line):
                if part.weight < 0 and len(part.text) > _TOO_LONG and box.tag != "pre" and is_blob(part.text):
                    continue
                if part.linked * 2 <= len(part.text) or _is_linked_text(part, box):
                    found.append(part)
            elif not _drops(part, self.whole, self.holders) or self._is_body(part):
                self.collect(part)
            elif part.tag in _LISTS and part.name_hint <= 0 and found and _announces(found[-1]):
                found += [line for line in part.lines() if not labels(line.text)]

    def _is_body(self, box: Box) -> bool:
        """Whether the boxes of that name hold so much of the text that they are no boxes of pictures."""
        if not box.names or box.dropped or box.name_hint > 0 or box.linked * 3 > box.chars:
            return False
        return self.shared.get(box.names, 0.0) > _MUCH * self.whole


def _announces(line: Line) -> bool:
    """Whether a list is announced: by a sentence that ends with a colon, not by a label."""
    return len(line.text) > _LONG and line.text.endswith((":", "："))


def _is_linked_text(line: Line, box: Box) -> bool:
    """Whether a line that is mostly a link belongs to the text.

    So does one of a list that is kept, a heading among paragraphs, and a paragraph that says more than its link does,
    unless all that it says is what the link is for ("Source:").
    """
    tag = box.tag
    if tag == "li":
        return True
    outer = box.parent
    if outer is None or outer.text < _MUCH_TEXT:
        return False
    if tag in SUBHEADINGS:
        return True
    if _ADDRESS.match(line.text) and tag in {"p", "div"}:
        return True
    size = len(line.text)
    if size >= _TOO_LONG or line.linked >= size * _NEARLY_ALL or _is_labelled(line):
        return False
    return tag == "p" or is_half_linked_sentence(line)


def _is_labelled(line: Line) -> bool:
    """Whether a line is a short label with a colon, and then a link."""
    label = _COLON.match(line.text)
    return label is not None and len(line.text) - label.end() <= line.linked + 1


def _drops(box: Box, whole: float, holders: set[int]) -> bool:
    if id(box) in holders:
        return False
    if box.dropped:
        return True
    mark = box.name_hint
    if mark is NameHint.DOUBTFUL and box.tag != "p" and box.text < 0.3 * whole and box.linked * 3 > box.chars:
        return True
    if box.names and box.tag not in SUBHEADINGS:
        if box.text < _SHORT_CAPTION and CAPTION.search(box.names) and not _is_of_table(box):
            return True
        if box.chars < _MEDIA_CAPTION and box.tag != "p" and MEDIA.search(box.names) and not has_heading(box):
            return True
    if box.text > _LEAST_TEXT and box.text * 2 > box.linked and box.tag in {"div", "section"}:
        return False  # there is text in it, too; its parts are asked one by one
    return bool(
        box.linked > 40 and box.linked * 2 > box.chars and box.tag in {"ul", "ol", "div", "section", "table", "dl"}
    )


def _is_of_table(box: Box) -> bool:
    """Whether a caption stands by a table."""
    beside = box.parent.parts if box.parent is not None else ()
    return box.tag == "caption" or any(isinstance(part, Box) and part.tag == "table" for part in beside)
