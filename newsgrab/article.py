"""What one page says: frozen values without ids, times of ours, or I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class BlockKind(StrEnum):
    """What a block of the body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    PRE = "pre"
    TABLE_ROW = "table_row"
    CAPTION = "caption"  # of a picture: kept in its place, not part of the body


class Precision(StrEnum):
    """How exactly the page gives a time."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


TIME_AGO = "time ago"
"""The source of a time that the page tells from now ("3 hours ago"): it is only about right, another at each look."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text: a line without markup, or several in a `pre`. `level` is 1 to 6 in a heading, else 0."""

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """One entry of an article's "read also" block.

    `url` is canonical, or None where the page gives no address (a text page). `position` counts from 1 over all
    blocks of the page; `heading` is the title of the block it stands in.
    """

    url: str | None
    title: str
    teaser: str | None = None
    views: int | None = None
    views_text: str | None = None
    views_exact: bool = True
    image: str | None = None
    heading: str | None = None
    position: int = 0


def is_filed_by_address(sources: Mapping[str, str]) -> bool:
    """Whether an article's sources have its category from the page's address: the page itself does not state it.

    The same page at another address would be of another category, or of none.
    """
    return sources.get("category", "").startswith("address")


def _nowhere() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its page gives it. None, or an empty tuple, means: the page does not say.

    `title` is one line and never empty. Times are aware; a day without a clock time is its midnight with
    `published_precision` DAY. `views` is whole; `views_exact` is False for "12.5K". `sources` says for each field
    where on the page it was found, and does not count in comparisons.
    """

    url: str
    title: str
    blocks: tuple[Block, ...] = ()
    category: str | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_precision: Precision | None = None
    updated_at: datetime | None = None
    language: str | None = None
    site_name: str | None = None
    image: str | None = None
    views: int | None = None
    views_text: str | None = None
    views_exact: bool = True
    related: tuple[Related, ...] = ()
    truncated: bool = False
    sources: Mapping[str, str] = field(default_factory=_nowhere, compare=False, repr=False)

    @property
    def body(self) -> str:
        """The text: the blocks, captions apart, joined by a blank line."""
        return "\n\n".join(block.text for block in self.blocks if block.kind is not BlockKind.CAPTION)
