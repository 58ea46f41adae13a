"""Hosts that give no answer, from the run that told of it until one answers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from newsgrab.archive.sql import to_utc_iso


@dataclass(frozen=True, slots=True)
class Outage:
    """A host that gives no answer: since when, why, and when the person was told last."""

    host: str
    since: datetime
    reason: str
    notified_at: datetime


def outages(connection: sqlite3.Connection) -> dict[str, Outage]:
    """Those that have not ended, by host."""
    return {
        row["host"]: Outage(
            row["host"],
            datetime.fromisoformat(row["since"]),
            row["reason"],
            datetime.fromisoformat(row["notified_at"]),
        )
        for row in connection.execute("SELECT host, since, reason, notified_at FROM outage")
    }


def keep_outage(connection: sqlite3.Connection, outage: Outage) -> None:
    """Write down an outage, or what is new of it."""
    connection.execute(
        "INSERT OR REPLACE INTO outage (host, since, reason, notified_at) VALUES (?, ?, ?, ?)",
        (outage.host, to_utc_iso(outage.since), outage.reason, to_utc_iso(outage.notified_at)),
    )


def end_outage(connection: sqlite3.Connection, host: str) -> None:
    """The host answers."""
    connection.execute("DELETE FROM outage WHERE host = ?", (host,))
