"""View counts in tables, rows with a day, words for visitors, numbers of ten thousands, and frameworks' literals."""

from __future__ import annotations

import pytest

from newsgrab.extraction.words.view_labels import labelled_views
from tests.extraction.pages import TITLE, page, views_of

ROW = "<tr><td>{}</td><td>1,739</td><td>12</td></tr>"
TABLE = "<table><tr><th>Day</th><th>Views</th><th>Files</th></tr>{}</table>"


def views(meta: str = "", *, tail: str = "", lang: str = "en") -> int | None:
    """The count of a page that has something under its headline, or behind its text."""
    return views_of(page(meta, tail=tail, lang=lang))


def test_a_count_stands_under_its_label_in_the_table_of_the_articles_facts() -> None:
    """A table of more rows is a list of other things; a label without a cell under it counts nothing."""
    assert views(TABLE.format(ROW.format("12 May 2026"))) == 1739
    assert views(TABLE.format(ROW.format("12 May 2026")).upper()) == 1739
    assert views(TABLE.format(ROW.format("12 May 2026") * 2)) is None
    assert views(TABLE.format("<tr><td>12 May 2026</td></tr>")) is None
    assert views(TABLE.format(ROW.format("12 May 2026")).replace("Views", "Size")) is None


@pytest.mark.parametrize(
    ("lang", "meta", "count"),
    [
        ("en", "<p>Visitors: 1,739</p>", 1739),
        ("vi", "<p>Số lượt truy cập: 1.739 | Cỡ chữ: A- A+</p>", 1739),
        ("ar", "<p>عدد الزوار: 1739</p>", 1739),
        ("en", "<p>The 1,739 visitors of that day came by boat and by rail</p>", None),
        ("en", "<p>Visitors 12 of 1,739</p>", None),
        ("id", "<p>Hari ini dilihat : 112 kali</p>", None),
    ],
)
def test_visitors_are_readers_between_headline_and_text(lang: str, meta: str, count: int | None) -> None:
    """Anywhere else they are those of the whole site."""
    assert views(meta, lang=lang) == count
    assert views(tail=meta, lang=lang) is None


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("조회 2만553명", "ko", 20_553),
        ("조회수 2만 553", "ko", 20_553),
        ("阅读 3万5021", "zh", 35_021),
        ("조회 2만", "ko", 20_000),
        ("조회수 2만 5", "ko", 20_000),
        ("Version 3 Views 1739 Date 12 May 2026", "en", 1739),
        ("Tanggal 12 Mei 2026 Dilihat 1739 Unduh 12", "id", 1739),
        ("12 May 2026 1739 views", "en", 1739),
        ("Updated 12 May 2026 1,739 views", "en", 1739),
    ],
)
def test_the_number_of_a_label_is_read_whole_and_is_not_the_next_ones(text: str, language: str, count: int) -> None:
    """What follows ten thousand counts ones; a row in which each number has a label before it stays so to its end."""
    found = labelled_views(text, language)
    assert found is not None
    assert found.value == count


NUXT = (
    'window.__NUXT__=(function(a,b){return {data:[{article:{title:"%s",views:b,top:[{title:"x",views:5}]}}]}}("x",%s));'
)
KIT = 'kit.start(app, {data: [null,{type:"data",data:{article:{title:"%s",viewCount:%s,at:new Date(17)}},uses:{}}]})'


@pytest.mark.parametrize("script", [NUXT, KIT], ids=["Nuxt 2", "SvelteKit"])
def test_state_that_a_framework_writes_as_a_literal_of_javascript_is_read(script: str) -> None:
    """Keys have no quotes, and values stand behind the function's end; another story's count is not this one's."""
    state = script % (TITLE, 1739)
    assert views(tail=f"<script>{state}</script>") == 1739
    assert views(tail=f"<script>{state.replace('article', 'teaser').replace(TITLE, 'Rain')}</script>") is None
    assert views(tail=f"<script>{state[:-20]}</script>") is None
