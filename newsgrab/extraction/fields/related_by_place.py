"""Related articles by where they stand: alone on a line between two paragraphs, or in a row of cards behind the text.

No word is needed for this: what stands so is there for the article. Words only say what is not: lists of what is
popular, new or paid for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.related_cards import article_address, cards_in
from newsgrab.extraction.page.text_box import SENTENCE_END, TEXT_TAGS, TextBox, block_of, is_called_apart
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import is_headline, kind_of_heading

if TYPE_CHECKING:
    from newsgrab.extraction.fields.teaser import TeaserCard
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element

MAX_LABEL_CHARS = 40  # beside a link that stands alone: "[Read also:]"
MIN_CARDS = 2
MAX_CARDS = 12
MAX_HEADING_CHARS = 60


def lone_links(document: Document) -> Iterator[list[TeaserCard]]:
    """The cards that stand between two paragraphs of the text."""
    text = document.regions.text_box
    if text is None:
        return
    done = 0
    for link in text.box.links():
        if not text.first < link.order < text.last or link.order < done:
            continue
        if article_address(document, link) is None:
            continue
        block = block_of(link)
        top = text.part_with(block)
        if top is None:
            continue
        done = top.end
        if (
            not _is_apart_from_prose(top, text)
            or is_called_apart(top)
            or _is_under_other(top)
            or _holds_other_heading(top)
        ):
            continue
        cards = cards_in(document, [top])
        if cards:
            yield cards


def cards_behind(document: Document, known: Iterable[int]) -> list[TeaserCard]:
    """The first row of cards behind the text, unless one of the known cards, given by their places, stands there."""
    text = document.regions.text_box
    if text is None or any(place > text.last for place in known):
        return []
    box, end, inner = text.box, text.last, text.box
    while True:
        for part in box.tree.after(end + 1, box):
            if (
                isinstance(part, int)
                or len(part.links()) < MIN_CARDS
                or is_called_apart(part)
                or _is_under_other(part)
                or _is_column_beside(part, inner)
            ):
                continue
            cards = _row(document, part)
            if cards:
                return cards
        if box.parent is None:
            return []
        box, end, inner = box.parent, box.end - 1, box


def _row(document: Document, box: Element) -> list[TeaserCard]:
    """The cards of a box if it is a row of them: under a heading, or without one, each with a picture or a teaser."""
    if not _leads_to_several(document, box) or any(one.tag == "th" for one in box.inside()):
        return []
    cards = cards_in(document, [box])
    if not MIN_CARDS <= len(cards) <= MAX_CARDS or _holds_other_heading(box):
        return []
    rich = len(cards) > MIN_CARDS and all(card.teaser or card.image for card in cards)
    return cards if rich or _is_headed(box, cards) else []


def _leads_to_several(document: Document, box: Element) -> bool:
    """Whether links of a box lead to two other articles or more: to make cards of them costs more than to ask."""
    first: str | None = None
    for link in box.links():
        address = article_address(document, link)
        if address is not None and address != (first := first or address):
            return True
    return False


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
        len(text) <= MAX_HEADING_CHARS and not SENTENCE_END.search(text) and any(map(str.isalpha, text))
        for text in texts[-2:]
    )


_HEADS = ("h2", "h3", "h4", "h5", "h6", "b", "strong", "summary", "legend")


def _is_column_beside(part: Element, inner: Element) -> bool:
    """Whether a part is a column of a layout beside the column that holds the text."""
    if part.tag == inner.tag == "td":
        return True
    return bool(part.names & inner.names & _COLUMNS)


_COLUMNS = frozenset(("col", "column", "columns", "cell"))


def _holds_other_heading(box: Element) -> bool:
    """Whether any short text in a box is the heading of a block of another kind."""
    return any(kind_of_heading(fold(text)) == "other" for text, _ in box.pieces() if len(text) <= MAX_HEADING_CHARS)


def _is_under_other(box: Element) -> bool:
    before = box.text_before()
    return before is not None and len(before[0]) < MAX_HEADING_CHARS and kind_of_heading(fold(before[0])) == "other"


def _is_apart_from_prose(top: Element, text: TextBox) -> bool:
    """Whether a part of the text box is no text: its lines are links, their labels and teasers."""
    at = bisect_left(text.orders, top.order)
    if at < len(text.orders) and text.orders[at] < top.end:
        links = top.links()
        return top.tag not in TEXT_TAGS and any(is_headline(link.line) for link in links) and len(links) < MAX_CARDS
    linked = sum(len(link.line) for link in top.links())
    return len(top.line) - linked <= MAX_LABEL_CHARS or top.tag not in TEXT_TAGS
