"""Dates of other things: of the page itself; behind the text of comments, events, related articles, and rights."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.line_labels import MADE
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

MIN_PARAGRAPH = 80
MAX_NOTE = 30
MAX_LINE = 60
_EVENTS = names_of("dates.events")
_SIDES = frozenset(("sidebar", "aside", "side", "footer"))
_RIGHTS = IgnoreCase(r"\W*(?:©|\(c\)\s|copyright(?![^\W\d_]))")


class OtherDates:
    """What of one page holds dates of other things than its article."""

    def __init__(self, document: Document) -> None:
        """Of a page; nothing is looked for yet."""
        self._document = document

    @cached_property
    def _text(self) -> float:
        """Where the second paragraph below the headline stands: what stands behind it stands behind the text."""
        elements, start = self._document.elements, self._document.regions.headline_order
        long = (
            order
            for text, order in zip(elements.texts, elements.text_orders, strict=True)
            if order > start and len(text) >= MIN_PARAGRAPH
        )
        next(long, None)
        return next(long, float("inf"))

    def holds(self, one: Element | TextNode, order: int, text: str) -> bool:
        """Whether a text with a date there is another's: the page's; behind the text, in a box apart or of rights."""
        if MADE.length(text):
            return True
        if order <= self._text:
            return False
        if _RIGHTS.match(text) is not None or _is_of_events(one.parent):
            return True
        return self._document.regions.is_foreign(one) and not self._is_note_beside(one.parent, text)

    def _is_note_beside(self, box: Element | None, text: str) -> bool:
        """Whether it is hardly more than a date, in a box beside or under the text that leads to no other article."""
        if box is None or len(text) > MAX_LINE:
            return False
        side = next(
            (one for one in (box, *box.around()) if one.tag == "aside" or not _SIDES.isdisjoint(one.names)), None
        )
        if side is None or any(map(self._document.regions.leads_elsewhere, side.links())):
            return False
        return len(text) <= MAX_NOTE or "footer" in side.names


def _is_of_events(box: Element | None) -> bool:
    return box is not None and any(not _EVENTS.isdisjoint(one.names) for one in (box, *box.around(3)))
