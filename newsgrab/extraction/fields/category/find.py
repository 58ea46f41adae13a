"""The category: the most specific section of the site that the article stands in, as the page prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, tee
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsgrab.extraction.fields.category.breadcrumbs import linked_data_trails, printed_trails
from newsgrab.extraction.fields.category.section_labels import (
    Label,
    current_entries,
    headline_links,
    kicker,
    section_labels,
)
from newsgrab.extraction.page.scripts.embedded_state import Script, embedded_values, is_about, json_objects
from newsgrab.extraction.page.structured import value_of
from newsgrab.extraction.words.folding import fold, one_line
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

MAX_LABEL_CHARS = 45
NEAR = 60  # nodes of the page's tree between the headline and the section that the address names
_GENERAL = frozenset(map(fold, words_of("sections.general")))
_NO_SECTION = frozenset(map(fold, words_of("sections.home", "sections.never", "sections.you_are_here")))
_ADDRESS_WORDS = names_of("category.address_words")
_METAS = (("article:section", 1.6), ("parsely-section", 1.6), ("og:article:section", 1.4), ("section", 1.5), ("category", 1.5), ("sailthru.section", 1.0), ("articlesection", 1.2), ("cxenseparse:recs:category", 0.8), ("dc.subject", 0.6), ("article:section:name", 1.4), ("page-topic", 0.3), ("analytics:section", 0.8), ("cre:section", 0.8), ("keywords:section", 0.5), ("mrf:sections", 1.0))  # fmt: skip  # noqa: E501
_DATA_LAYER = re.compile(
    rf"""["'](?:{markup_pattern("category.script_keys")})["']\s*:\s*\[?\s*["']([^"'\[\]{{}}<>]{{2,40}})["']"""
)
# Every name above has one of these in it, not further than so behind its quotation mark, and one of those next.
_IN_NAMES = ("ection", "ategory", "rubrik")
_MAX_BEFORE = 10
_NEXT = ('"', "'", "N", "_")


def find_category(document: Document) -> FieldResult[str | None]:
    """The most specific section that the page names, None if it names none.

    Each place has a weight; places that agree add up. Breadcrumbs and section labels at the headline weigh more than
    linked data and meta data, since sites fill those in carelessly; the address is the last resort.
    """
    refused = _refused(document)
    totals: dict[str, float] = {}
    first: dict[str, Label] = {}
    general: list[Label] = []  # names of sections that say nothing
    trails, rest = tee(chain(linked_data_trails(document), printed_trails(document)))  # read only as needed
    for label in chain(_crumb(document, trails), section_labels(document), _from_linked_data(document)):
        text = _clean(label.text)
        key = fold(text)
        if key in refused or not _may_be_section(text, key):
            continue
        if key in _GENERAL:
            general.append(label)
            continue
        totals[key] = totals.get(key, 0) + label.weight
        first.setdefault(key, Label(text, label.source, label.weight))
    if not totals:
        return (
            _from_state(document)
            or _from_scripts(document)
            or _from_headline(document, refused)
            or _from_kicker(document, refused)
            or _from_general(general)
            or _from_address(document)
            or _from_menu(document, refused)
            or FieldResult(None)
        )
    best = max(totals, key=lambda key: totals[key])
    best = _below(rest, best, totals)
    candidates = tuple(
        FieldCandidate("category", label.source, label.text, key == best, f"weight {totals[key]:.1f}")
        for key, label in first.items()
    )
    return FieldResult(first[best].text, first[best].source, candidates)


def _from_kicker(document: Document, refused: set[str]) -> FieldResult[str | None] | None:
    """The short line above the headline."""
    text = _clean((kicker(document) or "").lstrip("#").replace("_", " "))
    if fold(text) in refused or not _may_be_section(text, fold(text)) or fold(text) in _GENERAL:
        return None
    return FieldResult(text, "kicker", (FieldCandidate("category", "kicker", text, chosen=True),))


def _from_general(labels: list[Label]) -> FieldResult[str | None] | None:
    """The section that says nothing, where the page names no other."""
    if not labels:
        return None
    best = max(labels, key=lambda label: label.weight)
    text = _clean(best.text)
    return FieldResult(text, best.source, (FieldCandidate("category", best.source, text, chosen=True),))


def _from_state(document: Document) -> FieldResult[str | None] | None:
    """The section in the object, among those that scripts carry, that describes this article."""
    titles, address = document.regions.titles, document.url or ""
    for value in embedded_values(document, _may_name):
        for one in json_objects(value):
            if _STATE_NAMES.isdisjoint(one) or not is_about(one, titles, address):
                continue
            for key in _STATE_KEYS:
                name = _name_of(one.get(key))
                if name and _may_be_section(name, fold(name)) and fold(name) not in _GENERAL:
                    candidate = FieldCandidate("category", f"embedded state {key}", name, chosen=True)
                    return FieldResult(name, f"embedded state {key}", (candidate,))
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
    return _clean(_unescape(value)) if isinstance(value, str) else ""


def _may_be_section(text: str, key: str) -> bool:
    """Whether a text may name a section: no address, hashtag, question or cut sentence."""
    if not text or len(text) > MAX_LABEL_CHARS or key in _NO_SECTION or not any(map(str.isalpha, key)):
        return False
    return not (
        text.startswith("#") or text.endswith(("...", "…", "?", "؟")) or "://" in text or "www." in text or "@" in text
    )


def _crumb(document: Document, trails: Iterable[list[str]]) -> Iterator[Label]:
    """The last section of the first trail of crumbs that has one."""
    deepest = next(filter(None, (_deepest(document, trail) for trail in trails)), None)
    if deepest:
        yield Label(deepest, "breadcrumb", 2.8)


def _below(trails: Iterable[list[str]], best: str, totals: dict[str, float]) -> str:
    """The most specific section under the chosen one, if a trail of crumbs leads from it there."""
    for crumbs in trails:
        keys = [fold(_clean(crumb)) for crumb in crumbs]
        if best in keys:
            return next((key for key in reversed(keys[keys.index(best) :]) if key in totals), best)
    return best


def _deepest(document: Document, names: list[str]) -> str | None:
    """The last crumb that is a section; the title, cut or whole, may stand behind it."""
    titles = document.regions.titles
    for name in reversed([name for name in names if name]):
        key = fold(_clean(name)).rstrip(".… ")
        if not key or key in _NO_SECTION or len(name) > MAX_LABEL_CHARS:
            continue
        if any(title.startswith(key) and len(key) > 12 for title in titles) or key in titles:
            continue
        if document.meta("og:site_name") and key == fold(document.meta("og:site_name") or ""):
            continue
        return name
    return None


def _from_linked_data(document: Document) -> Iterator[Label]:
    """What the page tells machines: articleSection, article:section and their kin."""
    article = document.structured.article
    sections = article.texts("articleSection") if article else ()
    for index, text in enumerate(sections):
        parts = [part for part in _SEPARATORS.split(text) if part] if len(sections) == 1 else [text]
        for place, part in enumerate(parts):
            yield Label(part, "json-ld articleSection", 2.0 - 0.2 * (index + place))
    for name, weight in _METAS:
        for index, value in enumerate(document.metas.get(name, ())):
            yield Label(value, f"meta {name}", weight - 0.1 * index)
    for found in document.structured.properties.get("articlesection", ()):
        if not document.regions.is_foreign(found.element):
            yield Label(value_of(found.element), "microdata articleSection", 2.2)


_SEPARATORS = re.compile(r"\s*(?:,|;|>|/|\|)\s*")


def _refused(document: Document) -> set[str]:
    """What a section is never called: the title, the site, the authors."""
    names = {fold(name) for name in (document.meta("og:site_name"), document.meta("author")) if name}
    article = document.structured.article
    if article:
        names |= {fold(name) for name in (*article.texts("author"), *article.texts("publisher"))}
    return names | set(document.regions.titles) | _names_of_home(document)


def _names_of_home(document: Document) -> set[str]:
    """What links to the site's first page say that is a part of its host, too: the short name of the house."""
    host = urlsplit(document.url or "").netloc
    homes = {*_HOMES, *(f"{scheme}://{host}{path}" for scheme in ("http", "https") for path in ("", *_HOMES))}
    names = {fold(link.line) for link in document.elements.links if link.get("href") in homes}
    labels = {label.replace("-", "") for label in host.split(".")}
    return {name for name in names if "".join(filter(str.isalnum, name)) in labels}


_HOMES = ("/", "/index.html", "/index.php", "/index.htm")


def _clean(text: str) -> str:
    return one_line(text).strip(" /|>›»←‹«:：,،;·•-–—\u200f\u200e")


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


def _from_scripts(document: Document) -> FieldResult[str | None] | None:
    """What a script of the page tells a counting service."""
    for value in _values(document.text):
        text = _clean(_unescape(value))
        if fold(text) in _GENERAL:
            return None
        if _may_be_section(text, fold(text)) and text not in _NO_VALUES:
            return FieldResult(
                text, "embedded state", (FieldCandidate("category", "embedded state", text, chosen=True),)
            )
    return None


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


def _from_headline(document: Document, refused: set[str]) -> FieldResult[str | None] | None:
    """The link beside the headline that most likely leads to a section."""
    labels = [Label(_clean(one.text), one.source, one.weight) for one in headline_links(document)]
    refused = refused | _GENERAL
    labels = [one for one in labels if fold(one.text) not in refused and _may_be_section(one.text, fold(one.text))]
    if not labels:
        return None
    best = max(labels, key=lambda label: label.weight)
    return FieldResult(best.text, best.source, (FieldCandidate("category", best.source, best.text, chosen=True),))


def _from_menu(document: Document, refused: set[str]) -> FieldResult[str | None] | None:
    """The one entry of the menu that is marked as current."""
    labels = [text for text in current_entries(document) if fold(text) not in refused]
    labels = [text for text in labels if _may_be_section(text, fold(text))]
    if len(labels) != 1:
        return None
    return FieldResult(labels[0], "current menu entry", (FieldCandidate("category", "menu", labels[0], chosen=True),))


def _from_address(document: Document) -> FieldResult[str | None] | None:
    """The section that only the address tells, as a text at the headline or the menu's link to it prints it."""
    if document.url is None:
        return None
    parts = [unquote(part) for part in document.url.split("?")[0].split("/")[3:] if part][:-1]
    for part in reversed(parts):
        folded = fold(part)
        if (
            folded in _ADDRESS_WORDS
            or not re.fullmatch(r"[^\W\d_][^\W\d]*(?:-[^\W\d]+){0,2}", folded)
            or len(folded) < 3
        ):
            continue
        near = document.outline.between(document.regions.headline_order - NEAR, document.regions.headline_order + NEAR)
        for one in document.outline.texts[slice(*near)]:
            if one.folded == folded:
                candidate = FieldCandidate("category", "address", one.text, chosen=True)
                return FieldResult(one.text, "address and headline", (candidate,))
        for element in document.elements.links:
            path = unquote(element.get("href").split("?")[0]).rstrip("/")
            if fold(path.rsplit("/", 1)[-1]) == folded:
                text = element.line
                if 1 < len(text) <= 30:
                    return FieldResult(
                        text, "address and menu", (FieldCandidate("category", "address", text, chosen=True),)
                    )
        if part.isascii() and not _is_latin(document):
            return None  # no reader is shown this name
        return FieldResult(
            part.replace("-", " "), "address", (FieldCandidate("category", "address", part, chosen=True),)
        )
    return None


def _is_latin(document: Document) -> bool:
    """Whether the page's titles are in Latin letters."""
    letters = [char for title in document.regions.titles for char in title if char.isalpha()]
    return 2 * sum(map(str.isascii, letters)) >= len(letters)
