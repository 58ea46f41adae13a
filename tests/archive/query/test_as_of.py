"""The archive as it was: lists and exports of a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.export import TABLES
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.page import Page
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, WEDNESDAY, look

DRY = replace(FLOOD, title="النهر ينحسر", category="طقس", views=90)
OTHER = replace(FLOOD, url="https://courier.example/article/7", title="جسر جديد", views=None, related=())


def other(at: datetime) -> tuple[Page, ExtractionResult]:
    """A look at another article."""
    page, _ = look(OTHER, at)
    return replace(page, url=OTHER.url, final_url=OTHER.url), ExtractionResult(Verdict.ARTICLE, "", OTHER)


@pytest.fixture
def told(archive: Archive) -> Archive:
    """The flood on Monday, dry on Wednesday; another article from Tuesday on."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*other(TUESDAY))
    archive.record(*look(DRY, WEDNESDAY))
    return archive


@pytest.mark.parametrize(
    ("at", "articles"),
    [
        (MONDAY - timedelta(hours=1), []),
        (MONDAY, [(1, 1, FLOOD.title, 16)]),
        (TUESDAY, [(2, 1, OTHER.title, None), (1, 1, FLOOD.title, 16)]),
        (WEDNESDAY, [(2, 1, OTHER.title, None), (1, 2, DRY.title, 90)]),
    ],
)
def test_a_list_is_of_the_articles_known_then(
    told: Archive, at: datetime, articles: list[tuple[int, int, str, int | None]]
) -> None:
    """With the version, the title and the count of then; what filters choose was so then."""
    then = Filters(at=at)
    listed = [(each.id, each.version, each.title, each.views) for each in told.query.articles(then, order="added")]
    assert listed == articles
    assert told.query.count(then) == len(articles)
    changed = [number for number, version, *_ in articles if version == 2]
    assert [each.id for each in told.query.articles(replace(then, category="طقس"))] == changed


@pytest.mark.parametrize("what", TABLES)
def test_an_export_of_a_time_is_what_one_would_have_been_then(
    told: Archive, tmp_path_factory: pytest.TempPathFactory, what: str
) -> None:
    """The same rows as of an archive in which nothing later was ever seen."""
    with Archive(tmp_path_factory.mktemp("then"), create=True) as then:
        then.record(*look(FLOOD, MONDAY))
        then.record(*other(TUESDAY))
        assert [*told.query.rows(what, Filters(at=TUESDAY))] == [*then.query.rows(what, Filters())]
    assert [*told.query.rows(what, Filters(at=WEDNESDAY))] == [*told.query.rows(what, Filters())]


def test_looks_of_a_time_are_given_to_other_archives(told: Archive) -> None:
    """Those until then."""
    assert len([*told.query.looks(Filters(at=TUESDAY))]) == 2
