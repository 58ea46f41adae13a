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
    assert not found.broken
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
    assert not found.news
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
    assert not found.news
    assert not found.broken


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


def xml(entries: str, before: str = "", root: str = "") -> bytes:
    return f"{before}<urlset {NS}{root}>{entries}</urlset>".encode()


@pytest.mark.parametrize(
    "content",
    [
        xml("<url><loc>/1</loc></url>", before="\n \n<?xml version='1.0'?>\n"),
        xml("<url><loc>/1</loc></url>", before="\ufeff\n<?xml version='1.0'?>"),
        xml("<url><loc>/1</loc></url>", before="\ufeff<?xml version='1.0'?>"),
        xml("<url><loc>/1</loc></url>", before="<br />Warning: a plugin speaks<?xml version='1.0'?>"),
        xml("<url><loc>/1</loc><news:news><news:title>A</news:title></news:news><video:x>B</video:x></url>"),
        xml("<url><loc>/1</loc><x:y>A & B</x:y></url>", root=' xmlns:x="https://courier.example/x"'),
    ],
)
def test_what_is_slightly_wrong_with_the_xml_is_mended(content: bytes) -> None:
    """Blanks and notices before the declaration, prefixes that nobody declared, bare ampersands."""
    found = read_sitemap(content, URL)
    assert found is not None
    assert [link.url for link in found.links] == ["https://courier.example/1"]
    assert not found.broken


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-01", MARCH),
        ("2026-03", MARCH),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-03-01T03:00:00+03:00", MARCH),
        ("March 1, 2026", MARCH),
        ("soon", None),
    ],
)
def test_dates_as_sitemaps_write_them(written: str, at: datetime | None) -> None:
    """W3C dates, whole or in part, and any other that we can read."""
    found = read_sitemap(xml(f"<url><loc>/1</loc><lastmod>{written}</lastmod></url>"), URL)
    assert found is not None
    assert found.links[0].changed_at == at


def test_only_a_whole_entry_counts() -> None:
    """One that has no end has not said all it would; what is no entry says nothing."""
    found = read_sitemap(f"<urlset {NS}><note><loc>/0</loc></note><url><loc>/1</loc></url><url><loc>/2".encode(), URL)
    assert found is not None
    assert found.broken
    assert [link.url for link in found.links] == ["https://courier.example/1"]
