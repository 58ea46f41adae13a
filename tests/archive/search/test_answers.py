"""What comes with the hits: copies, counts, facets, suggestions, explanations."""

from __future__ import annotations

import sqlite3

import pytest

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import Count, FacetCount, Window, count, explain_query, facet_counts, search, sync
from newsgrab.archive.search.index.state import read_state
from newsgrab.archive.search.session import SearchSession
from newsgrab.errors import BadUsage
from tests.archive.search.conftest import Add

REPORT = (
    "The harbour of the old town reopened on Monday after three months of repairs to both quays, the port authority"
    " said, and the first ferry left for the islands at noon with two hundred passengers and mail on board."
)


def test_copies_of_a_report_are_one_hit(empty: sqlite3.Connection, add: Add) -> None:
    """A text on three sites is one hit that names the other two; all of them are shown if asked for."""
    for name in ("courier", "herald", "mirror"):
        add("Harbour reopens", f"{REPORT} ({name})", language="en", site=f"{name}.example")
    other = add("Harbour master retires", "He had kept the harbour for thirty years.", language="en")
    sync(empty)
    folded = search(empty, "harbour")
    assert sorted(len(hit.copies) for hit in folded.hits) == [0, 2]
    assert folded.total == 4
    assert len(search(empty, "harbour", window=Window(copies=True)).hits) == 4
    assert next(hit for hit in folded.hits if not hit.copies).article_id == other


def _lines(*lines: str) -> str:
    return "\n".join(f"{line} was read at the gauge by the harbour this morning." for line in lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Tides", _lines("Two metres", "Four", "Six")), ("Tides", _lines("Six", "Two metres", "Four"))),
        (("Prices 3 May", _lines("Cod 12", "Eel 31", "Ray 7")), ("Prices 4 May", _lines("Cod 14", "Eel 29", "Ray 9"))),
    ],
)
def test_texts_on_one_template_are_no_copies(
    empty: sqlite3.Connection, add: Add, one: tuple[str, str], other: tuple[str, str]
) -> None:
    """The same words in another order, or with other numbers, are another text."""
    for title, body in (one, other):
        add(title, body, language="en")
    sync(empty)
    assert [hit.copies for hit in search(empty, "harbour").hits] == [(), ()]


def test_a_text_under_another_title_is_a_copy_only_if_it_is_the_same(empty: sqlite3.Connection, add: Add) -> None:
    """An agency's report gets a headline on each site."""
    add("Harbour reopens", REPORT, language="en")
    add("Ferries sail again", REPORT, language="en")
    sync(empty)
    assert [len(hit.copies) for hit in search(empty, "harbour").hits] == [1]


def test_hits_are_counted_by_site_and_month(archive: sqlite3.Connection) -> None:
    """Facets count every article that the query finds, months in order."""
    found = facet_counts(archive, "وزير OR minister", ("site", "month"))
    assert found["site"] == (FacetCount("courier.example", 3),)
    assert found["month"] == (FacetCount("2024-01", 1), FacetCount("2024-02", 1), FacetCount("2024-03", 1))
    assert count(archive, "وزير OR minister") == Count(3)
    with pytest.raises(BadUsage, match="no such facet"):
        facet_counts(archive, "وزير", ("colour",))


def test_a_phrase_is_found_as_printed_only(archive: sqlite3.Connection) -> None:
    """Inflections do not answer a phrase; spelling variants and clitics before it do."""
    assert count(archive, '"وزير الخارجيه"') == Count(1)
    assert count(archive, '"وزراء الخارجية"').total == 0
    assert search(archive, '"وزراء الخارجية"').total == 0


def test_a_word_that_no_article_has_gets_the_nearest_that_one_has(archive: sqlite3.Connection) -> None:
    """A slip of one letter, or of two in a long word, is met by a suggestion."""
    assert search(archive, "ministr").suggestions == ("minister",)
    assert search(archive, "بيروط").suggestions == ("بيروت",)
    assert search(archive, "qqqqzz").suggestions == ()


def test_an_explanation_names_what_is_required_and_what_is_not(archive: sqlite3.Connection) -> None:
    """Words, exclusions, common words, filters and dates are told, with the terms that are asked for."""
    lines = explain_query(archive, "the ministers -beirut site:courier.example after:2024")
    text = "\n".join(lines)
    assert "required: ministers" in text
    assert "en·minist" in text
    assert "excluded: beirut" in text
    assert "passed over as too common: the" in text
    assert "only site: courier.example" in text
    assert "only from 2024-01-01" in text


def test_a_phrase_of_common_words_is_not_passed_over(archive: sqlite3.Connection) -> None:
    """A query of nothing but common words looks for them."""
    assert search(archive, "the").total == 1


def test_the_latest_are_found_among_very_many(empty: sqlite3.Connection, add: Add) -> None:
    """Sorting by date is the same whether the matches are sorted or met on the way back from the latest."""
    from newsgrab.archive.search import engine

    for day in range(1, 29):
        add("Harbour", language="en", published_at=f"2024-02-{(day * 11) % 28 + 1:02}T00:00:00+00:00")
    sync(empty)
    expression = '"en·harbour"'
    few = engine.newest(empty, expression, engine.Choice(), 5)
    pieces = list(engine.from_the_latest(empty, engine.Choice()))
    walked = [each for piece in pieces for each in engine.matching(empty, expression, piece)]
    assert [one.article_id for one in few] == walked[:5]
    assert len(walked) == 28


def test_beyond_the_ranked_the_latest_rows_are_taken(empty: sqlite3.Connection, add: Add) -> None:
    """Of too many matches those that came in last are kept."""
    from newsgrab.archive.search import engine

    for _ in range(6):
        add("Harbour", language="en")
    sync(empty)
    narrowed = engine.since_row(empty, '"en·harbour"', engine.Choice(), 2)
    assert {one.article_id for one in engine.best(empty, '"en·harbour"', narrowed, 10)} == {5, 6}


def test_of_two_articles_the_one_with_kindred_words_is_better(empty: sqlite3.Connection, add: Add) -> None:
    """A word of the same root as one that was typed counts for an article, though it is not found by it."""
    add("خبر", "تحدث الوزير عن الميناء وعن الطقس في المدينة.", language="ar")
    kindred = add("خبر", "تحدث الوزير عن الميناء وعن قتلى في المدينة.", language="ar")
    add("خبر", "تحدث الوزير عن الميناء وعن السوق في المدينة.", language="ar")
    add("خبر", "المقاتلون", language="ar")
    sync(empty)
    assert search(empty, "الميناء مقتل", window=Window(any_word=True)).hits[0].article_id == kindred


def test_a_word_is_as_rare_as_it_is_in_its_language(empty: sqlite3.Connection, add: Add) -> None:
    """What all articles in one language have says little there, however few they are among all."""
    for _ in range(30):
        add("خبر", "المدينة", language="ar")
    for number in range(5):
        add("note", f"the harbour today {number}", language="en")
    rare = add("note", "a lighthouse", language="en")
    sync(empty)
    asked = SearchSession(empty, "harbour OR lighthouse OR harbours", Filters())
    (first, *_) = asked.ranked(asked.whole, 10)
    assert first.article_id == rare


def test_the_index_counts_its_articles_by_language(empty: sqlite3.Connection, add: Add) -> None:
    """Added, changed and deleted articles are counted in the language that they have now."""
    add("a", language="en")
    add("b", language="en-GB")
    add("c", language="de")
    sync(empty)
    assert read_state(empty).articles == {"en": 2, "de": 1}
    empty.execute("UPDATE article SET language = 'fr' WHERE id = 1")
    empty.execute("DELETE FROM article WHERE id = 3")
    sync(empty)
    assert read_state(empty).articles == {"en": 1, "fr": 1}
