"""Related articles by where they stand: alone on a line between two paragraphs, or in a row of cards behind the text.

No word is needed for this: what stands so is there for the article. Words only say what is not: lists of what is
popular, new or paid for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.related_cards import article_address, cards_in
from newsgrab.extraction.page.text_box import APART_TAGS, SENTENCE_END, TEXT_TAGS, TextBox, block_of, is_called_apart
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import is_headline, kind_of_heading
from newsgrab.extraction.words.tables import names_of

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
        if not text.first < link.order < text.last or link.order < done or article_address(document, link) is None:
            continue
        top = _part_of_text(link, text)
        done = top.end
        if _is_apart_from_prose(top, text) and not _is_other(top):
            cards = cards_in(document, [top])
            if cards:
                yield cards
    for part in _at_edges(document, text):
        cards = cards_in(document, [part])
        if cards:
            yield cards


def _part_of_text(link: Element, text: TextBox) -> Element:
    """The largest part of the text in which a link stands."""
    part = block_of(link)
    while part.parent is not None and part.parent is not text.box and not _holds_most(part.parent, text):
        part = part.parent
    return part


def _at_edges(document: Document, text: TextBox) -> Iterator[Element]:
    """The parts before the first paragraph and behind the last, in one box with it, that are headlines which lead to other stories."""  # noqa: E501
    first, last = (block_of(text.box.tree.parent_of(order)) for order in (text.first, text.last))
    parts: list[list[Element | int]] = []
    if first.parent is not None:
        start = max(first.parent.order, document.regions.headline_order)
        parts.append(list(_until(first, start)))
    if last.parent is not None:
        parts.append(list(last.tree.after(last.end, last.parent)))
    for row in parts:
        for part in row:
            if isinstance(part, int) or not (part.links() or part.tag == "a"):
                continue
            if not _is_of_headlines(document, part) or _is_other(part) or _is_pager(part):
                break
            yield part


def _until(paragraph: Element, start: int) -> Iterator[Element]:
    """What stands in a box before a paragraph, from a place on, the nearest first."""
    box = paragraph.parent
    if box is not None:
        inside = paragraph.tree.elements[box.index + 1 : paragraph.index]
        yield from (part for part in reversed(inside) if part.parent is box and part.order > start)


def _is_of_headlines(document: Document, part: Element) -> bool:
    """Whether all links of a part with text are headlines of other stories, with little else beside them."""
    links = [link for link in ([part] if part.tag == "a" else part.links()) if link.line]
    if not 0 < len(links) <= MAX_CARDS or not all(map(document.regions.leads_elsewhere, links)):
        return False
    rest = part.line.rpartition(links[-1].line)[2]
    if any(map(str.isalpha, rest)) and SENTENCE_END.search(rest):
        return False  # a sentence with a link in it
    return len(part.line) - sum(len(link.line) for link in links) <= MAX_LABEL_CHARS * len(links)


def _holds_most(box: Element, text: TextBox) -> bool:
    """Whether a box is one around most sentences of the text."""
    orders = text.orders
    return 2 * (bisect_left(orders, box.end) - bisect_left(orders, box.order)) > len(orders)


_IN_TEXT = frozenset(("footer", "sidebar", "side", "aside", "header"))  # say nothing of a box between paragraphs
_NAMED_APART = names_of("related.apart")
_OTHER = _NAMED_APART - _IN_TEXT


def _is_other(top: Element) -> bool:
    """Whether the tag, the names or a heading of a part of the text say that it is of another kind."""
    if top.tag in ("nav", "form", "select") or not _OTHER.isdisjoint(top.names):
        return True
    return _is_under_other(top) or _holds_other_heading(top)


def _is_pager(box: Element) -> bool:
    """Whether two links of a box point to the story before and the one behind."""
    lines = [link.line for link in box.links() if link.line]
    return len(lines) == 2 and lines[0].startswith(_ARROWS) and lines[1].endswith(_ARROWS)


_ARROWS = ("«", "»", "‹", "›", "←", "→", "<", ">")


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
                or _is_apart(document, part)
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


def _is_apart(document: Document, part: Element) -> bool:
    """Whether a part behind the text is called apart; an aside is not in the article that holds the headline."""
    if not is_called_apart(part):
        return False
    if part.tag not in ("aside", "nav") or not document.regions.in_own_part(part):
        return True
    return not _NAMED_APART.isdisjoint(part.names)


def _row(document: Document, box: Element) -> list[TeaserCard]:
    """The cards of a box if it is a row of them: under a heading, or without one, each with a picture or a teaser."""
    if not _leads_to_several(document, box) or any(one.tag == "th" for one in box.inside()):
        return []
    cards = _first_group(box, cards_in(document, [box]))
    if not MIN_CARDS <= len(cards) <= MAX_CARDS or _holds_other_heading(box):
        return []
    if len({card.title for card in cards}) < len(cards) or _is_ranking(box) or _stands_in_apart(document, box, cards):
        return []
    rich = len(cards) > MIN_CARDS and all(card.teaser or card.image for card in cards)
    return cards if rich or _is_headed(box, cards) else []


def _first_group(box: Element, cards: list[TeaserCard]) -> list[TeaserCard]:
    """The cards before the next heading that is no card's: what stands under that is another block."""
    titles = {card.title for card in cards}
    first = min((card.order for card in cards), default=0)
    for head in box.inside():
        if head.tag not in _HEADINGS or head.order < first or not head.line or head.line in titles or head.links():
            continue
        if any(card.order > head.end for card in cards) and not any(one.tag == "a" for one in head.around(3)):
            return [card for card in cards if card.order < head.order]
    return cards


def _is_ranking(box: Element) -> bool:
    """Whether a box is a list with numbers: of what is read most."""
    return box.first("ol") is not None


def _stands_in_apart(document: Document, box: Element, cards: list[TeaserCard]) -> bool:
    """Whether the cards of a box stand in a part of it that by its tag is apart."""
    first, second = sorted(card.order for card in cards)[:2]
    if second >= box.end:
        return False  # pictures without text
    around = box.tree.parent_of(first).around()
    inner = [one for one in around if second < one.end and one.is_in(box) and one is not box]
    return any(one.tag in APART_TAGS and _is_apart(document, one) for one in inner)


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


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_HEADS = (*_HEADINGS, "b", "strong", "summary", "legend")


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
