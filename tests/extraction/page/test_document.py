"""The document: parsed once, within bounds."""

from __future__ import annotations

import time

import pytest

from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.parsed_html import line


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000,
        "<div>" * 20_000 + "</div>" * 20_000,
        "<div " + " ".join(f"a{n}=x" for n in range(50_000)) + ">text",
        "<table><tr><td>" * 30_000,
    ],
    ids=["open", "nested", "attributes", "tables"],
)
def test_no_page_stalls_the_parser(html: str) -> None:
    """Deep nesting and thousands of attributes are cut before they are parsed."""
    start = time.process_time()
    Document.of_text(html)
    assert time.process_time() - start < 1


def test_links_start_from_the_base() -> None:
    """`<base href>` is honoured, tracking parameters go."""
    document = Document.of_text("<base href=/news/><a>x</a>", "https://courier.example/a/b")
    assert document.link("c?utm_source=x") == "https://courier.example/news/c"
    assert document.link("javascript:void(0)") is None


def test_metas_are_found_by_name_property_and_itemprop() -> None:
    """Names in lower case, empty ones left out, the first name first."""
    document = Document.of_text(
        '<meta name=A content=" x  y "><meta property="og:title" content=t><meta name=b content="">'
    )
    assert document.meta("b", "og:title", "a") == "t"
    assert document.metas["a"] == ("x y",)


def test_the_head_goes_on_after_a_noscript() -> None:
    """A tracking picture in the head does not end it."""
    html = "<head><noscript><img src=p.gif></noscript><link rel=canonical href=/a></head>"
    assert Document.of_text(html, "https://courier.example/b").canonical_link == "https://courier.example/a"


def test_a_line_keeps_words_apart_where_a_reader_sees_a_gap() -> None:
    """Breaks and blocks part words, inline elements do not, scripts are not text."""
    node = Document.of_text("<div>al<b>pha</b><br>beta<p>gamma</p><script>x()</script>delta</div>").tree.css_first(
        "div"
    )
    assert node is not None
    assert line(node) == "alpha beta gamma delta"
