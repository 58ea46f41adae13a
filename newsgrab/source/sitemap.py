"""Sitemaps (sitemaps.org): lists of addresses, indexes of such lists, news sitemaps, plain text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError, iterparse

from newsgrab.link import Link
from newsgrab.urls import join

MAX_URLS = 50_000  # the protocol's own limit


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
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] != b"<":
        return _text_sitemap(content, url)
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
            moment = _date(entry.get("publication_date")) or _date(entry.get("lastmod"))
            found = Link(address, entry.get("title"), moment)
            (children if name == "sitemap" else links).setdefault(address, found)
    except (ParseError, ValueError):  # ValueError: an encoding that Python does not know
        broken = True
    if not known:
        return None
    return Sitemap(tuple(links.values()), tuple(children.values()), news, broken)


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
    """A W3C date (a year or a month alone counts as its beginning); None for anything else."""
    if not text:
        return None
    padded = text + "-01" * (3 - len(text.split("-"))) if len(text) in {4, 7} else text
    try:
        moment = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
