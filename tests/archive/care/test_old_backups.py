"""Which dated backups are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from newsgrab.archive.care.old_backups import superfluous

NOW = datetime(2026, 3, 4, 6, 30)  # noqa: DTZ001 (a Wednesday, in UTC as the names have it)
DAILY = [Path(f"newsgrab-{NOW - timedelta(days=day):%Y-%m-%dT%H-%M-%SZ}.db") for day in range(40)]


def test_the_latest_are_kept_and_the_last_of_each_week() -> None:
    """Of forty daily backups: three days, and the last day of four weeks (this one among them)."""
    gone = set(superfluous(DAILY, latest=3, weekly=4))
    assert [DAILY.index(path) for path in DAILY if path not in gone] == [0, 1, 2, 3, 10, 17]


def test_other_files_are_never_named() -> None:
    """Copies by hand, of upgrades, the archive itself, names that are no date."""
    others = ["newsgrab.db", "newsgrab-2026-03-01T06-30-00Z.db.part", "newsgrab-2026-99-01T06-30-00Z.db", "notes.txt"]
    assert superfluous([Path(name) for name in others], latest=1, weekly=0) == []
