"""Breadcrumbs: the path from the home page to the article, as printed and in linked data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from newsgrab.extraction.page.link_kinds import home_links
from newsgrab.extraction.page.text_box import block_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import names_of, words_of
from newsgrab.urls import host_of, path_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element

MAX_CRUMBS = 8
_CRUMB_NAMES = names_of("category.breadcrumbs")
_HERE_WORDS = sorted(words_of("sections.you_are_here"), key=len, reverse=True)
_HERE = re.compile(rf"^(?:{'|'.join(_HERE_WORDS)})\s*[:：]?", re.IGNORECASE)
_HERE_STARTS = frozenset(fold(words)[:2] for words in _HERE_WORDS)
_SIGNS = r">›»→/\\←‹«＞〉❯▸▶》⟩➔／"
_ARROWS = re.compile(rf"\s*[{_SIGNS}|]\s*")
_SURE_ARROWS = re.compile(rf"\s*[{_SIGNS}]\s*")  # bars stand between the entries of a menu, too
MAX_ROOTS = 6  # links to the home page that are looked at


def linked_data_trails(document: Document) -> Iterator[list[str]]:
    """The names in each BreadcrumbList of the linked data, in order."""
    for crumbs in document.structured.of_type("BreadcrumbList"):
        names = [entry.text("name") or entry.text("item") or "" for entry in crumbs.things("itemListElement")]
        yield [name for name in names if name and not name.startswith("http")]


def printed_trails(document: Document) -> Iterator[list[str]]:
    """The names in each printed trail: in a box so called, behind "you are here", or joined by arrows from the root."""
    seen = 0
    found = False
    boxes = document.elements.named(_CRUMB_NAMES)
    if _MARK in document.text:
        marked = document.elements.having("itemtype", "typeof", "aria-label")
        boxes += [one for one in marked if _is_marked(one.attributes)]
        boxes.sort(key=lambda box: box.order)
    for box in boxes:
        if box.index < seen or box.tag == "body":
            continue
        seen = box.last
        names = _crumbs(document, box)
        if 0 < len(names) <= MAX_CRUMBS:
            found = True
            yield names
    if found:
        return
    for text in document.outline.texts:
        if text.folded[:2] in _HERE_STARTS and _HERE.match(text.text):
            whole = text.parent.line
            if len(whole) < 150:
                yield [part for part in _ARROWS.split(_HERE.sub("", whole)) if part]
    yield from _plain_trails(document)
    yield from _home_trails(document)
    yield from _arrow_trails(document)


def _plain_trails(document: Document) -> Iterator[list[str]]:
    """The names in each line close above the headline that begins with a word for home and an arrow, without links."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - ABOVE, start)
    for text in document.outline.texts[at:until]:
        first, *rest = _SURE_ARROWS.split(text.text)
        if rest and fold(first).strip() in _HOME:
            names = [name for name in _SURE_ARROWS.split(_spaced(block_of(text.parent))) if name]
            if 1 < len(names) <= MAX_CRUMBS and max(map(len, names)) <= MAX_TRAIL // 2:
                yield names[1:]


_HOME = frozenset(map(fold, words_of("sections.home")))


def _arrow_trails(document: Document) -> Iterator[list[str]]:
    """The names in each row close above the headline whose links arrows join, whatever it begins with."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - ABOVE, start)
    seen: set[Element] = set()
    for text in document.outline.texts[at:until]:
        box: Element | None = text.parent
        for _ in range(2 if _ARROW.match(text.text) and text.parent.tag != "a" else 0):
            if box is None or box.parent is None or box in document.regions.around:
                break
            links = box.links()
            if len(links) > 1:
                if box not in seen and _is_joined_by_arrows(box, links) and not any(home_links(links[1:])):
                    yield [link.line for link in links]
                seen.add(box)
                break
            box = box.parent


def _is_joined_by_arrows(box: Element, links: list[Element]) -> bool:
    """Whether a row begins with a link, and an arrow stands before each other one."""
    pieces = [(text.strip(), holder.tag) for text, holder in box.pieces()]
    arrows = sum(1 for text, tag in pieces if tag != "a" and _ARROW.match(text))
    return pieces[0][1] == "a" and len(links) - 1 <= arrows <= len(links) <= MAX_CRUMBS and len(box.line) <= MAX_TRAIL


MAX_TRAIL = 200
ABOVE = 80  # nodes
_ARROW = re.compile(r"[>›»→←‹«]")


def _crumbs(document: Document, box: Element) -> list[str]:
    """The names in a trail's box: of its links, and of where the reader is, which has none.

    What the root is called is the site's name, or a word for home.
    """
    links = [link for link in box.inside() if link.tag == "a"]
    names = [link.line for link in links]
    parts = [part for part in _ARROWS.split(_spaced(box)) if part]
    if names and parts and parts[:-1] == [name for name in names if name] and len(parts[-1]) <= MAX_LAST_CRUMB:
        names.append(parts[-1])
    if len(links) > 1 and _is_named_root(document, links[0]):
        del names[0]
    return names or parts


def _is_named_root(document: Document, link: Element) -> bool:
    """Whether a link leads to this site's own root, and calls it by another word than home."""
    address = document.link(link.get("href"))
    if address is None or path_of(address) != "/" or host_of(address) != host_of(document.url or ""):
        return False
    return fold(link.line) not in _HOME


def _spaced(box: Element) -> str:
    """The texts of a box with spaces between them."""
    return " ".join(" ".join(text for text, _ in box.pieces()).split())


MAX_LAST_CRUMB = 30  # characters; a longer one is the title
_MARK = "readcrumb"


def _is_marked(attributes: dict[str, str | None]) -> bool:
    """Whether attributes call an element a trail of crumbs."""
    get = attributes.get
    return _MARK in f"{get('itemtype')} {get('typeof')} {get('aria-label')}"


def _home_trails(document: Document) -> Iterator[list[str]]:
    for element in islice(home_links(document.elements.links), MAX_ROOTS):
        address = document.link(element.get("href"))
        if address is not None and document.url is not None and not document.regions.is_own_site(address):
            continue
        box = element.parent
        for _ in range(2):
            if box is None or box.parent is None:
                break
            links = box.links()
            leads = 1 <= len(links) <= 6 and links[0] is element and len(box.line) <= 200
            if leads and len(links) > 1 and len(_SURE_ARROWS.split(_spaced(box))) >= len(links):
                yield _crumbs(document, box)
                break
            names = _names_right_above(document, box, links) if leads else []
            if names:
                yield names
                break
            box = box.parent


def _names_right_above(document: Document, box: Element, links: list[Element]) -> list[str]:
    """What stands beside the link to the root in a row right above the headline, without any arrows."""
    if not links[0].line or not _is_right_above(document, box):
        return []  # the site's own picture has its slogan beside it
    if len(links) == 1:
        return _beside_root(box)
    return (
        _nested(document, links[1:])
        or _named_in_title(document, links[1:])
        or _before_title(document, box, links[1:])
        or (_in_menu(document, links[1]) if len(links) == PAIR else [])
    )


def _nested(document: Document, links: list[Element]) -> list[str]:
    """The texts of two links or more beside the one to the root, if each leads below the one before it."""
    paths = [(document.link(link.get("href")) or "").rstrip("/") for link in links]
    is_trail = len(links) > 1 and all(before and after.startswith(f"{before}/") for before, after in pairwise(paths))
    return [link.line for link in links if link.line] if is_trail else []


PAIR = 2


def _in_menu(document: Document, link: Element) -> list[str]:
    """The text of the one link beside the one to the root, if a menu has the same."""
    words = [text for text in document.outline.texts if text.folded == fold(link.line)]
    return [link.line] if link.line and document.menus.labels(words) else []


def _before_title(document: Document, box: Element, links: list[Element]) -> list[str]:
    """The texts of links beside the one to the root, if nothing but the headline follows them in their row."""
    whole = _spaced(box)
    titles = document.regions.titles
    behind = fold(whole[whole.rfind(links[-1].line) + len(links[-1].line) :]).strip(" .…")
    is_trail = len(behind) > MIN_TITLE and any(title.startswith(behind) for title in titles)
    return [link.line for link in links] if is_trail else []


def _named_in_title(document: Document, links: list[Element]) -> list[str]:
    """The texts of links beside the one to the root, if the page's title names them all, too."""
    whole = fold(document.head_title)
    return [link.line for link in links] if all(link.line and fold(link.line) in whole for link in links) else []


def _beside_root(box: Element) -> list[str]:
    """The one text behind the link to the root, without a link, that says where the reader is."""
    texts = [text.strip() for text, holder in box.pieces() if holder.tag != "a"]
    return [text for text in texts if not any(map(str.isdigit, text))] if len(texts) == 1 else []


def _is_right_above(document: Document, box: Element) -> bool:
    """Whether a box ends right above the headline."""
    headline = document.regions.headline
    if headline is None or not 0 <= headline.order - box.end < RIGHT_ABOVE:
        return False
    return len(box.line) <= MAX_ROW + len(headline.line)


RIGHT_ABOVE = 8  # nodes
MAX_ROW = 80
MIN_TITLE = 8
