"""Author elements: those that the markup declares to be the author's, and links to an author's page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from newsgrab.extraction.fields.authors.bylines import (
    byline_prefix,
    is_editing,
    is_other_work,
    looks_like_a_person,
    names_in,
    persons_in,
    tells_a_role,
)
from newsgrab.extraction.page.structured import SchemaProperty, value_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of
from newsgrab.urls import path_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

LINKED = "link to the author"
MAX_AUTHORS = 8
CLOSE = 80  # nodes below the headline within which a byline counts even in a box that seems to be apart
TOGETHER = 60  # nodes within which the names of one byline stand
LINKS_WITHIN = 120
LINKS_BEFORE = 60
_NAMES = names_of("authors.names")
_AVOID = names_of("authors.avoid")
# Where sites keep the page of one author.
_AUTHOR_PATH = re.compile(
    rf"/(?:({markup_pattern('authors.paths')})|{markup_pattern('authors.other_paths')})/[^/?#]+(?:/[^/?#]+)?/?$|^/@[\w.-]+/?$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(markup_pattern("authors.accounts"))
_LOOKS_LIKE = words_of("markup.authors.path_hints")
_order = attrgetter("order")


class _Row(NamedTuple):
    distance: int
    is_rel: bool
    element: Element


def marked_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names in elements that are marked as the author's, with the mark; those near the headline first."""
    regions = document.regions
    groups: dict[str, list[str]] = {}
    for marked in _author_properties(document):
        if not regions.is_foreign(marked.element) and not _is_of_talk(document, marked.element):
            groups.setdefault("microdata author", []).extend(_names_of_property(marked.element))
    for element in document.elements.having("typeof"):
        order = document.outline.order_of(element) - regions.headline_order
        if element.get("typeof").endswith("Person") and 0 < order < LINKS_WITHIN and not regions.is_foreign(element):
            groups.setdefault("rdfa Person", []).append(element.line)
    near: dict[str, list[str]] = {}
    firsts: dict[str, int] = {}
    for distance, is_rel, element in _rows(document)[:25]:
        text = element.line
        if not text or len(text) > 160 or fold(text) in regions.titles or _is_other_work(document, element, text):
            continue
        if regions.is_foreign(element) and (distance >= CLOSE or _is_of_a_card(document, element)):
            continue
        source = "rel author" if is_rel else f"class {element.get('class')[:40]}"
        names = _names_of(element, text, is_rel=is_rel)
        if element.names & _NAMES == _BY and not _is_by(element, names):
            continue
        if source in groups and tells_a_role(text) and not all(map(persons_in, names)):
            continue  # what the person before is, made alike: "Contributor, The Courier"
        groups.setdefault(source, []).extend(names)
        if distance - firsts.setdefault(source, distance) <= TOGETHER:
            near.setdefault(source, []).extend(names)
    for source, group in groups.items():
        found = names_in(group)
        if len(found) <= MAX_AUTHORS:  # else a list of commenters or of the staff
            close = near.get(source, group)
            yield found if close == group else names_in(close), source


def _names_of_property(element: Element) -> list[str]:
    """What of a property is the names: those within it, else its value, without what stands apart in it."""
    inner = [one for one in element.inside() if _is_name(one)]
    if inner:
        return list(map(value_of, inner))
    value = value_of(element)
    first = _first_of_parts(element) if value == element.line else []
    return first if first and len(names_in([value])) <= len(first) else [value]


def _is_of_talk(document: Document, element: Element) -> bool:
    """Whether an author is that of a comment or an answer to the text: by its type, by what is said beside it."""
    scope = next((box for box in element.around() if "itemscope" in box.attributes or box.get("typeof")), None)
    if scope is not None and (scope.get("itemtype") or scope.get("typeof")).rsplit("/", 1)[-1] in _TALK:
        return True
    text_box = document.regions.text_box
    if text_box is None or document.outline.order_of(element) < text_box.last:
        return False
    said = [one.element for key in _SAID for one in document.structured.properties.get(key, ())]
    boxes = [box for box in element.around(TALK_DEPTH) if not text_box.box.is_in(box)]
    if any(text.is_in(box) for box in boxes for text in said):
        return True
    return any(box.tag == "article" and document.outline.order_of(box) > text_box.last for box in element.around())


_TALK = frozenset(("Comment", "UserComments", "Answer", "Review", "UserReview"))
_SAID = ("text", "commenttext", "reviewbody")
TALK_DEPTH = 3  # boxes around a speaker's name that may hold what is said


def _is_by(element: Element, names: list[str]) -> bool:
    """Whether an element called "by" holds nothing but persons' names."""
    return _CALLED_BY.search(element.get("class")) is not None and all(map(persons_in, names))


_BY = frozenset(("by",))
_CALLED_BY = re.compile(r"(?:^|[\s_-])by(?=\s|$)")  # else "by" is a part of another word: byType, offset-by-one


def _rows(document: Document) -> list[_Row]:
    start = document.regions.headline_order
    elements = document.elements
    rels = [link for link in elements.links if "rel" in link.attributes and "author" in link.get("rel").lower().split()]
    named = [one for one in elements.named(_NAMES) if one.tag == "address" or _AVOID.isdisjoint(one.names)]
    found = dict.fromkeys([*rels, *elements.tagged("address"), *named])
    found = {one: None for one in found if one.tag != "address" or not _is_of_the_house(document, one)}
    rows = []
    for element in sorted(found, key=lambda one: one.order):
        order = document.outline.order_of(element)
        rows.append(_Row(abs(order - start) + (0 if order > start - 40 else 1000), element in rels, element))
    return sorted(rows, key=lambda row: row.distance)


def _is_of_the_house(document: Document, address: Element) -> bool:
    """Whether an address is where the site has its office: with a number, behind the text and in no part of it."""
    text_box = document.regions.text_box
    behind = text_box is not None and address.order > text_box.last and not address.is_in(text_box.box)
    return behind and any(map(str.isdigit, address.line)) and not document.regions.in_own_part(address)


def _is_other_work(document: Document, element: Element, text: str) -> bool:
    """Whether a name is there for other work than the text: its own words or the label before it say so."""
    if is_other_work(text):
        return True
    before = document.outline.before(document.outline.order_of(element))
    return before is not None and is_other_work(before.text)


def _names_of(element: Element, text: str, *, is_rel: bool) -> list[str]:
    """What of an author's element is the names: parts that are called the name, else its links, else all of it."""
    if element.tag == "a" or is_rel:
        return [text]
    inner = element.inside()
    labelled = _labelled_parts(inner)
    if labelled:
        return labelled
    named = [name for one in inner if _is_name_part(one) for name in (_first_of_parts(one) or [one.line])]
    named = [name for name in dict.fromkeys(named) if 2 < len(name) < 60 and names_in([name])]
    links = [one.line for one in inner if one.tag == "a"]
    links = [link for link in links if 2 < len(link) < 40 and names_in([link])]
    links = [link for link in links if not kind_of_heading(fold(_word(link)))]
    if named:
        linked = [link for link in links if any(link in name for name in named)]
        return linked or [name for name in named if not any(name != other and name in other for other in named)]
    return links or _first_of_parts(element) or [_without_place(text)]


def _labelled_parts(inner: list[Element]) -> list[str]:
    """The line that begins with a label of writers and is persons' names behind it, or all such lines made alike."""
    labelled = [one for one in inner if one.tag != "a" and byline_prefix(one.line) and persons_in(one.line)]
    alike = [one for one in labelled if _is_made_like(one, labelled[0]) and not is_editing(one.line)]
    if 1 < len(alike) <= MAX_LABELLED:
        return [one.line for one in alike]
    return [min((one.line for one in labelled), key=len)] if labelled else []


def _is_made_like(one: Element, other: Element) -> bool:
    """Whether two elements are parts of the same box made alike."""
    return one.parent is other.parent and one.tag == other.tag and one.get("class") == other.get("class")


MAX_LABELLED = 3


def _without_place(text: str) -> str:
    """The name behind the place where it was written, as pages in Arabic letters and in Hebrew set them."""
    match = _PLACE_AND_NAME.fullmatch(text)
    return match[1] if match and not byline_prefix(text) and looks_like_a_person(match[1].strip()) else text


_PLACE_AND_NAME = re.compile(r"[\u0590-\u06ff][^-–—:،,/|]{1,30}(?:\s[-–—]\s|:\s)([\u0590-\u06ff][^-–—:،,/|]{4,40})")


def _word(text: str) -> str:
    """A text without the number behind it: "Comments: 37"."""
    return text.rstrip("0123456789 ()[]:")


def _first_of_parts(element: Element) -> list[str]:
    """The first part that is a name, with those made alike: what a person is, and where, stands in parts of its own."""
    parts = [(line, holder) for text, holder in element.pieces() if (line := " ".join(text.split()))]
    if len({holder for _, holder in parts}) < MIN_PARTS:
        return []
    for line, holder in parts:
        if persons_in(line):
            kind = (holder.tag, holder.get("class"))
            alike = [
                other for other, one in parts if (one.tag, one.get("class")) == kind and looks_like_a_person(other)
            ] or [line]
            return alike if holder is not element else [line]
    return []


MIN_PARTS = 2


_NAME_CLASSES = ("author-name", "author__name", "author_name", "authorname", "byline-name")


def _is_name_part(element: Element) -> bool:
    """Whether an element inside an author's is called the name."""
    names = element.get("class")
    if not names:
        return element.get("itemprop") == "name"
    return any(name in names.lower() for name in _NAME_CLASSES) or "fn" in names.split() or _is_name(element)


def _is_name(element: Element) -> bool:
    return element.get("itemprop") == "name" or element.get("property").endswith("name")


def _author_properties(document: Document) -> tuple[SchemaProperty, ...]:
    """Properties that name an author."""
    return document.structured.properties.get("author", ()) + document.structured.properties.get("creator", ())


def is_own(document: Document, one: Element | TextNode, order: int) -> bool:
    """Whether what stands at a place is the article's; right behind the headline it is, in any box but a card."""
    if not document.regions.is_foreign(one):
        return True
    if _is_of_a_card(document, one):
        return False
    text_box = document.regions.text_box
    end = text_box.last if text_box is not None else order + 1
    return 0 < order - document.regions.headline_order < CLOSE and order < end


def _is_of_a_card(document: Document, one: Element | TextNode) -> bool:
    """Whether what does not stand between headline and text is of another story, to which a link beside it leads."""
    regions = document.regions
    is_between = regions.text_box is None or regions.headline_order < one.order < regions.text_box.first
    return not is_between and regions.is_in_card(one)


def in_menu(document: Document, element: Element) -> bool:
    """Whether a link stands in a menu; many links between headline and text are not one, unless they say so."""
    if any(box.tag == "nav" for box in element.around()):
        return True
    text_box = document.regions.text_box
    is_between = text_box is not None and document.regions.headline_order < element.order < text_box.first
    return not is_between and document.menus.holds(element)


def linked_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names that lead, near the headline, to a page of the site that its address calls an author's."""
    regions = document.regions
    start = regions.headline_order
    found: list[str] = []
    first = 0
    links = document.elements.links
    begin = bisect_left(links, start - LINKS_BEFORE, key=_order)
    near = links[begin : bisect_right(links, start + LINKS_WITHIN, begin, key=_order)]
    hrefs = [link.get("href").lower() for link in near]
    every = "\n".join(hrefs)  # searched at once: most signs are in none
    signs = [sign for sign in _LOOKS_LIKE if sign in every]
    for link, href in zip(near, hrefs, strict=True):
        if not any(sign in href for sign in signs) or _ACCOUNT.search(href):
            continue
        match = _AUTHOR_PATH.search(path_of(href))
        if match is None:
            continue
        order = document.outline.order_of(link)
        if not -40 <= order - start <= LINKS_WITHIN or (found and order - first > TOGETHER):
            continue
        text = link.line
        if "©" in text or not (match[1] or any(char.isupper() or char.islower() for char in text)):
            continue
        if not 2 < len(text) <= 40 or in_menu(document, link) or _is_other_work(document, link, text):
            continue
        if not is_own(document, link, order):
            continue
        address = document.link(link.get("href"))
        if address is None or not regions.is_own_site(address) or not names_in([text]):
            continue
        first = first if found else order
        found.append(text)
    names = names_in(found)
    if names and len(names) <= MAX_AUTHORS:
        yield names, LINKED
