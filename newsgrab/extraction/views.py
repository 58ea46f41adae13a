"""The view count: how often the page says that this very article was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from newsgrab.extraction.counters import labelled_views, names_views, names_views_unspaced, view_label
from newsgrab.extraction.document import line
from newsgrab.extraction.embedded import embedded, is_about, objects
from newsgrab.extraction.folding import fold
from newsgrab.extraction.found import Found
from newsgrab.extraction.icons import eyes, number_beside
from newsgrab.extraction.numbers import Count, read_count
from newsgrab.extraction.outline import ancestors, name_words, names_of
from newsgrab.extraction.structured import Thing, value_of
from newsgrab.reading import Candidate

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document

_WATCHED = ("ReadAction", "ViewAction", "WatchAction")
_DIGIT = re.compile(r"\d")
MAX_NUMBERS = 60  # bare numbers that are looked at
_KEYS_TEXT = """
iews" iewCount iew_count iews_count iewsCount hits" reads" iews\" eadCount isitCount
"""
_KEYS = tuple(_KEYS_TEXT.split())


def find_views(document: Document) -> Found[Count | None]:
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
    texts, language = document.outline.texts, document.language
    words, unspaced = document.outline.view_words
    if not words and not unspaced:
        return
    labels = [
        index
        for index, text in enumerate(texts)
        if len(text.text) <= 100
        and (any(word in text.folded for word in words) or (unspaced and names_views_unspaced(text.folded)))
    ]
    near = {index + step for index in labels for step in range(-2, 3)}
    for index in sorted(near):
        if not 0 <= index < len(texts) or not _DIGIT.search(texts[index].text):
            continue
        text = texts[index]
        parent = text.node.parent
        if parent is None:
            continue
        count = labelled_views(text.text, language)
        if count is None:
            count = _from_box(parent, language) if read_count(text.text, language) else None
        elif _is_in_prose(text.node):
            continue
        if count is not None and not document.place.is_foreign(text.node):
            yield count, "text"


def _is_in_prose(node: LexborNode) -> bool:
    """Whether a text is part of a sentence: in a longer paragraph, and not between bars or dots of a byline."""
    box = next((parent for parent in ancestors(node) if parent.tag not in _INLINE), None)
    if box is None:
        return False
    text = line(box)
    return len(text) > 90 and (box.tag in ("p", "blockquote", "li") or len(text) > 200) and _BARS.search(text) is None


_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "span", "font", "small", "mark", "bdi", "time"))
_BARS = re.compile(r"\s[|•·/–—]\s")


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
    source = document.text
    for name in dict.fromkeys(_COUNT_ATTRIBUTES.findall(source)) if "data-" in source else ():
        words = name_words(name[5:])
        is_named = names_views(words)
        if not is_named and not words <= _COUNTS:
            continue
        for node in document.tree.css(f"[{name}]"):
            count = read_count(node.attributes.get(name) or "")
            if count is None or not (is_named or names_views(names_of(node)) or _is_labelled(node)):
                continue
            if not document.place.is_foreign(node):
                yield count, f"attribute {name}"
    for name in _SPOKEN:
        pieces = source.split(f' {name}="')
        for value in dict.fromkeys(piece[: piece.find('"')] for piece in pieces[1:]):
            if not 2 <= len(value) <= 80 or not _DIGIT.search(value):
                continue
            spoken = unescape(value)
            count = labelled_views(spoken, document.language)
            if count is None:
                continue
            for node in document.tree.css(f"[{name}]"):
                if node.attributes.get(name) == spoken and not document.place.is_foreign(node):
                    yield count, f"attribute {name}"


_COUNT_ATTRIBUTES = re.compile(
    r"""data-[a-z-]*(?:view|hit|read|visit|count|value|target|number|num|total|to|end)[a-z-]*(?==["']?[0-9])"""
)
_SPOKEN = ("aria-label", "title")


def _is_labelled(node: LexborNode) -> bool:
    """Whether the box around a number that a script counts up to has a label of views beside the number."""
    parent = node.parent
    text = line(parent) if parent is not None else ""
    return 0 < len(text) <= 40 and view_label(fold(_NUMBERS.sub(" ", text)))


_NUMBERS = re.compile(r"[\d.,]+")
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
    """Bare numbers beside the picture of an eye."""
    seen: set[int] = set()
    numbers = [text for text in document.outline.texts if len(text.text) <= 12 and _DIGIT.search(text.text)]
    for text in numbers[:MAX_NUMBERS]:
        if read_count(text.text, document.language) is None:
            continue
        for box in ancestors(text.node, 3):
            if box.tag == "body" or box.mem_id in seen:
                break
            seen.add(box.mem_id)
            counts = [number_beside(eye, document.language) for eye in eyes(box)]
            count = next((count for count in counts if count is not None), None)
            if count is not None:
                if not document.place.is_foreign(text.node):
                    yield count, "icon"
                break


def _from_names(document: Document) -> Iterator[tuple[Count, str]]:
    """Bare numbers in an element whose class or id calls them a view count."""
    for element in document.outline.named(
        "view", "hits", "hit-", "hit_", "hitcount", "reads", "read-count", "readcount", "visit"
    ):
        if not names_views(element.names):
            continue
        text = line(element.node)
        if 0 < len(text) <= 40:
            count = read_count(text, document.language) or labelled_views(text, document.language)
            if count is not None and not document.place.is_foreign(element.node):
                yield count, f"class {(element.get('class') or element.get('id'))[:40]}"


def _from_state(document: Document) -> Iterator[tuple[Count, str]]:
    """The count in the object, among those that scripts carry, that describes this article."""
    source = document.text
    if not any(key in source for key in ('"title"', 'title\\"', '"slug"')):
        return
    if not any(key in source for key in _KEYS):
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
