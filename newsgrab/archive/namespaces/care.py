"""`archive.care`: reading kept pages again, and working out anew what follows from the looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from newsgrab.archive.care.merged import Merged
    from newsgrab.archive.care.proof import Proof
    from newsgrab.archive.care.revisions import Revision, VersionText
    from newsgrab.archive.database import Database
    from newsgrab.archive.history.state import State
    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.archive.query.filters import Filters
    from newsgrab.archive.query.refs import Ref
    from newsgrab.page import Page


class Care:
    """Rereads, rebuilds and repairs."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Look after that archive."""
        self._database = database
        self._now = now

    def texts(self, refs: Iterable[Ref], filters: Filters, *, every: bool = False) -> list[VersionText]:
        """The latest text of each named article (or of all that pass the filters), or that of every version."""
        from newsgrab.archive.care import revisions

        with self._database.translated():
            return revisions.texts(self._database.connection, refs, filters, every=every)

    def page_of(self, text: VersionText) -> Page:
        """The page that a text was read from, as its last look gave it. Raises NotAnArchive if it is damaged."""
        from newsgrab.archive.keep.revise import kept_page
        from newsgrab.errors import NotAnArchive

        with self._database.translated():
            page = kept_page(self._database.connection, text.article_id, text.text)
        if page is None:
            raise NotAnArchive(f"no page of version {text.version} is kept: newsgrab verify says what is bad")
        return page

    def revision_of(self, text: VersionText, prepared: PreparedPage) -> Revision | None:
        """What `keep_revision` would keep."""
        from newsgrab.archive.care import revisions

        with self._database.translated():
            return revisions.revision_of(self._database.connection, text, prepared)

    def keep_revision(self, text: VersionText, prepared: PreparedPage) -> Revision | None:
        """Keep what another reading of a text's page changes, as a revision of its version; None if nothing."""
        from newsgrab.archive.care import revisions

        with self._database.transaction():
            return revisions.keep_revision(self._database.connection, text, prepared)

    def proof(self, ref: Ref, state: State) -> Proof:
        """What proves the look that a state of the article was read at. Raises BadRef."""
        from newsgrab.archive.care import proof

        with self._database.translated():
            return proof.proof(self._database.connection, ref.article_id, state)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Work out again what follows from the looks; how many articles something differed of. One by one."""
        from newsgrab.archive.keep.derive import article_ids, rebuild

        differed, ids = 0, article_ids(self._database.connection)
        for done, article_id in enumerate(ids, start=1):
            with self._database.transaction():
                differed += rebuild(self._database.connection, article_id)
            if progress:
                progress(done, len(ids))
        return differed

    def merged(self) -> list[tuple[Merged, tuple[int, ...]]]:
        """The articles that unlike pages were made into, as `split_merged` would tell them apart."""
        from newsgrab.archive.care import merged

        with self._database.translated():
            return [(each, ()) for each in merged.merged_articles(self._database.connection)]

    def split_merged(self) -> list[tuple[Merged, tuple[int, ...]]]:
        """Tell them apart, all or none; each with the numbers of the articles that its parts are now."""
        from newsgrab.archive.care import merged
        from newsgrab.archive.sql import to_utc_iso

        with self._database.transaction():
            found = list(merged.merged_articles(self._database.connection))
            at = to_utc_iso(self._now())
            return [(each, merged.split(self._database.connection, each, at)) for each in found]
