"""Feeds and sitemaps as sites write them."""

from __future__ import annotations

import pytest

from newsgrab.source.feed import read_feed
from newsgrab.source.sitemap import read_sitemap

URL = "https://courier.example/map.xml"
ENTRY = "<url><loc>https://courier.example/a</loc><news:publication_date>2026-03-05</news:publication_date></url>"


@pytest.mark.parametrize(
    "before",
    [
        "\n\n<?xml version='1.0'?>\n",
        "<br /><b>Warning</b>: it's late in <b>/a.php</b><br />\n<?xml version='1.0'?>",
        "",
    ],
    ids=["blank lines", "warning of PHP", "nothing"],
)
def test_what_stands_before_a_sitemap_is_passed(before: str) -> None:
    """A prefix that nobody declared and an ampersand that is not escaped do no harm either."""
    text = f"{before}<urlset>{ENTRY}<url><loc>https://courier.example/b?x=1&y=2</loc></url></urlset>"
    found = read_sitemap(text.encode(), URL)
    assert found is not None
    assert [link.url for link in found.links] == ["https://courier.example/a", "https://courier.example/b?x=1&y=2"]
    assert found.links[0].dated_at is not None
    assert not found.broken


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Do, 5 Sept 2024 08:00:00 +0000", "2024-09-05"),
        ("Montag, 11. Juni 2018 12:40:31", "2018-06-11"),
        ("2017/7/28", "2017-07-28"),
        ("۱۴۰۳/۰۲/۱۴", "2024-05-03"),
    ],
)
def test_days_of_feeds_are_read_in_any_language(date: str, day: str) -> None:
    """By our own reader: nothing is guessed."""
    text = (
        "<rss version='2.0'><channel><title>C</title><item><title>Fish &amp;amp; chips</title>"
        f"<link>https://courier.example/a</link><pubDate>{date}</pubDate></item></channel></rss>"
    )
    found = read_feed(text.encode(), URL)
    assert found is not None
    assert found.links[0].dated_at is not None
    assert found.links[0].dated_at.date().isoformat() == day
    assert found.links[0].title == "Fish & chips"


def test_a_link_with_a_placeholder_gives_way_to_a_guid_that_is_an_address() -> None:
    """A setting of the site was left empty."""
    text = (
        "<rss version='2.0'><channel><title>C</title><item><title>A</title><link>&lt;base-url&gt;/a</link>"
        "<guid>https://courier.example/a</guid></item></channel></rss>"
    )
    found = read_feed(text.encode(), URL)
    assert found is not None
    assert [link.url for link in found.links] == ["https://courier.example/a"]


def feed_in(charset: str, declaration: str = '<?xml version="1.0"?>') -> bytes:
    """A feed with an Arabic title in a charset."""
    text = (
        f"{declaration}<rss version='2.0'><channel><title>نورس الميناء</title><item><title>عاد الصيادون</title>"
        "<link>https://courier.example/a</link></item></channel></rss>"
    )
    return text.encode(charset)


@pytest.mark.parametrize(
    ("content", "header"),
    [
        (feed_in("windows-1256"), "text/xml; charset=windows-1256"),
        (feed_in("utf-8"), "text/xml; charset=windows-1256"),
        (feed_in("windows-1256", '<?xml version="1.0" encoding="windows-1256"?>'), "text/xml; charset=utf-8"),
        (feed_in("utf-8"), "application/rss+xml"),
    ],
    ids=["told by the server only", "the server is wrong", "told by the feed itself", "told by nobody"],
)
def test_a_feed_is_read_in_the_charset_that_it_is_in(content: bytes, header: str) -> None:
    """The server's word counts where the feed says nothing and is no UTF-8."""
    found = read_feed(content, URL, header)
    assert found is not None
    assert (found.title, found.links[0].title) == ("نورس الميناء", "عاد الصيادون")


def test_a_long_feed_is_read_to_its_end() -> None:
    """As a sitemap is: some feeds hold all that a site has."""
    items = "".join(f"<item><link>https://courier.example/{number}</link></item>" for number in range(2_100))
    found = read_feed(f"<rss version='2.0'><channel><title>C</title>{items}</channel></rss>".encode(), URL)
    assert found is not None
    assert len(found.links) == 2_100
