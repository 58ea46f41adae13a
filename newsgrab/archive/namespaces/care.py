"""`archive.care`: reading kept pages again, and working out anew what follows from the looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime, timedelta

    from newsgrab.archive.care.compact import Compaction
    from newsgrab.archive.care.merge import Comparison, MergeCounts, RecipeOf
    from newsgrab.archive.care.merged import Merged
    from newsgrab.archive.care.proof import Proof
    from newsgrab.archive.care.removal import Extent
    from newsgrab.archive.care.removed_there import RemovedThere
    from newsgrab.archive.care.revisions import Revision, VersionText
    from newsgrab.archive.care.samples import RecordedLook, Sample
    from newsgrab.archive.care.stamps import Request, Stamp
    from newsgrab.archive.database import Database
    from newsgrab.archive.history.state import State
    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.archive.keep.rereading import Reread
    from newsgrab.archive.query.filters import Filters
    from newsgrab.archive.query.refs import Ref
    from newsgrab.page import Page
    from newsgrab.visit import RecordResult


class Care:
    """Rereads, rebuilds, repairs and removes."""

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
        from newsgrab.archive.keep.rereading import kept_page
        from newsgrab.errors import NotAnArchive

        with self._database.translated():
            page = kept_page(self._database.connection, text.article_id, text.text)
        if page is None:
            raise NotAnArchive(f"no page of version {text.version} is kept: newsgrab verify says what is bad")
        return page

    def sample(self, sites: Sequence[str], since: datetime | timedelta, limit: int) -> Sample:
        """Looks at articles of these sites whose pages are kept, spread over the days; `limit` at most."""
        from newsgrab.archive.care import samples

        with self._database.translated():
            return samples.sample(self._database.connection, sites, since, limit)

    def recorded(self, sites: Sequence[str], limit: int) -> list[RecordedLook]:
        """The texts of these sites that came in last, with where each of their fields was found."""
        from newsgrab.archive.care import samples

        with self._database.translated():
            return samples.recorded(self._database.connection, sites, limit)

    def page_of_look(self, visit_id: int) -> Page:
        """The page of a look that has kept one. Raises NotAnArchive if it is damaged, TakenOut."""
        from newsgrab.archive.keep.rereading import page_of_look

        with self._database.translated():
            return page_of_look(self._database.connection, visit_id)

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

    def extent(self, ref: Ref) -> Extent:
        """What `remove` would take out."""
        from newsgrab.archive.care import removal

        with self._database.translated():
            return removal.extent(self._database.connection, ref)

    def remove(self, ref: Ref, reason: str) -> Extent:
        """Take an article, or the version that is named, out of the file for good; its hashes and the reason stay.

        Done again it only cleans the file again. Raises ArchiveBusy if a reader keeps the old bytes beside the file.
        """
        from newsgrab.archive.care import removal
        from newsgrab.archive.search.index import stems
        from newsgrab.archive.search.removed import index as removed
        from newsgrab.archive.sql import to_utc_iso

        connection = self._database.connection
        with self._database.translated():  # an index of other rules would go on holding the words
            stems.sync(connection)
            removed.sync(connection)
        with self._database.transaction():
            done = removal.remove(connection, ref, reason, to_utc_iso(self._now()))
        removal.clean(connection, self._database.path)
        return done

    def merge(
        self, other: sqlite3.Connection, name: str, reread: Reread, recipe_of: RecipeOf
    ) -> Iterator[RecordResult | MergeCounts | Comparison]:
        """Keep every look of another archive that is open, and give what came of each.

        In the end the counts, then how the two compare of each article that both looked at. `name` is what it is
        called in the chain.
        """
        from newsgrab.archive.care import merge
        from newsgrab.archive.keep.chain import head_of

        work = merge.Merge(self._database, reread, recipe_of)
        for result in work.keep_all(other, name, head_of(other).hex()):
            if result is not None:
                yield result
        yield work.counts
        with self._database.translated():
            yield from merge.compare_witnesses(self._database.connection, work.counts.visits)

    def removed_there(self, other: sqlite3.Connection) -> list[RemovedThere]:
        """What another archive that is open has taken out and this one keeps."""
        from newsgrab.archive.care import removed_there

        with self._database.translated():
            return list(removed_there.removed_there(self._database.connection, other))

    def stamp_request(self) -> Request | None:
        """What is to be sent to a time-stamping authority; None if nothing is new since the last stamp."""
        from newsgrab.archive.care import stamps

        with self._database.translated():
            return stamps.request(self._database.connection)

    def keep_stamp(self, asked: Request, authority: str, answer: bytes) -> Stamp:
        """Keep what the authority answered. Raises StampFailed."""
        from newsgrab.archive.care import stamps

        with self._database.transaction():
            return stamps.keep(self._database.connection, asked, (authority, answer), self._now())

    def pages_to_pack(self) -> int:
        """How many pages `compact` has to do."""
        from newsgrab.archive.care import compact

        with self._database.translated():
            return compact.pages_left(self._database.connection)

    def compact(self, stop: Callable[[], bool], progress: Callable[[int], None] = lambda _: None) -> Compaction:
        """Pack pages hard that were not yet, until `stop` says True; `progress` gets those done."""
        from newsgrab.archive.care import compact

        with self._database.translated():
            return compact.compact(self._database, stop=stop, progress=progress)

    def write_anew(self) -> None:
        """Give back the room that the file does not need. Raises ArchiveError (no room for it meanwhile)."""
        from newsgrab.archive.care import compact

        compact.write_anew(self._database.connection, self._database.path)

    def older_copies(self) -> list[str]:
        """The copies of the archive that upgrades left beside it."""
        from newsgrab.archive.care.upgrade import older_copies

        return older_copies(self._database.path)

    def lift_removal(self, ref: Ref, reason: str) -> bool:
        """Let an article that was taken out be kept again, from the next look on; whether one was."""
        from newsgrab.archive.care import removal
        from newsgrab.archive.sql import to_utc_iso

        with self._database.transaction():
            return removal.lift(self._database.connection, ref, reason, to_utc_iso(self._now()))

    def refuse_removed(self, url: str) -> None:
        """Raises TakenOut if the article at an address was taken out and is not kept again."""
        from newsgrab.archive.keep.removals import barred
        from newsgrab.errors import TakenOut

        with self._database.translated():
            removal = barred(self._database.connection, (url,))
        if removal is not None:
            raise TakenOut(
                f"{url}: {removal.words}; newsgrab remove {url} --allow-again --reason WORDS lets it be kept again"
            )

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Work out again what follows from the looks; how many articles something differed of. One by one."""
        from newsgrab.archive.keep.derive import article_ids, rebuild, recount

        differed, ids = 0, article_ids(self._database.connection)
        for done, article_id in enumerate(ids, start=1):
            with self._database.transaction():
                differed += rebuild(self._database.connection, article_id)
            if progress:
                progress(done, len(ids))
        with self._database.transaction():
            recount(self._database.connection)
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
