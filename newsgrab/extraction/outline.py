"""The outline: the short texts of a page in order, its links, and its elements by the names that developers gave them.

Everything is looked up only when a field asks. What a page cannot hold is ruled out by its source first (a plain search
for a few letters), since that costs a hundredth of a walk over the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsgrab.extraction.counters import names_views_unspaced, page_words
from newsgrab.extraction.folding import fold
from newsgrab.extraction.headings import is_headline
from newsgrab.extraction.hrefs import LinkKinds, sort_links

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document

MAX_SHORT_CHARS = 140
MIN_MENU_LINKS = 5
MAX_MENU_DEPTH = 7
_TEXT = 2  # the parser's number for text nodes; comparing it is cheaper than the tag's name
_UNSEEN = frozenset({"script", "style", "noscript", "template", "textarea", "title"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_MENU_NAMES = frozenset(("nav", "navbar", "menu", "navigation", "mainmenu", "topmenu", "navlinks"))


class Text(NamedTuple):
    """One short text of the page, the text node that holds it, and its place in the page's sequence of texts."""

    text: str
    folded: str
    node: LexborNode
    order: int


class Element:
    """One element with its attributes."""

    __slots__ = ("attributes", "node", "tag")

    def __init__(self, node: LexborNode) -> None:
        """Read the element's attributes."""
        self.node = node
        self.tag = node.tag or ""
        self.attributes: dict[str, str | None] = node.attributes

    def get(self, name: str) -> str:
        """An attribute's value, "" if there is none."""
        return self.attributes.get(name) or ""

    @property
    def names(self) -> frozenset[str]:
        """The words of its class and id."""
        return name_words(self.get("class") + " " + self.get("id"))


@lru_cache(maxsize=4096)
def name_words(names: str) -> frozenset[str]:
    """The words that class names and ids are made of.

    >>> sorted(name_words("post-viewCount meta_item"))
    ['count', 'item', 'meta', 'post', 'view']
    """
    names = names[:300]
    if not names.islower():
        names = _CAMEL.sub("-", names).lower()
    return frozenset(names.translate(_MARKS).split())


class Outline:
    """The look-ups over one page."""

    def __init__(self, document: Document) -> None:
        """Nothing is looked up before it is asked for."""
        self._document = document
        self._menus: dict[int, bool] = {}

    @cached_property
    def texts(self) -> list[Text]:
        """The texts of up to 140 characters, in order."""
        body = self._document.tree.body
        found: list[tuple[str, LexborNode, int]] = []
        for order, node in enumerate(body.traverse(include_text=True) if body is not None else ()):
            if node.tag_id != _TEXT:
                continue
            text = node.text_content
            if not text or text.isspace() or len(text) > MAX_SHORT_CHARS:
                continue
            if text[-1] in ";}" or "{" in text:  # may be a script's
                parent = node.parent
                if parent is None or parent.tag in _UNSEEN:
                    continue
            found.append((" ".join(text.split()), node, order))
        if not found:
            return []
        folded = fold("\n".join(text for text, _, _ in found)).split("\n")
        return [Text(text, flat, node, at) for (text, node, at), flat in zip(found, folded, strict=True)]

    @cached_property
    def _orders(self) -> dict[int, int]:
        return {text.node.mem_id: text.order for text in self.texts}

    def order_of(self, node: LexborNode) -> int:
        """Where the first short text of an element comes in the page's sequence; a large number if it has none."""
        for child in node.traverse(include_text=True):
            order = self._orders.get(child.mem_id)
            if order is not None:
                return order
        return 1_000_000

    @cached_property
    def _class_names(self) -> str:
        pieces = self._document.text.split("class=")
        del pieces[0]
        return "\n".join({_value(piece) for piece in pieces}).lower()

    @cached_property
    def _id_names(self) -> str:
        pieces = self._document.text.split(" id=")
        del pieces[0]
        return "\n".join({_value(piece) for piece in pieces}).lower()

    def named(self, *parts: str) -> list[Element]:
        """The elements whose class or id holds one of these (lower-case) parts, in order."""
        tests = [f'[class*="{part}" i]' for part in parts if part in self._class_names]
        tests += [f'[id*="{part}" i]' for part in parts if part in self._id_names]
        return [Element(node) for node in self._document.tree.css(",".join(tests))] if tests else []

    @cached_property
    def links(self) -> list[Element]:
        """The links, in order."""
        return [Element(node) for node in self._document.tree.css("a[href]")]

    @cached_property
    def view_words(self) -> tuple[frozenset[str], bool]:
        """The words for views among the short texts, and whether any text of an unspaced script has one."""
        folded = "\n".join(text.folded for text in self.texts)
        return page_words(folded), names_views_unspaced(folded)

    @property
    def shows_views(self) -> bool:
        """Whether anything on the page can be a printed count of readers."""
        if self.view_words[0] or self.view_words[1]:
            return True
        source = self._document.text
        return any(sign in source for sign in ("view", "eye", "isibility", "<path", "<use"))

    @cached_property
    def link_kinds(self) -> LinkKinds:
        """The links that say where they lead."""
        return sort_links(self.links)

    @cached_property
    def label_counts(self) -> dict[str, int]:
        """How often each folded text of up to 30 characters stands on the page."""
        counts: dict[str, int] = {}
        for text in self.texts:
            if len(text.folded) <= 30:
                counts[text.folded] = counts.get(text.folded, 0) + 1
        return counts

    def is_menu_label(self, folded: str) -> bool:
        """Whether a text is also the label of a link in a menu of the site."""
        if self.label_counts.get(folded, 0) == 0:
            return False
        return any(text.folded == folded and self.in_menu(text.node) for text in self.texts)

    def in_menu(self, node: LexborNode) -> bool:
        """Whether a link's text stands in a menu: `nav`, a box so called, or five short links and no long ones."""
        link = node if node.tag == "a" else next((one for one in ancestors(node, 4) if one.tag == "a"), None)
        return link is not None and link.parent is not None and self._is_menu(link.parent, 0)

    def _is_menu(self, box: LexborNode, depth: int) -> bool:
        """Whether a box or one of those around it is a menu; kept, since the links of a menu share their boxes."""
        known = self._menus.get(box.mem_id)
        if known is not None:
            return known
        if box.tag == "body" or box.mem_id in self._document.place.around or depth > MAX_MENU_DEPTH:
            return False
        menu = box.tag == "nav" or not _MENU_NAMES.isdisjoint(names_of(box))
        menu = menu or (depth < 4 and _is_list_of_short_links(box))
        if not menu and box.parent is not None:
            menu = self._is_menu(box.parent, depth + 1)
        self._menus[box.mem_id] = menu
        return menu


def _value(piece: str) -> str:
    """The value of an attribute that a piece of source begins with."""
    quote = piece[:1]
    if quote in ('"', "'"):
        return piece[1 : piece.find(quote, 1)]
    return piece[:40].split(">", 1)[0].split(" ", 1)[0]


def _is_list_of_short_links(box: LexborNode) -> bool:
    links = box.css("a[href]")
    if not MIN_MENU_LINKS <= len(links) <= 60:
        return False
    texts = [" ".join(link.text().split()) for link in links]
    return all(len(text) <= 30 and not is_headline(text) for text in texts)


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
    return name_words((attributes.get("class") or "") + " " + (attributes.get("id") or "")) if attributes else _NONE


_NONE: frozenset[str] = frozenset()


def is_inside(node: LexborNode, box: LexborNode) -> bool:
    """Whether an element is a box or stands in it."""
    return node.mem_id == box.mem_id or any(parent.mem_id == box.mem_id for parent in ancestors(node))
