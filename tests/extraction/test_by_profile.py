"""Pages that their site's profile alone reads: the same article as by searching, and no guess where there is doubt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsgrab.article import Article
from newsgrab.errors import BadProfile
from newsgrab.extraction import extract
from newsgrab.extraction.by_profile import is_checked, read_by_profile
from newsgrab.extraction.page.document import Document
from newsgrab.profile import Profile, load_profile

COMPLETE = """
site = "courier.example"
absent = ["tags", "updated_at"]
[fields]
title = "h1"
body = { css = "div.text", transform = ["tidy", "alone"] }
category = "a.section"
authors = ".byline"
published_at = "time"
views = "b.seen"
[related]
block = "div.more"
item = "li"
"""
SENTENCE = "The council met on Monday and spoke for hours about the harbour, the ferry and the market hall. "
ADDRESSES = [f"https://courier.example/a/{number}" for number in range(200)]


TEXT = "".join(f"<p>On day {number} it began. {SENTENCE * 5}</p>" for number in (1, 2, 3))


def source(text: str = TEXT, *, byline: str = "By Ann Roe", end: str = "</body></html>") -> str:
    """A page of the invented site."""
    return (
        '<html lang="en"><head><title>Bridge opens after repairs - The Courier</title></head><body>'
        '<nav><a href="/">Home</a><a href="/port">Port</a></nav><article><a class="section" href="/port">Port</a>'
        f'<h1>Bridge opens after repairs</h1><p class="byline">{byline}</p><time datetime="2025-05-03">3 May</time>'
        f'<i class="fa fa-eye"></i> <b class="seen">1,234</b><div class="text">{text}</div></article>'
        '<div class="more"><h3>Read also</h3><ul><li><a href="/a/ferry-runs">Ferry to the islands runs again</a></li>'
        f'<li><a href="/a/market-hall">Market hall gets its glass roof back</a></li></ul></div>{end}'
    )


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """What is known about the invented site."""
    return stored(tmp_path, COMPLETE)


def stored(folder: Path, toml: str) -> Profile:
    """A profile read from a file."""
    path = folder / "courier.example.toml"
    path.write_text(toml, encoding="utf-8")
    return load_profile(path)


def alone(html: str, profile: Profile) -> Article | None:
    """What the profile alone reads, None if it leaves the page to the reader that searches."""
    layout = profile.layout(date.max)
    assert layout is not None
    found = read_by_profile(Document.of_text(html, ADDRESSES[0]), profile, layout)
    return found[0] if found else None


def said(article: Article) -> tuple[object, ...]:
    """What an article says, without its address and where it was found."""
    related = [(one.url, one.title, one.heading) for one in article.related]
    fields = article.title, article.body, article.category, article.authors, article.published_at, article.views
    return (*fields, related, article.language, article.site_name, article.tags, article.updated_at)


def test_a_profile_alone_reads_what_searching_reads(profile: Profile) -> None:
    """A page whose address is among those that are searched too, and another, give the same article."""
    checked = next(address for address in ADDRESSES if is_checked(address))
    other = next(address for address in ADDRESSES if not is_checked(address))
    assert alone(source(), profile) is not None
    assert said(extract(source(), checked, profile=profile)) == said(extract(source(), other, profile=profile))
    assert extract(source(), other, profile=profile).related[0].heading == "Read also"


def test_one_address_in_twenty_is_searched_always_the_same() -> None:
    """Which one it is follows from the address alone."""
    many = [f"https://courier.example/n/{number}" for number in range(4000)]
    assert 140 < sum(map(is_checked, many)) < 260
    assert [is_checked(address) for address in many[:50]] == [is_checked(address) for address in many[:50]]


@pytest.mark.parametrize(
    "html",
    [
        source(byline=""),
        source("<p>Too short to be all.</p>"),
        source(f"<p>{SENTENCE * 5}</p><p>Subscribe to continue reading</p>"),
        source(end=""),
        source(end=f"<main>{TEXT.replace('day', 'week') * 2}</main></body></html>"),
        source(end='<script type="application/ld+json">{"isAccessibleForFree": false}</script></body></html>'),
    ],
    ids=["a field is missing", "little text", "a paywall", "it breaks off", "more text elsewhere", "not free"],
)
def test_in_doubt_the_page_is_searched(html: str, profile: Profile) -> None:
    """Whatever does not match, or may be a part only, is left to the reader that judges the whole page."""
    assert alone(html, profile) is None


def test_a_long_text_is_whole_to_both_readers(profile: Profile) -> None:
    """Whatever the page says around it: a site asks for subscribers under every article."""
    html = source(f"{TEXT.replace('began', 'went on') * 3}<p>Subscribe to continue reading</p>")
    read = [extract(html, address, profile=profile) for address in ADDRESSES[:40]]  # searched or not
    assert alone(html, profile) is not None
    assert {article.truncated for article in read} == {False}


@pytest.mark.parametrize(
    ("old", "new"), [('title = "h1"\n', ""), ('["tidy", "alone"]', '["tidy"]'), ("body =", "# body =")]
)
def test_a_profile_that_does_not_tell_title_and_text_is_not_enough(old: str, new: str, tmp_path: Path) -> None:
    """A lead may stand before a box that is not said to hold all."""
    assert alone(source(), stored(tmp_path, COMPLETE.replace(old, new))) is None


def test_a_field_that_the_profile_does_not_name_is_read_as_on_any_page(tmp_path: Path) -> None:
    """What is called absent is not looked for."""
    without = COMPLETE.replace('category = "a.section"\n', "").replace('views = "b.seen"\n', "")
    article = alone(source(), stored(tmp_path, without))
    assert article is not None
    assert (article.category, article.views) == ("Port", 1234)
    absent = without.replace('"updated_at"]', '"updated_at", "category", "views"]')
    for address in ADDRESSES[:40]:  # searched or not
        article = extract(source(), address, profile=stored(tmp_path, absent))
        assert (article.category, article.views) == (None, None)


@pytest.mark.parametrize(
    ("absent", "problem"),
    [("title", "'title' cannot be absent"), ("views", "'views' has a selector, too: it cannot be both")],
)
def test_a_wrong_absence_is_named(absent: str, problem: str, tmp_path: Path) -> None:
    """With its file and line."""
    with pytest.raises(BadProfile) as caught:
        stored(tmp_path, COMPLETE.replace('["tags", "updated_at"]', f'["{absent}"]'))
    assert str(caught.value).startswith("courier.example.toml:3: absent: ")
    assert problem in str(caught.value)
