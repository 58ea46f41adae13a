"""Tags: the keywords that the page gives for its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.extraction.document import line
from newsgrab.extraction.folding import fold
from newsgrab.extraction.found import Found

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document

MAX_TAGS = 40
_TAG_PATHS_TEXT = """
tag tags keyword keywords topic topics etiket etiketa etiqueta etiquetas schlagwort thema themen mot-cle
mots-cles hashtag hashtags label labels وسم وسوم tagged tema temas
"""
_TAG_PATHS = frozenset(_TAG_PATHS_TEXT.split())
_TAG_NAMES_TEXT = """
tag tags tagcloud keywords keyword taglist hashtags etiquetas etiketler postmetatags labels
"""
_TAG_NAMES = frozenset(_TAG_NAMES_TEXT.split())


def find_tags(document: Document) -> Found[tuple[str, ...]]:
    """The tags as the page prints them: links to tag pages, else what it tells machines."""
    for labels, source in ((_links(document), "links"), (_told(document), "meta")):
        tags: dict[str, str] = {}
        for label in labels:
            name = label.strip().lstrip("#").strip(" ,،;")
            if 1 < len(name) <= 60:
                tags.setdefault(fold(name), name)
        if tags:
            return Found(tuple(tags.values())[:MAX_TAGS], source)
    return Found(())


def _links(document: Document) -> list[str]:
    labels = []
    for element in document.outline.links:
        href = element.get("href")
        rel = element.get("rel").lower().split() if "rel" in element.attributes else ()
        if ("tag" in rel and "category" not in rel) or not _TAG_PATHS.isdisjoint(href.lower().split("/")[1:-1]):
            if "/category/" in href or document.place.is_foreign(element.node):
                continue
            labels.append(line(element.node))
    return labels


def _told(document: Document) -> list[str]:
    tags = list(document.metas.get("article:tag", ()))
    if not tags:
        article = document.structured.article
        tags = list(article.texts("keywords")) if article else []
    if not tags:
        tags = [document.meta("news_keywords", "keywords", "parsely-tags", "sailthru.tags") or ""]
    if len(tags) == 1:
        tags = re.split(r"[,،;、，]", tags[0])
    return tags
