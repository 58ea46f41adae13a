"""A search from the typed words to the hits."""

from __future__ import annotations

import sqlite3

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.hits import Hits, Window
from newsgrab.archive.search.near_duplicates import folded
from newsgrab.archive.search.session import SearchSession
from newsgrab.archive.search.suggest import suggest

MOST_RANKED = 200_000
"""Matches that are scored: of a still commoner query the latest ones."""

FIRST_TEN = Window()
_COUNTED = 20_000  # matches that are counted where the order does not need them all


def search(
    connection: sqlite3.Connection, text: str, filters: Filters = engine.NO_FILTERS, window: Window = FIRST_TEN
) -> Hits:
    """The articles that a query finds, best first.

    Looks only at what is in the index: `sync` first if `is_stale`. Raises BadQuery if there is nothing to look for.
    """
    asked = SearchSession(connection, text, filters)
    if window.any_word:
        asked.loosen()
    most = MOST_RANKED if window.sort == "rank" else _COUNTED
    total = asked.count(most + 1)
    if not total and asked.loosen():
        total = asked.count(most + 1)
    if not total:
        return Hits(0, notes=asked.query.notes, suggestions=suggest(connection, asked.planned))
    notes = list(asked.query.notes)
    if total > most and window.sort == "rank":
        asked.choice = engine.since_row(connection, asked.expression, asked.choice, most)
        notes.append(f"more than {most:,} articles match: the best of the latest {most:,}")
    end = window.offset + window.limit
    judged = asked.ranked(end) if window.sort == "rank" else asked.sorted_by(window.sort, end)
    exact = total <= most
    if asked.phrases:
        looked_at, judged = len(judged), asked.confirmed(judged)
        exact, total = looked_at >= total, len(judged) if looked_at >= total else total
    groups = [(one, ()) for one in judged] if window.copies else folded(judged, end)
    hits = tuple(asked.hit(one, others) for one, others in groups[window.offset : end])
    missing = suggest(connection, asked.planned) if asked.partial and not window.any_word else ()
    return Hits(min(total, most), hits, asked.partial, exact, tuple(notes), missing)
