"""Whatever an article says is text: it runs nothing, fetches nothing, mirrors nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsgrab.archive import Archive
from newsgrab.article import Article, Block, BlockKind, Related
from newsgrab.web.foreign import direction, visible, web_address
from newsgrab.web.server import application
from tests.web.conftest import Room, record
from tests.web.hostile import HOSTILE, OVERRIDES

MANY = ("/", "/search?q=word&page={}", "/changes", "/removed", "/sources")
OF_ONE = ("/article/{}", "/article/{}@1", "/article/{}/history", "/article/{}/diff", "/article/{}/diff?side=1")
URLS = frozenset({"href", "src", "action", "data", "formaction", "poster", "srcset"})


def hostile_article(number: int, text: str, word: str = "word") -> Article:
    """An article with a hostile text in every field."""
    return Article(
        url=f"https://courier.example/article/{number}",
        title=f"{word} {text}",
        blocks=tuple(Block(kind, f"{word} {text}", 2 if kind is BlockKind.HEADING else 0) for kind in BlockKind),
        category=text,
        tags=(text,),
        authors=(text,),
        language=text,
        site_name=text,
        image=text,
        views=7,
        views_text=text,
        views_exact=False,
        related=(
            Related(text, f"r {text}", text, 3, text, image=text, heading=text, position=1),
            Related(None, text, position=2),
        ),
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room in which every article is hostile, and was edited from one hostile text to another."""
    place: Path = tmp_path_factory.mktemp("hostile")
    with Archive(place, create=True) as archive:
        for number, text in enumerate(HOSTILE):
            record(archive, hostile_article(number, text))
            record(archive, hostile_article(number, text, "edited"), 1)
            record(archive, replace(hostile_article(number, text), related=()), 2)
    return Room(application(lambda: Archive(place, readonly=True)))


def harmless(page: LexborHTMLParser) -> bool:
    """No element that runs or fetches, no handler, no style, no address but ours and plain ones."""
    for each in page.css("*"):
        assert each.tag not in {"script", "iframe", "object", "embed", "base", "style", "template", "bdo", "img"}
        for name, value in each.attributes.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in URLS:
                assert (value or "").startswith(("/", "#content", "https://courier.example/")), value
                assert not (value or "").startswith("//")
    return True


@pytest.mark.parametrize("path", MANY)
def test_lists_of_hostile_articles_are_harmless(hostile: Room, path: str) -> None:
    """All pages of them."""
    for number in range(1, 5):
        page = hostile(path.format(number))
        assert page.status == 200
        assert harmless(page.html)
        assert not set(page.text) & set(OVERRIDES)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_the_pages_of_a_hostile_article_are_harmless(hostile: Room, number: int) -> None:
    """Its text, versions, edits, looks and related links; nothing of it is lost."""
    for path in OF_ONE:
        page = hostile(path.format(number + 1))
        assert page.status == 200
        assert harmless(page.html)
        assert not set(page.text) & set(OVERRIDES)
    [shown] = (heading.text() for heading in hostile(f"/article/{number + 1}").html.css("h1"))
    lost = {sign: f"U+{ord(sign):04X}" for sign in OVERRIDES}
    assert shown == "word " + "".join(lost.get(sign, sign) for sign in HOSTILE[number])


def test_what_is_typed_is_text_as_well(hostile: Room) -> None:
    """A query or a filter that comes back on the page."""
    for text in HOSTILE:
        for name in ("q", "site", "category", "lang", "since", "as_of", "kind"):
            page = hostile(f"/search?{urlencode({name: text})}")
            assert page.status in {200, 400}
            assert harmless(page.html)
            assert not set(page.text) & set(OVERRIDES)


def test_json_and_the_feed_hold_no_commands(hostile: Room) -> None:
    """JSON is exact, and its commands are escapes; the feed is well-formed."""
    import xml.etree.ElementTree as ET

    for number, text in enumerate(HOSTILE, start=1):
        data = hostile(f"/article/{number}.json")
        assert not set(data.text) & (set(OVERRIDES) - {"\n"})
        assert json.loads(data.body)["article"]["title"] == f"word {text}"
    assert len(list(ET.fromstring(hostile("/changes.atom").body))) > 5


@pytest.mark.parametrize("sign", OVERRIDES)
def test_a_sign_that_commands_the_layout_is_shown_by_its_name(sign: str) -> None:
    """In a box of its own, with its name in Unicode."""
    shown = visible(f"a{sign}b")
    assert sign not in shown
    assert f">U+{ord(sign):04X}</span>" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("BBC: قالت الوزارة إن الرصيف سيفتح", "rtl"),
        ("رصيف opened for large ships today", "ltr"),
        ("הרציף הישן", "rtl"),
        ("旧码头", "ltr"),
        ("123", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_is_that_of_most_letters(text: str, shown: str) -> None:
    """A first word of another script does not turn a text around."""
    assert direction(text) == shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://a/b", "", None, "http:///x"]
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    """Nothing else is one."""
    assert web_address(url) is None
    assert web_address("https://courier.example/a?b#c") == "https://courier.example/a?b#c"
