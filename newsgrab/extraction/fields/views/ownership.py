"""Whether a printed number is this article's: not a neighbour's, not one of a list, not a film's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.extraction.page.elements import Element
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.outline import TextNode

MIN_ALIKE = 3
MAX_CLIMB = 4
MAX_ENTRY_CHARS = 300
_FILMS = names_of("views.films")


def is_own(document: Document, one: Element | TextNode) -> bool:
    """Whether a number may be this article's, by the boxes around it."""
    if document.regions.is_foreign(one):
        return False
    box: Element | None = one if isinstance(one, Element) else one.parent
    for step in range(MAX_CLIMB * 2):
        if box is None or box in document.regions.around:
            return True
        if not _FILMS.isdisjoint(box.names) or (step < MAX_CLIMB and _is_entry(box)):
            return False
        box = box.parent
    return True


def _is_entry(box: Element) -> bool:
    """Whether a box is one of three or more made alike, each with a link and a number: the entries of a list."""
    if box.parent is None or not _is_linked_number(box):
        return False
    alike = 0
    for other in box.tree.after(box.parent.order + 1, box.parent):
        if isinstance(other, int) or other.tag != box.tag or other.names != box.names:
            continue
        alike += _is_linked_number(other)
        if alike == MIN_ALIKE:
            return True
    return False


def _is_linked_number(box: Element) -> bool:
    text = box.line
    return (
        len(text) <= MAX_ENTRY_CHARS
        and any(map(str.isdigit, text))
        and any(len(link.line) >= len(text) / 3 for link in box.links() if not link.get("href").startswith("#"))
    )
