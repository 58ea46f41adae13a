"""How questions are answered: by which indexes, so that they take as long in an archive of a million looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from newsgrab.archive import Archive, Filters
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, WEDNESDAY, look


def plans(connection: sqlite3.Connection, ask: Callable[[], object]) -> dict[str, list[str]]:
    """The statements that a question puts to the archive, each with the steps of its plan."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask()
    connection.set_trace_callback(None)
    return {sql: [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked}


@pytest.fixture
def kept(archive: Archive) -> Archive:
    """One article that was edited."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, title="النهر ينحسر"), TUESDAY))
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


def test_a_reading_connection_maps_the_file(kept: Archive) -> None:
    """Its pages are read where they lie; whoever writes works on copies."""
    with Archive(kept.path, readonly=True) as reading:
        assert reading.connection.execute("PRAGMA mmap_size").fetchone()[0] > 0
    assert kept.connection.execute("PRAGMA mmap_size").fetchone()[0] == 0
