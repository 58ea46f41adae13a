"""Section pages: which of their links are articles.

The links are grouped by the shape of their addresses. Articles share a shape that has something in it which changes
from one to the next (a number, a date, a long slug), stand outside the page's furniture, and are named by headlines,
not by a word or two. No word of any language is needed for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from urllib.parse import unquote, urlsplit

from newsgrab.extraction.page.links import Anchor
from newsgrab.link import Link
from newsgrab.urls import site

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp3|mp4|zip|css|js|xml|rss|atom|json|apk|docx?|xlsx?)$", re.IGNORECASE
)
_PAGING = re.compile(r"(?:^|[?&/])(?:page|paged|p|start|offset)[=/]\d+/?$", re.IGNORECASE)
_DATE = re.compile(r"^(?:19|20)\d\d$|^(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])(?:[-_]?\d\d)?$")
_DIGITS = re.compile(r"\d+")
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ARTICLE = re.compile(r"^(?:article|articles|story|stories|news|post|posts|node|a|d|news-?detail|details?|id|nid)$")
_HEADLINE = 20.0  # weighed characters: below that a text is a label
_SINGLE = 32.0
_LONG_SLUG = 16


@dataclass(slots=True)
class _Found:
    """One address of the page, with the best of what its anchors tell."""

    url: str
    text: str
    furniture: bool
    headline: bool


def article_links(anchors: Iterable[Anchor], url: str) -> tuple[Link, ...]:
    """The links of the section page at `url` that lead to articles, in the page's order."""
    found = _by_address(anchors, url)
    groups: dict[str, list[_Found]] = {}
    for one in found:
        groups.setdefault(shape(one.url), []).append(one)
    good = {name for name, group in groups.items() if _is_articles(name, group)}
    return tuple(Link(one.url, one.text or None) for one in found if shape(one.url) in good and _may_be(one))


def shape(url: str) -> str:
    """The form of an address with all that changes from article to article as a sign.

    >>> shape("https://courier.example/politics/2024/05/a-bridge-is-opened-today-123")
    '/politics/<date>/<date>/<slug>'
    """
    parts = urlsplit(url)
    path = "/".join(_sign(unquote(segment)) for segment in parts.path.split("/"))
    names = sorted(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    query = "&".join(f"{name[0]}={_sign(unquote(name[1])) if len(name) > 1 else ''}" for name in names)
    return f"{path}?{query}" if query else path


def _sign(segment: str) -> str:
    if _DATE.match(segment) or (len(segment) <= 2 and segment.isdecimal()):
        return "<date>"
    stem = re.sub(r"\.(?:html?|php|aspx?|shtml)$", "", segment, flags=re.IGNORECASE)
    words = [word for word in re.split(r"[-_+ .]", stem) if word]
    long = sum(map(len, words)) >= _LONG_SLUG or _weight(stem) >= _LONG_SLUG
    if (len(words) >= 3 and long) or (len(words) >= 5):
        return "<slug>"
    if stem.isdecimal():
        return "<number>"
    if _DIGITS.search(stem) and sum(character.isdecimal() for character in stem) >= 3:
        return "<code>"
    return "<slug>" if _weight(stem) >= 2 * _LONG_SLUG else segment


def _by_address(anchors: Iterable[Anchor], url: str) -> list[_Found]:
    """The addresses of the same site that could be articles, each once; its longest text is its headline."""
    here, own = urlsplit(url), site(url)
    found: dict[str, _Found] = {}
    for anchor in anchors:
        parts = urlsplit(anchor.url)
        if not _same_site(site(anchor.url), own) or anchor.url == url or parts.path in {"", "/"}:
            continue
        if _FILE.search(parts.path) or _PAGING.search(f"{parts.path}?{parts.query}" if parts.query else parts.path):
            continue
        if here.path.rstrip("/").startswith(parts.path.rstrip("/")) and not parts.query:
            continue  # the section itself, or one above it
        known = found.get(anchor.url)
        if known is None:
            found[anchor.url] = _Found(anchor.url, anchor.text, anchor.furniture, anchor.headline)
            continue
        # A heading names an article better than the longer teaser below it.
        if (anchor.headline, _weight(anchor.text)) > (known.headline, _weight(known.text)):
            known.text = anchor.text
        known.headline = known.headline or anchor.headline
        known.furniture = known.furniture and anchor.furniture
    return list(found.values())


def _is_articles(name: str, group: list[_Found]) -> bool:
    body = [one for one in group if not one.furniture]
    changing = "<" in name
    if not body or not changing:
        return False
    weights = [_weight(one.text) for one in body]
    headlines = sum(one.headline for one in body) / len(body)
    strong = "<slug>" in name or any(_ARTICLE.match(segment) for segment in name.lower().split("/"))
    needed = _HEADLINE * (0.7 if strong or headlines > 0.5 else 1.0)
    if len(body) == 1:
        return strong and weights[0] >= (_HEADLINE if headlines else _SINGLE)
    return median(weights) >= needed


def _may_be(one: _Found) -> bool:
    return not one.furniture or _weight(one.text) >= _SINGLE


def _weight(text: str) -> float:
    """The length of a text; a sign of a script without spaces counts for two and a half letters."""
    return len(text) + 1.5 * len(_WIDE.findall(text))


def _same_site(a: str, b: str) -> bool:
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
