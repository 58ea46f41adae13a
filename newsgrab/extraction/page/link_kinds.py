"""Kinds of links by their addresses: to the home page, to a section, to a tag."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.elements import Element

# Parts of a path behind which a section's, or a tag's, name stands.
_SECTIONS = names_of("link_kinds.sections")
_TAGS = names_of("link_kinds.tags")
_TELLING = _SECTIONS | _TAGS
_SECTION, _TAG = "section", "tag"
_ROOTS = frozenset({"/", "/index.html", "/index.php"})
_QUERY = IgnoreCase(r"[?&](?:cat|category|category_id|catid|section|rubric)=")


class LinkKinds(NamedTuple):
    """The links of a page that say by their address or `rel` that they lead to a section or to a tag, in order."""

    sections: list[Element]
    tags: list[Element]


def classify_links(links: list[Element]) -> LinkKinds:
    """The links by kind; those of no known kind are left out."""
    kinds = LinkKinds([], [])
    tells_nothing = _TELLING.isdisjoint
    for link in links:
        attributes = link.attributes
        href = attributes["href"] or ""
        parts = href.lower().split("/")
        if "rel" not in attributes and "?" not in href and tells_nothing(parts):
            continue  # most links
        kind = _kind(href, parts, attributes.get("rel"))
        if kind == _SECTION:
            kinds.sections.append(link)
        elif kind == _TAG:
            kinds.tags.append(link)
    return kinds


def home_links(links: list[Element]) -> Iterator[Element]:
    """The links to the home page of a site, in order."""
    for link in links:
        href = link.attributes["href"] or ""
        if href in _ROOTS or (href.startswith("http") and href.count("/") <= 3):
            parts = href.lower().split("/")
            if (href in _ROOTS or not any(parts[3:])) and not _kind(href, parts, link.attributes.get("rel")):
                yield link


def _kind(href: str, parts: list[str], rel: str | None) -> str:
    """Whether a link leads to a section, to a tag, or to what its address and `rel` do not tell ("")."""
    said = _kind_of_rel(rel) if rel else ""
    inner = parts[1:-1]
    if said == _SECTION or not _SECTIONS.isdisjoint(inner) or ("?" in href and _QUERY.search(href)):
        return _SECTION
    return _TAG if said or not _TAGS.isdisjoint(inner) else ""


@lru_cache(maxsize=64)
def _kind_of_rel(rel: str) -> str:
    rel = rel.lower()
    return _SECTION if "category" in rel else _TAG if "tag" in rel.split() else ""
