"""What stands in the article's box and is not its text, and what only looks as if it were not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.article import Article, BlockKind
from newsgrab.extraction import read
from newsgrab.page import Origin, Page

TITLE = "Weavers reopen the silk mill at Ostrel"
PARAGRAPHS = (
    "The silk mill at Ostrel, shut for eleven years, wove its first metre of cloth on Monday before a crowd.",
    "Nineteen weavers bought the looms at an auction in the spring, each with a loan that runs for twenty years.",
    "Dyers from the next valley will bring the colours, as their grandparents did, on a cart drawn by two mules.",
    "A first bale goes to a theatre in the capital, which needs curtains that do not burn and fold easily.",
)


def article(inside: str, around: str = "<article><h1>{}</h1>{}</article>") -> Article:
    """The article that is read from a page."""
    html = (
        f"<title>{TITLE} | Ostrel Post</title>{around.format(TITLE, inside)}<footer>Ostrel Post, 1 Mill Lane</footer>"
    )
    page = Page(
        html.encode(), datetime(2026, 3, 5, tzinfo=UTC), Origin.FILE, "https://ostrelpost.example/a/silk-mill-reopens"
    )
    found = read(page).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    "name", ["bildungsfrage", "text-image", "media-body", "slide-in-text", "photograph-text", "figurehead", "embedded"]
)
def test_boxes_that_hold_the_text_are_no_pictures_whatever_they_are_called(name: str) -> None:
    """Where boxes of one name hold a third of the text, the name says nothing."""
    assert article("".join(f"<div class={name}><p>{text}</p></div>" for text in PARAGRAPHS)).body.split("\n\n") == list(
        PARAGRAPHS
    )


@pytest.mark.parametrize("name", ["image", "media-box", "photo"])
def test_a_line_in_a_box_of_a_picture_is_none_of_the_text(name: str) -> None:
    """The same names where they say what they mean."""
    picture = f"<div class={name}><img src=a.jpg><div>Looms stand in the long hall at noon.</div></div>"
    text = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert "long hall" not in article("".join([*text[:2], picture, *text[2:]])).body


@pytest.mark.parametrize("name", ["node comment-2 clearfix", "comments-14"])
def test_a_number_of_comments_among_the_names_of_the_text_drops_nothing(name: str) -> None:
    """Content systems write how many comments there are on the box of the article."""
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert PARAGRAPHS[0] in article(text, f"<h1>{{}}</h1><div class='{name}'><div class=field>{{}}</div></div>").body


@pytest.mark.parametrize("name", ["grid-with-sidebar", "menu-ideas-for-weddings", "content-nav-section"])
def test_what_is_called_after_a_menu_beside_it_is_text_if_it_reads_as_one(name: str) -> None:
    """Wrappers bear the name of what stands beside them, chapters that of their heading."""
    rest = "".join(f"<p>{text} {text[:80]}</p>" for text in (*PARAGRAPHS, *PARAGRAPHS))
    chapter = "".join(f"<p>{text} It took a day and a night, and all of the yarn there was.</p>" for text in PARAGRAPHS)
    assert "all of the yarn" in article(f"{rest}<div class={name}>{chapter}</div>").body


@pytest.mark.parametrize("name", ["page-sidebar", "footer-menu"])
def test_a_menu_of_links_is_no_text(name: str) -> None:
    """However long it is."""
    links = "".join(f"<p>{text} <a href=/s/{at}>{text[:40]}</a></p>" for at, text in enumerate(PARAGRAPHS * 2))
    rest = "".join(f"<p>{text} It took a day and a night.</p>" for text in PARAGRAPHS * 2)
    assert "nine metres" not in article(f"{rest}<div class={name}>{links}<p>It is nine metres long.</p></div>").body


def test_a_box_called_a_menu_and_nothing_else_is_no_text() -> None:
    """A name of one word means what it says."""
    rest = "".join(f"<p>{text} It took a day and a night.</p>" for text in PARAGRAPHS * 2)
    blurb = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2) + "<p>This is a page of the mill's friends.</p>"
    assert "mill's friends" not in article(f"{rest}<div class=navigation>{blurb}</div>").body


def test_what_readers_say_is_none_of_the_text_though_each_box_has_a_number() -> None:
    """The box of all comments bears a name, too."""
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    said = "".join(
        f"<li id=comment-{n} class=comment><p>My aunt wove there in year {n}, and she would be so very glad.</p>"
        for n in range(4)
    )
    assert "My aunt" not in article(text, f"<h1>{{}}</h1><div>{{}}</div><ol class=comment-list>{said}</ol>").body


@pytest.mark.parametrize(
    "heading", ["<h3>{}</h3>", "<h3><button aria-expanded=false>{}</button></h3>", "<div><h4>{}</h4></div>"]
)
def test_closed_parts_of_an_accordion_are_text_under_their_headings(heading: str) -> None:
    """A hidden box behind a heading opens when it is asked to."""
    parts = "".join(
        f"<div>{heading.format(head)}<div hidden><p>{text}</p></div></div>"
        for head, text in zip(("What the town pays", "Who weaves"), PARAGRAPHS[2:], strict=True)
    )
    found = article("".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2]) + parts)
    assert [block.text for block in found.blocks if block.kind is BlockKind.HEADING] == [
        "What the town pays",
        "Who weaves",
    ]
    assert PARAGRAPHS[2] in found.body
    assert PARAGRAPHS[3] in found.body


def test_a_hidden_box_that_no_heading_opens_is_no_text() -> None:
    """Notices wait in hidden boxes to be shown over the page."""
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    found = article(
        f"{text}<div hidden><p>You have been away for a long time, and many stories were written since then.</p></div>"
    )
    assert "been away" not in found.body


def test_soft_hyphens_are_no_part_of_words() -> None:
    """However they are written: a reader sees none, and a search for the word would not find it."""
    found = article(
        "<p>The silk&shy;worm, the spin\u00adner and the mar&#173;ket all need one ano&#xAD;ther, said a weaver.</p>"
        f"<p>{PARAGRAPHS[0]}</p>"
    )
    assert "The silkworm, the spinner and the market all need one another" in found.body


def test_the_caption_of_a_table_is_kept_and_that_of_a_picture_is_not() -> None:
    """A table without its caption says less; a caption of a picture speaks of what is not there."""
    rows = "<table><tr><td>Loom<td>Width</tr><tr><td>Old<td>90</tr></table>"
    table = f"<figure>{rows}<figcaption class=wp-caption>Looms of the hall</figcaption></figure>"
    picture = "<figure><img src=a.jpg><figcaption class=wp-caption>The hall in the rain</figcaption></figure>"
    found = article(f"<p>{PARAGRAPHS[0]}</p>{table}<p>{PARAGRAPHS[1]}</p>{picture}<p>{PARAGRAPHS[2]}</p>")
    assert "Looms of the hall" in [block.text for block in found.blocks if block.kind is BlockKind.CAPTION]
    assert "in the rain" not in found.body


TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def test_rules_for_comments_are_no_last_paragraph() -> None:
    """A line about the comments of the paper behind a text that has nothing to do with them."""
    rules = "Write to us below if you like; our Commenting Policy holds for all who do."
    assert article(f"{TEXT}<p>{rules}</p>").body.endswith(PARAGRAPHS[-1])


def test_a_text_about_comments_keeps_its_last_paragraph() -> None:
    """The words alone are no evidence."""
    last = "The site said that its comment policy would be looked at again by the end of the year."
    found = article(
        f"<p>Hundreds of comments under a film on silk were gone on Monday, and nobody knew why.</p>{TEXT}<p>{last}</p>"
    )
    assert found.body.endswith(last)


def test_a_box_behind_the_text_that_asks_for_money_is_none_of_it() -> None:
    """With its heading and all that it says."""
    call = "<p>No rich man owns this paper, and we mean to keep it so.</p><p>Chip in what you like every month.</p>"
    assert article(f"{TEXT}<div><h3>The Post is yours</h3>{call}</div>").body.endswith(PARAGRAPHS[-1])


def test_a_last_chapter_of_its_own_and_a_text_on_gifts_are_kept() -> None:
    """A box with a heading is no call, and a paragraph of the text may speak of gifts."""
    last = "Whoever wants to donate yarn may bring it to the gate on Saturdays, said the eldest of the weavers."
    chapter = "<p>In autumn the weavers will open a school for those who want to learn the trade.</p>"
    assert article(f"{TEXT}<p>{last}</p>").body.endswith(last)
    assert "open a school" in article(f"{TEXT}<div><h3>What comes next</h3>{chapter}</div>").body


@pytest.mark.parametrize(
    "line",
    [
        "41 readers are reading now",
        "16 comments",
        "Share on Gabble 7",
        "You have 4 free articles left",
        "عدد التعليقات: 12 تعليقا",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_counters_among_the_text_are_none_of_it(line: str, tag: str) -> None:
    """Their numbers change while the text does not."""
    found = article(f"<p>{PARAGRAPHS[0]}</p><{tag}>{line}</{tag}><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert found.body.split("\n\n") == list(PARAGRAPHS[:3])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<div><span>USD 11250 GBP</span></div>", False),
        ("<div><b>Dolar 41,25 TL</b></div>", False),
        ("<p>USD 11250 GBP</p>", True),
        ("<div>Route 11250 north</div>", True),
    ],
)
def test_a_rate_of_exchange_among_the_text_is_none_of_it(line: str, *, kept: bool) -> None:
    """In a box of its own it is a widget; a paragraph of the text may speak of one."""
    found = article(f"<p>{PARAGRAPHS[0]}</p>{line}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert (len(found.body.split("\n\n")) > 3) is kept


@pytest.mark.parametrize(
    "line",
    [
        "<p>Only 16 comments came in, and 15 of them were rude.</p>",
        "<h2>16 comments on silk</h2>",
        "<ul><li>90 shares<li>12 looms</ul>",
    ],
)
def test_sentences_headings_and_lists_are_no_counters(line: str) -> None:
    """The same words where they are part of the story."""
    found = article(f"<p>{PARAGRAPHS[0]}</p>{line}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert "16 comments" in found.body or "90 shares" in found.body


@pytest.mark.parametrize(
    "notice",
    [
        "This site uses cookies to count its readers, and you may refuse them.",
        "Wir verwenden Cookies, um Leser zu zählen.",
    ],
)
def test_a_notice_on_cookies_in_its_own_box_is_no_text(notice: str) -> None:
    """Scripts put it anywhere."""
    found = article(f"<p>{PARAGRAPHS[0]}</p><div><p>{notice}</p></div><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    assert found.body.split("\n\n") == list(PARAGRAPHS[:3])


def test_a_text_about_cookies_keeps_its_paragraphs_and_quotes() -> None:
    """Those stand in the box of the text."""
    own = "The paper said on Tuesday that this site uses cookies of a third kind."
    quote = "<blockquote><p>We use cookies because everybody does, said the owner of the site.</p></blockquote>"
    body = article(f"<p>{PARAGRAPHS[0]}</p><p>{own}</p>{quote}<p>{PARAGRAPHS[1]}</p>").body
    assert own in body
    assert "everybody does" in body


def test_a_refrain_is_said_as_often_as_it_stands() -> None:
    """Beside the first, each in a paragraph or after a break; a pull quote or a copy of the text elsewhere is none."""
    refrain = "Home we come with the tide at our backs and the nets all torn, the nets all torn and the lamp gone out."
    sung = [PARAGRAPHS[0], refrain, PARAGRAPHS[1], PARAGRAPHS[2], refrain]
    text = "".join(f"<p>{each}</p>" for each in sung)
    assert article(text).body.split("\n\n") == sung
    assert article(f"<div>{'<br><br>'.join(sung)}</div>").body.split("\n\n") == sung
    quoted = text.replace("<p>", f"<blockquote class=pull><p>{PARAGRAPHS[1]}</p></blockquote><p>", 1)
    assert article(quoted).body.count(PARAGRAPHS[1]) == 1
    assert article(f"<div class=wide>{text}</div><div class=narrow>{text}</div>").body.split("\n\n") == sung


@pytest.mark.parametrize(
    "line",
    [
        "Last update: 28/11/2026 10:15 GMT",
        "Actualisé il y a 5 minutes",
        "Son güncelleme: 5 dakika önce",
        "آخر تحديث قبل 3 دقائق",
        "عدد المشاهدات: 1234",
        "Read 1,234 times",
        "已阅读 1234 次",
        "بازدید: ۱۲۳۴",
    ],
)
def test_what_changes_at_every_look_is_none_of_the_text(line: str) -> None:
    """A count of readers, or the page's word that it was updated, in a paragraph among those of the text."""
    text = [f"<p>{text}</p>" for text in PARAGRAPHS]
    for at in (0, 2, 4):
        assert article("".join([*text[:at], f"<p>{line}</p>", *text[at:]])).body.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Updated figures show that 3,000 looms stood here in May.",
        "The film of the first day was seen by 4,000 people and their guests from three valleys",
        "Read 1,234 times, said the weaver, the letter was worn.",
        "Published in 1912, the first book on the mill is lost.",
    ],
)
def test_a_sentence_may_speak_of_readers_and_of_updates(line: str) -> None:
    """It has more to say than a number or a day."""
    assert line in article("".join(f"<p>{text}</p>" for text in [PARAGRAPHS[0], line, *PARAGRAPHS[1:]])).body
