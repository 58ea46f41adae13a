"""What the program itself does after migration steps: what follows from the looks is made by today's rules.

The migrations know the tables and nothing else; what an edit is, and what is hashed, they do not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from newsgrab.archive.connection import connected
from newsgrab.archive.editorial import Editorial, are_of_today, as_json
from newsgrab.archive.keep.chain import chain_origins, chain_what_was_there
from newsgrab.archive.keep.derive import rebuild
from newsgrab.archive.migrations.migrate import STEPS
from newsgrab.archive.sql import to_utc_iso
from newsgrab.article import TIME_AGO

Progress = Callable[[str, int, int], None]
"""Gets what is done, in words, and how much of it is done and to do."""

_TOLD_FROM_NOW = (  # articles of which something else may follow by the rules that came after a step
    f"id IN (SELECT article_id FROM snapshot WHERE instr(sources, '{TIME_AGO}'))"
    " AND id IN (SELECT article_id FROM snapshot WHERE text > 1)"
)
_MISSED_AT_ONE_ADDRESS = (
    "id IN (SELECT article_id FROM visit WHERE answer IN ('gone', 'absent'))"
    " AND (SELECT count(DISTINCT address_id) FROM visit WHERE article_id = article.id) > 1"
)
_BY_OTHER_RULES = (
    f"{_MISSED_AT_ONE_ADDRESS} OR id IN (SELECT article_id FROM visit WHERE outcome = 'completed')"
    " OR id IN (SELECT article_id FROM version_run WHERE instr(changed, 'published_at'))"
)
_BY_RULES_OF_PARTS = (
    "id IN (SELECT article_id FROM visit WHERE outcome = 'incomplete' OR moved_to IS NOT NULL)"
    " OR id IN (SELECT article_id FROM version_run WHERE instr(changed, 'category'))"
)


def renew(path: Path, before: int, progress: Progress = lambda *_: None) -> None:
    """Do what is to be done after the steps that an archive took since step `before`: all of it or nothing."""
    with closing(connected(path, "rw")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if before <= STEPS.index("rules"):
            _apply_rules(connection, progress)
        elif before <= STEPS.index("cuts"):
            _work_out(connection, progress)
        else:
            rules = {"estimates": _TOLD_FROM_NOW, "presence": _BY_OTHER_RULES, "headlines": _BY_RULES_OF_PARTS}
            _work_out(connection, progress, [which for step, which in rules.items() if before <= STEPS.index(step)])
        at = to_utc_iso(datetime.now(UTC))
        if before <= STEPS.index("chain"):
            chain_what_was_there(connection, at, partial(progress, "looks chained"))
        if before <= STEPS.index("origins"):
            chain_origins(connection, at)
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")


def _apply_rules(connection: sqlite3.Connection, progress: Progress) -> None:
    """Hash the texts by today's rule, and work out the versions by it.

    A text that is not the one its hashes were made of keeps them, so that `newsgrab verify` goes on telling of it.
    """
    for (snapshot_id,) in connection.execute("SELECT id FROM snapshot ORDER BY id").fetchall():
        row = connection.execute("SELECT * FROM snapshot WHERE id = ?", (snapshot_id,)).fetchone()
        stored, kept = json.loads(row["hashes"]), Editorial.kept(row)
        if not are_of_today(stored) and stored == kept.hashes_of_rule_1():
            connection.execute("UPDATE reading SET hashes = ? WHERE id = ?", (as_json(kept.hashes()), snapshot_id))
    _work_out(connection, progress)


def _work_out(connection: sqlite3.Connection, progress: Progress, which: Iterable[str] = ("1",)) -> None:
    """Work out again what follows from the looks at each article, or at some."""
    where = " OR ".join(f"({each})" for each in which)
    articles = connection.execute(f"SELECT id FROM article WHERE {where or 0} ORDER BY id").fetchall()
    for done, (article_id,) in enumerate(articles, start=1):
        rebuild(connection, article_id)
        progress("articles worked out", done, len(articles))
