"""From a source to its links."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.errors import BadUrl, FetchError, NoLinks, ReadingFailed
from newsgrab.link import Kind, Link, Source
from newsgrab.page import NotModified, Page
from newsgrab.source.feed import is_page
from newsgrab.source.listing import article_links
from newsgrab.urls import canonical

if TYPE_CHECKING:
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.source.reader import SourceReader
    from newsgrab.source.sitemap import Sitemap

MAX_SITEMAPS = 24  # files of one index that are looked at in one visit, the freshest first
MAX_OF_A_BELL = 3  # of one that is only asked for what changed
MAX_DEPTH = 3
MAX_BAD_LINES = 3  # of a list, that are told one by one
FRESH = timedelta(days=7)  # what an old sitemap holds besides is the past, not news


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a look at a source gave.

    `not_modified`: the server says that it is as it was, so there are no links to be had. `etag` and `last_modified`
    are for the next look. `dated` says that the source tells the age of its links; where it does not, what it holds at
    the first look may be of any age. `notes` are troubles that did not prevent the rest. `listed` are all links, in the
    source's own order and whatever their age; `whole` says that none can be missing there because of us.
    """

    links: tuple[Link, ...] = ()
    listed: tuple[Link, ...] = ()
    whole: bool = True
    not_modified: bool = False
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None
    dated: bool = True
    notes: tuple[str, ...] = ()


def discover(
    source: Source,
    fetcher: Fetcher,
    reader: SourceReader,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    bell: bool = False,
) -> Discovery:
    """The links that a source holds now; of a `bell` less is looked through.

    Raises FetchError, NoLinks, ReadingFailed.
    """
    if source.kind is Kind.FILE:
        return links_of_list(Path(source.url))
    if source.kind is Kind.PAGE:
        return Discovery((Link(source.url),))
    # A person named the source, or the site that did: its host may stand inside if it did so then.
    came = fetcher.fetch(source.url, etag=etag, last_modified=last_modified, found_on=source.url)
    if isinstance(came, NotModified):
        return Discovery(not_modified=True, etag=etag, last_modified=last_modified)
    url = came.final_url or source.url
    match source.kind:
        case Kind.FEED:
            found = _from_feed(came, url, reader)
        case Kind.SITEMAP:
            found = _from_sitemap(came, url, fetcher, reader, most=MAX_OF_A_BELL if bell else MAX_SITEMAPS)
        case _:
            found = _from_listing(came, url, reader)
    if came.incomplete:  # the next look shall not be told that nothing has changed since
        notes = (*found.notes, f"{url}: ended too early; what could be read was taken")
        return replace(found, notes=notes, whole=False)
    return replace(found, etag=came.header("etag"), last_modified=came.header("last-modified"))


def _from_feed(page: Page, url: str, reader: SourceReader) -> Discovery:
    feed = reader.feed(page)
    if feed is None:
        what = "a web page" if is_page(page.content) else "nothing that can be read as one"
        raise NoLinks(url, f"holds no feed any more but {what}: find out what there is with newsgrab source add")
    return Discovery(feed.links, feed.links, title=feed.title)


def _from_listing(page: Page, url: str, reader: SourceReader) -> Discovery:
    found = article_links(reader.links(page).anchors, url)
    if not found:
        raise NoLinks(url, "no links to articles were recognised on the page")
    return Discovery(found, found)  # a section page shows the newest, whatever their dates


def links_of_list(path: Path) -> Discovery:
    """The addresses in a list, one a line, in whatever charset it is; lines that hold none are told, the first few.

    Raises NoLinks.
    """
    from newsgrab.extraction.page.decode import decode

    try:
        content = path.read_bytes()
    except OSError as error:
        raise NoLinks(str(path), f"cannot be read ({error.strerror})") from error
    links: dict[str, Link] = {}
    bad: list[str] = []
    for number, line in enumerate(decode(content).text.splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            address = canonical(text)
        except BadUrl as error:
            bad.append(f"line {number}: {error}")
            continue
        links.setdefault(address, Link(address))
    more = (f"{len(bad) - MAX_BAD_LINES:,} more lines hold no address",) if len(bad) > MAX_BAD_LINES else ()
    return Discovery(tuple(links.values()), notes=(*bad[:MAX_BAD_LINES], *more))


@dataclass(slots=True)
class _Walk:
    """A walk through an index of sitemaps: what is still to be looked at, and what was found."""

    queue: deque[tuple[str, int]] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    links: dict[str, Link] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, sitemap: Sitemap, url: str, depth: int) -> None:
        for link in sitemap.links:
            self.links.setdefault(link.url, link)
        if sitemap.broken:
            self.notes.append(f"{url}: not well-formed; what could be read was taken")
        if depth < MAX_DEPTH:
            self.queue += [(child.url, depth + 1) for child in _freshest(sitemap.children)]


def _from_sitemap(page: Page, url: str, fetcher: Fetcher, reader: SourceReader, *, most: int) -> Discovery:
    sitemap = reader.sitemap(page)
    if sitemap is None:
        raise NoLinks(url, "holds no sitemap any more: find out what it is now with newsgrab source add")
    walk = _Walk(seen={url})
    walk.take(sitemap, url, 0)
    while walk.queue and len(walk.seen) <= most:
        address, depth = walk.queue.popleft()
        if address in walk.seen:
            continue
        walk.seen.add(address)
        try:
            came = fetcher.fetch(address, found_on=url)
            child = reader.sitemap(came) if isinstance(came, Page) else None
        except (FetchError, ReadingFailed) as error:
            walk.notes.append(str(error))
            continue
        if child is None:
            walk.notes.append(f"{address}: holds no sitemap")
        else:
            walk.take(child, address, depth)
    links = _fresh(tuple(walk.links.values()), page.seen_at)
    dated = any(link.dated_at for link in walk.links.values())
    listed = tuple(walk.links.values())
    whole = not sitemap.children and not sitemap.broken
    return Discovery(links, listed, whole, dated=dated, notes=tuple(walk.notes))


def _freshest(children: tuple[Link, ...]) -> list[Link]:
    """News first, then by date, the newest first; undated ones last, the later ones of their list first."""

    def rank(pair: tuple[int, Link]) -> tuple[bool, float, int]:
        place, child = pair
        moment = child.dated_at.timestamp() if child.dated_at else 0.0
        return "news" not in child.url.lower(), -moment, -place

    return [child for _, child in sorted(enumerate(children), key=rank)][:MAX_SITEMAPS]


def _fresh(links: tuple[Link, ...], now: datetime) -> tuple[Link, ...]:
    """The links of the last days, the newest first; those without a date stay, in their order, behind."""
    dated = [link for link in links if link.dated_at is not None and now - link.dated_at < FRESH]
    dated.sort(key=lambda link: link.dated_at or now, reverse=True)
    return (*dated, *(link for link in links if link.dated_at is None))
