"""In which zone a time is given that a machine gives in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.extraction.fields.dates.published import find_published, find_updated
from newsgrab.extraction.words.zones import OFFSETS
from tests.extraction.pages import page

PUBLISHED = '<meta property="article:published_time" content="%s">'
MODIFIED = '<meta property="article:modified_time" content="%s">'
UPDATED = '<span class="date">1 May 2025 08:00</span> <span class="updated date">Updated 1 May 2025 14:20</span>'


@pytest.mark.parametrize(
    ("machine", "printed", "at"),
    [
        ("2025-05-01T10:00:00Z", "<span>Live from 1 May 2025 14:30 at the town hall</span>", "T10:00:00+00:00"),
        ("2025-05-01T10:00:00Z", "<p class=date>1 May 2025 16:45</p>", "T10:00:00+00:00"),
        ("2025-05-01T16:45:00Z", "<p class=date>1 May 2025 10:00</p>", "T16:45:00+00:00"),
        ("2025-05-01T17:09:00Z", "<p class=date>1 May 2025 5:09</p>", "T17:09:00+00:00"),
        ("2025-05-01T10:00:00Z", "<p class=date>1 May 2025 13:00</p>", "T13:00:00+03:00"),
        ("2025-05-01T10:07:00Z", "<p>1 May 2025 13:07</p>", "T13:07:00+03:00"),
        ("2025-05-01T10:07:00Z", '<time datetime="2025-05-01T13:07Z">1 May 2025 13:07</time>', "T10:07:00+00:00"),
        ("2025-05-01T10:07:00Z", '<time datetime="2025-05-01T10:07Z">1 May 2025 13:07</time>', "T13:07:00+03:00"),
        ("2025-05-01T10:07:00Z", '<time datetime="2025-05-01T13:07">1 May 2025</time>', "T13:07:00+03:00"),
        ("2025-05-01T10:07:00Z", "<p>1 May 2025 13:07 GMT</p>", "T10:07:00+00:00"),
        (
            "2025-05-01T00:00:00Z",
            "<p>On 1 May 2025 at 14:20 the council of the harbour voted for it.</p>",
            "T00:00:00+00:00",
        ),
    ],
    ids=[
        "time of an event",
        "no zone so far east of UTC by a quarter",
        "no zone so far west of UTC by a quarter",
        "half a day without a word for it",
        "clock of publication",
        "clock alone",
        "shown for another instant",
        "shown for the same instant",
        "local time for machines",
        "clock in a zone",
        "hour in a sentence",
    ],
)
def test_only_the_clock_that_is_printed_for_a_time_tells_its_zone(machine: str, printed: str, at: str) -> None:
    """Any two clocks differ by some offset: it takes an element of dates, or an odd minute, and a zone in use."""
    found = find_published(page(printed, head=PUBLISHED % machine)).value
    assert found is not None
    assert found.at.isoformat() == "2025-05-01" + at


@pytest.mark.parametrize(
    ("modified", "printed", "at"),
    [
        ("2025-05-01T11:00:00Z", '<time datetime="2025-05-01T08:00Z">1 May 2025</time>', "T11:00:00+00:00"),
        ("2025-05-01T11:00:00Z", "<p class=date>1 May 2025 08:00</p>", "T11:00:00+00:00"),
        ("2025-05-01T11:20:00Z", UPDATED, "T14:20:00+03:00"),
        ("2025-05-01T08:00:40Z", "<p class=date>1 May 2025 11:00</p>", "T11:00:40+03:00"),
    ],
    ids=["publication for machines", "publication", "clock of the change", "not changed since"],
)
def test_the_zone_of_a_change_is_told_by_what_is_printed_as_its_time(modified: str, printed: str, at: str) -> None:
    """The clock of the publication is not that of a change on the same day."""
    head = PUBLISHED % "2025-05-01T08:00:00Z" + MODIFIED % modified
    found = find_updated(page(printed, head=head)).value
    assert found is not None
    assert found.at.isoformat() == "2025-05-01" + at


QUARTERS = st.integers(-4 * 15, 4 * 15).map(lambda quarters: timedelta(minutes=15 * quarters))
TAGS = st.sampled_from(["span class=date", "p", "time", "span class=updated"])


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 24 * 60 - 1), QUARTERS, QUARTERS, TAGS)
def test_no_printed_clock_changes_an_instant(minutes: int, later: timedelta, ahead: timedelta, tag: str) -> None:
    """Whatever stands at the headline, a time stays what it is, in UTC or in a zone that people use."""
    published = datetime(2025, 5, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    modified = published + later
    head = PUBLISHED % published.isoformat() + MODIFIED % modified.isoformat()
    html = page(f"<{tag}>{published + ahead:%d %B %Y %H:%M}</{tag.partition(' ')[0]}>", head=head)
    for machine, found in ((published, find_published(html)), (modified, find_updated(html))):
        assert found.value is not None
        if machine.minute or machine.hour:  # midnight may be no hour
            assert found.value.at == machine
        assert found.value.at.utcoffset() in OFFSETS


def test_the_offsets_in_use_are_those_of_the_tz_database() -> None:
    """Clocks differ from UTC by these, wherever people live, in winter and summer."""
    days = [datetime(year, month, 1, tzinfo=UTC) for year in (2001, 2012, 2017, 2025) for month in (1, 7)]
    zones = [ZoneInfo(name) for name in available_timezones() if not name.startswith("Etc/")]
    used = {day.astimezone(zone).utcoffset() for zone in zones for day in days}
    assert used == OFFSETS
