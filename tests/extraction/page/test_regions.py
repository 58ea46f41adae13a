"""Regions of a page: its headline, and what belongs to something else."""

from __future__ import annotations

from newsgrab.extraction.page.document import Document

TITLE = "Harbour bridge opens after a year"
HEAD = f"<title>{TITLE} - The Courier</title>"


def test_the_headline_is_a_heading_where_a_trail_repeats_the_title() -> None:
    """The last crumb says the same, but does not stand over the text."""
    trail = f"<ol><li><a href='/'>Home</a></li><li><span>{TITLE}</span></li></ol>"
    for heading in (f"<h5>{TITLE}</h5>", f"<h2><a href='#top'>{TITLE}</a></h2>"):
        headline = Document.of_text(f"{HEAD}<body>{trail}{heading}<p>Text.</p>").regions.headline
        assert headline is not None
        assert headline.tag == heading[1:3]
    headline = Document.of_text(f"{HEAD}<body>{trail}<p>Text.</p>").regions.headline
    assert headline is not None
    assert headline.tag == "span"


def test_a_name_that_the_boxes_of_the_headline_bear_says_nothing() -> None:
    """Some systems call every part a widget; elsewhere a widget is something beside the article."""
    for around, foreign in (("elementor-widget", False), ("story", True)):
        html = f"<h1>{TITLE}</h1></div><div class='elementor-widget-list'><span id=n>310 views</span></div>"
        document = Document.of_text(f"{HEAD}<body><div class='{around}'>{html}")
        (count,) = (one for one in document.elements.elements if one.get("id") == "n")
        assert document.regions.is_foreign(count) is foreign
