"""Sections that a page tells machines: in linked data, meta data, embedded state and its scripts' own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.category.section_labels import Label
from newsgrab.extraction.fields.category.section_names import GENERAL, clean, may_be_section
from newsgrab.extraction.page.scripts.embedded_state import Script, embedded_values, is_about, json_objects
from newsgrab.extraction.page.structured import value_of
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

_METAS = (("article:section", 1.6), ("parsely-section", 1.6), ("og:article:section", 1.4), ("section", 1.5), ("category", 1.5), ("sailthru.section", 1.0), ("articlesection", 1.2), ("cxenseparse:recs:category", 0.8), ("dc.subject", 0.6), ("article:section:name", 1.4), ("page-topic", 0.3), ("analytics:section", 0.8), ("cre:section", 0.8), ("keywords:section", 0.5), ("mrf:sections", 1.0))  # fmt: skip  # noqa: E501
_DATA_LAYER = re.compile(
    rf"""["'](?:{markup_pattern("category.script_keys")})["']\s*:\s*\[?\s*["']([^"'\[\]{{}}<>]{{2,40}})["']"""
)
# Every name above has one of these in it, not further than so behind its quotation mark, and one of those next.
_IN_NAMES = ("ection", "ategory", "rubrik")
_MAX_BEFORE = 10
_NEXT = ('"', "'", "N", "_")


def told_sections(document: Document) -> Iterator[Label]:
    """What the page tells machines: articleSection, article:section and their kin."""
    article = document.structured.article
    sections = article.texts("articleSection") if article else ()
    for index, text in enumerate(sections):
        parts = [part for part in _SEPARATORS.split(text) if part] if len(sections) == 1 else [text]
        for place, part in enumerate(parts):
            yield _as_printed(document, Label(part, "json-ld articleSection", 2.0 - 0.2 * (index + place)))
    for name, weight in _METAS:
        for index, value in enumerate(document.metas.get(name, ())):
            yield _as_printed(document, Label(value, f"meta {name}", weight - 0.1 * index))
    for found in document.structured.properties.get("articlesection", ()):
        if not document.regions.is_foreign(found.element):
            yield Label(value_of(found.element), "microdata articleSection", 2.2)


_SEPARATORS = re.compile(r"\s*(?:,|;|>|/|\|)\s*")


def _as_printed(document: Document, label: Label) -> Label:
    """A label that is no word but a key of the site's ("crime-safety"), as a link to that section calls it.

    A key that no link tells is shown with spaces, and weighs half: what readers are shown tells more.
    """
    key = fold(label.text)
    if "-" not in key or " " in key or key in document.outline.label_counts:
        return label
    for link in document.elements.links:
        text = link.line
        if text and (_slug(fold(text)) == key or link.get("href").rstrip("/").lower().endswith(f"/{key}")):
            return Label(text, label.source, label.weight) if may_be_section(clean(text)) else label
    return Label(label.text.replace("-", " "), label.source, label.weight / 2)


def _slug(folded: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", folded))


def section_in_state(document: Document) -> tuple[str, str] | None:
    """The section in the object, among those that scripts carry, that describes this article, and its source."""
    titles, address = document.regions.titles, document.url or ""
    for value in embedded_values(document, _may_name):
        for one in json_objects(value):
            if _STATE_NAMES.isdisjoint(one) or not is_about(one, titles, address):
                continue
            for key in _STATE_KEYS:
                name = _name_of(one.get(key))
                if may_be_section(name) and fold(name) not in GENERAL:
                    return name, f"embedded state {key}"
    return None


_STATE_KEYS = words_of("markup.category.state_keys")
_STATE_NAMES = frozenset(_STATE_KEYS)


def _may_name(script: Script) -> bool:
    """Whether a script has one of the keys of a section."""
    return not _STATE_NAMES.isdisjoint(script.keys)


def _name_of(value: object) -> str:
    """The name that a value of a script gives: itself, its name or title, or its only text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        texts = [text for key in ("name", "title", "label") if isinstance(text := value.get(key), str)]
        texts = texts or [text for text in value.values() if isinstance(text, str)][:1]
        value = texts[0] if texts else None
    return clean(_unescape(value)) if isinstance(value, str) else ""


def _unescape(text: str) -> str:
    if "\\u" not in text:
        return text
    try:
        return (
            text.encode("ascii", "ignore").decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")
        )
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


_NO_VALUES = names_of("category.no_values")


def section_in_scripts(document: Document) -> tuple[str, str] | None:
    """What the scripts of the page tell a counting service, if all tell the same in a word for readers."""
    texts = {fold(text): text for text in map(clean, map(_unescape, _values(document.text))) if text not in _NO_VALUES}
    if len(texts) != 1:
        return None  # the sections of several stories
    (text,) = texts.values()
    if fold(text) in GENERAL or not may_be_section(text) or not _CODE.isdisjoint(text):
        return None
    return text, "embedded state"


_CODE = frozenset("-_:.=")


def _values(text: str) -> Iterator[str]:
    """The texts that a page's source gives under the names of a section, in order."""
    for at in merge(*(_places(text, part) for part in _IN_NAMES)):
        least = max(0, at - _MAX_BEFORE)
        quote = max(text.rfind('"', least, at), text.rfind("'", least, at))
        match = _DATA_LAYER.match(text, quote) if quote >= 0 else None
        if match is not None:
            yield match[1]


def _places(text: str, part: str) -> Iterator[int]:
    """Where a part of a name is that may be one of ours; scripts are long, and this is the fast way through them."""
    at = text.find(part)
    while at >= 0:
        if text.startswith(_NEXT, at + len(part)):
            yield at
        at = text.find(part, at + 1)
