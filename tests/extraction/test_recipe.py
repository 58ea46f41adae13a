"""Whose rules read a page."""

from __future__ import annotations

from datetime import UTC, datetime

from newsgrab.extraction import read
from newsgrab.extraction.recipe import generic_recipe
from newsgrab.page import Origin, Page

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def test_a_reading_names_its_rules() -> None:
    """The recipe is that of the generic reader, the same for every page."""
    page = Page(b"<title>Home</title><p>Nothing", NOON, Origin.FILE, "https://courier.example/")
    assert read(page).recipe == generic_recipe()
    assert generic_recipe().startswith("generic ")


def test_a_canonical_link_to_the_home_page_is_not_believed() -> None:
    """A system that names its home page on every page would make all its articles one."""
    html = '<link rel="canonical" href="https://courier.example/"><title>x</title>' + "<p>A text.</p>" * 9
    assert read(Page(html.encode(), NOON, Origin.FILE, "https://courier.example/a/1")).address == (
        "https://courier.example/a/1"
    )
