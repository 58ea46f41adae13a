"""The category by place and state, where no name and no word says it."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import TEXT

TITLE = "Harbour bridge opens after a year of repairs"


def category(above: str = "", below: str = "", address: str = "https://courier.example/n/40112") -> str | None:
    """The category of a page with something above its headline, or behind its text."""
    menu = "<nav><a href='/c1/'>City</a><a href='/c2/'>Sport</a><a href='/c3/'>Nature</a></nav>"
    html = f"<title>{TITLE}</title><body>{menu}{above}<h1>{TITLE}</h1><div>{TEXT * 3}</div>{below}"
    return find_category(Document.of_text(html, address)).value


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ("<p class='x1'>Environment</p>", "Environment"),
        ("<table><tr><td><font>ثقافة</font></td></tr></table>", "ثقافة"),
        ("<p>Problems that come back every spring</p>", None),
        ("<p>3 May 2025</p>", None),
        ("<p>Environment <b>and more</b></p>", None),
        ("<p><a href='/search'>Search</a></p>", None),
    ],
)
def test_a_short_line_alone_above_the_headline_is_the_category(above: str, found: str | None) -> None:
    """One or two words; a sentence, a date, a part of a line and a service are none."""
    assert category(above) == found


def test_a_section_that_says_nothing_is_the_last_resort() -> None:
    """Every story is news: any other label says more."""
    trail = "<ol class='breadcrumb'><li><a href='/'>Home</a><li><a href='/n'>%s</a></ol>"
    assert category(trail % "News") == "News"
    assert category(trail % "News" + "<p>Environment</p>") == "Environment"
    assert category(trail % "Nature") == "Nature"


def test_embedded_state_names_the_section_of_the_object_that_is_the_article() -> None:
    """The object with the number of the address, or the title; another object's section is not this one's."""
    script = '<script type="application/json">{"id": %d, "section": {"ar": "علوم"}}</script>'
    assert category(below=script % 40112) == "علوم"
    assert category(below=script % 40113) is None


def test_the_writer_is_no_section_though_linked_like_one() -> None:
    """A system writes both links into one box called after the category."""
    box = "<p class='category'>%s | <a href='/category/city/' rel='category tag'>City life</a></p>"
    assert category(box % "<a class='author' href='/category/ann/'>Ann Roe</a>") == "City life"


def test_a_tag_box_above_the_headline_names_the_section() -> None:
    """Some systems know tags alone, and print the first above the headline."""
    assert category("<div class='post-tag'><span><a href='/tag/x/'>Seafaring</a></span></div>") == "Seafaring"


@pytest.mark.parametrize(
    ("trail", "found"),
    [
        ('<a href="/">Home</a> &gt; <a href="/r1">News</a> &gt; <b>Economy</b>', "Economy"),
        (f'<a href="/">Home</a> &gt; <a href="/r1">Economy</a> &gt; <b>{TITLE}</b>', "Economy"),
        (
            '<a href="/">Home</a> &gt; <a href="/r1">Economy</a> &gt; <b>The harbour master tells his story</b>',
            "Economy",
        ),
    ],
    ids=["where the reader is", "the title", "a line too long for a section"],
)
@pytest.mark.parametrize("name", ["breadcrumb", "arbo"])
def test_the_last_crumb_has_no_link(trail: str, found: str, name: str) -> None:
    """It is the section in which the reader is, unless it is the article."""
    assert category(f'<p class="{name}">{trail}</p>') == found


def test_a_skip_link_is_no_section() -> None:
    """A link within the page leads nowhere else."""
    assert category('<a href="#text">Onwards</a>') is None


@pytest.mark.parametrize("trail", ["<a href='/'><img src='home.png'></a>", "<a href='/'></a> &gt; ", ""])
def test_a_trail_without_words_names_no_section(trail: str) -> None:
    """Its only crumb is a picture."""
    assert category(f"<div class='breadcrumb'>{trail}</div>") is None
