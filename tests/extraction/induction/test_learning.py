"""A draft of a profile, learned from pages of one site."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.errors import BadUsage
from newsgrab.extraction import extract
from newsgrab.extraction.induction.learning import Draft, learn, learn_from
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.selectors import check
from newsgrab.page import Origin, Page
from newsgrab.profile import load_profile

TEXT = (
    "<p>"
    + "The council met on Monday and spoke for hours about the harbour, the ferry and the market hall. " * 3
    + "</p>"
)
ROWS = (
    ("Bridge opens after a year of repairs", "Port", "2025-05-03", 1234),
    ("Market hall gets its glass roof back", "City", "2025-06-14", 77),
    ("Ferry to the islands runs again", "Islands", "2025-07-21", 905),
)


WRITERS = dict(zip((row[0] for row in ROWS), ("Ann Roe", "Bob Poe", "Eve Noe"), strict=True))


def source(title: str, category: str, day: str, views: int) -> str:
    """A page of an invented site, with one class name that a build made up."""
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Courier</title></head><body>'
        f'<nav><a href="/">Home</a><a href="/port">Port</a><a href="/city">City</a></nav><article><a class="section-name" '  # noqa: E501
        f'href="/category/{category.lower()}">{category}</a><h1 class="headline css-1x9f3k2">{title}</h1>'
        f'<p class="byline">By <a class="writer" href="/w">{WRITERS[title]}</a></p>'
        f'<time datetime="{day}">{day}</time> <i class="fa fa-eye"></i> <b class="seen">{views}</b>{TEXT * 4}</article>'
        "</body></html>"
    )


def test_a_draft_reads_a_page_that_it_has_not_seen(tmp_path: Path) -> None:
    """Two pages give a draft; with it a third page is read exactly, by selectors that a new build will not break."""
    pages = []
    for at, row in enumerate(ROWS[:2]):
        url = f"https://courier.example/story/{at}"
        pages.append((Document.of_text(source(*row), url), extract(source(*row), url)))
    draft = learn("courier.example", pages)
    assert {name for name, _ in draft.fields} == {"title", "category", "authors", "published_at", "views", "body"}
    assert "css-" not in draft.toml
    path = tmp_path / "courier.example.toml"
    path.write_text(draft.toml, encoding="utf-8")
    title, category, day, views = ROWS[2]
    article = extract(source(*ROWS[2]), "https://courier.example/story/9", profile=load_profile(path))
    assert article.published_at is not None
    found = (article.title, article.category, article.published_at.date().isoformat(), article.views)
    assert found == (title, category, day, views)
    assert article.authors == (WRITERS[title],)
    assert article.sources["views"].startswith("profile")


def test_a_plain_headline_and_the_closest_box_of_a_number_are_learned() -> None:
    """An h1 that bears no name, alone on its page, rather than its neighbour; the count, not the box with the date."""
    pages = []
    for at, (title, category, day, views) in enumerate(ROWS):
        url = f"https://courier.example/story/{at}"
        page = (
            f'<html lang="en"><title>{title}</title><body><main><a class="category" href="/{category}">{category}</a>'
            f'<h1>{title}</h1><div class="meta"><time datetime="{day}">{day}</time> · <span class="views">{views} views'
            f'</span></div><div class="story">{TEXT * 4}</div></main>'
        )
        pages.append((Document.of_text(page, url), extract(page, url)))
    fields = dict(learn("courier.example", pages).fields)
    assert (fields["title"].css, fields["views"].css) == ("h1", "span.views")


def test_one_page_teaches_nothing() -> None:
    """What repeats cannot be told from a single page."""
    url = "https://courier.example/story/0"
    pages = [(Document.of_text(source(*ROWS[0]), url), extract(source(*ROWS[0]), url))]
    assert learn("courier.example", pages).fields == ()


def test_what_is_equal_on_all_pages_is_not_learned_as_an_author() -> None:
    """It would be the site's name, or the one writer that these pages happen to share."""
    pages = []
    for at, row in enumerate(ROWS[:2]):
        url, html = f"https://courier.example/story/{at}", source(*row).replace(WRITERS[row[0]], "Ann Roe")
        pages.append((Document.of_text(html, url), extract(html, url)))
    assert "authors" not in {name for name, _ in learn("courier.example", pages).fields}


STORIES = (
    (
        "افتتاح السوق المسقوف بعد عام من الترميم",
        "محلي",
        418,
        "عاد الباعة إلى محالهم صباح اليوم وسط حضور كبير",
    ),
    (
        "بدء موسم قطاف الزيتون في القرى الجبلية",
        "زراعة",
        96,
        "قال المزارعون إن الموسم أفضل من الماضي بعد أمطار الربيع",
    ),
    ("قطار جديد يصل المرفأ بالمدينة القديمة", "نقل", 2304, "ينطلق القطار كل نصف ساعة ويتوقف في خمس محطات على الطريق"),
)
OTHERS = (
    ("مكتبة متنقلة تزور أحياء الضفة الشرقية", "تحمل الحافلة ألفي كتاب وتقف يوماً في كل حي من الأحياء", 31),
    ("ورشة لتعليم صناعة القوارب الخشبية للشباب", "تستمر الورشة ستة أسابيع ويشرف عليها ثلاثة من الصناع", 207),
    ("إعادة تشغيل محطة المياه في الوادي الشمالي", "تغذي المحطة سبع قرى كانت تعتمد على الصهاريج منذ الصيف", 64),
)
PLEA = "نشكر أهالي القرى على رسائلهم التي تصل إلينا كل أسبوع، ونرجو أن تستمر في الشتاء أيضاً."


def story(at: int) -> str:
    """An Arabic page with names that a build ends, an icon before each count, and the same plea in every text."""
    title, section, views, lead = STORIES[at]
    paragraphs = "".join(
        f"<p>{lead}، وأضاف مسؤول في البلدية أن العمل جرى على مراحل {count} خلال أشهر، وأن التالية تبدأ قريباً.</p>"
        for count in ("ثلاث", "أربع", "خمس")
    )
    cards = "".join(
        f'<div class="row more_card__k{n}Z"><a href="/article/{at}{n}"><img src="/i/{n}.jpg" alt=""></a>'
        f'<div><h5><a href="/article/{at}{n}">{name} {at}</a></h5><p class="text-muted">{teaser} {section}</p>'
        f'<small><i class="fas fa-eye"></i> {count + at}</small></div></div>'
        for n, (name, teaser, count) in enumerate(OTHERS)
    )
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><title>{title} | البريد</title></head>'
        f'<body><nav><a href="/">الرئيسية</a>'
        f'<a href="/category/1">محلي</a><a href="/category/2">زراعة</a><a href="/category/3">نقل</a></nav><main>'
        f'<div class="crumbs_root__i8"><a href="/">الرئيسية</a><span>/</span>'
        f'<a href="/category/{at}">{section}</a></div>'
        f'<h1 class="head_title__0s">{title}</h1><div class="stats_row__Zz">'
        f'<span><i class="fas fa-share"></i> <b>3</b></span>'
        f'<span><i class="fas fa-eye"></i> <b>{views}</b></span></div><div class="text_body__w9">{paragraphs}'
        f'<p class="plea">{PLEA}</p></div></main>'
        f'<section class="more_root__L7"><h2>مقالات ذات صلة</h2>{cards}</section>'
        "</body></html>"
    )


def stored(at: int) -> Page:
    """That page as it was fetched."""
    seen_at = datetime(2026, 1, 1, tzinfo=UTC)
    return Page(story(at).encode(), seen_at, Origin.FILE, f"https://barid.example/article/{at}")


@pytest.fixture(scope="module")
def draft() -> Draft:
    """What two of the pages teach."""
    return learn_from([stored(0), stored(1)])[0]


def test_the_related_block_is_learned_with_its_parts(draft: Draft) -> None:
    """Title, teaser and count of every entry come out of the draft, on a page that it has not seen."""
    assert draft.related is not None
    assert set(draft.related.parts) == {"teaser", "views"}  # the title is what the link says
    article = extract(story(2), "https://barid.example/article/2", profile=draft.profile)
    assert article.sources["related"] == "profile"
    assert [(one.title, one.teaser, one.views) for one in article.related] == [
        (f"{name} 2", f"{teaser} نقل", count + 2) for name, teaser, count in OTHERS
    ]
    assert {one.heading for one in article.related} == {"مقالات ذات صلة"}


def test_every_field_of_a_page_not_seen_comes_from_the_draft(draft: Draft) -> None:
    """The count beside the eye, not the one beside the other icon; the section from the end of the crumbs."""
    article = extract(story(2), "https://barid.example/article/2", profile=draft.profile)
    assert (article.title, article.category, article.views) == (STORIES[2][0], STORIES[2][1], STORIES[2][2])
    assert all(article.sources[name].startswith("profile ") for name in ("title", "category", "views", "body"))


def test_what_every_text_has_alike_is_removed(draft: Draft) -> None:
    """The plea stands in every body: it is the site's."""
    assert list(draft.remove) == [PLEA]
    assert PLEA in extract(story(2), "https://barid.example/article/2").body
    assert PLEA not in extract(story(2), "https://barid.example/article/2", profile=draft.profile).body


def test_a_draft_names_nothing_that_a_build_made_up(draft: Draft) -> None:
    """Of "head_title__0s" the part that a person wrote stays; of "more_card__k2Z" too, though it differs each time."""
    assert "head_title__" in draft.toml
    assert not any(ending in draft.toml for ending in ("__0s", "__w9", "__L7", "__k0Z"))


def test_the_draft_is_read_back_as_it_was_learned(draft: Draft, tmp_path: Path) -> None:
    """The written file has the same rules."""
    path = tmp_path / "barid.example.toml"
    path.write_text(draft.toml, encoding="utf-8")
    loaded, learned = load_profile(path).layouts[0], draft.profile.layouts[0]
    assert {name: rules[0].css for name, rules in loaded.fields.items()} == {
        name: rules[0].css for name, rules in learned.fields.items()
    }
    assert loaded.related is not None
    assert [rule.css for rule in loaded.remove] == [rule.css for rule in learned.remove]


def test_one_article_twice_is_one_page() -> None:
    """It teaches no more than it does alone."""
    with pytest.raises(BadUsage, match="1 of 2 pages"):
        learn_from([stored(0), stored(0)])


def test_odd_tags_and_attributes_break_no_draft(tmp_path: Path) -> None:
    """What cannot stand in a selector, or in the file, is passed over."""
    odd = [
        page.replace('<div class="text_body__w9">', '<o:p class="text"><div itemprop="a\\" data-role=\'x"y\' id="é:1">')
        .replace("</div></main>", "</div></o:p></main>")
        .replace('<h1 class="head_title__0s">', '<h1 class="a\\b" rel="\x07">')
        .replace("<h2>مقالات ذات صلة</h2>", "<h2>اقرأ أيضا \\ \x07</h2>")
        .replace("شتاء أيضاً", 'شتاء "أيضاً" \\')
        for page in map(story, range(2))
    ]
    seen_at = datetime(2026, 1, 1, tzinfo=UTC)
    pages = [Page(html.encode(), seen_at, Origin.FILE, f"https://barid.example/{at}") for at, html in enumerate(odd)]
    path = tmp_path / "barid.example.toml"
    path.write_text(learn_from(pages)[0].toml, encoding="utf-8")
    check(load_profile(path))
