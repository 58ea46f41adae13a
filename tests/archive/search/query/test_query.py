"""How a query is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive.search import explain_query, search
from newsgrab.archive.search.query.dates import parse_moment
from newsgrab.archive.search.query.syntax import parse
from newsgrab.archive.search.query.tree import Atom, Kind
from newsgrab.errors import BadDate, BadQuery
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
    ("text", "required"),
    [
        ("a b", ["a", "b"]),
        ("a OR b|c d", ["(a OR b OR c)", "d"]),
        ('"a b" c', ["“a b”", "c"]),
        ("«a b", ["“a b”"]),
        ("minist* title:x", ["minist*", "title:x"]),
        ('"prime minist*"', ["“prime minist*”"]),
        ("F-16", ["F 16"]),
        ("a AND b", ["a", "b"]),
        ("OR a OR", ["a"]),
        ("x:y", ["x y"]),
        ("a,b;c", ["a", "b", "c"]),
        ("a,b OR c", ["((a b) OR c)"]),
        ("12,000 ١٢،٠٠٠ 1,2 5,1000 a,300", ["12 000", "١٢ ٠٠٠", "1", "2", "5", "1000", "a", "300"]),
        ("a\udcffb lang:x\ud800", ["a", "b"]),
        ("l'avenir dell\u2019arte", ["avenir", "arte"]),
        ("Bank's İzmir'deki", ["Bank", "İzmir"]),
        ("O'Neill d'Orsay", ["O Neill", "Orsay"]),
        ("п'ять Xi'an rock'n'roll", ["п'ять", "Xi an", "rock n roll"]),
        ('צה"ל', ["צה ל"]),
        ("״a b״ 《c d》", ["“a b”", "“c d”"]),
        ('"“a b”" «“c d”» e', ["“a b”", "“c d”", "e"]),
        ('"" a', ["a"]),
        ('a 5"', ["a", "5"]),
        ("well-kno*", ["“well kno*”"]),
        ("(a OR b) c", ["(a OR b)", "c"]),
        ("a (b OR (c d -e))", ["a", "(b OR (c d -e))"]),
        ('"a b" OR c d', ["(“a b” OR c)", "d"]),
        ("title: word", ["title:word"]),
        ("title:(a OR b) c", ["(title:a OR title:b)", "c"]),
        ("Smith (born 1950)", ["Smith", "born", "1950"]),
        ("title :word", ["title:word"]),
        ("title : (a OR b)", ["(title:a OR title:b)"]),
        ("title：word", ["title:word"]),
        ("harbour&quays AT&T", ["harbour", "quays", "AT T"]),
        ("harbour…quays—ferry", ["harbour", "quays", "ferry"]),
    ],
)
def test_words_phrases_and_alternatives_are_read_as_typed(text: str, required: list[str]) -> None:
    """OR binds closer than a blank, brackets closest; operators that stand alone are nothing."""
    assert [str(node) for node in parse(text, NOW).required] == required


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("a -b NOT c d-e", ["b", "c"]),
        ('a -"b c"', ["“b c”"]),
        ("a -(b OR c)", ["b", "c"]),
        ("a -(b c)", ["(b c)"]),
        ("a NOT (b OR c) d", ["b", "c"]),
        ("\u200f-b a", ["b"]),
        ("a (c -b)", ["b"]),
        ("a --b", ["b"]),
        ("a,-b", ["b"]),
        ("a \u2010b \uff0dc", ["b", "c"]),
        ("a \u200b-b", ["b"]),
        ("a title:-b -title:c", ["title:b", "title:c"]),
    ],
)
def test_a_minus_or_not_excludes(text: str, without: list[str]) -> None:
    """Words, phrases and brackets are left out by either sign; a dash inside a word is none."""
    query = parse(text, NOW)
    assert [str(node) for node in query.without] == without
    assert query.required[0] == Atom(Kind.WORD, ("a",))


def test_fields_choose_articles_and_dates_bound_them() -> None:
    """Fields leave the words, in brackets and behind a minus as well; addresses and capital letters are understood."""
    query = parse("site:https://www.Courier.example/x author:'x' after:2024-05 after:2023 -lang:AR word", NOW)
    assert query.fields == (("site", "courier.example"), ("author", "'x'"))
    assert query.without_fields == (("language", "ar"),)
    assert query.since == datetime(2024, 5, 1, tzinfo=UTC)
    assert query.until is None
    assert query.required == (Atom(Kind.WORD, ("word",)),)
    either = parse("site:(a.example OR b.example) -category: sport word", NOW)
    assert either.fields == (("site", "a.example"), ("site", "b.example"))
    assert either.without_fields == (("category", "sport"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word OR site:a.example", "alternative"),
        ("a OR -b", "alternatives"),
        ("word (-b)", "nothing but exclusions"),
        ("-after:2024 a", "before: is what after: excludes"),
        ("site:(a -b) c", "only values"),
        (" ".join(f"w{number}" for number in range(1200)), "1,200 words"),
        ("(" * 50 + "a", "brackets in brackets"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, message: str) -> None:
    """It says why, and nothing else is searched in its place."""
    with pytest.raises(BadQuery, match=message):
        parse(text, NOW)


def test_a_date_that_is_none_is_refused() -> None:
    """A search from a day that cannot be read is not a search from any day."""
    with pytest.raises(BadDate, match="before:soon: not a date"):
        parse("before:soon word", NOW)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("wor*ld", "a * can only end a word"),
        ("*word", "a * can only end a word"),
        ("C++", "signs are not searched: +"),
        ("a NEAR/3 b", "NEAR/3 is no operator"),
        ("a AROUND(3) b", "AROUND is no operator"),
        ("a W/5 b", "W/5 is no operator"),
        ("source:herald x", "source: is no field"),
        ("title:", "title: without a value"),
        ("a (b", "not closed"),
        ("a) b", "closes that none opened"),
        ('a "b c', "without its partner"),
        ("a or b", "write OR"),
        ("!b a", "! is no operator"),
        ("a —b", "— is no operator"),
        ("العنوان:b a", "العنوان: is no field"),
        ("2020..2024 a", "no range"),
        ("a~2", "~2 is no operator"),
        ("OR a", "OR stands between"),
    ],
)
def test_what_may_be_meant_otherwise_is_told(text: str, note: str) -> None:
    """Operators of other search engines are words here, and a note says so."""
    assert any(note in each for each in parse(text, NOW).notes)


@pytest.mark.parametrize(
    "text", ["what is this?", "a: b", "Breaking: minister", "http://example.com/a?b", "a - b", "«a»"]
)
def test_plain_text_gets_no_notes(text: str) -> None:
    """Punctuation is nothing to talk about."""
    assert parse(text, NOW).notes == ()


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
        ("منذ يومين", "2026-03-03"),
        ("منذ ثلاثة أيام", "2026-03-02"),
        ("البارحة", "2026-03-04"),
        ("الشهر الماضي", "2026-02-03"),
        ("gestern", "2026-03-04"),
        ("vor 3 Tagen", "2026-03-02"),
        ("il y a deux jours", "2026-03-03"),
        ("dün", "2026-03-04"),
        ("geçen hafta", "2026-02-26"),
        ("2 дня назад", "2026-03-03"),
        ("לפני שבועיים", "2026-02-19"),
        ("مارس 2024", "2024-03-01"),
        ("März 2024", "2024-03-01"),
        ("8 كانون الثاني 2024", "2024-01-08"),
        ("1445", "2023-07-19"),
        ("1445 هـ", "2023-07-19"),
        ("رمضان 1445", "2024-03-11"),
        ("1403", "2024-03-20"),
        ("فروردین ۱۴۰۳", "2024-03-20"),
        ("۱۴۰۳/۰۱/۰۵", "2024-03-24"),
    ],
)
def test_dates_are_read_in_digits_and_words(text: str, day: str) -> None:
    """Years, months, days and spans back from today, in both scripts."""
    moment = parse_moment(text, NOW)
    assert moment is not None
    assert moment.date().isoformat() == day


@pytest.mark.parametrize(
    "text", ["2024-13-01", "0000", "99999999999999999999 days ago", "soon", "", "3/5/2024", "day", "next week"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Nonsense is not a date and no error."""
    assert parse_moment(text, NOW) is None


@pytest.fixture(scope="module")
def six() -> Iterator[sqlite3.Connection]:
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
    yield connection
    connection.close()


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_no_query_can_fail(six: sqlite3.Connection, parts: list[str]) -> None:
    """Whatever is typed is searched for or has nothing to look for; every span holds a word that was asked for."""
    text = "".join(parts)
    try:
        assert explain_query(six, text)
        found = search(six, text)
    except (BadQuery, BadDate):
        return
    assert found.total + found.partial_total >= len(found.hits)
    for hit in found.hits:
        for passage in (hit.title, hit.snippet):
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.spans)
