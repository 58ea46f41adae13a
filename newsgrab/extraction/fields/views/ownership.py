"""Whether a printed number is this article's: not a neighbour's, not one of a list, not a film's."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.dates.published import find_published
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.elements import Element
from newsgrab.extraction.words.dates import read_date
from newsgrab.extraction.words.headings import is_headline
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
        return _is_among_facts(document, one)
    if _ends_page(document, one):
        return False
    text = document.regions.text_box
    box: Element | None = one if isinstance(one, Element) else one.parent
    for step in range(MAX_CLIMB * 2):
        if box is None or box in document.regions.around or (text is not None and text.box.is_in(box)):
            return True
        if box.tag == "blockquote" or not _FILMS.isdisjoint(box.names):
            return False
        if step < MAX_CLIMB and (_is_entry(box) or _holds_film(box)):
            return False
        box = box.parent
    return True


def _is_among_facts(document: Document, one: Element | TextNode) -> bool:
    """Whether a box beside the article, as an aside, tells facts about it: the day of its publication, no other story.

    A number in a side column without that day counts who visited the site. Between headline and text it is no matter.
    """
    regions, facts = document.regions, None
    for box in (one.parent, *one.parent.around()) if one.parent is not None else ():
        if box in regions.around or len(box.line) > MAX_FACTS_CHARS or any(map(regions.leads_elsewhere, box.links())):
            break
        facts = box
    if facts is None or facts.parent is None:
        return False
    if regions.is_between(facts):
        return True
    if regions.stands_apart(facts.parent) and not _has_label(facts):
        return False
    published = document.once(find_published).value
    if published is None:
        return False
    told = (read_date(text, language_of(document)) for text, _ in facts.pieces())
    return any(moment is not None and moment.at.date() == published.at.date() for moment in told)


def _has_label(box: Element) -> bool:
    """Whether a box in a side column begins with a short heading that is no story's: "About this article"."""
    heading = box.first(*_HEADINGS)
    return heading is not None and not is_headline(heading.line)


_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
MAX_FACTS_CHARS = 300


def _holds_film(box: Element) -> bool:
    """Whether a small box shows a film: a number in it counts who saw that."""
    return box.first(*_FILM_TAGS) is not None and len(box.line) <= MAX_ENTRY_CHARS


_FILM_TAGS = ("iframe", "video", "embed", "object")


def _ends_page(document: Document, one: Element | TextNode) -> bool:
    """Whether a number ends the page, behind links to other stories: it counts who visited the site."""
    text, texts = document.regions.text_box, document.outline.texts
    if text is None or len(texts) < LAST_TEXTS or one.order < texts[-LAST_TEXTS].order:
        return False
    links = document.elements.links
    behind = links[bisect_left(links, text.last, key=lambda link: link.order) :]
    return any(link.order < one.order and document.regions.leads_elsewhere(link) for link in behind)


LAST_TEXTS = 2


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
