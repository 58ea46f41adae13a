"""Feeds: RSS, Atom and JSON Feed, as tolerantly as they are written."""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from newsgrab.fetch.clock import iso_time
from newsgrab.link import Link
from newsgrab.urls import join

MAX_LINKS = 10_000
_BEFORE_THE_WEB = 1990
_BLANK = b"\xef\xbb\xbf \t\r\n"
_PROLOG = 1000  # bytes, among them notices that stand before the declaration
_HEAD = 2048  # bytes in which a web page says that it is one
_DECLARES = re.compile(rb"<\?xml[^>]*\bencoding\b")
_MARKED = re.compile(r"<(a|b|em|font|i|mark|small|span|strong|su[bp]|u)(?:\s[^<>]*)?>([^<>]*)</\1>", re.IGNORECASE)
_NAMED = re.compile(r"(?:^|[/._=-])(?:feeds?|rss2?|atom|rdf)(?:$|[/._-])|\.xml$", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:rss|feed|rdf:RDF)\b|jsonfeed\.org/version", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_MAX_TITLE = 500
_MAX_NESTED = 10  # marks of a title within each other: each takes another walk
_PLACEHOLDER = re.compile(r"[<>{}]|%3C|%7B|^(?:undefined|null|none)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says: its title and its links, each address once, in its order."""

    title: str | None
    links: tuple[Link, ...]


def read_feed(content: bytes, url: str, content_type: str | None = None) -> Feed | None:
    """The feed in these bytes, found at `url`; None if they hold none. `content_type` is the HTTP header's value."""
    content = _in_utf8(content, content_type)
    is_json = content.lstrip(_BLANK).startswith(b"{")
    return _json_feed(content, url) if is_json else _xml_feed(content, url)


def _in_utf8(content: bytes, content_type: str | None) -> bytes:
    """A feed whose charset only the server tells, in UTF-8; others as they are."""
    if not content_type or "charset" not in content_type.lower() or _DECLARES.search(content[:_PROLOG]):
        return content
    from newsgrab.extraction.page.decode import decode

    return decode(content, content_type).text.encode()


def is_page(content: bytes) -> bool:
    """Whether bytes are a web page by their beginning."""
    return _PAGE.search(content.lstrip(_BLANK)[:_HEAD]) is not None


def is_broken_feed(content: bytes) -> bool:
    """Whether bytes of which no feed can be read begin as one."""
    return not is_page(content) and _MARKUP.search(content[:_PROLOG]) is not None


def is_feed_address(url: str) -> bool:
    """Whether an address names itself a feed's.

    >>> is_feed_address("https://courier.example/feed/"), is_feed_address("https://courier.example/feeding-birds")
    (True, False)
    """
    parts = urlsplit(url)
    return _NAMED.search(parts.path) is not None or _NAMED.search(parts.query) is not None


def is_feed_type(kind: str) -> bool:
    """Whether a type attribute or header names a feed."""
    return kind.split(";", 1)[0].strip().lower() in {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
    }


def _xml_feed(content: bytes, url: str) -> Feed | None:
    from xml.sax import SAXException

    import feedparser

    # A stream, since feedparser takes a text for an address and bytes for the name of a file, and opens it.
    # We clean and join by ourselves.
    found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        return None
    base = join(url, str(found.feed.get("link") or "")) or url
    language = str(found.feed.get("language") or "") or None
    pairs = ((entry, _entry_links(entry)) for entry in found.entries[:MAX_LINKS])
    links = (
        Link(
            address,
            _title(entry.get("title")),
            _date(entry, language),
            _read_date(dict.get(entry, "updated"), language),
            _title(entry.get("id")),
        )
        for entry, hrefs in pairs
        if (address := next((full for href in hrefs if (full := join(base, href))), None))
    )
    given = _once(links)
    if not given and isinstance(found.get("bozo_exception"), SAXException):
        return None  # what is not well-formed has ended before its first entry
    return Feed(_title(found.feed.get("title")), given)


def _entry_links(entry: Any) -> Iterator[str]:
    """Where an entry leads: its alternate links, else a guid that is an address."""
    if entry.get("feedburner_origlink"):
        yield str(entry["feedburner_origlink"])
    identifier = str(entry.get("id") or "")
    named = identifier if identifier.startswith(("http://", "https://")) else ""
    for link in entry.get("links", ()):
        if (
            link.get("rel", "alternate") == "alternate"
            and link.get("href")
            and not (named and _is_broken(link["href"]))
        ):
            yield str(link["href"])
    if entry.get("link") and not (named and _is_broken(entry["link"])):
        yield str(entry["link"])
    if named:
        yield named


def _is_broken(href: object) -> bool:
    """Whether a link holds a place that nobody filled: <base-url>, {url}, undefined."""
    return _PLACEHOLDER.search(str(href)) is not None


def _date(entry: Any, language: str | None) -> datetime | None:
    """When an entry was published, by our own reader: feedparser's guesses at what it does not know.

    Each date is asked for as it stands: `entry.get` answers with the other one where an entry lacks it.
    """
    for key in ("published", "updated"):
        if found := _read_date(dict.get(entry, key), language):
            return found
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    try:
        guessed = datetime.fromtimestamp(timegm(moment), UTC) if moment else None
    except (ValueError, OverflowError, OSError):
        return None
    return guessed if guessed is not None and guessed.year > _BEFORE_THE_WEB else None


def _read_date(value: object, language: str | None) -> datetime | None:
    from newsgrab.extraction.words.dates import read_date, read_iso

    text = str(value or "")
    found = (read_iso(text) or read_date(text, language)) if text else None
    return found.at.astimezone(UTC) if found is not None and found.at.year > _BEFORE_THE_WEB else None


def _json_feed(content: bytes, url: str) -> Feed | None:
    """JSON Feed, https://jsonfeed.org/version/1.1."""
    try:
        found = json.loads(content.decode("utf-8-sig"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    base = join(url, str(found.get("home_page_url") or "")) or url
    links = []
    for entry in found["items"][:MAX_LINKS]:
        if not isinstance(entry, dict):
            continue
        hrefs = (entry.get("url"), entry.get("external_url"), entry.get("id"))
        address = next((full for href in hrefs if isinstance(href, str) and (full := join(base, href))), None)
        if address:
            dates = _iso(entry.get("date_published")), _iso(entry.get("date_modified"))
            links.append(Link(address, _title(entry.get("title")), *dates, _title(entry.get("id"))))
    return Feed(_title(found.get("title")), _once(links))


def _iso(text: object) -> datetime | None:
    return iso_time(text) if isinstance(text, str) else None


def _title(text: object) -> str | None:
    """A title, or a name, as one line; what was escaped twice is unescaped once more.

    Of words that are marked the words are left. Other tags stay: a title may speak of them.
    """
    words = _BREAK.sub(" ", unescape(str(text or "")[: 10 * _MAX_TITLE]))
    for _ in range(_MAX_NESTED):
        words, marked = _MARKED.subn(r"\2", words)
        if not marked:
            break
    return " ".join(words.split())[:_MAX_TITLE] or None


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.url, link)
    return tuple(found.values())
