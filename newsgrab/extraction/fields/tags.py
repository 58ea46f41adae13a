"""Tags: the keywords that the page gives for its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction_result import FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

MAX_TAGS = 40


def find_tags(document: Document) -> FieldResult[tuple[str, ...]]:
    """The tags as the page prints them: links to tag pages, else what it tells machines."""
    for labels, source in ((_links(document), "links"), (_from_machine_data(document), "meta")):
        tags: dict[str, str] = {}
        for label in labels:
            name = label.strip().lstrip("#").strip(" ,،;")
            if 1 < len(name) <= 60:
                tags.setdefault(fold(name), name)
                if len(tags) == MAX_TAGS:
                    break
        if tags:
            return FieldResult(tuple(tags.values()), source)
    return FieldResult(())


def _links(document: Document) -> Iterator[str]:
    return (link.line for link in document.outline.link_kinds.tags if not document.regions.is_foreign(link))


def _from_machine_data(document: Document) -> list[str]:
    tags = list(document.metas.get("article:tag", ()))
    if not tags:
        article = document.structured.article
        tags = list(article.texts("keywords")) if article else []
    if not tags:
        tags = [document.meta("news_keywords", "keywords", "parsely-tags", "sailthru.tags") or ""]
    if len(tags) == 1:
        tags = re.split(r"[,،;、，]", tags[0])
    return tags
