"""Twelve ways in which pages name a wrong address as theirs, on sites of five kinds of texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.article import Article, Block, BlockKind
from newsgrab.urls import canonical, variant_urls
from tests.archive.conftest import MONDAY, look

DEEDS = (
    "opened its gates to large ships on Monday after four years of work and three delays by storms",
    "will be sold to a family of bakers, who promise to let visitors watch how flour was made",
    "closes for the winter, since nobody found a firm that repairs slate roofs of this age",
)
FORM = "All figures are from the city's office; readers who saw more may write to the desk until Friday."
TEXTS = {  # of each kind three pages: headline and text
    "stories": tuple((f"Story {n}: {deed[:30]}", f"The place {deed}. " * 3) for n, deed in enumerate(DEEDS)),
    "one headline": tuple(("Notes of the day", f"The place {deed}.") for deed in DEEDS),
    "one form": tuple(
        (title, f"{deed[:60]}. {FORM}") for title, deed in zip(("Harbour", "Old mill", "Library"), DEEDS, strict=True)
    ),
    "Arabic": (
        (
            "رصيف جديد للسفن الكبيرة",
            "افتتح اليوم في الميناء رصيف جديد طوله أربعمئة متر وحضر الافتتاح وزير النقل وعدد كبير من الناس.",
        ),
        (
            "المدارس تعود بعد العطلة",
            "عاد التلاميذ صباح الأحد إلى مدارسهم في جميع المحافظات ووزعت الكتب على الصفوف كلها.",
        ),
        ("النهر يغمر السوق القديم", "غمرت مياه النهر السوق القديم فجر الاثنين وطالب التجار البلدية ببناء سد على ضفته."),
    ),
    "Chinese": (
        ("港口新码头启用", "长四百米的新码头今天在港口启用，交通部长和许多市民出席了仪式。"),
        ("学校假期后复课", "各省学生星期天早上返回学校，课本已经发到每个班级。"),
        ("河水淹没旧市场", "星期一凌晨河水漫进旧市场，商人要求市政府修建堤坝。"),
    ),
}
CLAIMS = {  # what page `this` of a `site` names; `before` and `after` are its neighbours
    "the home page": "{site}/",
    "a section": "{site}/news",
    "an article that never was": "{site}/story?id=1&lang=en",
    "without its number": "{site}/story",
    "the page before": "{before}",
    "the page after": "{after}",
    "always the first": "{site}/story?id=41",
    "always the last": "{site}/story?id=43",
    "the search": "{site}/search?q=",
    "the feed": "{site}/feed.xml",
    "the mobile home page": "{site}/m/",
    "a section with a number": "{site}/news?page=1",
}


def address(site: str, number: int) -> str:
    """Where a page stands."""
    return f"{site}/story?id={number % 3 + 41}"


@pytest.mark.parametrize("kind", TEXTS)
def test_a_wrong_claim_merges_no_pages_and_parts_no_twins(archive: Archive, kind: str) -> None:
    """Each page is an article of its own under the address at which it stands; its other forms are the same one."""
    for which, (way, claim) in enumerate(CLAIMS.items()):
        site = f"https://paper{which}.example"

        def record(number: int, asked: str) -> int | None:
            named = claim.format(site=site, before=address(site, number - 1), after=address(site, number + 1))  # noqa: B023
            title, body = TEXTS[kind][number]
            page, reading = look(
                Article(named, title, (Block(BlockKind.PARAGRAPH, body),)),
                MONDAY + timedelta(minutes=archive.query.summary().visits),
                content=asked.encode(),
            )
            return archive.record(replace(page, url=asked, final_url=asked), reading).article_id

        kept = [record(number, address(site, number)) for number in range(3)]
        assert len({*kept}) == 3, way
        twins = [canonical(f"{address(site, 1)}&utm_source=letter"), *variant_urls(address(site, 1))[:4]]
        twin = twins[which % len(twins)]
        assert record(1, twin) == kept[1], (way, twin)
        assert [archive.resolve(address(site, number)).url for number in range(3)] == [
            address(site, number) for number in range(3)
        ], way
    assert list(archive.history.changes(Filters())) == []
