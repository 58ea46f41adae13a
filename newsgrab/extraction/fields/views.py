"""The view count: how often the page says that this very article was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.elements import Element, name_words
from newsgrab.extraction.page.embedded_state import embedded_values, is_about, json_objects
from newsgrab.extraction.page.icons import is_small, number_beside
from newsgrab.extraction.page.structured import SchemaObject, value_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import is_headline
from newsgrab.extraction.words.numbers import Count, fold_digits, read_count
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction.words.view_labels import (
    VIEW_NAMES,
    is_number_of_times,
    is_view_label,
    labelled_views,
    names_views,
    names_views_unspaced,
)
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.outline import TextNode

_WATCHED = ("ReadAction", "ViewAction", "WatchAction")
_DIGIT = re.compile(r"\d")
MAX_NUMBERS = 60  # bare numbers that are looked at
# Parts of the keys under which scripts carry a count of readers, and how such a key goes on, with a number above zero.
_KEY_PARTS = ("iews", "iewC", "iew_c", "hits", "eads", "eadC", "isitC")
_REST_OF_KEY = re.compile(r"""[\w-]*\\*"\s*:[\s"\\]*(?!0)\d""")


def find_views(document: Document) -> FieldResult[Count | None]:
    """The number of readers that the page prints for this article, None if it prints none.

    An exact number wins over a rounded one; of two alike the one whose place says more: a word in the text, an
    attribute, linked data, an icon, a class name. Zero is what scripts start from, so it is no answer.
    """
    weighed = []
    for count, source in _candidates(document):
        if count.value > 0:
            weighed.append((count, source))
            if count.exact:
                break
    if not weighed:
        weighed = [(count, source) for count, source in _from_state(document) if count.value > 0]
    if not weighed:
        return FieldResult(None)
    best = next((pair for pair in weighed if pair[0].exact), weighed[0])
    candidates = tuple(
        FieldCandidate("views", source, count.text, (count, source) == best, "exact" if count.exact else "rounded")
        for count, source in weighed
    )
    return FieldResult(best[0], best[1], candidates)


def _candidates(document: Document) -> Iterator[tuple[Count, str]]:
    yield from _from_text(document)
    yield from _from_attributes(document)
    yield from _from_linked_data(document)
    yield from _from_properties(document)
    yield from _from_meta(document)
    yield from _from_icons(document)
    yield from _from_names(document)


def _from_text(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers with a word beside them, in one text or in the small box around them."""
    texts, language = document.outline.texts, language_of(document)
    words, unspaced = document.outline.view_words
    if not words and not unspaced:
        return
    labels = {at for word in words for at in document.outline.holding(word)}
    if unspaced:
        labels |= {at for at, text in enumerate(texts) if names_views_unspaced(text.folded)}
    labels = {at for at in labels if len(texts[at].text) <= 100}
    near = {index + step for index in labels for step in range(-2, 3)}
    for index in sorted(near):
        if not 0 <= index < len(texts) or not _DIGIT.search(texts[index].text):
            continue
        text = texts[index]
        count = labelled_views(text.text, language)
        if count is None:
            count = _from_box(text.parent, language) if _is_number(text.text, language) else None
        elif _is_in_prose(text.parent) or (_leads_on(document, text.parent) and not _is_label(text.text)):
            continue
        if count is not None and not document.regions.is_foreign(text) and not _is_behind_title(document, text):
            yield count, "text"


def _is_number(text: str, language: str | None) -> bool:
    """Whether a text is a number and nothing more, as "1,2" before a "k" in the next element, or a number of times."""
    alone = read_count(text, language) is not None or _NUMBERS.fullmatch(fold_digits(text)) is not None
    return alone or is_number_of_times(text, language)


def _is_behind_title(document: Document, text: TextNode) -> bool:
    """Whether a count stands right behind a link to another article, with nothing around both: it is that one's."""
    before = document.outline.before(text.order)
    if before is None or not is_headline(before.text):
        return False
    link = next((box for box in (before.parent, *before.parent.around(2)) if box.tag == "a"), None)
    return link is not None and _leads_on(document, link)


def _leads_on(document: Document, element: Element) -> bool:
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


def _from_box(box: Element | None, language: str | None) -> Count | None:
    """The labelled number in the boxes around a bare one, the smallest first."""
    for _ in range(3):
        if box is None or box.parent is None or len(box.line) > 80:
            return None
        count = labelled_views(box.line, language) or labelled_views(_spaced(box), language)
        if count is not None:
            return count
        number = read_count(box.line, language)
        if number is not None and is_view_label(fold((box.text_before() or ("", 0))[0])) and not _labels_follow(box):
            return number
        box = box.parent
    return None


def _spaced(box: Element) -> str:
    """The texts of a box with spaces between them: styles may draw apart what stands close in the source."""
    return " ".join(text for text, _ in box.pieces())


def _labels_follow(number: Element) -> bool:
    """Whether the row that a number stands in begins with a number and ends with a word: "8.2k views 491 shares"."""
    row = fold_digits(number.parent.line) if number.parent is not None else ""
    return row[:1].isdigit() and row[-1:].isalpha() and len(row) <= 80


def _from_attributes(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers in attributes: data-views="123", aria-label="12,345 views"."""
    for name, bearers in document.elements.bearers.items():
        if not name.startswith("data-") or not _is_count_name(name[5:]):
            continue
        for element in bearers:
            count = _counted(element, name[5:], element.get(name))
            if count is not None and not document.regions.is_foreign(element):
                yield count, f"attribute {name}"
    for name in _SPOKEN:
        for element in document.elements.having(name):
            value = element.get(name)
            if not 2 <= len(value) <= 80 or not _DIGIT.search(value):
                continue
            count = labelled_views(value, language_of(document))
            if count is None or element.tag == "img" or _leads_on(document, element):
                continue
            if not document.regions.is_foreign(element):
                yield count, f"attribute {name}"


@lru_cache(maxsize=1024)
def _is_count_name(name: str) -> bool:
    """Whether an attribute so called, behind "data-", may hold a count."""
    words = name_words(name)
    return "_" not in name and (names_views(words) or words <= _COUNTS)


_SPOKEN = ("aria-label", "title")


def _counted(element: Element, name: str, value: str) -> Count | None:
    """The count in an attribute, if its name, the element's, or the text beside it says that it counts views."""
    count = read_count(value) if value[:1].isdigit() else None
    if count is None:
        return None
    return count if names_views(name_words(name)) or names_views(element.names) or _is_labelled(element) else None


def _is_labelled(element: Element) -> bool:
    """Whether the box around a number that a script counts up to has a label of views beside the number."""
    text = element.parent.line if element.parent is not None else ""
    return 0 < len(text) <= 40 and is_view_label(fold(_NUMBERS.sub(" ", text)))


_NUMBERS = re.compile(r"[\d.,]+")
_COUNTS = names_of("views.attributes")


def _from_linked_data(document: Document) -> Iterator[tuple[Count, str]]:
    article = document.structured.article
    if article is None:
        return
    for counter in article.things("interactionStatistic"):
        kind = counter.text("interactionType") or ""
        kinds = {kind.rsplit("/", 1)[-1]} | {
            name for thing in counter.things("interactionType") for name in thing.types
        }
        count = read_count(counter.text("userInteractionCount") or "")
        if count and not kinds.isdisjoint(_WATCHED):
            yield count, "json-ld interactionStatistic"
    yield from _page_visits(article)


def _page_visits(article: SchemaObject) -> Iterator[tuple[Count, str]]:
    for text in article.texts("interactionCount"):
        count = _visits(text)
        if count:
            yield count, "json-ld interactionCount"


def _visits(text: str) -> Count | None:
    """The older form of schema.org: "UserPageVisits:1234"."""
    kind, colon, number = text.partition(":")
    return read_count(number) if colon and kind.strip() in ("UserPageVisits", "UserReads", "UserViews") else None


def _from_properties(document: Document) -> Iterator[tuple[Count, str]]:
    for found in document.structured.properties.get("interactioncount", ()):
        count = _visits(value_of(found.element))
        if count and not document.regions.is_foreign(found.element):
            yield count, "microdata interactionCount"
    for found in document.structured.properties.get("userinteractioncount", ()):
        count = read_count(value_of(found.element))
        scope = next((box for box in found.element.around() if "itemscope" in box.attributes), None)
        watched = scope is not None and any(map(_says_watched, (scope, *scope.inside())))
        if count and watched and not document.regions.is_foreign(found.element):
            yield count, "microdata userInteractionCount"


def _says_watched(element: Element) -> bool:
    return any(kind in (value or "") for value in element.attributes.values() for kind in _WATCHED)


def _from_meta(document: Document) -> Iterator[tuple[Count, str]]:
    """Label and value pairs that some sites give for link previews."""
    for number in ("1", "2", "3"):
        label, value = document.meta(f"twitter:label{number}"), document.meta(f"twitter:data{number}")
        if label and value and is_view_label(fold(label)):
            count = read_count(value, language_of(document))
            if count:
                yield count, f"meta twitter:data{number}"
    for name, values in document.metas.items() if _COUNTING.search("\n".join(document.metas)) else ():
        if names_views(name_words(name)):
            count = read_count(values[0])
            if count:
                yield count, f"meta {name}"


_COUNTING = re.compile("view(?!port)|read|hit|visit")  # a part of every name of a count of readers


def _from_icons(document: Document) -> Iterator[tuple[Count, str]]:
    """Bare numbers beside the picture of an eye."""
    pictures = document.outline.eye_icons
    if not pictures:
        return
    seen: set[Element] = set()
    numbers = [text for text in document.outline.texts if len(text.text) <= 12 and _DIGIT.search(text.text)]
    for text in numbers[:MAX_NUMBERS]:
        if read_count(text.text, language_of(document)) is None:
            continue
        for box in (text.parent, *text.parent.around(2)):
            if box.parent is None or box in seen:
                break
            seen.add(box)
            near = [eye for eye in pictures if eye.is_in(box)] if is_small(box) else []
            counts = [number_beside(eye, language_of(document)) for eye in near]
            count = next((count for count in counts if count is not None), None)
            if count is not None:
                if not document.regions.is_foreign(text):
                    yield count, "icon"
                break


def _from_names(document: Document) -> Iterator[tuple[Count, str]]:
    """Bare numbers in an element whose class or id calls them a view count."""
    for element in document.elements.named(VIEW_NAMES):
        if not names_views(element.names):
            continue
        text = element.line
        if 0 < len(text) <= 40:
            count = read_count(text, language_of(document)) or labelled_views(text, language_of(document))
            if count is not None and not document.regions.is_foreign(element):
                yield count, f"class {(element.get('class') or element.get('id'))[:40]}"


def _from_state(document: Document) -> Iterator[tuple[Count, str]]:
    """The count in the object, among those that scripts carry, that describes this article."""
    titles, path = document.regions.titles, _path(document.url)
    for value in embedded_values(document, _may_count):
        for one in json_objects(value):
            if not is_about(one, titles, path):
                continue
            for holder in (one, *(inner for inner in one.values() if isinstance(inner, dict))):
                for key, number in holder.items():
                    if isinstance(number, int | str) and not isinstance(number, bool) and names_views(name_words(key)):
                        count = read_count(str(number))
                        if count:
                            yield count, f"embedded state {key}"


def _may_count(script: str) -> bool:
    """Whether a script has a key for a count of readers with a number above zero."""
    return any(any(map(_REST_OF_KEY.match, script.split(part)[1:])) for part in _KEY_PARTS if part in script)


def _path(url: str | None) -> str:
    """The part of an address that names the article, if it is long enough to be told from a section's."""
    path = (url or "").split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return path if len(path) >= 5 else ""
