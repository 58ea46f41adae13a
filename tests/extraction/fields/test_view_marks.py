"""View counts where no printed word stands beside the number, and numbers that are another's."""

from __future__ import annotations

import pytest

from newsgrab.extraction.page.document import Document
from tests.extraction.pages import ADDRESS, TEXT, TITLE, page, views_of


def views(meta: str = "", tail: str = "") -> int | None:
    """The count of a page that has something under its headline, or behind its text."""
    return views_of(page(meta, tail=tail))


@pytest.mark.parametrize(
    "mark",
    [
        "<span title='Views'>1,866</span>",
        "<div aria-label='عدد المشاهدات'><svg></svg><span>1,866</span></div>",
        "<span class='item' data-tooltip='Просмотры'>1866</span>",
        "<div class='detail-view' data-view='1866'><span></span> views</div>",
        "<input type='hidden' name='views' value='1866'>Views: <b>...</b>",
        "<dl><dt>Views</dt><dd>1866 times</dd></dl>",
        "<i class='dashicons dashicons-visibility'></i> 1866 imeonwa",
        "<i class='fa fa-eye'></i> 1.866x",
        "<li class='post-share'><a href='#'><i class='fal fa-eye'></i> (1866)</a></li>",
        "<i class='fas fa-chart-line'></i> 1866",
        "<i class='iconfont icon-liulan'></i>1866",
        "<i data-feather='eye'></i> 1866",
        "<img alt='eye' src='/i/1.svg'>1866",
        "<span x-tooltip='القراءات'><svg></svg>1866</span>",
        "<span v-tooltip=\"'Views'\"><svg></svg>1866</span>",
        "<span data-bs-original-title='1,866 views'><i></i></span>",
        "<span aria-label='1,866 lecturas'><i></i></span><span><i class='fa fa-comment'></i> 7</span>",
        "<svg><title>Просмотры</title><path d='M3 3h2'></path></svg> 1866",
        "<img alt='Görüntülenme' src='/i/x.png'> 1866",
        "<i class='icon-eye2'></i>1866",
        "<span class='browse-num'>1866</span>",
        "👁 1,866",
        "👀<b>1866</b>",
        "<div class='bar__i bar__i_view'><b>1866</b></div>",
        "<table><tr><td>Saturday, the tenth of October, a long row of facts about it, views [ 1866 ]</td></tr></table>",
        "<li class='iviews ico'>1866</li>",
        "<span uk-icon='icon: eye; ratio: 0.9'></span> 1866 <span uk-icon='comment'></span> 14",
        "<mat-icon class='mat-icon'>visibility</mat-icon> 1866 <mat-icon class='mat-icon'>comment</mat-icon> 4",
        "<span data-tippy-content='Views'>1.866</span><span data-tippy-content='Likes'>12</span>",
        "<dl><dt>조회</dt><dd>1866</dd><dt>추천</dt><dd>12</dd></dl>",
        "<p><label>조회수</label> : 1866 | <label>추천수</label> : 12</p>",
        "<p>By Anna Kern on 12 May 2024. Hits: 1866</p>",
        "<article-views count='1866'></article-views>",
        "<view-counter :initial='1866' slug='bridge-opens'></view-counter>",
        "<div x-data='{ open: 12, views: 1866 }'><b x-text='views'></b></div>",
        "<p>1,866 people have this essay read</p>",
        "<p>۱٬۸۶۶ نفر این نغمه را خوانده‌اند</p>",
        "<span class='seen-count'>1866</span><span class='com'>7</span>",
        "<b class='readnum'>1866</b>",
        "<b id='num_clicks'>1866</b>",
        "<dd class='hits'>Zadetkov: 1866</dd>",
        "<span><i class='tie-icon-fire'></i> 1866</span><span><i class='fa fa-comment'></i> 7</span>",
        "<i class='icon-look'></i>1866<i class='icon-mess'></i>18",
        "<svg viewBox='0 0 1024 1024'><path d='M512 160c320 0 512 352 512 352S832 864 512 864'></path></svg> 1866",
        "<svg><path d='M.664 10.59a1.651 1.651'></path><path d='M10 12.5a2.5 2.5 0 1 0 0-5'></path></svg><b>1866</b>",
        "<aside><p>By Anna Kern</p><p>12 May 2024</p><p>1,866 views</p></aside><time datetime='2024-05-12'></time>",
        "<div class='sidebar'><h4>About it</h4>12 May 2024 <span>Views: 1866</span></div><time>12 May 2024</time>",
        "<nav class='post-tools'><a href='/print/5'>Print</a> <span>1866 views</span></nav>",
        "<table><tr><td>السبت ٢٧ ربيع الآخر ١٤٤٨هـ - قُرئ ١٨٦٦ مرة</td></tr></table>",
    ],
)
def test_marks_say_what_a_number_counts(mark: str) -> None:
    """An attribute, a hidden field, a definition, an eye or a name tells it."""
    assert views(mark) == 1866


@pytest.mark.parametrize(
    "other",
    [
        "<span title='Comments'>1,866</span>",
        "<a href='/x' title='Views'>1866</a>",
        "<div class='view-scrap'><b>41</b></div>",
        "<div class='view-all'>12 more</div>",
        "<i class='fa fa-eye'></i> 5 min",
        "<div class='player'><span>5,344 views</span></div>",
        "<input type='hidden' name='views' value='many'>",
        "<span x-tooltip='Comments'><svg></svg>19</span>",
        "<i class='fa fa-chart-bar'></i> 35 votes",
        "<div class='chart'><b>35</b></div>",
        "<svg><title>Comments</title><path d='M3 3h2'></path></svg> 35",
        "<img alt='A view over 12 bridges' src='/i/x.png'> 35",
        "<i class='fa fa-street-view'></i> 12",
        "👀 Look at 12 pictures",
        "<span class='reviews'>1866</span>",
        "<span class='views-element-container'>35</span>",
        "<button><i class='fa fa-eye'></i> Show</button> <span><i class='fa fa-heart'></i> 35</span>",
        "<span><i class='i-eye'></i></span><span><i class='i-share'></i>35</span>",
        "<star-rating count='35'></star-rating><view-switch mode='2' count='35'></view-switch>",
        "<div x-data='{ open: 12, reviews: 35 }'></div>",
        "<span data-tippy-content='Likes'>35</span>",
        "<p>12 people died as they read it</p>",
        "<span class='page-num'>1866</span><span class='already-read'>12</span>",
        "<span class='reading-speed'>230</span><span class='reading-progress'>35</span>",
        "<div class='hits'>Comments: 12</div>",
        "<div id='quick_looks_show'>Show 2 more</div>",
        "<a class='view-count' href='#more'>Show 2 more</a>",
        "<i class='icon-fire'></i> 35 minutes ago",
        "<div class='fire'><b>35</b></div>",
        "<svg><path d='M512 64h64v192h-64V64z'></path></svg> 35",
        "<blockquote>Opened! <br>1,866 views · 12 likes</blockquote>",
        "<div class='tweet'><p>Opened!</p><span>1,866 views</span></div>",
    ],
)
def test_marks_of_other_things_give_no_count(other: str) -> None:
    """Comments, links, buttons, reading time and a film's own count."""
    assert views(other) is None


def test_a_number_in_a_list_of_articles_is_none_of_this_one() -> None:
    """Three entries made alike, each with a link and a number, need no heading to be a list."""
    entry = "<div class='tp'><a href='/city/{n}'>Boat {n}</a> <i class='fa fa-eye'></i> <b>39{n}9</b></div>"
    assert views(tail="<div>" + "".join(entry.format(n=n) for n in range(3)) + "</div>") is None
    assert views(tail="<div><span class='tp'><i class='fa fa-eye'></i> <b>3919</b></span></div>") == 3919


def test_an_article_with_little_text_is_no_card_of_another() -> None:
    """A short text with a link to another story in it is still the article, and the count under it its own."""
    text = "<p>The bridge was opened to all traffic on Monday after a year of repairs, the mayor said.</p>" * 2
    link = "<p><a href='/city/ferry'>Ferry to the islands runs again from May</a></p>"
    html = f"<h1>Bridge opens</h1><div class='c'><div class='t'>{text}{link}{text}</div><p>310 views</p></div>"
    assert views_of(Document.of_text(html, "https://courier.example/city/bridge")) == 310


def test_state_is_this_articles_if_its_number_is_in_the_address_or_it_is_called_the_article() -> None:
    """One object called the article is it; of two, neither can be told."""
    own = "<script>window.x = {%s};</script>"
    assert views(tail=own % '"article": {"pageViews": 2216, "likes": 31}') == 2216
    assert views(tail=own % '"a": {"article": {"views": 2216}}, "b": {"article": {"views": 17}}') is None
    script = '<h1>Bridge opens</h1><script type="application/json">{"id": 90121, "reads": 2755}</script>'
    for address, value in (("https://courier.example/n/90121.html", 2755), ("https://courier.example/n/90122", None)):
        assert views_of(Document.of_text(script, address)) == value


STATE_IN_ATTRIBUTE = (
    '<div data-state="{&quot;post&quot;:%d,&quot;views&quot;:%d}"><i class="fa fa-eye"></i> 12.5k</div>'
)


@pytest.mark.parametrize(
    ("number", "exact", "count"),
    [(40112, 12_540, 12_540), (40112, 99_000, 12_500), (77310, 12_540, 12_500)],
    ids=["the printed number rounds it", "another number", "another article's"],
)
def test_state_in_an_attribute_says_exactly_what_is_printed_rounded(number: int, exact: int, count: int) -> None:
    """An object of this article with a number that the printed one rounds is exact."""
    html = f"<html><body><h1>Rain over the hills</h1>{STATE_IN_ATTRIBUTE % (number, exact)}<p>Text.</p></body></html>"
    assert views_of(Document.of_text(html, "https://courier.example/n/40112")) == count


def test_a_box_around_the_article_is_no_films_whatever_it_is_called() -> None:
    """A page about a film may be called a video: the count in its row of facts is the article's."""
    row = "<div class='row'><time>12 May 2024</time> <span>1,866 views</span></div>"
    html = f"<h1>Bridge opens</h1><div class='{{}}'>{row}{TEXT * 3}</div>"
    for name, box in (("single-video", html), ("video", html.replace(row, f"<div class='video'>{row}</div>"))):
        assert views_of(Document.of_text(box.format(name), ADDRESS)) == (1866 if box == html else None)


def test_a_number_in_a_side_column_is_the_articles_only_beside_its_date() -> None:
    """Without the day of publication, or with other stories, it is the site's or theirs."""
    date = "<time datetime='2024-05-12'>12 May 2024</time>"
    other = "<a href='/city/ferry'>Ferry to the islands runs again from May</a>"
    for box, value in (
        (f"{date}<p>1,866 views</p>", 1866),
        ("<p>1,866 views</p>", None),
        ("<p>1 January 2010</p><p>1,866 views</p>", None),
        (f"{other}{date}<p>1,866 views</p>", None),
    ):
        html = f"<h1>Bridge opens</h1>{date}<div class='row'><div>{TEXT * 3}</div><aside>{box}</aside></div>"
        assert views_of(Document.of_text(html, ADDRESS)) == value, box


def test_a_count_behind_a_list_of_stories_is_not_the_last_ones() -> None:
    """What stands behind a whole list, outside it, is the article's; in a flat list it is of the title before it."""
    links = "".join(f"<li><a href='/city/{n}'>Ferry number {n} runs again</a></li>" for n in range(3))
    behind = "<p class='links'><span>1866 views</span></p><p>Write to us</p><p>Print</p>"
    assert views(tail=f"<ul>{links}</ul>{behind}") == 1866
    assert views(tail=f"<p><a href='/city/1'>Ferry number one runs again</a></p>{behind}") is None


@pytest.mark.parametrize(("key", "value"), [("view", 1866), ("hitCount", 1866), ("readNum", 1866), ("viewport", None)])
def test_state_of_the_article_has_the_count_under_short_names(key: str, value: int | None) -> None:
    """The column of a table may be called just "view"."""
    state = '<script type="application/json">{"article": {"title": "%s", "%s": 1866, "tags": []}}</script>'
    assert views(tail=state % (TITLE, key)) == value


@pytest.mark.parametrize(("number", "value"), [(77310, 5400), (40112, 5408)])
def test_an_island_says_exactly_what_it_prints_rounded(number: int, value: int) -> None:
    """Frameworks write each part with its kind before it; the number must not be another article's."""
    props = f"{{&quot;articleId&quot;: [0, {number}], &quot;views&quot;: [0, 5408], &quot;likes&quot;: [0, 185]}}"
    html = f'<h1>Rain over the hills</h1><x-island props="{props}"><b>5.4K views</b></x-island>'
    assert views_of(Document.of_text(html, "https://courier.example/n/40112")) == value


def test_state_may_name_its_values_by_their_places() -> None:
    """A list of numbered values is read as what it stands for."""
    state = '[{"article": 1, "top": 4}, {"title": 2, "views": 3}, "%s", 1866, [5], {"views": 6}, 17]'
    assert views(tail=f'<script type="application/json">{state % TITLE}</script>') == 1866
