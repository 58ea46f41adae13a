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
        ("<div><span>Noch 2 von 3 Artikeln frei.</span> <a href='/abo'>Jetzt abonnieren</a></div>", None),
        ("<div><a href='/compte'>Se connecter</a></div>", None),
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


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("<p><a href='/s'>City</a> » <a href='/s/3'>Old town</a></p>", "Old town"),
        ("<p><b><a href='/i'>The Courier</a></b> <b>&gt; <a href='/s/3'>Old town</a></b></p>", "Old town"),
        ("<p>» <a href='/q?list=1'>Ferries</a> » <a href='/q?list=2'>Old town</a></p>", None),
        ("<p><a href='/q?list=1'>» Ferries</a> <a href='/q?list=2'>» Old town</a></p>", None),
        ("<p><a href='/q?list=1'>Ferries</a> → <a href='/'>All of the day</a></p>", None),
        ("<p><a href='https://other.example/'>Partner</a> / <a href='/q?list=9'>Imprint</a></p>", None),
        ("<p><a href='/'>Home</a><span>Education</span></p>", "Education"),
        ("<p><a href='/'><img></a><span>All that is new today</span></p>", None),
        ("<p><a href='/'>Home</a><span>3 May</span></p>", None),
    ],
)
def test_a_row_above_the_headline_leads_to_the_section(row: str, found: str | None) -> None:
    """Arrows between links make a trail, arrows before each a menu; beside the way home stands where the reader is."""
    assert category(f"<div>{row}</div>") == found


@pytest.mark.parametrize(("title", "found"), [(f"{TITLE} &lt; Schools &lt; City", "Schools"), (TITLE, None)])
def test_links_beside_the_way_home_are_sections_if_the_title_names_them(title: str, found: str | None) -> None:
    """Without arrows, nothing else tells them from a menu."""
    row = "<div><span><a href='/'>Home</a></span><a href='/q?l=1'>City</a><a href='/q?l=2'>Schools</a></div>"
    html = f"<title>{title}</title><body>{row}<h1>{TITLE}</h1><div>{TEXT * 3}</div>"
    assert find_category(Document.of_text(html, "https://courier.example/n?i=40112")).value == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<div><div class='x'>فن و ثقافت</div><h1>%s</h1></div>", "فن و ثقافت"),
        ("<div><span class='x'>Nature</span><h1>%s</h1></div>", "Nature"),
        ("<div><div class='x'>#Old_town</div><h1>%s</h1></div>", "Old town"),
        ("<div><div><p>فن و ثقافت</p><p>فن و ثقافت</p></div></div><div><h1>%s</h1></div>", None),
        ("<table><tr><td>제목</td><td><h1>%s</h1></td></tr></table>", None),
    ],
)
def test_a_line_in_the_headlines_own_box(line: str, found: str | None) -> None:
    """There three words may name the section, and an inline element; the label of a cell does not."""
    html = f"<title>{TITLE}</title><body>{line % TITLE}<div>{TEXT * 3}</div>"
    assert find_category(Document.of_text(html, "https://courier.example/n/40112")).value == found


@pytest.mark.parametrize(("entries", "found"), [(1, "Schools"), (5, None)])
def test_a_link_in_a_box_called_category_is_no_menus(entries: int, found: str | None) -> None:
    """It may stand among the links to tags; several such boxes are a list of sections."""
    boxes = "<div class='itemCategory'><a href='/index.php/list/category/9'>Schools</a></div>" * entries
    tags = "".join(
        f"<a href='/index.php/list/tag/{name}'>{name}</a>" for name in ("Roof", "Lime", "Oven", "Bread", "Oil")
    )
    assert category(below=f"<div class='links'>{boxes}<div>{tags}</div></div>") == found


def test_a_part_of_the_address_that_no_reader_is_shown_is_no_category() -> None:
    """Latin letters in the address name nothing on a page in others."""
    title = "جسر الميناء يفتح بعد عام من الإصلاح"
    html = f"<title>{title}</title><body><h1>{title}</h1><div>{TEXT * 3}</div>"
    assert find_category(Document.of_text(html, "https://courier.example/madina/40112")).value is None


def test_of_a_row_of_facts_the_part_that_the_menu_has_is_the_section() -> None:
    """A name that no menu has may be anybody's."""
    menu = "".join(f"<a href='/{name}'>{name}</a>" for name in ("City", "Sport", "World", "Arts", "Money"))
    html = f"<title>{TITLE}</title><body><nav>{menu}</nav><h1>{TITLE}</h1><p>%s | 3 May 2025 | 10:20</p>{TEXT * 3}"
    for part, found in (("Sport", "Sport"), ("Ann Roe", None)):
        assert find_category(Document.of_text(html % part, "https://courier.example/n/40112")).value == found


@pytest.mark.parametrize(
    ("host", "name", "found"),
    [
        ("www1.hbr.example", "HBR", "Environment"),
        ("harbour-news.example", "Harbour News", "Environment"),
        ("courier.example", "Nature", "Nature"),
    ],
    ids=["initials", "written apart", "a section that leads home"],
)
def test_the_short_name_of_the_house_is_no_category(host: str, name: str, found: str) -> None:
    """A link to the first page says it, and the host."""
    row = f"<p class=category><a href='/index.html' rel=category>{name}</a></p>"
    other = "<p class=category><a href='/c9/' rel=category>Environment</a></p>"
    assert category(other + row, address=f"https://{host}/n/40112") == found


@pytest.mark.parametrize("label", ["Connexion", "newsroom@courier.example"])
def test_a_login_and_an_address_of_mail_are_no_categories(label: str) -> None:
    """Though their links are called so."""
    assert category(f"<p class=category><a href='/x/' rel=category>{label}</a></p>") is None
    assert category("<p class=category><a href='/x/' rel=category>Connexions aériennes</a></p>") is not None
