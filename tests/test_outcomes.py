"""The table of outcomes is whole, and what follows from a row follows everywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsgrab.errors import FetchError
from newsgrab.extraction_result import Verdict
from newsgrab.following.schedule import plan
from newsgrab.outcomes import OUTCOME_OF_VERDICT, TRAITS, Outcome, Retry, outcome_of_status
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
