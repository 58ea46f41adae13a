"""Searching the versions of articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.search import Window
from newsgrab.archive.search.versions import Which
from newsgrab.article import Block, BlockKind
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

ALL = Filters()


def keep(archive: Archive, at: datetime, *paragraphs: str, url: str = URL) -> None:
    """Record a look at an English article with these paragraphs."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    article = replace(FLOOD, url=url, title="Quay", blocks=blocks, language="en", authors=(), related=())
    page, result = look(article, at)
    archive.record(replace(page, url=url, final_url=url), result)


@pytest.fixture
def quay(tmp_path: Path) -> Iterator[Archive]:
    """An article of three versions, and one that never changed."""
    with Archive(tmp_path / "kept", create=True) as archive:
        _fill(archive)
    with Archive(tmp_path / "kept", readonly=True) as archive:
        yield archive


def _fill(archive: Archive) -> None:
    keep(archive, MONDAY, "The fee is ten.")
    keep(archive, TUESDAY, "The fee is ten.", "Ferries wait.")
    keep(archive, WEDNESDAY, "The toll is twelve.")
    keep(archive, TUESDAY, "The fee stays.", url="https://courier.example/article/2")
    archive.catch_up()


def found(archive: Archive, query: str, which: Which, at: datetime | None = None) -> set[tuple[int, int]]:
    """Article and version of each hit; the total agrees."""
    answer = archive.search.versions(query, ALL, Window(), which, at)
    assert answer.total == len(answer.hits)
    return {(hit.article_id, hit.version) for hit in answer.hits}


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("fee", {(1, 2), (2, 1)}),
        ("toll", {(1, 3)}),
        ("fee -ferries", {(1, 1), (2, 1)}),
        ('"fee is"', {(1, 2)}),
        ("ferr*", {(1, 2)}),
        ("fee toll", set()),
        ("fee OR toll", {(1, 3), (2, 1)}),
    ],
)
def test_every_version_is_searched(quay: Archive, query: str, hits: set[tuple[int, int]]) -> None:
    """The latest version of each article that has all the words in one text."""
    assert found(quay, query, Which.ALL) == hits


@pytest.mark.parametrize(
    ("query", "at", "hits"),
    [
        ("fee", MONDAY, {(1, 1)}),
        ("fee", TUESDAY, {(1, 2), (2, 1)}),
        ("ferries", MONDAY, set()),
        ("ferries", TUESDAY, {(1, 2)}),
        ("fee", WEDNESDAY + timedelta(days=3), {(2, 1)}),
        ("toll", WEDNESDAY, {(1, 3)}),
        ("fee", MONDAY - timedelta(days=1), set()),
    ],
)
def test_articles_are_searched_as_of_a_moment(
    quay: Archive, query: str, at: datetime, hits: set[tuple[int, int]]
) -> None:
    """The text that was last seen by then, and no other."""
    assert found(quay, query, Which.AS_OF, at) == hits


def test_a_search_for_what_is_gone_says_where_it_is(quay: Archive) -> None:
    """A plain search finds no article with it and names the options that do."""
    answer = quay.search("ferries", ALL)
    assert answer.total == 0
    assert answer.notes == ("1 passage that was removed has all the words: add --removed, or --all-versions",)
    assert quay.search("zeppelin", ALL).notes == ()


def test_a_filter_that_lets_nothing_through_is_named(quay: Archive) -> None:
    """Alone, or together with words that are elsewhere."""
    assert quay.search("fee", Filters(site="herald.example")).notes == ("no article passes --site herald.example",)
    assert quay.search("lang:fr fee", ALL).notes == ("no article passes lang:fr",)
    both = quay.search("toll -twelve site:courier.example", Filters(language="en")).notes
    assert both == ()
    late = quay.search("title:quay fee", Filters(author="nobody")).notes
    assert late == ("no article passes --author nobody",)


def test_what_a_version_added_is_found_with_its_looks(quay: Archive) -> None:
    """A version that has the words where the one before had not; the first version added nothing."""
    assert found(quay, "ferries", Which.ADDED) == {(1, 2)}
    assert found(quay, "toll", Which.ADDED) == {(1, 3)}
    assert found(quay, "fee", Which.ADDED) == set()
    (hit,) = quay.search.versions("ferries", ALL, Window(), Which.ADDED).hits
    assert (hit.not_before or "")[:10] == MONDAY.date().isoformat()
    assert hit.first_seen_at[:10] == TUESDAY.date().isoformat()
    since = Filters(since=WEDNESDAY)
    assert quay.search.versions("ferries", since, Window(), Which.ADDED).total == 0
    assert quay.search.versions("toll", since, Window(), Which.ADDED).total == 1


def test_what_an_article_says_now_is_found_without_reading_what_it_said(quay: Archive) -> None:
    """The index knows the latest texts; the others are read only where these do not answer."""
    asked: list[str] = []
    quay.connection.set_trace_callback(asked.append)
    for query, which, at in (("toll", Which.ALL, None), ("fee", Which.ALL, None), ("toll", Which.AS_OF, WEDNESDAY)):
        asked.clear()
        quay.search.versions(query, ALL, Window(), which, at)
        texts = [sql for sql in asked if "FROM snapshot s WHERE s.id" in sql]
        assert len(texts) == (2 if query == "fee" else 0)
    quay.connection.set_trace_callback(None)
