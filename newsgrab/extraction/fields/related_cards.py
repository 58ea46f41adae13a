"""Cards in boxes: the other articles of the site to which the links of some boxes lead."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.teaser import TeaserCard, read_teaser_card
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction.words.url_paths import may_be_article

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element

MAX_BLOCK_LINKS = 120


def cards_in(document: Document, boxes: list[Element], *, short_titles: bool = False) -> list[TeaserCard]:
    """The other articles that some boxes lead to, one card for each address.

    With `short_titles`, several cards made alike may have titles of a few words, if they show more than a title.
    """
    groups: dict[str, list[Element]] = {}
    counts: defaultdict[Element, set[str]] = defaultdict(set)
    roots = set(boxes)
    chains: dict[str, list[Element]] = {}
    for box in boxes:
        for link in ([box] if box.tag == "a" else box.links())[:MAX_BLOCK_LINKS]:
            address = article_address(document, link)
            if address is None:
                continue
            groups.setdefault(address, []).append(link)
            chain = [link]
            while chain[-1] not in roots and (outer := chain[-1].parent) is not None:
                chain.append(outer)
            chains.setdefault(address, chain)
            for one in chain:
                counts[one].add(address)
    found: list[TeaserCard] = []
    shapes: set[_Shape] = set()
    short: list[tuple[str, list[Element], Element, _Shape]] = []
    for address, links in groups.items():
        own = [box for box in chains[address] if len(counts[box]) == 1]
        box = own[-1] if own else links[0]
        shape = _shape(box, len(chains[address]) - len(own), links[0])
        card = read_teaser_card(document, address, links, box)
        if card is not None:
            found.append(card)
            shapes.add(shape)
        else:
            short.append((address, links, box, shape))
    if short_titles:
        shapes.update(_of_several([(box, shape) for _, _, box, shape in short]))
    for address, links, box, shape in short:
        if shape in shapes or (len(short) > 1 and _is_numbered_alike(document, address)):
            card = read_teaser_card(document, address, links, box, among_cards=True)
            if card is not None:
                found.append(card)
    return list(map(_without_label, found))


def _of_several(boxes: list[tuple[Element, _Shape]]) -> list[_Shape]:
    """The shapes of which there are several boxes with a text of three words and something beside it: no tags, no names."""  # noqa: E501
    rich: defaultdict[_Shape, int] = defaultdict(int)
    for box, shape in boxes:
        texts = [text for text, _ in box.pieces()]
        more = len(texts) > 1 or box.first("img") is not None
        rich[shape] += more and any(text.strip().count(" ") > 1 for text in texts)
    return [shape for shape, count in rich.items() if count > 1]


_LABEL = re.compile(r"^[^:：\-–—|»]{3,30}[:：\-–—|»]\s*")


def _without_label(card: TeaserCard) -> TeaserCard:
    """The card without the words for "read also" before its title."""
    label = _LABEL.match(card.title)
    if label is None or kind_of_heading(fold(label[0])) != "related":
        return card
    return card.titled(card.title[label.end() :])


_Shape = tuple[str, frozenset[str], int, str]


def _shape(box: Element, depth: int, link: Element) -> _Shape:
    """How the box of a card is made: cards of one block are made alike."""
    return box.tag, box.names, depth, link.tag if link.parent is None else link.parent.tag


def _is_numbered_alike(document: Document, address: str) -> bool:
    """Whether an address differs from the page's own by its numbers alone."""
    return any(
        _DIGITS.search(own) and _DIGITS.sub("0", own) == _DIGITS.sub("0", address)
        for own in document.regions.own_addresses
    )


_DIGITS = re.compile(r"\d+")


def article_address(document: Document, link: Element) -> str | None:
    """The address of another article of this site, None for a link of another kind."""
    href = link.get("href").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    rel = link.get("rel")
    if rel and not _OTHER_RELATIONS.isdisjoint(rel.lower().split()):
        return None
    address, regions = document.link(href), document.regions
    if address is None or address in regions.own_addresses or not regions.is_own_site(address):
        return None
    if any(own.startswith(address) for own in regions.own_addresses):
        return None  # a section above this article
    return address if may_be_article(path_of(address)) else None


_OTHER_RELATIONS = names_of("related.other_relations")


def path_of(address: str) -> str:
    """An address from its path on."""
    return "/" + address.split("//", 1)[-1].partition("/")[2]
