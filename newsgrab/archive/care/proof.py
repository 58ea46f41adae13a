"""What proves one look: its page and its canonical forms, and the chain from it to the head."""

from __future__ import annotations

import hashlib
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
_FIRST_LINK = "SELECT id, digest FROM chain WHERE kind = ? AND fact_id = ? ORDER BY id LIMIT 1"
_GONE = "SELECT page_id, headers FROM visit WHERE id = ?"


@dataclass(frozen=True, slots=True)
class GoneLook:
    """A look that found the article gone: what was hashed of it, what came (None: nothing), and its headers (JSON)."""

    look: bytes
    page: bytes | None
    headers: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One look at an article and its place in the chain.

    `look` and `reading` are what was hashed of it and of its text, byte for byte. `links` are the digests, in
    hexadecimal with their kinds, from the first of all looks here on; the head before them is `before`, that after
    `head`. `stamp` is the first time stamp over a head after all of them, if there is one. `gone` are the first and the
    last look that found the article gone since.
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
    gone: tuple[GoneLook, ...] = ()


def proof(connection: sqlite3.Connection, article_id: int, state: State) -> Proof:
    """The proof of the look whose page a state was read from. Raises BadRef, NotAnArchive."""
    row = connection.execute(_LOOK, (article_id, state.look.read_at, state.look.page_id)).fetchone()
    if row is None:
        raise BadRef(f"article {article_id}: no page is kept of that look: see newsgrab history {article_id} --looks")
    look = canonical(connection, Kind.LOOK, row["id"])
    reading = canonical(connection, Kind.READING, row["snapshot_id"])
    looks = [(row["id"], look), *((look_id, canonical(connection, Kind.LOOK, look_id)) for look_id in state.gone_looks)]
    links = [connection.execute(_FIRST_LINK, (Kind.LOOK.value, look_id)).fetchone() for look_id, _ in looks]
    read = connection.execute(_FIRST_LINK, (Kind.READING.value, row["snapshot_id"])).fetchone()
    chained = all(
        link and form and _digest(form) == link["digest"] for link, (_, form) in zip(links, looks, strict=True)
    )
    if look is None or reading is None or read is None or not chained:
        raise BadRef(f"article {article_id}: that look is not in the chain: newsgrab verify says what is bad")
    places = [link["id"] for link in (read, *links)]
    first, last = min(places), max(places)
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
        tuple(_gone(connection, look_id, form) for look_id, form in looks[1:] if form),
    )


def _gone(connection: sqlite3.Connection, look_id: int, form: bytes) -> GoneLook:
    row = connection.execute(_GONE, (look_id,)).fetchone()
    page = page_bytes(connection, row["page_id"]) if row["page_id"] is not None else None
    return GoneLook(form, page, row["headers"] or "[]")


def _digest(form: bytes) -> bytes:
    return hashlib.sha256(form).digest()
