"""Stable selectors: how an element can be found again on another page of its site, and how stable each way is.

Attributes that say what something is (itemprop, a test id) outlive class names, and class names outlive what a build
makes up. Of a class name with a build's ending ("card_title__x7Yq") the part that a person wrote is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.page.elements import name_words
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Names with digits or many changes of case are made by a build and change with the next one.
_MADE_UP = re.compile(r"\d{2,}|^css-|^sc-|^jsx?-|[a-z][A-Z][a-z]*[A-Z]|^[a-z]{1,2}$|[^\w-]|^[\d-]|^-|_$")
# Names that say how something looks, not what it is.
_LOOKS = re.compile(rf"^(?:{markup_pattern('selectors.looks')})-\w|^(?:{markup_pattern('selectors.looks_alone')})$")
_BUILT = re.compile(r"^([A-Za-z][A-Za-z-]*(?:_[A-Za-z-]+)*__)(?=[\w-]*[A-Z\d])[\w-]{1,10}$|^([A-Za-z][\w-]*__)\w{1,2}$")
_STABLE = words_of("markup.selectors.attributes")
MEANING = names_of("selectors.meaning")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_ONLY_ONES = ("h1", "time")
Mark = tuple[int, str]


def stable_marks(node: LexborNode) -> Iterator[Mark]:
    """Selectors of an element by itself, each with a rank: 0 for what lasts longest."""
    tag, attributes = node.tag or "", node.attributes
    if not is_plain_tag(tag):
        return
    if tag == "meta":
        for key in ("property", "name", "itemprop"):
            value = attributes.get(key)
            if value and _is_plain(value):
                yield 0, f'meta[{key}="{value}"]'
        return
    for key in _STABLE:
        value = attributes.get(key)
        if value and _is_plain(value):
            yield 0, f'{tag}[{key}="{value}"]'
    ident = attributes.get("id") or ""
    if ident and not _MADE_UP.search(ident):
        yield 1, f"{tag}#{ident}"
    for name in (attributes.get("class") or "").split():
        built = _BUILT.match(name)
        if built:
            yield 3, f'{tag}[class*="{built[1] or built[2]}"]'
        elif not _MADE_UP.search(name) and not _LOOKS.search(name):
            yield (1 if MEANING & name_words(name) else 2), f"{tag}.{name}"


def selectors(node: LexborNode) -> Iterator[Mark]:
    """Selectors of an element by itself, by what stands before or in it, and within the two boxes around it."""
    tag = node.tag or ""
    if not is_plain_tag(tag):
        return
    own = list(stable_marks(node))
    yield from own
    if tag == "meta":
        return
    if tag in _ONLY_ONES:
        yield 4 if own else 2, tag
    near = [(rank + 1, f"{css} + {tag}") for rank, css in _neighbour(_before(node))]
    near += [(rank + 1, f"{tag}:has(> {css})") for rank, css in _neighbour(_first_in(node))]
    yield from near
    outer = node.parent
    for depth in (1, 2):
        if outer is None or outer.tag in ("body", "html"):
            return
        for rank, box in stable_marks(outer):
            for inner_rank, inner in (*own, *near):
                yield rank + inner_rank + depth, f"{box} {inner}"
            if depth == 2 and tag in _ONLY_ONES:
                yield rank + 4, f"{box} {tag}"
            if depth == 1 and rank < 5:
                yield rank + 4, f"{box} > {tag}"
                for end, beside in (("first", outer.first_child), ("last", outer.last_child)):
                    if _is_of_type(node, beside, end):
                        yield rank + 5, f"{box} > {tag}:{end}-of-type"
        outer = outer.parent


def is_plain_tag(tag: str) -> bool:
    """Whether a tag's name can stand in a selector as it is: "o:p", which word processors leave behind, can not."""
    return _TAG.fullmatch(tag) is not None


def _is_of_type(node: LexborNode, beside: LexborNode | None, end: str) -> bool:
    """Whether an element is the first, or the last, of its tag in its box, seen from that end."""
    while beside is not None and beside.tag != node.tag:
        beside = beside.next if end == "first" else beside.prev
    return beside is not None and beside.mem_id == node.mem_id


def _neighbour(node: LexborNode | None) -> list[Mark]:
    return [] if node is None else [mark for mark in stable_marks(node) if mark[0] < 5]


def _before(node: LexborNode) -> LexborNode | None:
    """The element right before another in the same box."""
    before = node.prev
    while before is not None and (before.tag or "-").startswith("-"):
        before = before.prev
    return before


def _first_in(node: LexborNode) -> LexborNode | None:
    """The element that opens another, such as the picture before a number."""
    inner = node.first_child
    while inner is not None and (inner.tag or "-").startswith("-"):
        inner = inner.next
    return inner if inner is not None and inner.tag in ("i", "svg", "img", "span") else None


def _is_plain(value: str) -> bool:
    """Whether an attribute's value can stand in a selector and was not made for one page."""
    return len(value) < 60 and can_be_quoted(value) and not re.search(r"\d{3,}", value)


def can_be_quoted(text: str) -> bool:
    """Whether a text can stand between quotes in a selector, and that in a file, without any sign before it."""
    return text.isprintable() and '"' not in text and "\\" not in text


def names_something(css: str) -> bool:
    """Whether a selector says by its names what it selects."""
    return not MEANING.isdisjoint(name_words(re.sub(r"[^\w-]+", " ", css)))
