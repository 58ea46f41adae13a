"""The searches of an archive: what articles say, what they no longer say, and what they said when."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.archive.connection import translated
from newsgrab.archive.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from newsgrab.archive.search import Count, FacetCount, Hits, Window
    from newsgrab.archive.search.removed.find import Removals
    from newsgrab.archive.search.versions import VersionHits, Which


class Searches:
    """The part of an Archive that searches."""

    path: Path
    connection: sqlite3.Connection

    def search_removed(self, query: str, filters: Filters, window: Window | None = None) -> Removals:
        """The passages that articles no longer have, the first ten unless a window asks for others.

        `since` and `until` of the filters bound the removal. Raises BadQuery.
        """
        from newsgrab.archive.search import Window
        from newsgrab.archive.search.removed import find as removals

        with self._translated():
            return removals.search(self.connection, query, filters, window or Window())

    def count_removed(self, query: str, filters: Filters) -> int:
        """How many such passages there are. Raises BadQuery."""
        from newsgrab.archive.search.removed import find as removals

        with self._translated():
            return removals.count(self.connection, query, filters)

    def search_versions(
        self, query: str, filters: Filters, window: Window, which: Which, at: datetime | None = None
    ) -> VersionHits:
        """The versions that a query finds: any, those of a moment, or those that added it. Raises BadQuery, BadDate."""
        from newsgrab.archive.search.versions import search_versions

        with self._translated():
            return search_versions(self.connection, query, filters, window, (which, at))

    def search(self, query: str, filters: Filters, window: Window | None = None) -> Hits:
        """What a query finds, the first ten of it unless a window asks for others. Raises BadQuery."""
        from newsgrab.archive import search

        with self._translated():
            return search.search(self.connection, query, filters, window or search.Window())

    def count_hits(self, query: str, filters: Filters, window: Window | None = None) -> Count:
        """How many articles a search for the same shows. Raises BadQuery."""
        from newsgrab.archive import search

        with self._translated():
            return search.count(self.connection, query, filters, window or search.Window())

    def facets(
        self, query: str, names: tuple[str, ...], filters: Filters, window: Window | None = None
    ) -> dict[str, tuple[FacetCount, ...]]:
        """How many of the articles that a search shows each site, category, language or month has. Raises BadQuery."""
        from newsgrab.archive import search

        with self._translated():
            return search.facet_counts(self.connection, query, names, filters, window or search.Window())

    def explain(self, query: str) -> tuple[str, ...]:
        """How a query is understood, line by line."""
        from newsgrab.archive import search

        with self._translated():
            return search.explain_query(self.connection, query)

    @property
    def search_is_stale(self) -> bool:
        """Another tool, or an earlier newsgrab, wrote what the index does not yet hold."""
        from newsgrab.archive import search

        with self._translated():
            return search.is_stale(self.connection)

    @property
    def removed_is_stale(self) -> bool:
        """There are edits of which nothing is in the index of what was removed."""
        from newsgrab.archive.search.removed import index

        with self._translated():
            return index.is_stale(self.connection)

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Put into the indexes what they lack; `progress` gets what is done and to do: articles first, then edits."""
        from newsgrab.archive.search.index import stems
        from newsgrab.archive.search.removed import index as removed

        with self._translated():
            stems.sync(self.connection, progress)
            removed.sync(self.connection, progress)

    def rebuild_search(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the indexes that searches use anew, from the articles' texts and their versions."""
        from newsgrab.archive.search.index import stems
        from newsgrab.archive.search.removed import index as removed

        with self._translated():
            stems.rebuild(self.connection, progress)
            removed.rebuild(self.connection, progress)

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self.path)
