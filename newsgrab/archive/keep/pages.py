"""Page bytes: kept once for each content, compressed, given back byte for byte.

A page is compressed alone, or with an earlier page as a raw zstd prefix, which makes the pages of one site about a
tenth and the next look at the same article about a hundredth of their size. `zstd -d --patch-from` undoes it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsgrab import zstd
from newsgrab.archive.sql import BEFORE, LATEST_FIRST
from newsgrab.errors import NotAnArchive, TakenOut
from newsgrab.page import Rendering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEVEL_ALONE = 3  # level 6 takes three times as long to save a twentieth
_LEVEL_WITH_BASE = 4  # with a search for long matches, as good as level 6 without it in half the time
_LEVEL_HARD = 19  # where there is time: an eighth to a sixth smaller, in 25 to 80 ms
_LEVEL_HARD_LARGE = 12
_HARD_BYTES = 1_000_000  # a larger page would take seconds
_WORTH_A_BASE = 0.8  # it must make the page at least this much smaller, since a damaged base damages two pages
_WORTH_ANOTHER = 0.95  # the page of the look before instead of the first one of the article
_MOST_BASES = 8  # one behind the other, all of which have to be unpacked to read a page
_LOOK_BEFORE = (
    f"SELECT b.page_id FROM look a JOIN look b ON b.article_id = a.article_id AND {BEFORE.format('b', 'a')}"
    f" AND b.page_id IS NOT NULL WHERE a.page_id = ? AND b.page_id < ? ORDER BY {LATEST_FIRST.format('b')} LIMIT 1"
)
# As it is indexed; without the plus SQLite would put the whole hash in place of the column and not see the index.
_OF_HASH = "FROM page WHERE substr(sha256, 1, 8) = substr(:sha256, 1, 8) AND +sha256 = :sha256"
_MIN_BASE_BYTES = 1_000  # a smaller page has nothing to offer
_BASES_BYTES = 4_000_000  # of bases that are kept unpacked
WINDOW_MAX = 27  # 128 MiB: what every zstd decoder accepts with --long=27


@dataclass(frozen=True, slots=True)
class Packed:
    """A page's bytes compressed alone, with the hash and the size that they have unpacked; perhaps as they were."""

    sha256: str
    size: int
    zstd: bytes
    content: bytes | None = None


def pack(content: bytes) -> Packed:
    """The bytes, ready to be kept."""
    return Packed(sha256(content), len(content), _compress(content, None))


def sha256(content: bytes) -> str:
    """The SHA-256 of the bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def page_bytes(connection: sqlite3.Connection, page_id: int) -> bytes:
    """The bytes as they were given.

    Raises NotAnArchive if they do not have the hash they were kept under, TakenOut if they are kept no more.
    """
    row = connection.execute("SELECT sha256, size, base_id, zstd FROM page WHERE id = ?", (page_id,)).fetchone()
    if not row["zstd"]:
        raise TakenOut(f"page {page_id}: its bytes were taken out: see newsgrab history")
    base = page_bytes(connection, row["base_id"]) if row["base_id"] is not None else None
    try:
        content = zstd.decompress(
            row["zstd"],
            zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix if base else None,
            options={zstd.DecompressionParameter.window_log_max: WINDOW_MAX},
        )
    except zstd.ZstdError as error:
        raise NotAnArchive(f"page {page_id} is damaged ({error}): restore the archive from a backup") from error
    if sha256(content) != row["sha256"]:
        raise NotAnArchive(f"page {page_id} is damaged (its hash differs): restore the archive from a backup")
    return content


def kept_headers(visit: sqlite3.Row) -> tuple[tuple[str, str], ...]:
    """The headers that came with the page of a look (its row of visit)."""
    return tuple((name, value) for name, value in json.loads(visit["headers"] or "[]"))


def rendering_of(connection: sqlite3.Connection, visit_id: int) -> Rendering | None:
    """What a browser filled at a look, None if none did. Raises NotAnArchive, TakenOut."""
    row = connection.execute("SELECT page_id, browser FROM rendering WHERE visit_id = ?", (visit_id,)).fetchone()
    return Rendering(page_bytes(connection, row["page_id"]), row["browser"]) if row else None


class Pages:
    """The pages of an archive, to be added to. It remembers bases: the next page is often of the same site."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Of the archive behind the connection."""
        self._connection = connection
        self._bases: OrderedDict[str, bytes] = OrderedDict()  # by their hash: an id may come to stand for another page

    def keep(self, page: Packed, *, site: str, article_id: int | None) -> int:
        """The id under which the bytes are kept; equal bytes are kept once. Inside the caller's transaction."""
        connection = self._connection
        known = connection.execute(f"SELECT id, length(zstd) {_OF_HASH}", {"sha256": page.sha256}).fetchone()
        if known and not known[1]:  # they were taken out, and may be kept again
            connection.execute("UPDATE page SET zstd = ?, base_id = NULL WHERE id = ?", (page.zstd, known[0]))
        if known:
            return int(known[0])
        article_base = self._keyframe("article WHERE id = ?", article_id) if article_id is not None else None
        base_id, packed = self._smallest(page, article_base)
        if base_id is None:
            site_base = self._keyframe("site WHERE name = ?", site)
            base_id, packed = self._smallest(page, site_base)
        cursor = connection.execute(
            "INSERT INTO page (sha256, size, base_id, zstd) VALUES (?, ?, ?, ?)",
            (page.sha256, page.size, base_id, packed),
        )
        page_id = int(cursor.lastrowid or 0)
        if base_id is None:
            connection.execute(
                "INSERT INTO site (name, keyframe_id) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET keyframe_id = excluded.keyframe_id",
                (site, page_id),
            )
        if article_id is not None and (article_base is None or base_id != article_base):
            connection.execute("UPDATE article SET keyframe_id = ? WHERE id = ?", (page_id, article_id))
        return page_id

    def note(self, page: Packed) -> int:
        """The id of a page of which only the hash and the size are kept."""
        known = self._connection.execute(f"SELECT id {_OF_HASH}", {"sha256": page.sha256}).fetchone()
        if known:
            return int(known[0])
        cursor = self._connection.execute(
            "INSERT INTO page (sha256, size, zstd) VALUES (?, ?, x'')", (page.sha256, page.size)
        )
        return int(cursor.lastrowid or 0)

    def _keyframe(self, whose: str, key: int | str) -> int | None:
        """The id of the page to compress others of an article or a site against, if there is one."""
        row = self._connection.execute(f"SELECT keyframe_id FROM {whose}", (key,)).fetchone()
        return row[0] if row else None

    def _smallest(self, page: Packed, base_id: int | None) -> tuple[int | None, bytes]:
        """The page compressed against its base if that pays, else (or if its base is damaged) alone."""
        try:
            base = self._base(base_id) if base_id is not None else b""
        except NotAnArchive:  # for verify to tell; what comes now is worth keeping all the same
            base = b""
        if len(base) >= _MIN_BASE_BYTES:
            content = page.content if page.content is not None else zstd.decompress(page.zstd)
            packed = _compress(content, base)
            if len(packed) <= len(page.zstd) * _WORTH_A_BASE:
                return base_id, packed
        return None, page.zstd

    def _base(self, page_id: int) -> bytes:
        """The bytes of a page that others are compressed against."""
        digest = self._connection.execute("SELECT sha256 FROM page WHERE id = ?", (page_id,)).fetchone()[0]
        base = self._bases.pop(digest, None)
        if base is None:
            base = page_bytes(self._connection, page_id)
        self._bases[digest] = base
        while len(self._bases) > 1 and sum(map(len, self._bases.values())) > _BASES_BYTES:
            self._bases.popitem(last=False)
        return base


def clear_pages(connection: sqlite3.Connection, page_ids: Sequence[int]) -> None:
    """Keep of these pages the hash and the size alone. What was packed with one of them is packed anew."""
    gone = set(page_ids)
    heirs: dict[int, int | None] = {}
    for page_id in page_ids:
        rows = connection.execute("SELECT id FROM page WHERE base_id = ? ORDER BY id", (page_id,)).fetchall()
        heirs[page_id] = _packed_anew(connection, [row[0] for row in rows if row[0] not in gone])
    for page_id, heir in heirs.items():
        connection.execute("UPDATE page SET zstd = x'', base_id = NULL WHERE id = ?", (page_id,))
        for table in ("site", "article"):
            connection.execute(f"UPDATE {table} SET keyframe_id = ? WHERE keyframe_id = ?", (heir, page_id))


def _packed_anew(connection: sqlite3.Connection, page_ids: list[int]) -> int | None:
    """Pack the first of the pages by itself and the others with it; the id of the first, None if there is none."""
    first = b""
    for page_id in page_ids:
        content = page_bytes(connection, page_id)
        connection.execute(
            "UPDATE page SET zstd = ?, base_id = ? WHERE id = ?",
            (_compress(content, first), page_ids[0] if first else None, page_id),
        )
        first = first or content
    return page_ids[0] if page_ids else None


def packed_hard(
    connection: sqlite3.Connection, page_id: int, chosen: Mapping[int, int | None]
) -> tuple[int | None, bytes]:
    """The base of a page, and its bytes as small as they can be with that; none if they were taken out.

    The base is the one that it has, or the page of the look before. `chosen` are bases that are not yet written down.
    Raises NotAnArchive.
    """
    row = connection.execute("SELECT size, base_id, length(zstd) AS held FROM page WHERE id = ?", (page_id,)).fetchone()
    if row is None or not row["held"]:
        return None, b""
    content, base_id = page_bytes(connection, page_id), row["base_id"]
    base = page_bytes(connection, base_id) if base_id is not None else None
    if base is not None:
        before = _look_before(connection, page_id, base_id, chosen)
        if before and len(_compress(content, before[1])) <= len(_compress(content, base)) * _WORTH_ANOTHER:
            base_id, base = before
    level = _LEVEL_HARD if row["size"] <= _HARD_BYTES else _LEVEL_HARD_LARGE
    return base_id, _compress(content, base, level)


def _look_before(
    connection: sqlite3.Connection, page_id: int, base_id: int, chosen: Mapping[int, int | None]
) -> tuple[int, bytes] | None:
    """The page of the look before, if it came in before this one, is not its base, and few are needed to unpack it."""
    row = connection.execute(_LOOK_BEFORE, (page_id, page_id)).fetchone()
    if row is None or row["page_id"] == base_id:
        return None
    bases, each = 0, row["page_id"]
    while each is not None:
        bases += 1
        if bases == _MOST_BASES:
            return None
        each = chosen[each] if each in chosen else _base_of(connection, each)
    try:
        return row["page_id"], page_bytes(connection, row["page_id"])
    except (NotAnArchive, TakenOut):
        return None


def _base_of(connection: sqlite3.Connection, page_id: int) -> int | None:
    row = connection.execute("SELECT base_id FROM page WHERE id = ?", (page_id,)).fetchone()
    return row["base_id"] if row else None


def _compress(content: bytes, base: bytes | None, level: int | None = None) -> bytes:
    options: Mapping[int, Any] = {
        zstd.CompressionParameter.compression_level: level or (_LEVEL_WITH_BASE if base else _LEVEL_ALONE),
        zstd.CompressionParameter.checksum_flag: level is None,  # SHA-256 tells as well: four bytes a page
    }
    if not base:
        return zstd.compress(content, options=options)
    window = max(10, min(WINDOW_MAX, (len(base) + len(content)).bit_length()))
    return zstd.compress(
        content,
        options={
            **options,
            zstd.CompressionParameter.window_log: window,
            zstd.CompressionParameter.enable_long_distance_matching: 1,
        },
        zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix,
    )
