"""Bodies that try to make their reader open something: a file, an address, a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgrab.source.feed import read_feed
from newsgrab.source.sitemap import read_sitemap
from tests.audit import watched

URL = "https://courier.example/feed"
ITEM = "<item><title>Inside</title><link>https://courier.example/inside</link></item>"
FEED = f"<rss version='2.0'><channel><title>Inside</title>{ITEM}</channel></rss>"
DOCTYPES = (
    '<!DOCTYPE rss SYSTEM "{place}">',
    '<!DOCTYPE rss [<!ENTITY inside SYSTEM "{place}">]>',
    '<!DOCTYPE rss [<!ENTITY % inside SYSTEM "{place}"> %inside;]>',
)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file on this machine that is a feed itself."""
    path = tmp_path / "secret.xml"
    path.write_text(FEED, encoding="utf-8")
    return path


def bodies(place: str) -> list[bytes]:
    """Bodies that name the place in every way a reader might follow."""
    named = [place, f" {place}\n", f"file://{place}", f"http://127.0.0.1:1{place}"]
    feeds = [f"{doctype.format(place=place)}{FEED.replace('Inside', '&inside;')}" for doctype in DOCTYPES]
    page = "<urlset><url><loc>&inside;</loc></url></urlset>"
    maps = [doctype.format(place=place).replace("DOCTYPE rss", "DOCTYPE urlset") + page for doctype in DOCTYPES]
    sheet = f'<?xml-stylesheet href="{place}"?><rss version="2.0" xml:base="{place}"><channel/></rss>'
    return [body.encode() for body in (*named, *feeds, *maps, sheet)]


def test_a_body_opens_nothing(secret: Path) -> None:
    """Neither as the name of a file or of an address nor through a document type: nothing is opened, nothing found."""
    read_feed(FEED.encode(), URL)  # loads what reading needs
    read_sitemap(b"<urlset/>", URL)
    for body in bodies(str(secret)):
        with watched() as seen:
            feed = read_feed(body, URL)
            read_sitemap(body, URL)
        assert seen == [], body
        assert feed is None or body.startswith(b"<"), body
