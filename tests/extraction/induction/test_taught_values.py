"""Values that a person reads on the first page teach where they stand on all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsgrab.errors import BadUsage
from newsgrab.extraction.induction.learning import Draft, learn_from
from newsgrab.extraction.induction.taught_values import typed_value
from newsgrab.page import Origin, Page

TEXT = "<p>" + "The council met on Monday and spoke for hours about the harbour and the market hall. " * 4 + "</p>"
ROWS = (
    ("Bridge opens after a year of repairs", "Zuzu Port", "Ann Roe", "٣ مايو ٢٠٢٥", "1.9K"),
    ("Market hall gets its glass roof back", "Zuzu City", "Bob Poe", "14 يونيو 2025", "77"),
    ("Ferry to the islands runs again now", "Zuzu Isles", "Cay Doe", "21 يوليو 2025", ""),
)


def stored(at: int) -> Page:
    """A page whose facts stand under names that tell nothing."""
    title, section, writer, day, count = ROWS[at]
    facts = f"<td class='f1'>{section}</td><td class='f2'>Zaza {writer}</td><td class='f3'>{day}</td>"
    facts += f"<td class='f4'>{count and f'<b>{count}</b> zuzu'}</td><td class='f5'>7{at}</td>"
    html = f"<!doctype html><title>{title}</title><h1>{title}</h1><div class='text'>{TEXT * 3}</div>"
    html += f"<table class='facts'><tr>{facts}</tr></table></body></html>"
    return Page(html.encode(), datetime(2026, 1, 1, tzinfo=UTC), Origin.FILE, f"https://courier.example/story/{at}")


def taught(**values: object) -> Draft:
    """The draft of the three pages with some values of the first."""
    return learn_from([stored(at) for at in range(3)], values)[0]


@pytest.mark.parametrize(
    ("name", "value", "css"),
    [
        ("category", "zuzu port", "td.f1"),
        ("published_at", date(2025, 5, 3), "td.f3"),
        ("views", 1900, "td.f4"),
        ("views", 1962, "td.f4"),
    ],
)
def test_a_typed_value_is_found_and_its_selector_learned(name: str, value: object, css: str) -> None:
    """In any case, any digits, any form of a day, rounded; on a page without it nothing is read."""
    rules = dict(taught(**{name: value}).fields)
    assert rules[name].css.startswith(css)
    assert name == "published_at" or name not in dict(taught().fields)


def test_what_is_typed_wins_over_what_newsgrab_reads() -> None:
    """Views may stand where nothing says so; the other pages are then read by the same selector."""
    draft, reread, _ = learn_from([stored(at) for at in range(3)], {"views": 70})
    assert dict(draft.fields)["views"].css.startswith("td.f5")
    assert [one.drafted.views for one in reread] == [70, 71, 72]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [("views", 2962, "nowhere on the first page"), ("title", "Another title of a page", "nowhere on the first page")],
)
def test_what_is_not_there_is_told(name: str, value: object, problem: str) -> None:
    """Why nothing reads it; the rest of the draft is as without it."""
    draft = taught(**{name: value})
    assert draft.problems == ((name, problem),)
    assert "body" in dict(draft.fields)


def test_a_value_that_only_the_first_page_has_teaches_nothing() -> None:
    """A selector that finds nothing on the other pages cannot be told from chance."""
    pages = [
        stored(0),
        *(
            Page(stored(at).content.replace(b"class='f1'", b""), stored(at).seen_at, Origin.FILE, stored(at).url)
            for at in (1, 2)
        ),
    ]
    draft = learn_from(pages, {"category": "Zuzu Port"})[0]
    assert [name for name, _ in draft.problems] == ["category"]


def test_the_first_page_must_hold_an_article() -> None:
    """The values are looked for there, and nowhere else."""
    empty = Page(b"<title>x</title>", stored(0).seen_at, Origin.FILE, "https://courier.example/9")
    with pytest.raises(BadUsage, match="first page"):
        learn_from([empty, *(stored(at) for at in range(3))], {"views": 77})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("views", "١٬٩٦٢", 1962),
        ("views", "1.9K", 1900),
        ("views", "many", None),
        ("published_at", "3 May 2025", date(2025, 5, 3)),
        ("published_at", "soon", None),
        ("title", "  A  title ", "A title"),
    ],
)
def test_what_is_typed_is_read(name: str, text: str, value: object) -> None:
    """Numbers and days in any form; None for what is neither."""
    assert typed_value(name, text) == value
