"""Related articles by where they stand: alone on a line between two paragraphs, or in a row of cards behind the text.

No word is needed for this: what stands so is there for the article. Words only say what is not: lists of what is
popular, new or paid for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.related_cards import article_address, cards_in
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import is_headline, kind_of_heading
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.fields.teaser import TeaserCard
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element

MIN_PROSE = 80
MIN_SENTENCE = 35
MIN_PARAGRAPHS = 2
MIN_HOLDER = 160  # characters of text; in a card there is less
MOST = 0.75
MAX_LABEL_CHARS = 40  # beside a link that stands alone: "[Read also:]"
MIN_CARDS = 2
MAX_CARDS = 12
MAX_HEADING_CHARS = 60
_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "span", "font", "small", "mark", "bdi"))
_TEXTS = frozenset(("p", "blockquote"))
_APART = names_of("related.apart")
_APART_TAGS = frozenset(("nav", "footer", "aside", "header", "form", "select"))


def lone_links(document: Document) -> Iterator[list[TeaserCard]]:
    """The cards that stand between two paragraphs of the text."""
    text = _TextBox.of(document)
    if text is None:
        return
    done = 0
    for link in text.box.links():
        if not text.first < link.order < text.last or link.order < done:
            continue
        if article_address(document, link) is None:
            continue
        block = _block_of(link)
        top = text.part_with(block)
        if top is None or not _is_apart_from_prose(top, text):
            continue
        done = top.end
        if _names_apart(top) or _is_under_other(top) or _holds_other_heading(top):
            continue
        cards = cards_in(document, [top])
        if cards:
            yield cards


def cards_behind(document: Document, known: Iterable[int]) -> list[TeaserCard]:
    """The first row of cards behind the text, unless one of the known cards, given by their places, stands there."""
    text = _TextBox.of(document)
    if text is None or any(place > text.last for place in known):
        return []
    box, end, inner = text.box, text.last, text.box
    while True:
        for part in box.tree.after(end + 1, box):
            if isinstance(part, int) or _names_apart(part) or _is_under_other(part) or _is_column_beside(part, inner):
                continue
            cards = _row(document, part)
            if cards:
                return cards
        if box.parent is None:
            return []
        box, end, inner = box.parent, box.end - 1, box


def _row(document: Document, box: Element) -> list[TeaserCard]:
    """The cards of a box if it is a row of them: under a heading, or without one, each with a picture or a teaser."""
    if len(box.links()) < MIN_CARDS or any(one.tag == "th" for one in box.inside()):
        return []
    cards = cards_in(document, [box])
    if not MIN_CARDS <= len(cards) <= MAX_CARDS or _holds_other_heading(box):
        return []
    rich = len(cards) > MIN_CARDS and all(card.teaser or card.image for card in cards)
    return cards if rich or _is_headed(box, cards) else []


def _is_headed(box: Element, cards: list[TeaserCard]) -> bool:
    """Whether a heading that is no link stands before all cards of a box: in it, or right before it."""
    first, second = sorted(card.order for card in cards)[:2]
    part = box
    while second < part.end:  # into the part that holds the first card alone
        inner = next((one for one in part.inside() if one.parent is part and one.order <= first < one.end), None)
        if inner is None:
            return False
        part = inner
    above = [(text, holder) for text, holder in box.pieces() if holder.order < part.order]
    if above and any(one.tag == "a" for one in (above[-1][1], *above[-1][1].around(2))):
        return False
    texts = [text for text, _ in above]
    before = box.text_before()
    if before is not None:
        holder = box.tree.parent_of(before[1])
        if any(one.tag in _HEADS for one in (holder, *holder.around(2))):
            texts.append(before[0])
    return any(
        len(text) <= MAX_HEADING_CHARS and not _ENDING.search(text) and any(map(str.isalpha, text))
        for text in texts[-2:]
    )


_HEADS = ("h2", "h3", "h4", "h5", "h6", "b", "strong", "summary", "legend")


def _is_column_beside(part: Element, inner: Element) -> bool:
    """Whether a part is a column of a layout beside the column that holds the text."""
    if part.tag == inner.tag == "td":
        return True
    return bool(part.names & inner.names & _COLUMNS)


_COLUMNS = frozenset(("col", "column", "columns", "cell"))


def _names_apart(box: Element) -> bool:
    return box.tag in _APART_TAGS or not _APART.isdisjoint(box.names)


def _holds_other_heading(box: Element) -> bool:
    """Whether any short text in a box is the heading of a block of another kind."""
    return any(kind_of_heading(fold(text)) == "other" for text, _ in box.pieces() if len(text) <= MAX_HEADING_CHARS)


def _is_under_other(box: Element) -> bool:
    before = box.text_before()
    return before is not None and len(before[0]) < MAX_HEADING_CHARS and kind_of_heading(fold(before[0])) == "other"


def _block_of(link: Element) -> Element:
    """The element that stands on its own lines around a link."""
    return next((one for one in (link, *link.around()) if one.tag not in _INLINE), link)


def _is_apart_from_prose(top: Element, text: _TextBox) -> bool:
    """Whether a part of the text box is no text: its lines are links, their labels and teasers."""
    if any(top.order <= order < top.end for order in text.orders):
        links = top.links()
        return top.tag not in _TEXTS and any(is_headline(link.line) for link in links) and len(links) < MAX_CARDS
    linked = sum(len(link.line) for link in top.links())
    return len(top.line) - linked <= MAX_LABEL_CHARS or top.tag not in _TEXTS


class _TextBox:
    """The box of the article's text, and where in it the paragraphs stand."""

    def __init__(self, box: Element, orders: list[int]) -> None:
        self.box = box
        self.orders = orders
        self.first = orders[0]
        self.last = orders[-1]

    @classmethod
    def of(cls, document: Document) -> _TextBox | None:
        """The text box of a page, None if its text is too short to tell."""
        return document.once(_text_box)

    def part_with(self, element: Element) -> Element | None:
        """The part of the box that holds an element."""
        part = element
        while part.parent is not None and part.parent is not self.box:
            part = part.parent
        return part if part.parent is self.box else None


def _text_box(document: Document) -> _TextBox | None:
    elements, regions = document.elements, document.regions
    start = regions.headline_order
    weights: dict[Element, int] = {}
    found: list[tuple[int, int, Element]] = []
    for text, parent, order, block in zip(
        elements.texts, elements.text_parents, elements.text_orders, elements.text_blocks, strict=True
    ):
        if block < 0 or order < start or len(text) < MIN_SENTENCE or not _is_prose(text):
            continue
        if parent.tag == "a" or _stands_apart(parent, regions.around):
            continue
        box = _block_of(parent)
        holder = box.parent if box.tag in _TEXTS and box.parent is not None else box
        weights[holder] = weights.get(holder, 0) + len(text)
        found.append((order, len(text), holder))
    found = [one for one in found if weights[one[2]] >= MIN_HOLDER] or found
    if len(found) < MIN_PARAGRAPHS:
        return None
    box = max((one for _, _, one in found), key=lambda one: weights[one])
    whole = sum(size for _, size, _ in found)
    while box.parent is not None and sum(size for _, size, one in found if one.is_in(box)) < MOST * whole:
        box = box.parent
    return _TextBox(box, [order for order, _, one in found if one.is_in(box)])


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence or more: long, or of some length with a sentence's end."""
    return len(text) >= MIN_PROSE or _ENDING.search(text) is not None


_ENDING = re.compile(r"[.!?…。！？؟۔।։።][”\"»」』)]?\s*$")


def _stands_apart(box: Element, around: frozenset[Element]) -> bool:
    one: Element | None = box
    while one is not None and one not in around:
        if _names_apart(one):
            return True
        one = one.parent
    return False
