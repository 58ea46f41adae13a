"""Every kept page, unpacked and compared with the hash and the size it was kept under."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator

from newsgrab import zstd
from newsgrab.archive.care.verify.findings import ON_PURPOSE, Finding, Looked, Word
from newsgrab.archive.keep.pages import WINDOW_MAX, sha256
from newsgrab.archive.sql import PAGES

_BASES_BYTES = 64_000_000  # of bases that are kept unpacked
_URL = f"""(SELECT address.url FROM {PAGES} p JOIN visit ON visit.id = p.visit_id
    JOIN address ON address.id = visit.address_id WHERE p.page_id = page.id LIMIT 1)"""
# Whether a look at it names a text that was taken out, or an article that was.
_REMOVED = (
    f"EXISTS (SELECT 1 FROM {PAGES} p JOIN visit v ON v.id = p.visit_id"
    " LEFT JOIN snapshot s ON s.id = v.snapshot_id WHERE p.page_id = page.id AND"
    " (s.removal_id IS NOT NULL OR v.article_id IN (SELECT t.article_id FROM snapshot t JOIN removal r"
    " ON r.id = t.removal_id WHERE t.removal_id IS NOT NULL AND r.version IS NULL)))"
)


def check_pages(connection: sqlite3.Connection, article_id: int | None = None) -> Iterator[Looked]:
    """The bytes of each page are those that were kept, and a look names it; of all or of one article's looks."""
    of_article = (
        f" WHERE id IN (SELECT p.page_id FROM visit v JOIN {PAGES} p ON p.visit_id = v.id WHERE v.article_id = ?)"
        if article_id is not None
        else ""
    )
    bases = _Bases(connection)
    rows = connection.execute(
        f"SELECT id, sha256, size, base_id, zstd, {_URL} AS url,"
        f" EXISTS (SELECT 1 FROM {PAGES} p WHERE p.page_id = page.id) AS seen,"
        f" {_REMOVED} AS removed FROM page{of_article} ORDER BY id",
        (article_id,) if of_article else (),
    )
    for row in rows:
        if not row["zstd"] and row["removed"]:
            finding = Finding("page", str(row["id"]), "its bytes were taken out", row["url"], Word.REMOVED, ON_PURPOSE)
            yield Looked((finding,))
            continue
        problems = []
        try:
            content = bases.unpacked(row)
            if len(content) != row["size"]:
                problems.append(f"it has not the {row['size']} bytes that it was kept with")
            elif sha256(content) != row["sha256"]:
                problems.append("its bytes are not those that were kept (SHA-256 differs)")
        except _Damaged as error:
            content = b""
            problems.append(str(error))
        if not row["seen"]:
            problems.append("no look names it")
        yield Looked(tuple(Finding("page", str(row["id"]), each, row["url"]) for each in problems), len(content))


class _Damaged(Exception):
    """A page that cannot be unpacked; the words say why."""


class _Bases:
    """Unpacks pages; keeps those that others are packed with, as long as there is room."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._wanted = {row[0] for row in connection.execute("SELECT DISTINCT base_id FROM page")}
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._size = 0

    def unpacked(self, row: sqlite3.Row) -> bytes:
        """At most one byte more than the page should have. Raises _Damaged."""
        base = b"" if row["base_id"] is None else self._base(row["id"], row["base_id"])
        try:
            unpacker = zstd.ZstdDecompressor(
                zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix if base else None,
                options={zstd.DecompressionParameter.window_log_max: WINDOW_MAX},
            )
            content = unpacker.decompress(row["zstd"], max_length=max(row["size"], 0) + 1)
        except (zstd.ZstdError, TypeError, ValueError, OverflowError, MemoryError) as error:
            raise _Damaged(f"it cannot be unpacked ({error})") from error
        if len(content) <= row["size"] and (not unpacker.eof or unpacker.unused_data):
            raise _Damaged("it does not end where its compressed bytes end")
        if row["id"] in self._wanted:
            self._keep(row["id"], content)
        return content

    def _base(self, page_id: int, base_id: int) -> bytes:
        if base_id in self._kept:
            self._kept.move_to_end(base_id)
            return self._kept[base_id]
        if base_id >= page_id:
            raise _Damaged(f"it is said to be packed with page {base_id}, which came after it")
        row = self._connection.execute("SELECT * FROM page WHERE id = ?", (base_id,)).fetchone()
        if row is None:
            raise _Damaged(f"page {base_id}, with which it is packed, is not there")
        try:
            return self.unpacked(row)
        except _Damaged as error:
            raise _Damaged(f"page {base_id}, with which it is packed, is damaged") from error

    def _keep(self, page_id: int, content: bytes) -> None:
        self._size += len(content) - len(self._kept.pop(page_id, b""))
        self._kept[page_id] = content
        while len(self._kept) > 1 and self._size > _BASES_BYTES:
            self._size -= len(self._kept.popitem(last=False)[1])
