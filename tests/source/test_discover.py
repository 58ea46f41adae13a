"""From a source on a real server to its links, and from an address to sources."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsgrab.errors import Gone, NoLinks
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.link import Kind, Source
from newsgrab.source.candidates import find_sources
from newsgrab.source.discover import discover, links_of_list
from newsgrab.source.reader import SourceReader
from newsgrab.workers.tasks import feed_of, is_article, links_of, sitemap_of
from tests.fetch.conftest import HURRIED
from tests.servers import Rogue, answer, redirect
from tests.warc.samples import article

HERE = SourceReader(feed_of, sitemap_of, links_of, is_article)
HEADLINES = [f"The council discusses bridge number {n} at length" for n in range(5)]


def rss(server: Rogue, numbers: range = range(3)) -> bytes:
    items = "".join(f"<item><title>Story {n}</title><link>{server.url(f'/a/{n}')}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>".encode()


def section(head: str = "") -> bytes:
    cards = "".join(f'<li><a href="/a/{n}">{text}</a></li>' for n, text in enumerate(HEADLINES, 100))
    return f"<!doctype html><html><head><title>Politics</title>{head}</head><body><ul>{cards}</ul>".encode()


@pytest.fixture
def server() -> Iterator[Rogue]:
    with Rogue() as rogue:
        yield rogue


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(replace(HURRIED, allow_private=True)) as one:
        yield one


def test_feed_gives_links_and_validators(fetcher: Fetcher, server: Rogue) -> None:
    """The next look is conditional."""
    server.replies["/feed"] = answer(rss(server), content_type="application/rss+xml", etag='"1"')
    source = Source(server.url("/feed"), Kind.FEED)
    found = discover(source, fetcher, HERE)
    assert [link.url for link in found.links] == [server.url(f"/a/{n}") for n in range(3)]
    assert (found.etag, found.title, found.not_modified) == ('"1"', "Courier", False)
    server.replies["/feed"] = answer(b"", "304 Not Modified", content_type="", content_length="")
    assert discover(source, fetcher, HERE, etag=found.etag).not_modified
    assert server.requests[-1].headers["if-none-match"] == '"1"'


def test_index_of_sitemaps_is_walked_within_bounds(fetcher: Fetcher, server: Rogue) -> None:
    """News first; gzipped children; loops and missing children do no harm."""
    page = "<urlset><url><loc>{}</loc></url></urlset>"
    children = ["/old.xml", "/news.xml.gz", "/missing.xml", "/index.xml"]
    index = "".join(f"<sitemap><loc>{server.url(path)}</loc></sitemap>" for path in children)
    server.replies |= {
        "/index.xml": answer(f"<sitemapindex>{index}</sitemapindex>", content_type="application/xml"),
        "/old.xml": answer(page.format(server.url("/a/1")), content_type="text/xml"),
        "/news.xml.gz": answer(
            gzip.compress(page.format(server.url("/a/2")).encode()), content_type="application/x-gzip"
        ),
    }
    found = discover(Source(server.url("/index.xml"), Kind.SITEMAP), fetcher, HERE)
    assert [link.url for link in found.links] == [server.url("/a/2"), server.url("/a/1")]
    assert not found.dated
    assert any("/missing.xml" in note for note in found.notes)
    assert server.asked().count("/index.xml") == 1


def test_old_addresses_of_a_dated_sitemap_are_the_past(fetcher: Fetcher, server: Rogue) -> None:
    """Only the last days are news."""
    old = f"<url><loc>{server.url('/a/1')}</loc><lastmod>2019-01-01</lastmod></url>"
    new = f"<url><loc>{server.url('/a/2')}</loc><lastmod>2999-01-01</lastmod></url>"
    server.replies["/s.xml"] = answer(f"<urlset>{old}{new}</urlset>", content_type="text/xml")
    found = discover(Source(server.url("/s.xml"), Kind.SITEMAP), fetcher, HERE)
    assert [link.url for link in found.links] == [server.url("/a/2")]
    assert found.dated


def test_section_page_gives_its_articles(fetcher: Fetcher, server: Rogue) -> None:
    """An Arabic section address works escaped or not."""
    escaped = "/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9"
    server.replies[escaped] = answer(section())
    found = discover(Source(server.url("/سياسة"), Kind.LISTING), fetcher, HERE)
    assert [link.title for link in found.links] == HEADLINES


def test_list_of_addresses_is_a_source(fetcher: Fetcher, tmp_path: Path) -> None:
    """One a line; a bad line is named."""
    path = tmp_path / "list.txt"
    path.write_text("# mine\nhttps://courier.example/a?utm_source=x\n\nnonsense\nhttps://courier.example/a\n", "utf-8")
    found = discover(Source(str(path), Kind.FILE), fetcher, HERE)
    assert [link.url for link in found.links] == ["https://courier.example/a"]
    assert found.notes[0].startswith("line 4: ")
    with pytest.raises(NoLinks, match="No such file"):
        discover(Source(str(tmp_path / "none"), Kind.FILE), fetcher, HERE)


def test_a_list_may_be_in_utf_16_and_its_bad_lines_are_bounded(tmp_path: Path) -> None:
    """As PowerShell writes it; of many lines without an address the first are told, and how many more there are."""
    path = tmp_path / "list.txt"
    path.write_bytes("https://courier.example/a\r\nnonsense\r\nhttps://courier.example/b\r\n".encode("utf-16"))
    found = links_of_list(path)
    assert [link.url for link in found.links] == ["https://courier.example/a", "https://courier.example/b"]
    assert len(found.notes) == 1
    path.write_text("no address " * 100 + "\n" + "nonsense\n" * 500 + "https://courier.example/a\n", "utf-8")
    found = links_of_list(path)
    assert [link.url for link in found.links] == ["https://courier.example/a"]
    assert found.notes[-1] == "498 more lines hold no address"
    assert sum(map(len, found.notes)) < 1000


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.SITEMAP, Kind.LISTING])
def test_source_that_turned_into_something_else_says_so(fetcher: Fetcher, server: Rogue, kind: Kind) -> None:
    """A feed address that now shows a page is a trouble, not an empty list."""
    server.replies["/s"] = answer("<!doctype html><title>Welcome</title><p>Nothing here any more.")
    with pytest.raises(NoLinks):
        discover(Source(server.url("/s"), kind), fetcher, HERE)
    with pytest.raises(Gone):
        discover(Source(server.url("/none"), kind), fetcher, HERE)


def test_home_page_offers_its_feed_first(fetcher: Fetcher, server: Rogue) -> None:
    """Comment feeds and dead ones are not offered; sitemaps of robots.txt come last."""
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Courier" href="/feed">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        '<link rel="alternate" type="application/atom+xml" title="Dead" href="/dead">'
    )
    sitemap = "<urlset><url><loc>https://courier.example/1</loc></url></urlset>"
    server.replies |= {
        "/": answer(section(head)),
        "/feed": answer(rss(server), content_type="application/rss+xml"),
        "/robots.txt": answer(f"User-agent: *\nAllow: /\nSitemap: {server.url('/map.xml')}", content_type="text/plain"),
        "/map.xml": answer(sitemap, content_type="text/xml"),
    }
    offers = find_sources(server.url("/"), fetcher, HERE)
    assert [(offer.source.kind, offer.source.url, offer.links) for offer in offers] == [
        (Kind.FEED, server.url("/feed"), 3),
        (Kind.LISTING, server.url("/"), 5),
        (Kind.SITEMAP, server.url("/map.xml"), 1),
    ]
    assert offers[0].source.title == "Courier"


def test_section_page_offers_itself_before_the_feed_of_the_whole_site(fetcher: Fetcher, server: Rogue) -> None:
    """Unless there is a feed of the section."""
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    server.replies |= {
        "/politics": answer(section(link.format("/feed"))),
        "/culture": answer(section(link.format("/feed") + link.format("/culture/feed"))),
        "/feed": answer(rss(server)),
        "/culture/feed": answer(rss(server)),
    }
    assert find_sources(server.url("/politics"), fetcher, HERE)[0].source.kind is Kind.LISTING
    assert find_sources(server.url("/culture"), fetcher, HERE)[0].source.url == server.url("/culture/feed")


def test_an_article_is_no_listing(fetcher: Fetcher, server: Rogue) -> None:
    """However many other articles it links to; what the site offers besides is of the whole site."""
    related = section().decode().partition("<body>")[2]
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    page = article(1).decode().replace("</head>", f"{link}</head>").replace("</body>", f"{related}</body>")
    server.replies |= {"/1": answer(page), "/feed": answer(rss(server))}
    (offer,) = find_sources(server.url("/1"), fetcher, HERE)
    assert (offer.source.url, offer.wide) == (server.url("/feed"), True)
    server.replies["/"] = answer(section(link))
    assert not any(offer.wide for offer in find_sources(server.url("/"), fetcher, HERE))


def test_feed_and_sitemap_offer_themselves(fetcher: Fetcher, server: Rogue) -> None:
    """Also under an address that has moved for good."""
    server.replies |= {
        "/feed": answer(rss(server), content_type="text/xml"),
        "/old-feed": redirect(server.url("/feed"), "301 Moved Permanently"),
        "/s.xml": answer("<urlset><url><loc>https://courier.example/1</loc></url></urlset>", content_type="text/xml"),
    }
    assert [offer.source.url for offer in find_sources(server.url("/old-feed"), fetcher, HERE)] == [server.url("/feed")]
    assert find_sources(server.url("/s.xml"), fetcher, HERE)[0].source.kind is Kind.SITEMAP


def test_a_feed_that_is_broken_says_so(fetcher: Fetcher, server: Rogue) -> None:
    """One that is cut short before an entry, or that answers with a page: nothing of that is followed unasked."""
    server.replies |= {
        "/cut": answer("<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title><item>"),
        "/feed.xml": answer(section()),
    }
    with pytest.raises(NoLinks, match="is a feed, but nothing can be read of it"):
        find_sources(server.url("/cut"), fetcher, HERE)
    for path, what in (("/cut", "nothing that can be read as one"), ("/feed.xml", "a web page")):
        with pytest.raises(NoLinks, match=f"holds no feed any more but {what}"):
            discover(Source(server.url(path), Kind.FEED), fetcher, HERE)
    (offer,) = find_sources(server.url("/feed.xml"), fetcher, HERE)
    assert (offer.source.kind, offer.wide) == (Kind.LISTING, True)
    assert offer.why.endswith("the address is named like a feed's and shows a web page")


def test_page_without_anything_to_follow_says_so(fetcher: Fetcher, server: Rogue) -> None:
    """With what was looked for."""
    server.replies["/x"] = answer("<!doctype html><title>x</title><p>Hello")
    with pytest.raises(NoLinks, match="no feed, no sitemap"):
        find_sources(server.url("/x"), fetcher, HERE)
