"""How a query was understood, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from newsgrab import local_time
from newsgrab.archive.search.index.state import read_state
from newsgrab.archive.search.query.plan import expression, plan
from newsgrab.archive.search.query.syntax import parse
from newsgrab.archive.search.query.tree import AllOf, AnyOf, Atom, Node


def explain_query(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The query as a tree, line by line, with the terms that the index is asked; for people, not for machines.

    Raises BadQuery, BadDate.
    """
    query = parse(text, local_time.now())
    planned = plan(query, read_state(connection).articles)
    lines: list[str] = []
    for node in planned.required:
        lines += _tree(node, planned.languages, "required: ", 0)
    for node in planned.without:
        lines += _tree(node, planned.languages, "excluded: ", 0)
    lines += [f"passed over as too common: {atom}" for atom in planned.ignored_stopwords]
    for name in dict.fromkeys(name for name, _ in query.fields):
        lines.append(f"only {name}: {' or '.join(value for field, value in query.fields if field == name)}")
    lines += [f"not {name}: {value}" for name, value in query.without_fields]
    lines += [f"only from {query.since.isoformat()}"] if query.since else []
    lines += [f"only before {query.until.isoformat()}"] if query.until else []
    return (*lines, *query.notes) if lines or query.notes else ("nothing to look for",)


def _tree(node: Node, languages: tuple[str, ...], head: str, depth: int) -> Iterator[str]:
    indent = "    " * depth
    if isinstance(node, Atom):
        yield f"{indent}{head}{node}    {expression(node, languages)}"
        return
    yield f"{indent}{head}{'one of' if isinstance(node, AnyOf) else 'all of'}"
    for each in node.nodes:
        yield from _tree(each, languages, "", depth + 1)
    for each in node.without if isinstance(node, AllOf) else ():
        yield from _tree(each, languages, "without ", depth + 1)
