"""The links of a page and their context (navigation, headline), for finding articles and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.extraction.page.elements import HEADINGS
from newsgrab.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_ANCHORS = 5_000
_FURNITURE_TAGS = frozenset({"nav", "header", "footer", "aside", "form", "menu"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu"})
_MAX_CLIMB = 60


@dataclass(frozen=True, slots=True)
class Anchor:
    """One `<a href>`: where it leads (canonical), what it says, and where it stands.

    `furniture` is the page's navigation, header, footer or side; `headline` that it is in a heading or holds one.
    """

    url: str
    text: str
    furniture: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """One `<link rel=alternate>` of another form of the page, such as a feed."""

    url: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page links to, in its order, and its title."""

    title: str
    anchors: tuple[Anchor, ...]
    alternates: tuple[Alternate, ...]


def page_links(page: Page) -> PageLinks:
    """The links of a page; those that are no http(s) addresses are left out."""
    from newsgrab.extraction.page.parsed_html import ParsedHtml, line

    html = ParsedHtml.of(page)
    anchors = []
    for node in html.tree.css("a[href]")[:MAX_ANCHORS]:
        url = html.link(node.attributes.get("href"))
        if url is not None:
            furniture, heading = _place(node)
            text = line(node) or (node.attributes.get("title") or node.attributes.get("aria-label") or "").strip()
            anchors.append(Anchor(url, text, furniture, heading or _holds_heading(node)))
    alternates = []
    for node in html.tree.css("link[rel~=alternate i][href]"):
        url = html.link(node.attributes.get("href"))
        if url is not None:
            kind = (node.attributes.get("type") or "").split(";", 1)[0].strip().lower()
            alternates.append(Alternate(url, kind, " ".join((node.attributes.get("title") or "").split())))
    return PageLinks(html.head_title, tuple(anchors), tuple(alternates))


def _place(node: LexborNode) -> tuple[bool, bool]:
    """Whether the link is furniture, and whether it stands in a heading."""
    furniture = heading = False
    above = node.parent
    for _ in range(_MAX_CLIMB):
        if above is None or above.tag == "body":
            break
        tag = above.tag
        heading = heading or tag in HEADINGS
        if tag == "article":  # the header of an article's teaser is no furniture
            break
        if tag in _FURNITURE_TAGS or (above.attributes.get("role") or "").lower() in _FURNITURE_ROLES:
            furniture = True
            break
        above = above.parent
    return furniture, heading


def _holds_heading(node: LexborNode) -> bool:
    return any(child.tag in HEADINGS for child in node.traverse())
