"""Authors by marks that need no words: the picture of a person, a signature that stands alone behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import CLOSE
from newsgrab.extraction.fields.authors.bylines import byline_prefix, is_other_work, looks_like_a_person, names_in
from newsgrab.extraction.page.text_box import block_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

BEFORE, BEHIND = 60, 200  # nodes between the headline and the picture of a person
MAX_NAMES_CHARS = 80
MAX_CLOSING = 3  # texts behind the text among which a signature stands
_PERSONS = names_of("icons.person")
_ICONS = names_of("icons.names")
_SIGNATURES = names_of("authors.signatures")
_BOLD = frozenset(("strong", "b", "em", "i"))
_SLASH = re.compile(r"\s*[/|(（،,–—]\s*|\s+-\s+")
_INITIAL = re.compile(r"(?:\w\.\s?)?[^\W\d_][\w'’-]+(?:\s\w\.)?")


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
        if document.menus.holds(text.parent) or not _is_own(document, text):
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


def _is_own(document: Document, text: TextNode) -> bool:
    return not document.regions.is_foreign(text) or 0 < text.order - document.regions.headline_order < CLOSE


def closing_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The name that stands alone, marked as a signature, right behind the last paragraph."""
    box = document.regions.text_box
    if box is None:
        return
    at, _ = document.outline.between(box.last + 1, box.last + 1)
    for text in document.outline.texts[at : at + MAX_CLOSING]:
        block = block_of(text.parent)
        if document.regions.is_foreign(text) or kind_of_heading(text.folded) or not _is_beside(block, box.box):
            return
        if block.line != text.text or any(one.tag == "a" for one in (text.parent, *text.parent.around(2))):
            continue
        if byline_prefix(text.text) and not is_other_work(text.text):
            names = names_in([_SLASH.split(text.text)[0]])
            if names and len(names[0]) > 2 and _INITIAL.match(names[0]):
                yield names, "signature"
            return
        name = next((part for part in _SLASH.split(text.text) if looks_like_a_person(part)), "")
        if name and fold(name) not in document.regions.titles and _is_marked(block, text.parent):
            yield names_in([name]), "signature"
            return


def _is_beside(block: Element, box: Element) -> bool:
    """Whether a line stands in the text box, or is a part of the box around that."""
    return block.is_in(box) or block.parent is box.parent


def _is_marked(block: Element, holder: Element) -> bool:
    """Whether a line is drawn as a signature: bold or slanted, set to the end of the line, or called so."""
    boxes = (holder, block, *(one for one in (block.parent,) if one is not None))
    if any(one.tag in _BOLD for one in boxes[:2]) or any(not one.names.isdisjoint(_SIGNATURES) for one in boxes):
        return True
    style = block.get("style").replace(" ", "")
    return block.get("align") in ("right", "left", "end") or ("text-align:" in style and "justify" not in style)
