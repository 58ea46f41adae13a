"""What the stem index holds, and whether that is everything."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from newsgrab.archive.analysis.terms import ANALYSER


class State(NamedTuple):
    """What the index was made by and whether every article is in it."""

    analyser: str
    complete: bool
    languages: frozenset[str]


def read_state(connection: sqlite3.Connection) -> State:
    """The state of the index."""
    analyser, complete, languages = connection.execute(
        "SELECT analyser, complete, languages FROM article_stem_state"
    ).fetchone()
    return State(analyser, bool(complete), frozenset(languages.split(",")) if languages else frozenset())


def is_stale(connection: sqlite3.Connection) -> bool:
    """True if something was written that `catch_up` has to put into the index before a search finds it."""
    state = read_state(connection)
    if state.analyser != ANALYSER or not state.complete:
        return connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is not None
    return connection.execute("SELECT 1 FROM article_stem_queue LIMIT 1").fetchone() is not None
