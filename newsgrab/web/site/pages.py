"""The pages that only a static site has: its front, its months, its search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from newsgrab.archive.query.listing import Listed


@dataclass(frozen=True, slots=True)
class Month:
    """One file with articles of one month: its name, what to call it, and how many there are."""

    file: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """Articles, the latest of all or those of a month, and the way to the others."""

    template: ClassVar[str] = "list.html"
    title: str
    articles: tuple[Listed, ...]
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteSearchPage:
    """The page on which a browser searches by itself."""

    template: ClassVar[str] = "site_search.html"
    title: str = "Search"
