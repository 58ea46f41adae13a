"""Places: where on the page something stands, and whether it belongs to this article or to something else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from newsgrab.extraction.document import line
from newsgrab.extraction.folding import fold
from newsgrab.extraction.headings import is_headline
from newsgrab.extraction.outline import ancestors, names_of
from newsgrab.extraction.structured import same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document
    from newsgrab.extraction.printed_dates import PrintedDate

# Words of class names and ids by which web developers call what is not this article.
_FOREIGN_TEXT = """
comment comments respond disqus related similar recommend recommended recommendation recommendations popular
mostread trending trend trends sidebar widget nav navigation menu latest recent ticker breaking newsletter
subscribe sponsored promo promoted outbrain taboola next prev previous pagination readmore ranking rank hot
carousel slider swiper topbar advert ads banner cookie gdpr modal popup login poll weather currency
"""
_FOREIGN = frozenset(_FOREIGN_TEXT.split())
_FOOTERS = frozenset({"footer", "foot"})
# Words by which a footer is the article's, not the page's.
_OWN = frozenset({"article", "entry", "post", "story", "item", "content", "news", "single", "node"})
_FOREIGN_TAGS = frozenset({"footer", "nav", "aside", "select", "form"})


MAX_CARD_CHARS = 600
MIN_PARAGRAPHS = 4
_NAVIGATION = frozenset({"nav", "navigation", "menu", "next", "prev", "previous"})
_COMMENTS = frozenset({"comment", "comments", "respond", "disqus"})


class Place:
    """The page's own headline, and what stands apart from it."""

    def __init__(self, document: Document) -> None:
        """Nothing is looked for before it is asked for."""
        self._document = document
        self._cards: dict[int, bool | None] = {}
        self._proses: dict[int, bool] = {}

    @cached_property
    def titles(self) -> frozenset[str]:
        """What the article may be called, folded: the headings and the machine-readable titles."""
        document = self._document
        article = document.structured.article
        names = [text for _, text in document.h1s[:3]]
        names += [document.meta("og:title") or "", document.meta("twitter:title") or "", document.head_title]
        names.append((article.text("headline") or "") if article else "")
        return frozenset(folded for name in names if len(folded := fold(name).strip()) > 3)

    @cached_property
    def headline(self) -> LexborNode | None:
        """The element that prints the article's headline: the h1, else what repeats the page's title."""
        document = self._document
        whole = fold(document.head_title + " " + (document.meta("og:title") or ""))
        matching = [node for node, text in document.h1s if len(text) > 8 and fold(text) in whole]
        if matching:
            return matching[0]
        if len(document.h1s) == 1 and len(document.h1s[0][1]) > 15:
            return document.h1s[0][0]
        for text in document.outline.texts:
            if len(text.text) > 12 and text.folded in whole and text.node.parent is not None:
                if text.node.parent.tag == "title" or len(text.folded) < 0.4 * len(fold(document.head_title)):
                    continue
                return text.node.parent
        return document.h1s[0][0] if document.h1s else None

    @cached_property
    def headline_order(self) -> int:
        """Where on the walk over the page the headline comes; 0 if there is none."""
        if self.headline is None:
            return 0
        order = self._document.outline.order_of(self.headline)
        return 0 if order >= 1_000_000 else order

    @cached_property
    def around(self) -> frozenset[int]:
        """The elements that hold the headline: nothing that their names say can tell an article's part from another's."""  # noqa: E501
        if self.headline is None:
            return frozenset()
        return frozenset({self.headline.mem_id} | {node.mem_id for node in ancestors(self.headline)})

    def is_foreign(self, node: LexborNode) -> bool:
        """Whether a small element belongs to something else than this article.

        So it is if it stands in a part of the page that its tag or its names declare to be something else, or in a
        card: a small box with a headline that leads to another article.
        """
        cards = 7
        for parent in ancestors(node):
            if parent.mem_id in self.around or parent.tag == "body":
                return False
            if self._is_declared_foreign(parent):
                return True
            if cards:
                cards -= 1
                card = self._card(parent)
                if card is not None:
                    return card
        return False

    def _is_declared_foreign(self, box: LexborNode) -> bool:
        """Whether a box's tag or names say that it is not the article's.

        A footer or aside inside the article or main part that holds the headline is the article's own.
        """
        names = names_of(box)
        if box.tag in _FOREIGN_TAGS or not _FOOTERS.isdisjoint(names):
            if box.tag in ("nav", "select", "form"):
                return True
            return not self._in_own_part(box) and _OWN.isdisjoint(names)
        foreign = _FOREIGN & names
        if foreign and foreign <= _NAVIGATION and not _is_mostly_links(box):
            return False  # so called, but there is more to read in it than to go to
        return bool(foreign) and (not foreign.isdisjoint(_COMMENTS) or not self._is_prose(box))

    def _is_prose(self, box: LexborNode) -> bool:
        """Whether a box holds paragraphs of text: then its names speak of a layout, not of a block beside the article."""  # noqa: E501
        if box.mem_id not in self._proses:
            long = (node for node in box.css("p")[:60] if len(node.text()) > 80 and node.css_first("a") is None)
            self._proses[box.mem_id] = sum(1 for _ in long) >= MIN_PARAGRAPHS
        return self._proses[box.mem_id]

    def _in_own_part(self, box: LexborNode) -> bool:
        part = next((parent for parent in ancestors(box) if parent.tag in ("article", "main")), None)
        return part is not None and part.mem_id in self.around

    def _card(self, box: LexborNode) -> bool | None:
        if box.mem_id not in self._cards:
            self._cards[box.mem_id] = self._is_card(box)
        return self._cards[box.mem_id]

    def _is_card(self, box: LexborNode) -> bool | None:
        """Whether a box is another article's card; None if it has nothing that could tell."""
        links = [box] if box.tag == "a" else box.css("a[href]")
        for link in links[:12]:
            if self.leads_elsewhere(link):
                whole = len(line(box))
                linked = sum(len(" ".join(one.text().split())) for one in links)
                return whole < MAX_CARD_CHARS or 2 * linked > whole
        return None

    def leads_elsewhere(self, link: LexborNode) -> bool:
        """Whether a link is the headline of another article of this site."""
        attributes = link.attributes
        if not is_headline(" ".join(link.text().split()) or attributes.get("title") or ""):
            return False
        address = self._document.link(attributes.get("href"))
        return address is not None and address not in self.own_addresses and self.is_own_site(address)

    def is_own_site(self, address: str) -> bool:
        """Whether an address belongs to the site of this page."""
        return same_site(address, self._document.url or address)

    @cached_property
    def printed_dates(self) -> list[PrintedDate]:
        """The dates that the page prints for this article, the likeliest first."""
        from newsgrab.extraction.printed_dates import printed_dates

        return printed_dates(self._document)

    @cached_property
    def own_addresses(self) -> frozenset[str]:
        """The addresses of this page."""
        document = self._document
        return frozenset(address for address in (document.url, document.canonical_link) if address)


def _is_mostly_links(box: LexborNode) -> bool:
    """Whether at least half of a box's text is in links: what makes a navigation one."""
    linked = sum(len(link.text().strip()) for link in box.css("a[href]"))
    return 2 * linked >= len(" ".join(box.text().split())) > 0
