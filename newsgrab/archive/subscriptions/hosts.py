"""What the archive remembers of hosts, for the next run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from newsgrab.archive.sql import to_utc_iso
from newsgrab.host import Host


def hosts(connection: sqlite3.Connection, names: Iterable[str] | None) -> dict[str, Host]:
    """The hosts that something is remembered of, by name: those of `names`, or all."""
    if names is None:
        rows = connection.execute("SELECT * FROM host").fetchall()
    else:
        found = (connection.execute("SELECT * FROM host WHERE name = ?", (name,)).fetchone() for name in set(names))
        rows = [row for row in found if row is not None]
    return {
        row["name"]: Host(
            row["name"],
            _moment(row["not_before"]),
            row["failures"],
            row["robots"],
            row["robots_status"],
            _moment(row["robots_at"]),
            bool(row["private"]),
        )
        for row in rows
    }


def keep_hosts(connection: sqlite3.Connection, remembered: Iterable[Host]) -> None:
    """Remember these hosts; what a run did not learn anew stays."""
    connection.executemany(
        "INSERT INTO host (name, not_before, failures, robots, robots_status, robots_at, private)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET not_before = excluded.not_before,"
        " failures = excluded.failures, private = max(private, excluded.private),"
        " robots = CASE WHEN excluded.robots_at IS NULL THEN robots ELSE excluded.robots END,"
        " robots_status = CASE WHEN excluded.robots_at IS NULL THEN robots_status ELSE excluded.robots_status END,"
        " robots_at = coalesce(excluded.robots_at, robots_at)",
        [
            (
                host.name,
                to_utc_iso(host.not_before) if host.not_before else None,
                host.failures,
                host.robots,
                host.robots_status,
                to_utc_iso(host.robots_at) if host.robots_at else None,
                int(host.private),
            )
            for host in remembered
        ],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
