"""Authors by evidence: what machines are told against what is printed, boxes called "by", parts behind a name."""

from __future__ import annotations

import json

import pytest

from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import ADDRESS, TEXT, TITLE, page


def told(name: str) -> str:
    """Linked data that names an author."""
    article = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": name}}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ('<p class="byline">By Ann Roe</p>', ("Ann Roe",)),
        ('<p class="byline">Reported By: Ann Roe</p>', ("Ann Roe",)),
        ("<p>Ann Roe</p><p>3 May 2025</p>", ("Ann Roe",)),
        ("<p>Ann Roe</p>", ("Web Master",)),
        ('<p class="byline">By W. Master</p>', ("Web Master",)),
        ('<p class="byline">Sports</p>', ("Web Master",)),
        ("", ("Web Master",)),
    ],
)
def test_a_name_that_only_machines_are_told_gives_way_to_a_printed_one(meta: str, authors: tuple[str, ...]) -> None:
    """So it does to a person's name in a box of the author's or beside the date; cut short it is the same name."""
    assert find_authors(page(meta, head=told("Web Master"))).value == authors


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ('<p class="story__by">Ann Roe</p>', ("Ann Roe",)),
        ('<p class="story__by">Latest</p>', ()),
        ('<p class="byType">Ann Roe</p>', ()),
        ('<p class="columns offset-by-one">Old Harbour</p>', ()),
        ('<p class="powered-by">Big Cloud</p>', ()),
    ],
)
def test_a_box_called_by_names_persons(meta: str, authors: tuple[str, ...]) -> None:
    """Only where "by" is the last word of the name, and the box holds nothing but persons' names."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        (
            '<div class="byline"><p><i>Written By: </i>Ann Roe</p><p><i>Reported By: </i>Bob Poe</p></div>',
            ("Ann Roe", "Bob Poe"),
        ),
        ("<p>By <b>Ann Roe</b> and <b>Bob Poe</b></p>", ("Ann Roe", "Bob Poe")),
        ("<p>By <b>Ann Roe</b> in <b>Old Harbour</b></p>", ("Ann Roe",)),
        ("<div><b>Ann Roe · Bob Poe</b><i>3 May 2025 · 4 min read</i></div>", ("Ann Roe", "Bob Poe")),
    ],
)
def test_all_authors_are_named(meta: str, authors: tuple[str, ...]) -> None:
    """Each label made alike has one, and so has each part of a list."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Roe / Oldharbour", ("Ann Roe",)),
        ("Ann Roe, Oldharbour", ("Ann Roe",)),
        ("Ann Roe, Bob Poe", ("Ann Roe", "Bob Poe")),
        ("Ann Roe, dpa", ("Ann Roe", "dpa")),
        ("Ann, Bob, Cay", ("Ann", "Bob", "Cay")),
        ("মাহমুদা খাতুন, পুরানগাঁও থেকে", ("মাহমুদা খাতুন",)),
        ("Ann Roe | Editor: Cay Doe", ("Ann Roe",)),
        ("【記者李安／山城報導】", ("李安",)),
    ],
)
def test_what_follows_a_name(text: str, names: tuple[str, ...]) -> None:
    """A place, a role or another's work is no second name; a newsroom beside the person is kept."""
    assert names_in([text]) == names


@pytest.mark.parametrize(
    ("behind", "authors"),
    [
        ('<p style="text-align:right"><b>Ann Roe - Bob Poe</b></p>', ("Ann Roe", "Bob Poe")),
        ('<p style="text-align:right"><b>Ann Roe - New Harbour</b></p>', ("Ann Roe",)),
        ('<p style="text-align:right"><b>Zuzu, zaza: Ann Roe</b></p>', ("Ann Roe",)),
        ('<p style="text-align:right"><b>Photo: Ann Roe</b></p>', ()),
        ("<p>Zuzu: Ann Roe</p>", ()),
    ],
)
def test_a_line_set_as_a_signature(behind: str, authors: tuple[str, ...]) -> None:
    """Its label may be any word; behind a dash stands another name, or a place of which the text speaks."""
    text = TEXT.replace("The bridge", "In New Harbour the bridge")
    assert find_authors(page(meta=text, tail=behind)).value == authors


def test_bold_words_behind_the_text_open_the_comments() -> None:
    """Where letters are neither large nor small, only words in the text's own box are a signature."""
    assert find_authors(page(tail="<div id='cm'><b>प्रतिक्रिया दिनुहोस्</b></div>", lang="ne")).value == ()


def above(headline: str, lang: str = "en") -> Document:
    """A page with something above its headline."""
    html = f'<html lang="{lang}"><title>{TITLE}</title><body>{headline}<h1>{TITLE}</h1>{TEXT * 3}</body></html>'
    return Document.of_text(html, ADDRESS)


@pytest.mark.parametrize(("links", "authors"), [(5, ()), (1, ("Saint Saturnin",))])
def test_a_name_beside_the_pages_own_date_wrote_nothing(links: int, authors: tuple[str, ...]) -> None:
    """Above a menu, a date with a name beside it is the page's sheet of the calendar."""
    menu = "<nav>" + '<a href="/city">City</a>' * links + "</nav>"
    assert find_authors(above(f"<p>17 November 2025 · Saint Saturnin · 8 °C</p>{menu}")).value == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [("<h4>از روستا تا شهر</h4>", ()), ("<h4>نویسنده: سارا نیکو</h4>", ("سارا نیکو",))],
)
def test_a_line_above_the_headline_that_begins_with_from(line: str, authors: tuple[str, ...]) -> None:
    """A bare word for "by" that also means "from" opens a kicker there; a label with a colon does not."""
    assert find_authors(above(line, lang="fa")).value == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<b>القرية - سامي النجار</b><br>", ("سامي النجار",)),
        ("<b>القرية - سامي النجار - تصوير: رامي سعد</b><br>", ("سامي النجار",)),
        ("<b>المدينة - سامي النجار</b><br>", ()),
        ("القرية - سامي النجار<br>", ()),
        ("<b>القرية - وكالات</b><br>", ()),
    ],
)
def test_a_name_behind_a_place_of_which_the_text_speaks(line: str, authors: tuple[str, ...]) -> None:
    """In bold before the text; another word before the dash, or no bold, tells nothing."""
    text = (
        "عاد أهالي القرية إلى بيوتهم صباح اليوم بعد أن انتهت أعمال الترميم التي استمرت عاما كاملا في الحي القديم.<br>"
    )
    html = f'<html lang="ar"><title>{TITLE}</title><body><h1>{TITLE}</h1><div>{line}{text * 3}</div></body></html>'
    assert find_authors(Document.of_text(html, ADDRESS)).value == authors
