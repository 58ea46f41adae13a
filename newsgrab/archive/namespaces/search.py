"""`archive.search`: what articles say, what they no longer say, and what they said when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsgrab.archive.database import Database
    from newsgrab.archive.query.filters import Filters
    from newsgrab.archive.query.refs import Ref
    from newsgrab.archive.search import Count, FacetCount, Hits, Window
    from newsgrab.archive.search.lineage import Lineage
    from newsgrab.archive.search.removed.find import Removal, Removals
    from newsgrab.archive.search.versions import VersionHits, Which


class Search:
    """Searches the texts. Called, it searches what articles say: `archive.search("harbour", Filters())`."""

    def __init__(self, database: Database) -> None:
        """Search that archive."""
        self._database = database

    def __call__(self, query: str, filters: Filters, window: Window | None = None) -> Hits:
        """What a query finds, the first ten of it unless a window asks for others. Raises BadQuery."""
        from newsgrab.archive import search

        with self._database.translated():
            return search.search(self._database.connection, query, filters, window or search.Window())

    def count(self, query: str, filters: Filters, window: Window | None = None) -> Count:
        """How many articles a search for the same shows. Raises BadQuery."""
        from newsgrab.archive import search

        with self._database.translated():
            return search.count(self._database.connection, query, filters, window or search.Window())

    def facets(
        self, query: str, names: tuple[str, ...], filters: Filters, window: Window | None = None
    ) -> dict[str, tuple[FacetCount, ...]]:
        """How many of the articles that a search shows each site, category, language or month has. Raises BadQuery."""
        from newsgrab.archive import search

        with self._database.translated():
            return search.facet_counts(self._database.connection, query, names, filters, window or search.Window())

    def removed(self, query: str, filters: Filters, window: Window | None = None) -> Removals:
        """The passages that articles no longer have, the first ten unless a window asks for others.

        `since` and `until` of the filters bound the removal. Raises BadQuery.
        """
        from newsgrab.archive.search import Window
        from newsgrab.archive.search.removed import find as removals

        with self._database.translated():
            return removals.search(self._database.connection, query, filters, window or Window())

    def latest_removed(self, filters: Filters, window: Window) -> tuple[Removal, ...]:
        """The passages that went last, whatever they say, and the articles that are gone."""
        from newsgrab.archive.search.removed import find as removals

        with self._database.translated():
            return removals.latest(self._database.connection, filters, window)

    def count_removed(self, query: str, filters: Filters) -> int:
        """How many such passages there are. Raises BadQuery."""
        from newsgrab.archive.search.removed import find as removals

        with self._database.translated():
            return removals.count(self._database.connection, query, filters)

    def versions(
        self, query: str, filters: Filters, window: Window, which: Which, at: datetime | None = None
    ) -> VersionHits:
        """The versions that a query finds: any, those of a moment, or those that added it. Raises BadQuery, BadDate."""
        from newsgrab.archive.search.versions import search_versions

        with self._database.translated():
            return search_versions(self._database.connection, query, filters, window, (which, at))

    def lineage(self, ref: Ref) -> Lineage:
        """Texts that are nearly the same as an article's, and who had which wording first, by the looks kept here."""
        from newsgrab.archive.search.lineage import lineage

        with self._database.translated():
            return lineage(self._database.connection, ref)

    def explain(self, query: str) -> tuple[str, ...]:
        """How a query is understood, line by line."""
        from newsgrab.archive import search

        with self._database.translated():
            return search.explain_query(self._database.connection, query)

    @property
    def is_stale(self) -> bool:
        """Another tool, or an earlier newsgrab, wrote what the index does not yet hold."""
        from newsgrab.archive import search

        with self._database.translated():
            return search.is_stale(self._database.connection)

    @property
    def removed_is_stale(self) -> bool:
        """There are edits of which nothing is in the index of what was removed."""
        from newsgrab.archive.search.removed import index

        with self._database.translated():
            return index.is_stale(self._database.connection)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the indexes that searches use anew, from the articles' texts and their versions."""
        from newsgrab.archive.search.index import stems
        from newsgrab.archive.search.removed import index as removed

        with self._database.translated():
            stems.rebuild(self._database.connection, progress)
            removed.rebuild(self._database.connection, progress)
