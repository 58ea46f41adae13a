"""What the stem index holds, and whether that is everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from newsgrab.archive.search.analysis.terms import ANALYSER


class StemIndexState(NamedTuple):
    """What the index was made by, whether every article is in it, and how many it holds in each language."""

    analyser: str
    complete: bool
    articles: Mapping[str, int]


def read_state(connection: sqlite3.Connection) -> StemIndexState:
    """The state of the index."""
    analyser, complete, languages = connection.execute(
        "SELECT analyser, complete, languages FROM article_stem_state"
    ).fetchone()
    counted = _counted(languages)
    if counted is None:  # as one of another analyser: it is made anew
        return StemIndexState(analyser="", complete=False, articles={})
    return StemIndexState(analyser, bool(complete), counted)


@lru_cache(maxsize=1)  # it is asked for again before it changes
def _counted(languages: str) -> Mapping[str, int] | None:
    """How many articles each language has; None if that is damaged."""
    counted = {language: count for language, _, count in (each.partition(":") for each in languages.split(",") if each)}
    if not all(count.isdecimal() for count in counted.values()):
        return None
    return {language: int(count) for language, count in counted.items()}


def write_state(connection: sqlite3.Connection, state: StemIndexState) -> None:
    """Write the state down, inside the caller's transaction."""
    languages = ",".join(f"{language}:{count}" for language, count in sorted(state.articles.items()) if count > 0)
    connection.execute(
        "UPDATE article_stem_state SET analyser = :analyser, complete = :complete, languages = :languages"
        " WHERE (analyser, complete, languages) IS NOT (:analyser, :complete, :languages)",
        {"analyser": state.analyser, "complete": int(state.complete), "languages": languages},
    )


def is_stale(connection: sqlite3.Connection) -> bool:
    """True if something was written that `sync` has to put into the index before a search finds it."""
    state = read_state(connection)
    if state.analyser != ANALYSER or not state.complete:
        return connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is not None
    return connection.execute("SELECT 1 FROM article_stem_queue LIMIT 1").fetchone() is not None
