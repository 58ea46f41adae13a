"""How a query was understood, in words."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from newsgrab.archive.search.index.state import read_state
from newsgrab.archive.search.query.plan import expression, plan
from newsgrab.archive.search.query.syntax import parse


def explain_query(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Lines that say what was looked for, with the terms that the index is asked; for people, not for machines."""
    query = parse(text, datetime.now(UTC))
    planned = plan(query, read_state(connection).articles)
    lines = []
    for group in planned.groups:
        lines.append(f"required: {' OR '.join(map(str, group))}")
        lines += [f"    {expression(atom, planned.languages)}" for atom in group]
    lines += [f"excluded: {atom}    {expression(atom, planned.languages)}" for atom in planned.without]
    lines += [f"passed over as too common: {atom}" for atom in planned.ignored_stopwords]
    lines += [f"only {name}: {value}" for name, value in query.fields]
    lines += [f"only from {query.since.isoformat()}"] if query.since else []
    lines += [f"only before {query.until.isoformat()}"] if query.until else []
    return (*lines, *query.notes) if lines or query.notes else ("nothing to look for",)
