"""Section labels near a headline: links to a section, labelled words, words of the site's menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from newsgrab.extraction.fields.authors.bylines import looks_like_a_person
from newsgrab.extraction.page.link_kinds import home_links
from newsgrab.extraction.page.text_box import block_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.phrases import alternation
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

MAX_LABEL_CHARS = 30
MAX_LINKS = 4
MAX_ROW_CHARS = 120  # of a text with several labels between bars
FAR = 400  # nodes between a labelled section and the headline
MAX_APART = 8  # nodes between a label and what it labels
AROUND = 60  # nodes between the headline and a label in an element that is called so
NEAR = 80  # nodes of the page's tree between a badge and the headline
_CATEGORY_NAMES = names_of("category.names")
_SURE_NAMES = names_of("category.sure_names")
_SECTION_NAMES = _SURE_NAMES - {"kicker"}  # a line above the headline may say anything
_BOXES = frozenset({"a", "body", "html", "article", "main", "section", "ul", "nav", "h1"})
_LABELLED = re.compile(
    rf"^\s*(?:{alternation(words_of('sections.labels', 'sections.labels_with_colon'))})\s*[:：]\s*", re.IGNORECASE
)


class Label(NamedTuple):
    """A text that may name the section, where it stands, and how much that place weighs."""

    text: str
    source: str
    weight: float


def section_labels(document: Document) -> Iterator[Label]:
    """The labels near the headline."""
    found = list(_links(document))
    yield from found
    yield from _labelled(document)
    if not found:
        yield from _named(document)
        yield from _words(document)


def _links(document: Document) -> Iterator[Label]:
    """Links to section pages, the nearest first; of two of which one leads deeper than the other, the deeper counts."""
    start = document.regions.headline_order
    found: list[tuple[int, str, str]] = []
    for element in _section_links(document):
        declared = "category" in element.get("rel").lower()
        if not declared and document.menus.holds(element) and not _is_in_box_of_its_own(document, element):
            continue
        if (
            document.regions.is_foreign(element) and not (declared and _in_own_article(document, element))
        ) or _is_author(element):
            continue
        address = document.link(element.get("href"))
        if not _is_inside(document, address):
            continue
        order = document.outline.order_of(element)
        found.append((abs(order - start), element.line, address or ""))
        if len(found) >= 3 * MAX_LINKS:
            break
    found.sort(key=lambda row: row[0])
    found = found[:MAX_LINKS]
    for index, (distance, text, address) in enumerate(found):
        deeper = any(other != address and other.startswith(address) for _, _, other in found)
        yield Label(text, "category link", (2.6 if distance < NEAR else 2.0) - 0.25 * index - (1.0 if deeper else 0))


def _is_in_box_of_its_own(document: Document, link: Element) -> bool:
    """Whether a link among others stands alone in a box called the category, unlike the entries of a menu."""
    box = link.parent
    if box is None or box.parent is None:
        return False
    if not any(len(name) > MIN_NAME for name in _SURE_NAMES & box.names):  # short ones are parts of any name
        return False
    if document.menus.is_called(link):
        return False
    alike = [one for one in box.parent.inside() if one.parent is box.parent and one.names == box.names]
    return len(alike) == 1 and len(box.links()) == 1


MIN_NAME = 4


def _in_own_article(document: Document, element: Element) -> bool:
    """Whether the article element around an element holds the headline, too."""
    article = next((one for one in element.around() if one.tag == "article"), None)
    return article is not None and article in document.regions.around


def _is_author(link: Element) -> bool:
    """Whether a link is called the author's."""
    return "author" in link.get("rel") or not (
        link.names.isdisjoint(_AUTHORS) and link.parent.names.isdisjoint(_AUTHORS) if link.parent else True
    )


_AUTHORS = names_of("authors.names")


def _section_links(document: Document) -> list[Element]:
    """Links whose address leads to a section, and links in elements that are called category or section."""
    links = list(document.outline.link_kinds.sections)
    known = set(links)
    for element in document.elements.named(_SURE_NAMES):
        if element.tag in _NO_BADGES:
            continue
        inner = [element] if element.tag == "a" else element.links()
        if len(inner) <= MAX_LINKS:
            links += [link for link in inner if link not in known and link.get("href")]
            known.update(inner)
    return links


_NO_BADGES = frozenset(("body", "html", "article", "main", "nav"))


def _is_inside(document: Document, address: str | None) -> bool:
    """Whether an address is on the page's site, as far as can be told."""
    return address is None or document.url is None or document.regions.is_own_site(address)


def _named(document: Document) -> Iterator[Label]:
    """Short texts in elements that are called category, kicker, badge and the like."""
    start = document.regions.headline_order
    for element in document.elements.named(_CATEGORY_NAMES):
        if element.tag in _BOXES or element.order >= start + AROUND or element.end <= start - AROUND:
            continue
        if abs(document.outline.order_of(element) - start) >= AROUND or element.first("a"):
            continue
        text = element.line
        if not 1 < len(text) <= MAX_LABEL_CHARS or text.count(" ") > 3 or kind_of_heading(fold(text)):
            continue
        if not _is_apart(document, element):
            is_known = (
                not _SECTION_NAMES.isdisjoint(element.names) or document.outline.label_counts.get(fold(text), 0) > 1
            )
            yield Label(text, "label", 1.4 if is_known else 0.8)


def _labelled(document: Document) -> Iterator[Label]:
    """What stands behind "category:", in the same text or in the next one."""
    start = document.regions.headline_order
    texts = document.outline.texts
    at, until = document.outline.between(start - FAR + 1, start + FAR)
    for index, word in enumerate(texts[at:until], start=at):
        text = word.text
        if word.folded in _BARE_LABELS and abs(word.order - start) < NEAR and index + 1 < len(texts):
            after = texts[index + 1]
            if after.order - word.order < MAX_APART and not _is_apart(document, after):
                yield Label(after.text, "labelled text", 1.8)
            continue
        if (":" not in text and "：" not in text) or len(text) >= MAX_ROW_CHARS:
            continue
        parts = text.split("|") if "|" in text else [text]
        for part in parts if len(text) < 60 or len(parts) > 1 else ():
            match = _LABELLED.match(part)
            if match is None or document.regions.is_foreign(word):
                continue
            if match.end() < len(part):
                yield Label(part[match.end() :], "labelled text", 2.2)
            elif part is parts[-1] and index + 1 < len(texts) and texts[index + 1].order - word.order < MAX_APART:
                yield Label(texts[index + 1].text, "labelled text", 2.2)


# Labels that stand alone in their cell, without a colon.
_BARE_LABELS = frozenset(map(fold, words_of("sections.labels")))


def _words(document: Document) -> Iterator[Label]:
    """Texts at the headline that are labels of the menu too, the nearest first."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - AROUND, start + AROUND)
    words = [word for word in document.outline.texts[at:until] if len(word.text) > 1]
    labels = document.menus.labels(words)
    for word in sorted(words, key=lambda word: abs(word.order - start)) if labels else ():
        if word.folded not in labels or (word.parent.tag == "a" and _is_among_tags(document, word.parent)):
            continue
        if not _is_apart(document, word) or _is_alone_above(document, word):
            yield Label(word.text, "menu word at the headline", 1.6)
    rows = [word for word in words if "|" in word.text and _tells_facts(word, start)]
    for row in rows if not labels else ():
        parts = {fold(part.strip()): part.strip() for part in row.text.split("|")}
        entries = document.menus.entries(frozenset(parts)) if not _is_apart(document, row) else ()
        yield from (Label(parts[entry], "menu word in the row of facts", 1.6) for entry in parts if entry in entries)


def _tells_facts(row: TextNode, start: int) -> bool:
    """Whether a row between bars is the article's line of facts: it has numbers, or stands right above the headline."""
    return any(map(str.isdigit, row.text)) or 0 < start - row.order <= MAX_ABOVE


def _is_alone_above(document: Document, word: TextNode) -> bool:
    """Whether a word is all that the line right above the headline says: so even a tag names the section."""
    headline = document.regions.headline
    if headline is None or not 0 < headline.order - word.order <= MAX_ABOVE:
        return False
    is_line = block_of(word.parent).line == word.text
    return is_line and not document.menus.holds(word.parent) and not document.regions.is_foreign(word)


def headline_links(document: Document) -> Iterator[Label]:
    """Short links beside the headline that lead to what may be a section, whatever they are called.

    A link that the page has twice, or above whose address the article stands, is one; else it must not look like a
    person's name. A tag is only taken above the headline, where some systems print an article's first tag.
    """
    start = document.regions.headline_order
    own = document.url or ""
    for link in document.elements.links:
        if not -AROUND < link.order - start < AROUND or not 1 < len(link.line) <= MAX_LABEL_CHARS:
            continue
        address = "" if link.get("href").startswith("#") else document.link(link.get("href")) or ""
        if not _SECTION_PATH.search(unquote(address)) or not _is_inside(document, address):
            continue
        if _NOT_SECTIONS.search(address + "/") and not (link.order < start and _is_called_tag(link)):
            continue
        if document.menus.holds(link) or document.regions.is_foreign(link) or "author" in link.get("rel"):
            continue
        if _stands_in_text(document, link) or _is_in_page_head(document, link) or _is_among_tags(document, link):
            continue
        known = own.startswith(address.rstrip("/") + "/") or document.outline.label_counts.get(fold(link.line), 0) > 1
        if known or not looks_like_a_person(link.line):
            yield Label(link.line, "link at the headline", 1.2 if known else 1.0)


def _stands_in_text(document: Document, link: Element) -> bool:
    """Whether a link is a part of what the text says: behind its beginning, amid words that lead nowhere."""
    text_box = document.regions.text_box
    if text_box is None or document.outline.order_of(link) < text_box.first:
        return False
    block = block_of(link)
    beside = len(block.line) - sum(len(one.line) for one in block.links())
    return beside > MIN_BESIDE


MIN_BESIDE = 40  # characters of a sentence around a link


def _is_among_tags(document: Document, link: Element) -> bool:
    """Whether a link behind the text is one of several that lead into the same folder: what the text is about."""
    text = document.regions.text_box
    if text is None or document.outline.order_of(link) <= text.last:
        return False
    box = link.parent if link.parent is None or len(link.parent.links()) > 1 else link.parent.parent
    folder = link.get("href").rstrip("/").rpartition("/")[0]
    beside = box.links() if box is not None else []
    return sum(1 for one in beside if one.get("href").rstrip("/").rpartition("/")[0] == folder) > 1


def _is_called_tag(link: Element) -> bool:
    """Whether a link, or the box of it alone, is called a tag."""
    return any("tag" in one.names and one.line == link.line for one in (link, *link.around(3)))


# One to three short words behind the host, no number, no query.
_SECTION_PATH = re.compile(r"^https?://[^/]+(?:/[^/?#\d.]{1,24}){1,3}/?$|/[\w.]*\?(?:c|cid|s|sid|r|rubrique)=?\w{1,6}$")


def kicker(document: Document) -> str | None:
    """The short text that stands alone on the line right above the headline."""
    headline = document.regions.headline
    if headline is None:
        return None
    before = document.outline.before(headline.order)
    if before is None or headline.order - before.order > MAX_ABOVE or len(before.text) > MAX_LABEL_CHARS:
        return None
    text, beside = before.text, _part_beside(before.parent, headline)
    if text.count(" ") > (2 if beside is not None else 1) or _NO_LABEL.search(text):
        return None
    if _is_menu_entry(document, before):
        return None
    block = block_of(before.parent)
    if block.line != text and (beside is None or beside.line != text):
        return None
    if block.tag in _CELLS and block.parent is not None and headline.is_in(block.parent):
        return None  # the label of the headline's own row
    return None if _is_apart(document, before) or kind_of_heading(before.folded) else text


def _is_menu_entry(document: Document, word: TextNode) -> bool:
    """Whether a text is one of several links in a row above the headline."""
    boxes = [box for box in word.parent.around(MAX_ENTRY_DEPTH) if box not in document.regions.around]
    return any(len(box.links()) > 1 for box in boxes)


MAX_ENTRY_DEPTH = 3


def _part_beside(element: Element, headline: Element) -> Element | None:
    """The part of the headline's own box that an element is or stands in, None if it is in another box."""
    return next((one for one in (element, *element.around(3)) if one.parent is headline.parent), None)


_NO_LABEL = re.compile(r"[\d@.!;©>›»]")
_CELLS = frozenset(("th", "td", "dt"))


MAX_ABOVE = 12


def current_entries(document: Document) -> list[str]:
    """The labels of the menu's entries that are marked as the one in which the page stands."""
    labels = []
    for element in document.elements.named(_CURRENT):
        link = element if element.tag == "a" else element.first("a") if element.tag == "li" else None
        if (
            link is None
            or link.get("href").startswith("#")
            or kind_of_heading(fold(link.line)) == "other"
            or not document.menus.holds(link)
            or len(element.links()) > 1
        ):
            continue
        path = (document.link(link.get("href")) or "").split("/", 3)[-1]
        if path and 1 < len(link.line) <= MAX_LABEL_CHARS and link.line not in labels:
            labels.append(link.line)
    return labels


_CURRENT = names_of("category.current")


def _is_in_page_head(document: Document, element: Element) -> bool:
    """Whether an element stands above the headline beside the site's own link to its first page, or above that or a menu."""  # noqa: E501
    headline = document.regions.headline
    if headline is None or element.last >= headline.index:
        return False
    if document.menus.are_below(element) or any(home_links(element.tree.links_between(element.last, headline.index))):
        return True
    boxes = [box for box in (element, *element.around()) if box not in document.regions.around]
    links = boxes[-1].links() if boxes else []
    return any(not link.line or len(links) == 1 for link in home_links(links))


_NOT_SECTIONS = re.compile(f"/(?:{markup_pattern('category.other_paths')})/")


def _is_apart(document: Document, one: Element | TextNode) -> bool:
    """Whether an element or text is a menu's, a skip link, or not this article's."""
    element = one.parent if isinstance(one, tuple) else one
    if document.menus.holds(element) or document.regions.is_foreign(one) or _is_in_page_head(document, element):
        return True
    link = next((box for box in (element, *element.around(3)) if box.tag == "a"), None)
    href = link.get("href") if link is not None else ""
    return href.startswith("#") or bool(_NOT_SECTIONS.search(href)) or not _is_inside(document, document.link(href))
