"""The text box: the box of a page that holds the paragraphs of the article, judged by where sentences stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.elements import Element, Elements

MIN_PROSE = 80
MIN_SENTENCE = 35
WIDE = 3  # how many letters of an alphabet a sign of Chinese or Japanese says as much as
MIN_WIDE_SENTENCE = MIN_SENTENCE // WIDE
_WIDE_STOPS = ("。", "！", "？")
MIN_PARAGRAPHS = 2
MIN_HOLDER = 160  # characters of text; in a card there is less
MAX_LINKED = 0.3
MOST = 0.75
TEXT_TAGS = frozenset(("p", "blockquote"))
SENTENCE_END = re.compile(r"[.!?…。！？؟۔।։።][”\"»」』)]?\s*$")
_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "span", "font", "small", "mark", "bdi"))
_APART = names_of("related.apart")
APART_TAGS = frozenset(("nav", "footer", "aside", "header", "form", "select"))


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box, and the numbers of the texts in it that are sentences, in order."""

    box: Element
    orders: tuple[int, ...]

    @property
    def first(self) -> int:
        """Where the first paragraph stands."""
        return self.orders[0]

    @property
    def last(self) -> int:
        """Where the last paragraph stands."""
        return self.orders[-1]


def find_text_box(elements: Elements, start: int, around: frozenset[Element]) -> TextBox | None:
    """The text box behind a place, None if there are too few sentences to tell; `around` are the headline's boxes.

    Where all of it stands in boxes with names of other parts, as "side", the names are of a layout and say nothing.
    """
    return _find(elements, start, around, is_called_apart) or _find(elements, start, around, _is_surely_apart)


def _find(
    elements: Elements, start: int, around: frozenset[Element], is_apart: Callable[[Element], bool]
) -> TextBox | None:
    weights: dict[Element, int] = {}
    found: list[tuple[int, int, Element]] = []
    apart: dict[Element, bool] = dict.fromkeys(around, False)
    parents, orders, blocks = elements.text_parents, elements.text_orders, elements.text_blocks
    at = bisect_left(orders, start)
    long = [
        place
        for place, text in enumerate(elements.texts[at:], start=at)
        if len(text) >= MIN_SENTENCE or (len(text) >= MIN_WIDE_SENTENCE and text.endswith(_WIDE_STOPS))
    ]
    for place in long:
        text, parent, order = elements.texts[place], parents[place], orders[place]
        if blocks[place] < 0 or not _is_prose(text) or parent.tag == "a" or _stands_apart(parent, apart, is_apart):
            continue
        box = block_of(parent)
        holder = box.parent if box.tag in TEXT_TAGS and box.parent is not None else box
        size = len(text) * (WIDE if text.endswith(_WIDE_STOPS) else 1)
        weights[holder] = weights.get(holder, 0) + size
        found.append((order, size, holder))
    texts = {holder for holder, size in weights.items() if size >= MIN_HOLDER and not _is_of_links(holder)}
    in_texts = [one for one in found if one[2] in texts]
    if len(in_texts) >= MIN_PARAGRAPHS:
        found = in_texts
    if len(found) < MIN_PARAGRAPHS:
        return None
    box = max((one for _, _, one in found), key=lambda one: weights[one])
    whole = sum(size for _, size, _ in found)
    while box.parent is not None and sum(size for _, size, one in found if one.is_in(box)) < MOST * whole:
        box = box.parent
    return TextBox(box, tuple(order for order, _, one in found if one.is_in(box)))


def _is_of_links(box: Element) -> bool:
    """Whether a good part of a box is links, as in a list of teasers."""
    links = box.links()
    return len(links) > 1 and sum(len(link.line) for link in links) > MAX_LINKED * len(box.line)


def block_of(element: Element) -> Element:
    """The element that stands on its own lines around another, or is that itself."""
    box = element
    while box.tag in _INLINE and box.parent is not None:
        box = box.parent
    return box


def is_called_apart(box: Element) -> bool:
    """Whether the tag or the names of a box say that it is no part of a text."""
    return box.tag in APART_TAGS or not _APART.isdisjoint(box.names)


def _is_surely_apart(box: Element) -> bool:
    """Whether a box holds comments, paid entries or what stands below every page of the site."""
    return box.tag in _SURELY_APART_TAGS or not _SURELY_APART.isdisjoint(box.names)


_SURELY_APART = names_of("related.closed")
_SURELY_APART_TAGS = frozenset(("nav", "footer", "form", "select"))


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence or more: long, or of some length with a sentence's end."""
    return len(text) >= MIN_PROSE or SENTENCE_END.search(text) is not None


def _stands_apart(box: Element, known: dict[Element, bool], is_apart: Callable[[Element], bool]) -> bool:
    """Whether a box or one around it is apart; `known` keeps what was found. The headline's boxes are not."""
    asked: list[Element] = []
    one: Element | None = box
    apart = False
    while one is not None:
        if one in known:
            apart = known[one]
            break
        asked.append(one)
        if is_apart(one):
            apart = True
            break
        one = one.parent
    known.update(dict.fromkeys(asked, apart))
    return apart
