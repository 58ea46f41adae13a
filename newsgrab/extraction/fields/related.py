"""Related links: the other articles that this page leads its reader to, in blocks or inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.article import Related
from newsgrab.extraction.fields.related_by_place import cards_behind, lone_links
from newsgrab.extraction.fields.related_cards import cards_in, path_of
from newsgrab.extraction.fields.related_state import related_in_state
from newsgrab.extraction.fields.teaser import TeaserCard, is_prose
from newsgrab.extraction.words.headings import (
    DECORATION,
    MAX_HEADING_CHARS,
    START_CHARS,
    heading_key,
    heading_starts,
    is_headline,
    kind_of_key,
    read_more_labels,
    related_headings,
)
from newsgrab.extraction.words.tables import names_of, words_of
from newsgrab.extraction.words.url_paths import may_be_article
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

MAX_RELATED = 60
MAX_IN_BLOCK = 30  # more is a list of the site's, not what an editor or a machine chose for this article
# Words of class names and ids by which web developers call such a block.
_NAMES = names_of("related.names")
_NAME_PAIRS = tuple(frozenset(pair.split()) for pair in words_of("markup.related.name_pairs"))
_NOT_NAMES = names_of("related.not_names")
# Parts of a page that hold no related block, whatever a heading in them says.
_CLOSED = names_of("related.closed")
_STOP_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_CLIMB = 5
MIN_LABELS = 2
_MAYBE_NAMES = _NAMES | frozenset().union(*_NAME_PAIRS)


def find_related(document: Document) -> FieldResult[tuple[Related, ...]]:
    """The related articles, in the order of the page; the same address once."""
    cards: dict[str, tuple[TeaserCard, str | None, int]] = {}
    sources: list[str] = []
    places: list[int] = []  # of what stands in blocks
    for box, heading, source in _blocks(document):
        if len(box) > MAX_IN_BLOCK:
            continue
        before = len(cards)
        for card in box:
            cards.setdefault(card.address, (card, heading, card.order))
        if source != _LONE or len(box) > 1:
            places += [card.order for card in box]
        if len(cards) > before:
            sources.append(source)
    behind = cards_behind(document, places)
    if behind:
        cards |= {card.address: (card, None, card.order) for card in behind if card.address not in cards}
        sources.append("behind the text")
    if not cards:
        for card in related_in_state(document):
            cards.setdefault(card.address, (card, None, 0))
        sources = ["embedded state"] if cards else []
    ordered = sorted(cards.values(), key=lambda row: row[2])
    related = numbered([(card, heading) for card, heading, _ in ordered])
    source = "; ".join(dict.fromkeys(sources))[:120]
    return FieldResult(
        related, source, tuple(FieldCandidate("related", source, one.title, chosen=True) for one in related)
    )


def numbered(cards: list[tuple[TeaserCard, str | None]]) -> tuple[Related, ...]:
    """The related articles that some cards, each with its block's heading, are, in their order."""
    return tuple(
        Related(
            url=card.address,
            title=card.title,
            teaser=card.teaser,
            views=card.views.value if card.views else None,
            views_text=card.views.text if card.views else None,
            views_exact=card.views.exact if card.views else True,
            image=card.image,
            heading=heading,
            position=position,
        )
        for position, (card, heading) in enumerate(cards[:MAX_RELATED], start=1)
    )


_Block = tuple[list[TeaserCard], str | None, str]


def _blocks(document: Document) -> Iterator[_Block]:
    starts = heading_starts()
    headings = [
        (text, kind)
        for text in document.outline.texts
        if len(text.folded) <= MAX_HEADING_CHARS
        if (key := text.folded.strip(DECORATION))[:START_CHARS] in starts or text.parent.tag != "a"
        if (kind := kind_of_key(key))
    ]
    kinds = {text.order: kind for text, kind in headings}
    for text, kind in headings:
        if kind == "related" and not _is_closed(document, text.parent):
            cards = _under_heading(document, text, kinds)
            if cards:
                yield cards, heading_key(text.text), f"heading {heading_key(text.text)}"
    yield from _prefixed(document)
    yield from _named(document, kinds)
    for cards in lone_links(document):
        yield cards, None, _LONE


_LONE = "between paragraphs"


def _is_closed(document: Document, box: Element | None) -> bool:
    while box is not None:
        if box in document.regions.around:
            return False
        if box.tag in ("footer", "select") or _is_called_closed(box.names):
            return not _is_own_footer(document, box)
        box = box.parent
    return False


def _is_own_footer(document: Document, box: Element) -> bool:
    """Whether a box is a footer, and that of the article which holds the headline."""
    return _CLOSED & box.names <= {"footer"} and box.tag != "select" and document.regions.in_own_part(box)


def _is_called_closed(names: frozenset[str]) -> bool:
    """Whether the words of a name are those of a closed part; the footer of a post is the post's."""
    closed = _CLOSED & names
    return bool(closed) and (closed != {"footer"} or _OWN.isdisjoint(names))


_OWN = names_of("related.own")


def _under_heading(document: Document, text: TextNode, kinds: dict[int, str]) -> list[TeaserCard]:
    """The cards under a heading: beside its text, else beside one of the boxes around it, the nearest first.

    Where there are none, titles of a few words count in cards that show more than a title.
    """
    tried: list[list[Element]] = []
    around = (text.parent, *text.parent.around(2))
    level = next((box.tag for box in around if box.tag in _STOP_TAGS), "")
    box: Element = text.parent
    end = text.order + 1
    button = not level and _is_button(text)
    for _ in range(MAX_CLIMB):
        following = _following(box, end, kinds, level)
        cards = cards_in(document, following)
        if cards:
            return cards
        tried.append(following)
        if _leads_elsewhere(document, following) or box.parent is None:
            break
        if box.tag == "a" and box.get("href"):
            whole = cards_in(document, [box])
            if whole:
                title = whole[0].title
                key = heading_key(text.text)
                return [whole[0].titled(heading_key(title[title.find(key) + len(key) :]) if key in title else title)]
            if button:
                break  # what follows is the next teaser
        box, end = box.parent, box.end
    return next((cards for boxes in tried if (cards := cards_in(document, boxes, short_titles=True))), [])


def _is_button(text: TextNode) -> bool:
    """Whether a text is the button under a teaser, "read more", rather than the heading of a block."""
    link = next((box for box in (text.parent, *text.parent.around(3)) if box.tag == "a"), None)
    return link is not None and link.line == text.text and heading_key(text.folded) in read_more_labels()


def _leads_elsewhere(document: Document, boxes: list[Element]) -> bool:
    """Whether some boxes are a block, but of tags or sections: two links or more, none longer than two words."""
    labels = 0
    for box in boxes:
        for link in [box] if box.tag == "a" else box.links():
            address = document.link(link.get("href")) if not link.get("href").startswith("#") else None
            if address is None or not link.line or not document.regions.is_own_site(address):
                continue
            if link.line.count(" ") > 1 and may_be_article(path_of(address)):
                return False
            labels += any(map(str.isalpha, link.line))
    return labels >= MIN_LABELS


def _following(box: Element, place: int, kinds: dict[int, str], level: str) -> list[Element]:
    """What stands in a box behind a heading, up to the next heading, or to where the article's text goes on."""
    found: list[Element] = []
    for part in box.tree.after(place, box):
        if isinstance(part, int):
            if kinds.get(part):
                break
            continue
        if _first_heading(part, kinds):
            break
        tag = part.tag
        links = [part] if tag == "a" and "href" in part.attributes else part.links()
        if tag in _STOP_TAGS and (not links or (level and tag <= level)) and not (tag != level and links):
            break
        if is_prose(part, links):
            break
        found.append(part)
    return found


def _first_heading(element: Element, kinds: dict[int, str]) -> str:
    """The kind of the heading that opens a box, "" if none does."""
    return kinds.get(element.first_text(), "")


def _prefixed(document: Document) -> Iterator[_Block]:
    """Links inside the text that begin with the heading's words: "Read also: the title"."""
    for at, sign in [(place, joint) for joint in _JOINTS for place in document.outline.holding(joint)]:
        text = document.outline.texts[at]
        opening, _, rest = text.folded.partition(sign)
        if len(opening) > 25 or heading_key(opening) not in related_headings() or not rest.strip():
            continue
        link = next((box for box in (text.parent, *text.parent.around(3)) if box.tag == "a"), None)
        if link is None or _is_closed(document, text.parent):
            continue
        cards = cards_in(document, [link])
        if cards:
            _, *title = _JOINT.split(link.line, maxsplit=1)
            yield [cards[0].titled("".join(title) or cards[0].title)], _JOINT.split(text.text)[0], "inline"


_JOINTS = (":", "..")  # what stands between the heading's words and a title in one line, folded: "…" is three dots
_JOINT = re.compile(r"\s*(?::|\.{2,}|…)\s*")


def _named(document: Document, kinds: dict[int, str]) -> Iterator[_Block]:
    """Boxes whose class or id calls them related."""
    done = 0
    for element in document.elements.named(_MAYBE_NAMES):
        names = element.names
        if element.tag in ("body", "a", "html") or (
            _NAMES.isdisjoint(names) and not any(pair <= names for pair in _NAME_PAIRS)
        ):
            continue
        if not _NOT_NAMES.isdisjoint(names) or element in document.regions.around:
            continue
        if element.index < done or _is_closed(document, element.parent):
            continue
        done = element.last
        if _first_heading(element, kinds) == "other" or _under_other(element, kinds):
            continue
        cards = cards_in(document, [element])
        if cards and (len(cards) > 1 or is_headline(cards[0].title)):
            yield cards, None, f"class {(element.get('class') or element.get('id'))[:40]}"


def _under_other(element: Element, kinds: dict[int, str]) -> bool:
    """Whether the heading right before a box says that it is of another kind."""
    before = element.text_before()
    return before is not None and kinds.get(before[1]) == "other" and len(before[0]) < 60
