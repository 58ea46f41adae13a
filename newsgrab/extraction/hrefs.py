"""Addresses in links: which lead home, to a section, to a tag."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgrab.extraction.anycase import AnyCase

if TYPE_CHECKING:
    from newsgrab.extraction.elements import Element

# Parts of a path behind which a section's, or a tag's, name stands.
_SECTIONS_TEXT = """
category categories categoria categorias categorie cat cats kategori kategorie kategoria kategorien kategoriler
section sections seccion secciones secao rubrik rubrique rubriques rubrika rubric rubrics rubryka channel channels
news-cat ressort desk department dept service services تصنيف قسم اقسام أقسام
"""
_TAGS_TEXT = """
tag tags keyword keywords topic topics etiket etiketa etiqueta etiquetas schlagwort thema themen mot-cle mots-cles
hashtag hashtags label labels وسم وسوم tagged tema temas
"""
_SECTIONS = frozenset(_SECTIONS_TEXT.split())
_TAGS = frozenset(_TAGS_TEXT.split())
_ROOTS = frozenset({"/", "/index.html", "/index.php"})
_QUERY = AnyCase(r"[?&](?:cat|category|category_id|catid|section|rubric)=")


@dataclass(slots=True)
class LinkKinds:
    """The links of a page that say by their address or `rel` where they lead, in order."""

    roots: list[Element] = field(default_factory=list)
    sections: list[Element] = field(default_factory=list)
    tags: list[Element] = field(default_factory=list)


def sort_links(links: list[Element]) -> LinkKinds:
    """The links by kind; those of no known kind are left out."""
    kinds = LinkKinds()
    for link in links:
        attributes = link.attributes
        href = attributes.get("href") or ""
        rel = (attributes.get("rel") or "").lower()
        parts = href.lower().split("/")
        inner = parts[1:-1] if len(parts) > 2 else ()
        if "category" in rel or not _SECTIONS.isdisjoint(inner) or ("?" in href and _QUERY.search(href)):
            kinds.sections.append(link)
        elif "tag" in rel.split() or not _TAGS.isdisjoint(inner):
            kinds.tags.append(link)
        elif href in _ROOTS or (len(parts) <= 4 and href.startswith("http") and not "".join(parts[3:])):
            kinds.roots.append(link)
    return kinds
