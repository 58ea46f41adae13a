"""The view count: how many people read this article, as the page gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.elements import Element, name_words
from newsgrab.extraction.page.structured import SchemaObject, value_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.numbers import Count, read_count
from newsgrab.extraction.words.view_labels import (
    is_view_label,
    names_views,
)
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

from newsgrab.extraction.fields.views.marked import (
    counts_behind_signs,
    counts_in_attributes,
    counts_in_names,
    counts_of_icons,
)
from newsgrab.extraction.fields.views.ownership import is_own
from newsgrab.extraction.fields.views.printed import (
    counts_in_text,
    counts_of_visitors,
    counts_under_headers,
    rounds_to,
)
from newsgrab.extraction.fields.views.state import counts_in_state

_WATCHED = ("ReadAction", "ViewAction", "WatchAction")


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
    if weighed and not any(count.exact for count, _ in weighed):
        weighed += [pair for pair in counts_in_state(document) if rounds_to(pair[0], weighed[0][0])]
    if not weighed:
        weighed = [(count, source) for count, source in counts_in_state(document) if count.value > 0]
    if not weighed:
        return FieldResult(None)
    best = next((pair for pair in weighed if pair[0].exact), weighed[0])
    candidates = tuple(
        FieldCandidate("views", source, count.text, (count, source) == best, "exact" if count.exact else "rounded")
        for count, source in weighed
    )
    return FieldResult(best[0], best[1], candidates)


def _candidates(document: Document) -> Iterator[tuple[Count, str]]:
    yield from counts_in_text(document)
    yield from counts_in_attributes(document)
    yield from _from_linked_data(document)
    yield from _from_properties(document)
    yield from _from_meta(document)
    yield from counts_of_icons(document)
    yield from counts_behind_signs(document)
    yield from counts_in_names(document)
    yield from counts_under_headers(document)
    yield from counts_of_visitors(document)


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
    return (
        read_count(number)
        if colon and kind.strip() in ("UserPageVisits", "UserPageViews", "UserReads", "UserViews")
        else None
    )


def _from_properties(document: Document) -> Iterator[tuple[Count, str]]:
    for found in document.structured.properties.get("interactioncount", ()):
        count = _visits(value_of(found.element))
        if count and is_own(document, found.element):
            yield count, "microdata interactionCount"
    for found in document.structured.properties.get("userinteractioncount", ()):
        count = read_count(value_of(found.element))
        scope = next((box for box in found.element.around() if "itemscope" in box.attributes), None)
        watched = scope is not None and any(map(_says_watched, (scope, *scope.inside())))
        if count and watched and is_own(document, found.element):
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
