"""The outline: the short texts of a page in reading order, its links by kind, its view labels."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from newsgrab.extraction.page.elements import Element, Elements
from newsgrab.extraction.page.icons import eye_icons
from newsgrab.extraction.page.link_kinds import LinkKinds, classify_links
from newsgrab.extraction.words.folding import fold_all
from newsgrab.extraction.words.view_labels import VIEW_NAMES, names_views, names_views_unspaced, page_words

MAX_SHORT_CHARS = 140
MAX_LABEL_CHARS = 30
NOWHERE = 1_000_000
_UNSEEN = frozenset({"textarea", "title"})


class TextNode(NamedTuple):
    """One short text of the page, the element around it, and its number in the page's sequence."""

    text: str
    folded: str
    parent: Element
    order: int


class Outline:
    """The look-ups over one page. Nothing is looked up before it is asked for."""

    def __init__(self, elements: Elements) -> None:
        """The outline of a page's elements."""
        self._elements = elements

    @cached_property
    def texts(self) -> list[TextNode]:
        """The texts of up to 140 characters, in order."""
        elements = self._elements
        texts: list[str] = []
        parents: list[Element] = []
        orders: list[int] = []
        for text, raw, parent, order in zip(
            elements.plain_texts, elements.texts, elements.text_parents, elements.text_orders, strict=True
        ):
            if text and len(raw) <= MAX_SHORT_CHARS and parent.tag not in _UNSEEN:
                texts.append(text)
                parents.append(parent)
                orders.append(order)
        return list(map(TextNode._make, zip(texts, fold_all(texts), parents, orders, strict=True)))

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

    def before(self, order: int) -> TextNode | None:
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
        if self.view_words[0] or self.view_words[1] or self.eye_icons:
            return True
        return any(names_views(element.names) for element in self._elements.named(VIEW_NAMES))

    @cached_property
    def eye_icons(self) -> list[Element]:
        """The pictures of an eye, in order."""
        return eye_icons(self._elements)

    @cached_property
    def link_kinds(self) -> LinkKinds:
        """The links that say that they lead to a section or a tag."""
        return classify_links(self._elements.links)

    @cached_property
    def label_counts(self) -> dict[str, int]:
        """How often each folded text of up to 30 characters stands on the page."""
        return Counter([text.folded for text in self.texts if len(text.folded) <= MAX_LABEL_CHARS])
