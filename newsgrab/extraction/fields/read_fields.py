"""All fields of an article but its title and body, each read by its own file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsgrab.article import Article
from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.fields.dates.published import find_published, find_updated
from newsgrab.extraction.fields.language import find_language
from newsgrab.extraction.fields.related import find_related
from newsgrab.extraction.fields.site_name import find_image, find_site_name
from newsgrab.extraction.fields.tags import find_tags
from newsgrab.extraction.fields.views.find import find_views
from newsgrab.extraction_result import FieldCandidate, FieldResult

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document


@dataclass(frozen=True, slots=True)
class Fields:
    """An article without title, body and address, where its fields were found, and what else they could have been."""

    article: Article
    sources: dict[str, str]
    candidates: tuple[FieldCandidate, ...]


_READERS: dict[str, Callable[[Document], FieldResult[Any]]] = {
    "category": lambda document: document.once(find_category),
    "authors": find_authors,
    "published_at": lambda document: document.once(find_published),
    "updated_at": find_updated,
    "language": lambda document: document.once(find_language),
    "site_name": find_site_name,
    "image": find_image,
    "tags": find_tags,
    "views": find_views,
    "related": find_related,
}
_NOTHING: dict[str, FieldResult[Any]] = {
    name: FieldResult(() if name in ("authors", "tags", "related") else None) for name in _READERS
}


def read_fields(document: Document, names: frozenset[str] = frozenset(_READERS)) -> Fields:
    """What the page says about its article besides the text; only the named fields, the others are empty."""
    found = _NOTHING | {name: read(document) for name, read in _READERS.items() if name in names}
    published, updated, views = found["published_at"], found["updated_at"], found["views"]
    article = Article(
        url="",
        title="",
        category=found["category"].value,
        tags=found["tags"].value,
        authors=found["authors"].value,
        published_at=published.value.at if published.value else None,
        published_precision=published.value.precision if published.value else None,
        updated_at=updated.value.at if updated.value else None,
        language=found["language"].value,
        site_name=found["site_name"].value,
        image=found["image"].value,
        views=views.value.value if views.value else None,
        views_text=views.value.text if views.value else None,
        views_exact=views.value.exact if views.value else True,
        related=found["related"].value,
    )
    sources = {name: one.source for name, one in found.items() if one.source}
    candidates = tuple(candidate for one in found.values() for candidate in one.candidates)
    return Fields(article, sources, candidates)
