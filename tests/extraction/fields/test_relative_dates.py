"""Times that are told from the page's own clock."""

from __future__ import annotations

import pytest

from newsgrab.article import Precision
from newsgrab.extraction.fields.dates.published import find_published
from newsgrab.extraction.fields.dates.relative_dates import page_clock
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import ADDRESS, TEXT, TITLE, page

MADE = '<meta name="generated-at" content="2025-05-03T10:00:00Z">'
CHANGED = '<meta property="article:modified_time" content="2025-05-03T10:00:00Z">'


@pytest.mark.parametrize(
    ("meta", "head", "iso"),
    [
        ("<span>3 hours ago</span>", MADE, "2025-05-03T07:00:00+00:00"),
        ("<span>an hour ago</span>", MADE, "2025-05-03T09:00:00+00:00"),
        ("<span>منذ ساعتين</span>", MADE, "2025-05-03T08:00:00+00:00"),
        ("<span>vor 2 Stunden</span>", MADE, "2025-05-03T08:00:00+00:00"),
        ("<span>2 दिन पहले</span>", MADE, "2025-05-01"),
        ("<span>3天前</span>", MADE, "2025-04-30"),
        ('<time class="date">Yesterday</time>', MADE, "2025-05-02"),
        ("<span>Published 2 days ago</span>", CHANGED, "2025-05-01"),
        ("<span>2 May 2025</span><span>3 hours ago</span>", MADE, "2025-05-02"),
    ],
)
def test_a_time_ago_is_told_from_the_time_at_which_the_page_was_made(meta: str, head: str, iso: str) -> None:
    """The page's own time, to machines, is the clock; a printed day goes before."""
    found = find_published(page(meta, head=head)).value
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "meta",
    ["<span>3 hours ago</span>", '<time class="date">Yesterday</time>', "<span>2 min read</span>"],
)
def test_without_a_clock_of_the_page_there_is_no_time(meta: str) -> None:
    """The clock of who reads the page is none."""
    assert find_published(page(meta)).value is None


@pytest.mark.parametrize("meta", ["<span>Updated 3 hours ago</span>", "<span>Yesterday</span>"])
def test_a_change_and_a_mere_word_are_no_publication(meta: str) -> None:
    """What was changed 3 hours ago was published earlier; "yesterday" counts only where a date belongs."""
    found = find_published(page(meta, head=MADE)).value
    assert found is None


@pytest.mark.parametrize(
    ("end", "iso"),
    [
        ("<!-- Cached page generated on 2025-05-03 10:00:05 -->", "2025-05-03T10:00:05+00:00"),
        ('<div class="today">Saturday, 3 May 2025</div>', "2025-05-03"),
        ("<!-- 2025-05-03 10:00:05 -->", None),
    ],
    ids=["cache", "calendar sheet", "any comment"],
)
def test_caches_and_calendar_sheets_are_clocks(end: str, iso: str | None) -> None:
    """Both tell when the page was made."""
    clock = page_clock(Document.of_text(page().text.replace("</body>", end + "</body>"), ADDRESS))
    assert (clock and clock.iso) == iso


def test_the_day_of_a_change_is_an_inexact_clock() -> None:
    """The page was made later, so that no more than the day can be told."""
    clock = page_clock(page(head=CHANGED))
    assert clock is not None
    assert clock.precision is Precision.DAY


@pytest.mark.parametrize(
    ("clock", "iso"),
    [
        ("<p>2025-11-29 14:02</p>%s", "2025-11-29T11:02:00+00:00"),
        ("<p>2025-11-29 16:02</p>%s", "2025-11-29T13:02:00+00:00"),
        ("<p>2025-11-29</p>%s", "2025-11-29"),
    ],
)
def test_the_clock_above_the_menu_is_the_pages(clock: str, iso: str) -> None:
    """The time of day that a page prints there is when it was made; a time ago is told from it."""
    menu = "<nav>" + '<a href="/city">City</a>' * 5 + "</nav>"
    html = f"<title>{TITLE}</title><body>{clock % menu}<h1>{TITLE}</h1><p>3 hours ago</p>{TEXT * 3}</body>"
    found = find_published(Document.of_text(html, ADDRESS)).value
    assert found is not None
    assert found.iso == iso
