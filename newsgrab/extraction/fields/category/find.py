"""The category: the most specific section of the site that the article stands in, as the page prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
from newsgrab.extraction.fields.category.section_names import (
    BROAD,
    GENERAL,
    clean,
    may_be_section,
)
from newsgrab.extraction.fields.category.told_sections import section_in_scripts, section_in_state, told_sections
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

NEAR = 60  # nodes of the page's tree between the headline and the section that the address names
BROAD_SHARE = 0.4  # of the weight of its place, for a name like "Blog"
SURE = 1.0  # the weight of a label below which the article's own object in a script knows better
_ADDRESS_WORDS = names_of("category.address_words")


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
    for label in chain(_crumb(document, trails), section_labels(document), told_sections(document)):
        text = clean(label.text)
        key = fold(text)
        if key in refused or not may_be_section(text):
            continue
        if key in GENERAL:
            general.append(label)
            continue
        totals[key] = totals.get(key, 0) + label.weight * (BROAD_SHARE if key in BROAD else 1)
        first.setdefault(key, Label(text, label.source, label.weight))
    best = max(totals, key=lambda key: totals[key], default="")
    if totals.get(best, 0) < SURE and (told := section_in_state(document)):
        return _alone(*told)
    if not totals:
        last = (
            section_in_scripts(document)
            or _from_headline(document, refused | GENERAL)
            or _from_kicker(document, refused | GENERAL)
            or _likeliest(general)
            or _from_address(document, refused)
            or _from_menu(document, refused)
        )
        return _alone(*last) if last else FieldResult(None)
    best = _below(rest, best, totals)
    candidates = tuple(
        FieldCandidate("category", label.source, label.text, key == best, f"weight {totals[key]:.1f}")
        for key, label in first.items()
    )
    return FieldResult(first[best].text, first[best].source, candidates)


def _alone(text: str, source: str) -> FieldResult[str | None]:
    """The result where a section was chosen that was weighed against no other."""
    return FieldResult(text, source, (FieldCandidate("category", source, text, chosen=True),))


def _is_accepted(text: str, refused: set[str]) -> bool:
    return fold(text) not in refused and may_be_section(text)


def _from_kicker(document: Document, refused: set[str]) -> tuple[str, str] | None:
    """The short line above the headline."""
    text = clean((kicker(document) or "").lstrip("#").replace("_", " "))
    return (text, "kicker") if _is_accepted(text, refused) else None


def _likeliest(labels: list[Label]) -> tuple[str, str] | None:
    """The label that weighs most, with its source."""
    best = max(labels, key=lambda label: label.weight, default=None)
    return (clean(best.text), best.source) if best else None


def _crumb(document: Document, trails: Iterable[list[str]]) -> Iterator[Label]:
    """The last section of the first trail of crumbs that has one."""
    deepest = next(filter(None, (_deepest(document, trail) for trail in trails)), None)
    if deepest:
        yield Label(deepest, "breadcrumb", 2.8)


def _below(trails: Iterable[list[str]], best: str, totals: dict[str, float]) -> str:
    """The most specific section under the chosen one, if a trail of crumbs leads from it there."""
    for crumbs in trails:
        keys = [fold(clean(crumb)) for crumb in crumbs]
        if best in keys:
            return next((key for key in reversed(keys[keys.index(best) :]) if key in totals), best)
    return best


def _deepest(document: Document, names: list[str]) -> str | None:
    """The last crumb that is a section; the title may stand behind it, or one that says nothing."""
    crumbs = [name for name in names if name and _may_be_crumb(document, name)]
    telling = [name for name in crumbs if fold(clean(name)) not in GENERAL]
    if not telling or telling[-1] == next(filter(None, names)):  # the root may be the site's name
        return crumbs[-1] if crumbs else None
    return telling[-1]


def _may_be_crumb(document: Document, name: str) -> bool:
    """Whether a crumb may be a section: not the title, cut or whole, nor the site's name."""
    titles = document.regions.titles
    key = fold(clean(name)).rstrip(".… ")
    if len(key) < MIN_CRUMB or not may_be_section(clean(name)):
        return False
    if any(title.startswith(key) and len(key) > 12 for title in titles) or key in titles:
        return False
    return key != fold(document.meta("og:site_name") or "")


MIN_CRUMB = 2  # letters; one is a button's


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


def _from_headline(document: Document, refused: set[str]) -> tuple[str, str] | None:
    """The link beside the headline that most likely leads to a section."""
    labels = [label for label in headline_links(document) if _is_accepted(clean(label.text), refused)]
    return _likeliest(labels)


def _from_menu(document: Document, refused: set[str]) -> tuple[str, str] | None:
    """The one entry of the menu that is marked as current."""
    labels = [text for text in current_entries(document) if _is_accepted(text, refused)]
    return (labels[0], "current menu entry") if len(labels) == 1 else None


def _from_address(document: Document, refused: set[str]) -> tuple[str, str] | None:
    """The section that the address tells, as a text at the headline or a link to that part of the site prints it."""
    parts = [unquote(part) for part in (document.url or "").split("?")[0].split("/")[3:] if part][:-1]
    for part in reversed(parts):
        folded = fold(part)
        if folded in _ADDRESS_WORDS or len(folded) < MIN_PART or not _WORDS.fullmatch(folded):
            continue
        text, source = _printed_at_headline(document, folded), "address and headline"
        if text is None:
            text, source = _printed_by_link(document, folded), "address and menu"
        if text is not None and _is_accepted(text, refused):
            return text, source
    return None


MIN_PART = 3
_WORDS = re.compile(r"[^\W\d_][^\W\d]*(?:-[^\W\d]+){0,2}")


def _printed_at_headline(document: Document, folded: str) -> str | None:
    start = document.regions.headline_order
    near = slice(*document.outline.between(start - NEAR, start + NEAR))
    return next((one.text for one in document.outline.texts[near] if one.folded == folded), None)


def _printed_by_link(document: Document, folded: str) -> str | None:
    """The short text of the first link whose address ends with a part."""
    for link in document.elements.links:
        path = unquote(link.get("href").split("?")[0]).rstrip("/")
        if fold(path.rsplit("/", 1)[-1]) == folded and 1 < len(link.line) <= MAX_LINK_CHARS:
            return link.line
    return None


MAX_LINK_CHARS = 30
