"""Boxes and lines: the visible text of a page in reading order, in one walk over its tree.

A box is an element that stands on its own lines (div, p, li, td, …); a line is a run of text without a break. All that
decides about the body works on these plain values: touching the parser's tree again would cost ten times as much.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

_UNSEEN_TAGS = """
script style noscript template iframe textarea svg select option input button img object embed audio video canvas map
math head link meta source picture dialog datalist applet title -comment
"""
_INLINE_TAGS = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span strike
strong sub sup time tt u var wbr nobr blink label
"""
_BLOCK_TAGS = """
address article aside blockquote body caption center col colgroup dd details dir div dl dt fieldset figcaption figure
footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary
table tbody td tfoot th thead tr ul
"""
UNSEEN = frozenset(_UNSEEN_TAGS.split())
INLINE = frozenset(_INLINE_TAGS.split())
_BLOCK = frozenset(_BLOCK_TAGS.split())
_IMAGES = frozenset({"img", "picture", "video", "iframe", "object", "amp-img"})
_BOLD = frozenset({"b", "strong"})


@dataclass(slots=True, eq=False)
class Line:
    """A run of text without a break. `linked` and `bold` are how many of its characters are in links, in bold.

    `breaks` is how many `<br>` stand before it in its box. `dropped` lines are not part of the body.
    """

    text: str
    box: Box
    linked: int
    bold: int
    breaks: int = 0
    weight: float = 0.0


@dataclass(slots=True, eq=False)
class Box:
    """An element that stands on its own lines, with its class, id, role and itemprop in lower case as `names`."""

    tag: str
    names: str
    parent: Box | None
    parts: list[Box | Line] = field(default_factory=list)
    role: str = ""
    itemprop: str = ""
    hidden: bool = False
    chars: int = 0  # all characters in it
    linked: int = 0  # those in links
    text: float = 0.0  # weighed characters of sentences in it
    noise: float = 0.0  # weighed characters of links and scraps in it
    images: int = 0  # pictures directly in it
    dropped: bool = False


class _Walk:
    """The walk's state: the box that is open and the line that grows in it."""

    __slots__ = ("bold", "box", "breaks", "linked", "links", "pieces", "strong")

    def __init__(self, root: Box) -> None:
        self.box = root
        self.pieces: list[str] = []
        self.linked = 0
        self.strong = 0
        self.links = 0  # how many links are open
        self.bold = 0
        self.breaks = 0

    def say(self, text: str) -> None:
        self.pieces.append(text)
        if self.links or self.bold:
            seen = len(text.strip())
            if self.links:
                self.linked += seen
            if self.bold:
                self.strong += seen

    def end_line(self) -> None:
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        self.pieces.clear()
        text = raw if self.box.tag == "pre" else " ".join(raw.split())
        if text.strip():
            self.box.parts.append(Line(text, self.box, self.linked, self.strong, self.breaks))
            self.breaks = 0
        self.linked = self.strong = 0


def boxes(body: LexborNode) -> Box:
    """The box of the whole body, with everything visible in it."""
    root = Box("body", "", None)
    walk = _Walk(root)
    places: dict[str, Box] = {}
    # Each entry: the element, its tag, and the box to return to if it opened one.
    stack: list[tuple[LexborNode, str, Box | None]] = []
    node: LexborNode | None = body.first_child
    while True:
        if node is None:
            if not stack:
                break
            node, tag, outer = stack.pop()
            _leave(walk, tag, outer)
            node = node.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            walk.say(node.text_content or "")
        elif tag == "br":
            walk.end_line()
            walk.breaks += 1
        elif tag not in UNSEEN:
            stack.append((node, tag, _enter(walk, node, tag)))
            node = node.first_child
            continue
        elif tag in _IMAGES:
            walk.box.images += 1
        elif tag == "template" and node.id:
            places[node.id.lower()] = _place(walk)
        node = node.next
    walk.end_line()
    if places:
        _fill(root, places)
    return root


def _place(walk: _Walk) -> Box:
    box = Box("div", "", walk.box)
    walk.box.parts.append(box)
    return box


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
    root.parts[:] = [part for part in root.parts if isinstance(part, Line) or part.parent is root]


def _enter(walk: _Walk, node: LexborNode, tag: str) -> Box | None:
    """Open an element; the box to come back to if it is one."""
    if tag == "a":
        walk.links += 1
        return None
    if tag in _BOLD:
        walk.bold += 1
        return None
    attributes = node.attributes
    if (tag in INLINE or (tag not in _BLOCK and "-" not in tag)) and "hidden" not in attributes:
        return None
    walk.end_line()
    outer = walk.box
    if attributes:
        names, role, itemprop, hidden = _names(attributes)
        box = Box(tag, names, outer, [], role, itemprop, hidden)
    else:
        box = Box(tag, "", outer)
    outer.parts.append(box)
    walk.box = box
    walk.breaks = 0
    return outer


def _leave(walk: _Walk, tag: str, outer: Box | None) -> None:
    if outer is not None:
        walk.end_line()
        walk.box = outer
        walk.breaks = 0
    elif tag == "a":
        walk.links -= 1
    elif tag in _BOLD:
        walk.bold -= 1


def _names(attributes: dict[str, str | None]) -> tuple[str, str, str, bool]:
    get = attributes.get
    itemprop = (get("itemprop") or "").lower()
    names = f"{get('class') or ''} {get('id') or ''} {get('data-testid') or ''}".lower().strip()
    style = get("style")
    hidden = (
        "hidden" in attributes
        or get("aria-hidden") == "true"
        or bool(style and "none" in style and "display:none" in style.replace(" ", "").lower())
    )
    return names, (get("role") or "").lower(), itemprop, hidden
