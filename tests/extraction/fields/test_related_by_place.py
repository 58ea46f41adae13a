"""Related articles that no word announces: alone between two paragraphs, or in a row behind the text."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.related import find_related
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import page

FERRY = '<a href="/city/ferry">Ferry to the islands runs again from May</a>'
MARKET = '<a href="/city/market">Old market hall gets its glass roof back</a>'
SNOW = '<a href="/city/snow">Snow closes the pass for a third week</a>'
URLS = [f"https://courier.example/city/{name}" for name in ("ferry", "market", "snow")]
PROSE = "<p>The mayor said that the bridge had been closed for a year and that boats had carried everyone across.</p>"


def addresses(body: str = "", tail: str = "") -> list[str | None]:
    """The addresses of what is related on a page."""
    return [one.url for one in find_related(page(PROSE + body + PROSE, tail=tail)).value]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='interstitial'>[ {FERRY} ]</div>",
        f"<p><strong>{FERRY}</strong></p>",
        f"<figure class='card'>{FERRY}<figcaption>courier.example</figcaption></figure>",
        f"<div class='x7'><ul><li>{FERRY}</li></ul></div>",
        f"<aside class='inline-card'><span>Xyzzy</span><ul><li>{FERRY}</li></ul></aside>",
        f"<div class='link-content-footer'>{FERRY}</div>",
    ],
)
def test_a_link_that_stands_alone_between_paragraphs_is_related(box: str) -> None:
    """No words are needed: nobody puts another story there unless it goes with this one."""
    assert addresses(box) == URLS[:1]


@pytest.mark.parametrize(
    "box",
    [
        f"<p>The mayor had promised it in the spring already, as we wrote: {FERRY}, and it came true.</p>",
        f"<div><b>Most read</b> {FERRY}</div>",
        f"<aside><h4>Most read</h4>{FERRY}</aside>",
        "<p><a href='/tag/bridges'>All of our stories about bridges and tunnels</a></p>",
        "<div class='embed-video'><a href='/tv/88'>The bridge from above, seen by a drone</a></div>",
    ],
)
def test_other_links_between_paragraphs_are_not(box: str) -> None:
    """A link in a sentence, a most-read box, also in a side box, a list of a tag and a film are no related articles."""
    assert addresses(box) == []


@pytest.mark.parametrize("box", [f"<p>★ {FERRY}</p>", f"<div><b>Xyzzy</b><ul><li>{FERRY}</li></ul></div>"])
def test_a_link_beside_the_first_or_the_last_paragraph_is_related(box: str) -> None:
    """It stands in one box with the text and is a headline, with a label at most."""
    for text in (f"{box}{PROSE}{PROSE}", f"{PROSE}{PROSE}<p>Xyzzy</p>{box}"):
        html = Document.of_text(f"<h1>Bridge opens</h1><div>{text}</div>", "https://courier.example/city/bridge")
        assert [one.url for one in find_related(html).value] == URLS[:1]


@pytest.mark.parametrize(
    "box",
    [
        f"<p>« {FERRY} | {MARKET} »</p>".replace(">Ferry", ">« Ferry").replace("back<", "back »<"),
        "<p><a href='/print/88'>A version of this for your printer</a> <a href='/pdf/88'>PDF</a></p>",
        "<p><a href='/account/88/save'>Save this story for later reading</a></p>",
        f"<p>{FERRY} has been promised for a year by a council that had no money for a ship.</p>",
        f"<div><b>Latest news</b><ul><li>{FERRY}</li></ul></div>",
        "<ul>" + "".join(f"<li><a href='/city/{n}'>Story number {n} of the day</a></li>" for n in range(20)) + "</ul>",
    ],
)
def test_other_links_beside_the_first_or_the_last_paragraph_are_not(box: str) -> None:
    """The story before and the one after, what one can do with the page, a sentence, lists of the site's."""
    for text in (f"{box}{PROSE}{PROSE}", f"{PROSE}{PROSE}{box}"):
        html = Document.of_text(f"<h1>Bridge opens</h1><div>{text}</div>", "https://courier.example/city/bridge")
        assert find_related(html).value == ()


def test_words_before_the_title_are_no_part_of_it() -> None:
    """Whatever sign stands between "read also" and the title."""
    link = '<a href="/city/ferry">Read also - Ferry to the islands runs again from May</a>'
    (one,) = find_related(page(f"{PROSE}<p>{link}</p>{PROSE}")).value
    assert one.title == "Ferry to the islands runs again from May"


ROW = f"<div><h3>%s</h3><ul><li>{FERRY}</li><li>{MARKET}</li></ul></div>"


@pytest.mark.parametrize("heading", ["Out of the same drawer", "كلمات لا يعرفها أحد", "Xyzzy"])
def test_the_first_row_of_cards_behind_the_text_is_related_under_any_heading(heading: str) -> None:
    """Nobody can list all headings; one that is known to announce something else still says so."""
    assert addresses(tail=ROW % heading) == URLS[:2]
    assert addresses(tail=ROW % "Latest news") == []


def test_cards_need_no_heading_if_each_shows_more_than_a_title() -> None:
    """Three cards with pictures are there for the reader of this text; the story before and the one after are not."""
    pictured = "".join(f"<div><img src='/{n}.jpg'>{link}</div>" for n, link in enumerate((FERRY, MARKET, SNOW)))
    assert addresses(tail=f"<section>{pictured}</section>") == URLS
    pager = f"<ul><li>Earlier {FERRY}</li><li>Later {MARKET}</li></ul>"
    assert addresses(tail=pager) == []


def test_a_column_beside_the_text_and_a_table_of_the_site_are_not_related() -> None:
    """What stands in another column of the layout, or has a head of columns, is the site's."""
    columns = f"<h1>Bridge opens</h1><div class='%s'>{PROSE}{PROSE}</div><div class='%s'>{ROW % 'Xyzzy'}</div>"
    for text, beside, count in (("col-8", "col-4", 0), ("col-8", "below", 2)):
        html = Document.of_text(columns % (text, beside), "https://courier.example/city/bridge")
        assert len(find_related(html).value) == count
    table = f"<table><tr><th>No.</th><th>Title</th></tr><tr><td>1</td><td>{FERRY}</td></tr><tr><td>2</td><td>{MARKET}</td></tr></table>"  # noqa: E501
    assert addresses(tail=table) == []


def test_an_aside_behind_the_text_is_related_if_it_is_the_articles() -> None:
    """In the part that holds the headline it goes with the text; beside that part it is the site's."""
    text = f"<h1>Bridge opens</h1><div>{PROSE}{PROSE}</div>"
    for row in (f"<aside>{ROW % 'Xyzzy'}</aside>", f"<nav>{ROW % 'Xyzzy'}</nav>"):
        for body, count in ((f"<main>{text}{row}</main>", 2), (f"<main>{text}</main><div>{row}</div>", 0)):
            html = Document.of_text(body, "https://courier.example/city/bridge")
            assert len(find_related(html).value) == count


def test_a_footer_of_the_article_may_hold_a_block_and_the_pages_may_not() -> None:
    """Many systems print what goes with a story in its footer."""
    text, row = f"<h1>Bridge opens</h1>{PROSE}{PROSE}", f"<footer class='post-footer'>{ROW % 'Related'}</footer>"
    for body, count in ((f"<article>{text}{row}</article>", 2), (f"<article>{text}</article>{row}", 0)):
        html = Document.of_text(body, "https://courier.example/city/bridge")
        assert len(find_related(html).value) == count


@pytest.mark.parametrize(
    "row",
    [
        (ROW % "Xyzzy").replace("ul>", "ol>"),
        f"<div><h3>Xyzzy</h3>{FERRY}<a href='/x/7'>Ferry to the islands runs again from May</a></div>",
    ],
)
def test_a_ranking_and_a_list_of_one_title_are_not_related(row: str) -> None:
    """A list with numbers is of what is read most; a title that leads to several places is a section's."""
    assert addresses(tail=row) == []


@pytest.mark.parametrize("heading", ["Related dossiers", "Sorodne zgodbe", "相关调查", "تقارير مرتبطة"])
def test_one_word_of_a_short_heading_tells_that_a_block_is_related(heading: str) -> None:
    """Nobody can list what else stands beside it; topics, pictures and films are no stories."""
    aside = f"<div class='sidebar'>{ROW % '%s'}</div>"
    assert addresses(tail=aside % heading) == URLS[:2]
    assert addresses(tail=aside % "Related videos") == []
    assert addresses(tail=aside % "All that is related to the bridge") == []


@pytest.mark.parametrize("heading", ["Popular columns", "Neueste Kolumnen", "本周排行", "Популярные колонки"])
def test_one_word_of_a_short_heading_tells_that_a_block_is_of_another_kind(heading: str) -> None:
    """A title of more words that begins so is none."""
    assert addresses(tail=ROW % heading) == []
    assert addresses(tail=ROW % "Popular columns by people who wait for a bridge") == URLS[:2]


def test_the_names_of_a_layout_do_not_hide_the_text() -> None:
    """Where all paragraphs stand in a box called "side", it holds the text; comments stay comments."""
    inner = f"{PROSE * 2}<p>{FERRY}</p>{PROSE * 2}"
    for name, count in (("side-article", 1), ("comments", 0)):
        body = f"<h1>Bridge opens</h1><div class='{name}'>{inner}</div>"
        html = Document.of_text(body, "https://courier.example/city/bridge")
        assert len(find_related(html).value) == count


def test_paragraphs_may_stand_in_a_box_each() -> None:
    """Builders of pages make a block of each paragraph, be it long or short."""
    block = "<div class='rec'><div>The council opened the bridge on Monday%s.</div></div>"
    long = block % (" and boats from all islands around came to see it with flags on their masts" * 2)
    html = f"<h1>Bridge opens</h1><div>{long}{block % '' * 3}</div>{ROW % 'Xyzzy'}"
    found = find_related(Document.of_text(html, "https://courier.example/city/bridge")).value
    assert [one.url for one in found] == URLS[:2]


def test_a_row_ends_at_the_next_heading() -> None:
    """Two blocks of one link each are no row."""
    first, second = f"<h3>Xyzzy</h3>{FERRY}%s", f"<h3>Papers</h3><p>{SNOW}</p>"
    assert addresses(tail=f"<div>{first % MARKET}{second}</div>") == URLS[:2]
    assert addresses(tail=f"<div>{first % ''}{second}</div>") == []


def test_a_link_that_ends_the_text_does_not_hide_the_row_behind_it() -> None:
    """Both are there for this story."""
    html = f"<h1>Bridge opens</h1><div>{PROSE * 2}<p>★ {SNOW}</p></div>{ROW % 'Xyzzy'}"
    found = find_related(Document.of_text(html, "https://courier.example/city/bridge")).value
    assert {one.url for one in found} == set(URLS)


def test_short_titles_count_under_a_heading_if_their_cards_show_more() -> None:
    """A title of three words with a teaser is a story; tags and names are not."""
    card = "<div><a href='/city/%d'><div>Boats come back</div><div>%s</div></a></div>"
    for more, count in (("At the harbour", 2), ("", 0)):
        cards = "".join(card % (number, more) for number in (1, 2))
        tail = f"<section><h3>Read also</h3>{cards}</section>"
        assert len(find_related(page(tail=tail)).value) == count


def test_a_date_is_no_title_though_it_is_longer() -> None:
    """In scripts that say much in few signs it often is."""
    item = "<li><a href='/xw/t%d.html'>百名教师下乡</a><span>[2026-11-03]</span></li>"
    items = f"<li><a href='/xw/t3.html'>我县召开冬春防火工作会议</a><span>[2026-11-01]</span></li>{item % 4}"
    found = find_related(page(tail=f"<div><h3>相关新闻</h3><ul>{items}</ul></div>", lang="zh")).value
    assert [one.title for one in found] == ["我县召开冬春防火工作会议", "百名教师下乡"]


def test_a_short_title_counts_beside_cards_that_are_made_alike() -> None:
    """Two words may be a headline; among cards they are one, alone they may be anything."""
    short = '<li><a href="/city/fish">Fish returns</a></li>'
    tail = f"<div><h3>Related</h3><ul><li>{FERRY}</li>%s</ul></div>"
    found = find_related(page(tail=tail % short)).value
    assert [one.title for one in found] == ["Ferry to the islands runs again from May", "Fish returns"]
    other = '<p class="all"><a href="/city/fish">Fish returns</a></p>'
    assert [one.url for one in find_related(page(tail=tail % other)).value] == URLS[:1]


@pytest.mark.parametrize(
    "heading", ["And other related articles", "Bu haberler de ilginizi çekebilir", "مزید متعلقہ خبریں"]
)
def test_a_heading_may_end_with_the_words(heading: str) -> None:
    """A few other words may come first."""
    tail = f"<aside><h3>{heading}</h3><ul><li>{FERRY}</li><li>{MARKET}</li></ul></aside>"
    assert addresses(tail=tail) == URLS[:2]


def test_the_white_space_of_a_deeply_indented_page_is_no_paragraph() -> None:
    """However many spaces stand before and behind a link, it stands between paragraphs only if there are any."""
    indent = "\n" + " " * 100
    text = f"{PROSE}<div>{indent}<a href='/service/report'>Tell us about a fault on this page</a>{indent}</div>"
    html = Document.of_text(f"<h1>Bridge opens</h1><div>{text}</div>", "https://courier.example/city/bridge")
    assert find_related(html).value == ()


def test_the_label_in_a_link_is_not_its_title() -> None:
    """A class may call both a title: the label is known, the other is the headline."""
    link = '<a href="/city/ferry"><span class="box__title">Read also</span><span class="t">%s</span></a>'
    found = find_related(
        page(PROSE + "<div class='box'>" + link % "Ferry runs again from May" + "</div>" + PROSE)
    ).value
    assert [one.title for one in found] == ["Ferry runs again from May"]
