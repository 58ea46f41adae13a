"""`archive.history`: what happened to an article, and to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgrab.archive.database import Database
    from newsgrab.archive.history import changes, compare, looks, series, versions
    from newsgrab.archive.query.filters import Filters
    from newsgrab.archive.query.refs import Ref
    from newsgrab.article import Article


class History:
    """Tells of texts, looks, view counts and related blocks over time."""

    def __init__(self, database: Database) -> None:
        """Read that archive."""
        self._database = database

    def article(self, ref: Ref, version: int | None = None) -> Article:
        """The article as that version read, the latest if none is named."""
        from newsgrab.archive.history import versions

        with self._database.translated():
            return versions.article_at(self._database.connection, ref, version)

    def page(self, ref: Ref, version: int | None = None) -> bytes | None:
        """The page on which that version was first seen, byte for byte."""
        from newsgrab.archive.history import versions
        from newsgrab.archive.keep.pages import page_bytes

        with self._database.translated():
            page_id = versions.first_page_id(self._database.connection, ref, version)
            return page_bytes(self._database.connection, page_id) if page_id is not None else None

    def versions(self, ref: Ref) -> list[versions.Version]:
        """Its versions with their time bounds, oldest first."""
        from newsgrab.archive.history import versions

        with self._database.translated():
            return versions.versions(self._database.connection, ref)

    def visits(self, ref: Ref) -> list[looks.Visit]:
        """Every look at the article, oldest first."""
        from newsgrab.archive.history import looks

        with self._database.translated():
            return looks.visits(self._database.connection, ref)

    def views(self, ref: Ref) -> list[series.ViewPoint]:
        """Its view counts, oldest first, also those that other pages printed."""
        from newsgrab.archive.history import series

        with self._database.translated():
            return series.view_series(self._database.connection, ref)

    def related(self, ref: Ref) -> list[series.RelatedEntryHistory]:
        """What its related block shows and has shown."""
        from newsgrab.archive.history import series

        with self._database.translated():
            return series.related_history(self._database.connection, ref)

    def compare(self, ref: Ref, old: int, new: int) -> tuple[compare.FieldChange, ...]:
        """What differs between two versions, field by field, word by word."""
        from newsgrab.archive.history import compare

        return compare.compare(self.article(ref, old), self.article(ref, new))

    def changes(self, filters: Filters) -> Iterator[changes.Change]:
        """What was edited, moved or removed, and what returned, latest first, one at a time."""
        from newsgrab.archive.history import changes

        with self._database.translated():
            yield from changes.changes(self._database.connection, filters)

    def last_look_at(self, url: str) -> str | None:
        """When an address was last looked at, whatever came of it; None if it never was."""
        from newsgrab.archive.history import looks

        with self._database.translated():
            return looks.last_look_at(self._database.connection, url)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """The ETag and Last-Modified of the last whole page read at that address, to ask for changes only."""
        from newsgrab.archive.history import looks

        with self._database.translated():
            return looks.validators(self._database.connection, url)
