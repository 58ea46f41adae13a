"""What proves one look: its page and its canonical forms, and the chain from it to the head."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from newsgrab.archive.care.stamps import Stamp, first_stamp_of
from newsgrab.archive.history.state import State
from newsgrab.archive.keep.chain import NO_HEAD, Kind, canonical
from newsgrab.archive.keep.pages import page_bytes, rendering_of
from newsgrab.archive.sql import OLDEST_FIRST
from newsgrab.errors import BadRef
from newsgrab.page import Rendering

_LOOK = (
    "SELECT v.id, v.page_id, v.snapshot_id, v.headers, page.sha256, address.url FROM visit v"
    " JOIN page ON page.id = v.page_id JOIN address ON address.id = v.address_id WHERE v.article_id = ? AND v.at = ?"
    f" AND v.page_id = ? AND v.snapshot_id IS NOT NULL ORDER BY {OLDEST_FIRST.format('v')} LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One look at an article and its place in the chain.

    `look` and `reading` are what was hashed of it and of its text, byte for byte. `links` are the digests, in
    hexadecimal with their kinds, from the first of the two on; the head before them is `before`, that after `head`.
    `stamp` is the first time stamp over a head after both, if there is one.
    """

    url: str
    page: bytes
    page_sha256: str
    headers: str
    look: bytes
    reading: bytes
    before: str
    links: tuple[tuple[str, str], ...]
    head: str
    marks: tuple[str, ...]
    stamp: Stamp | None = None
    rendering: Rendering | None = None


def proof(connection: sqlite3.Connection, article_id: int, state: State) -> Proof:
    """The proof of the look whose page a state was read from. Raises BadRef, NotAnArchive."""
    row = connection.execute(_LOOK, (article_id, state.look.read_at, state.look.page_id)).fetchone()
    if row is None:
        raise BadRef(f"article {article_id}: no page is kept of that look: see newsgrab history {article_id} --looks")
    look = canonical(connection, Kind.LOOK, row["id"])
    reading = canonical(connection, Kind.READING, row["snapshot_id"])
    first, last = connection.execute(
        "SELECT min(id), max(id) FROM (SELECT min(id) AS id FROM chain WHERE (kind = 'look' AND fact_id = ?)"
        " OR (kind = 'reading' AND fact_id = ?) GROUP BY kind)",
        (row["id"], row["snapshot_id"]),
    ).fetchone()
    if look is None or reading is None or first is None:
        raise BadRef(f"article {article_id}: that look is not in the chain: newsgrab verify says what is bad")
    chain = connection.execute(
        "SELECT kind, digest, head, note FROM chain WHERE id >= ? ORDER BY id", (first,)
    ).fetchall()
    before = connection.execute("SELECT head FROM chain WHERE id < ? ORDER BY id DESC LIMIT 1", (first,)).fetchone()
    return Proof(
        row["url"],
        page_bytes(connection, row["page_id"]),
        row["sha256"],
        row["headers"] or "[]",
        look,
        reading,
        (bytes(before["head"]) if before else NO_HEAD).hex(),
        tuple((link["kind"], bytes(link["digest"]).hex()) for link in chain),
        bytes(chain[-1]["head"]).hex(),
        tuple(link["note"] for link in chain if link["kind"] == Kind.MARK),
        first_stamp_of(connection, last),
        rendering_of(connection, row["id"]),
    )
