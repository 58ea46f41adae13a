"""`archive.query`: which articles there are, and their rows for export."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsgrab.archive.database import Database
    from newsgrab.archive.keep.captures import ArchivedLooks
    from newsgrab.archive.query import export, listing, marks
    from newsgrab.archive.query.filters import Filters


class Query:
    """Lists, counts and exports articles."""

    def __init__(self, database: Database) -> None:
        """Read that archive."""
        self._database = database

    def articles(
        self, filters: Filters, *, order: str = "published", limit: int = -1, offset: int = 0
    ) -> Iterator[listing.Listed]:
        """The articles that pass the filters, one at a time."""
        from newsgrab.archive.query import listing

        with self._database.translated():
            yield from listing.articles(self._database.connection, filters, order=order, limit=limit, offset=offset)

    def count(self, filters: Filters) -> int:
        """How many articles pass the filters."""
        from newsgrab.archive.query import listing

        with self._database.translated():
            return listing.count_articles(self._database.connection, filters)

    def marks(self, filters: Filters) -> dict[int, marks.Mark]:
        """For each article that passes the filters what is another one once something is new of it."""
        from newsgrab.archive.query import marks

        with self._database.translated():
            return marks.marks(self._database.connection, filters)

    def summary(self) -> listing.Summary:
        """What the archive holds."""
        from newsgrab.archive.query import listing

        with self._database.translated():
            return listing.summary(self._database.connection, self._database.path)

    def sites(self) -> tuple[listing.SiteCount, ...]:
        """The sites, those with most articles first."""
        from newsgrab.archive.query import listing

        with self._database.translated():
            return listing.sites(self._database.connection)

    def looks(self, filters: Filters) -> ArchivedLooks:
        """The looks that pass the filters, oldest first, with their pages."""
        from newsgrab.archive.keep.captures import ArchivedLooks

        return ArchivedLooks(self._database.connection, filters)

    def rows(self, what: str, filters: Filters, columns: Sequence[str] = ()) -> Iterator[dict[str, export.Cell]]:
        """The rows of an exportable table (export.TABLES) with these columns, or all; one at a time."""
        from newsgrab.archive.query import export

        with self._database.translated():
            yield from export.rows(self._database.connection, what, filters, columns)
