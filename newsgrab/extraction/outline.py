"""The outline: the short texts of a page in order, its links by kind, its words for views, its menus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsgrab.extraction.counters import VIEW_NAMES, names_views, names_views_unspaced, page_words
from newsgrab.extraction.elements import Element
from newsgrab.extraction.folding import fold
from newsgrab.extraction.headings import is_headline
from newsgrab.extraction.hrefs import LinkKinds, sort_links
from newsgrab.extraction.icons import eyes

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document

MAX_SHORT_CHARS = 140
MAX_LABEL_CHARS = 30
MIN_MENU_LINKS = 5
NOWHERE = 1_000_000
MAX_MENU_DEPTH = 8
MAX_LIST_DEPTH = 4
_UNSEEN = frozenset({"textarea", "title"})
_MENU_NAMES = frozenset(("nav", "navbar", "menu", "navigation", "mainmenu", "topmenu", "navlinks"))


class Text(NamedTuple):
    """One short text of the page, the element around it, and its number in the page's sequence."""

    text: str
    folded: str
    parent: Element
    order: int


class Outline:
    """The look-ups over one page. Nothing is looked up before it is asked for."""

    def __init__(self, document: Document) -> None:
        """The outline of a document."""
        self._document = document
        self._menus: dict[Element, bool] = {}
        self._lists: dict[Element, bool] = {}

    @cached_property
    def texts(self) -> list[Text]:
        """The texts of up to 140 characters, in order."""
        elements = self._document.elements
        texts: list[str] = []
        parents: list[Element] = []
        orders: list[int] = []
        for text, parent, order in zip(elements.texts, elements.text_parents, elements.text_orders, strict=True):
            if len(text) <= MAX_SHORT_CHARS and not text.isspace() and text and parent.tag not in _UNSEEN:
                texts.append(" ".join(text.split()))
                parents.append(parent)
                orders.append(order)
        folded = fold("\n".join(texts)).split("\n") if texts else []
        return list(map(Text._make, zip(texts, folded, parents, orders, strict=True)))

    @cached_property
    def _text_orders(self) -> list[int]:
        return [text.order for text in self.texts]

    def order_of(self, element: Element) -> int:
        """Where the first short text of an element comes in the page's sequence; a large number if it has none."""
        orders = self._text_orders
        at = bisect_left(orders, element.order)
        return orders[at] if at < len(orders) and orders[at] < element.end else NOWHERE

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first of the short texts in a stretch of the page, and the first behind it, as indexes."""
        orders = self._text_orders
        at = bisect_left(orders, start)
        return at, bisect_left(orders, end, at)

    def before(self, order: int) -> Text | None:
        """The short text before a place."""
        at = bisect_left(self._text_orders, order)
        return self.texts[at - 1] if at else None

    @cached_property
    def folded(self) -> str:
        """The folded short texts, a line each."""
        return "\n".join([text.folded for text in self.texts])

    def holding(self, folded: str) -> Iterator[int]:
        """The indexes of the short texts that hold a folded word or part of one."""
        lines, at, index = self.folded, 0, 0
        while (place := lines.find(folded, at)) >= 0:
            index += lines.count("\n", at, place)
            yield index
            at = lines.find("\n", place)
            if at < 0:
                return

    @cached_property
    def view_words(self) -> tuple[frozenset[str], bool]:
        """The words for views among the short texts, and whether any text of an unspaced script has one."""
        return page_words(self.folded), names_views_unspaced(self.folded)

    @cached_property
    def shows_views(self) -> bool:
        """Whether anything on the page can be a printed count of readers."""
        if self.view_words[0] or self.view_words[1] or self.eyes:
            return True
        return any(names_views(element.names) for element in self._document.elements.named(VIEW_NAMES))

    @cached_property
    def eyes(self) -> list[Element]:
        """The pictures of an eye, in order."""
        return eyes(self._document.elements)

    @cached_property
    def link_kinds(self) -> LinkKinds:
        """The links that say that they lead to a section or a tag."""
        return sort_links(self._document.elements.links)

    @cached_property
    def label_counts(self) -> dict[str, int]:
        """How often each folded text of up to 30 characters stands on the page."""
        return Counter([text.folded for text in self.texts if len(text.folded) <= MAX_LABEL_CHARS])

    def menu_labels(self, words: list[Text]) -> set[str]:
        """The folded ones of some texts that stand once more on the page, as the label of a link in a menu."""
        wanted = {word.folded for word in words if len(word.folded) <= MAX_LABEL_CHARS}
        parents: dict[str, list[Element]] = {}
        for folded, parent in [(text.folded, text.parent) for text in self.texts if text.folded in wanted]:
            parents.setdefault(folded, []).append(parent)
        return {folded for folded, boxes in parents.items() if len(boxes) > 1 and any(map(self.in_menu, boxes))}

    def in_menu(self, element: Element) -> bool:
        """Whether a link, or what is in it, stands in a menu: `nav`, a box so called, or five short links and no long ones."""  # noqa: E501
        link: Element | None = element
        for _ in range(5):
            if link is None or link.tag == "a":
                break
            link = link.parent
        return link is not None and link.tag == "a" and link.parent is not None and self._is_in_menu(link.parent)

    def _is_in_menu(self, box: Element) -> bool:
        """Whether a box or one of those around it is a menu; kept, since the links of a menu share their boxes."""
        known = self._menus.get(box)
        if known is None:
            known = self._menus[box] = self._menu_around(box)
        return known

    def _menu_around(self, box: Element) -> bool:
        around = self._document.place.around
        boxes: list[Element] = []
        one: Element | None = box
        while one is not None and one.parent is not None and one not in around and len(boxes) < MAX_MENU_DEPTH:
            if one.tag == "nav" or not _MENU_NAMES.isdisjoint(one.names):
                return True
            boxes.append(one)
            one = one.parent
        return any(map(self._is_list, boxes[:MAX_LIST_DEPTH]))

    def _is_list(self, box: Element) -> bool:
        known = self._lists.get(box)
        if known is None:
            known = self._lists[box] = _is_list_of_short_links(box)
        return known


def _is_list_of_short_links(box: Element) -> bool:
    links = box.links()
    if not MIN_MENU_LINKS <= len(links) <= 60:
        return False
    return all(len(link.line) <= 30 and not is_headline(link.line) for link in links)
