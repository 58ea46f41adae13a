"""Printed view counts: numbers with a word for readers beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.fields.views.ownership import is_own
from newsgrab.extraction.fields.views.state import counts_in_attribute
from newsgrab.extraction.page.elements import Element
from newsgrab.extraction.page.regions import is_date_or_account
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import is_headline
from newsgrab.extraction.words.numbers import Count, find_counts, fold_digits, read_count
from newsgrab.extraction.words.phrases import word_pattern
from newsgrab.extraction.words.tables import words_of
from newsgrab.extraction.words.view_labels import (
    is_view_label,
    labelled_views,
    names_views_unspaced,
    number_of_times,
)

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.outline import TextNode

_DIGIT = re.compile(r"\d")


def counts_in_text(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers with a word beside them, in one text or in the small box around them."""
    labels = document.once(_labels)
    if not labels:
        return
    texts, language = document.outline.texts, language_of(document)
    near = {index + step for index in labels for step in range(-2, 3)}
    for index in sorted(near):
        if not 0 <= index < len(texts) or not _DIGIT.search(texts[index].text):
            continue
        text = texts[index]
        count = labelled_views(text.text, language)
        if count is None:
            count = _from_box(text, language) if _is_number(text.text, language) else None
        elif _is_in_prose(text.parent) or (leads_on(document, text.parent) and not _is_label(text.text)):
            continue
        if count is None or _is_amid_paragraphs(document, text):
            continue
        if is_own(document, text) and not _is_behind_title(document, text):
            yield from exact_counts(document, text.parent, count)
            yield count, "text"


def _labels(document: Document) -> set[int]:
    """The places of the short texts that hold a word for views."""
    texts = document.outline.texts
    words, unspaced = document.outline.view_words
    labels = {at for word in words for at in document.outline.holding(word)}
    if unspaced:
        labels |= {at for at, text in enumerate(texts) if names_views_unspaced(text.folded)}
    return {at for at in labels if len(texts[at].text) <= MAX_LABEL_TEXT}


MAX_LABEL_TEXT = 100


def counts_under_headers(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers in the only row of a table, under a label in the row above."""
    for at in sorted(document.once(_labels)) if document.elements.tagged("table") else ():
        label = document.outline.texts[at]
        cell = next((box for box in (label.parent, *label.parent.around(2)) if box.tag in _CELLS), None)
        if cell is None or cell.parent is None or not is_view_label(label.folded):
            continue
        table = next((box for box in cell.around() if box.tag == "table"), cell)
        rows = [box for box in table.inside() if box.tag == "tr"]
        place = _cells_of(cell.parent).index(cell)
        below = _cells_of(rows[-1])
        if len(rows) == TABLE_ROWS and rows[0] is cell.parent and len(below) > place and is_own(document, label):
            count = read_count(below[place].line, language_of(document))
            if count is not None:
                yield count, "column of a table"


def _cells_of(row: Element) -> list[Element]:
    return [box for box in row.inside() if box.parent is row and box.tag in _CELLS]


_CELLS = ("th", "td")
TABLE_ROWS = 2  # its header, and this article; more are a list


def counts_of_visitors(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers with a word for visitors between the headline and the text; elsewhere such a number is the site's."""
    text_box, start = document.regions.text_box, document.regions.headline_order
    if text_box is None or start >= text_box.first:
        return
    at, until = document.outline.between(start, text_box.first)
    for text in document.outline.texts[at:until]:
        for part in text.text.split("|") if _DIGIT.search(text.text) and _VISITORS.search(text.folded) else ():
            counts = find_counts(part, language_of(document))
            around, found = _VISITORS.subn("", fold(part))
            if found and len(counts) == 1 and len(_LETTERS.findall(around)) <= MAX_WORDS and is_own(document, text):
                yield counts[0][2], "visitors at the headline"


MAX_WORDS = 2  # besides the one for visitors
_VISITORS = re.compile(rf"\b(?:{word_pattern(map(fold, words_of('views.visitors')))})\b")


def exact_counts(document: Document, element: Element, printed: Count) -> Iterator[tuple[Count, str]]:
    """The number in an attribute of a printed count's element, or of one close around it, which that one rounds."""
    for box in () if printed.exact else (element, *element.around(AROUND_ROUNDED)):
        for name, value in box.attributes.items():
            for count in _counts_held(document, value or ""):
                if rounds_to(count, printed):
                    yield count, f"attribute {name}"


def _counts_held(document: Document, value: str) -> Iterator[Count]:
    """The count that an attribute holds, or those in the state that it carries for a script."""
    if value.startswith("{"):
        yield from counts_in_attribute(document, value)
    elif value[:1].isdigit() and (count := read_count(value)):
        yield count


AROUND_ROUNDED = 2


def rounds_to(exact: Count, rounded: Count) -> bool:
    """Whether a number is what a printed one rounds: "12.5k" for 12,540."""
    step = 10 ** (len(digits := str(rounded.value)) - len(digits.rstrip("0")))
    return exact.exact and 0 < abs(exact.value - rounded.value) < min(step, MOST_ROUNDED * rounded.value)


MOST_ROUNDED = 0.1


def _is_number(text: str, language: str | None) -> bool:
    """Whether a text is a number and nothing more, as "1,2" before a "k" in the next element, or a number of times."""
    text = text.strip(_SIGNS)  # between the label of one fact and the next
    return number_of_times(text, language) is not None or _NUMBERS.fullmatch(fold_digits(text)) is not None


_SIGNS = " :：|·\u00a0"


def _is_amid_paragraphs(document: Document, text: TextNode) -> bool:
    """Whether paragraphs stand close before and behind a count: it is a film's or a box's between them."""
    orders = document.regions.text_box.orders if document.regions.text_box is not None else ()
    at = bisect_left(orders, text.order)
    return 1 < at < len(orders) - 1 and orders[at] - orders[at - 1] < MAX_BETWEEN


MAX_BETWEEN = 12  # nodes


def _is_behind_title(document: Document, text: TextNode) -> bool:
    """Whether a count stands right behind a link to another article, with nothing around both: it is that one's.

    Behind a list that holds other links as well, and not the count, it is nobody's of the list.
    """
    before = document.outline.before(text.order)
    if before is None or not is_headline(before.text):
        return False
    link = next((box for box in (before.parent, *before.parent.around(2)) if box.tag == "a"), None)
    if link is None or not leads_on(document, link) or is_date_or_account(link):
        return False
    apart = next((box for box in reversed((link, *link.around())) if not text.parent.is_in(box)), link)
    return len(apart.links()) <= 1


def leads_on(document: Document, element: Element) -> bool:
    """Whether an element is the text of a link to another page: a title with a number in it, not a count."""
    if element.tag != "a":
        return False
    address = document.link(element.get("href"))
    return (
        address is not None and bool(document.regions.own_addresses) and address not in document.regions.own_addresses
    )


def _is_label(text: str) -> bool:
    """Whether a text is one number and its label, nothing more: sites link that to who read the page."""
    rest, numbers = _NUMBERS.subn(" ", fold_digits(text))
    return numbers == 1 and is_view_label(fold(rest))


def _is_in_prose(element: Element) -> bool:
    """Whether a text is part of a sentence: in a longer paragraph, and not between bars or dots of a byline."""
    box = next((one for one in (element, *element.around()) if one.tag not in _INLINE), element)
    text = box.line
    return len(text) > 90 and (box.tag in ("p", "blockquote", "li") or len(text) > 200) and _BARS.search(text) is None


_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "span", "font", "small", "mark", "bdi", "time"))
_BARS = re.compile(r"\s[|•·/–—]\s")


def _from_box(text: TextNode, language: str | None) -> Count | None:
    """The labelled number in the boxes around a bare one, the smallest first.

    A number that has another label of its own takes none from the boxes around it; nor does one beside a picture or in
    an element with a title, if there are other numbers in the box.
    """
    box: Element | None = text.parent
    is_told = False
    for _ in range(3):
        if box is None or box.parent is None or len(box.line) > 80:
            return None
        if is_told and len(_ONE_NUMBER.findall(fold_digits(box.line))) > 1:
            return None
        for row in _rows(box, text):
            count = labelled_views(row, language)
            if count is not None:
                return count
        number = number_of_times(box.line, language)
        is_told = is_told or _tells_what_it_is(box)
        if number is not None and not is_told and _is_label_before(box) and not _labels_follow(box):
            return number
        if number is None and _LETTERS.search(box.line) and not _is_number(box.line, language):
            return None
        box = box.parent
    return None


def _rows(box: Element, text: TextNode) -> tuple[str, ...]:
    """The line of a box without the other numbers in it that have labels of their own."""
    parts: list[str] = []
    for part in box.tree.after(box.order + 1, box):
        if isinstance(part, int):
            parts.append(box.tree.line_between(part, part + 1))
        elif part.order < text.order < part.end or not (_DIGIT.search(part.line) and _LETTERS.search(part.line)):
            parts.append(part.line)
        else:
            parts.append("")
    if "" in parts:
        return (" ".join(parts),)
    return box.line, _spaced(box)


def _is_label_before(box: Element) -> bool:
    """Whether what stands before a box is a label of views that has no number yet."""
    before = (box.text_before() or ("", 0))[0]
    return not _DIGIT.search(before) and is_view_label(fold(before))


def _tells_what_it_is(box: Element) -> bool:
    """Whether a box of a number says what it counts by a picture in it or by a title that only the pointer shows."""
    if any(one.tag in _PICTURES and not one.line for one in box.inside()):
        return True
    return any(len(title) > 1 and not is_view_label(fold(title)) for name in _TITLES if (title := box.get(name)))


_PICTURES = frozenset(("i", "svg", "img", "use"))
_TITLES = ("title", "aria-label")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ONE_NUMBER = re.compile(r"\d[\d.,٬٫]*")


def _spaced(box: Element) -> str:
    """The texts of a box with spaces between them: styles may draw apart what stands close in the source."""
    return " ".join(text for text, _ in box.pieces())


def _labels_follow(number: Element) -> bool:
    """Whether the row that a number stands in begins with a number and ends with a word: "8.2k views 491 shares".

    One number between two labels is that of the second, too: the first one's waits for a script.
    """
    row = fold_digits(number.parent.line) if number.parent is not None else ""
    if len(row) > 80 or not row[-1:].isalpha():
        return False
    return row[:1].isdigit() or len(_ONE_NUMBER.findall(row)) == 1


_NUMBERS = re.compile(r"[\d.,]+")
