"""What happened since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsgrab.archive import Archive, Filters
from newsgrab.visit import Outcome
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

EDITED = replace(FLOOD, title="النهر يغمر السوق")


def test_events_come_latest_first_with_their_bounds(archive: Archive) -> None:
    """An edit lies between two looks; an article that stays gone is one event; then it returns."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(EDITED, TUESDAY))
    for day in range(3):
        archive.record_other(URL, Outcome.GONE, "HTTP 404", at=WEDNESDAY + timedelta(days=day))
    archive.record(*look(EDITED, WEDNESDAY + timedelta(days=5)))
    events = list(archive.changes(Filters()))
    assert [(event.outcome, event.version, event.changed) for event in events] == [
        (Outcome.RETURNED, 2, ()),
        (Outcome.GONE, 2, ()),
        (Outcome.CHANGED, 2, ("title",)),
    ]
    assert (events[2].not_before, events[2].at) == ("2025-03-03T14:02:00.000Z", "2025-03-04T14:31:00.000Z")
    assert events[1].at[:10] == "2025-03-05"


def test_since_and_until_are_of_the_look(archive: Archive) -> None:
    """The publication date does not matter here."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(EDITED, TUESDAY))
    assert len(list(archive.changes(Filters(since=TUESDAY)))) == 1
    assert list(archive.changes(Filters(until=TUESDAY))) == []
    assert list(archive.changes(Filters(site="other.example"))) == []
