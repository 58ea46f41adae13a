"""The view count of an article."""

from __future__ import annotations

import json

import pytest

from newsgrab.extraction.fields.views.find import find_views
from newsgrab.extraction.words.view_labels import labelled_views
from tests.extraction.pages import TITLE, page

EYE = '<svg viewBox="0 0 24 24"><path d="M1 12s4-8 11-8 11 8 11 8"></path><circle cx="12" cy="12" r="3"></circle></svg>'
CLOCK = '<svg viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"></circle><polyline points="12 6 12 12 16 14"></polyline></svg>'  # noqa: E501


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,234 views · 3 comments", "en", 1234),
        ("5 min read · 3,456 reads", "en", 3456),
        ("Read 2345 times", "en", 2345),
        ("عدد المشاهدات: ٣٤٬٨٦٧", "ar", 34_867),
        ("تمت قراءة هذا الخبر 500 مرة", "ar", 500),
        ("تعداد بازدید: ۱٬۲۳۴", "fa", 1234),
        ("Просмотров: 12 345", "ru", 12_345),
        ("Lu 2 345 fois", "fr", 2345),
        ("1234 mal gelesen", "de", 1234),
        ("Bu haber 12,5 B kez okundu", "tr", 12_500),
        ("1.2 लाख व्यूज", "hi", 120_000),
        ("3426次阅读", "zh", 3426),
        ("1.2万回閲覧", "ja", 12_000),
        ("时间：2021-8-20 14:22:10 点击：567次 作者：李雷", "zh", 567),
        ("Baxış sayı: 1 870", "az", 1870),
        ("Megtekintések száma: 733", "hu", 733),
        ("Դիտումներ՝ 3450", "hy", 3450),
        ("٨٧٦ جار خوێندراوەتەوە", "ckb", 876),
        ("Просмотров: 5\xa0120 Комментариев: 14", "ru", 5120),
        ("조회수 1,234", "ko", 1234),
        ("12,345 צפיות", "he", 12_345),
        ("Eddig 1234-en olvasták", "hu", 1234),
        ("1.234 de vizualizări", "ro", 1234),
        ("조회 수 : 1,234", "ko", 1234),
        ("ຈຳນວນຜູ້ອ່ານ 1234", "lo", 1234),
        ("ဖတ်ရှုမှု ၁၂၃၄", "my", 1234),
        ("បានអាន 1234 ដង", "km", 1234),
        ("ተመልካቾች፡ 1234", "am", 1234),
        ("Материал прочитали 1234 человека", "ru", 1234),
        ("1234 người đã xem", "vi", 1234),
        ("瀏覽人次：1,234", "zh", 1234),
    ],
)
def test_words_tell_which_number_counts_readers(text: str, language: str, value: int) -> None:
    """The number beside a word for having been read or seen is the count, in any language."""
    count = labelled_views(text, language)
    assert count is not None
    assert count.value == value


@pytest.mark.parametrize(
    "text",
    [
        "View 12 comments",
        "4 min read 12 comments",
        "Read 5 more stories",
        "مدة القراءة: 3 دقائق",
        "عدد زوار الموقع 123456",
        "Total Pageviews 1,204,331",
        "Đánh giá: 4,5/5 (18 lượt)",
        "แชร์ 12 ครั้ง",
        "2-min read",
        "9. Set boundaries",
        "Vista de 12 de mayo",
        "12 человек погибли",
        "12 har views of it",
        "Read 12 antal",
    ],
)
def test_other_numbers_are_no_view_count(text: str) -> None:
    """Comments, reading time, other stories and the site's visitors are not the article's readers."""
    assert labelled_views(text) is None


@pytest.mark.parametrize(
    ("meta", "value", "exact"),
    [
        ('<div><span>5 min read</span> <span>1,234 views</span> <a href="#c">7 comments</a></div>', 1234, True),
        ("<ul><li>Views <b>2345</b></li><li>Comments <b>12</b></li></ul>", 2345, True),
        ("<dl><dt>Views</dt><dd>77</dd><dt>Comments</dt><dd>9</dd></dl>", 77, True),
        ('<i class="fa fa-eye"></i> 16 <i class="fa fa-comment"></i> 3', 16, True),
        (f"<div><span>{CLOCK}<b>5</b></span><span>{EYE}<b>107</b></span></div>", 107, True),
        ('<span class="post-views">981</span><span class="comment-count">4</span>', 981, True),
        ('<span role="img" aria-label="12,345 views">12.3K</span>', 12_345, True),
        ('<span><b data-count="7342">0</b> views</span>', 7342, True),
        ("<div><span>1.2k</span> <span>Views</span></div>", 1200, False),
        ("<div><b>1.8k</b> <small>VIEWS</small> <b>210</b> <small>SHARES</small></div>", 1800, False),
        ("<div><b>12.5</b><em>K</em><span>views</span></div>", 12_500, False),
        ("<ul><li>조회수 1,455</li><li>댓글 3</li></ul>", 1455, True),
        ('<i class="material-icons">visibility</i><span>705</span><i class="material-icons">favorite</i>5', 705, True),
    ],
    ids=[
        "words",
        "list",
        "terms",
        "icon",
        "drawn icon",
        "class",
        "spoken",
        "attribute",
        "rounded",
        "labels behind",
        "pieces",
        "hangul",
        "ligature",
    ],
)
def test_a_printed_count_is_found(meta: str, value: int, exact: object) -> None:
    """A count is found by its word, icon, class or attribute; an exact one wins over a rounded one."""
    count = find_views(page(meta)).value
    assert count is not None
    assert (count.value, count.exact) == (value, exact)


@pytest.mark.parametrize(
    "meta",
    [
        "",
        "<span class='views'>0</span>",
        "<span class='views'>…</span> views",
        "<span>7 comments</span> <span>3 shares</span> <span>4 min read</span>",
        "<h3>Top 10 Book Club Reads of 2025</h3>",
        "<p class='lead'>The island avoided Level 5 last night, the board said</p>",
        "<a href='/reviews' title='Banking Review 2011'>Banking</a>",
        "<img src='/b.jpg' title='Screenshot view 2'>",
        "<a href='/course/7'>6.849 Lecture 7</a>",
        "<a href='/help' title='按alt+3阅读正文'>帮助</a>",
        "<p>The video of the bridge was seen by many and has 45,000 views in a week, the city said on Monday.</p>",
    ],
)
def test_no_count_is_guessed(meta: str) -> None:
    """Placeholders, other counters and numbers in the text give None."""
    assert find_views(page(meta)).value is None


def test_a_count_that_leads_to_its_readers_counts() -> None:
    """A link whose text is a number and its label, nothing more, is no title."""
    count = find_views(page("<p><a href='/stats/12'>1,234 views</a></p>")).value
    assert count is not None
    assert count.value == 1234


def test_the_count_of_another_article_is_not_taken() -> None:
    """A count on a card that leads to another article is that article's."""
    card = '<li><a href="/city/ferry">Ferry to the islands runs again from May</a> <span>999 views</span></li>'
    assert find_views(page(tail=f'<ul class="list">{card}</ul>')).value is None


def test_linked_data_counts_readers_only_where_it_says_so() -> None:
    """An InteractionCounter of comments is no view count; one of reading is."""
    counters = '{"@type": "InteractionCounter", "interactionType": "https://schema.org/%s", "userInteractionCount": %d}'
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "interactionStatistic": [%s]}</script>'  # noqa: E501
    comments = counters % ("CommentAction", 9)
    assert find_views(page(head=data % comments)).value is None
    count = find_views(page(head=data % (comments + "," + counters % ("ReadAction", 5821)))).value
    assert count is not None
    assert count.value == 5821


def test_embedded_state_counts_for_the_object_that_is_this_article() -> None:
    """Of the numbers that scripts carry, only that of the object with the article's title is its count."""
    state = (
        '<script>window.__STATE__ = {"session": {"views": 1}, "article": {"title": "%s", "viewCount": 4410},'
        '"mostRead": [{"title": "Another story of the week", "viewCount": 99}]};</script>'
    )
    count = find_views(page(tail=state % TITLE)).value
    assert count is not None
    assert count.value == 4410


@pytest.mark.parametrize("key", ["views", "pageViews", "viewCount", "article_views_count", "hits"])
@pytest.mark.parametrize("number", ["4410", '"4,410"'])
def test_embedded_state_counts_under_every_name_also_in_a_streamed_string(key: str, number: str) -> None:
    """JSON inside a string, as pages are streamed to a browser, is read like JSON that is assigned."""
    state = f'{{"article": {{"title": "{TITLE}", "{key}": {number}}}}}'
    streamed = json.dumps([1, f"5:{state}"])
    for script in (f"window.__STATE__ = {state};", f"self.push({streamed})"):
        count = find_views(page(tail=f"<script>{script}</script>")).value
        assert count is not None
        assert count.value == 4410


_NOTHING = ('"viewCount": 0', '"views": null', '"views": ["a"], "reviews": 12', '"views": "none"')


@pytest.mark.parametrize("state", _NOTHING)
def test_embedded_state_without_a_number_above_zero_counts_nothing(state: str) -> None:
    """A counter that nothing was counted on yet is no count, nor is what a count of other things is called like."""
    script = f'<script>window.__STATE__ = {{"title": "{TITLE}", {state}}};</script>'
    assert find_views(page(tail=script)).value is None


def test_a_count_in_a_flat_list_belongs_to_the_title_before_it() -> None:
    """Where a list has no boxes, what stands right behind a link with a headline is that article's count."""
    row = '<h3>Others</h3><a href="/city/ferry">Ferry runs again from May</a> <span>1,210 views</span>'
    assert find_views(page(tail=row)).value is None


def test_a_label_may_stand_alone_before_a_number_of_times() -> None:
    """The label is in an element of its own, the number has "times" behind it; a day beside it is no count."""
    count = find_views(page("<div><b>Views</b> 1,800 times</div><div><b>Date</b> 3 May 2023</div>")).value
    assert count is not None
    assert count.value == 1800
