"""Marked view counts: numbers in attributes, beside the picture of an eye, in elements called a view count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.elements import Element, name_words
from newsgrab.extraction.page.icons import is_small, number_beside
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.numbers import Count, find_counts, read_count
from newsgrab.extraction.words.tables import names_of, words_of
from newsgrab.extraction.words.view_labels import (
    NOT_VIEW_NAMES,
    VIEW_NAMES,
    is_view_label,
    labelled_views,
    names_views,
    number_among_words,
    number_of_times,
    number_with_word,
)

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

from newsgrab.extraction.fields.views.ownership import is_own
from newsgrab.extraction.fields.views.printed import exact_counts, leads_on

_DIGIT = re.compile(r"\d")
MAX_BESIDE_ICON = 25
MAX_NUMBERS = 60  # bare numbers that are looked at


def counts_in_attributes(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers in attributes: data-views="123", aria-label="12,345 views"."""
    for name, bearers in document.elements.bearers.items():
        if not name.startswith("data-") or not _is_count_name(name[5:]):
            continue
        for element in bearers:
            count = _counted(element, name[5:], element.get(name))
            if count is not None and is_own(document, element):
                yield count, f"attribute {name}"
    yield from _in_components(document)
    for field in document.elements.tagged("input"):
        value = field.get("value")
        if value.isdigit() and names_views(name_words(f"{field.get('name')} {field.get('id')}")):
            count = read_count(value)
            if count is not None and is_own(document, field):
                yield count, "hidden field"
    yield from _labelled_by_attribute(document)
    for name in [name for name in document.elements.bearers if name in _SPOKEN or name.endswith(_TIPS)]:
        for element in document.elements.having(name):
            value = element.get(name)
            if not 2 <= len(value) <= 80 or not _DIGIT.search(value):
                continue
            count = labelled_views(value, language_of(document))
            if count is None or element.tag == "img" or leads_on(document, element):
                continue
            if is_own(document, element):
                yield count, f"attribute {name}"


def _in_components(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers that a page hands to what a script draws: `<view-counter initial="123">`, `x-data="{views: 123}"`."""
    for tag in [tag for tag in document.elements.tags if "-" in tag and names_views(name_words(tag))]:
        for element in document.elements.tagged(tag):
            counts = [read_count(value) for value in element.attributes.values() if value and value.isdigit()]
            if len(counts) == 1 and counts[0] is not None and is_own(document, element):
                yield counts[0], f"component {tag}"
    for element in document.elements.having("x-data"):
        for match in _PROPERTY.finditer(element.get("x-data")):
            count = read_count(match[2]) if names_views(name_words(match[1])) else None
            if count is not None and is_own(document, element):
                yield count, "component x-data"


_PROPERTY = re.compile(r"\b([A-Za-z_]{2,30})['\"]?\s*:\s*(\d+)\b")


def _labelled_by_attribute(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers whose label only the pointer or a screen reader gets: title="Views" around 1,234."""
    language = language_of(document)
    for name in [name for name in document.elements.bearers if name in _LABELS or name.endswith(_TIPS)]:
        for element in document.elements.having(name):
            value = element.get(name).strip("'")
            if element.tag in _NO_LABELS or not 2 <= len(value) <= MAX_LABEL or _DIGIT.search(value):
                continue
            if not is_view_label(fold(value)):
                continue
            count = number_of_times(element.line, language) if element.line else number_beside(element, language)
            if count is not None and is_own(document, element):
                yield count, f"label in {name}"


MAX_LABEL = 30
_TIPS = ("tooltip", "-title", "-tip", "-label", "-content")  # how attributes end that libraries show beside the pointer
_LABELS = words_of("markup.views.label_attributes")
_NO_LABELS = frozenset(("a", "button", "iframe", "link"))


@lru_cache(maxsize=1024)
def _is_count_name(name: str) -> bool:
    """Whether an attribute so called, behind "data-", may hold a count."""
    words = name_words(name)
    return "_" not in name and (names_views(words) or words <= _COUNTS)


_COUNTS = names_of("views.attributes")


_SPOKEN = ("aria-label", "title")


def _counted(element: Element, name: str, value: str) -> Count | None:
    """The count in an attribute, if its name, the element's, or the text beside it says that it counts views."""
    count = read_count(value) if value[:1].isdigit() else None
    if count is None:
        return None
    return count if names_views(name_words(name)) or names_views(element.names) or _is_labelled(element) else None


def _is_labelled(element: Element) -> bool:
    """Whether the box around a number that a script counts up to has a label of views beside the number."""
    texts = (element.line, element.parent.line if element.parent is not None else "")
    return any(0 < len(text) <= 40 and is_view_label(fold(_NUMBERS.sub(" ", text))) for text in texts)


_NUMBERS = re.compile(r"[\d.,]+")


def counts_of_icons(document: Document) -> Iterator[tuple[Count, str]]:
    """Bare numbers beside the picture of an eye."""
    pictures = document.outline.eye_icons
    if not pictures:
        return
    seen: set[Element] = set()
    numbers = [
        text for text in document.outline.texts if len(text.text) <= MAX_BESIDE_ICON and _DIGIT.search(text.text)
    ]
    for text in numbers[:MAX_NUMBERS]:
        if number_with_word(text.text, language_of(document)) is None:
            continue
        for box in (text.parent, *text.parent.around(2)):
            if box.parent is None or box in seen:
                break
            seen.add(box)
            near = [eye for eye in pictures if eye.is_in(box)] if is_small(box) else []
            counts = [(number_beside(eye, language_of(document)), eye) for eye in near]
            count, eye = next((pair for pair in counts if pair[0] is not None), (None, None))
            if count is not None and eye is not None:
                if is_own(document, text) and is_own(document, eye):
                    yield from exact_counts(document, text.parent, count)
                    yield count, "icon"
                break


def counts_behind_signs(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers behind the sign of an eye: "👁 1,234"."""
    if not any(eye in document.text for eye in _EYES):  # most pages have no such letter, and Python knows at once
        return
    texts = document.outline.texts
    for index, text in enumerate(texts):
        match = _EYE.search(text.text) if len(text.text) <= MAX_ROW else None
        if match is None:
            continue
        behind = text.text[match.end() :].strip() or (texts[index + 1].text if index + 1 < len(texts) else "")
        number = _FIRST_NUMBER.match(behind)
        count = read_count(number[0].strip(), language_of(document)) if number else None
        if count is not None and is_own(document, text):
            yield count, "sign of an eye"


MAX_ROW = 100
_EYES = "\U0001f441\U0001f440"
_EYE = re.compile(f"[{_EYES}]\ufe0f?")
_FIRST_NUMBER = re.compile(r"\d[\d.,٬\s]*(?:k|m)?(?!\w)", re.IGNORECASE)


def counts_in_names(document: Document) -> Iterator[tuple[Count, str]]:
    """Bare numbers in an element whose class or id calls them a view count."""
    for element in document.elements.named(VIEW_NAMES):
        sure = names_views(element.names)
        if not sure and not _may_count(element):
            continue
        text = element.line
        if 0 < len(text) <= 40:
            count = number_of_times(text, language_of(document))
            if count is None and sure:
                count = labelled_views(text, language_of(document))
            if count is None and sure and element.tag not in _NO_LABELS:
                count = number_among_words(text, language_of(document))
        else:
            count = _in_title(element, language_of(document)) if sure and not text else None
        if count is not None and is_own(document, element):
            yield from exact_counts(document, element, count)
            yield count, f"class {(element.get('class') or element.get('id'))[:40]}"


def _may_count(element: Element) -> bool:
    """Whether a class or id ends with a word for readers: a bare number in such an element counts them."""
    names = f"{element.get('class')} {element.get('id')}"
    return _COUNTED.search(names) is not None and NOT_VIEW_NAMES.isdisjoint(element.names)


def _in_title(element: Element, language: str | None) -> Count | None:
    """The one number in the title of an element that has no text but a picture."""
    for name in _SPOKEN:
        counts = find_counts(element.get(name), language)
        if len(counts) == 1:
            return counts[0][2]
    return None


_COUNTED = re.compile(r"(?:^|[\s_-])(?:views?|hits?|reads?|visits?|vw|pv|looks?)(?=\s|$)", re.IGNORECASE)
