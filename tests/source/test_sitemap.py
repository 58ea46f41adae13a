"""Sitemaps and what is like them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.link import Link
from newsgrab.source.sitemap import read_sitemap

URL = "https://courier.example/sitemap.xml"
MARCH = datetime(2026, 3, 1, tzinfo=UTC)
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://courier.example/a.jpg</image:loc><image:title>Picture</image:title></image:image>
<loc> https://courier.example/a/1 </loc><lastmod>2026-03-02</lastmod>
<news:news><news:publication><news:name>Courier</news:name></news:publication>
<news:publication_date>2026-03-01T10:00:00+03:00</news:publication_date><news:title>Bridge &amp; road</news:title>
</news:news></url>
<url><loc>https://courier.example/خبر</loc></url><url><loc>mailto:x@courier.example</loc></url><url/>
</urlset>"""


def test_news_sitemap_gives_titles_and_dates() -> None:
    """The publication date wins; pictures are not pages."""
    found = read_sitemap(NEWS.encode(), URL)
    assert found is not None
    assert found.news
    assert found.links == (
        Link(
            "https://courier.example/a/1",
            "Bridge & road",
            datetime(2026, 3, 1, 7, tzinfo=UTC),
            datetime(2026, 3, 2, tzinfo=UTC),
        ),
        Link("https://courier.example/%D8%AE%D8%A8%D8%B1"),
    )


def test_index_gives_children() -> None:
    """They are sitemaps, not pages."""
    index = f"""<sitemapindex {NS}><sitemap><loc>https://courier.example/2026-03.xml</loc><lastmod>2026-03</lastmod>
    </sitemap><sitemap><loc>/news.xml.gz</loc></sitemap></sitemapindex>"""
    found = read_sitemap(index.encode(), URL)
    assert found is not None
    assert found.links == ()
    assert found.children == (
        Link("https://courier.example/2026-03.xml", None, MARCH, MARCH),
        Link("https://courier.example/news.xml.gz"),
    )


def test_text_sitemap_is_one_address_a_line() -> None:
    """As the protocol allows."""
    found = read_sitemap(b"\xef\xbb\xbfhttps://courier.example/a\r\nhttps://courier.example/b\n\n", URL)
    assert found is not None
    assert [link.url for link in found.links] == ["https://courier.example/a", "https://courier.example/b"]


def test_sitemap_that_ends_early_gives_what_came_before() -> None:
    """And says that it is broken."""
    found = read_sitemap(NEWS.encode()[:-40], URL)
    assert found is not None
    assert found.broken
    assert found.links[0].url == "https://courier.example/a/1"


def test_no_more_than_fifty_thousand() -> None:
    """The protocol's limit bounds the memory."""
    urls = "".join(f"<url><loc>https://courier.example/{n}</loc></url>" for n in range(50_500))
    found = read_sitemap(f"<urlset {NS}>{urls}</urlset>".encode(), URL)
    assert found is not None
    assert len(found.links) == 50_000


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><body><p>x</p></body></html>", b"<rss><channel/></rss>", b"words and words", b"<", b"{}"],
)
def test_what_is_no_sitemap_is_none(content: bytes) -> None:
    """Pages, feeds, texts."""
    assert read_sitemap(content, URL) is None
