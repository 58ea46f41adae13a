"""Selectors for what a profile reads no more, by pages of before and now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from newsgrab.extraction.induction.repairing import Mend, repair
from newsgrab.page import Origin, Page

NAMES = ("Port", "City", "Islands", "Market", "Culture")
TITLES = (
    "Bridge opens after a year of repairs",
    "Market hall gets its glass roof back",
    "Ferry to the islands runs again",
    "School gets a new gymnasium",
    "Library opens on Sundays",
)
TEXT = "<p>" + "The council met on Monday and spoke for hours about the harbour and the ferry. " * 4 + "</p>"
PROFILE = '[fields]\ncategory = [".section"]\nviews = [".hits"]\n'


def page(number: int, inside: str) -> Page:
    """An article with its headline, this, and a text."""
    html = (
        f'<html lang="en"><title>{TITLES[number]}</title><article><h1>{TITLES[number]}</h1>{inside}{TEXT * 3}</article>'
    )
    url = f"https://courier.example/{number}"
    return Page(html.encode(), datetime(2025, 3, 1 + number, tzinfo=UTC), Origin.HTTP, url, url, 200)


def mended(before: Callable[[int], str], now: Callable[[int], str], field: str) -> tuple[str, Mend]:
    """The file after the repair of that field, and what is told of it."""
    olds = [page(number, before(number)) for number in range(5)]
    news = [(page(number, now(number)), number) for number in range(5)]
    found = repair(("courier.example.toml", PROFILE), {field: 1.0}, olds, news)
    return found.text, found.mends[0]


def test_a_label_that_says_something_else_takes_no_category_place() -> None:
    """The category is shown no more: what newsgrab would take for one was none before."""
    text, mend = mended(
        lambda n: f'<a class="section" href="/c/{n}">{NAMES[n]}</a>',
        lambda n: f'<a class="category" href="/k/{n % 2}">{("Report", "Interview")[n % 2]}</a>',
        "category",
    )
    assert (text, mend.problem) == (PROFILE, "no selector reads it on the pages of now")


def test_a_page_that_never_had_a_field_is_to_have_none() -> None:
    """A selector that finds something there finds the wrong thing on the others, too."""

    def now(number: int) -> str:
        views = f'<em class="u">{300 + 40 * number}</em>' if number != 2 else ""
        return f'<div class="figures">{views}<b class="replies">{7 + 3 * number} replies</b></div>'

    text, mend = mended(lambda n: f'<b class="hits">{290 + 40 * n}</b>' if n != 2 else "", now, "views")
    assert (mend.problem, mend.examples[0][1]) == ("", "300")
    assert 'views = ["div.figures > em", ".hits"]' in text


def test_a_selector_that_meets_old_pages_comes_behind_the_old_ones() -> None:
    """Pages of before are read as they were, though they have something of the new name."""
    text, _ = mended(
        lambda n: f'<a class="section" href="/c/{n}">{NAMES[n]}</a><a class="category" href="/x">Advice</a>',
        lambda n: f'<a class="category" href="/c/{n}">{NAMES[n]}</a>',
        "category",
    )
    assert 'category = [".section", "a.category"]' in text
