"""The language in which a page writes its dates, with the country whose letters of zones it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.extraction.fields.language import language_of as page_language
from newsgrab.extraction.words.zones import country_of
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document


def language_of(document: Document) -> str | None:
    """The page's language (BCP 47); with the country of its site, where the page names none and it matters."""
    language = page_language(document)
    country = country_of(site(document.url or ""))
    if country is None or (language and "-" in language):
        return language
    return f"{language or 'en'}-{country.upper()}"
