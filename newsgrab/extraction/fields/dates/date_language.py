"""The language in which a page writes its dates, with the country whose order and letters of zones it uses."""

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
    if language and "-" in language:
        return language
    country = country_of(site(document.url or "")) or _country_of_locale(document, language)
    return f"{language or 'en'}-{country.upper()}" if country else language


def _country_of_locale(document: Document, language: str | None) -> str | None:
    """The country of the locale that the page tells social networks (en_GB), if it is one of the page's language."""
    code, _, country = (document.meta("og:locale") or "").replace("-", "_").partition("_")
    return country if len(country) == 2 and code.lower() == language else None
