"""Sitemaps (sitemaps.org): lists of addresses, indexes of such lists, news sitemaps, plain text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError, iterparse

from newsgrab.fetch.clock import iso_time
from newsgrab.link import Link
from newsgrab.urls import join

MAX_URLS = 50_000  # the protocol's own limit
_ROOT = re.compile(rb"<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*$", re.DOTALL)
_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")
_PREFIX = re.compile(rb"</?([\w-]+):\w")
_AMPERSAND = re.compile(rb"&(?!(?:\w{1,20}|#\d{1,7}|#x[\da-fA-F]{1,6});)")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says: `links` to pages, `children` that are sitemaps themselves (each with its date if it has one).

    `broken` says that the file ended in the middle or is not well-formed; what came before is here.
    """

    links: tuple[Link, ...]
    children: tuple[Link, ...]
    news: bool = False
    broken: bool = False


def read_sitemap(content: bytes, url: str) -> Sitemap | None:
    """The sitemap in these bytes, found at `url`; None if they hold none."""
    root = _ROOT.search(content)
    if root is None:
        return _text_sitemap(content, url)
    content = _mended(content, root.start())
    links: dict[str, Link] = {}
    children: dict[str, Link] = {}
    news = broken = known = False
    try:
        for name, entry in _entries(content):
            known = True
            if entry is None or "loc" not in entry:
                continue
            address = join(url, entry["loc"])
            if address is None or len(links) + len(children) >= MAX_URLS:
                continue
            news = news or "publication_date" in entry
            published, changed = _date(entry.get("publication_date")), _date(entry.get("lastmod"))
            found = Link(address, entry.get("title"), published or changed, changed)
            (children if name == "sitemap" else links).setdefault(address, found)
    except (ParseError, ValueError):  # ValueError: an encoding that Python does not know
        broken = True
    if not known:
        return None
    return Sitemap(tuple(links.values()), tuple(children.values()), news, broken)


def _mended(content: bytes, start: int) -> bytes:
    """The XML without what stands before it, prefixes that nobody declared, and ampersands that are not escaped."""
    if content[:start].lstrip(b"\xef\xbb\xbf")[:1].isspace() or not _PROLOG.match(content[:start]):
        content = b"".join(_DECLARATION.findall(content[:start])[:1]) + content[start:]
    undeclared = {name for name in _PREFIX.findall(content) if b"xmlns:" + name not in content}
    if undeclared:
        content = re.sub(rb"<(/?)(?:" + b"|".join(map(re.escape, undeclared)) + rb"):", rb"<\1", content)
    return _AMPERSAND.sub(b"&amp;", content)


def _entries(content: bytes) -> Iterator[tuple[str, dict[str, str] | None]]:
    """Each url or sitemap element as its kind and its texts; at first the root's name with None."""
    root: Element | None = None
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314 (see the import)
        name = _name(element)
        if root is None:
            root = element
            if name not in {"urlset", "sitemapindex"}:
                return
            yield name, None
        elif event == "end" and name in {"url", "sitemap"}:
            texts: dict[str, str] = {}
            for part in element.iter():
                text = " ".join((part.text or "").split())
                if text and not _foreign(part):
                    texts.setdefault(_name(part), text)
            yield name, texts
            root.clear()  # a file has up to 50,000 of them


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _foreign(element: Element) -> bool:
    """Image and video entries have a loc and a title of their own."""
    namespace = str(element.tag).rpartition("}")[0]
    return "sitemap-image" in namespace or "sitemap-video" in namespace


def _text_sitemap(content: bytes, url: str) -> Sitemap | None:
    lines = content.decode("utf-8-sig", "replace").split("\n", MAX_URLS)[:MAX_URLS]
    addresses = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not addresses or not all(address.startswith(("http://", "https://")) for address in addresses):
        return None
    found = dict.fromkeys(full for address in addresses if (full := join(url, address)))
    return Sitemap(tuple(Link(address) for address in found), ())


def _date(text: str | None) -> datetime | None:
    """A W3C date (a year or a month alone counts as its beginning), or any other that our reader knows."""
    if not text:
        return None
    padded = text + "-01" * (3 - len(text.split("-"))) if len(text) in {4, 7} else text
    moment = iso_time(padded)
    if moment is not None:
        return moment
    from newsgrab.extraction.words.dates import read_date

    found = read_date(text)
    return found.at.astimezone(UTC) if found else None
