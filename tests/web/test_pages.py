"""What stands on the pages of the reading room."""

from __future__ import annotations

import contextlib
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from newsgrab.archive import Archive
from newsgrab.extraction_result import Part
from newsgrab.web.server import application
from tests.archive.conftest import FLOOD, MONDAY, look
from tests.web.conftest import Room, fill

FILES = Path("/proc/self/fd")

PAGES = (
    "/",
    "/search?q=quay",
    "/search?q=quay&scope=ever",
    "/article/1",
    "/article/1@1",
    "/article/1@2025-03-03T23:59Z",
    "/article/1/history",
    "/article/1/diff",
    "/article/1/diff?from=1&to=2&side=1",
    "/article/1/related",
    "/changes",
    "/removed",
    "/sources",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_and_is_json_as_well(room: Room, path: str) -> None:
    """With one heading, a title, a language, and the same as .json."""
    page = room(path)
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert len(page.html.css("h1")) == 1
    assert page.words("title")[0].endswith(" · newsgrab")
    name, _, query = path.partition("?")
    data = room((name if name != "/" else "/search") + ".json" + (f"?{query}" if query else ""))
    assert (data.status, data.headers["content-type"]) == (200, "application/json")
    assert isinstance(data.json, dict)


def test_the_front_page_has_the_latest_articles(room: Room) -> None:
    """With their direction, site and day."""
    page = room("/")
    assert page.words(".list h2")[0] == "הרציף הישן נפתח"
    assert [each.attributes["dir"] for each in page.html.css(".list > li")] == ["rtl", "ltr", "rtl"]


def test_an_article_that_is_gone_is_marked_in_lists(room: Room) -> None:
    """On the front page and among hits, with the first look that found it so."""
    for page in (room("/"), room("/search", q="السوق")):
        (told,) = page.words(".list .outcome.gone")
        assert told == "gone since 2025-03-06 02:02"


def test_a_search_marks_what_was_asked_for(room: Room) -> None:
    """The words stand in <mark>, and the hits are counted by site and language."""
    page = room("/search", q="quay")
    assert page.words("mark")[0] == "quay"
    assert page.words("[role=status]") == ["2 articles"]
    assert "en 1" in page.words(".facets li")
    assert room("/search.json", q="السوق").json["hits"][0]["article_id"] == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "quay", "site": "courier.example"}, 0),
        ({"q": "quay", "lang": "en"}, 1),
        ({"q": "مليون", "scope": "ever"}, 1),
        ({"q": "مليون ليرة", "as_of": "2025-03-03"}, 1),
        ({"category": "economy"}, 2),
        ({"author": "dana"}, 2),
        ({"since": "2025-03-04"}, 0),
        ({"as_of": "2025-03-03"}, 3),
        ({"as_of": "2025-03-03T14:30Z"}, 1),
    ],
)
def test_filters_let_through_what_they_say(room: Room, query: dict[str, str], found: int) -> None:
    """Of a search now or in the past, and of the latest articles."""
    assert len(room(f"/search?{urlencode(query)}").html.css("ol.list > li")) == found


def test_a_wrong_question_is_answered_in_its_place(room: Room) -> None:
    """The page says what was wrong, and keeps what was typed."""
    for query, told in (({"since": "someday"}, "not a date"), ({"q": "(a OR"}, ""), ({"page": "x"}, "page: a number")):
        page = room(f"/search?{urlencode(query)}")
        if told:
            assert (page.status, told in page.text) == (400, True)
    assert 'value="someday"' in room("/search", since="someday").text


def test_an_article_is_shown_as_each_version_read(room: Room) -> None:
    """Now, by number, and by day."""
    assert "مليوني ليرة" in room("/article/1").text
    assert "بنحو مليون ليرة" in room("/article/1@1").text
    day = room("/article/1/at", date="2025-03-03")
    assert (day.status, day.headers["location"]) == (303, "/article/1@2025-03-03T23:59Z")
    assert "بنحو مليون ليرة" in room(day.headers["location"]).text
    assert room("/article/1/at", date="1999-01-01").headers["location"] == "/article/1@1999-01-01T23:59Z"
    assert room("/article/1@1999-01-01T23:59Z").status == 404


def test_every_kind_of_block_has_its_element(room: Room) -> None:
    """Headings, quotes, list items, preformatted text, captions, paragraphs."""
    page = room("/article/2")
    for selector in (".text h2", ".text blockquote", ".text pre", ".text .item", ".text .caption", ".text > p"):
        assert page.words(selector), selector


def test_an_edit_is_shown_word_by_word(room: Room) -> None:
    """In one text with <del> and <ins>, and side by side."""
    page = room("/article/1/diff")
    assert (page.words("del"), page.words("ins")) == (["مليون"], ["مليوني"])
    sides = room("/article/1/diff", side="1")
    assert len(sides.html.css(".sides > div")) == 2
    assert sides.words(".sides > div:first-child del") == ["مليون"]
    assert sides.words(".sides > div:last-child ins") == ["مليوني"]


def test_looks_are_compared_by_their_times(room: Room) -> None:
    """Any two of them: as the article read then. A time that is typed into the form wins over the version beside it."""
    assert room("/article/1/diff").html.css_first('#looks option[value="2025-03-04T20:02Z"]') is not None
    for query in ("from=2025-03-03T20:00Z&to=2025-03-09T00:00Z", "from=2&from_time=2025-03-03T20:00Z&to=2&to_time="):
        page = room(f"/article/1/diff.json?{query}")
        assert [page.json[side]["number"] for side in ("old", "new")] == [1, 2]


def test_the_history_tells_versions_absences_and_views(room: Room) -> None:
    """Each with the looks that bound it, and the chart with what a rounded count may stand for."""
    page = room("/article/1/history")
    told = " ".join(page.words(".timeline li"))
    assert "edited between 2025-03-03 14:02 and 2025-03-04 20:02: body" in told
    assert "Gone between 2025-03-04 20:02 and 2025-03-06 02:02" in told
    assert len(page.html.css("tbody tr")) == 3
    assert len(page.html.css("svg.chart line.range")) == 1
    assert [each.attributes["role"] for each in page.html.css("svg.chart")] == ["img"]


def test_the_history_says_what_the_terminal_says(tmp_path: Path) -> None:
    """Texts that come back in turn are one line, one that comes back once says so; seconds part looks of a minute."""
    other = replace(FLOOD, title="النهر يغمر السوق")
    part = replace(FLOOD, title="الوزير يستقيل", blocks=FLOOD.blocks[:1])
    with Archive(tmp_path, create=True) as archive:
        for seconds, article in enumerate((FLOOD, other, FLOOD, other, FLOOD, part)):
            page, reading = look(article, MONDAY + timedelta(seconds=seconds))
            archive.record(page, replace(reading, part=Part.PAYWALL if article is part else Part.WHOLE))
    shown = Room(application(lambda: Archive(tmp_path, readonly=True)))("/article/1/history")
    first, second, alternating, retitled = shown.words(".timeline li")
    assert "edited between 2025-03-03 14:02:00 and 2025-03-03 14:02:01: title" in second
    assert "first seen 2025-03-03 14:02 1 look" in first
    assert alternating.startswith("Alternating between the texts of versions 1 and 2: 3 returns in versions 1 to 5,")
    assert retitled.startswith("Retitled between 2025-03-03 14:02:04 and 2025-03-03 14:02:05: the rest stands behind")


def test_related_links_now_and_then(room: Room) -> None:
    """What is no longer shown stands apart."""
    page = room("/article/1/related")
    assert page.words("section[aria-labelledby=now] .list a") == ["جسر جديد على النهر"]
    assert page.words("section[aria-labelledby=then] .list a") == ["السوق يستعد للعيد"]


def test_changes_are_filtered(room: Room) -> None:
    """By kind and by site."""
    assert [each["outcome"] for each in room("/changes.json").json["changes"]] == ["gone", "changed"]
    assert [each["outcome"] for each in room("/changes.json", kind="changed").json["changes"]] == ["changed"]
    assert room("/changes.json", site="harbour.example").json["changes"] == []
    assert room("/changes", kind="nothing").status == 400


def test_changes_are_a_feed(room: Room) -> None:
    """Atom, with absolute links to the articles."""
    page = room("/changes.atom")
    assert page.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(page.body)
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")]
    assert titles == ["gone: النهر يغمر السوق القديم", "changed: body: النهر يغمر السوق القديم"]
    links = {entry.find(f"{atom}link").attrib["href"] for entry in feed.iter(f"{atom}entry")}  # type: ignore[union-attr]
    assert links == {"http://127.0.0.1:8321/article/1"}


def test_what_was_removed_is_listed_and_found(room: Room) -> None:
    """The latest passages, and those with the words."""
    assert any("مليون" in each for each in room("/removed").words(".snippet"))
    assert room("/removed", q="بنحو مليون").words(".snippet mark")


def test_a_kept_page_is_given_to_be_kept(room: Room) -> None:
    """As a download that no browser shows, in a sandbox if one did."""
    page = room("/article/1@1/page")
    assert page.body == b"<script>alert(1)</script>"
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-disposition"] == 'attachment; filename="article-1-1.html"'
    assert page.headers["content-security-policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("path", ["/nothing", "/article/99", "/article/1@9", "/article/x", "/article/1/nothing"])
def test_what_is_not_there_is_said_to_be_missing(room: Room, path: str) -> None:
    """404, on a page."""
    page = room(path)
    assert page.status == 404
    assert len(page.html.css("h1")) == 1


def open_files(name: str) -> int:
    """How often a file of that name, or one beside it, is open in this process."""
    found = 0
    for descriptor in FILES.iterdir():
        with contextlib.suppress(FileNotFoundError):  # the one that lists them
            found += name in str(descriptor.readlink())
    return found


@pytest.mark.skipif(not FILES.exists(), reason="open files cannot be counted")
def test_a_thread_closes_its_archive_when_it_ends(filled: Path) -> None:
    """Nothing of a room stays open, however many threads made its pages."""
    opened = []

    def archive() -> Archive:
        opened.append(Archive(filled, readonly=True))
        assert open_files(filled.name) > before
        return opened[-1]

    before = open_files(filled.name)
    room = Room(application(archive))
    assert room("/").status == 200
    for thread in threading.enumerate():
        if thread.name.startswith("AnyIO worker"):
            thread.join(10)
    assert len(opened) == 1
    assert open_files(filled.name) <= before


def test_an_older_version_says_so(room: Room) -> None:
    """And leads to the latest, which says nothing of the kind."""
    assert room("/article/1@1").words(".notice:not(.gone)") == [
        "An older version: the article reads otherwise now, in version 2."
    ]
    assert not room("/article/1").words(".notice:not(.gone)")


def test_of_what_was_taken_out_no_page_is_offered(tmp_path: Path) -> None:
    """Nor is it the first of the latest articles."""
    with Archive(tmp_path, create=True) as archive:
        fill(archive)
        archive.care.remove(archive.resolve("3"), "a wish of the family")
    room = Room(application(lambda: Archive(tmp_path, readonly=True)))
    assert room("/").words(".list h2")[-1].startswith("[taken out on ")
    assert not room("/article/3").html.css("a[download]")
    assert room("/article/2").html.css("a[download]")
