"""Markdown tables show what the tables say."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.export import TABLES
from newsgrab.export.text import write_markdown

READABLE = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=40).map(str.strip)


def cells(markdown: str) -> list[list[str]]:
    """The cells of a table as a reader of Markdown shows them."""
    page = LexborHTMLParser(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    return [[cell.text() for cell in row.css("th, td")] for row in page.css("tr")]


@given(st.lists(READABLE, min_size=2, max_size=2))
def test_a_cell_is_shown_as_it_is(texts: list[str]) -> None:
    """Whatever signs of markup stand in it."""
    out = io.StringIO()
    write_markdown(out, ["title", "body"], [dict(zip(("title", "body"), texts, strict=True))])
    assert cells(out.getvalue()) == [["title", "body"], [" ".join(text.split(" ")) for text in texts]]


def test_a_row_is_a_line(hard: Archive) -> None:
    """Every table, every row, every column."""
    for name, table in TABLES.items():
        out, rows = io.StringIO(), list(hard.query.rows(name, Filters()))
        write_markdown(out, table.columns, rows)
        assert len(out.getvalue().splitlines()) == len(rows) + 2
        assert {len(line) for line in cells(out.getvalue())} == {len(table.columns)}
