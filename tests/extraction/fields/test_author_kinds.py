"""Authors by how pages set them: beside a role, in boxes made alike, in embedded state; and what is no author."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.fields.authors.find import find_authors
from tests.extraction.pages import TITLE, page

STATE = '<script type="application/json">{"post":{"title":"%s","author":%s}}</script>'


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ("<div><div><p>Ann Roe</p><small>Reporter</small></div><i>3 May 2025</i></div>", ("Ann Roe",)),
        ("<div><div><p>B.Sarana</p><small>Reporter</small></div></div>", ("B.Sarana",)),
        ("<div><div><p>Cay Doe</p><small>Editor</small></div></div>", ()),
        ("<div><p>Top Stories</p><section><small>Reporter</small></section></div>", ()),
    ],
)
def test_a_name_beside_what_the_person_is(meta: str, authors: tuple[str, ...]) -> None:
    """A box with a name and, in a box of its own, a writer's role names the author; no editor, nothing far."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ("<div><h6>Ann Roe,</h6></div><div><h6>Bob Poe</h6></div>", ("Ann Roe", "Bob Poe")),
        ("<div><h6>Ann Roe</h6></div><div><em>Old Harbour</em></div>", ("Ann Roe",)),
    ],
)
def test_names_in_boxes_made_alike_are_one_list(meta: str, authors: tuple[str, ...]) -> None:
    """Beside a date, what is set as the first name is a name too, and what is set otherwise is not."""
    assert find_authors(page(f"<p>3 May 2025</p>{meta}")).value == authors


def test_of_two_texts_in_one_box_before_a_date_the_first_is_the_name() -> None:
    """The second is the place."""
    meta = (
        '<div><div><span class="a">Ann Roe</span><span class="b">New Harbour</span></div><time>3 May 2025</time></div>'
    )
    assert find_authors(page(meta)).value == ("Ann Roe",)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ('{"name": "Ann Roe", "title": "Reporter"}', ("Ann Roe",)),
        ('[{"name": "Ann Roe"}, "Bob Poe"]', ("Ann Roe", "Bob Poe")),
        ('"17"', ()),
        ('{"id": 4}', ()),
    ],
)
def test_authors_in_embedded_state(author: str, authors: tuple[str, ...]) -> None:
    """The object that bears the article's title names its authors where the page prints none."""
    assert find_authors(page(tail=STATE % (TITLE, author))).value == authors


def test_another_articles_state_names_nobody() -> None:
    """An object with another title is another article's."""
    assert find_authors(page(tail=STATE % ("Rain over the hills", '"Ann Roe"'))).value == ()


def test_a_repeated_label_has_a_name_behind_each() -> None:
    """Two authors may have a label each; the next article's, far below, is not theirs."""
    meta = "<div>Writer: <a>Ann Roe</a></div><div>Writer: <a>Bob Poe</a></div><div>Editor: Cay Doe</div>"
    after = "<p>Cut.</p>" * 30 + "<div>Writer: <a>Dan Loe</a></div>"
    assert find_authors(page(meta, tail=after)).value == ("Ann Roe", "Bob Poe")


def test_a_counter_of_comments_in_the_writers_row_is_no_name() -> None:
    """The name with its label wins over a link of another kind."""
    meta = '<div class="writer-row"><span class="n">By Ann Roe</span><i> 3 May</i><a href="#c">Comments: 37</a></div>'
    assert find_authors(page(meta)).value == ("Ann Roe",)


def test_the_page_prints_more_authors_than_it_tells_machines() -> None:
    """Of authors in linked data and in print, the longer list counts if it holds the shorter and names persons."""
    head = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ann Roe"}}</script>'
    two = '<h4 class="author-name"><a href="/author/0/">Ann Roe</a>, <a href="/author/1/">%s</a></h4>'
    assert find_authors(page(two % "Bob Poe", head=head)).value == ("Ann Roe", "Bob Poe")
    assert find_authors(page(two % "Harbour News Agency", head=head)).value == ("Ann Roe",)


def test_a_sentence_with_dashes_names_nobody() -> None:
    """What stands between the signs of a sentence is no byline, even beside a date."""
    lead = "<p>3 May 2025</p><p>Nine divers of the first class, – Blue Pearl – , finished their course today.</p>"
    assert find_authors(page(lead)).value == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("হাসান করিম, নদীপুর প্রতিনিধি", ("হাসান করিম",)),
        ("क्रम लाल संवाददाता", ("क्रम लाल",)),
        ("สมชาย ใจดี ผู้สื่อข่าวเมืองเก่า", ("สมชาย ใจดี",)),
        ("Ann Roe, Oslo correspondent", ("Ann Roe",)),
        ("Sports Reporter", ("Sports Reporter",)),
        ("Ann Roe Date: 3 May", ("Ann Roe",)),
        ("Text & photo: Ann Roe", ("Ann Roe",)),
        ("김민수 기자", ("김민수",)),
    ],
)
def test_roles_and_further_labels_are_no_part_of_a_name(text: str, names: tuple[str, ...]) -> None:
    """Also in scripts whose vowel signs are no letters, and in those without spaces; a role alone is an office."""
    assert names_in([text]) == names


def test_a_footer_between_headline_and_text_is_the_headlines_own() -> None:
    """Its author counts; one in a footer below the text does not."""
    row = '<div class="footer"><span class="author">Von <b>Ann Roe</b></span></div>'
    assert find_authors(page(row)).value == ("Ann Roe",)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("وادي النخيل - سامر الحداد", "سامر الحداد"),
        ("الميناء: ليلى الناصر", "ليلى الناصر"),
        ("سامر الحداد - الميناء", "سامر الحداد"),
        ("بقلم: سامر الحداد", "سامر الحداد"),
    ],
)
def test_a_place_before_the_name_is_no_author(text: str, author: str) -> None:
    """In the author's box the name stands behind the place; a label is no place."""
    assert find_authors(page(f'<div class="author">{text}</div>', lang="ar")).value == (author,)


def test_controls_in_the_authors_box_are_no_names() -> None:
    """The line with a label names the author, links beside it do other things."""
    links = '<ul><li><a href="/author/cpa/">View author archive</a></li><li><a href="/feed/">Get the feed</a></li></ul>'
    box = f'<div id="author-byline"><p class="by">By Coast Press Union</p>{links}</div>'
    assert find_authors(page(box)).value == ("Coast Press Union",)
    below = '<p>Nets were mended.</p><div id="author-contact-bottom"><a href="/author/7">Contact the writer.</a></div>'
    assert find_authors(page(f"{box}{below}")).value == ("Coast Press Union",)


def test_who_took_a_picture_is_no_author() -> None:
    """A caption names a reporter for the photograph."""
    caption = '<div><p class="cap">资料图：居民在江边散步。晨光社记者 秦望远 摄</p></div>'
    assert find_authors(page(caption, lang="zh")).value == ()
