"""The pages that find: what articles say or said, what they say no longer, and the latest ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from newsgrab.archive import Archive
from newsgrab.archive.query.listing import Listed
from newsgrab.archive.search import FacetCount, Hit, Window
from newsgrab.archive.search.removed.find import Removal
from newsgrab.archive.search.versions import VersionHit, Which
from newsgrab.errors import BadDate, BadQuery, BadUsage
from newsgrab.web.asked import PER_PAGE, Asked, whole_moment

_FACETS = ("site", "category", "language", "month")
_MOST_VALUES = 8
_MOST_COUNTED = 8_000
"""Matches of which the facets are counted: of more of them nobody reads the counts, and everybody waits."""


@dataclass(frozen=True, slots=True)
class Facet:
    """How the hits are spread over the values of a field, those with most first."""

    name: str
    values: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to a search, or the latest articles where no words are asked for.

    `total` is a lower bound unless `total_exact`. `trouble` says why what was asked cannot be answered.
    """

    template: ClassVar[str] = "search.html"
    asked: Asked
    hits: tuple[Hit, ...] = ()
    versions: tuple[VersionHit, ...] = ()
    latest: tuple[Listed, ...] = ()
    total: int = 0
    total_exact: bool = True
    partial_total: int = 0
    facets: tuple[Facet, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    has_next: bool = False
    trouble: str = ""

    @property
    def title(self) -> str:
        """The page's title."""
        return f"Search: {self.asked.q}" if self.asked.q else "Latest articles"


@dataclass(frozen=True, slots=True)
class RemovedPage:
    """Passages that articles had and have no longer, and articles that are gone."""

    template: ClassVar[str] = "removed.html"
    asked: Asked
    hits: tuple[Removal, ...] = ()
    total: int | None = None
    notes: tuple[str, ...] = ()
    has_next: bool = False
    trouble: str = ""

    @property
    def title(self) -> str:
        """The page's title."""
        return f"Removed: {self.asked.q}" if self.asked.q else "Removed passages"


def search_page(archive: Archive, asked: Asked) -> SearchPage:
    """What the query finds, the latest articles if there is none."""
    try:
        if not asked.q:
            return _latest(archive, asked)
        if asked.as_of or asked.scope != "now":
            return _past(archive, asked)
        return _search(archive, asked)
    except (BadQuery, BadDate, BadUsage) as error:
        return SearchPage(asked, trouble=str(error))


def removed_page(archive: Archive, asked: Asked) -> RemovedPage:
    """The removed passages that the query finds, the latest ones if there is none."""
    window = Window("date" if asked.sort == "date" else "rank", PER_PAGE + 1, asked.offset)
    try:
        if not asked.q:
            latest = archive.search.latest_removed(asked.filters, window)
            return RemovedPage(asked, latest[:PER_PAGE], has_next=len(latest) > PER_PAGE)
        found = archive.search.removed(asked.q, asked.filters, window)
    except (BadQuery, BadDate, BadUsage) as error:
        return RemovedPage(asked, trouble=str(error))
    return RemovedPage(asked, found.hits[:PER_PAGE], found.total, found.notes, len(found.hits) > PER_PAGE)


def _search(archive: Archive, asked: Asked) -> SearchPage:
    window = Window(asked.sort, PER_PAGE + 1, asked.offset)
    found = archive.search(asked.q, asked.filters, window)
    counts: dict[str, tuple[FacetCount, ...]] = {}
    if 1 < found.total + found.partial_total <= _MOST_COUNTED:
        counts = archive.search.facets(asked.q, _FACETS, asked.filters, window)
    facets = (
        Facet(name, values[-_MOST_VALUES:][::-1] if name == "month" else values[:_MOST_VALUES])
        for name, values in counts.items()
    )
    return SearchPage(
        asked,
        found.hits[:PER_PAGE],
        total=found.total,
        total_exact=found.total_exact,
        partial_total=found.partial_total,
        facets=tuple(facet for facet in facets if len(facet.values) > 1),
        notes=found.notes,
        suggestions=found.suggestions,
        has_next=len(found.hits) > PER_PAGE,
    )


def _past(archive: Archive, asked: Asked) -> SearchPage:
    at = whole_moment(asked.as_of)
    which = Which.AS_OF if at else Which.ADDED if asked.scope == "added" else Which.ALL
    window = Window(asked.sort, PER_PAGE + 1, asked.offset)
    found = archive.search.versions(asked.q, asked.filters, window, which, at)
    page = SearchPage(asked, versions=found.hits[:PER_PAGE], total=found.total, notes=found.notes)
    return replace(page, has_next=len(found.hits) > PER_PAGE)


def _latest(archive: Archive, asked: Asked) -> SearchPage:
    order = "views" if asked.sort == "views" else "published"
    filters = replace(asked.filters, at=whole_moment(asked.as_of))
    latest = tuple(archive.query.articles(filters, order=order, limit=PER_PAGE + 1, offset=asked.offset))
    return SearchPage(asked, latest=latest[:PER_PAGE], has_next=len(latest) > PER_PAGE)
