"""All fields of an article but its title and body, each read by its own file."""

from __future__ import annotations

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


def read_fields(document: Document) -> Fields:
    """What the page says about its article besides the text."""
    category = find_category(document)
    authors = find_authors(document)
    published = find_published(document)
    updated = find_updated(document)
    language = document.once(find_language)
    site_name = find_site_name(document)
    image = find_image(document)
    tags = find_tags(document)
    views = find_views(document)
    related = find_related(document)
    article = Article(
        url="",
        title="",
        category=category.value,
        tags=tags.value,
        authors=authors.value,
        published_at=published.value.at if published.value else None,
        published_precision=published.value.precision if published.value else None,
        updated_at=updated.value.at if updated.value else None,
        language=language.value,
        site_name=site_name.value,
        image=image.value,
        views=views.value.value if views.value else None,
        views_text=views.value.text if views.value else None,
        views_exact=views.value.exact if views.value else True,
        related=related.value,
    )
    found: dict[str, FieldResult[Any]] = {
        "category": category,
        "authors": authors,
        "published_at": published,
        "updated_at": updated,
        "language": language,
        "site_name": site_name,
        "image": image,
        "tags": tags,
        "views": views,
        "related": related,
    }
    sources = {name: one.source for name, one in found.items() if one.source}
    candidates = tuple(candidate for one in found.values() for candidate in one.candidates)
    return Fields(article, sources, candidates)
