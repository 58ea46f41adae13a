"""Small invented pages for the tests of single fields."""

from __future__ import annotations

from newsgrab.extraction.fields.views.find import find_views
from newsgrab.extraction.page.document import Document

ADDRESS = "https://courier.example/city/harbour-bridge-opens-after-repairs"
TITLE = "Harbour bridge opens after a year of repairs"
TEXT = "<p>" + "The bridge over the harbour was opened to traffic on Monday after a year of repairs. " * 3 + "</p>"


def page(meta: str = "", *, head: str = "", tail: str = "", lang: str = "en", title: str = TITLE) -> Document:
    """A page with an article: `meta` under its headline, `tail` behind its text, `head` in its head."""
    html = (
        f'<!doctype html><html lang="{lang}"><head><title>{title} - The Courier</title>{head}</head><body>'
        '<nav><a href="/">Home</a><a href="/city">City</a><a href="/world">World</a><a href="/sport">Sport</a></nav>'
        f"<main><article><h1>{title}</h1>{meta}{TEXT * 3}</article>{tail}</main>"
        "<footer><p>Visitors of this site: 1,000,000</p></footer></body></html>"
    )
    return Document.of_text(html, ADDRESS)


def views_of(document: Document) -> int | None:
    """The number of readers that a page gives for its article, None if it gives none."""
    count = find_views(document).value
    return count.value if count else None
