"""Authors without any label: the names that stand beside a date at the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.author_elements import CLOSE, in_menu, is_own
from newsgrab.extraction.fields.authors.author_texts import (
    BEHIND_TEXT,
    COMMAS,
    DIGIT,
    parts_of,
)
from newsgrab.extraction.fields.authors.bylines import (
    chinese_names,
    is_newsroom,
    is_other_work,
    looks_like_a_person,
    names_in,
    persons_in,
)
from newsgrab.extraction.fields.category.breadcrumbs import printed_trails
from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.fields.dates.date_labels import is_date_label
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.text_box import MIN_SENTENCE, SENTENCE_END, block_of
from newsgrab.extraction.words.dates import is_relative_date, read_date
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.phrases import any_word
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction.words.view_labels import is_view_label

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

BESIDE_DATE = "beside the date"
WITH_DATE = "in the row of the date"
CAPITALS = "capitals beside the date"
# A numeric date and a name in one text: "3.5.2024 - Ann Roe", "3.5.2024 von Ann", "Ann Roe, 3.5.2024".
_AFTER_DATE = re.compile(
    r"^\D{0,4}\d[\d./\-: ]{7,18}(?:uhr\s?)?\s*(?:[\-–—|·•,]\s|"
    rf"({any_word('bylines.preposition')})\s)",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"\s*[,\-–—|·•]\s*\d[\d./\-: ]{7,18}(?:uhr)?$", re.IGNORECASE)


def dated_authors(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names without any label that stand beside a date at the headline, in a text with it or next to it."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 30, start + 81)
    texts = [text for text in document.outline.texts[at:until] if len(text.text) <= 120 and not _is_sentence(text.text)]
    texts = [text for text in texts if text.order > start or not document.menus.are_below(text.parent)]
    with_digits = [text for text in texts if DIGIT.search(text.text)]
    for text in with_digits:
        names = _with_date(text.text)
        if names and is_own(document, text, text.order):
            yield names, BESIDE_DATE
    if not with_digits:
        return
    parts = [(part.strip(), text) for text in texts for part in parts_of(text.text) if part.strip()]
    for index, (part, date) in enumerate(parts):
        if len(part) >= 60 or not DIGIT.search(part) or not has_date(document, part):
            continue
        before = _first_beside(list(_unlabelled(reversed(parts[:index]))))
        near = [one for pair in zip_longest(before, _unlabelled(parts[index + 1 :])) for one in pair if one]
        for name, text in sorted(near, key=lambda one: (one[1].order > start) is not (date.order > start)):
            names = _persons(name)
            if names and is_free(document, text, name) and (not _is_caseless(name) or not is_of_words(document, name)):
                place = WITH_DATE if _is_in_row(document, text, date) else BESIDE_DATE
                source = CAPITALS if name.isupper() else place
                yield names_in(_row(texts, text, _all_persons(text, names))), source


def named_beside(document: Document, name: str) -> tuple[str, ...]:
    """All names of the row near the headline in which a name stands, if signs or words join it to others."""
    start = document.regions.headline_order
    at, until = document.outline.between(start - 30, start + CLOSE)
    texts = document.outline.texts
    for index in document.outline.holding(fold(name)):
        if (
            at <= index < until
            and len(texts[index].text) <= len(name) + 2
            and not in_menu(document, texts[index].parent)
        ):
            return names_in(_row(texts[at:until], texts[index], (name,), is_joined=True))
    return ()


def has_date(document: Document, text: str) -> bool:
    """Whether a text tells a day, or how long ago it was."""
    return read_date(text, language_of(document)) is not None or is_relative_date(text)


def _is_in_row(document: Document, text: TextNode, date: TextNode) -> bool:
    """Whether a person's name and a date stand in one short line between headline and text."""
    box = document.regions.text_box
    if box is None or not document.regions.headline_order < text.order < box.first:
        return False
    if is_newsroom(text.text):
        return False
    shared = next((one for one in text.parent.around(3) if date.parent.is_in(one)), None)
    return shared is not None and shared not in document.regions.around and len(shared.line) <= MAX_ROW_CHARS


MAX_ROW_CHARS = 120


def is_capitalised(name: str) -> bool:
    """Whether a name, of a script with capital letters, is not all in them, and is no newsroom's."""
    return not name.isupper() and not _is_caseless(name) and not is_newsroom(name)


def _is_caseless(name: str) -> bool:
    """Whether a name is of a script without capital letters."""
    return name.upper() == name.lower()


def is_of_words(document: Document, name: str) -> bool:
    """Whether the page uses a word of a would-be name as a word: in small letters, or in a script without them at all.

    Each word of a name without capital letters must stand elsewhere, too: a first name alone may be another person's.
    """
    page = document.elements.line_between(0, END)
    if _is_caseless(name):
        return all(page.count(word) > page.count(name) for word in name.split())
    words = [word.lower() for word in name.split() if word[:1].isupper() and len(word) > 1]
    return any(re.search(rf"\b{re.escape(word)}\b", page) for word in words)


END = 10**9  # a place behind every text


def _first_beside(parts: list[tuple[str, TextNode]]) -> list[tuple[str, TextNode]]:
    """Two texts before a date, the nearer first; but two side by side in one box are a name and its place."""
    if len(parts) == 2 and all(_persons(name) for name, _ in parts):
        (_, near), (_, far) = parts
        if near.parent is not far.parent and (
            near.parent.parent is far.parent.parent
            or (far.text.endswith(_JOINTS) and block_of(near.parent) is block_of(far.parent))
        ):
            return parts[::-1]
    return parts


_JOINTS = ("-", "–", "—", "/", ",", "·")


def _is_sentence(text: str) -> bool:
    """Whether a text is a sentence: what stands between its dashes is no name."""
    return len(text) > MIN_SENTENCE and SENTENCE_END.search(text) is not None


def _row(texts: list[TextNode], text: TextNode, names: tuple[str, ...], *, is_joined: bool = False) -> list[str]:
    """All names of the row in which a text that is a name stands: those in boxes made alike beside it.

    A sign, an address or a word for "and" must stand before each, or, unless `is_joined`, nothing at all.
    """
    at = texts.index(text)
    before = list(_alike(texts[at - 1 :: -1], text, is_joined=True)) if at else []
    return [*reversed(before), *names, *_alike(texts[at + 1 :], text, is_joined=is_joined)]


def _alike(texts: list[TextNode], text: TextNode, *, is_joined: bool) -> Iterator[str]:
    """The persons' names in boxes made like a name's that follow it, with nothing but signs and addresses between."""
    is_next = not is_joined or text.text.endswith(",")
    for other in texts:
        name = other.text.strip(" ,")
        if other.text.strip().lower() in COMMAS or "@" in name:
            is_next = True
        elif is_next and _make(other.parent) == _make(text.parent) and looks_like_a_person(name):
            is_next = not is_joined or other.text.endswith(",")
            yield name
        else:
            break


def _make(element: Element) -> tuple[str, ...]:
    """What an element and the box around it are called."""
    box = element.parent
    return (element.tag, element.get("class"), *((box.tag, box.get("class")) if box is not None else ()))


def _unlabelled(parts: Iterable[tuple[str, TextNode]]) -> Iterator[tuple[str, TextNode]]:
    """The first two of some texts that are neither the label of a date nor a number of something."""
    return islice((one for one in parts if not is_date_label(one[0]) and not DIGIT.search(one[0])), 2)


def _persons(text: str) -> tuple[str, ...]:
    """The names in a text that is hardly more than persons' names; beside a slash there may be a place or a kind."""
    for part in dict.fromkeys((text, text.partition(" / ")[0], text.rpartition(" / ")[2])):
        names = persons_in(part)
        if names:
            return names
    return () if text.isascii() else chinese_names(text)


def _all_persons(text: TextNode, names: tuple[str, ...]) -> tuple[str, ...]:
    """All the names in a text that consists of several between bars or dots; else those found in it."""
    parts = parts_of(text.text)
    persons = [name for part in parts for name in _persons(part)]
    return tuple(persons) if len(parts) == len(persons) else names


def _with_date(text: str) -> tuple[str, ...]:
    """The name in a text that is otherwise a numeric date."""
    match = _AFTER_DATE.match(text)
    if match:
        rest = text[match.end() :]
        return names_in([rest]) if match[1] else persons_in(rest)
    rest = _BEFORE_DATE.sub("", text)
    return persons_in(rest) if rest != text else ()


def is_free(document: Document, text: TextNode, part: str) -> bool:
    """Whether a text that looks like a name is neither a label of the site nor part of the headline."""
    if ":" in part or is_relative_date(part) or kind_of_heading(text.folded) or is_view_label(text.folded):
        return False
    if _is_crumb(document, part) or _is_made_like_a_label(document, text) or not _is_beside_the_text(document, text):
        return False
    if text.folded in document.regions.titles or document.outline.label_counts.get(text.folded, 0) > 3:
        return False
    boxes = [one for one in (text.parent, *text.parent.around(2)) if one not in document.regions.around]
    if any(one.get("href").startswith(_NO_PAGES) or not one.names.isdisjoint(_OTHER_BOXES) for one in boxes):
        return False
    if any(one.tag in _PICTURES for one in boxes) or any(map(is_other_work, parts_of(text.text))):
        return False
    if len(part) > 8 and any(part.lower() in title for title in document.regions.titles):
        return False
    return not in_menu(document, text.parent) and is_own(document, text, text.order)


_OTHER_BOXES = names_of("authors.other_boxes")
_NO_PAGES = ("#", "mailto:", "tel:")
_PICTURES = frozenset(("figure", "figcaption"))


def _is_made_like_a_label(document: Document, text: TextNode) -> bool:
    """Whether a box made alike close by holds the label of a count or of a date: so this one holds a label, too."""
    if not text.parent.get("class"):
        return False
    make = _make(text.parent)
    at, until = document.outline.between(text.order - ROW, text.order + ROW)
    near = [one for one in document.outline.texts[at:until] if one is not text and _make(one.parent) == make]
    return any(is_view_label(one.folded) or is_date_label(one.text) for one in near)


_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
ROW = 16  # nodes of a row of facts


def _is_beside_the_text(document: Document, text: TextNode) -> bool:
    """Whether a text stands above the article's second paragraph or about its last, not amidst or far below them."""
    box = document.regions.text_box
    if box is None:
        return True
    second = box.orders[:2][-1]
    if box.first < text.order < second and block_of(text.parent).tag in _HEADINGS:
        return False
    return text.order < second or abs(text.order - box.last) < BEHIND_TEXT


def _is_crumb(document: Document, part: str) -> bool:
    """Whether a text is a section's name: the label of a menu, or part of a trail of crumbs."""
    key = fold(part)
    if key == fold(document.once(find_category).value or ""):
        return True
    trails = printed_trails(document)
    return any(key == fold(name) for trail in trails for name in trail) or bool(
        document.menus.labels([text for text in document.outline.texts if text.folded == key])
    )
