"""What is told of a profile's fields over time: what broke, since when, and what is normal."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.profile.drift import Break, BreakKind, FieldReading, ProfiledLook, judge

BEGIN = datetime(2025, 3, 1, tzinfo=UTC)
NOTHING = FieldReading()


def said(text: str | None) -> FieldReading:
    """A reading of that text."""
    return FieldReading(text[:120], len(text), 0) if text else NOTHING


def looks(name: str, texts: Iterable[str | None], *, every: timedelta = timedelta(hours=6)) -> list[ProfiledLook]:
    """A look at another article for each text, one after the other."""
    return [ProfiledLook(BEGIN + at * every, at, {name: said(text)}) for at, text in enumerate(texts)]


def broken(found: list[ProfiledLook]) -> Break | None:
    """What broke of the one field."""
    return judge(found)[0].broken


def test_a_field_that_is_found_no_more_broke_at_the_first_look_without_it() -> None:
    """The alarm names that look, the last good one, and how many articles were looked at since."""
    found = broken(looks("views", [str(at) for at in range(20)] + [None] * 6))
    assert found is not None
    assert (found.kind, found.since, found.articles) == (BreakKind.EMPTY, BEGIN + 20 * timedelta(hours=6), 6)
    assert (found.last_good, found.before, found.now) == (BEGIN + 19 * timedelta(hours=6), 1.0, 0.0)


def test_a_field_that_breaks_on_half_of_the_pages_is_told() -> None:
    """As when a site shows its new form in some of its sections first."""
    found = broken(looks("views", [str(at) for at in range(40)] + [None, "7", None, "9", None, None, "4", "5"] * 3))
    assert found is not None
    assert (found.kind, found.before, 0.3 < found.now < 0.6) == (BreakKind.EMPTY, 1.0, True)


NORMAL: dict[str, tuple[str, Sequence[str | None]]] = {
    "a rare field": ("authors", [f"Ann {at}" if at % 6 == 0 else None for at in range(60)] + [None] * 8),
    "four articles without": ("views", ["1", "2", "3", "4", "5", "6", "7", "8", *[None] * 4]),
    "too few articles": ("views", ["1", "2", "3", None]),
    "a field that came": ("authors", [None] * 10 + [f"Ann {at}" for at in range(10)]),
    "a field that is back": ("views", [str(at) for at in range(20)] + [None] * 9 + [str(at) for at in range(8)]),
    "a series of one writer": ("authors", [f"Ann {at % 9}" for at in range(40)] + ["Bob Poe"] * 9),
    "one category of a small site": ("category", ["News"] * 30),
    "a category that is frequent anyway": ("category", ["News", "Sport", "News"] * 10 + ["News"] * 12),
    "a category of the season": ("category", [f"News {at % 7}" for at in range(40)] + ["Vote"] * 19 + ["News 1"]),
    "a run of a known category": ("category", [f"News {at % 5}" for at in range(40)] + ["News 1"] * 25),
    "articles that are not updated": ("updated_at", [None] * 59),
    "another writer of a small site": ("authors", ["Ann Roe"] * 30 + ["Bob Poe"] * 40),
    "a rare field in a quiet month": ("authors", [None] * 19),
    "zero views on new pages": ("views", ["0", "12", "0", "7", "0"] * 8),
    "short and long texts by turns": ("body", ["x" * (300 + 2_000 * (at % 3 == 0) + at) for at in range(40)]),
    "a language": ("language", ["ar"] * 30),
}


@pytest.mark.parametrize(("name", "texts"), NORMAL.values(), ids=NORMAL)
def test_what_is_normal_is_no_alarm(name: str, texts: Sequence[str | None]) -> None:
    """Rare fields, single gaps, series, what all articles share by right."""
    assert broken(looks(name, texts)) is None


def test_a_field_that_is_never_found_is_told() -> None:
    """There is no moment since when."""
    for name, articles in (("title", 5), ("body", 5), ("views", 20), ("tags", 40), ("updated_at", 60)):
        found = broken(looks(name, [None] * articles))
        assert found is not None
        assert (found.kind, found.articles, found.last_good) == (BreakKind.NEVER, articles, None)


def test_one_category_on_all_articles_is_told_where_there_were_many() -> None:
    """As when a selector meets the way home instead."""
    found = broken(looks("category", [f"News {at % 7}" for at in range(40)] + ["Home"] * 20))
    assert found is not None
    assert (found.kind, found.value, found.articles) == (BreakKind.SAME, "Home", 20)


def test_the_same_title_on_many_articles_is_told_with_its_words() -> None:
    """As when a selector meets the site's name instead."""
    found = broken(looks("title", [f"Story {at}" for at in range(20)] + ["The Courier"] * 8))
    assert found is not None
    assert (found.kind, found.value, found.articles, found.now) == (BreakKind.SAME, "The Courier", 8, 1.0)
    always = broken(looks("title", ["The Courier"] * 9))
    assert always is not None
    assert (always.kind, always.last_good, always.articles) == (BreakKind.SAME, None, 9)
    assert (always.value, always.before, always.now) == ("The Courier", 1.0, 1.0)


def test_articles_of_one_day_may_have_its_date() -> None:
    """The same date on the articles of some days is another thing."""
    days = [f"2025-02-{at:02}" for at in range(1, 21)]
    assert broken(looks("published_at", days + ["2025-03-06"] * 8)) is None
    found = broken(looks("published_at", days + ["1970-01-01"] * 15))
    assert found is not None
    assert (found.kind, found.value) == (BreakKind.SAME, "1970-01-01")


@pytest.mark.parametrize(("now", "kind"), [(90, BreakKind.SHORT), (9_000, BreakKind.LONG)])
def test_texts_of_another_length_are_told(now: int, kind: BreakKind) -> None:
    """The lead instead of the text, or the whole page."""
    texts = ["x" * (900 + 31 * at) for at in range(20)] + ["x" * (now + at) for at in range(7)]
    found = broken(looks("body", texts))
    assert found is not None
    assert (found.kind, found.since) == (kind, BEGIN + 20 * timedelta(hours=6))
    assert (found.before > 900, abs(found.now - now) < 10) == (True, True)


def test_an_article_counts_once_however_often_it_is_looked_at() -> None:
    """Fifty looks at one article without a view count say no more than one."""
    found = looks("views", [str(at) for at in range(20)])
    found += [ProfiledLook(BEGIN + timedelta(days=9, hours=at), 7, {"views": NOTHING}) for at in range(50)]
    assert broken(found) is None


def test_articles_seen_before_and_after_count_on_both_sides() -> None:
    """A redesign of a site that publishes nothing new is told all the same."""
    found = looks("views", [str(at) for at in range(8)])
    found += [ProfiledLook(BEGIN + timedelta(days=9, hours=at), at, {"views": NOTHING}) for at in range(8)]
    report = judge(found)[0]
    assert report.broken is not None
    assert (report.broken.articles, report.articles, report.filled) == (8, 8, 0)


@settings(max_examples=25, deadline=None)
@given(st.integers(6, 30), st.integers(6, 30), st.randoms(use_true_random=False))
def test_a_clean_break_is_always_told_whatever_the_order(before: int, after: int, order: random.Random) -> None:
    """With six articles on either side, and at the first look without the field."""
    found = looks("views", [str(at) for at in range(before)] + [None] * after)
    order.shuffle(found)
    told = broken(found)
    assert told is not None
    assert told.since == BEGIN + before * timedelta(hours=6)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.booleans(), max_size=60))
def test_a_field_is_never_fuller_than_its_articles(filled: list[bool]) -> None:
    """The counts of a report agree with each other, whatever was found."""
    for report in judge(looks("views", [str(at) if one else None for at, one in enumerate(filled)])):
        assert report.filled == sum(filled) <= report.articles == len(filled)
        assert report.shortest <= report.median <= report.longest
        assert report.by_rule == ((report.filled,) if report.filled else ())
