"""How fast counts grow, what they do that is odd, and who recommends an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsgrab.archive import Archive, Filters
from newsgrab.archive.history.growth import Turn, growth
from newsgrab.archive.history.series import ViewPoint
from newsgrab.archive.history.state import State
from tests.archive.conftest import FLOOD, MONDAY, URL, look


def points(*counts: int, exact: bool = True) -> list[ViewPoint]:
    """Counts of an article's own page, an hour apart."""
    times = (f"2025-03-03T{hour:02}:00:00.000Z" for hour in range(24))
    return [ViewPoint(at, count, None, exact, 0, URL) for at, count in zip(times, counts, strict=False)]


def test_odd_turns_of_a_count_are_told() -> None:
    """Lower than before, begun anew, or ten times as fast: each with its rate an hour."""
    found = [(each.per_hour, each.turn) for each in growth(points(100, 110, 105, 1200, 9))]
    assert found == [(None, None), (10.0, None), (-5.0, Turn.FALL), (1095.0, Turn.JUMP), (-1191.0, Turn.RESET)]


def test_rounded_counts_have_no_rate() -> None:
    """12.5K after 12K may be one view or a thousand."""
    assert {each.per_hour for each in growth(points(12000, 12500, exact=False))} == {None}


def test_what_grows_fastest_comes_first(archive: Archive) -> None:
    """By views an hour since then; a filter chooses; what did not grow is left out."""
    for hour, views in enumerate((16, 26, 56)):
        archive.record(*look(replace(FLOOD, views=views), MONDAY + timedelta(hours=hour)))
    (found,) = archive.history.rising(MONDAY + timedelta(minutes=30), Filters())
    assert (found.before, found.views, found.per_hour) == (16, 56, 26.67)
    assert archive.history.rising(MONDAY + timedelta(days=1), Filters()) == []
    assert archive.history.rising(MONDAY, Filters(site="herald.example")) == []
    assert archive.history.rising(MONDAY, Filters(site="courier.example"), 0) == []


def test_who_recommends_an_article_is_told(archive: Archive) -> None:
    """The page, the place and the words in its block, as long as it stood there."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, related=FLOOD.related[:1]), MONDAY + timedelta(hours=1)))
    for entry in FLOOD.related:
        page, reading = look(replace(FLOOD, url=entry.url or "", title=entry.title, related=()), MONDAY)
        archive.record(replace(page, url=entry.url, final_url=entry.url), reading)
    told = {}
    for article_id in (2, 3):
        state: State = archive.history.state(archive.resolve(str(article_id)))
        (found,) = archive.history.promotions(archive.resolve(str(article_id)))
        told[state.article.title] = (found.on_article_id, found.position, found.title, found.looks, found.current)
    first, second = FLOOD.related
    assert told == {first.title: (1, 1, first.title, 2, True), second.title: (1, 2, second.title, 1, False)}
