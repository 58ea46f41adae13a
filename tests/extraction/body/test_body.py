"""Title and text of a page, whatever its markup."""

from __future__ import annotations

import json

import pytest

from newsgrab.article import Article, Block, BlockKind
from newsgrab.extraction import extract
from newsgrab.extraction.words.phrases import LinePrefixes

ADDRESS = "https://harbourgazette.example/news/tide-mill"
TITLE = "Old tide mill turns again after sixty years"
FIRST = "The wheel of the old tide mill moved for the first time in sixty years, watched by some two hundred people."
SECOND = "Volunteers had rebuilt the sluice from oak cut in the valley, and the mill now grinds flour for two bakeries."
THIRD = "The council paid for a third of the work, which took eleven winters, and the rest came from bake sales."
ALL = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TALK = "<p>I was there as a child and it was a wonderful sight, thank you all for it.</p>"
NAV = "<nav><a href=/>Home</a><a href=/news>News</a><a href=/sport>Sport</a></nav>"
TEASERS = "".join(
    f"<li><a href=/news/{n}>Another story of the day, number {n}</a><p>What happened elsewhere on day {n}.</p></li>"
    for n in range(6)
)

CARDS = "".join(
    f"<div class=card><h3><a href=/news/{n}>A long story, number {n}</a></h3><p>{THIRD}</p><p>{SECOND}</p></div>"
    for n in range(4)
)


def read(body: str, head: str = f"<title>{TITLE} | Harbour Gazette</title>") -> Article:
    """The article in a page with that body."""
    return extract(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>", ADDRESS)


def texts(article: Article) -> list[str]:
    """The texts of the blocks that count as body."""
    return [block.text for block in article.blocks if block.kind is not BlockKind.CAPTION]


def test_what_the_page_itself_deletes_is_not_what_it_says() -> None:
    """Words and paragraphs marked as deleted are no text; what is only struck through or inserted is."""
    cost = "The mill cost <del>5 million</del> <ins>50 million</ins> pounds, which nobody foresaw at the <s>end</s>."
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p><del>{SECOND}</del></p><p>{cost}</p><p>{THIRD}</p></div>"
    plain = "The mill cost 50 million pounds, which nobody foresaw at the end."
    assert texts(read(body)) == [FIRST, plain, THIRD]


@pytest.mark.parametrize(
    "body",
    [
        f"{NAV}<article><h1>{TITLE}</h1>{ALL}</article>",
        f"{NAV}<div><h1>{TITLE}</h1><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>",
        f"{NAV}<div class=x><h2>{TITLE}</h2>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>",
        f"<table><tr><td>{NAV}</td><td><b>{TITLE}</b><p>{FIRST}<p>{SECOND}<p>{THIRD}</td></tr></table>",
        f"{NAV}<h1>{TITLE}</h1><p class=lead>{FIRST}</p><div class=body><p>{SECOND}</p><p>{THIRD}</p></div>",
        f"{NAV}<main><h1>{TITLE}</h1>" + "".join(f"<div class=part><p>{p}</p></div>" for p in (FIRST, SECOND, THIRD)),
        f"{NAV}<h1>{TITLE}</h1><div class=sidebar-grid__content>{ALL}</div>",
        f"{NAV}<h1>{TITLE}</h1><div class=paywall style='display: none'>{ALL}</div>",
        f"<h1>{TITLE}</h1><template id=B:0></template><div hidden id=S:0>{ALL}</div>",
        f"<h1>{TITLE}</h1><main>"
        + "".join(f"<article class=part><p>{p}</p></article>" for p in (FIRST, SECOND, THIRD)),
        f"<h1>{TITLE}</h1><div class=parts>" + "".join(f"<div hidden><p>{p}</p></div>" for p in (FIRST, SECOND, THIRD)),
        f"<h1>{TITLE}</h1><div>{ALL}</div><div class=popular><p>{FIRST[:-1]}, too, they say.</p></div>",
    ],
    ids=[
        "article",
        "divs",
        "breaks",
        "table",
        "lead apart",
        "pieces",
        "bad name",
        "unhidden",
        "streamed",
        "articles",
        "panels",
        "more apart",
    ],
)
def test_the_text_is_found_in_any_markup(body: str) -> None:
    """Semantic, bare, broken by br, in tables, in pieces, under a misleading name: the same three paragraphs."""
    article = read(body)
    assert article.title == TITLE
    assert texts(article) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "extra",
    [
        f"<section class=related><h3>Related stories</h3><ul>{TEASERS}</ul></section>",
        f"<h3>More from the coast</h3><ul>{TEASERS}</ul>",
        "<p>Read more: <a href=/news/9>How the sluice was built</a></p>",
        "<div class=share-bar>Share this article on your favourite network, please do it now.</div>",
        "<div class=newsletter><p>Our newsletter brings you the news of the coast every morning at seven.</p></div>",
        f"<div id=comments><h3>Comments</h3>{TALK}</div>",
        f"<h4>Comments (2)</h4><div>{TALK}</div>",
        "<figure><img src=a.jpg><figcaption>The wheel on Sunday. Photo: A. Miller</figcaption></figure>",
        "<div class=photo><img src=a.jpg><span>The wheel on Sunday, seen from the bridge.</span></div>",
        "<p>Advertisement</p>",
        "<p>Источник: ТАСС</p>",
        "<p>If you like what you read here, <a href=/follow>follow us on every network</a> that you know.</p>",
        '<div>{"layout": {"columns": 2, "rows": 4, "' + "color: blue, " * 40 + '": "none"}}</div>',
        "<p>تاريخ النشر 3 يناير</p>",
        "<p>Veröffentlicht am 3. Januar</p>",
        "<aside>The mill in numbers: four metres, two stones, eleven winters, one wheel.</aside>",
        "<form><p>Tell us what you think of the mill, and leave us your name and your address.</p></form>",
        "<div><p>Be the first to know what happens at the mill, every day at seven.</p><form><input></form></div>",
        "<p>The mill at dawn, A. Miller / Reuters</p>",
        "<div class=disclaimer><p>Nothing of this is advice on mills, on sluices or on wheels of any kind.</p></div>",
        "<div class=modal><p>You are reading the last of your free articles, and we hope you like it.</p></div>",
        f"<div class=c>{CARDS}</div>",
    ],
    ids=[
        "related",
        "list",
        "inline",
        "share",
        "newsletter",
        "comments",
        "talk",
        "figure",
        "photo",
        "ad",
        "source",
        "call",
        "settings",
        "stamp in Arabic",
        "stamp",
        "aside",
        "form",
        "call with a form",
        "credit",
        "disclaimer",
        "modal",
        "cards",
    ],
)
def test_what_is_not_the_text_is_cut(extra: str) -> None:
    """Boilerplate after the text leaves it as it is."""
    body = f"{NAV}<main><h1>{TITLE}</h1><div class=c>{ALL}{extra}</div></main>"
    assert texts(read(body)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("extra", "kept"),
    [
        (
            "<ul><li>Oak from the valley.</li><li><a href=/iron>Iron from the smithy</a></li></ul>",
            "Iron from the smithy",
        ),
        ("<h3><a href=/wheel>The wheel and its maker</a></h3>", "The wheel and its maker"),
        ("<p><a href=https://mill.example/book>https://mill.example/book</a></p>", "https://mill.example/book"),
        ("<p>It was <a href=/news/8>built by the miller of the next valley</a>.</p>", "It was built by"),
    ],
    ids=["list item", "heading", "address", "paragraph"],
)
def test_a_line_that_is_mostly_a_link_may_be_text(extra: str, kept: str) -> None:
    """It is if it is one of a list, a heading among paragraphs, or says more than the link."""
    article = read(f"{NAV}<main><h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p>{extra}<p>{THIRD}</p></div></main>")
    found = texts(article)
    assert [text for text in found if text.startswith(kept)]
    assert (found[0], found[-1]) == (FIRST, THIRD)


@pytest.mark.parametrize(
    "after",
    [
        f"<div class=stack><div class=top><h1>A bridge is closed</h1></div><div><p>{SECOND[:90]}.</p></div></div>",
        f"<section><header><h1>Write to us</h1></header><p>{THIRD[:80]}.</p></section>",
    ],
    ids=["story", "call"],
)
def test_another_headline_begins_something_else(after: str) -> None:
    """What follows another h1 in a box of its own is no part of the article."""
    assert texts(read(f"<article><h1>{TITLE}</h1>{ALL}{after}</article>")) == [FIRST, SECOND, THIRD]


def test_chapters_may_have_headlines_of_the_first_level() -> None:
    """An h1 among the parts of the text is one of its sub-headings."""
    chapters = f"<h1>The wheel</h1><div><p>{SECOND}</p></div><h1>The money</h1><div><p>{THIRD}</p></div>"
    article = read(f"<article><h1>{TITLE}</h1><div><p>{FIRST}</p><p>{TALK}</p></div>{chapters}</article>")
    assert {FIRST, SECOND, THIRD} <= set(texts(article))


def test_chapters_may_stand_in_boxes_alike() -> None:
    """An h1 in a box of the same kind as that of the text before it begins a chapter, not another story."""
    column = "<section><div class=col>{}</div></section>".format
    first = column(f"<p>{FIRST}</p><p>{TALK}</p><p>{FIRST[:90]}, they say.</p><p>{TALK[3:-4]} Again.</p>")
    chapters = column(f"<h1>The wheel</h1><p>{SECOND}</p>") + column(f"<h1>The money</h1><p>{THIRD}</p>")
    article = read(f"<article><h1>{TITLE}</h1>{first}{chapters}</article>")
    assert {"The wheel", SECOND, "The money", THIRD} <= set(texts(article))


def test_a_sidebar_is_not_taken_for_a_short_text() -> None:
    """What a name says against a part is wrong only if it holds far more than the text that was found."""
    note = f"<div class=sidebar><p>{SECOND}</p><p>{THIRD}</p><p>{SECOND[:80]} now.</p><ul>{TEASERS}</ul></div>"
    short = [FIRST, f"{FIRST[:95]}, with flags."]
    article = read(f"<h1>{TITLE}</h1><div class=entry><p>{short[0]}</p><p>{short[1]}</p></div>{note}")
    assert texts(article) == short


def test_a_table_of_results_is_the_text_of_its_page() -> None:
    """Cells are no sentences, and are still more than a line about cookies."""
    rows = "".join(f"<tr><td>{n}.</td><td>Runner {n}</td><td>Club {n % 7}</td></tr>" for n in range(1, 60))
    notice = "<div class=cookie-banner><p>This page would like to keep a few biscuits for your next visit.</p></div>"
    article = read(f"<h1>{TITLE}</h1><div class=entry-content><table>{rows}</table></div>{notice}")
    assert "31. | Runner 31 | Club 3" in texts(article)


def test_blocks_keep_their_kinds() -> None:
    """Headings with level, bold headings, list items, quotes, preformatted text, table rows, captions."""
    article = read(
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><h3>The wood</h3><p>{SECOND}</p>"
        "<ul><li>Oak from the valley</li><li>Iron from the <b>smithy</b></li></ul>"
        f"<p><strong>The money</strong></p><p>{THIRD}</p><blockquote><p>{SECOND[:-1]}, they said.</p></blockquote>"
        "<pre>a  b\n c</pre><table><tr><th>Year</th><th>Cost</th></tr><tr><td>2014</td><td>300</td></tr></table>"
        f"<figure><img src=a><figcaption>The wheel.</figcaption></figure><p>{FIRST[:-1]}, once more.</p></article>"
    )
    assert [(block.kind, block.level) for block in article.blocks] == [
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.LIST_ITEM, 0),
        (BlockKind.LIST_ITEM, 0),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.QUOTE, 0),
        (BlockKind.PRE, 0),
        (BlockKind.TABLE_ROW, 0),
        (BlockKind.TABLE_ROW, 0),
        (BlockKind.CAPTION, 0),
        (BlockKind.PARAGRAPH, 0),
    ]
    assert article.blocks[4].text == "Iron from the smithy"
    assert article.blocks[8] == Block(BlockKind.PRE, "a  b\n c")
    assert article.blocks[9].text == "Year | Cost"


def test_chinese_text_is_measured_in_characters() -> None:
    """Short lines of a script without spaces are sentences all the same."""
    lines = [
        "老潮汐磨坊的水轮星期天六十年来第一次转动。",
        "志愿者用山谷里砍伐的橡木重建了水闸。",
        "市议会支付了三分之一的费用。",
    ]
    body = "".join(f"<p>{text}</p>" for text in lines)
    article = read(
        f"{NAV}<div><h1>老磨坊再次转动</h1><div>{body}</div><ul>{TEASERS}</ul></div>",
        "<title>老磨坊再次转动-海湾报</title><meta property=og:type content=article>",
    )
    assert article.title == "老磨坊再次转动"
    assert texts(article) == lines


def test_a_stub_at_a_paywall_is_marked() -> None:
    """The notice is no text; the article says that it is cut."""
    article = read(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>Subscribe to continue reading.</p></article>")
    assert article.truncated
    assert texts(article) == [FIRST]


def test_a_text_of_short_lines_is_a_text() -> None:
    """A poem has no sentences, and is all that the page is about."""
    poem = "<br>".join(f"the wheel turns slowly round {n}" for n in range(20))
    assert len(read(f"{NAV}<h1>{TITLE}</h1><div>{poem}</div>").body) > 400


def test_a_story_told_under_its_pictures_is_read() -> None:
    """Where the captions are all there is, they are the text."""
    slides = "".join(f"<figure><img src=a.jpg><figcaption>{p}</figcaption></figure>" for p in (FIRST, SECOND, THIRD))
    assert texts(read(f"{NAV}<main><h1>{TITLE}</h1><div>{slides}</div></main>")) == [FIRST, SECOND, THIRD]


def test_of_a_diary_the_first_post_is_the_article() -> None:
    """Where a page without a headline shows several dated posts, what stands first is the newest."""
    days = "".join(
        f"<div><b>A day at sea</b><br>2016-03-0{day} 10:00<p>{text}</p><p>{THIRD} {SECOND} {FIRST} {THIRD}</p></div>"
        for day, text in ((3, FIRST), (2, SECOND), (1, THIRD))
    )
    assert texts(read(f"{NAV}<div>{days}</div>", "<title>My diary</title>"))[0] == FIRST


@pytest.mark.parametrize(
    ("head", "printed", "title"),
    [
        (f"<title>{TITLE} | Harbour Gazette</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>Harbour Gazette - {TITLE}</title>", f"<h1>Harbour Gazette</h1><h2>{TITLE}</h2>", TITLE),
        ("<title>Tide mill: the wheel turns after sixty years, and why</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE} — Harbour Gazette</title>", "", TITLE),
        (f'<title>Gazette</title><meta property="og:title" content="{TITLE}">', f"<div>{TITLE}</div>", TITLE),
    ],
    ids=["h1", "site in h1", "other words", "not printed", "shared"],
)
def test_the_headline_is_the_printed_one(head: str, printed: str, title: str) -> None:
    """Without the site's name, in the words of the page."""
    assert read(f"{NAV}{printed}<div class=c><p>{FIRST}</p><p>{SECOND}</p></div>", head).title == title


def test_a_text_that_only_the_data_tell_is_taken_from_there() -> None:
    """A page that scripts fill tells its text in JSON-LD."""
    told = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join([FIRST, SECOND, THIRD] * 2)})
    head = f"<title>{TITLE}</title><script type='application/ld+json'>{told}</script>"
    assert texts(read(f"<h1>{TITLE}</h1><div id=app></div>", head)) == [FIRST, SECOND, THIRD] * 2


def test_a_text_without_any_headline_is_called_by_its_first_words() -> None:
    """A title is never empty, and says where it is from."""
    article = read(f"<div>{ALL}</div>", "")
    assert (article.title, article.sources["title"]) == (FIRST, "first words")


def test_a_phrase_is_found_at_the_beginning_of_a_line_only() -> None:
    """Whatever its case and whatever stands before its first letter; its length is told with that."""
    openings = LinePrefixes(("read more", "ilgili haber", "©"))
    assert [
        openings.length(line) for line in ("READ MORE: a", ">> Read more", "İlgili haberler", "© A", "I read more")
    ] == [
        9,
        12,
        12,
        1,
        0,
    ]
