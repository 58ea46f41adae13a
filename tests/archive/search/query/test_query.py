"""How a query is read."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive.search import explain_query, search
from newsgrab.archive.search.query.dates import parse_moment
from newsgrab.archive.search.query.syntax import Kind, parse
from newsgrab.errors import BadQuery
from tests.archive.search.conftest import ARTICLES, connect

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
SYNTAX = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        '"',
        "«",
        "»",
        "*",
        "-",
        "|",
        "title:",
        "site:",
        "after:",
        "^",
        "{",
        "}",
        ":",
        " ",
        "''",
    ]
)
ANYTHING = st.lists(st.one_of(st.text(max_size=8), SYNTAX, st.sampled_from(["وزير", "minister", "东京"])), max_size=8)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("a b", [["a"], ["b"]]),
        ("a OR b|c d", [["a", "b", "c"], ["d"]]),
        ('"a b" c', [["“a b”"], ["c"]]),
        ("«a b", [["“a b”"]]),
        ("minist* title:x", [["minist*"], ["title:x"]]),
        ("F-16", [["F 16"]]),
        ("a AND b", [["a"], ["b"]]),
        ("OR a OR", [["a"]]),
        ("x:y", [["x y"]]),
        ("a,b;c", [["a"], ["b"], ["c"]]),
        ("a\udcffb lang:x\ud800", [["a"], ["b"]]),
        ("l'avenir dell\u2019arte", [["avenir"], ["arte"]]),
        ("Bank's İzmir'deki", [["Bank"], ["İzmir"]]),
        ("п'ять Xi'an rock'n'roll", [["п'ять"], ["Xi an"], ["rock n roll"]]),
    ],
)
def test_words_phrases_and_alternatives_are_read_as_typed(text: str, groups: list[list[str]]) -> None:
    """Operators that stand alone, unclosed quotation marks and unknown fields are text or nothing."""
    assert [[str(atom) for atom in group] for group in parse(text, NOW).groups] == groups


def test_a_minus_or_not_excludes() -> None:
    """Both ways of leaving out a word are understood; a dash inside a word is none."""
    assert [str(atom) for atom in parse("a -b NOT c d-e", NOW).without] == ["b", "c"]


def test_fields_choose_articles_and_dates_bound_them() -> None:
    """Fields leave the words; a date that is none is passed over with a note."""
    query = parse("site:courier.example author:'x' after:2024-05 before:soon word", NOW)
    assert query.fields[0] == ("site", "courier.example")
    assert query.since == datetime(2024, 5, 1, tzinfo=UTC)
    assert query.until is None
    assert query.notes == ("not a date: 'soon', passed over",)
    assert query.groups[0][0].kind is Kind.WORD


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", "2024-01-01"),
        ("٢٠٢٤-٠٢", "2024-02-01"),
        ("2024/2/3", "2024-02-03"),
        ("today", "2026-03-05"),
        ("امس", "2026-03-04"),
        ("2 days ago", "2026-03-03"),
        ("قبل 3 ايام", "2026-03-02"),
        ("قبل اسبوع", "2026-02-26"),
    ],
)
def test_dates_are_read_in_digits_and_words(text: str, day: str) -> None:
    """Years, months, days and spans back from today, in both scripts."""
    moment = parse_moment(text, NOW)
    assert moment is not None
    assert moment.date().isoformat() == day


@pytest.mark.parametrize("text", ["2024-13-01", "0000", "99999999999999999999 days ago", "soon", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    """Nonsense is not a date and no error."""
    assert parse_moment(text, NOW) is None


@pytest.fixture(scope="module")
def six() -> sqlite3.Connection:
    """Six articles that no test changes."""
    connection = connect()
    for (number, language, day, title), body in ARTICLES:
        connection.execute(
            "INSERT INTO article"
            " (id, url, site, version, title, body, language, published_at, first_seen_at, last_seen_at)"
            " VALUES (?, ?, 'courier.example', 1, ?, ?, ?, ?, ?, ?)",
            (number, f"https://courier.example/{number}", title, body, language, day, day, day),
        )
    from newsgrab.archive.search import sync

    sync(connection)
    return connection


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_no_query_can_fail(six: sqlite3.Connection, parts: list[str]) -> None:
    """Whatever is typed is searched for or has nothing to look for; every span holds a word that was asked for."""
    text = "".join(parts)
    assert explain_query(six, text)
    try:
        found = search(six, text)
    except BadQuery:
        return
    assert found.total >= len(found.hits)
    for hit in found.hits:
        for passage in (hit.title, hit.snippet):
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.spans)
