"""What a site offers to be followed by, for somebody who has only an address of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsgrab.errors import FetchError, NoLinks, ReadingFailed
from newsgrab.link import Kind, Source
from newsgrab.page import Page
from newsgrab.source.feed import is_broken_feed, is_feed_address, is_feed_type, is_page
from newsgrab.source.listing import article_links
from newsgrab.urls import canonical, site

if TYPE_CHECKING:
    from newsgrab.extraction.page.links import Alternate
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.source.reader import SourceReader
    from newsgrab.source.sitemap import Sitemap

_NO_FEED = "the address is named like a feed's and shows a web page"
_MAX_FEEDS = 4
_MAX_SITEMAPS = 3
_FEW = 3  # links that a section page needs to be worth following


@dataclass(frozen=True, slots=True)
class SourceCandidate:
    """One way to follow a site: a source, how many links it holds now, and why one would choose it.

    `wide` says that it brings more than was asked for: that of a whole site, for somebody who named a section.
    """

    source: Source
    links: int
    why: str
    wide: bool = False


def find_sources(url: str, fetcher: Fetcher, reader: SourceReader) -> list[SourceCandidate]:
    """What can be followed at an address, the best first.

    A feed or sitemap offers itself. A page offers the feeds it names, itself if it lists articles (and is none), and
    the sitemaps that robots.txt names. Each was looked at before it is offered. Raises FetchError, BadUrl, NoLinks,
    ReadingFailed.
    """
    page = fetcher.fetch(url)
    if not isinstance(page, Page):
        raise NoLinks(url, "gave no page")
    address = page.final_url if page.permanent and page.final_url else canonical(url)
    base = page.final_url or address
    direct = _itself(page, address, reader)
    if direct:
        return [direct]
    if is_broken_feed(page.content):
        raise NoLinks(address, "is a feed, but nothing can be read of it (it is not well-formed, or has no entries)")
    found = reader.links(page)
    feeds = [offer for each in _feeds(found.alternates, base) if (offer := _feed_offer(each, base, fetcher, reader))]
    listed = article_links(found.anchors, base)
    own = SourceCandidate(Source(address, Kind.LISTING, found.title or None), len(listed), _listing_words(len(listed)))
    section = bool(urlsplit(canonical(url)).path.strip("/"))
    listing = [own] if len(listed) >= _FEW and not (section and reader.is_article(page)) else []
    offers = _ordered(feeds, listing, base) + _sitemap_offers(fetcher, base, reader)
    named_feed = is_feed_address(base)
    if named_feed:
        offers = [replace(offer, why=f"{offer.why}; {_NO_FEED}", wide=True) for offer in offers]
    elif section:
        offers = [_of_the_site(offer) if _is_wide(offer, base) else offer for offer in offers]
    if not offers:
        shown = f"{_NO_FEED}: " if named_feed else ""
        raise NoLinks(
            address,
            f"{shown}no feed, no sitemap, and no links to articles were recognised: name a section page or a feed",
        )
    return offers


def why_none(url: str, best: SourceCandidate) -> str:
    """Why none of what an address offers is followed unasked, and what to type for the best of it."""
    if not is_feed_address(url):
        why = "offers nothing that is this section's alone (an article never does); to follow the whole site:"
        return f"{why} newsgrab source add {best.source.url}"
    kind = f" --kind {best.source.kind}" if is_feed_address(best.source.url) else ""
    return f"answers with a web page, not with a feed; what it offers: newsgrab source add {best.source.url}{kind}"


def _itself(page: Page, address: str, reader: SourceReader) -> SourceCandidate | None:
    """The page as a source by its own bytes, if they are a feed or a sitemap."""
    if is_page(page.content):
        return None
    sitemap = reader.sitemap(page)
    if sitemap is not None and (sitemap.links or sitemap.children):
        return _sitemap_offer(address, sitemap, "the address is a sitemap")
    feed = reader.feed(page)
    if feed is not None and feed.links:
        return SourceCandidate(Source(address, Kind.FEED, feed.title), len(feed.links), "the address is a feed")
    return None


def _feeds(alternates: tuple[Alternate, ...], base: str) -> list[Alternate]:
    """The feeds that a page names: those of its own section first, comments and other sites out."""
    named: dict[str, Alternate] = {}
    for each in alternates:
        words = f"{unquote(each.url)} {each.title}".lower()
        if is_feed_type(each.type) and "comment" not in words and site(each.url) == site(base):
            named.setdefault(each.url, each)
    return sorted(named.values(), key=lambda each: not _within(each.url, base))[:_MAX_FEEDS]


def _feed_offer(each: Alternate, base: str, fetcher: Fetcher, reader: SourceReader) -> SourceCandidate | None:
    try:
        page = fetcher.fetch(each.url, found_on=base)
        feed = reader.feed(page) if isinstance(page, Page) else None
    except (FetchError, ReadingFailed):
        return None
    if feed is None or not feed.links:
        return None
    of_section = _within(each.url, base) and urlsplit(base).path.strip("/")
    why = "the feed of this section" if of_section else "the feed that the page names"
    return SourceCandidate(Source(each.url, Kind.FEED, feed.title or each.title or None), len(feed.links), why)


def _is_wide(offer: SourceCandidate, base: str) -> bool:
    return offer.source.kind is not Kind.LISTING and not _within(offer.source.url, base)


def _of_the_site(offer: SourceCandidate) -> SourceCandidate:
    return replace(offer, why=f"{offer.why}, of the whole site", wide=True)


def _ordered(feeds: list[SourceCandidate], listing: list[SourceCandidate], base: str) -> list[SourceCandidate]:
    """A section is better followed by its own page than by a feed of the whole site; a home page by its feed."""
    if not urlsplit(base).path.strip("/"):
        return feeds + listing
    own = [feed for feed in feeds if _within(feed.source.url, base)]
    return own + listing + [feed for feed in feeds if feed not in own]


def _within(url: str, base: str) -> bool:
    """Whether a feed stands below the page that names it."""
    section = urlsplit(base).path.strip("/")
    return not section or section in urlsplit(url).path or section in unquote(urlsplit(url).query)


def _sitemap_offers(fetcher: Fetcher, base: str, reader: SourceReader) -> list[SourceCandidate]:
    """The sitemaps that robots.txt names, news sitemaps first."""
    try:
        named = fetcher.robots(base).sitemaps
    except FetchError:
        return []
    offers = []
    for url in sorted(named, key=lambda each: "news" not in each.lower())[:_MAX_SITEMAPS]:
        try:
            page = fetcher.fetch(url, found_on=base)
            sitemap = reader.sitemap(page) if isinstance(page, Page) else None
        except (FetchError, ReadingFailed):
            continue
        if sitemap is not None and (sitemap.links or sitemap.children):
            offers.append(_sitemap_offer(canonical(url), sitemap, "named in robots.txt"))
    return sorted(offers, key=lambda offer: "news" not in offer.why)


def _sitemap_offer(url: str, sitemap: Sitemap, why: str) -> SourceCandidate:
    kind = "a news sitemap" if sitemap.news else "an index of sitemaps" if sitemap.children else "a sitemap"
    return SourceCandidate(Source(url, Kind.SITEMAP), len(sitemap.links) or len(sitemap.children), f"{kind}, {why}")


def _listing_words(count: int) -> str:
    return f"the page itself lists {count} articles"
