"""What a search finds."""

from __future__ import annotations

import sqlite3

import pytest

from newsgrab.archive.search import Window, search, sync
from newsgrab.errors import BadQuery
from tests.archive.search.conftest import Add


def found(connection: sqlite3.Connection, text: str) -> set[int]:
    """The articles that a query finds."""
    return {hit.article_id for hit in search(connection, text).hits}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزير", {1, 2}),
        ("وزارة الدفاع", {1}),
        ("اعادة", {1}),
        ("سوريا", {1}),
        ("وزير OR minister", {1, 2, 3}),
        ("وزير -بيروت", {1}),
        ("title:وزير", {2}),
        ("lang:ar وزير", {1, 2}),
        ("before:٢٠٢٤-٠٢-٠١ وزير", {1}),
        ('"وزير الخارجية"', {2}),
        ("«وزير الخارجية»", {2}),
        ("minist*", {3}),
        ("ministers", {3}),
        ("C++", {3}),
        ("F-16", {3}),
        ("f16", {3}),
        ("F16", {3}),
        ("f\ufe0f16", {3}),
        ("cafe", {3}),
        ("东京", {4}),
        ("министр Москва", {5}),
        ("กรุงเทพ", {6}),
        ("^وزير", {1, 2}),
        ("ﻭﺯﻳﺮ", {1, 2}),
        ("15", {1}),
    ],
)
def test_a_query_finds_every_article_with_all_its_words(
    archive: sqlite3.Connection, text: str, expected: set[int]
) -> None:
    """Spelling, vowel marks, clitics, endings, digits and scripts do not stand between a word and its article."""
    answer = search(archive, text)
    assert {hit.article_id for hit in answer.hits} == expected
    assert not answer.partial
    assert answer.total == len(expected)


def test_articles_with_some_of_the_words_stand_in_for_none_with_all(archive: sqlite3.Connection) -> None:
    """If no article has every word, the best of the rest are shown and called partial."""
    answer = search(archive, "وزير qqqqzz")
    assert {hit.article_id for hit in answer.hits} == {1, 2}
    assert answer.partial


def test_articles_with_some_of_the_words_follow_the_few_with_all(archive: sqlite3.Connection) -> None:
    """They are marked and counted apart, fill the window and no more, and can be asked for or left out."""
    answer = search(archive, "وزير موسكو")
    assert [(hit.article_id, hit.partial) for hit in answer.hits] == [(1, False), (2, True)]
    assert (answer.total, answer.partial_total) == (1, 1)
    assert [hit.article_id for hit in search(archive, "وزير موسكو", window=Window(limit=1)).hits] == [1]
    assert [hit.partial for hit in search(archive, "وزير موسكو", window=Window(offset=1)).hits] == [True]
    only = search(archive, "وزير موسكو", window=Window(all_words=True))
    assert ([hit.article_id for hit in only.hits], only.partial_total) == ([1], 0)
    every = search(archive, "وزير موسكو", window=Window(any_word=True))
    assert {(hit.article_id, hit.partial) for hit in every.hits} == {(1, False), (2, True)}


def test_the_words_of_a_phrase_that_no_article_has_are_looked_for(archive: sqlite3.Connection) -> None:
    """It says so, and calls what it finds partial."""
    answer = search(archive, '"وزراء الخارجية"')
    assert answer.total == 0
    assert {hit.article_id for hit in answer.hits if hit.partial} == {1, 2}
    assert any("وزراء الخارجية" in note and "its words are looked for" in note for note in answer.notes)


@pytest.mark.parametrize("text", ["", "*", '"', "AND AND", "😀", "ـــ", "   ", "site:courier.example", "-minister"])
def test_a_query_without_a_word_says_so(archive: sqlite3.Connection, text: str) -> None:
    """Nothing to look for is the only way for a query to fail."""
    with pytest.raises(BadQuery, match="nothing to look for"):
        search(archive, text)


@pytest.mark.parametrize("text", ["NEAR(", "title:", "وزير;drop table article", "http://example.com/a?b=c&d", "a:b:c"])
def test_operators_of_the_database_are_words(archive: sqlite3.Connection, text: str) -> None:
    """What SQLite would take for syntax is looked for as text."""
    assert isinstance(search(archive, text).total, int)


def test_the_latest_comes_first_when_sorted_by_date(archive: sqlite3.Connection) -> None:
    """Sorting by date puts the latest article first."""
    assert [hit.article_id for hit in search(archive, "وزير OR minister", window=Window(sort="date")).hits] == [2, 3, 1]


def test_the_most_read_comes_first_when_sorted_by_views(archive: sqlite3.Connection) -> None:
    """Sorting by views puts the highest count first."""
    assert [hit.article_id for hit in search(archive, "وزير OR minister", window=Window(sort="views")).hits] == [
        3,
        2,
        1,
    ]


def test_limit_and_offset_page_through_the_hits(archive: sqlite3.Connection) -> None:
    """Pages of hits do not overlap and know the total."""
    first = search(archive, "وزير OR minister", window=Window(limit=2))
    second = search(archive, "وزير OR minister", window=Window(limit=2, offset=2))
    assert (len(first.hits), len(second.hits), first.total) == (2, 1, 3)
    assert {hit.article_id for hit in first.hits} | {hit.article_id for hit in second.hits} == {1, 2, 3}


def test_whole_words_are_marked_with_the_marks_around_them(archive: sqlite3.Connection) -> None:
    """A span holds the word as it is printed: vowel marks, article and all."""
    hit = search(archive, "وزير الدفاع").hits[0]
    marked = {hit.snippet.text[start:end] for start, end in hit.snippet.spans}
    assert {"وَزِير", "الدِّفاع"} <= marked


@pytest.mark.parametrize("text", ["«می‌شود»", "«میشود»", "«شود»", "می‌شو*", "میشو*", "«نمی می‌شود که»"])
def test_words_with_a_non_joiner_are_found_as_printed_joined_or_in_parts(
    empty: sqlite3.Connection, add: Add, text: str
) -> None:
    """Persian writes it or leaves it out."""
    add("خبر", "گفته نمی می‌شود که باران آمد", language="fa")
    sync(empty)
    assert search(empty, text).total == 1


@pytest.mark.parametrize(
    ("language", "printed", "typed"),
    [
        ("fr", "Les plages sont déjà pleines.", "deja"),
        ("fr", "Un accès privé est fermé.", "ferme"),
        ("es", "Nueva información del puerto.", "informacion"),
        ("pt", "A eleição será em maio.", "eleicao"),
        ("tr", "İstanbul'da hava güneşli.", "I\u0307stanbul"),
        ("tr", "İstanbul'da hava güneşli.", "ISTANBUL"),
        ("tr", "Iğdır'da hava ılık.", "Igdir"),
        ("de", "Die alte Straße am Hafen.", "stras*"),
        ("bn", "ঘাটে ১৬ জাহাজ", "16"),
    ],
)
def test_words_typed_without_their_accents_are_found(
    empty: sqlite3.Connection, add: Add, language: str, printed: str, typed: str
) -> None:
    """Keyboards lack them, and stemmers go by them."""
    one = add(printed, "", language=language)
    add("Harbour", "Ships.", language="en")
    sync(empty)
    answer = search(empty, typed)
    assert [hit.article_id for hit in answer.hits] == [one]


@pytest.mark.parametrize(
    ("printed", "typed", "found"),
    [
        ("35 metres", "3.5", False),
        ("3.5 metres", "3.5", True),
        ("1250 men", "1.250", True),
        ("12,000 men", "12000", True),
        ("نحو ١٢٬٠٠٠ رجل", "12000", True),
        ("12.000 Mann", "١٢٠٠٠", True),
        ("1 234 567 metres", "1234567", True),
        ("12 men, 000 ships", "12000", False),
        ("12,000 men", "2000", False),
    ],
)
def test_a_number_with_a_fraction_is_not_its_digits(
    empty: sqlite3.Connection, add: Add, printed: str, typed: str, *, found: bool
) -> None:
    """Thousands may be printed apart or together, fractions not."""
    add(printed, "", language="en")
    sync(empty)
    assert bool(search(empty, typed).hits) == found


def test_a_number_is_marked_as_a_whole(empty: sqlite3.Connection, add: Add) -> None:
    """Neither its parts by themselves, nor one of them elsewhere."""
    add("On 12 May", "They were 12 and paid 12,000 or 12000 crowns, 000 in all.", language="en")
    sync(empty)
    for typed in ("12000", "12,000"):
        (hit,) = search(empty, typed).hits
        text = hit.snippet.text
        assert [text[span.start : span.end] for span in hit.snippet.spans] == ["12,000", "12000"]
        assert not hit.title.spans
