"""The table of outcomes is whole, and what follows from a row follows everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsgrab.errors import FetchError
from newsgrab.extraction_result import Verdict
from newsgrab.fetch.body import Response
from newsgrab.fetch.classify import ResponseFacts, classify_response
from newsgrab.following.schedule import plan
from newsgrab.outcomes import OUTCOME_OF_VERDICT, TRAITS, Outcome, Retry, kind_of_event, outcome_of_status
from newsgrab.visit import LookHistory

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_every_outcome_has_its_row() -> None:
    """And nothing else has one; so has every verdict but that of an article."""
    assert set(TRAITS) == set(Outcome)
    assert set(OUTCOME_OF_VERDICT) == set(Verdict) - {Verdict.ARTICLE}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, "blocked"), (403, "blocked"), (407, "blocked"), (429, "blocked"), (451, "blocked"), (404, "gone"),
        (410, "gone"), (400, "failed"), (406, "failed"), (418, "failed"), (500, "failed"), (503, "failed"),
        (304, "failed"), (999, "failed"),
    ],
)  # fmt: skip
def test_a_status_has_one_meaning(status: int, outcome: str) -> None:
    """Known, but not for us; not there; anything else may pass."""
    assert outcome_of_status(status).value == outcome


def test_an_article_that_is_there_is_no_trouble() -> None:
    """A command that looked at one address ends with 0 for these, and paints none of them red."""
    fine = ["new", "completed", "changed", "unchanged", "not modified", "moved", "returned", "retitled", "incomplete"]
    assert [str(each) for each in Outcome if each.exit_code == 0] == fine
    assert {each.exit_code for each in Outcome} == {0, 1}
    assert [str(each) for each in Outcome if each.color != "red"] == fine


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.ARTICLE])
def test_a_wall_keeps_us_out_and_other_pages_are_no_articles(verdict: Verdict) -> None:
    """At an address where no article was read before; a site that is out of order is asked again soon."""
    told = {Verdict.WALL: "blocked", Verdict.TROUBLE: "failed"}
    assert str(OUTCOME_OF_VERDICT[verdict]) == told.get(verdict, "not an article")


def test_events_have_the_names_of_before_too() -> None:
    """What is gone was called removed."""
    assert [kind_of_event(word) for word in ("removed", "gone", "changed")] == ["gone", "gone", "changed"]


@pytest.mark.parametrize("status", [429, 500, 501, 502, 503, 504, 505])
def test_a_server_that_is_busy_is_asked_once_more(status: int) -> None:
    """In a moment; one that is broken is not."""
    url = "https://courier.example/"
    with pytest.raises(FetchError) as caught:
        classify_response(Response(status, ()), ResponseFacts(url, url, NOON, 0, permanent=False, conditional=False))
    assert caught.value.retryable == (status in {429, 502, 503, 504})


def errors(kind: type[FetchError] = FetchError) -> list[type[FetchError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in errors(below))]


@pytest.mark.parametrize("error", errors())
def test_an_error_is_no_reading(error: type[FetchError]) -> None:
    """Whatever went wrong: its outcome is one of the table, and ends a command with 1."""
    assert not error.outcome.read
    assert error.outcome.exit_code == 1


@pytest.mark.parametrize("outcome", [each for each in Outcome if not each.read])
def test_a_trouble_is_asked_about_again_as_its_row_says(outcome: Outcome) -> None:
    """After half an hour what may pass, after six to be sure that it is gone, after a day what will hardly change."""
    pause = {Retry.SOON: timedelta(minutes=30), Retry.CONFIRM: timedelta(hours=6), Retry.SELDOM: timedelta(days=1)}
    history = LookHistory(NOON, NOON, NOON, outcome, read=0, repeated=1, since=NOON)
    assert plan(history).at - NOON == pause[TRAITS[outcome].retry]
