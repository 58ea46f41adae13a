"""Another archive as a witness: each of its looks, so that it can be kept as if it had been made here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newsgrab.archive.history.state import article_of_look
from newsgrab.archive.history.timeline import Answer
from newsgrab.archive.keep.imports import ImportSource
from newsgrab.archive.keep.pages import kept_headers, page_bytes, rendering_of
from newsgrab.archive.sql import LATEST_READING, OLDEST_FIRST
from newsgrab.extraction_result import ExtractionResult, Part, Verdict
from newsgrab.page import Origin, Page

_LOOKS = (
    "SELECT v.*, address.url AS asked, article.url AS main, page.sha256, length(page.zstd) AS held, s.removal_id,"
    " s.text, imported.place, import.kind, import.name, import.sha256 AS file_sha256, import.size, import.choice"
    " FROM visit v JOIN address ON address.id = v.address_id LEFT JOIN article ON article.id = v.article_id"
    " LEFT JOIN page ON page.id = v.page_id LEFT JOIN snapshot s ON s.id = v.snapshot_id"
    " LEFT JOIN imported ON imported.visit_id = v.id LEFT JOIN import ON import.id = imported.import_id"
    f" ORDER BY {OLDEST_FIRST.format('v')}"
)


@dataclass(frozen=True, slots=True)
class WitnessedLook:
    """One look of the other archive. `at` and `added_at` are its own.

    `is_removed` says that its text was taken out there. `came_from` is the collection that it was read in from, and
    where in it.
    """

    id: int
    url: str
    at: datetime
    added_at: datetime
    answer: Answer
    outcome: str
    reason: str
    sha256: str | None
    snapshot_id: int | None
    is_removed: bool
    came_from: tuple[ImportSource, int] | None


class Witness:
    """The looks of an archive that is open to be read, whose schema is today's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Nothing is read yet."""
        self._connection = connection
        self._rows: dict[int, sqlite3.Row] = {}

    def count(self) -> int:
        """How many looks there are."""
        return int(self._connection.execute("SELECT count(*) FROM visit").fetchone()[0])

    def looks(self) -> Iterator[WitnessedLook]:
        """Each look, in the order of time."""
        for row in self._connection.execute(_LOOKS):
            self._rows = {row["id"]: row}
            came_from = None
            if row["place"] is not None:
                source = ImportSource(row["kind"], row["name"], row["file_sha256"], row["size"], row["choice"])
                came_from = (source, row["place"])
            yield WitnessedLook(
                row["id"],
                row["asked"],
                datetime.fromisoformat(row["at"]),
                datetime.fromisoformat(row["added_at"]),
                Answer(row["answer"]),
                row["outcome"],
                row["reason"],
                row["sha256"],
                row["snapshot_id"],
                row["removal_id"] is not None or (row["page_id"] is not None and not row["held"]),
                came_from,
            )

    def page(self, look: WitnessedLook) -> Page:
        """What the look last given by `looks` got, without bytes if none were kept. Raises NotAnArchive."""
        row = self._rows[look.id]
        return Page(
            page_bytes(self._connection, row["page_id"]) if row["page_id"] is not None else b"",
            look.at,
            Origin(row["origin"]),
            look.url,
            row["final_url"] or look.url,
            row["status"],
            kept_headers(row),
            bool(row["cut"]),
            row["moved_to"] is not None,
            row["elapsed_ms"],
            rendering=rendering_of(self._connection, look.id),
        )

    def reading(self, look: WitnessedLook) -> ExtractionResult:
        """What was read of the article at the look last given, as that archive reads it now."""
        row = self._rows[look.id]
        return ExtractionResult(
            Verdict.ARTICLE,
            article=article_of_look(
                self._connection, row, (row["article_id"], row["text"]), row["moved_to"] or row["main"]
            ),
            address=row["asked"],
            charset_declared=row["charset_declared"],
            charset_used=row["charset_used"],
            noarchive=bool(row["noarchive"]),
            recipe=row["recipe"],
            part=Part(row["part"]),
        )

    def recipe(self, look: WitnessedLook) -> str:
        """The rules that read its text last."""
        row = self._rows[look.id]
        last = self._connection.execute(
            f"SELECT s.recipe FROM snapshot s WHERE s.article_id = ? AND s.text = ? AND {LATEST_READING}",
            (row["article_id"], row["text"]),
        ).fetchone()
        return str(last["recipe"])
