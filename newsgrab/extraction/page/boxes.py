"""Boxes and lines: the visible text of a page in reading order, in one walk over its tree.

A box is an element that stands on its own lines (div, p, li, td, …); a line is a run of text without a break. All that
decides about the body works on these plain values: touching the parser's tree again would cost ten times as much.

Every line is weighed as it ends: a sentence speaks for text, a link or a scrap against it. Parts that by their names
stand apart (menus, footers, comments) are set aside unread, unless the headline is in them; who finds too little text
reads them after all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsgrab.extraction.page.elements import INLINE, SUBHEADINGS, UNSEEN, Element, Elements
from newsgrab.extraction.words.class_names import APART_TAGS, NameHint, name_hint, tells_of_layout

_BLOCK_TAGS = """
address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption
figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
summary table tbody td tfoot th thead tr ul
"""
_IMAGES = ("img", "picture", "video", "iframe", "object", "amp-img")

# What the walk does with an element.
_SKIP, _THROUGH, _LINK, _BOLD, _BREAK, _BOX, _IMAGE, _PLACE = range(8)
_DOES = (
    dict.fromkeys(UNSEEN, _SKIP)
    | dict.fromkeys(INLINE, _THROUGH)
    | dict.fromkeys(_BLOCK_TAGS.split(), _BOX)
    | dict.fromkeys(_IMAGES, _IMAGE)
    | {"a": _LINK, "b": _BOLD, "strong": _BOLD, "br": _BREAK, "template": _PLACE}
)

_TABLES = ("table", "tr", "td")
_WIDE = re.compile("[\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WIDE_WORTH = 1.5  # a character of a script without spaces says what two and a half letters say
_FIRST_WIDE = "\u0e00"
_ENDING = re.compile('[.!?…。！？؟۔।:："”“»«」』)]\\s*$')
_LONG = 80
_SHORT = 25
_SCRAP = -10.0
_MAX_LINK = 100.0
_BLOB = 200
_MUCH = 600  # characters of text that neither a menu nor a teaser has


@dataclass(slots=True, eq=False)
class Line:
    """A run of text without a break. `linked` and `bold` are how many of its characters are in links, in bold.

    `breaks` is how many `<br>` stand before it in its box; `weight` is how much it speaks for being text (positive) or
    part of the page's frame (negative). `href` is what its first link leads to, as written, "" without one; `opens`
    says that the line begins with that link.
    """

    text: str
    box: Box
    linked: int
    bold: int
    breaks: int
    weight: float
    href: str = ""
    opens: bool = False


@dataclass(slots=True, eq=False)
class Box:
    """An element that stands on its own lines.

    `names` are its class and id in lower case, `sign` what they say. `text` sums the weights of the sentences in it,
    `noise` those of links and scraps, both positive.
    """

    tag: str
    names: str
    parent: Box | None
    name_hint: NameHint = NameHint.NOTHING
    itemprop: str = ""
    hidden: bool = False
    parts: list[Box | Line] = field(default_factory=list)
    chars: int = 0
    linked: int = 0
    text: float = 0.0
    noise: float = 0.0
    images: int = 0  # pictures directly in it
    picture_href: str = ""  # what the first of them leads to
    form: bool = False  # holds a form
    dropped: bool = False

    def lines(self) -> Iterator[Line]:
        """Every line in it."""
        for part in self.parts:
            if isinstance(part, Line):
                yield part
            else:
                yield from part.lines()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A part that was set aside unread, and how many lines stand before it."""

    element: Element
    at: int


@dataclass(slots=True)
class PageLayout:
    """A page in boxes: the box of its body, all lines in order, and the parts that were set aside unread."""

    root: Box
    lines: list[Line]
    aside: list[SetAside]
    boxes: list[Box]

    def forget(self) -> None:
        """Let go of the boxes, which know each other."""
        for box in self.boxes:
            box.parts.clear()


def lay_out(elements: Elements, *, whole: bool = False) -> PageLayout:
    """The boxes and lines of a page; with `whole`, also of the parts that stand apart."""
    walk = _Walk(whole=whole)
    walk.run(elements)
    if walk.places:
        _fill(walk.root, walk.places)
    return PageLayout(walk.root, walk.lines, walk.aside, walk.boxes)


def weigh(text: str, linked: int) -> float:
    """How much a line speaks for being text (positive) or a link or scrap of the page's frame (negative)."""
    length = len(text)
    size = text_size(text)
    if linked:
        if linked * 2 > length:
            return -min(size, _MAX_LINK)
        size *= 1 - linked / length
    if size >= _LONG or (size >= _SHORT and _ENDING.search(text)):
        return _SCRAP if size > _BLOB and is_blob(text) else size
    return _SCRAP


def text_size(text: str) -> float:
    """How much a text says: its length in letters; a sign of a script without spaces counts for two and a half."""
    length = len(text)
    if text.isascii() or not (text[length // 2] >= _FIRST_WIDE or text[0] >= _FIRST_WIDE):
        return float(length)
    return length + _WIDE_WORTH * (length - len(_WIDE.sub("", text)))


def text_weight(lines: Iterable[Line]) -> float:
    """How much of some lines is text."""
    return sum(line.weight for line in lines if line.weight > 0)


def is_blob(text: str) -> bool:
    """Whether a text is nothing to read: settings of a script (JSON), or coded data without any space."""
    return (text[0] in "{[" and '":' in text[:_BLOB]) or (text.isascii() and " " not in text[:_BLOB])


class _Walk:
    """One walk through a body: what was found, and the line that grows in the box that is open."""

    __slots__ = (
        "anchor",
        "aside",
        "bold",
        "box",
        "boxes",
        "breaks",
        "href",
        "lines",
        "linked",
        "links",
        "opens",
        "pieces",
        "places",
        "root",
        "strong",
        "whole",
    )

    def __init__(self, *, whole: bool) -> None:
        self.root = self.box = Box("body", "", None)
        self.boxes = [self.root]
        self.lines: list[Line] = []
        self.aside: list[SetAside] = []
        self.places: dict[str, Box] = {}
        self.pieces: list[str] = []
        self.whole = whole
        self.links = self.bold = 0  # how many links, bold elements are open
        self.linked = self.strong = self.breaks = 0
        self.anchor = self.href = ""  # what the link that is open leads to, and the first of the line
        self.opens = False  # the line begins with it

    def run(self, elements: Elements) -> None:
        """Walk through the body. One loop with few calls in it: it passes everything on the page."""
        sequence = elements.sequence
        stack: list[tuple[int, int]] = []
        does = _DOES
        pieces = self.pieces
        at, end, doing = 1, len(sequence), _BOX
        while True:
            while at >= end:
                if not stack:
                    self.end_line()
                    return
                if doing == _BOX:
                    self.close()
                elif doing == _LINK:
                    self.links -= 1
                elif doing == _BOLD:
                    self.bold -= 1
                end, doing = stack.pop()
            part = sequence[at]
            at += 1
            if isinstance(part, str):
                if not part.isspace():
                    self.say(part)
                elif pieces:
                    pieces.append(part)
                continue
            if part is None:
                continue
            does_now = does.get(part.tag, -1)
            if does_now == -1:
                does_now = _BOX if "-" in part.tag else _THROUGH
            if does_now == _BOX:
                if not self.open(part):
                    at = part.end
                    continue
            elif does_now == _LINK:
                if _is_left_open(part):
                    does_now = _THROUGH
                else:
                    self.links += 1
                    self.anchor = part.get("href")
            elif does_now == _BOLD:
                self.bold += 1
            elif does_now != _THROUGH:
                if part.tag == "button" and self.box.tag in SUBHEADINGS:
                    continue  # it opens what the heading stands over
                self.pass_by(part, does_now)
                at = part.end
                continue
            stack.append((end, doing))
            end, doing = part.end, does_now

    def say(self, text: str) -> None:
        """Add text to the line."""
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())
            self.href = self.href or self.anchor
            self.opens = self.opens or len(self.pieces) == 1
        if self.bold:
            self.strong += len(text.strip())

    def end_line(self) -> None:
        """End the line, if there is one, and weigh it."""
        pieces = self.pieces
        if not pieces:
            return
        box = self.box
        raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        text = raw if box.tag == "pre" else " ".join(raw.split())
        linked = self.linked
        weight = weigh(text, linked)
        line = Line(text, box, linked, self.strong, self.breaks, weight, self.href, self.opens)
        box.parts.append(line)
        self.lines.append(line)
        box.chars += len(text)
        box.linked += linked
        if weight > 0:
            box.text += weight
        else:
            box.noise -= weight
        self.breaks = self.linked = self.strong = 0
        self.href, self.opens = "", False

    def open(self, element: Element) -> bool:
        """Open a box, or set it aside and say False."""
        self.end_line()
        outer = self.box
        tag = element.tag
        if tag in APART_TAGS and not self.whole and not _holds_h1(element):
            self.aside.append(SetAside(element, len(self.lines)))
            return False
        attributes = element.attributes
        if attributes:
            box = _box(tag, attributes, outer)
            if box.name_hint is NameHint.APART and not self.whole and not _holds_h1(element):
                if not (tells_of_layout(tag, box.names, element.get("role")) and _is_prose(element)):
                    self.aside.append(SetAside(element, len(self.lines)))
                    return False
                box.name_hint = NameHint.NOTHING
        else:
            box = Box(tag, "", outer)
        outer.parts.append(box)
        self.boxes.append(box)
        self.box = box
        self.breaks = 0
        return True

    def close(self) -> None:
        """Close the box that is open, and add what it holds to the one around it."""
        self.end_line()
        box = self.box
        outer = box.parent
        if outer is not None:
            outer.chars += box.chars
            outer.linked += box.linked
            outer.text += box.text
            outer.noise += box.noise
            if box.form or box.tag == "form":
                outer.form = True
            self.box = outer
        self.breaks = 0

    def pass_by(self, element: Element, doing: int) -> None:
        """An element without text of its own."""
        if doing == _BREAK:
            self.end_line()
            self.breaks += 1
        elif doing == _IMAGE:
            self.box.images += 1
            if self.links:
                self.box.picture_href = self.box.picture_href or self.anchor
        elif doing == _PLACE and element.get("id"):
            box = Box("div", "", self.box)
            self.box.parts.append(box)
            self.boxes.append(box)
            self.places[element.get("id").lower()] = box


def _is_prose(element: Element) -> bool:
    """Whether an element holds paragraphs of text and hardly any links."""
    size = len(element.line)
    return size >= _MUCH and 10 * sum(len(link.line) for link in element.links()) <= size


def _is_left_open(anchor: Element) -> bool:
    """Whether `<a name="…">` was never closed, so that tables stand in it: the mark of a place, and no link."""
    return bool(anchor.get("name")) and not anchor.get("href") and anchor.first(*_TABLES) is not None


def _holds_h1(element: Element) -> bool:
    return any(heading.is_in(element) for heading in element.tree.tagged("h1"))


def _box(tag: str, attributes: dict[str, str | None], outer: Box) -> Box:
    get = attributes.get
    name, ident = get("class"), get("id")
    names = f"{name} {ident}".lower() if name and ident else (name or ident or "").lower()
    style = get("style")
    hidden = (
        "hidden" in attributes
        or get("aria-hidden") == "true"
        or bool(style and "none" in style and "display:none" in style.replace(" ", "").lower())
    )
    itemprop = get("itemprop")
    return Box(
        tag, names, outer, name_hint(tag, names, get("role") or ""), itemprop.lower() if itemprop else "", hidden
    )


def _fill(root: Box, places: dict[str, Box]) -> None:
    """Put streamed parts where they belong.

    React sends slow parts of a page late, as `<div hidden id="S:0">`, and a script moves each to the place that
    `<template id="B:0">` (or P:0) keeps for it.
    """
    for part in root.parts:
        if isinstance(part, Box) and part.hidden and part.names.startswith("s:"):
            number = part.names[2:]
            place = places.get(f"b:{number}") or places.get(f"p:{number}")
            if place is not None:
                part.hidden = False
                part.parent = place
                place.parts.append(part)
                outer: Box | None = place
                while outer is not None and outer is not root:
                    outer.chars += part.chars
                    outer.linked += part.linked
                    outer.text += part.text
                    outer.noise += part.noise
                    outer = outer.parent
    root.parts[:] = [part for part in root.parts if isinstance(part, Line) or part.parent is root]
