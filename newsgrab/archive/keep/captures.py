"""The looks of an archive as they are given to other archives: each with its page, in the order of time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsgrab.archive.keep.pages import kept_headers, page_bytes
from newsgrab.archive.query.as_of import as_of
from newsgrab.archive.query.filters import Filters

_LOOKS = (
    "SELECT v.id, v.at, v.final_url, v.outcome, v.reason, v.origin, v.status, v.headers, v.cut, page.id AS page_id,"
    " v.article_id, address.url, article.title, page.sha256 FROM visit v JOIN address ON address.id = v.address_id"
    " LEFT JOIN article ON article.id = v.article_id LEFT JOIN rendering ON rendering.visit_id = v.id"
    " LEFT JOIN page ON page.id = coalesce(rendering.page_id, v.page_id) AND length(page.zstd)"
    " WHERE {where} ORDER BY v.at, v.id"
)


@dataclass(frozen=True, slots=True)
class ArchivedLook:
    """One look: `page_id` and `sha256` name its page, None if none was kept. `at` is UTC, ISO 8601.

    `headers` are the answer's, lower-case names, as they came; the page has its encodings undone.
    """

    id: int
    at: str
    url: str
    final_url: str
    outcome: str
    reason: str
    origin: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    incomplete: bool
    article_id: int | None
    title: str | None
    page_id: int | None
    sha256: str | None


class ArchivedLooks:
    """The looks that pass the filters, whose times bound the looks themselves."""

    def __init__(self, connection: sqlite3.Connection, filters: Filters) -> None:
        """Nothing is read yet."""
        self._connection = connection
        self._filters = filters

    def __iter__(self) -> Iterator[ArchivedLook]:
        """Each look, oldest first, one at a time."""
        where, values = self._filters.where(
            time_column="v.at", site="address.site", article="coalesce(v.article_id, address.article_id) IN ({0})"
        )
        for row in self._connection.execute(as_of(self._filters.at) + _LOOKS.format(where=where), values):
            yield ArchivedLook(
                row["id"],
                row["at"],
                row["url"],
                row["final_url"] or row["url"],
                row["outcome"],
                row["reason"],
                row["origin"],
                row["status"],
                kept_headers(row),
                bool(row["cut"]),
                row["article_id"],
                row["title"],
                row["page_id"],
                row["sha256"],
            )

    def content(self, look: ArchivedLook) -> bytes:
        """The bytes of its page, none if none was kept. Raises NotAnArchive if they are damaged."""
        return page_bytes(self._connection, look.page_id) if look.page_id is not None else b""
