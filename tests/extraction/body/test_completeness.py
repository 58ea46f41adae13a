"""Whether the text of a page is all of the article, and why not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from newsgrab.extraction import read
from newsgrab.extraction_result import ExtractionResult, Part
from newsgrab.page import Origin, Page

TITLE = "Old tide mill turns again after sixty years"
FIRST = "The wheel of the old tide mill moved for the first time in sixty years, watched by some two hundred people."
SECOND = "Volunteers had rebuilt the sluice from oak cut in the valley, and the mill now grinds flour for two bakeries."
WHOLE = f"<p>{FIRST}</p><p>{SECOND}</p>" + "".join(f"<p>{FIRST[:-1]}, they said in week {n}.</p>" for n in range(4))
DATA = {"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False}
NOT_FREE = f'<script type="application/ld+json">{json.dumps(DATA)}</script>'


def reading(
    body: str, head: str = "", *, end: str = "</main></body></html>", incomplete: bool = False
) -> ExtractionResult:
    """What is read of a page with that body."""
    html = (
        f"<html><head><title>{TITLE} | Harbour Gazette</title>{head}</head><body><main><h1>{TITLE}</h1>"
        f"<p>5 March 2026</p>{body}{end}"
    )
    where = "https://harbourgazette.example/2026/03/old-tide-mill-turns-again"
    return read(Page(html.encode(), datetime(2026, 3, 5, tzinfo=UTC), Origin.FILE, where, incomplete=incomplete))


@pytest.mark.parametrize(
    "notice",
    [
        "<p>Subscribe to continue reading</p>",
        "<div class=x><h3>Продолжение доступно по подписке</h3></div>",
        "<p>打开APP阅读全文</p>",
        "<div><p>هذا المحتوى للمشتركين فقط</p></div>",
        "<aside class=paywall><p>Pozostało 78% artykułu</p></aside>",
        "<p>Baca selengkapnya di aplikasi</p>",
        "<div>Vous avez lu vos 3 articles offerts ce mois-ci.</div>",
        "<p>Weiterlesen mit einem Abo</p>",
        "<p>続きを読むには会員登録が必要です</p>",
        "<p>למנויים בלבד</p>",
    ],
    ids=["en", "ru", "zh", "ar", "pl", "id", "fr", "de", "ja", "he"],
)
def test_a_notice_behind_the_text_marks_a_stub(notice: str) -> None:
    """In the language of the page, whatever holds it; the notice is no text."""
    found = reading(f"<p>{FIRST}</p><p>{SECOND}</p>{notice}")
    assert found.article is not None
    assert (found.part, found.article.truncated) == (Part.PAYWALL, True)
    assert found.article.body == f"{FIRST}\n\n{SECOND}"


def test_articles_that_are_left_keep_nothing_back() -> None:
    """Only when none is left does the text end."""
    left = "<p>You have {} free articles left this month</p>"
    assert reading(WHOLE + left.format(3)).part is Part.WHOLE
    assert reading(f"<p>{FIRST}</p>" + left.format(0)).part is Part.PAYWALL


@pytest.mark.parametrize(
    "notice",
    [
        "This story is for members only. Already a member? Sign in.",
        "Subscribe now for $2 a month to keep reading.",
        "The rest of this article is there for digital subscribers.",
        "Чтобы прочитать материал полностью, войдите или зарегистрируйтесь.",
        "برای خواندن متن کامل ثبت‌نام کنید.",
        "全文をお読みいただくには会員登録をお願いします。",
    ],
)
def test_a_short_text_that_ends_with_a_call_to_join_is_a_stub(notice: str) -> None:
    """In whatever words; a long text is whole, and a story may end with a member or a rest."""
    found = reading(f"<p>{FIRST}</p><p>{notice}</p>")
    assert (found.part, found.article and found.article.body) == (Part.PAYWALL, FIRST)
    story = "The rest of the members voted against it, and the subscribers of the library went home."
    assert reading(f"<p>{FIRST}</p><p>{story}</p>").part is Part.WHOLE
    assert reading(f"{WHOLE}{WHOLE}<p>{notice}</p>").part is Part.WHOLE


def test_a_box_that_is_called_a_wall_marks_a_stub() -> None:
    """Whatever language it speaks, if it asks for anything; a long text is whole, and so is one that bears the name."""
    wall = (
        "<div class=paywall><h3>Darllenwch ragor</h3><p>Tri mis am ddim i ddarllenwyr newydd.</p><a href=/b>B</a></div>"
    )
    found = reading(f"<p>{FIRST}</p>{wall}")
    assert (found.part, found.article and found.article.body) == (Part.PAYWALL, FIRST)
    for whole in (
        f"<p>{FIRST}</p><div class=paywall></div>",
        f"<div class=paywall><p>{FIRST}</p><a href=/b>B</a></div>",
    ):
        assert reading(whole).part is Part.WHOLE
    long = "".join(f"<p>{SECOND[:-1]}, as the paper wrote in week {n}.</p>" for n in range(30))
    assert reading(f"{long}{wall}").part is Part.WHOLE


def test_grey_bars_beside_the_text_are_its_rest() -> None:
    """A script would put it there; bars elsewhere stand for something else."""
    bars = "<div class=skeleton><span class=bar></span><span class=bar></span></div>"
    assert reading(f"<div><p>{FIRST}</p>{bars}</div>").part is Part.CUT
    assert reading(f"<div>{WHOLE}</div><div>{bars}</div>").part is Part.WHOLE


def test_what_subscribers_see_is_whole() -> None:
    """That an article is not free is said on their pages, too; where the text breaks off, it is a stub."""
    assert reading(WHOLE, NOT_FREE).part is Part.WHOLE
    assert reading(f"<p>{FIRST}</p>", NOT_FREE).part is Part.PAYWALL
    assert reading(WHOLE.replace("week 3.", "week 3…"), NOT_FREE).part is Part.PAYWALL


@pytest.mark.parametrize(
    "end",
    [
        '<figure><img src="/a/b',
        "<p>The council paid for a third of",
        "<div class=ad",
        '<script>var slots = [{"id": 1},',
        "<div><section><p>Letters at noon: our newsletter.</p>",
    ],
    ids=["in an attribute", "in a sentence", "in a tag", "in a script", "behind a box in the text"],
)
def test_a_page_that_ends_early_is_cut(end: str) -> None:
    """Whatever the server said of its length."""
    assert reading(WHOLE, end=end).part is Part.CUT


@pytest.mark.parametrize(
    "end",
    ["</main></body></html>", "</main>", "</main></body></html><!-- 0.2 s -->", "", "<script>a = '<style>'</script>"],
)
def test_a_page_without_its_last_tags_is_whole(end: str) -> None:
    """They may be left out: a text that ends with a sentence, or boxes that are closed, tell that it is all."""
    assert reading(WHOLE, end=end).part is Part.WHOLE


def test_a_page_that_came_in_part_is_cut() -> None:
    """What the connection tells goes first."""
    assert reading(WHOLE, incomplete=True).part is Part.CUT


def test_a_page_nested_too_deeply_is_read_up_to_there_and_marked() -> None:
    """No text is lost in silence."""
    assert reading(WHOLE + "<b>" * 5000 + SECOND + "</b>" * 5000).part is Part.LIMIT


def test_a_long_page_is_read_to_its_end() -> None:
    """How much is read is decided where it is fetched."""
    filler = "<!-- " + "x" * 10_000_000 + " -->"
    found = reading(f"<p>{FIRST}</p>{filler}{WHOLE}<p>The last word of it.</p>")
    assert found.article is not None
    assert found.article.body.endswith("The last word of it.")


@pytest.mark.parametrize("tag", ["div", "script", "p"])
def test_a_tag_with_too_many_attributes_stays_what_it_is(tag: str) -> None:
    """It loses its attributes: a script's code never becomes text, and the text behind it stays."""
    trap = f"<{tag} {'data-x=1 ' * 10_000}>var secret = 1;</{tag}>"
    found = reading(f"<p>{FIRST}</p>{trap}<p>{SECOND}</p>")
    assert found.article is not None
    assert found.article.body.startswith(FIRST)
    assert SECOND in found.article.body
    assert tag != "script" or "secret" not in found.article.body


def test_code_with_a_less_than_sign_is_left_alone() -> None:
    """A script may hold "<a" and a great deal of data behind it."""
    data = "if (i<a) {} " + "x" * 100_000
    things = {"@type": "NewsArticle", "headline": TITLE, "description": data, "keywords": "mills"}
    found = reading(WHOLE, f'<script type="application/ld+json">{json.dumps(things)}</script>')
    assert found.article is not None
    assert found.article.tags


@pytest.mark.parametrize("said", ["Loading… (2)", "جارٍ التحميل...", "Yükleniyor…", "加载中", "", "Wird geladen …"])
def test_a_line_of_facts_is_no_text_where_the_text_did_not_come(said: str) -> None:
    """The byline beside what stands for the text would replace that of an earlier look."""
    found = reading(
        f"<p>Nora Blake 28 Nov 2026</p><div class=body><p>{said}</p></div>",
        '<meta property="og:type" content="article">',
    )
    assert found.article is None
    whole = reading(f"{WHOLE}<div>{said}</div>")
    assert (whole.part, whole.article and said and said in whole.article.body) == (Part.WHOLE, said and False)


@pytest.mark.parametrize(
    "notice",
    [
        "<p>To read the full article, please log in or create a free account.</p>",
        "<a href=/login>Read more</a>",
        "<p><a href='/user/login?next=3'>اقرأ المزيد</a></p>",
    ],
)
def test_what_leads_to_a_login_instead_of_the_rest_marks_a_stub(notice: str) -> None:
    """In words, or by a link; one that leads on, or to the comments, marks none."""
    assert reading(f"<p>{FIRST}</p>{notice}").part is Part.PAYWALL
    for other in ("<a href=/news/2>Read more</a>", "<p><a href=/login>Log in</a> to post comments</p>"):
        assert reading(f"<p>{FIRST}</p>{other}").part is Part.WHOLE
