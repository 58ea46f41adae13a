"""The steps that lead from an empty file to today's archive, and taking those that a file has not yet taken.

A step that has been released is never edited and imports nothing of ours, so that every archive ever written
opens with the same steps. `PRAGMA user_version` counts the steps taken; sqlite-utils records their names.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

APPLICATION_ID = 0x4E475242  # "NGRB", in the file's header: `file newsgrab.db` shows it
STEPS = (  # modules of this folder, oldest first
    "articles",
    "search",
    "sources",
    "removed",
    "claims",
    "outages",
    "imports",
    "time",
    "repairs",
    "rules",
    "events",
    "pace",
    "chain",
    "guids",
    "removals",
    "stamps",
    "scale",
    "origins",
    "cuts",
    "renderings",
    "compaction",
    "counts",
    "estimates",
    "bodies",
    "forms",
    "hashes",
    "presence",
    "headlines",
)
PLAIN_STEPS = STEPS.index("rules")
"""After the steps that come behind these there is work to do that only the program knows; see `migrate`."""


def migrate(path: str, steps: tuple[str, ...] = STEPS) -> None:
    """Take the steps that the archive at `path` has not yet taken; each is one transaction, none loses a row.

    In an archive that is not new, those after PLAIN_STEPS are not counted as done: whoever called does what is to be
    done after them, and counts them.
    """
    from importlib import import_module

    with _absent("pandas", "numpy"):
        from sqlite_utils import Database, Migrations

    db = Database(path)
    try:
        db.conn.execute("PRAGMA busy_timeout = 30000")
        db.enable_wal()
        is_new = db.execute("PRAGMA user_version").fetchone()[0] == 0
        migrations = Migrations("newsgrab")
        for number, name in enumerate(steps, start=1):
            step = import_module(f"newsgrab.archive.migrations.{name}").step
            migrations(name=f"{number:03}_{name}")(_counted(step, number if is_new or number <= PLAIN_STEPS else 0))
        migrations.apply(db)
    finally:
        db.close()


@contextmanager
def _absent(*modules: str) -> Iterator[None]:
    """As if these were not installed: sqlite-utils loads them where they are, for a second, and no step needs them."""
    loaded = cast("dict[str, Any]", sys.modules)
    hidden = [name for name in modules if name not in loaded]
    loaded.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del loaded[name]


def _counted(step: Callable[[Database], None], number: int) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        step(db)
        if number:
            db.execute(f"PRAGMA user_version = {number}")

    return run
