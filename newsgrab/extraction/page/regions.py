"""Page regions: where the headline is, and which parts of the page are not the article: menus, teasers, comments."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from newsgrab.extraction.page.elements import HEADINGS, Element
from newsgrab.extraction.page.outline import NOWHERE
from newsgrab.extraction.page.structured import same_site
from newsgrab.extraction.page.text_box import TextBox, find_text_box
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import is_headline
from newsgrab.extraction.words.tables import markup_pattern, names_of
from newsgrab.urls import path_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.outline import Outline, TextNode
    from newsgrab.extraction.page.parsed_html import ParsedHtml
    from newsgrab.extraction.page.structured import StructuredData

# Words of class names and ids by which web developers call what is not this article.
_FOREIGN = names_of("regions.foreign")
_FOOTERS = names_of("regions.footers")
# Words by which a footer is the article's, not the page's.
_OWN = names_of("regions.own")
_FOREIGN_TAGS = frozenset({"footer", "nav", "aside", "select", "form"})
_BETWEEN_TAGS = frozenset({"div", "footer"})


NEAR = 3
MAX_CARD_DEPTH = 7  # boxes around a text within which its card begins
MAX_CARD_CHARS = 600
MIN_PARAGRAPHS = 4
_NAVIGATION = names_of("regions.navigation")
_COMMENTS = names_of("regions.comments")


class PageRegions:
    """The page's own headline, and what stands apart from it."""

    def __init__(self, html: ParsedHtml, structured: StructuredData, outline: Outline) -> None:
        """Nothing is looked for before it is asked for."""
        self.title = ""  # what the headline is, for who knows it before he asks where it stands
        self._html = html
        self._structured = structured
        self._outline = outline
        self._cards: dict[Element, bool | None] = {}
        self._declared: dict[Element, bool] = {}
        self._foreign: dict[Element, bool] = {}
        self._elsewhere: dict[Element, bool] = {}
        self._own_sites: dict[str, bool] = {}

    @cached_property
    def titles(self) -> frozenset[str]:
        """What the article may be called, folded: the headings and the machine-readable titles."""
        html = self._html
        article = self._structured.article
        names = [text for _, text in html.h1s[:3]]
        names += [html.meta("og:title") or "", html.meta("twitter:title") or "", html.head_title]
        names.append((article.text("headline") or "") if article else "")
        return frozenset([folded for name in set(names) if len(folded := fold(name).strip()) > 3])

    @cached_property
    def headline(self) -> Element | None:
        """The element that prints the article's headline: the h1 of a known one, else what the page's title tells."""
        likely = self._likely_headline()
        title = fold(self.title).strip()
        if not title or (likely is not None and title in fold(likely.line)):
            return likely
        return next((element for element, text in self._html.h1s if fold(text).strip() == title), likely)

    def _likely_headline(self) -> Element | None:
        """The h1 that the page's title tells, else what repeats the title."""
        html = self._html
        h1s = html.h1s
        whole = fold(html.head_title + " " + (html.meta("og:title") or ""))
        least = 0.4 * len(fold(html.head_title))
        own = [(element, text) for element, text in h1s if len(text) > 8 and fold(text) in whole]
        sure = next((element for element, text in own if len(text) >= least), None)
        if sure is not None:
            return sure
        repeated = [one for one in self._outline.texts if len(one.text) > 12 and one.folded in whole]
        repeated = [one for one in repeated if len(one.folded) >= least]
        heading = next((head for one in repeated if (head := _heading_around(one.parent))), None)
        if heading is not None:  # trails of crumbs repeat the title, too: a heading is surer
            return heading
        if len(h1s) == 1 and len(h1s[0][1]) > 15 and not own:
            return h1s[0][0]
        if repeated:
            return repeated[0].parent
        if own:
            return own[0][0]
        return h1s[0][0] if h1s else None

    @cached_property
    def headline_order(self) -> int:
        """Where on the walk over the page the headline comes; 0 if there is none."""
        if self.headline is None:
            return 0
        order = self._outline.order_of(self.headline)
        return 0 if order == NOWHERE else order

    @cached_property
    def around(self) -> frozenset[Element]:
        """The elements that hold the headline: nothing that their names say can tell an article's part from another's."""  # noqa: E501
        if self.headline is None:
            return frozenset()
        return frozenset({self.headline, *self.headline.around()})

    @cached_property
    def text_box(self) -> TextBox | None:
        """The box that holds the article's paragraphs."""
        return find_text_box(self._html.elements, self.headline_order, self.around)

    @cached_property
    def _names_around(self) -> frozenset[str]:
        """The words of the boxes close around the headline: a system that calls everything a widget says nothing by it."""  # noqa: E501
        if self.headline is None:
            return frozenset()
        close = (self.headline, *self.headline.around(NEAR))
        return frozenset().union(*(one.names for one in close if one.tag != "body"))

    def is_foreign(self, one: Element | TextNode) -> bool:
        """Whether a small element or text belongs to something else than this article.

        So it is if it stands in a part of the page that its tag or its names declare to be something else, or in a
        card: a small box with a headline that leads to another article.
        """
        return one.parent is not None and self.stands_apart(one.parent)

    def stands_apart(self, box: Element) -> bool:
        """Whether what is in a box belongs to something else."""
        known = self._foreign.get(box)
        if known is None:
            known = self._foreign[box] = self._stands_apart(box)
        return known

    def _stands_apart(self, box: Element | None) -> bool:
        cards = MAX_CARD_DEPTH
        while box is not None:
            if box.parent is None or box in self.around:
                return False
            if self._is_declared_foreign(box):
                return True
            if cards:
                cards -= 1
                card = self._card(box)
                if card is not None:
                    return card
            box = box.parent
        return False

    def is_in_card(self, one: Element | TextNode) -> bool:
        """Whether a small element or text stands in a card, whatever the boxes around it are called."""
        box = one.parent
        for _ in range(MAX_CARD_DEPTH):
            if box is None or box.parent is None or box in self.around:
                return False
            card = self._card(box)
            if card is not None:
                return card
            box = box.parent
        return False

    def _is_declared_foreign(self, box: Element) -> bool:
        known = self._declared.get(box)
        if known is None:
            known = self._declared[box] = self._declares(box)
        return known

    def _declares(self, box: Element) -> bool:
        """Whether a box's tag or names say that it is not the article's.

        A footer or aside inside the article or main part that holds the headline is the article's own.
        """
        names = box.names
        if box.tag in _FOREIGN_TAGS or not _FOOTERS.isdisjoint(names):
            if box.tag in ("nav", "select", "form"):
                return True
            if box.tag in _BETWEEN_TAGS and self.is_between(box):
                return False
            return not self.in_own_part(box) and _OWN.isdisjoint(names)
        foreign = (_FOREIGN & names) - self._names_around
        if not foreign:
            return False
        if foreign.isdisjoint(_COMMENTS) and _is_prose(box):
            return False
        return not foreign <= _NAVIGATION or _is_mostly_links(box)  # else there is more to read in it than to go to

    def is_between(self, box: Element) -> bool:
        """Whether a box stands between the headline and the text: the headline's own, whatever it is called."""
        text = self.text_box
        return text is not None and self.headline_order < box.order and box.end <= text.first

    def in_own_part(self, box: Element) -> bool:
        """Whether the nearest article or main part around a box holds the headline."""
        part = next((parent for parent in box.around() if parent.tag in ("article", "main")), None)
        return part is not None and part in self.around

    def _card(self, box: Element) -> bool | None:
        if box not in self._cards:
            self._cards[box] = self._is_card(box)
        return self._cards[box]

    def _is_card(self, box: Element) -> bool | None:
        """Whether a box is another article's card, without the text in it; None if it has nothing that could tell."""
        links = [box] if box.tag == "a" else box.links()
        for link in links[:12]:
            if self.leads_elsewhere(link):
                whole = len(box.line)
                is_small = whole < MAX_CARD_CHARS or _reach(links, (whole + 1) / 2)
                return is_small and not (self.text_box is not None and self.text_box.box.is_in(box))
        return None

    def leads_elsewhere(self, link: Element) -> bool:
        """Whether a link is the headline of another article of this site."""
        known = self._elsewhere.get(link)
        if known is None:
            known = is_headline(link.line or link.get("title")) and not is_date_or_account(link)
            if known:
                address = self._html.link(link.get("href"))
                known = (
                    address is not None
                    and not _is_of_author(link)
                    and self.is_own_site(address)
                    and not any(own == address or own.startswith(address) for own in self.own_addresses)
                )
            self._elsewhere[link] = known
        return known

    def is_own_site(self, address: str) -> bool:
        """Whether an address belongs to the site of this page."""
        host = address.split("/", 3)[2]
        known = self._own_sites.get(host)
        if known is None:
            known = self._own_sites[host] = same_site(address, self._html.url or address)
        return known

    @cached_property
    def own_addresses(self) -> frozenset[str]:
        """The addresses of this page."""
        html = self._html
        return frozenset(address for address in (html.url, html.canonical_link) if address)


def is_date_or_account(link: Element) -> bool:
    """Whether a link's text is a date, hardly more than numbers, or it leads to what a reader logs in to."""
    digits = sum(map(str.isdigit, link.line))
    return 3 * digits > len(link.line) or _ACCOUNT.search(path_of(link.get("href").lower())) is not None


_ACCOUNT = re.compile(rf"/(?:{markup_pattern('authors.accounts')})")


def _is_of_author(link: Element) -> bool:
    """Whether a link leads to the page of an author, whose name may be as long as a headline."""
    return "author" in link.get("rel") or _AUTHOR_PATH.search(link.get("href")) is not None


_AUTHOR_PATH = re.compile(rf"/(?:{markup_pattern('authors.paths')})/", re.IGNORECASE)


def _heading_around(element: Element) -> Element | None:
    """The heading that an element is, or stands in, unless it leads to another page."""
    for one in (element, *element.around(3)):
        if one.tag in HEADINGS:
            return one
    return None


def _is_mostly_links(box: Element) -> bool:
    """Whether at least half of a box's text is in links: what makes a navigation one."""
    whole = len(box.line)
    return whole > 0 and _reach(box.links(), whole / 2)


def _reach(links: list[Element], chars: float) -> bool:
    """Whether the texts of some links have so many characters."""
    for link in links:
        chars -= len(link.line)
        if chars <= 0:
            return True
    return False


def _is_prose(box: Element) -> bool:
    """Whether a box holds paragraphs of text: then its names speak of a layout, not of a block beside the article."""
    found = 0
    for element in box.inside():
        if element.tag == "p" and len(element.line) > 80 and not element.links():
            found += 1
            if found == MIN_PARAGRAPHS:
                return True
    return False
