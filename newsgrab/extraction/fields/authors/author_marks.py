"""Authors by marks that need no words: the picture of a person, a signature that stands alone behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import in_menu, is_own
from newsgrab.extraction.fields.authors.author_texts import SIGNATURE
from newsgrab.extraction.fields.authors.bylines import (
    byline_prefix,
    is_other_work,
    looks_like_a_person,
    names_in,
    names_no_writer,
    persons_in,
)
from newsgrab.extraction.fields.site_name import TITLE_JOINT
from newsgrab.extraction.page.text_box import block_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode
    from newsgrab.extraction.page.text_box import TextBox

BEFORE, BEHIND = 60, 200  # nodes between the headline and the picture of a person
MAX_NAMES_CHARS = 80
MAX_CLOSING = 3  # texts behind the text among which a signature stands
_PERSONS = names_of("icons.person")
_ICONS = names_of("icons.names")
_SIGNATURES = names_of("authors.signatures")
_BOLD = frozenset(("strong", "b", "em", "i"))
_SLASH = re.compile(r"\s*[/|(（،,–—]\s*|\s+-\s+")
_IN_BRACKETS = re.compile(r"[(\[（［【]\s*([^()\[\]]{3,120}?)\s*[)\]）］】]\.?")
_INITIAL = re.compile(r"(?:\w\.\s?){0,3}[^\W\d_][\w'’-]+(?:\s\w\.)?")


def pictured_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names behind the picture of a person or a pen near the headline."""
    start, text_box = document.regions.headline_order, document.regions.text_box
    end = text_box.first if text_box is not None else start + BEHIND  # behind it, readers have icons, too
    for icon in document.elements.named(_PERSONS):
        if not start - BEFORE < icon.order < min(end, start + BEHIND) or not _is_icon(icon):
            continue
        text = _text_behind(document, icon)
        if text is None or len(text.text) > MAX_NAMES_CHARS or is_other_work(text.text):
            continue
        if in_menu(document, text.parent) or not is_own(document, text, text.order):
            continue
        names = names_in([text.text])
        if names and (byline_prefix(text.text) or all(" " in name or not name.isascii() for name in names)):
            yield names, "picture of a person"


def _is_icon(element: Element) -> bool:
    """Whether an element draws a picture: it has no text, and its names are those of icons, or it is one."""
    return not element.line and (element.tag in ("i", "svg", "use") or not element.names.isdisjoint(_ICONS))


def _text_behind(document: Document, icon: Element) -> TextNode | None:
    at, until = document.outline.between(icon.end, icon.end + 8)
    return document.outline.texts[at] if at < until else None


def closing_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The name that stands alone, marked as a signature, right behind the last paragraph."""
    box = document.regions.text_box
    if box is None:
        return
    at, behind = document.outline.between(box.last, box.last + 1)
    for text in document.outline.texts[at : behind + MAX_CLOSING]:
        block = block_of(text.parent)
        inner = _IN_BRACKETS.fullmatch(text.text) if block.line == text.text else None
        names = _signed(inner[1]) or _alone_in_brackets(text) if inner else ()
        if names:
            yield names, SIGNATURE
            return
        if text.order == box.last:
            continue  # the last sentence
        if document.regions.is_foreign(text) or kind_of_heading(text.folded) or not _is_beside(block, box.box):
            return
        if block.line != text.text or any(one.tag == "a" for one in (text.parent, *text.parent.around(2))):
            continue
        if byline_prefix(text.text) and not is_other_work(text.text):
            names = _signed(text.text) or names_in([_SLASH.split(text.text)[0]])
            if names and len(names[0]) > 2 and _INITIAL.match(names[0]):
                yield names, SIGNATURE
            return
        label, colon, rest = text.text.partition(":")
        is_labelled = bool(colon) and label.count(" ") < MAX_LABEL_WORDS and not names_no_writer(text.text)
        parts = [part for part in _SLASH.split(rest.strip() if is_labelled else text.text) if looks_like_a_person(part)]
        if parts and fold(parts[0]) not in document.regions.titles and _is_marked(block, text.parent, box.box):
            yield names_in([parts[0], *_second_names(document, box, parts[1:])]), SIGNATURE
            return


def _signed(text: str) -> tuple[str, ...]:
    """The persons of a signature: those before the editors whom it may name, and before the place."""
    text = text.partition(";")[0]
    if names_no_writer(text):
        return ()
    name, dash, _ = text.partition(" - ")
    return persons_in(name if dash and not byline_prefix(text) else text)


def _alone_in_brackets(text: TextNode) -> tuple[str, ...]:
    """The Japanese name in whose brackets nothing else stands."""
    name = _KANJI_NAME.fullmatch(text.text)
    return (name[1],) if name and not kind_of_heading(fold(name[1])) else ()


_KANJI_NAME = re.compile(r"【([\u4e00-\u9fff々]{3,4})】")


def titled_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The person whom the page's title names between headline and site, and the page once more in a text of its own."""
    for part in TITLE_JOINT.split(document.head_title)[1:-1]:
        if looks_like_a_person(part) and fold(part) in document.outline.label_counts:
            words = [text for text in document.outline.texts if text.folded == fold(part)]
            if not any(in_menu(document, text.parent) for text in words):
                yield names_in([part]), "title"


def placed_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The name behind a place, in bold or in a line of its own: "Old Harbour - Ann Roe - photo: Bob Poe".

    It stands right before the text or behind it.
    """
    box = document.regions.text_box
    if box is None:
        return
    bold = [one for tag in ("b", "strong") for one in document.elements.tagged(tag)[:MAX_BOLD]]
    at, until = document.outline.between(max(document.regions.headline_order, box.first - NEAR_TEXT), box.first)
    texts = [text for text in document.outline.texts[at:until] if _DASHES.search(text.text)]
    for one in [*bold, *(block for text in texts if (block := block_of(text.parent)).line == text.text)]:
        is_near = 0 <= box.first - one.order <= NEAR_TEXT or 0 < one.order - box.last <= NEAR_TEXT
        if not is_near or len(one.line) > MAX_NAMES_CHARS or document.regions.is_foreign(one):
            continue
        place, name, *_ = [*_DASHES.split(one.line.rstrip(" :")), "", ""]
        if not looks_like_a_person(name) or is_other_work(name) or kind_of_heading(fold(name)):
            continue
        if place.strip() in _title_and_text(document, box):
            yield names_in([name]), SIGNATURE
            return


_DASHES = re.compile(r"\s+[-–—ـ]\s+")
MAX_BOLD = 60
NEAR_TEXT = 10  # nodes
MAX_LABEL_WORDS = 4


def _second_names(document: Document, box: TextBox, parts: list[str]) -> list[str]:
    """Those parts behind a name that are names, too, neither a place nor the site."""
    parts = [part for part in parts if part.upper() != part.lower()]  # without capital letters who can tell
    whole = _title_and_text(document, box) if parts else ""
    return [part for part in parts if part not in whole]


def _title_and_text(document: Document, box: TextBox) -> str:
    """What places and the site are told from names by: a place is spoken of in the text, the site in its title."""
    paragraphs = [document.elements.line_between(order, order + 1) for order in box.orders]
    return "\n".join((document.head_title, *paragraphs))


def _is_beside(block: Element, box: Element) -> bool:
    """Whether a line stands in the text box, or is a part of the box around that."""
    return block.is_in(box) or block.parent is box.parent


def _is_marked(block: Element, holder: Element, box: Element) -> bool:
    """Whether a line is drawn as a signature: bold or slanted, set to the end of the line, or called so.

    Behind the box of the text, bold words without capital letters are as well the heading of what comes next.
    """
    boxes = (holder, block, *(one for one in (block.parent,) if one is not None))
    is_bold = any(one.tag in _BOLD for one in boxes[:2])
    if is_bold and (block.is_in(box) or block.line.upper() != block.line.lower()):
        return True
    if any(not one.names.isdisjoint(_SIGNATURES) for one in boxes):
        return True
    style = block.get("style").replace(" ", "")
    return block.get("align") in ("right", "left", "end") or ("text-align:" in style and "justify" not in style)
