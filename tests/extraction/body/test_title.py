"""The headline where the head of the page says little, or something else, of it."""

from __future__ import annotations

import pytest

from newsgrab.extraction.body.headline_and_text import read_headline_and_text
from newsgrab.extraction.body.headline_by_place import is_in_address
from newsgrab.extraction.body.names import title_key
from newsgrab.extraction.page.document import Document
from newsgrab.extraction_result import Verdict

SITE = "https://harbourgazette.example"
TITLE = "Old tide mill turns again after sixty years"
TEXT = (
    "<p>The wheel of the old tide mill turned for the first time since the flood, to the cheers of hundreds.</p>"
    "<p>Volunteers had spent four winters on the gears, which were carved anew from oak that a farmer gave them.</p>"
    "<p>Flour will be sold on Saturdays, and schools may come and grind their own by prior arrangement.</p>"
)
MENU = "".join(f"<li><a href=/{name.lower()}>{name}</a></li>" for name in ("News", "Sport", "Country Life"))
LIST = "".join(
    f"<h2><a href=/2026/03/{n}-story-of-the-day>Story {n} of the day in the harbour</a></h2>" for n in range(6)
)


def headline(title: str, printed: str, path: str = "/page/4711", text: str = TEXT) -> tuple[Verdict, str]:
    """The verdict on a page and its headline, "" if it is no article."""
    html = f"<title>{title}</title><ul>{MENU}</ul><main>{printed}{text}</main>"
    found = read_headline_and_text(Document.of_text(html, SITE + path))
    return found.verdict, found.title


PRINTED = {
    "h1": "<h1>{}</h1>",
    "h2": "<h2>{}</h2><p>5 March 2026</p>",
    "h5 behind a date": "<p>5 March 2026</p><h5>{}</h5>",
    "over the date, both in h1": "<h1>{}<br>5 March 2026, 10:15 Comments: 0</h1>",
    "over a lead set as a heading": "<h1>{}</h1><h2>The wheel was carved anew from oak that a farmer gave.</h2>",
    "over a deck": "<h1>{}</h1><h2>Gears were carved anew from oak, and flour will be sold on Saturdays</h2>",
    "over a deck, both no h1": "<h3>{}</h3><h4>Gears were carved anew from oak, and flour is sold on Saturdays</h4>",
    "under a date set as a heading": "<h2>Thursday, 5 March 2026</h2><h3>{}</h3>",
    "under a kicker set as a heading": "<h2>Craft and mills</h2><h5>{}</h5>",
    "behind a poll": "<div>Do you like our new pages?</div><div>Yes</div><div>No</div><h2>{}</h2>",
    "a cell": "<table><tr><td>{}</td></tr><tr><td>5 March 2026</td></tr></table>",
    "bold": "<div><b>{}</b></div><div>5 March 2026 | Views: 120</div>",
    "named": "<div class=news-title>{}</div><span>By Ann Roe</span>",
    "under the name of a section in h1": "<h1>Country Life</h1><h2>{}</h2>",
    "under the name of the site in h1": "<h1>Harbour Gazette</h1><h2>{}</h2>",
}


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
@pytest.mark.parametrize("title", ["Harbour Gazette", "Country Life", "Country Life | Harbour Gazette", ""])
def test_where_the_head_names_the_site_or_a_section_the_line_over_the_text_is_the_headline(
    printed: str, title: str
) -> None:
    """All pages of some sites have one title."""
    assert headline(title, printed.format(TITLE)) == (Verdict.ARTICLE, TITLE)


@pytest.mark.parametrize(
    "title", ["Official Portal of the Hárbour Gazètte and the Isles", "Tides at Harbour Gazette today"]
)
def test_a_long_title_that_holds_the_words_of_the_host_names_the_site(title: str) -> None:
    """Offices call themselves so; a headline that is printed is one all the same."""
    assert headline(title, PRINTED["named"].format(TITLE)) == (Verdict.ARTICLE, TITLE)
    assert headline(title, f"<h1>{title}</h1><div class=news-title>{TITLE}</div>") == (Verdict.ARTICLE, title)
    unlike = title.replace("Gazette", "Pilot").replace("Gazètte", "Pilot")
    assert headline(unlike, PRINTED["named"].format(TITLE))[1] != TITLE


@pytest.mark.parametrize(
    ("title", "printed", "path"),
    [
        (TITLE, "<h2>How gears are made</h2>", "/page/4711"),
        (f"{TITLE} | Harbour Gazette", "<p>5 March 2026</p>", "/page/4711"),
        ("Country Life", "<h1>Country Life</h1><h2>Three books on cows, hedges and lanes</h2>", "/2026/country-life"),
        (
            "Life in the Harbour Quarter Now",
            "<h1>Life in the Harbour Quarter Now</h1><h2>First chapter</h2>",
            "/p/9",
        ),
    ],
    ids=["a chapter", "not printed", "named by its address", "long"],
)
def test_a_headline_that_the_head_tells_is_not_given_up_for_another_line(title: str, printed: str, path: str) -> None:
    """Be it printed or not; a word that a menu has, too, may be a headline whose page is called by it."""
    links = "<a href=/country>Life in the Harbour Quarter Now</a>"
    assert headline(title, printed, path, TEXT + links)[1] == title.removesuffix(" | Harbour Gazette")


@pytest.mark.parametrize(
    ("title", "printed", "told"),
    [
        ("Old tide mill turns again after… | Harbour Gazette", f"<div>{TITLE}</div>", TITLE),
        ("Old tide mill turns again after ... - Harbour Gazette", f"<h3>{TITLE}</h3>", TITLE),
        ("A mill that came back from the flood", f"<h1>{TITLE}</h1>", TITLE),
        ("Sixty years on, tide mill turns again: old wheel", f"<h2>{TITLE}</h2>", TITLE),
        (
            "A mill that came back from the flood",
            "<h2>How gears are made</h2>",
            "A mill that came back from the flood",
        ),
    ],
    ids=["cut off", "cut off with dots", "another in h1", "the same words in h2", "a chapter in h2"],
)
def test_the_headline_is_the_printed_one_where_the_head_cuts_it_off_or_rewrites_it(
    title: str, printed: str, told: str
) -> None:
    """A heading over the text says what the page is called, if not in the head's words."""
    assert headline(title, f"{printed}<p>5 March 2026</p>")[1] == told


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (f"<h1>{TITLE}<span>LIVE</span></h1>", TITLE),
        (f"<h1><small>Country Life</small><br>{TITLE}</h1>", TITLE),
        (f"<h1><span>Exclusive</span> {TITLE} <i>Video</i></h1>", f"Exclusive {TITLE} Video"),
        (f"<p><a href=/news>Back</a><span>{TITLE}</span></p>", TITLE),
        (f"<h1>{TITLE} - and the flour is sold</h1>", f"{TITLE} - and the flour is sold"),
        (f"<h1>At last: {TITLE}</h1>", f"At last: {TITLE}"),
        (f"<meta property=og:title content='{TITLE}'><h1>Why the {TITLE}</h1>", f"Why the {TITLE}"),
        (f"<meta property=og:title content='{TITLE}'><h1><b>Mills</b> {TITLE}</h1>", TITLE),
        (f"<h1><b>{TITLE}</b> <i>(tides.example)</i> <i>87</i></h1>", TITLE),
    ],
    ids=[
        "label",
        "kicker over it",
        "told of neither",
        "link before it",
        "goes on",
        "begins before",
        "begins before what is told alone",
        "kicker before what is told alone",
        "before several",
    ],
)
def test_a_label_in_an_element_of_its_own_is_no_part_of_a_headline_that_the_head_tells_without_it(
    printed: str, told: str
) -> None:
    """What stands in the same run of text is."""
    assert headline(f"{TITLE} | Harbour Gazette", printed)[1] == told


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Harbour Gazette", f"<h2>The newest of the day</h2>{LIST}"),
        ("Country Life", f"<h1>Country Life</h1><p>All that we write on cows and hedges in the county.</p>{LIST}"),
        ("Harbour Gazette", "<h2>Write to the newsroom</h2><p>Tel. 12 34, the old customs house, first floor.</p>"),
    ],
    ids=["front", "section", "contact"],
)  # fmt: skip
def test_a_line_over_a_text_makes_no_article_of_a_list_or_a_notice(title: str, body: str) -> None:
    """Under the name of the site or of a section."""
    assert headline(title, body, "/", text="")[0] is not Verdict.ARTICLE


def test_the_last_part_of_an_address_names_its_page() -> None:
    """Half of the words are enough."""
    assert is_in_address("Old tide mill turns", f"{SITE}/country-life/old-mill-turns.html")
    assert not is_in_address("Country life", f"{SITE}/country-life/old-mill-turns.html")
    assert not is_in_address("Country life", None)


@pytest.mark.parametrize(
    ("title", "printed", "told"),
    [
        (f"{TITLE} | Harbour Gazette", "<h1>Old tide mill turns again<br>after sixty years</h1>", TITLE),
        (
            f"{TITLE} | Harbour Gazette",
            "<h2><div>Old tide mill</div>turns again after sixty years</h2>",
            TITLE,
        ),
        (f"{TITLE} | Harbour Gazette", f"<h1>{TITLE}<br>Flour is sold on Saturdays</h1>", TITLE),
        (f"{TITLE} | Harbour Gazette", f"<h1>Country Life<br>{TITLE}</h1>", TITLE),
        (f"Country Life – {TITLE}", f"<h1>Country Life<br>{TITLE}</h1>", f"Country Life {TITLE}"),
    ],
    ids=["broken", "in boxes", "over a lead", "under a kicker", "with a kicker"],
)
def test_the_lines_of_a_heading_are_one_headline_where_the_head_tells_them_as_one(
    title: str, printed: str, told: str
) -> None:
    """A line that it does not tell is none of it."""
    assert headline(title, printed)[1] == told


def test_a_headline_in_other_letters_of_the_same_alphabet_is_the_same() -> None:
    """Sites in Persian write Arabic letters in one place and Persian ones in another."""
    printed = "آسياب قديمي شهر پس از شصت سال دوباره به کار افتاد"
    title = "آسیاب قدیمی شهر پس از شصت سال دوباره به كار افتاد | روزنامه"
    assert headline(title, f"<h2>{printed}</h2><div>5 March 2026</div>") == (Verdict.ARTICLE, printed)
    assert title_key("قديمي") == title_key("قدیمی") != title_key("قدیم")


NAMED = '<meta property="og:site_name" content="{}">'
TOLD = '<meta property="og:title" content="{}">'
LONG = f"{TITLE} of silence"


@pytest.mark.parametrize(
    ("title", "printed", "told"),
    [
        (f"{LONG} | Gazette", f"{NAMED.format(LONG)}{TOLD.format(f'{LONG} | Gazette')}<h1>{LONG}</h1>", LONG),
        (f"{TITLE} | Gazette", f"{NAMED.format('Harbour Gazette')}<h1>Harbour Gazette</h1><h2>{TITLE}</h2>", TITLE),
        (TITLE, f"{TOLD.format(TITLE)}<div class=sidebar><h1>{TITLE}</h1></div><h2>{TITLE[:-6]}</h2>", TITLE),
        (f"{TITLE} | Gazette", f"<div class=sidebar><h1>{TITLE} | Gazette</h1></div><h2>{TITLE}</h2>", TITLE),
        (TITLE, f"{TOLD.format(TITLE)}<nav class=crumbs><h1>{TITLE}</h1></nav><h2>Mill: {TITLE[4:]}</h2>", TITLE),
    ],
    ids=["headline as the name of the site", "name of the site", "apart by its name", "apart with the site", "crumb"],
)
def test_an_h1_of_the_words_that_are_told_is_the_headline_whatever_it_is_called(
    title: str, printed: str, told: str
) -> None:
    """Systems give the headline as the name of the site, and put it into boxes called after others."""
    assert headline(title, printed)[1] == told
