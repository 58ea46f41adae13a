"""When to look again: young and edited articles often, old ones seldom, none never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.following.schedule import DEFAULT, expected_edits, plan, planner
from newsgrab.outcomes import Outcome
from newsgrab.visit import LookHistory

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def history(age: timedelta, *, edits: int = 0, still: timedelta | None = None, looks: int = 1) -> LookHistory:
    """An article of that age, followed since its first hour."""
    first = NOON - age + timedelta(minutes=20) if age > timedelta(hours=1) else NOON
    last_edit = NOON - still if still is not None else None
    return LookHistory(NOON - age, first, NOON, Outcome.UNCHANGED, looks, edits, last_edit)


def pause(of: LookHistory) -> timedelta:
    return plan(of).at - of.last_look_at


def test_pause_grows_with_age() -> None:
    """Minutes on the first day, weeks after a year."""
    ages = [timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7), timedelta(days=365)]
    pauses = [pause(history(age)) for age in ages]
    assert pauses == sorted(pauses)
    assert pauses[0] <= timedelta(hours=1)
    assert timedelta(days=10) < pauses[-1] <= DEFAULT.longest


def test_edited_article_is_looked_at_more_often_than_its_neighbour() -> None:
    """The more edits it had, and the fresher the last one is, the sooner."""
    day = timedelta(days=1)
    quiet, once, often = history(day), history(day, edits=1, still=day / 2), history(day, edits=8, still=day / 2)
    assert pause(quiet) > pause(once) > pause(often)
    assert pause(history(day, edits=1, still=timedelta(minutes=30))) < pause(once)


def test_reason_is_said_in_words() -> None:
    """What `newsgrab why` prints."""
    assert plan(history(timedelta(days=3), looks=9)).reason.startswith("3 days old, no edit in 9 looks: again after ")
    edited = history(timedelta(days=1), edits=2, still=timedelta(hours=3))
    assert plan(edited).reason.startswith("24 h old, edited 2 times, last 3 h before the last look: again after ")
    assert plan(history(timedelta(days=2))).reason.startswith("2 days old, no edit in 1 look: again after ")
    assert plan(replace(edited, edits=1)).reason.startswith("24 h old, edited once, last 3 h before ")


@pytest.mark.parametrize(
    ("age_h", "edits", "still_h", "pause_h"),
    [(6, 0, 0, 3.6), (24, 0, 0, 42), (30 * 24, 0, 0, 244), (24, 1, 2, 0.63), (24, 4, 12, 2.8), (168, 2, 72, 55)],
)
def test_pauses_are_those_that_were_tuned(age_h: int, edits: int, still_h: int, pause_h: float) -> None:
    """Whoever turns the numbers of the policy sees what becomes of them."""
    still = timedelta(hours=still_h) if edits else None
    found = pause(history(timedelta(hours=age_h), edits=edits, still=still))
    assert found / timedelta(hours=1) == pytest.approx(pause_h, rel=0.03)


def test_edits_are_expected_soon_after_a_publication_and_after_an_edit() -> None:
    """Of an article without a past, and of one of a month that was edited now."""
    hour = timedelta(hours=1)
    assert expected_edits(history(timedelta(0)), NOON + hour) == pytest.approx(0.402, abs=0.001)
    edited = history(timedelta(days=30), edits=1, still=timedelta(0))
    assert expected_edits(edited, NOON + hour) == pytest.approx(0.417, abs=0.001)


@given(
    age=st.timedeltas(timedelta(0), timedelta(days=4000)),
    edits=st.integers(0, 500),
    still=st.timedeltas(timedelta(0), timedelta(days=4000)),
)
def test_next_look_is_always_ahead_and_never_never(age: timedelta, edits: int, still: timedelta) -> None:
    """Whatever the past: between a quarter of an hour and sixty days."""
    found = history(age, edits=edits, still=min(still, age) if edits else None)
    assert timedelta(minutes=15) <= pause(found) <= timedelta(days=60)


@given(age=st.timedeltas(timedelta(0), timedelta(days=400)), later=st.timedeltas(timedelta(0), timedelta(days=90)))
def test_look_is_worth_more_the_longer_ago_the_last_one_is(age: timedelta, later: timedelta) -> None:
    """Expected edits only grow, from none."""
    found = history(age)
    assert expected_edits(found, NOON) == 0
    assert 0 <= expected_edits(found, NOON + later) <= expected_edits(found, NOON + 2 * later) + 1e-12


def test_pause_is_the_time_in_which_the_threshold_is_reached() -> None:
    """The plan and the worth of a look agree."""
    found = history(timedelta(days=1))
    assert expected_edits(found, plan(found).at) == pytest.approx(DEFAULT.threshold, rel=0.02)


def test_smaller_threshold_means_more_looks() -> None:
    """It is the one number to turn."""
    found = history(timedelta(days=1))
    eager = replace(DEFAULT, threshold=DEFAULT.threshold / 4)
    assert plan(found, eager).at < plan(found).at


def trouble(outcome: Outcome, times: int) -> LookHistory:
    """An address that gave no article yet, found now."""
    return LookHistory(NOON, NOON, NOON, outcome, 0, repeated=times, since=NOON)


@pytest.mark.parametrize(
    ("outcome", "first_h", "last_days"),
    [
        (Outcome.FAILED, 0.5, 14),
        (Outcome.BLOCKED, 0.5, 14),
        (Outcome.NOT_AN_ARTICLE, 24, 60),
        (Outcome.REFUSED, 24, 60),
    ],
)
def test_trouble_is_tried_again_after_a_pause_that_doubles(outcome: Outcome, first_h: float, last_days: int) -> None:
    """And has an end of growing; nothing is given up for good, what gave no article yet is not looked at daily."""
    pauses = [pause(trouble(outcome, times)) for times in range(1, 20)]
    assert pauses[:3] == [timedelta(hours=first_h * n) for n in (1, 2, 4)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(days=last_days)
    assert planner(None)(trouble(outcome, 19)).at == NOON + pauses[-1]


def test_reason_of_another_try_is_said_in_words() -> None:
    """How often it went wrong, and the pause."""
    assert plan(trouble(Outcome.FAILED, 1)).reason == "failed: again after 30 min"
    assert plan(trouble(Outcome.REFUSED, 2)).reason == "refused 2 times in a row: again after 2 days"


def test_gone_is_believed_after_several_looks_over_days() -> None:
    """One bad night of a server removes nothing; what is gone is asked for now and then all the same."""

    def gone(times: int, days: float) -> LookHistory:
        return LookHistory(
            NOON - timedelta(days=99), NOON, NOON, Outcome.GONE, 5, repeated=times, since=NOON - timedelta(days=days)
        )

    assert not plan(gone(1, 0)).gone
    assert not plan(gone(9, 0.5)).gone
    assert not plan(gone(3, 10)).gone
    sure = plan(gone(4, 3))
    assert sure.gone
    assert "whether it returns" in sure.reason
    assert pause(gone(1, 0)) == timedelta(hours=6)
    assert pause(gone(4, 3)) == timedelta(days=1)
    assert pause(gone(9, 7)) == timedelta(days=7)
    assert pause(gone(30, 400)) == timedelta(days=60)


def test_what_came_back_is_looked_at_daily_for_a_week() -> None:
    """A removal, or a return, is an event: another may follow."""
    old = replace(history(timedelta(days=300), looks=40), returned_at=NOON - timedelta(days=2))
    assert pause(old) == timedelta(days=1)
    assert plan(old).reason.startswith("came back 2 days before the last look: daily for a week")
    assert pause(replace(old, returned_at=NOON - timedelta(days=8))) > timedelta(days=7)


def test_a_young_article_is_looked_at_daily_unless_a_source_tells_of_it() -> None:
    """Where it is followed: two weeks; an older one as its edits say."""
    week = history(timedelta(days=7), looks=30)
    assert planner(None)(week).at == NOON + timedelta(days=1)
    assert planner(None)(replace(week, announced=True)).at > NOON + timedelta(days=1)
    assert planner(None)(history(timedelta(days=90), looks=30)).at > NOON + timedelta(days=1)


@given(
    age=st.timedeltas(timedelta(0), timedelta(days=4000)),
    gap=st.timedeltas(timedelta(minutes=15), timedelta(days=59)),
    outcome=st.sampled_from([each for each in Outcome if each is not Outcome.GONE]),
    repeated=st.integers(1, 40),
)
def test_no_pause_of_a_read_article_is_longer_than_a_person_allows(
    age: timedelta, gap: timedelta, outcome: Outcome, repeated: int
) -> None:
    """By its source's word or the setting, after edits as after troubles; and the reason says so."""
    past = replace(history(age, looks=9), outcome=outcome, repeated=repeated)
    bounded = planner(None)(replace(past, max_gap=gap))
    assert bounded.at - NOON <= gap
    assert planner(gap)(past).at - NOON <= gap
    if planner(None)(past).at - NOON > gap:
        assert bounded.reason.startswith("the longest pause that its source allows: again after")


def test_a_page_that_is_followed_by_itself_keeps_the_time_that_was_asked_for() -> None:
    """Whatever came of the last look."""
    for outcome in Outcome:
        past = replace(history(timedelta(days=9)), outcome=outcome, every=timedelta(hours=2))
        assert pause(past) == timedelta(hours=2)


def test_clock_that_went_back_does_no_harm() -> None:
    """A look in the past of the publication counts as age 0."""
    odd = LookHistory(NOON + timedelta(days=2), NOON, NOON, Outcome.UNCHANGED, 1, 1, NOON + timedelta(days=1))
    assert pause(odd) >= DEFAULT.shortest
