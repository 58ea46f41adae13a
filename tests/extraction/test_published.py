"""When an article was published: which of the dates of a page is it."""

from __future__ import annotations

import pytest

from newsgrab.extraction.published import date_of_address, find_published
from tests.extraction.pages import page

LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "%s"}</script>'
PUBLISHED = '<meta property="article:published_time" content="%s">'


def published(meta: str = "", *, head: str = "", tail: str = "", lang: str = "en") -> str | None:
    """The day that is found on a page."""
    found = find_published(page(meta, head=head, tail=tail, lang=lang)).value
    return found.at.date().isoformat() if found else None


@pytest.mark.parametrize(
    ("meta", "head", "day"),
    [
        ('<time datetime="2025-05-09T10:00Z">Published on 3 May 2025</time>', "", "2025-05-03"),
        ('<time datetime="2025-05-09T10:00Z">3 May 2025</time>', "", "2025-05-09"),
        ('<div class="comment-head"><time>3 May 2025</time></div>', PUBLISHED % "2025-05-09", "2025-05-03"),
        ('<span class="date">4 May 2025</span>', LD % "2025-05-01" + PUBLISHED % "2025-05-04", "2025-05-04"),
        ('<span class="date">4 May 2025</span>', LD % "2025-05-01" + PUBLISHED % "2025-05-02", "2025-05-01"),
        ('<span class="date">4 May 2025</span>', '<meta name="date" content="2025-05-01">', "2025-05-04"),
        (
            "<p>9 May 2025</p><p>This article was originally published on 3 May 2025, but much has changed.</p>",
            "",
            "2025-05-03",
        ),
        ("<p>Joined: 1 January 2019</p><p>3 May 2025</p>", "", "2025-05-03"),
        ("<p>28 January 1975</p>", '<meta itemprop="dateUpdate" content="2025-05-03">', "2025-05-03"),
        (
            '<script>{"schools": [{"createdAt": "2025-05-09"}]}</script>',
            LD.replace("Published", "Modified") % "2025-05-03",
            "2025-05-03",
        ),
        ('<abbr title="Saturday, 3 May 2025">Saturday</abbr>', "", "2025-05-03"),
    ],
    ids=[
        "labelled in a time element",
        "not labelled in a time element",
        "right below the headline",
        "two machines against one",
        "one machine alone",
        "vague meta",
        "note of the first publication",
        "member since",
        "before the web",
        "state of other things",
        "abbreviation",
    ],
)
def test_the_likelier_of_two_days_wins(meta: str, head: str, day: str) -> None:
    """Labels, the place right below the headline, and agreement between sources tell which day is that of publication."""  # noqa: E501
    assert published(meta, head=head) == day


def test_a_day_in_the_address_is_that_of_the_publication() -> None:
    """Addresses are given once: a machine's later day is that of a change."""
    document = page(head=PUBLISHED % "2025-05-09")
    document.url = "https://courier.example/2025/5/3/bridge"
    found = find_published(document).value
    assert found is not None
    assert found.iso == "2025-05-03"


def test_no_address_is_older_than_the_web() -> None:
    """Numbers that could be a day of 1915 are no date."""
    assert date_of_address("https://a.example/img/19150409.jpg") is None


def test_the_pages_clock_far_from_the_headline_is_not_the_date() -> None:
    """A date in the head of the page stands for today; a plain text at the headline goes before it."""
    clock = '<div class="date">19 December 2025</div>' + "<span>-</span>" * 100
    html = page("<p>12 December 2025</p>").text.replace("<nav>", clock + "<nav>")
    found = find_published(type(page()).of_text(html, "https://courier.example/a")).value
    assert found is not None
    assert found.iso == "2025-12-12"


def test_the_only_day_of_a_page_is_better_than_none() -> None:
    """A date in a box apart is taken where the page has no other."""
    far = "<i>-</i>" * 100
    assert published(tail=far + '<div class="sidebar"><p>Written on 3 May 2025.</p></div>') == "2025-05-03"
    two = far + '<div class="sidebar"><p>On 3 May 2025.</p><p>On 9 May 2025.</p></div>'
    assert published(tail=two) is None


def test_a_day_that_opens_a_paragraph_goes_before_days_that_the_text_speaks_of() -> None:
    """Sentences name other days."""
    told = "<p>The repairs had been decided upon as early as on 7 May 2024 by the whole city council.</p>"
    opened = "<p>(3. May 2025) " + "The bridge over the harbour was opened to traffic. " * 3 + "</p>"
    assert published(told + opened) == "2025-05-03"


def test_the_zone_is_that_of_the_likeliest_printed_day() -> None:
    """The offset is told by the date at the headline, not by a date farther below."""
    head = PUBLISHED % "2025-05-04T00:25:00Z"
    assert published('<time class="date">3 May 2025</time><p>4 May 2025</p>', head=head) == "2025-05-03"
