"""Authors that only their place tells: behind a label that no table has, or alone in a line above the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_texts import BEHIND_TEXT, DIGIT, parts_of
from newsgrab.extraction.fields.authors.bylines import is_other_work, names_no_writer, persons_in
from newsgrab.extraction.fields.authors.dated_authors import has_date, is_capitalised, is_free, is_of_words
from newsgrab.extraction.fields.dates.date_labels import is_date_label
from newsgrab.extraction.page.text_box import block_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import any_word
from newsgrab.extraction.words.tables import words_of
from newsgrab.extraction.words.view_labels import is_view_label

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

UNLISTED = "label"
ALONE = "alone above the text"
MAX_LABEL_WORDS = 4
MAX_LABEL_CHARS = 30
MAX_FACTS = 40  # short texts above the text that are looked at
MAX_ALONE = 8
ABOVE = 30  # nodes above the headline where its date may stand
MAX_DATE_CHARS = 60
MAX_LINE_CHARS = 100
_SECTIONS = frozenset(map(fold, words_of("sections.labels", "sections.labels_with_colon")))


def unlisted_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Persons named among the facts above the text or right behind it, with or without a label."""
    box = document.regions.text_box
    if box is None:
        return
    start = document.regions.headline_order
    at, until = document.outline.between(start + 1, box.first)
    above = document.outline.texts[at:until][:MAX_FACTS]
    at, until = document.outline.between(box.last + 1, box.last + BEHIND_TEXT)
    for name, text in [*_labelled(above), *_joined(above)]:
        if _may_be_names(document, text, name):
            yield persons_in(name), UNLISTED
    for name, text in _joined(document.outline.texts[at:until]):
        if _may_be_names(document, text, name) and not _leads_away(document, text.parent):
            yield persons_in(name), UNLISTED
    at, until = document.outline.between(start - ABOVE, box.first)
    if any(_is_date(document, text.text) for text in document.outline.texts[at:until]):
        for text in above[:MAX_ALONE]:
            if _is_alone(text) and not _leads_away(document, text.parent) and _may_be_names(document, text, text.text):
                yield persons_in(text.text), ALONE


def _may_be_names(document: Document, text: TextNode, name: str) -> bool:
    """Whether a text may hold persons' names: it is the article's own, and no word in it is an ordinary one."""
    if not persons_in(name) or document.regions.is_foreign(text) or block_of(text.parent).tag in _NO_LINES:
        return False
    return is_free(document, text, name) and not is_of_words(document, name)


def _is_date(document: Document, text: str) -> bool:
    return len(text) <= MAX_DATE_CHARS and DIGIT.search(text) is not None and has_date(document, text)


def _labelled(texts: list[TextNode]) -> Iterator[tuple[str, TextNode]]:
    """What stands behind labels that may be a writer's, in one text with them."""
    for text in texts:
        for part in parts_of(text.text) if text.parent.tag != "a" else ():
            name = _behind_label(part)
            if name:
                yield name, text


def _behind_label(part: str) -> str:
    """What stands behind a label that may be a writer's, or behind what was written and "by"; else ""."""
    label, colon, name = part.replace("：", ":").partition(":")
    if colon:
        return name.strip() if _may_be_writers(label, part) else ""
    by = _BEFORE_NAME.match(part) if part.count(" ") > 2 else None
    return part[by.end() :].strip() if by is not None and not is_other_work(part) else ""


# What somebody wrote, or when, before "by" and a name: "A dispatch by Ann Roe".
_BEFORE_NAME = IgnoreCase(rf"\S+(?: \S+){{0,5}}? {any_word('bylines.preposition')} (?=\S+ \S)")


def _joined(texts: list[TextNode]) -> Iterator[tuple[str, TextNode]]:
    """What stands behind labels that may be a writer's, in an element of its own in the same line."""
    for before, text in pairwise(texts):
        line = block_of(before.parent)
        if line is not block_of(text.parent) or before.parent is text.parent or text.parent is line:
            continue
        is_line = len(line.line) <= MAX_LINE_CHARS and line.line.startswith(before.text)
        if is_line and _may_be_writers(before.text, before.text):
            yield text.text, text


def _leads_away(document: Document, element: Element) -> bool:
    """Whether a text is a link to another site, or has links made alike beside it, as tags have."""
    link = next((one for one in (element, *element.around(3)) if one.tag == "a"), None)
    if link is None or link.parent is None:
        return False
    address = document.link(link.get("href"))
    alike = [one for one in link.parent.links() if one.get("class") == link.get("class")]
    return address is None or not document.regions.is_own_site(address) or len(alike) > 1


def _may_be_writers(label: str, line: str) -> bool:
    """Whether a label may be one of writers: it is short, and no table says that it is one of something else."""
    folded = fold(label).strip(" :")
    if not 1 < len(folded) <= MAX_LABEL_CHARS or folded.count(" ") >= MAX_LABEL_WORDS or DIGIT.search(label):
        return False
    if folded in _SECTIONS or is_date_label(label) or is_view_label(folded) or kind_of_heading(folded):
        return False
    return not names_no_writer(line.lstrip("([ "))


def _is_alone(text: TextNode) -> bool:
    """Whether a capitalised name is all that its line holds."""
    return block_of(text.parent).line == text.text and is_capitalised(text.text)


_NO_LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "button", "figcaption", "label", "option", "summary"})
