"""The related articles of a page."""

from __future__ import annotations

import json

import pytest

from newsgrab.extraction.fields.related import find_related
from tests.extraction.pages import ADDRESS, page

FERRY = '<a href="/city/ferry">Ferry to the islands runs again from May</a>'
MARKET = '<a href="/city/market">Old market hall gets its glass roof back</a>'
URLS = ["https://courier.example/city/ferry", "https://courier.example/city/market"]


_HEADINGS = """
Related articles|مقالات ذات صلة|اقرأ أيضاً:|مطالب مرتبط|עוד בנושא|Читайте также|Lire aussi :|Mehr zum Thema
هەواڵی پەیوەندیدار|Nûçeyên têkildar|Նմանատիպ նյութեր|Mavzuga oid|Artikel Berkaitan|مقالات قد تعجبك|ተዛማጅ ዜናዎች
Te puede interesar|İlgili haberler|यह भी पढ़ें|相关阅读|あわせて読みたい|관련기사|Διαβάστε επίσης
"""


@pytest.mark.parametrize(
    "heading",
    [heading for row in _HEADINGS.split("\n") for heading in row.split("|") if heading],
)
def test_a_block_is_known_by_its_heading(heading: str) -> None:
    """What stands under a heading that says so is related, in any language."""
    found = find_related(page(tail=f"<section><h3>{heading}</h3><ul><li>{FERRY}</li><li>{MARKET}</li></ul></section>"))
    assert [one.url for one in found.value] == URLS
    assert [one.position for one in found.value] == [1, 2]


@pytest.mark.parametrize(
    "heading", ["Most read", "Latest news", "الأكثر قراءة", "آخر الأخبار", "Sponsored", "Последние новости"]
)
def test_popular_latest_and_paid_blocks_are_not_related(heading: str) -> None:
    """Lists of what is popular, new or paid for are left out."""
    found = find_related(page(tail=f"<section><h3>{heading}</h3><ul><li>{FERRY}</li><li>{MARKET}</li></ul></section>"))
    assert found.value == ()


def test_a_card_gives_title_teaser_views_and_picture() -> None:
    """Each part of a card is told from the others."""
    card = (
        '<div class="card"><a href="/city/ferry"><img src="/ferry.jpg" alt=""><h4>Ferry runs again from May</h4></a>'
        "<p>The first boat leaves at six in the morning, the last one returns at ten in the evening.</p>"
        '<span><i class="fa fa-eye"></i> 107</span></div>'
    )
    (one,) = find_related(page(tail=f'<div class="related"><h3>Read next</h3>{card}</div>')).value
    assert one.title == "Ferry runs again from May"
    assert one.teaser == "The first boat leaves at six in the morning, the last one returns at ten in the evening."
    assert (one.views, one.image, one.heading) == (107, "https://courier.example/ferry.jpg", "Read next")


def test_a_line_of_facts_is_no_title_whatever_it_is_called() -> None:
    """Its time tells it; where nothing else is called a title, it is the title all the same."""
    facts = '<p class="teaser-headline"><time datetime="2025-10-21">21/10/25</time> | {}</p>'
    titled = f'{facts.format("FERRIES")}<p class="teaser-title">Ferry to the islands runs again from May</p>'
    alone = facts.format("The old market hall gets its roof back")
    cards = f'<li><a href="/city/ferry">{titled}</a></li><li><a href="/city/market">{alone}</a></li>'
    found = find_related(page(tail=f"<section><h3>Related articles</h3><ul>{cards}</ul></section>"))
    assert [one.title for one in found.value] == [
        "Ferry to the islands runs again from May",
        "21/10/25 | The old market hall gets its roof back",
    ]


def test_a_paragraph_may_be_a_card_if_a_line_ends_behind_its_title() -> None:
    """Some systems print a teaser as one paragraph: a day, the title, a line break, the text."""
    text = "The first boat leaves at six in the morning, the last one returns at ten in the evening, the harbour says."
    rows = f"<p>13.03.2023 {FERRY}<br>{text}</p><p>12.03.2023 {MARKET}<br>{text}</p>"
    found = find_related(page(tail=f"<div><h3>Read next</h3>{rows}</div>"))
    assert [one.url for one in found.value] == URLS


def test_a_link_inside_the_text_is_related_if_it_says_so() -> None:
    """A "read also" between two paragraphs counts, an ordinary link in a paragraph does not."""
    inline = f"<p><strong>Read also:</strong> {FERRY}</p><p>As we wrote in {MARKET}, the hall is older.</p>"
    assert [one.url for one in find_related(page(inline)).value] == URLS[:1]


def test_tags_sections_other_sites_and_the_article_itself_are_not_related() -> None:
    """Only other articles of the same site count."""
    links = (
        f'{FERRY} <a href="/tag/bridges">All about bridges and tunnels</a> <a href="/city">More news from the whole city</a>'  # noqa: E501
        f' <a href="https://shop.example/x">A very good offer for you</a> <a href="{ADDRESS}#top">Harbour bridge opens after a year</a>'  # noqa: E501
    )
    found = find_related(page(tail=f"<div><h3>Related</h3><p>{links}</p></div>"))
    assert [one.url for one in found.value] == URLS[:1]


def test_paid_entries_in_a_related_block_are_left_out() -> None:
    """An entry that is labelled as an advertisement is not related."""
    paid = '<li><span>Sponsored</span> <a href="/city/market">Old market hall gets its glass roof back</a></li>'
    found = find_related(page(tail=f"<div><h3>Related</h3><ul><li>{FERRY}</li>{paid}</ul></div>"))
    assert [one.url for one in found.value] == URLS[:1]


def test_a_block_that_a_script_fills_later_is_read_from_its_state() -> None:
    """Related articles in embedded state are found where the page shows none."""
    state = (
        '<script>window.__STATE__ = {"related": [{"title": "Ferry to the islands runs again", "url": "/city/ferry",'
        ' "summary": "From May on."}]};</script>'
    )
    (one,) = find_related(page(tail=state)).value
    assert (one.url, one.teaser) == (URLS[0], "From May on.")


@pytest.mark.parametrize("key", ["related", "relatedArticles", "similarPosts", "recommended"])
def test_state_lists_related_articles_at_once_or_in_an_object_also_in_a_streamed_string(key: str) -> None:
    """A list under a key, or the first list in an object under it, in JSON or in JSON inside a string."""
    ferry = [{"title": "Ferry to the islands runs again", "url": "/city/ferry"}]
    for value in (ferry, {"total": 1, "entries": ferry}):
        state = json.dumps({"article": {key: value}})
        for script in (f"window.__STATE__ = {state};", f"self.push({json.dumps([1, '5:' + state])})"):
            (one,) = find_related(page(tail=f"<script>{script}</script>")).value
            assert one.url == URLS[0]


_NO_ARTICLES = (
    '<a href="/city/bridge?share=facebook">Share this long story on your wall</a>',
    '<a href="/newsletters/">Our letter to you every single morning</a>',
    '<a href="/privacy-policy/">What we do with all of your words</a>',
    '<a href="/blog/category/boats/">All that we wrote on small boats</a>',
    '<a href="/stories/authors/ann-roe">Ann Roe writes about the whole harbour</a>',
    '<a href="/login?next=/city">Sign in to tell us your opinion</a>',
    '<a href="/plans/harbour.pdf">The plan of the harbour as a file</a>',
    '<a href="/city/all-of-it">All of the news from the harbour »</a>',
)


@pytest.mark.parametrize("link", _NO_ARTICLES)
def test_services_lists_and_files_are_not_related(link: str) -> None:
    """Share links, letters, rules of the house, sections, writers and files stand in such blocks, too."""
    found = find_related(page(tail=f"<div><h3>Related</h3><ul><li>{FERRY}</li><li>{link}</li></ul></div>"))
    assert [one.url for one in found.value] == URLS[:1]


def test_an_article_whose_address_is_a_number_is_related() -> None:
    """Home pages with a number behind them are the short addresses of articles."""
    link = '<a href="/?p=8812">Ferry to the islands runs again from May</a>'
    (one,) = find_related(page(tail=f"<div><h3>Related</h3><ul><li>{link}</li></ul></div>")).value
    assert one.url == "https://courier.example/?p=8812"


def test_a_list_of_the_whole_site_is_not_related() -> None:
    """Nobody chooses more than thirty articles to go with one."""
    links = "".join(f'<li><a href="/city/{n}">Ferry number {n} runs again from May</a></li>' for n in range(31))
    assert find_related(page(tail=f"<div><h3>Related</h3><ul>{links}</ul></div>")).value == ()


def test_the_button_under_a_teaser_opens_no_block() -> None:
    """Behind "read more", which leads to the teaser's own story, comes the next teaser."""
    button = '<div><a href="/city/%d">Read more</a></div>'
    teasers = f"<div>{button % 1}<h4>{FERRY}</h4>{button % 2}<h4>{MARKET}</h4></div>"
    assert find_related(page(tail=teasers)).value == ()


def test_tags_under_a_heading_are_the_block() -> None:
    """Where the block holds labels, what stands below it is another block."""
    tags = '<p><a href="/a/ferry">Ferry</a> <a href="/a/harbour">Old harbour</a></p>'
    below = f"<div><h3>{FERRY}</h3></div><div><h3>{MARKET}</h3></div>"
    assert find_related(page(tail=f"<div><div><b>Related topics</b>{tags}</div>{below}</div>")).value == ()


@pytest.mark.parametrize("sign", [":", "..", "…"])
def test_the_label_of_an_inline_link_ends_with_a_colon_or_with_dots(sign: str) -> None:
    """What follows the sign is the title."""
    line = f'<p><b><a href="/a/old-town-hall">Read also{sign} Old town hall gets a new roof</a></b></p>'
    related = find_related(page(tail=line)).value
    assert [one.title for one in related] == ["Old town hall gets a new roof"]
    assert find_related(page(tail=line.replace("Read also", "He went on"))).value == ()
