"""Pages that send their readers on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.extraction.page.refresh import refresh_target
from newsgrab.page import Origin, Page

URL = "https://courier.example/news/a?id=1"


def page(head: str, url: str | None = URL) -> Page:
    content = f"<!doctype html><html><head><title>One moment</title>{head}</head><body></body></html>"
    return Page(content.encode(), datetime(2026, 3, 2, tzinfo=UTC), Origin.HTTP, url, url, 200)


def refresh(content: str) -> str:
    return f'<meta http-equiv=Refresh content="{content}">'


@pytest.mark.parametrize(
    ("head", "target"),
    [
        (refresh("0;url=/b"), "/b"),
        (refresh("0; URL='/b?x=1'"), "/b?x=1"),
        (refresh(" 3.5 , /b "), "/b"),
        (refresh("5 https://other.example/b"), "https://other.example/b"),
        (refresh(";url=/b"), "/b"),
        ("<base href=/deep/>" + refresh("0;url=b"), "https://courier.example/deep/b"),
    ],
)
def test_a_short_delay_leads_on(head: str, target: str) -> None:
    """However it is written; relative to the page's base where it has one."""
    assert refresh_target(page(head)) == target


@pytest.mark.parametrize(
    "head",
    [
        "",
        refresh("300;url=/b"),
        refresh("6;url=/b"),
        refresh("0"),
        refresh("0;url="),
        refresh("0;url=a?id=1"),
        refresh("0;url=#top"),
        refresh("0;url=javascript:go()"),
        refresh("9" * 5000 + ";url=/b"),
        refresh(" " * 100_000),
        f"<noscript>{refresh('0;url=/turn-scripts-on')}</noscript>",
        f"<!-- {refresh('0;url=/b')} -->",
    ],
)
def test_other_pages_lead_nowhere(head: str) -> None:
    """A page that comes anew, that leads to itself, that minds scripts, that only looks like it."""
    assert refresh_target(page(head)) is None


def test_a_page_without_an_address_leads_nowhere() -> None:
    """A saved page is what it is."""
    assert refresh_target(page(refresh("0;url=/b"), None)) is None
