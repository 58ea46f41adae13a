"""Which article a page belongs to, whatever it says of its own address."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsgrab.archive import Archive
from newsgrab.article import Article, Block, BlockKind
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.outcomes import Outcome
from newsgrab.page import Page
from newsgrab.visit import RecordResult
from tests.archive.conftest import MONDAY, TUESDAY, look

SITE = "https://courier.example"
TEXTS = {
    "quay": (
        "رصيف جديد يفتح أبوابه للسفن الكبيرة",
        "افتتح اليوم في الميناء رصيف جديد طوله أربعمئة متر وحضر الافتتاح وزير النقل ورئيس البلدية وعدد كبير من الناس.",
    ),
    "school": (
        "المدارس تعود إلى العمل بعد العطلة",
        "عاد التلاميذ صباح الأحد إلى مدارسهم في جميع المحافظات بعد عطلة دامت أسبوعين ووزعت الكتب على الصفوف كلها.",
    ),
    "flood": (
        "النهر يغمر السوق القديم",
        "غمرت مياه النهر السوق القديم فجر الاثنين وقدر التجار خسائرهم بنحو مليون ليرة وطالبوا البلدية ببناء سد.",
    ),
}


def article(name: str, claim: str) -> Article:
    """One of the texts, on a page that names `claim` as its address."""
    title, body = TEXTS[name]
    return Article(claim, title, (Block(BlockKind.PARAGRAPH, body),), language="ar")


def record(archive: Archive, name: str, asked: str, claim: str | None = None, **page: object) -> RecordResult:
    """Keep a look at an address whose page says what it likes of its own."""
    seen, reading = look(article(name, claim or asked), MONDAY, content=f"{name} {asked} {page}".encode())
    given = {"url": asked, "final_url": asked, **page}
    return archive.record(replace(seen, **given), reading)  # type: ignore[arg-type]


def test_another_number_in_the_address_and_another_headline_are_another_article(archive: Archive) -> None:
    """Though the texts are of one template, and all pages name one address."""
    for number, title in ((41, "الطقس يوم الاثنين"), (42, "أسعار الخضار في السوق")):
        url = f"{SITE}/a?id={number}"
        page, reading = look(
            replace(article("quay", f"{SITE}/a?id=article"), title=title), MONDAY, content=url.encode()
        )
        archive.record(replace(page, url=url, final_url=url), reading)
    assert [archive.resolve(f"{SITE}/a?id={number}").article_id for number in (41, 42)] == [1, 2]


def test_an_address_that_unlike_pages_named_belongs_to_what_stands_there(archive: Archive) -> None:
    """The article at the claimed address comes last, and is none of those that named it."""
    for name in ("quay", "school"):
        record(archive, name, f"{SITE}/{name}", f"{SITE}/flood")
    record(archive, "flood", f"{SITE}/flood")
    assert [archive.resolve(f"{SITE}/{name}").url for name in TEXTS] == [f"{SITE}/{name}" for name in TEXTS]


def test_two_pages_that_name_each_other_stay_two(archive: Archive) -> None:
    """A template that is one page late."""
    record(archive, "quay", f"{SITE}/quay", f"{SITE}/school")
    record(archive, "school", f"{SITE}/school", f"{SITE}/quay")
    kept = [archive.resolve(f"{SITE}/{name}") for name in ("quay", "school")]
    assert [ref.url for ref in kept] == [f"{SITE}/quay", f"{SITE}/school"]
    assert [archive.history.article(ref).title for ref in kept] == [TEXTS["quay"][0], TEXTS["school"][0]]


def test_a_right_claim_joins_the_forms_of_a_page(archive: Archive) -> None:
    """Also where one of them has less of the text, and whichever comes first."""
    short = TEXTS["quay"][1][:60]
    for asked in (f"{SITE}/print?n=7", f"{SITE}/quay", f"{SITE}/app/7"):
        page, reading = look(article("quay", f"{SITE}/quay"), MONDAY, content=asked.encode())
        if "app" in asked and reading.article:
            reading = replace(reading, article=replace(reading.article, blocks=(Block(BlockKind.PARAGRAPH, short),)))
        archive.record(replace(page, url=asked, final_url=asked), reading)
    assert archive.query.summary().articles == 1


FORMS = [f"{SITE}/a?id=7&from=letter", f"{SITE}/a?id=7&lang=ar", f"{SITE}/print/a?id=7", f"{SITE}/a/print?id=7"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("order", [1, -1])
def test_another_form_of_the_address_without_a_claim(archive: Archive, form: str, order: int) -> None:
    """A parameter more, or the page to print: the same article if it is like it, whichever comes first."""
    for asked in (f"{SITE}/a?id=7", form)[::order]:
        record(archive, "quay", asked)
    record(archive, "school", f"{SITE}/a?id=8")
    record(archive, "flood", f"{SITE}/a?id=7&page=9")
    assert [archive.resolve(url).article_id for url in (f"{SITE}/a?id=7", form)] == [1, 1]
    assert archive.query.summary().articles == 3


def test_a_known_article_that_leads_elsewhere_is_not_there(archive: Archive) -> None:
    """The page it leads to, read as an article or not, never becomes a version of it."""
    record(archive, "quay", f"{SITE}/quay")
    for permanent in (False, True):
        kept = record(archive, "school", f"{SITE}/quay", f"{SITE}/", final_url=f"{SITE}/", permanent=permanent)
        assert (kept.outcome, kept.article_id) == (Outcome.GONE, 1)
    assert archive.history.article(archive.resolve("1")).title == TEXTS["quay"][0]
    assert record(archive, "quay", f"{SITE}/quay", seen_at=TUESDAY).outcome is Outcome.RETURNED


def test_an_error_page_where_an_article_was_is_an_absence(archive: Archive) -> None:
    """A 200 that says "not found" and a way to the front page are removals; what was only claimed is nobody's."""
    record(archive, "quay", f"{SITE}/quay", f"{SITE}/claimed")
    ways = (f"{SITE}/quay", Verdict.ERROR), (f"{SITE}/", Verdict.HOME), (f"{SITE}/n", Verdict.SECTION)
    for hour, (final, verdict) in enumerate(ways):
        page = replace(look(None, TUESDAY + timedelta(hours=hour))[0], url=f"{SITE}/quay", final_url=final)
        kept = archive.record(page, ExtractionResult(verdict, "no article", None))
        assert kept.outcome is Outcome.GONE
        assert kept.reason == ("no article" if final == f"{SITE}/quay" else f"no article: {final}")
    page = replace(look(None, TUESDAY)[0], url=f"{SITE}/claimed", final_url=f"{SITE}/claimed")
    assert archive.record(page, ExtractionResult(Verdict.ERROR, "no article", None)).outcome is Outcome.NOT_AN_ARTICLE


def test_a_site_out_of_order_removes_nothing(archive: Archive) -> None:
    """Nor does a way to its notice."""
    record(archive, "quay", f"{SITE}/quay")
    for final in (f"{SITE}/quay", f"{SITE}/sorry"):
        page = replace(look(None, TUESDAY)[0], url=f"{SITE}/quay", final_url=final)
        assert archive.record(page, ExtractionResult(Verdict.TROUBLE, "out of order", None)).outcome is Outcome.FAILED
    assert record(archive, "quay", f"{SITE}/quay", seen_at=TUESDAY).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("verdict", [Verdict.SHELL, Verdict.OTHER])
def test_a_way_to_the_front_page_is_a_removal_though_nothing_can_be_read_there(
    archive: Archive, verdict: Verdict
) -> None:
    """Not a way to a wall, nor one to the place where the article itself stood."""
    record(archive, "quay", f"{SITE}/quay")
    page = replace(look(None, TUESDAY)[0], url=f"{SITE}/quay", final_url=f"{SITE}/")
    assert archive.record(page, ExtractionResult(Verdict.WALL, "a login", None)).outcome is Outcome.BLOCKED
    kept = archive.record(page, ExtractionResult(verdict, "no article text found", None))
    assert (kept.outcome, kept.reason) == (Outcome.GONE, f"the site's first page: {SITE}/")
    record(archive, "school", f"{SITE}/")
    record(archive, "school", f"{SITE}/school", f"{SITE}/")
    page = replace(page, url=f"{SITE}/school")
    assert archive.record(page, ExtractionResult(verdict, "no text", None)).outcome is Outcome.NOT_AN_ARTICLE


@pytest.mark.parametrize("verdict", [Verdict.SHELL, Verdict.OTHER, Verdict.SECTION])
def test_a_page_that_may_be_misread_is_no_absence(archive: Archive, verdict: Verdict) -> None:
    """An empty shell, or a list where the article was asked for and nothing led away from it."""
    record(archive, "quay", f"{SITE}/quay")
    page: Page = replace(look(None, TUESDAY)[0], url=f"{SITE}/quay", final_url=f"{SITE}/quay")
    assert archive.record(page, ExtractionResult(verdict, "no article", None)).outcome is Outcome.NOT_AN_ARTICLE
