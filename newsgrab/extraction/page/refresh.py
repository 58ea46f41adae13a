"""Meta refresh: where a page redirects its reader by `<meta http-equiv=refresh>` with a short delay."""

from __future__ import annotations

import re

from newsgrab.page import Page
from newsgrab.urls import join

SOON_S = 5  # a page that comes anew later than that was meant to be read first
_MANY_BYTES = 200_000  # such pages are small
# HTML standard, "shared declarative refresh steps": a number, a separator, perhaps "url=", perhaps quotes.
_CONTENT = re.compile(
    r"\s*(\d*)[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?+(?:'([^']*)|\"([^\"]*)|(\S.*))", re.IGNORECASE | re.DOTALL
)
_CONTENT_CHARS = 4_000


def refresh_target(page: Page) -> str | None:
    """The address, as it is written or absolute, that the page leads to at once; None if it leads to none but itself.

    A refresh inside `<noscript>` does not count: it leads those without scripts to where they are told so.
    """
    if len(page.content) > _MANY_BYTES or b"refresh" not in page.content.lower():
        return None
    from newsgrab.extraction.page.parsed_html import ParsedHtml

    html = ParsedHtml.of(page)
    for node in html.tree.css('meta[http-equiv="refresh" i][content]'):
        match = _CONTENT.match((node.attributes.get("content") or "")[:_CONTENT_CHARS])
        target = (match[2] or match[3] or match[4] or "").strip() if match else ""
        if match is None or not target or len(match[1]) > 3 or int(match[1] or 0) > SOON_S:
            continue
        led = join(html.base, target) if html.base else None
        if led is None or page.address is None or led == join(page.address, ""):
            return None
        return target if html.base == html.url else led
    return None
