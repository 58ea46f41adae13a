"""The site's name and the article's picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import markup_pattern
from newsgrab.extraction_result import FieldResult
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

TITLE_JOINT = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»]\s*")
_NO_PICTURE = re.compile(rf"(?:^|[/_.-])(?:{markup_pattern('pictures.no_pictures')})(?:[/_.-]|\d|$)", re.IGNORECASE)


def find_site_name(document: Document) -> FieldResult[str | None]:
    """The name by which the site calls itself."""
    name = document.meta("og:site_name", "application-name", "al:android:app_name", "apple-mobile-web-app-title")
    if name and not name.startswith(("http", "@")):
        return FieldResult(name, "meta og:site_name" if document.meta("og:site_name") else "meta application-name")
    article = document.structured.article
    publisher = article.text("publisher") if article else None
    if publisher and not publisher.startswith("http"):
        return FieldResult(publisher, "json-ld publisher")
    for thing in document.structured.of_type("WebSite", "NewsMediaOrganization", "Organization"):
        name = thing.text("name")
        if name:
            return FieldResult(name, f"json-ld {thing.types[0]}")
    parts = [part.strip() for part in TITLE_JOINT.split(document.head_title) if part.strip()]
    if len(parts) > 1:
        for part in (parts[-1], parts[0]):
            letters = re.sub(r"\W", "", fold(part))
            if letters and letters in re.sub(r"\W", "", site(document.url or "")):
                return FieldResult(part, "title")
    return FieldResult(None)


def find_image(document: Document) -> FieldResult[str | None]:
    """The address of the picture that stands for the article, None if the page names none but its logo."""
    candidates = [(value, "meta og:image") for value in document.metas.get("og:image", ())]
    candidates += [(value, "meta og:image:secure_url") for value in document.metas.get("og:image:secure_url", ())]
    article = document.structured.article
    if article:
        for thing in article.things("image"):
            candidates.append(
                (thing.text("url") or thing.text("contentUrl") or thing.text("@id") or "", "json-ld image")
            )
        candidates += [(text, "json-ld image") for text in article.texts("image")]
    candidates.append((document.meta("twitter:image", "twitter:image:src") or "", "meta twitter:image"))
    for value, source in candidates:
        address = document.link(value) if value and " " not in value.strip() else None
        if address and not _NO_PICTURE.search(address.rsplit("/", 1)[-1]):
            return FieldResult(address, source)
    return FieldResult(None)
