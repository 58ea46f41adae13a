"""The view count: how often the page says that this very article was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.counters import labelled_views, view_label
from newsgrab.extraction.document import line
from newsgrab.extraction.embedded import embedded, is_about, objects
from newsgrab.extraction.folding import fold
from newsgrab.extraction.found import Found
from newsgrab.extraction.icons import is_eye, number_beside
from newsgrab.extraction.numbers import Count, read_count
from newsgrab.extraction.outline import ancestors, name_words
from newsgrab.extraction.structured import Thing, value_of
from newsgrab.reading import Candidate

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document

# Words of class names, attributes and JSON keys for a count of readers.
_NAMES = frozenset(
    [
        "views",
        "viewcount",
        "viewscount",
        "viewed",
        "hits",
        "hitcount",
        "reads",
        "readcount",
        "pageviews",
        "pageview",
        "visits",
        "postviews",
        "viewcounter",
        "viewnum",
        "totalviews",
        "visitcount",
    ]
)
_NAME_PAIRS = tuple(frozenset(pair) for pair in (("view", "count"), ("view", "counter"), ("read", "count"), ("view", "number"), ("hit", "count"), ("view", "num"), ("visit", "count"), ("page", "view"), ("post", "view"), ("article", "view"), ("news", "view"), ("meta", "view"), ("total", "view"), ("hit", "counter"), ("icon", "view"), ("view", "total")))  # fmt: skip  # noqa: E501
_NOT_NAMES = frozenset(
    ("comment", "comments", "share", "shares", "like", "likes", "time", "row", "field", "content", "video", "download")
)
_WATCHED = ("ReadAction", "ViewAction", "WatchAction")
_DIGIT = re.compile(r"\d")
_KEYS = re.compile(r'\\?"[A-Za-z_]*(?:[vV]iew|[hH]it|[rR]ead|[vV]isit|[pP]v)[A-Za-z_]*\\?"\s*:\s*\\?"?[1-9]')


def names_views(words: frozenset[str]) -> bool:
    """Whether the words of a class name or key call a count of readers."""
    if not _NOT_NAMES.isdisjoint(words):
        return False
    return not _NAMES.isdisjoint(words) or any(pair <= words for pair in _NAME_PAIRS)


def find_views(document: Document) -> Found[Count | None]:
    """The number of readers that the page prints for this article, None if it prints none.

    An exact number wins over a rounded one; of two alike the one whose place says more: a word in the text, an
    attribute, linked data, an icon, a class name. Zero is what scripts start from, so it is no answer.
    """
    weighed = [(count, source) for count, source in _candidates(document) if count.value > 0]
    if not weighed:
        weighed = [(count, source) for count, source in _from_state(document) if count.value > 0]
    if not weighed:
        return Found(None)
    best = next((pair for pair in weighed if pair[0].exact), weighed[0])
    candidates = tuple(
        Candidate("views", source, count.text, (count, source) == best, "exact" if count.exact else "rounded")
        for count, source in weighed
    )
    return Found(best[0], best[1], candidates)


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
    language = document.language
    for text in document.outline.texts:
        if not _DIGIT.search(text.text):
            continue
        parent = text.node.parent
        if parent is None:
            continue
        count = labelled_views(text.text, language)
        if count is None and read_count(text.text, language) is not None:
            count = _from_box(parent, language)
        if count is not None and not document.place.is_foreign(text.node):
            yield count, "text"


def _from_box(box: LexborNode, language: str | None) -> Count | None:
    """The labelled number in the boxes around a bare one, the smallest first."""
    for _ in range(3):
        text = line(box)
        if len(text) > 80:
            return None
        count = labelled_views(text, language)
        if count is not None:
            return count
        label = box.prev
        while label is not None and not (label.tag != "-comment" and (label.text() or "").strip()):
            label = label.prev
        if label is not None and read_count(text, language) and view_label(fold(" ".join(label.text().split()))):
            return read_count(text, language)
        if box.parent is None or box.parent.tag == "body":
            return None
        box = box.parent
    return None


def _from_attributes(document: Document) -> Iterator[tuple[Count, str]]:
    """Numbers in attributes: data-views="123", aria-label="12,345 views"."""
    for element in document.outline.elements:
        if len(element.attributes) < 1:
            continue
        for key, value in element.attributes.items():
            if not value or len(value) > 80 or not _DIGIT.search(value):
                continue
            count = None
            if key.startswith("data-"):
                words = name_words(key[5:])
                if names_views(words) or (words <= _COUNTS and names_views(element.names)):
                    count = read_count(value)
            elif key in ("aria-label", "title", "alt", "content"):
                count = labelled_views(value, document.language)
            if count is not None and not document.place.is_foreign(element.node):
                yield count, f"attribute {key}"


_COUNTS = frozenset(("count", "value", "number", "num", "total", "target", "to", "end"))


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


def _page_visits(article: Thing) -> Iterator[tuple[Count, str]]:
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
        count = _visits(value_of(found.node))
        if count and not document.place.is_foreign(found.node):
            yield count, "microdata interactionCount"
    for found in document.structured.properties.get("userinteractioncount", ()):
        count = read_count(value_of(found.node))
        scope = next((node for node in ancestors(found.node) if "itemscope" in node.attributes), None)
        watched = scope is not None and any(kind in (scope.html or "") for kind in _WATCHED)
        if count and watched and not document.place.is_foreign(found.node):
            yield count, "microdata userInteractionCount"


def _from_meta(document: Document) -> Iterator[tuple[Count, str]]:
    """Label and value pairs that some sites give for link previews."""
    for number in ("1", "2", "3"):
        label, value = document.meta(f"twitter:label{number}"), document.meta(f"twitter:data{number}")
        if label and value and view_label(fold(label)):
            count = read_count(value, document.language)
            if count:
                yield count, f"meta twitter:data{number}"
    for name, values in document.metas.items():
        if names_views(name_words(name)):
            count = read_count(values[0])
            if count:
                yield count, f"meta {name}"


def _from_icons(document: Document) -> Iterator[tuple[Count, str]]:
    for element in document.outline.elements:
        if is_eye(element):
            count = number_beside(element.node, document.language)
            if count is not None and not document.place.is_foreign(element.node):
                yield count, "icon"


def _from_names(document: Document) -> Iterator[tuple[Count, str]]:
    """Bare numbers in an element whose class or id calls them a view count."""
    for element in document.outline.elements:
        names = element.get("class") or element.get("id")
        if not names or not names_views(element.names):
            continue
        text = line(element.node)
        if 0 < len(text) <= 40:
            count = read_count(text, document.language) or labelled_views(text, document.language)
            if count is not None and not document.place.is_foreign(element.node):
                yield count, f"class {(element.get('class') or element.get('id'))[:40]}"


def _from_state(document: Document) -> Iterator[tuple[Count, str]]:
    """The count in the object, among those that scripts carry, that describes this article."""
    if not _KEYS.search(document.text):
        return
    titles, path = document.place.titles, _path(document.url)
    for value in embedded(document):
        for one in objects(value):
            if not is_about(one, titles, path):
                continue
            for holder in (one, *(inner for inner in one.values() if isinstance(inner, dict))):
                for key, number in holder.items():
                    if isinstance(number, int | str) and not isinstance(number, bool) and names_views(name_words(key)):
                        count = read_count(str(number))
                        if count:
                            yield count, f"embedded state {key}"


def _path(url: str | None) -> str:
    """The part of an address that names the article, if it is long enough to be told from a section's."""
    path = (url or "").split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return path if len(path) >= 5 else ""
