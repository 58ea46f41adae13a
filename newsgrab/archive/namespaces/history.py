"""`archive.history`: what happened to an article, and to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from newsgrab.archive.database import Database
    from newsgrab.archive.history import blame, changes, compare, digest, looks, series, versions
    from newsgrab.archive.history.edits import Edit
    from newsgrab.archive.history.growth import Rising
    from newsgrab.archive.history.related import blocks
    from newsgrab.archive.history.related.promotions import Promotion
    from newsgrab.archive.history.state import LookState, State
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

    def state(self, ref: Ref, at: datetime | None = None) -> State:
        """The article as one look read it: that of its version, of a time, or the last. Raises BadRef."""
        from newsgrab.archive.history import state
        from newsgrab.archive.sql import to_utc_iso

        with self._database.translated():
            return state.state(self._database.connection, ref, to_utc_iso(at) if at else ref.at)

    def state_of_look(self, ref: Ref, number: int) -> State:
        """The article as its nth look read it. Raises BadRef."""
        from newsgrab.archive.history import state

        with self._database.translated():
            return state.state_of_look(self._database.connection, ref, number)

    def look(self, ref: Ref, number: int) -> LookState:
        """The nth look at an article, whatever came of it. Raises BadRef."""
        from newsgrab.archive.history import state

        with self._database.translated():
            return state.look(self._database.connection, ref, number)

    def page(self, ref: Ref, version: int | None = None) -> bytes | None:
        """The page of the look that `state` tells of, byte for byte."""
        from dataclasses import replace

        return self.page_of_look(self.state(replace(ref, version=version) if version else ref).look)

    def page_of_look(self, look: LookState) -> bytes | None:
        """The page of a look, byte for byte; None if none was kept."""
        from newsgrab.archive.keep.pages import page_bytes

        with self._database.translated():
            return page_bytes(self._database.connection, look.page_id) if look.page_id is not None else None

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

    def views(self, ref: Ref, since: datetime | None = None) -> list[series.ViewPoint]:
        """Its view counts, oldest first, also those that other pages printed; of a version, those of its time."""
        from newsgrab.archive.history import series, versions
        from newsgrab.archive.sql import to_utc_iso

        with self._database.translated():
            begin, until = versions.period(self._database.connection, ref)
            begin = max(begin or "", to_utc_iso(since)) if since else begin
            return series.view_series(self._database.connection, ref, begin, until)

    def related(self, ref: Ref, at: datetime | None = None) -> list[series.RelatedEntryHistory]:
        """What its related block shows and has shown, or did at a time, or at the look that read a version."""
        from newsgrab.archive.history import series
        from newsgrab.archive.sql import to_utc_iso

        with self._database.translated():
            until = to_utc_iso(at) if at else self.state(ref).look.at if ref.version else None
            return series.related_history(self._database.connection, ref, until)

    def rising(self, since: datetime, filters: Filters, limit: int = -1) -> list[Rising]:
        """The articles whose own view count grew fastest since a time, the fastest first."""
        from newsgrab.archive.history import growth

        with self._database.translated():
            return growth.rising(self._database.connection, since, filters, limit)

    def promotions(self, ref: Ref) -> list[Promotion]:
        """The related blocks of other articles in which it stands, or has stood."""
        from newsgrab.archive.history.related import promotions

        with self._database.translated():
            return promotions.promotions(self._database.connection, ref)

    def orphans(self, filters: Filters) -> Iterator[blocks.Orphan]:
        """The articles that no related block has shown, the latest first."""
        from newsgrab.archive.history.related import blocks

        with self._database.translated():
            yield from blocks.orphans(self._database.connection, filters)

    def unkept(self, filters: Filters) -> Iterator[blocks.Unkept]:
        """What related blocks have shown and was never read, the latest first."""
        from newsgrab.archive.history.related import blocks

        with self._database.translated():
            yield from blocks.unkept(self._database.connection, filters)

    def other_headlines(self, filters: Filters) -> Iterator[blocks.OtherHeadline]:
        """Headlines under which related blocks show an article and which none of its versions has."""
        from newsgrab.archive.history.related import blocks

        with self._database.translated():
            yield from blocks.other_headlines(self._database.connection, filters)

    def compare(self, ref: Ref, old: int, new: int) -> tuple[compare.FieldChange, ...]:
        """What differs between two versions, field by field, word by word."""
        from newsgrab.archive.history import compare

        return compare.compare(self.article(ref, old), self.article(ref, new))

    def passages(self, ref: Ref, version: int) -> int:
        """In how many places of its text a version differs from the one before; 0 if one of them was taken out."""
        from newsgrab.archive.history import edits, versions

        with self._database.translated():
            sides = [versions.legible_article(self._database.connection, ref, each) for each in (version - 1, version)]
        old, new = (side.body if side else "" for side in sides)
        return edits.passages(old, new) if all(sides) else 0

    def blame(self, ref: Ref) -> list[blame.Passage]:
        """Each passage of its text (of the version that is named, else the latest) with the version that brought it."""
        from newsgrab.archive.history import blame, versions

        last = ref.version or ref.latest
        with self._database.translated():
            known = versions.versions(self._database.connection, ref)[:last]
            known = known if known[-1].taken_out else versions.legible(known)
            seen = versions.as_first_seen(self._database.connection, ref, known)
        return blame.blame(*zip(*seen, strict=True))

    def edits(self, changes: Iterable[changes.Change]) -> Iterator[Edit]:
        """The changes with what they did to the text, in their order, one at a time."""
        from newsgrab.archive.history import edits

        with self._database.translated():
            yield from edits.edits(self._database.connection, changes)

    def changes(self, filters: Filters, kinds: Collection[str] = ()) -> Iterator[changes.Change]:
        """What was edited, moved or removed, and what returned, latest first, one at a time; of these kinds, or all."""
        from newsgrab.archive.history import changes

        with self._database.translated():
            yield from changes.changes(self._database.connection, filters, kinds)

    def digest(self, since: datetime, filters: Filters) -> digest.Digest:
        """What happened from that moment on, by site."""
        from newsgrab.archive.history import digest

        with self._database.translated():
            return digest.digest(self._database.connection, since, filters)

    def last_look_at(self, url: str) -> str | None:
        """When an address was last looked at, whatever came of it; None if it never was."""
        from newsgrab.archive.history import looks

        with self._database.translated():
            return looks.last_look_at(self._database.connection, url)

    def last_added_at(self) -> str | None:
        """When the last look came into the archive, by the clock of then; None if there is none."""
        from newsgrab.archive.history import looks

        with self._database.translated():
            return looks.last_added_at(self._database.connection)

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """The ETag and Last-Modified of the last whole page read at that address, to ask for changes only."""
        from newsgrab.archive.history import looks

        with self._database.translated():
            return looks.validators(self._database.connection, url)
