"""When the article is taken from embedded state, which object it is, and what stays as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from newsgrab.errors import NotAnArticle
from newsgrab.extraction import extract, read
from newsgrab.extraction_result import Verdict
from newsgrab.page import Origin, Page
from tests.extraction.state.pages import (
    ARTICLE,
    FIRST,
    HTML,
    NEXT,
    SECOND,
    TEXTS,
    THIRD,
    TITLE,
    URL,
    assigned,
    json_script,
    shell,
)

LONG = "".join(
    f"<p>The printed text, part {at}: the city council has met again about the bridge.</p>" for at in range(12)
)


def state(article: object, **others: object) -> str:
    """A script with an article for its program, and other things beside it."""
    return json_script({"props": {"pageProps": {"article": article} | others}})


def verdict(html: str, url: str = URL) -> Verdict:
    """What the reader takes a page for."""
    return read(Page(html.encode(), datetime(2025, 5, 12, tzinfo=UTC), Origin.FILE, url)).verdict


def test_what_is_printed_goes_first() -> None:
    """A page that prints its article is read as printed, whatever its scripts carry; nothing is mixed."""
    html = shell(state(ARTICLE), body=f"<article><h1>{TITLE}</h1>{LONG}</article>")
    article = extract(html, URL)
    assert "printed text" in article.body
    assert FIRST not in article.body
    assert "blocks" not in article.sources


def test_a_printed_lead_gives_way_to_the_whole_text() -> None:
    """Where a page prints no more than the lead, the text of the state takes its place; the lead stands once in it."""
    html = shell(state(ARTICLE | {"body": HTML + LONG}), body=f"<main><h1>{TITLE}</h1><p>{FIRST}</p></main>")
    article = extract(html, URL)
    assert article.body.count(FIRST) == 1
    assert SECOND in article.body


def test_the_next_article_is_not_read() -> None:
    """An object with more text and another headline is another article."""
    assert extract(shell(state(ARTICLE, next=NEXT, latest=[NEXT, NEXT])), URL).body == "\n\n".join(TEXTS)


def test_no_object_of_the_page_means_no_article() -> None:
    """Where only other articles stand in the state, the page is as empty as before."""
    html = shell(state(None, next=NEXT, latest=[NEXT]))
    with pytest.raises(NotAnArticle, match="no text without JavaScript"):
        extract(html, URL)


def test_a_teaser_is_no_text() -> None:
    """An object with the headline and a summary alone gives no article."""
    teaser = {"id": 4711, "title": TITLE, "summary": FIRST, "description": FIRST + SECOND, "image": {"caption": FIRST}}
    with pytest.raises(NotAnArticle):
        extract(shell(state(teaser)), URL)


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ({"slug": "old-bridge-opens-again"}, "The Courier"),
        ({"url": URL + "?from=front"}, "The Courier"),
        ({"canonicalUrl": "/city/2025/05/old-bridge-opens-again/"}, ""),
        ({"slug": {"current": "old-bridge-opens-again"}}, "The Courier"),
        ({}, "Ten years after the flood, the old bridge opens again"),
    ],
)
def test_an_object_agrees_by_its_address_or_its_words(own: dict[str, object], title: str) -> None:
    """Where the head of the page has another headline, the object's address or most of its words make it the page's."""
    article = {"headline": TITLE, "content": HTML} | own
    assert extract(shell(state(article, more=[NEXT]), title=title), URL).body == "\n\n".join(TEXTS)


def test_the_only_article_of_a_nameless_page_is_its_own() -> None:
    """Where neither head nor address says more than the site's name, the only object with a text is the article."""
    article = {"headline": "Harbour freezes for the first time", "text": HTML}
    url = "https://courier.example/story/f81d4fae"
    assert extract(shell(state(article), title="The Courier"), url).title == "Harbour freezes for the first time"
    assert verdict(shell(state(article, other=NEXT), title="The Courier"), url) is not Verdict.ARTICLE
    assert verdict(shell(state(article), title="The Courier"), "https://courier.example/") is not Verdict.ARTICLE


def test_a_list_of_articles_stays_a_list() -> None:
    """A section page with the texts of its articles in the state is no article."""
    page = {"title": "City news of The Courier", "description": LONG, "items": [ARTICLE, NEXT]}
    html = shell(state(page), title="City news of The Courier", body="<nav><a href=/city>City</a></nav>")
    assert verdict(html, "https://courier.example/city") is not Verdict.ARTICLE


def test_a_missing_page_stays_missing() -> None:
    """What a program says of an error is no article."""
    error = {"title": "Page not found", "body": "The page that you have asked for does not exist on this server. " * 3}
    html = shell(json_script({"page": "/_error", "props": error}), title="Page not found")
    assert verdict(html) is not Verdict.ARTICLE


def test_fields_stand_beside_the_text() -> None:
    """Authors, times, section, tags, views, picture and related articles are those of the object."""
    article = ARTICLE | {
        "authors": [{"firstName": "Ada", "lastName": "Quell"}, {"fields": {"name": "Bo Lind"}}],
        "publishedAt": "2025-05-12T06:30:00Z",
        "modified": 1747036800,
        "section": {"id": 3, "name": "City"},
        "tags": [{"label": "Bridges"}, "Lenna"],
        "stats": {"viewCount": 1204},
        "hero": {"image": {"src": "/media/bridge.jpg"}},
        "related": {"data": [{"attributes": {"title": "Mayor resigns over the city budget", "slug": "mayor-resigns"}}]},
    }
    del article["author"]
    found = extract(shell(state(article, author={"name": "Some Reader"})), URL)
    assert found.authors == ("Ada Quell", "Bo Lind")
    assert found.published_at == datetime(2025, 5, 12, 6, 30, tzinfo=UTC)
    assert found.updated_at == datetime(2025, 5, 12, 8, 0, tzinfo=UTC)
    assert (found.category, found.tags, found.views) == ("City", ("Bridges", "Lenna"), 1204)
    assert found.image == "https://courier.example/media/bridge.jpg"
    assert [one.url for one in found.related] == ["https://courier.example/city/2025/05/mayor-resigns"]
    assert found.sources["authors"] == found.sources["blocks"] == "embedded state __NEXT_DATA__"


def test_the_headline_is_not_read_twice() -> None:
    """A text that begins with its own headline is kept without it."""
    assert extract(shell(state(ARTICLE | {"body": f"<h1>{TITLE}</h1>{HTML}"})), URL).body == "\n\n".join(TEXTS)


def test_links_to_other_articles_in_the_text_are_left_out() -> None:
    """What stands in the HTML of a body and is a call to read something else is no text."""
    html = (
        f'<p>{FIRST}</p><p><a href="/mayor">Read also: Mayor resigns over budget</a></p><p>{SECOND}</p><p>{THIRD}</p>'
    )
    assert extract(shell(state(ARTICLE | {"body": html})), URL).body == "\n\n".join(TEXTS)


@pytest.mark.parametrize(
    "script",
    [
        '{"a":' * 50_000,
        "[" * 100_000 + "]" * 100_000,
        json.dumps({"title": TITLE, "body": "x" * 12_000_000}),
        "=[" + '{"a":1},' * 400_000,
        "={a:[" * 20_000,
        "=(function(a){return a(a)})(function(a){return a(a)})" * 2_000,
        '"' + "\\u0041" * 300_000,
    ],
    ids=["objects", "lists", "long", "many", "starts", "calls", "escapes"],
)
def test_hostile_state_is_passed_by(script: str) -> None:
    """Towers, floods and rings of calls in a script end soon, and give no article."""
    with pytest.raises(NotAnArticle):
        extract(shell(f"<script>window.__STATE__={script}</script>"), URL)


@pytest.mark.parametrize(
    "own",
    [
        {"published": "²" * 10},
        {"published": 10**400},
        {"body": [{"type": "heading", "level": "²", "text": "Ten years"}, {"type": "paragraph", "text": FIRST}]},
        {"related": [{"title": "Mayor resigns over budget", "url": "http://[half"}]},
    ],
    ids=["digits", "size", "level", "address"],
)
def test_what_is_no_number_or_address_is_passed_by(own: dict[str, object]) -> None:
    """Signs that only look like digits, numbers beyond all clocks and broken addresses leave the text as it is."""
    assert FIRST in extract(shell(state(ARTICLE | own)), URL).body


def test_a_state_in_which_objects_hold_each_other_ends() -> None:
    """References in a ring give the text once."""
    store = {
        "ROOT_QUERY": {"a": {"__ref": "Article:1"}},
        "Article:1": {
            "title": TITLE,
            "body": [{"__ref": "Part:1"}, {"__ref": "Article:1"}],
            "self": {"__ref": "Article:1"},
        },
        "Part:1": {"type": "paragraph", "text": FIRST, "parent": {"__ref": "Article:1"}},
    }
    html = shell(assigned("window.__APOLLO_STATE__", json.dumps(store)))
    assert extract(html, URL).body == FIRST
