"""Did you mean: the words of the archive nearest to a word that it does not have."""

from __future__ import annotations

import sqlite3

from newsgrab.archive.search import engine
from newsgrab.archive.search.analysis.fold import fold
from newsgrab.archive.search.analysis.scan import is_spaceless
from newsgrab.archive.search.query.plan import SearchPlan, expression
from newsgrab.archive.search.query.tree import Kind

_LOOKED_AT = 20_000  # words of the archive that are compared with one typed word
_SHORTEST = 4  # letters; of shorter words too many are near


def suggest(connection: sqlite3.Connection, planned: SearchPlan) -> tuple[str, ...]:
    """Words to type instead of those that no article has; the commonest of the nearest, one for each."""
    found = []
    for atom in planned.atoms:
        if atom.kind is not Kind.WORD or is_spaceless(atom.words[0]):
            continue
        if engine.count(connection, expression(atom, planned.languages), engine.Choice(), 1):
            continue
        near = nearest(connection, atom.words[0])
        found += [near] if near else []
    return tuple(found)


def nearest(connection: sqlite3.Connection, word: str) -> str | None:
    """The commonest of the indexed words that differ least from this one; None if none is within two letters."""
    typed = fold(word)
    if len(typed) < _SHORTEST:
        return None
    most = 1 if len(typed) < 7 else 2
    start = typed[:2]
    rows = connection.execute(
        "SELECT term, doc FROM article_word WHERE term >= ? AND term < ? LIMIT ?",
        (start, start[:-1] + chr(ord(start[-1]) + 1), _LOOKED_AT),
    )
    near = [
        (distance, -articles, term)
        for term, articles in rows
        if abs(len(term) - len(typed)) <= most and (distance := _distance(typed, fold(term), most)) <= most
    ]
    return min(near)[2] if near else None


def _distance(first: str, second: str, most: int) -> int:
    """Letters to put in, take out, change or swap with a neighbour (Damerau); `most` + 1 if there are more."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if last and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
