"""What a page says about a name: where it prints it, and behind which label."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import CLOSE, in_menu
from newsgrab.extraction.fields.authors.author_texts import BEHIND_TEXT, parts_of
from newsgrab.extraction.fields.authors.bylines import byline_prefix, looks_like_a_person, names_no_writer
from newsgrab.extraction.fields.authors.weighing import Evidence, Place
from newsgrab.extraction.words.folding import fold

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

MAX_PLACES = 6  # that are looked at of a name
ABOVE = 60  # nodes above the headline that are about the article
MIN_WORD = 4  # letters of a word that may stand for a name


def evidence_for(document: Document, name: str) -> Evidence:
    """The evidence for a name that some source proposes as an author's."""
    folded = fold(name)
    place, is_labelled = Place.ELSEWHERE, False
    at = -1
    for at in islice(document.outline.holding(folded), MAX_PLACES):
        lines = _lines(document, at, folded)
        if any(map(byline_prefix, lines)) and not document.regions.is_in_card(document.outline.texts[at]):
            is_labelled = True
        if not lines or not all(map(names_no_writer, lines)):
            place = max(place, _place(document, at))
    if at < 0 and any(len(word) >= MIN_WORD and word in document.outline.folded for word in folded.split()):
        place = Place.TEXT
    return Evidence(place, is_labelled, looks_like_a_person(name))


def _lines(document: Document, at: int, folded: str) -> list[str]:
    """The parts of a text that hold a name, behind the text before it if that may be their label."""
    text, before = document.outline.texts[at], document.outline.texts[at - 1] if at else None
    label = f"{before.text} " if before is not None and text.folded == folded else ""
    return [label + part for part in parts_of(text.text) if folded in fold(part)]


def _place(document: Document, at: int) -> Place:
    """Where one of the short texts stands."""
    regions, text = document.regions, document.outline.texts[at]
    start, box = regions.headline_order, regions.text_box
    is_between = start < text.order < (box.first if box is not None else start + CLOSE)
    if not is_between and (regions.is_foreign(text) or regions.is_in_card(text)):
        return Place.ELSEWHERE
    if is_between or start - ABOVE < text.order <= start:
        return Place.ELSEWHERE if in_menu(document, text.parent) else Place.HEADLINE
    is_near = box is not None and box.first <= text.order <= box.last + BEHIND_TEXT
    return Place.TEXT if is_near else Place.ELSEWHERE
