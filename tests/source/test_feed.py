"""Feeds as they are written in the wild."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from newsgrab.link import Link
from newsgrab.source.feed import MAX_LINKS, Feed, is_feed_type, read_feed

URL = "https://courier.example/feeds/politics.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>البريد اليومي</title><link>https://courier.example/</link>
<item><title>افتتاح الجسر &amp; الطريق</title><link>https://courier.example/article/7?utm_source=rss</link>
<pubDate>Mon, 02 Mar 2026 09:30:00 +0300</pubDate></item>
<item><title>بلا رابط</title><guid isPermaLink="true">https://courier.example/article/8</guid></item>
<item><title>مكرر</title><link>https://courier.example/article/7</link></item>
<item><title>نسبي</title><link>/article/9</link></item>
<item><title>غريب</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def urls(content: bytes) -> list[str]:
    feed = read_feed(content, URL)
    return [link.url for link in feed.links] if feed else []


def test_rss_gives_canonical_links_once_with_titles_and_dates() -> None:
    """Tracking parameters go, relative links are joined, what leads nowhere is left out."""
    feed = read_feed(RSS.encode(), URL)
    assert feed is not None
    assert feed.title == "البريد اليومي"
    assert feed.links[0] == Link(
        "https://courier.example/article/7", "افتتاح الجسر & الطريق", datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
    )
    assert [link.url[-2:] for link in feed.links] == ["/7", "/8", "/9"]


def test_atom_takes_the_alternate_link() -> None:
    """Not the editing, self or enclosure ones."""
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
    <entry><title>Bridge</title><link rel="edit" href="https://courier.example/edit/1"/>
    <link rel="enclosure" href="https://courier.example/a.mp3"/><link href="https://courier.example/a/1"/>
    <id>tag:courier.example,2026:1</id><updated>2026-03-02T09:00:00Z</updated></entry></feed>"""
    assert urls(atom.encode()) == ["https://courier.example/a/1"]


@pytest.mark.parametrize("hrefs", [("/a/1", "/a/2"), ("mailto:desk", "/a/1"), ("/a/1", "mailto:desk")])
def test_an_entry_leads_to_the_first_of_its_links_that_leads_anywhere(hrefs: tuple[str, str]) -> None:
    """Some name the article in several forms."""
    links = "".join(f"<link rel='alternate' href='{href}'/>" for href in hrefs)
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Bridge</title>{links}</entry></feed>"
    assert urls(atom.encode()) == ["https://courier.example/a/1"]


def test_json_feed_is_read() -> None:
    """With whatever of its members is there."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "home_page_url": "https://courier.example/",
        "items": [
            {"id": "1", "url": "/a/1", "title": "Bridge", "date_published": "2026-03-02T09:00:00+00:00"},
            {"id": "https://courier.example/a/2"},
            {"id": 3},
            "nonsense",
        ],
    }
    found = read_feed(json.dumps(feed).encode(), URL)
    assert found is not None
    assert found.links[0] == Link(
        "https://courier.example/a/1", "Bridge", datetime(2026, 3, 2, 9, tzinfo=UTC), guid="1"
    )
    assert [link.url for link in found.links][:2] == ["https://courier.example/a/1", "https://courier.example/a/2"]


@pytest.mark.parametrize(
    "content",
    [
        RSS.encode("windows-1256", "replace").replace(b"utf-8", b"windows-1256", 1),
        RSS.replace("utf-8", "utf-16", 1).encode("utf-16"),
        RSS.encode()[:-60],
        ("\n\n  " + RSS).encode(),
        RSS.replace("&amp;", "&").encode(),
        RSS.replace("<title>", "<title>\x0b\x1f", 2).encode(),
        RSS.replace("</channel></rss>", "").encode(),
    ],
)
def test_broken_feed_gives_what_it_has(content: bytes) -> None:
    """Wrong bytes, missing ends, control characters, blank lines in front."""
    assert "https://courier.example/article/7" in urls(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><html><head><title>x</title></head><body><p>no feed</p></body></html>",
        b'{"a": 1}',
        b"{broken",
        b"[" * 100_000,
        b"plain words",
    ],
)
def test_what_is_no_feed_is_none(content: bytes) -> None:
    """A page, another JSON, nonsense."""
    assert read_feed(content, URL) is None


def test_entities_do_not_explode() -> None:
    """The parser bounds expansion; no file is read."""
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    bomb += "]><rss><channel><item><title>&j;</title><link>https://courier.example/1</link></item></channel></rss>"
    read_feed(bomb.encode(), URL)
    spy = '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&f;</title>'
    spy += "<link>https://courier.example/1</link></item></channel></rss>"
    feed = read_feed(spy.encode(), URL)
    assert feed is None or all(link.title in {None, "&f;"} for link in feed.links)


def rss(*items: str, channel: str = "") -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel>{channel}{entries}</channel></rss>".encode()


BURNER = "xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/a/1</link>", "https://news.example/a/1"),
        ("<guid>https://news.example/7</guid><link>https://news.example/{id}</link>", "https://news.example/7"),
        ("<guid>https://news.example/7</guid><link>https://news.example/8</link>", "https://news.example/8"),
        ("<guid>7</guid><link>https://news.example/%7Bid%7D</link>", "https://news.example/%7Bid%7D"),
        ("<guid isPermaLink='false'>https://news.example/7</guid><link>undefined</link>", "https://news.example/7"),
        (
            f"<link>https://ads.example/x</link><f:origLink {BURNER}>https://news.example/9</f:origLink>",
            "https://news.example/9",
        ),
    ],
)
def test_an_entry_leads_to_its_article(item: str, url: str) -> None:
    """Joined to the channel's own address; a name that is an address helps where the link was never filled in."""
    feed = read_feed(rss(f"<title>Bridge</title>{item}", channel="<link>https://news.example/start</link>"), URL)
    assert feed is not None
    assert [link.url for link in feed.links] == [url]


@pytest.mark.parametrize(
    ("date", "language", "day"),
    [
        ("03/04/2026", "en-us", "2026-03-04"),
        ("03/04/2026", "en-gb", "2026-04-03"),
        ("Mon Mar  2 09:30:00 2026", "", "2026-03-02"),
        ("1990-12-31", "", None),
        ("1991-01-01", "", "1991-01-01"),
        ("Thu Jan  1 00:00:00 1970", "", None),
        ("yesterday", "", None),
        ("", "", None),
    ],
)
def test_an_entry_was_published_when_it_says(date: str, language: str, day: str | None) -> None:
    """In the order of its language, or as the feed's own formats have it; nothing is older than the web."""
    item = f"<link>/1</link><pubDate>{date}</pubDate>"
    feed = read_feed(rss(item, channel=f"<language>{language}</language>"), URL)
    assert feed is not None
    (link,) = feed.links
    assert (link.dated_at and f"{link.dated_at:%Y-%m-%d}") == day


def test_a_feed_without_entries_is_a_feed() -> None:
    """Of a site that has published nothing yet."""
    assert read_feed(rss(channel="<title>Courier</title>"), URL) == Feed("Courier", ())


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("A <b>bold</b> step", "A bold step"),
        ('<span class="kicker"><i>Harbour</i>:</span> H<sub>2</sub>O<br/>rises', "Harbour: H2O rises"),
        ("<b><i><u><em>Deep</em></u></i></b> water", "Deep water"),
        ("What <b> does, and </i> does not", "What <b> does, and </i> does not"),
        ("5 < 6 and <bold>7</bold> > 6", "5 < 6 and <bold>7</bold> > 6"),
    ],
)
def test_marked_words_of_a_title_are_words(written: str, title: str) -> None:
    """Feeds put markup into titles; what is no markup of words is left."""
    feed = read_feed(json.dumps({"items": [{"url": "/1", "title": written}]}).encode(), URL)
    assert feed is not None
    assert feed.links[0].title == title


def test_a_title_of_nothing_but_marks_takes_no_time() -> None:
    """However many there are within each other."""
    began = time.thread_time()
    items = [{"url": f"/{n}", "title": "<b>" * 700 + "</b>" * 700} for n in range(20)]
    assert read_feed(json.dumps({"items": items}).encode(), URL) is not None
    assert time.thread_time() - began < 1


def test_a_title_may_speak_of_markup() -> None:
    """It is a text, of which nothing is left out; nor do broken lines of one in JSON break the feed."""
    xml = read_feed(rss("<title>Why &lt;iframe&gt; is banned</title><link>/1</link>"), URL)
    loose = read_feed(b'{"items": [{"url": "/1", "title": "Why <iframe>\nis banned"}]}', URL)
    assert [feed.links[0].title for feed in (xml, loose) if feed] == ["Why <iframe> is banned"] * 2


def test_a_json_feed_of_another_host_is_joined_to_its_home() -> None:
    """And an entry that only links to another site leads there."""
    items = [{"url": "/a/1"}, {"external_url": "https://other.example/2", "id": "2"}]
    feed = {"home_page_url": "https://news.example/", "items": items}
    assert urls(json.dumps(feed).encode()) == ["https://news.example/a/1", "https://other.example/2"]


def test_a_long_feed_is_read_to_its_bound() -> None:
    """Some feeds hold all that a site has; no feed holds more than a reader can want."""
    paths = [f"/{number}" for number in range(MAX_LINKS + 1)]
    assert len(urls(json.dumps({"items": [{"url": path} for path in paths]}).encode())) == 10_000


@pytest.mark.parametrize(
    ("kind", "is_feed"),
    [
        ("application/rss+xml", True), ("Application/Atom+XML; charset=utf-8", True), ("application/rdf+xml", True),
        ("application/feed+json;a;b", True), ("application/json", False), ("text/html", False), ("", False),
    ],
)  # fmt: skip
def test_a_feed_is_named_by_its_type(kind: str, *, is_feed: bool) -> None:
    """Whatever parameters follow."""
    assert is_feed_type(kind) is is_feed
