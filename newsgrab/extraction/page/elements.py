"""Elements: the body of a page as plain values, made in one walk over the parser's tree.

Every look at the parser's tree makes an object and costs as much as ten looks at one of ours; a field looks at the same
elements again and again. Elements and texts are numbered in the order of the page, and whatever is in an element stands
between its `order` and its `end`: to find what is inside, or what comes next, is to look at a stretch of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from selectolax.lexbor import LexborNode

from newsgrab.extraction.words.folding import SOFT_HYPHEN

_UNSEEN_TAGS = """
script style noscript iframe textarea svg select option input button img object embed audio video canvas map
math head link meta source picture datalist applet title template del
"""
_INLINE_TAGS = """
a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark q rb rp rt ruby s samp small span strike
strong sub sup time tt u var wbr nobr blink label
"""
UNSEEN = frozenset(_UNSEEN_TAGS.split())
INLINE = frozenset(_INLINE_TAGS.split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SUBHEADINGS = HEADINGS - {"h1"}  # of the parts of an article, or of other blocks beside it
_CODE = frozenset({"script", "style", "noscript", "template"})  # their text is for machines
_SEEN, _UNSEEN, _FOR_MACHINES = 0, -1, -2
_TEXT, _COMMENT = 2, 4  # the parser's numbers for these nodes; comparing them is cheaper than the tag's name
_NO_ELEMENTS = frozenset({_TEXT, _COMMENT})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = {code: " " for code in range(1, 128) if not chr(code).isalnum()}
MAX_NAME_CHARS = 300
_UNASKED = frozenset(("class", "id", "href", "src", "style"))  # most elements have one, and none is looked up by it
_NO_ATTRIBUTES: dict[str, str | None] = {}


class Element:
    """One element.

    `order` is its number in the page, what is in it has the numbers up to before `end`; `index` and `last` are the same
    among the elements alone.
    """

    __slots__ = ("_line", "_names", "attributes", "end", "index", "last", "order", "parent", "tag", "tree")

    # Without __init__: the walk makes hundreds a page, and a call costs as much as all of this.
    tag: str
    attributes: dict[str, str | None]
    parent: Element | None
    tree: Elements
    order: int
    end: int
    index: int
    last: int
    _line: str | None
    _names: frozenset[str] | None

    def get(self, name: str) -> str:
        """An attribute's value, "" if there is none."""
        return self.attributes.get(name) or ""

    @property
    def names(self) -> frozenset[str]:
        """The words of its class and id."""
        names = self._names
        if names is None:
            get = self.attributes.get
            names = self._names = self.tree.names_of(get("class") or "", get("id") or "")
        return names

    @property
    def line(self) -> str:
        """Its text as one line: what a reader sees, words in different blocks or beside a `<br>` kept apart.

        Scripts and styles inside are left out. Inline elements do not split words.
        """
        line = self._line
        if line is None:
            line = self._line = self.tree.line_between(self.order, self.end)
        return line

    def around(self, limit: int = 60) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        parent = self.parent
        while parent is not None and limit:
            yield parent
            parent = parent.parent
            limit -= 1

    def is_in(self, box: Element) -> bool:
        """Whether it is that element or stands in it."""
        return box.index <= self.index < box.last

    def inside(self) -> list[Element]:
        """The elements in it, in order."""
        return self.tree.elements[self.index + 1 : self.last]

    def first(self, *tags: str) -> Element | None:
        """The first of it and the elements in it that has one of these tags."""
        for element in self.tree.elements[self.index : self.last]:
            if element.tag in tags:
                return element
        return None

    def links(self) -> list[Element]:
        """The links in it, in order; it is not among them."""
        return self.tree.links_between(self.index + 1, self.last)

    def text_before(self) -> tuple[str, int] | None:
        """The line of what has text right before it in the same box, with the number of its first text."""
        if self.parent is None:
            return None
        tree = self.tree
        orders = tree.text_orders
        at = bisect_left(orders, self.order) - 1
        if at < 0 or orders[at] <= self.parent.order:
            return None
        part = tree.text_parents[at]
        if part is self.parent:
            return tree.line_between(orders[at], orders[at] + 1), orders[at]
        while part.parent is not None and part.parent is not self.parent:
            part = part.parent
        return part.line, part.first_text()

    def pieces(self) -> list[tuple[str, Element]]:
        """The texts in it that are not blank, as they are, each with the element around it."""
        tree = self.tree
        at = bisect_left(tree.text_orders, self.order)
        until = bisect_left(tree.text_orders, self.end, at)
        return list(zip(tree.texts[at:until], tree.text_parents[at:until], strict=True))

    def first_text(self) -> int:
        """The number of the first text in it that is not blank, -1 if it has none."""
        orders = self.tree.text_orders
        at = bisect_left(orders, self.order)
        return orders[at] if at < len(orders) and orders[at] < self.end else -1


@lru_cache(maxsize=8192)
def name_words(names: str) -> frozenset[str]:
    """The words that class names and ids are made of.

    >>> sorted(name_words("post-viewCount meta_item"))
    ['count', 'item', 'meta', 'post', 'view']
    """
    return frozenset(next(_words_of((names,))))


def _words_of(names: Iterable[str]) -> Iterator[list[str]]:
    """The words of each name, worked out for all at once."""
    short = (name if len(name) < MAX_NAME_CHARS else name[:MAX_NAME_CHARS] for name in names)
    split = [name if name.islower() else _CAMEL.sub("-", name).lower() for name in short]
    return map(str.split, "\0".join(split).translate(_MARKS).split("\0"))


class Elements:
    """The elements and texts under one node of the parser's tree.

    `sequence` holds all in order: elements, texts, and None for comments and scripts. Texts that are not blank stand
    once more in `texts`, with their numbers, the element around each, and the number of the nearest element around it
    that stands on its own lines (-1 where readers do not see the text).
    """

    def __init__(self, top: LexborNode | None) -> None:
        """Walk over the tree; without a node there is only an empty body."""
        self.sequence: list[Element | str | None] = []
        self.elements: list[Element] = []
        self.links: list[Element] = []
        self.texts: tuple[str, ...] = ()
        self.text_orders: tuple[int, ...] = ()
        self.text_parents: tuple[Element, ...] = ()
        self.text_blocks: tuple[int, ...] = ()
        self._gaps: tuple[bool, ...] = ()  # whether white space or the border of a block stands before each text
        self._tagged: dict[str, list[Element]] = {}
        self._classes: dict[str, list[Element]] = {}
        self._idents: dict[str, list[Element]] = {}
        self._names: dict[str, frozenset[str]] = {}  # the words of each class that was asked for
        self.bearers: defaultdict[str, list[Element]] = defaultdict(list)  # of an attribute, by its name
        self._link_indexes: list[int] | None = None
        self.root = root = Element()
        root.tag, root.attributes = "body", _NO_ATTRIBUTES
        root.parent, root.tree = None, self
        root._line = root._names = None
        root.order = root.index = 0
        root.end = root.last = 1
        self.sequence.append(root)
        self.elements.append(root)
        if top is not None:
            root.tag, root.attributes = top.tag or "body", top.attributes or _NO_ATTRIBUTES
            self._note(root, root.attributes)
            rows = self._walk(top)
            if rows:
                self.text_orders, self.texts, self.text_parents, self.text_blocks, self._gaps = zip(*rows, strict=True)
        self.marked = self.having("itemprop", "property")  # with microdata or RDFa
        self.links = [link for link in self._tagged.get("a", ()) if "href" in link.attributes]

    def _walk(self, top: LexborNode) -> list[tuple[int, str, Element, int, bool]]:  # noqa: PLR0915
        """Number everything in a node, a row for each text. One loop with few calls: it passes every node there is."""
        sequence, elements = self.sequence, self.elements
        rows: list[tuple[int, str, Element, int, bool]] = []
        kinds: dict[int, tuple[str, list[Element], bool, int]] = {}  # what the parser's numbers of tags mean here
        stack: list[tuple[LexborNode, int, int]] = []
        box = self.root
        block = place = order = index = 0  # place: what stands in `text_blocks` for a text of the box
        last, gap = -1, True  # the place of the text before, and whether white space came since
        node: LexborNode | None = top.first_child
        while True:
            if node is None:
                box.end = order + 1
                box.last = index + 1
                if not stack or box.parent is None:
                    return rows
                box = box.parent
                node, block, place = stack.pop()
                node = node.next
                continue
            order += 1
            number = node.tag_id
            if number in _NO_ELEMENTS:
                text = None if number == _COMMENT or place == _FOR_MACHINES else node.text_content or ""
                if text is not None:
                    if text.isspace():
                        gap = gap or place >= 0
                    else:
                        text = text.replace(SOFT_HYPHEN, "") if SOFT_HYPHEN in text else text
                        rows.append((order, text, box, place, gap or place != last))
                        last, gap = (place, False) if place >= 0 else (last, gap)
                sequence.append(text)
                node = node.next
                continue
            kind = kinds.get(number)
            if kind is None:
                kind = kinds[number] = self._kind(node.tag or "")  # some nodes have none
            tag, alike, is_block, seen = kind
            stack.append((node, block, place))
            index += 1
            outer = box
            box = Element()
            box.tag = tag
            box.attributes = attributes = node.attributes or _NO_ATTRIBUTES
            box.parent, box.tree = outer, self
            box.order, box.index = order, index
            box._line = box._names = None
            sequence.append(box)
            elements.append(box)
            alike.append(box)
            if attributes:
                self._note(box, attributes)
            if is_block:
                block = order
            place = block if seen == _SEEN else seen
            if tag == "br":
                gap = True
            node = node.first_child

    def _note(self, element: Element, attributes: dict[str, str | None]) -> None:
        """Sort an element by what its attributes call it."""
        name = attributes.get("class")
        if name:
            if name in self._classes:
                self._classes[name].append(element)
            else:
                self._classes[name] = [element]
        ident = attributes.get("id")
        if ident:
            self._idents.setdefault(ident, []).append(element)
        bearers = self.bearers
        for name in attributes:
            if name not in _UNASKED:
                bearers[name].append(element)

    def _kind(self, tag: str) -> tuple[str, list[Element], bool, int]:
        """A tag, the list of its elements, whether one stands on its own lines, and who sees the texts in it."""
        seen = _FOR_MACHINES if tag in _CODE else _UNSEEN if tag in UNSEEN else _SEEN
        return tag, self._tagged.setdefault(tag, []), tag not in INLINE, seen

    def forget(self) -> None:
        """Let go of the elements, which know this."""
        self.__dict__.clear()

    @cached_property
    def _page_line(self) -> tuple[str, list[int]]:
        """The line of the whole page, and where in it each text begins."""
        pieces: list[str] = []
        apart = True
        for text, plain, block, gap in zip(self.texts, self.plain_texts, self.text_blocks, self._gaps, strict=True):
            if block < 0:
                pieces.append("")
                continue
            apart = apart or gap or text[:1].isspace()
            if plain:
                pieces.append(f" {plain}" if apart else plain)
                apart = text[-1].isspace()
            else:  # of soft hyphens alone
                pieces.append("")
        return "".join(pieces), [0, *accumulate(map(len, pieces))]

    @cached_property
    def plain_texts(self) -> list[str]:
        """The texts, in each every run of white space as one space, none at the ends."""
        return [" ".join(text.split()) for text in self.texts]

    def line_between(self, start: int, end: int) -> str:
        """The texts of a stretch of the page as one line."""
        orders = self.text_orders
        at = bisect_left(orders, start)
        until = bisect_left(orders, end, at)
        line, starts = self._page_line
        return line[starts[at] : starts[until]].strip()

    def parent_of(self, order: int) -> Element:
        """The element around the text that has a number."""
        return self.text_parents[bisect_left(self.text_orders, order)]

    def links_between(self, start: int, end: int) -> list[Element]:
        """The links whose indexes are in a range."""
        if self._link_indexes is None:
            self._link_indexes = [link.index for link in self.links]
        at = bisect_left(self._link_indexes, start)
        return self.links[at : bisect_left(self._link_indexes, end, at)]

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """The words of every class and id."""
        names = (*self._classes, *self._idents)
        return dict(zip(names, _words_of(names), strict=True)) if names else {}

    def names_of(self, name: str, ident: str) -> frozenset[str]:
        """The words of a class and an id of the page; elements of one class and without an id share theirs."""
        words = self.words
        if ident:
            return frozenset((*words.get(name, ()), *words[ident]))
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = frozenset(words.get(name, ()))
        return known

    @cached_property
    def _by_word(self) -> dict[str, list[list[Element]]]:
        """The elements by each word of their classes and ids, those of the same name in one list."""
        found: dict[str, list[list[Element]]] = {}
        words = self.words
        for named in (self._classes, self._idents):
            for name, group in named.items():
                for word in words[name]:
                    if word in found:
                        found[word].append(group)
                    else:
                        found[word] = [group]
        return found

    def named(self, words: frozenset[str]) -> list[Element]:
        """The elements whose class or id holds one of these words, in order."""
        by_word = self._by_word
        found = {element for word in words & by_word.keys() for group in by_word[word] for element in group}
        return sorted(found, key=_order)

    @property
    def tags(self) -> Iterable[str]:
        """The tags that stand on the page."""
        return self._tagged

    def tagged(self, tag: str) -> list[Element]:
        """The elements that have a tag, in order."""
        return self._tagged.get(tag, [])

    def having(self, *attributes: str) -> list[Element]:
        """The elements that have one of these attributes, in order."""
        found = [self.bearers[name] for name in attributes if name in self.bearers]
        if len(found) == 1:
            return found[0]
        return sorted({element for elements in found for element in elements}, key=_order)

    def after(self, order: int, box: Element) -> Iterator[Element | int]:
        """What stands in a box behind a place, one after the other: elements, and the numbers of texts."""
        sequence = self.sequence
        while order < box.end:
            part = sequence[order]
            if isinstance(part, Element):
                yield part
                order = part.end
            else:
                if part is not None:
                    yield order
                order += 1


def _order(element: Element) -> int:
    return element.order
