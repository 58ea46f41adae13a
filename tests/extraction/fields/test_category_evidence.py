"""Categories against lies: what stands where a section may stand, and is none; and which of two places is believed."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import TEXT

TITLE = "Harbour bridge opens after a year of repairs"
STATE = '<script type="application/json">{"id": 40112, "section": "Environment"}</script>'


def category(
    above: str = "", below: str = "", *, top: str = "", head: str = "", address: str = "https://courier.example/n/40112"
) -> str | None:
    """The category of a page with something at its top, above its headline, or behind its text."""
    html = f"<title>{TITLE}</title>{head}<body>{top}<div>{above}<h1>{TITLE}</h1><div>{TEXT * 3}</div>{below}</div>"
    return find_category(Document.of_text(html, address)).value


@pytest.mark.parametrize(
    "text",
    ["12 May 2024", "28.04.2023 | 17:52", "الجمعة 8 فبراير 2019", "1 min", "12.5K", "Post Views", "By", "By Ann Roe"],
)
def test_a_day_a_count_and_a_byline_are_no_section(text: str) -> None:
    """Systems call the line that holds them all after the category."""
    assert category(f"<div class='category'>{text}</div>") is None


@pytest.mark.parametrize("text", ["F1", "5G", "Covid-19", "2024 Election", "By the Sea", "Book Views"])
def test_a_section_may_have_a_number_or_begin_like_a_byline(text: str) -> None:
    """A number alone makes no day, a word for by no byline."""
    assert category(f"<div class='category'>{text}</div>") == text


@pytest.mark.parametrize(
    "top",
    [
        "<div><a href='/'><img src='x.png'></a><span class='badge'>News you need</span></div>",
        "<div><a href='/'>The Courier</a><p>Since 1899</p></div>",
        "<p><a href='/en'>English</a></p><a href='/'><img src='x.png'></a>",
        "<ul><li><a href='/1'>People</a></li><li><a href='/2'>Boats</a></li><li><a href='/3'>About it</a></li></ul>",
    ],
    ids=["slogan", "year", "language", "menu"],
)
def test_what_the_top_of_the_page_says_last_is_no_section(top: str) -> None:
    """It stands beside the way home or above it, or in a row of links."""
    assert category(top=top) is None
    assert category("<p>Environment</p>", top=top) == "Environment"


def test_words_for_the_text_are_no_section() -> None:
    """Links behind it that lead into one folder are tags; a single one may be the section."""
    tags = "".join(f"<a href='/t/{word}'>{word}</a> " for word in ("Bridge", "Harbour"))
    assert category(below=f"<div>{tags}</div>") is None
    assert category(below=f"<ul><li>{tags.replace(' <a', '</li><li><a')}</li></ul>") is None
    assert category(below="<div><a href='/s/Boats'>Boats</a> <a href='/print/x'>Paper</a></div>") == "Boats"


@pytest.mark.parametrize(
    ("name", "found"), [("kicker", "Environment"), ("pill", "Environment"), ("section", "Repairs")]
)
def test_a_line_above_the_headline_gives_way_to_the_articles_object(name: str, found: str) -> None:
    """It may say anything, unless it is called the section."""
    line = f"<p class='{name}'>Repairs</p>"
    assert category(line, STATE) == found
    assert category(line) == "Repairs"


def test_a_line_that_the_page_says_twice_is_a_section() -> None:
    """A menu has the same word."""
    nav = "<nav><a href='/1'>Repairs</a><a href='/2'>Boats</a></nav>"
    assert category("<p class='pill'>Repairs</p>", STATE, top=nav) == "Repairs"


@pytest.mark.parametrize(
    ("address", "below", "found"),
    [
        ("https://courier.example/y/reef/print", "", None),
        ("https://courier.example/reef/harbour-bridge-opens", "", None),
        ("https://courier.example/reef/harbour-bridge-opens", "<a href='/reef/'>Reef and sea</a>", "Reef and sea"),
        ("https://courier.example/reef/harbour-bridge-opens", "<a href='/reef/'>Back</a>", None),
        ("https://courier.example/reef/harbour-bridge-opens", "<a href='/reef/'>The Courier</a>", None),
    ],
)
def test_a_part_of_the_address_is_a_section_only_if_the_page_prints_it(
    address: str, below: str, found: str | None
) -> None:
    """Readers are shown no address; a way back and the site's own name are none."""
    head = "<meta property='og:site_name' content='The Courier'>"
    assert category(below=below, address=address, head=head) == found


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("<a href='/s/9'>Crime &amp; Safety</a>", "Crime & Safety"),
        ("<a href='/news/crime-safety/'>Police</a>", "Police"),
        ("", "crime safety"),
    ],
)
def test_a_key_for_machines_is_shown_as_the_page_prints_it(below: str, found: str) -> None:
    """Else in words; and then what is printed counts more."""
    head = "<meta property='article:section' content='crime-safety'>"
    assert category(below=below, head=head) == found
    if not below:
        assert category("<p class='pill'>City</p><a href='/c'>City</a>", head=head) == "City"


def test_a_name_with_a_hyphen_stays_as_it_is_printed() -> None:
    """The page has it so itself."""
    head = "<meta property='article:section' content='Sci-Tech'>"
    assert category("<a href='/x'>Sci-Tech</a>", head=head) == "Sci-Tech"


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("push({'section': 'Environment'}); log({'section': 'Environment'})", "Environment"),
        ("list([{'section': 'Environment'}, {'section': 'City'}])", None),
        ("ads({'section': 'desktop-header'})", None),
    ],
)
def test_scripts_tell_the_section_if_they_tell_one(script: str, found: str | None) -> None:
    """Those of a list of stories, and places of advertisements, are not this article's."""
    assert category(below=f"<script>{script}</script>") == found


def test_an_open_tab_is_no_section() -> None:
    """It shows another list on the same page, or the stories most read."""
    tab = "<ul class='menu'><li class='active'><a href='{}'>{}</a></li><li><a href='/x'>Boats</a></li></ul>"
    assert category(top=tab.format("#new", "Just in")) is None
    assert category(top=tab.format("/top", "Most read")) is None
    assert category(top=tab.format("/city", "City")) == "City"


def test_a_section_and_a_name_in_one_line_above_the_headline() -> None:
    """The part that a menu has is the section."""
    nav = "<nav><a href='/1'>Column</a><a href='/2'>Boats</a></nav>"
    assert category("<p>Column | Ann Roe</p>", top=nav) == "Column"
    assert category("<p>Lines | Ann Roe</p>", top=nav) is None


def test_a_blog_is_a_section_if_nothing_else_is_named() -> None:
    """The trail says it of all that a site writes."""
    trail = "<ol class='breadcrumb'><li><a href='/'>Home</a><li><a href='/blog'>Blog</a></ol>"
    head = "<meta property='article:section' content='Analytics'>"
    assert category(trail) == "Blog"
    assert category(trail, head=head) == "Analytics"
    assert category(trail.replace("Blog", "City"), head=head) == "City"


def test_a_button_to_the_text_is_no_section() -> None:
    """Whatever its box is called."""
    assert category("<p class='category'><a href='/category/x'>Read more</a></p>") is None


@pytest.mark.parametrize("last", ["<a href='#i'>i</a>", "<a href='#c'>27</a>", "<span>3 May 2025</span>"])
def test_a_day_or_a_button_at_the_end_of_a_trail_is_no_crumb(last: str) -> None:
    """The section stands before it."""
    trail = f"<a href='/'>Home</a> &gt; <a href='/asia'>Asia</a> &gt; {last}"
    assert category(f"<div class='breadcrumb'>{trail}</div>") == "Asia"


@pytest.mark.parametrize(("trail", "found"), [("Land > News", "Land"), ("The Courier > News", "News")])
def test_the_last_crumb_gives_way_if_it_says_nothing(trail: str, found: str) -> None:
    """To the section before it, not to the root."""
    names = trail.split(" > ")
    links = " &gt; ".join(f"<a href='/{'' if name == 'The Courier' else name}'>{name}</a>" for name in names)
    home = "<a href='/'>Home</a> &gt; " if "Courier" not in trail else ""
    assert category(f"<div class='breadcrumb'>{home}{links}</div>") == found
