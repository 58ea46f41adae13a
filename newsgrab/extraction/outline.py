"""The outline: the short texts of a page, its links and its marked elements, gathered in one walk for all fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from newsgrab.extraction.folding import fold

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document

MAX_SHORT_CHARS = 140
_UNSEEN = frozenset({"script", "style", "noscript", "template", "textarea", "title"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Text:
    """One short text of the page and the text node that holds it."""

    text: str
    folded: str
    node: LexborNode
    order: int


@dataclass(frozen=True, slots=True)
class Element:
    """One element that bears attributes."""

    node: LexborNode
    tag: str
    attributes: dict[str, str | None]
    order: int

    def get(self, name: str) -> str:
        """An attribute's value, "" if there is none."""
        return self.attributes.get(name) or ""

    @property
    def names(self) -> frozenset[str]:
        """The words of its class and id."""
        return name_words(self.get("class") + " " + self.get("id"))


@lru_cache(maxsize=4096)
def _name_words(names: str) -> frozenset[str]:
    return frozenset(_SPLIT.split(_CAMEL.sub("-", names).lower())) - {""}


def name_words(names: str) -> frozenset[str]:
    """The words that class names and ids are made of.

    >>> sorted(name_words("post-viewCount meta_item"))
    ['count', 'item', 'meta', 'post', 'view']
    """
    return _name_words(names) if len(names) < 200 else _name_words.__wrapped__(names)


class Outline:
    """One walk over a page."""

    def __init__(self, document: Document) -> None:
        """Walk over the page."""
        self.elements: list[Element] = []
        found: list[tuple[str, LexborNode, int]] = []
        unseen = False
        root = document.tree.root
        for order, node in enumerate(root.traverse(include_text=True) if root is not None else (), start=1):
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text and not unseen and len(text) <= MAX_SHORT_CHARS and not text.isspace():
                    found.append((" ".join(text.split()), node, order))
                unseen = False
            elif tag in _UNSEEN:
                unseen = True
            else:
                unseen = False
                attributes = node.attributes
                if attributes:
                    self.elements.append(Element(node, tag or "", attributes, order))
        folded = fold("\n".join(text for text, _, _ in found)).split("\n")
        self.texts = [Text(text, flat, node, at) for (text, node, at), flat in zip(found, folded, strict=True)]

    @cached_property
    def links(self) -> list[Element]:
        """The links, in order."""
        return [element for element in self.elements if element.tag == "a" and element.attributes.get("href")]

    @cached_property
    def _orders(self) -> dict[int, int]:
        return {element.node.mem_id: element.order for element in self.elements}

    def order_of(self, node: LexborNode) -> int:
        """Where on the walk an element with attributes comes; 0 if it has none."""
        return self._orders.get(node.mem_id, 0)

    @cached_property
    def menu_labels(self) -> frozenset[str]:
        """The folded words of the site's menus: short links in `nav`, `header` or a list that is called a menu."""
        labels = set()
        for element in self.elements:
            if element.tag in ("nav", "header") or not _MENUS.isdisjoint(element.names):
                for link in element.node.css("a[href]")[:80]:
                    text = " ".join(link.text().split())
                    if 1 < len(text) <= 30 and text.count(" ") <= 3:
                        labels.add(fold(text))
        return frozenset(labels)


_MENUS = frozenset(("nav", "navbar", "menu", "navigation", "mainmenu", "topmenu"))


def ancestors(node: LexborNode, limit: int = 60) -> Iterator[LexborNode]:
    """The elements around a node, the nearest first."""
    parent = node.parent
    while parent is not None and limit and parent.tag not in ("html", "-document"):
        yield parent
        parent = parent.parent
        limit -= 1


def names_of(node: LexborNode) -> frozenset[str]:
    """The words of an element's class and id."""
    attributes = node.attributes
    return name_words((attributes.get("class") or "") + " " + (attributes.get("id") or ""))
