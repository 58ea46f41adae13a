"""How questions are answered: by which indexes, so that they take as long in an archive of a million looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.export import TABLES
from newsgrab.outcomes import Outcome
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

FEW = [Filters(category="محليات"), Filters(articles=(1,)), Filters(site="courier.example")]
OTHER = replace(FLOOD, url="https://harbour.example/article/1", title="جسر جديد", category="طقس")


def plans(connection: sqlite3.Connection, ask: Callable[[], object]) -> dict[str, list[str]]:
    """The statements that a question puts to the archive, each with the steps of its plan."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask()
    connection.set_trace_callback(None)
    return {sql: [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked}


@pytest.fixture
def kept(archive: Archive) -> Archive:
    """An article that was edited, one of another site and category, and an address at which there never was any."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, title="النهر ينحسر"), TUESDAY))
    page, reading = look(OTHER, MONDAY)
    archive.record(replace(page, url=OTHER.url, final_url=OTHER.url), replace(reading, article=OTHER))
    archive.record_other(URL, Outcome.GONE, "HTTP 404", at=WEDNESDAY)
    archive.record_other("https://harbour.example/none", Outcome.GONE, "HTTP 404", at=WEDNESDAY)
    return archive


@pytest.mark.parametrize("order", ["published", "seen", "added", "views", "title"])
@pytest.mark.parametrize("filters", [Filters(), Filters(since_seen=MONDAY), Filters(at=WEDNESDAY)])
def test_a_list_sorts_numbers_not_rows(kept: Archive, filters: Filters, order: str) -> None:
    """What is sorted is no body, and of the past no look is read that has nothing to do with a listed article."""
    found = plans(kept.connection, lambda: list(kept.query.articles(filters, order=order, limit=1)))
    for sql, steps in found.items():
        assert "ORDER BY" not in sql.partition("SELECT article.*")[2]
        assert not [step for step in steps if step.startswith(("MATERIALIZE", "SCAN look", "SCAN reading"))]


def test_changes_of_few_articles_are_led_by_them(kept: Archive) -> None:
    """The events of all others are not gone through."""
    found = plans(kept.connection, lambda: list(kept.history.changes(Filters(category="محليات"))))
    events = next(steps for sql, steps in found.items() if "v.outcome" in sql)
    assert "SEARCH article USING INTEGER PRIMARY KEY (rowid=?)" in events
    assert not [step for step in events if step.startswith("SCAN")]


def test_what_rises_among_few_articles_is_led_by_them(kept: Archive) -> None:
    """The looks at all others are not gone through."""
    found = plans(kept.connection, lambda: kept.history.rising(MONDAY, Filters(category="محليات")))
    rising = next(steps for sql, steps in found.items() if "per_hour" in sql)
    assert "SEARCH look USING COVERING INDEX visit_article (article_id=? AND at>?)" in rising


def test_what_rises_is_chosen_before_its_article_is_read(kept: Archive) -> None:
    """The articles' own rows are read of those that are shown."""
    found = plans(kept.connection, lambda: kept.history.rising(MONDAY, Filters()))
    rising = next(steps for sql, steps in found.items() if "per_hour" in sql)
    assert [step for step in rising if "article" in step.split()] == [
        "SEARCH article USING INTEGER PRIMARY KEY (rowid=?)"
    ]


def test_what_was_shown_is_told_by_indexes(kept: Archive) -> None:
    """No row is read of an article that a related block has shown."""
    found = plans(kept.connection, lambda: list(kept.history.orphans(Filters())))
    (steps,) = found.values()
    assert "SEARCH a USING COVERING INDEX address_article (article_id>?)" in steps
    assert not [step for step in steps if step.startswith("SCAN article")]


@pytest.mark.parametrize("filters", FEW)
@pytest.mark.parametrize("what", ["changes", "related", "removed", "snapshots", "views", "visits"])
def test_an_export_of_few_articles_is_led_by_them(kept: Archive, what: str, filters: Filters) -> None:
    """Nothing that a table holds of all others is gone through."""
    found = plans(kept.connection, lambda: list(kept.query.rows(what, filters)))
    choosing = ("SELECT id FROM article WHERE", "SELECT id FROM address WHERE")
    steps = {step for sql, steps in found.items() if not sql.startswith(choosing) for step in steps}
    assert not {step for step in steps if step.startswith(("SCAN look", "SCAN p", "SCAN item", "SCAN article"))}


@pytest.mark.parametrize("filters", FEW)
@pytest.mark.parametrize("what", TABLES)
def test_an_export_of_few_articles_is_what_all_say_of_them(kept: Archive, what: str, filters: Filters) -> None:
    """However they are found. A count of what is no article belongs to the one that printed it."""
    number = {"articles": "id", "related": "on_article_id"}.get(what, "article_id")
    every = list(kept.query.rows(what, Filters()))
    theirs = [row for row in every if row[number] == 1 or (row[number] is None and row.get("printed_on") == URL)]
    assert list(kept.query.rows(what, filters)) == theirs


@pytest.mark.parametrize("what", ["views", "visits"])
def test_of_a_past_day_no_text_is_looked_up_for_tables_without_any(kept: Archive, what: str) -> None:
    """Which articles there were tells their first look."""
    found = plans(kept.connection, lambda: list(kept.query.rows(what, Filters(at=TUESDAY, site="courier.example"))))
    assert not [step for steps in found.values() for step in steps if "version_run" in step and "first_at" in step]
    assert not [step for steps in found.values() for step in steps if step.startswith(("MATERIALIZE", "SCAN look"))]


def test_a_reading_connection_maps_the_file(kept: Archive) -> None:
    """Its pages are read where they lie; whoever writes works on copies."""
    with Archive(kept.path, readonly=True) as reading:
        assert reading.connection.execute("PRAGMA mmap_size").fetchone()[0] > 0
    assert kept.connection.execute("PRAGMA mmap_size").fetchone()[0] == 0
