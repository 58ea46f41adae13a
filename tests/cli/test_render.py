"""An article in the forms that people pass on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from newsgrab.article import Article, Block, BlockKind, Precision
from newsgrab.cli.render import as_html, as_markdown

BRIDGE = Article(
    url="https://courier.example/article/12",
    title="A bridge opens",
    blocks=(
        Block(BlockKind.CAPTION, "The bridge at dawn"),
        Block(BlockKind.PARAGRAPH, "It has two lanes & a path:"),
        Block(BlockKind.LIST_ITEM, "one for cars"),
        Block(BlockKind.LIST_ITEM, "one for trams"),
        Block(BlockKind.PARAGRAPH, "All are open."),
    ),
    published_at=datetime(2025, 3, 3, tzinfo=UTC),
    published_precision=Precision.DAY,
)


def test_a_day_is_no_midnight() -> None:
    """Where the page tells no hour, none is shown."""
    assert "\n\n2025-03-03\n\n" in as_markdown(BRIDGE)
    assert "<bdi>2025-03-03</bdi>" in as_html(BRIDGE)  # apart from words of another direction
    minute = replace(BRIDGE, published_precision=Precision.MINUTE)
    assert "\n\n2025-03-03T00:00:00+00:00\n\n" in as_markdown(minute)


def test_list_items_and_captions_stand_where_html_wants_them() -> None:
    """In a list, and in a figure."""
    lines = as_html(BRIDGE).splitlines()
    start = lines.index("<ul>")
    assert lines[start + 1 : start + 4] == [
        '<li dir="auto">one for cars</li>',
        '<li dir="auto">one for trams</li>',
        "</ul>",
    ]
    assert '<figure><figcaption dir="auto">The bridge at dawn</figcaption></figure>' in lines
