"""View counts in rows of several numbers: which number a label belongs to, and which exact one a rounded one stands for."""  # noqa: E501

from __future__ import annotations

import pytest

from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.view_labels import labelled_views
from tests.extraction.pages import ADDRESS, TEXT, TITLE, page, views_of

COMMENTS, SHARES = "<span><i class='fa fa-comment'></i> 14</span>", "<span><i class='fa fa-share'></i> 233</span>"


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("<span><b>Shares</b> 56</span><span><b>Reads</b> 6,812</span>", 6812),
        ("<span>6,812 <b>reads</b></span><span>56 <b>shares</b></span>", 6812),
        ("<ul><li aria-label='Likes'>1.1K</li><li><span>views</span>12.5K</li></ul>", 12_500),
        (f"<div><span>3.2k views</span>{COMMENTS}{SHARES}</div>", 3200),
        (f"<div><span><b>--</b> views</span>{COMMENTS}{SHARES}</div>", None),
        ("<p>This story <b>1.467</b> times read, 3 comments made, 12 times sent to friends</p>", 1467),
        ("<div><span><b>Photos</b> 12</span> <span>views</span></div>", None),
    ],
)
def test_a_label_belongs_to_the_number_in_its_own_box(row: str, value: int | None) -> None:
    """A number with a label, a picture or a title of its own takes no label of its neighbour's, and the other way."""
    assert views_of(page(f"<div>{row}</div>")) == value


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        ("<span data-n='15643'><i class='fa fa-eye'></i> 15.6K</span>", 15_643),
        ("<div data-n='15643'><b>15.6K</b> views</div>", 15_643),
        ("<div data-n='15999'><b>15.6K</b> views</div>", 15_600),
        ("<div data-id='15600'><b>15.6K</b> views</div>", 15_600),
    ],
)
def test_an_attribute_says_exactly_what_is_printed_rounded(mark: str, value: int) -> None:
    """The number in an attribute around a rounded count is exact if the printed digits are its first ones."""
    assert views_of(page(mark)) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [("entry-views", 1024), ("entry-share", None), ("entry", None)],
)
def test_a_picture_called_views_has_its_number_in_its_title(name: str, value: int | None) -> None:
    """Only the element's name tells what the number in its title counts."""
    assert views_of(page(f"<span class='{name}' title='Zuzu 1,024'><i class='ic'></i></span>")) == value


def test_the_link_to_an_author_is_no_other_articles_title() -> None:
    """A name of four words makes no card of the row in which the count stands."""
    meta = "<span><a href='/author/x/'>By Ann Maria van Roe</a><em class='entry-views'>812</em></span>"
    assert views_of(page(meta)) == 812


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("2145 பேர் படித்துள்ளனர்", "ta", 2145),
        ("Artikkelia katseltiin 77 kertaa", "fi", 77),
        ("1.340 lượt nghe", "vi", None),
        ("خولەک خوێندنەوە 2", "ckb", None),
        ("5 minutes views 300", "en", 300),
        ("12 படங்கள்", "ta", None),
    ],
)
def test_words_of_many_forms(text: str, language: str, value: int | None) -> None:
    """The beginning of a word for reading is enough where it has many forms; listening and reading time are others."""
    count = labelled_views(text, language)
    assert (count.value if count else None) == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Ý kiến bạn đọc 3", "vi", None),
        ("Đánh giá của bạn đọc 4", "vi", None),
        ("تعليقات القراء 5", "ar", None),
        ("Отзывы читателей 4", "ru", None),
        ("Lettere dei lettori 2", "it", None),
        ("Komentar pembaca: 4", "id", None),
        ("عدد القراء: 33", "ar", 33),
        ("Lượt đọc: 45", "vi", 45),
        ("12 bạn đọc đã xem", "vi", 12),
        ("Leser: 12", "de", 12),
    ],
)
def test_what_readers_gave_is_no_count_of_readers(text: str, language: str, value: int | None) -> None:
    """Their comments, letters and marks are counted, not they."""
    count = labelled_views(text, language)
    assert (count.value if count else None) == value


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/2026/11/14/'>14 November 2026, 12:05</a>",
        "<a href='/user/login?to=7'>Log in to write a comment</a>",
    ],
)
def test_a_date_or_a_login_is_no_other_articles_title(link: str) -> None:
    """Such a link makes no card of the row in which the count stands."""
    assert views_of(page(f"<div class='facts'>{link}<span class='views'>3 471</span></div>")) == 3471


def test_a_count_between_paragraphs_is_not_the_articles() -> None:
    """A film's, or how many readers a newsletter has; behind the text it is the article's."""
    box, sentences = "<div><h2>Join us</h2><p>1,204 reads so far</p></div>", [TEXT, TEXT, "{}", TEXT, TEXT, "{}"]
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{''.join(sentences)}</div>"
    amid, behind = html.format(box, ""), html.format("", "<p>1,204 reads</p>")
    assert views_of(Document.of_text(amid, ADDRESS)) is None
    assert views_of(Document.of_text(behind, ADDRESS)) == 1204


def test_the_last_number_of_a_page_behind_other_stories_counts_the_sites_visitors() -> None:
    """Right behind the text it is the article's; at the very end, behind links to other stories, the site's."""
    number = "<p>Views: 3,411,902</p>"
    html = f"<h1>Bridge opens</h1><div>{TEXT * 3}</div>%s{number}"
    stories = "<ul><li><a href='/city/ferry'>Ferry to the islands runs again from May</a></li></ul><p>Contact</p>"
    for between, views in (("", 3_411_902), (stories, None)):
        document = Document.of_text(html % between, "https://courier.example/city/bridge")
        assert views_of(document) == views


def test_a_number_in_one_box_with_a_film_counts_who_saw_that() -> None:
    """Whatever the box is called."""
    film = "<div>%s<div><b>The bridge from above</b> <span>1,200 views</span></div></div>"
    for player, count in (("<iframe src='/player/1'></iframe>", None), ("<hr>", 1200)):
        assert views_of(page(film % player)) == count


def test_a_number_behind_a_link_to_log_in_is_the_articles() -> None:
    """As long as a headline, but it leads to no story."""
    row = "<ul><li><a href='/user/login'>Log in to post your own comments</a></li><li>Read 2,914 times</li></ul>"
    assert views_of(page(row)) == 2914


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("<p>Replies 12 Views 1739 Likes 34</p>", 1739),
        ("<p>12 replies 1739 views 34 likes</p>", 1739),
        ("<p>Ответов <b>12</b> Просмотров <b>1739</b></p>", 1739),
        ("<p>الردود (12) المشاهدات (1739)</p>", 1739),
        ("<dl><dt>Replies</dt><dd>12</dd><dt>Views</dt><dd>1739</dd><dt>Likes</dt><dd>34</dd></dl>", 1739),
        ("<table><tr><td>댓글</td><td>12</td><td>조회</td><td>1739</td></tr></table>", 1739),
        ("<p>Published 2026/5/12 views 1739</p>", 1739),
        ("<p>1739 reads by people of the city (12 today)</p>", 1739),
        ("<p>Viewed 12 May 2026</p>", None),
        ("<p>First impressions: 2013 Falcon X 350</p>", None),
        ("<p><span>Views</span> <span class='n'></span> <span>12</span> <span>Comments</span></p>", None),
    ],
)
def test_labels_stand_before_all_numbers_of_a_row_or_behind_all(row: str, value: int | None) -> None:
    """A row that begins with a label and ends with a number has no label behind its numbers; dates make no row."""
    assert views_of(page(f"<div class='m'>{row}</div>")) == value


EYE, TALK = "<i class='fa fa-eye'></i>", "<i class='fa fa-comment'></i>"


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (f"{TALK} 12 {EYE} 1739", 1739),
        (f"12 {TALK} 1739 {EYE}", 1739),
        (f"<span>1739</span>{EYE}<span>12</span>{TALK}", 1739),
        (f"<b>12</b><b>{TALK}</b><b>1739</b><b>{EYE}</b>", 1739),
        (f"<b>{EYE}</b><b>1739</b><b>{TALK}</b><b>12</b>", 1739),
        (f"{EYE} {TALK} 12", None),
        (f"<span>{EYE}</span> <span>{TALK} 12</span>", None),
        (f"<span>{EYE} <em class='c'></em></span> <span>12</span>", None),
        (f"<span title='Views'>{EYE}</span> <span title='Comments'>12</span>", None),
    ],
)
def test_a_picture_has_the_number_of_its_own_side(row: str, value: int | None) -> None:
    """Where numbers and pictures take turns, the first of them tells the side; an empty place has no number yet."""
    assert views_of(page(f"<div class='m'>{row}</div>")) == value
