"""A source as a bell: an address that it says has changed, shows no more, or shows again, is worth a look now."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from newsgrab.archive.sql import to_utc_iso
from newsgrab.link import Link

MISSING = -1  # the place of an address that the source showed, and shows no more
MOST = 5  # changes at once that are believed however few addresses are listed; else at most half of them

_FOLLOWED = (
    "SELECT a.url, a.id FROM due JOIN address d ON d.id = due.address_id"
    " JOIN address a ON a.id = d.id OR (d.article_id IS NOT NULL AND a.article_id = d.article_id)"
)


def ring(connection: sqlite3.Connection, source_id: int, listed: Sequence[Link], at: datetime, *, whole: bool) -> int:
    """Make due what the source says has changed since it was last read, no more shows, or shows again; gives how many.

    An address is missing only if one that stood behind it is still there: what scrolls out at the end is no news. A
    source that tells so of most of what it lists (a new clock, another order) is not believed.
    """
    _learn(connection, source_id, listed)
    now = {link.url: (place, link.changed_at) for place, link in enumerate(listed)}
    rows = connection.execute(
        "SELECT l.address_id, a.url, l.place, l.changed_at, (SELECT max(v.at) FROM visit v WHERE v.address_id = a.id)"
        " AS looked_at FROM link l JOIN address a ON a.id = l.address_id WHERE l.source_id = ?",
        (source_id,),
    ).fetchall()
    before = [row for row in rows if row["place"] is not None and row["place"] != MISSING]
    there = [row for row in rows if row["url"] in now]
    changed = [
        row["address_id"] for row in there if _is_later(now[row["url"]][1], row["changed_at"] or row["looked_at"])
    ]
    last = max((row["place"] for row in before if row["url"] in now), default=-1)
    missing = [row["address_id"] for row in before if row["url"] not in now and row["place"] < last and whole]
    rung = _make_due(connection, changed, at, "its source says that it changed", of=len(there))
    rung += _make_due(connection, missing, at, "its source shows it no more", of=len(before))
    back = [row["address_id"] for row in there if row["place"] == MISSING]
    rung += _make_due(connection, back, at, "its source shows it again", of=len(there))
    for row in rows:
        gone = MISSING if row["address_id"] in missing or row["place"] == MISSING else None
        place, changed_at = now.get(row["url"], (gone, None))
        said = to_utc_iso(changed_at) if changed_at else row["changed_at"]
        if (place, said) != (row["place"], row["changed_at"]):
            connection.execute(
                "UPDATE link SET place = ?, changed_at = ? WHERE source_id = ? AND address_id = ?",
                (place, said, source_id, row["address_id"]),
            )
    return rung


def _learn(connection: sqlite3.Connection, source_id: int, listed: Sequence[Link]) -> None:
    """Know the addresses that a bell lists and that are followed; other sources keep their links themselves."""
    bell = connection.execute("SELECT bell_of, added_at FROM source WHERE id = ?", (source_id,)).fetchone()
    if bell is None or bell["bell_of"] is None:
        return
    urls = {link.url for link in listed}
    for url, address_id in connection.execute(_FOLLOWED).fetchall():
        if url in urls:
            connection.execute(
                "INSERT OR IGNORE INTO link (source_id, address_id, found_at, wanted) VALUES (?, ?, ?, 0)",
                (source_id, address_id, bell["added_at"]),
            )


def _is_later(said: datetime | None, before: str | None) -> bool:
    return said is not None and before is not None and to_utc_iso(said) > before


def _make_due(connection: sqlite3.Connection, address_ids: Sequence[int], at: datetime, why: str, *, of: int) -> int:
    """Make due those of them that are followed and were looked at; none if they are too many of what is listed."""
    if len(address_ids) > max(MOST, of / 2):
        return 0
    rung = 0
    for address_id in address_ids:
        rung += connection.execute(
            "UPDATE due SET at = ?, reason = ? WHERE at > ? AND address_id IN"
            " (SELECT b.id FROM address a JOIN address b ON b.id = a.id"
            "  OR (a.article_id IS NOT NULL AND b.article_id = a.article_id) WHERE a.id = ?)",
            (to_utc_iso(at), why, to_utc_iso(at), address_id),
        ).rowcount
    return rung
