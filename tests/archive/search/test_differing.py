"""Whether two texts may answer a query differently."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive.search.differing import may_differ, single_terms
from newsgrab.archive.search.index.stems import terms_of
from newsgrab.archive.search.query.plan import plan
from newsgrab.archive.search.query.syntax import parse

NOW = datetime(2026, 3, 5, tzinfo=UTC)
LINES = ("The quay is old.", "Ferries wait.", "A ferry sank: 12 saved.", "He said no.", "Quays, tolls.", "وصلت العبّارة")
TEXTS = st.tuples(
    st.sampled_from(["Quay", "Ferry"]),
    st.lists(st.sampled_from(LINES), max_size=4).map("\n\n".join),
    st.sampled_from([None, "Harbour"]),
    st.sampled_from(["[]", '["Ann Lee"]']),
    st.just("[]"),
    st.sampled_from(["en", "ar", None]),
)
QUERIES = ("ferry", "quay -toll", "ferr*", '"12"', "title:quay", "lee OR harbour", "العباره")


def expression(query: str) -> str:
    """What the index is asked."""
    return plan(parse(query, NOW), ("ar", "en")).all_words()


def found(*texts: tuple[str | None, ...]) -> dict[str, list[tuple[int]]]:
    """Which of the texts an index of them finds, by the query."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE stems USING fts5(body, title, labels, content='', tokenize='ascii')")
        for text in texts:
            index.execute("INSERT INTO stems(title, body, labels) VALUES (?, ?, ?)", terms_of(text)[1:])
        asked = "SELECT rowid FROM stems WHERE stems MATCH ?"
        return {query: index.execute(asked, (expression(query),)).fetchall() for query in QUERIES}


@settings(max_examples=12, deadline=None)
@given(one=TEXTS, other=TEXTS)
def test_texts_that_may_not_differ_answer_alike(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> None:
    """By words, exclusions, beginnings, quotations, columns, labels, in each language."""
    for query, which in found(one, other).items():
        asked = single_terms(expression(query))
        assert asked is not None
        assert len(which) != 1 or may_differ(asked, one, other)


@pytest.mark.parametrize(
    ("query", "differs"),
    [("quay", False), ("ferry", True), ("ferr*", True), ("qua*", False), ("harbour", False), ("wait -quay", True)],
)
def test_a_line_without_an_asked_word_makes_no_difference(query: str, *, differs: bool) -> None:
    """And one with it may."""
    one = ("Quay", "The quay is old.", None, "[]", "[]", "en")
    asked = single_terms(expression(query))
    assert asked is not None
    assert may_differ(asked, one, (*one[:1], "The quay is old.\n\nFerries wait.", *one[2:])) == differs


def test_of_words_side_by_side_no_line_tells() -> None:
    """A line between two others parts them."""
    assert single_terms(expression('"old quay"')) is None
