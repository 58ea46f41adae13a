"""What the answers of a server have in common at most looks, kept once: a look keeps what is its own.

Which headers differ from look to look shows by itself. The first answer with certain headers makes a form of all their
values; one that differs makes another form, which leaves these values to each look.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat
from operator import eq

from newsgrab.archive.editorial import as_json

MOST_VALUES = 16  # of a look's own that the view `visit` can put back
_OWN = "%s"

_Reading = tuple[str | None, str | None, str]
_Pairs = list[tuple[str, str]]


def form_of(
    connection: sqlite3.Connection, headers: Sequence[tuple[str, str]], reading: _Reading
) -> tuple[int | None, str]:
    """The id of a look's form, and the values of its headers that are its own; None and all headers if it has none.

    `reading` are the declared and the used charset, and the recipe.
    """
    names = as_json([name for name, _ in headers])
    pairs = [(_escaped(name), _escaped(value)) for name, value in headers]
    rows = connection.execute(
        "SELECT id, headers FROM form WHERE names = ? AND (charset_declared, charset_used, recipe) IS (?, ?, ?)",
        (names, *reading),
    )
    known = [(form_id, _parsed(form)) for form_id, form in rows]
    fitting = [(form_id, form) for form_id, form in known if _in_common(form, pairs) == form]
    form_id, form = max(fitting or known, key=lambda each: _alike(each[1], pairs), default=(None, pairs))
    if not fitting:
        form = _in_common(form, pairs)
        if sum(value == _OWN for _, value in form) > MOST_VALUES:
            return None, as_json(headers)
        form_id = _added(connection, (names, as_json(form)), reading)
    own = [as_json(value)[1:-1] for (_, value), (_, kept) in zip(headers, form, strict=True) if kept == _OWN]
    return form_id, as_json(own)


@lru_cache(maxsize=256)
def _parsed(form: str) -> _Pairs:
    return [(name, value) for name, value in json.loads(form)]


def _escaped(text: str) -> str:
    """As printf takes it."""
    return text.replace("%", "%%") if "%" in text else text


def _alike(form: _Pairs, pairs: _Pairs) -> int:
    """How many headers a form has in common with a look."""
    return sum(map(eq, form, pairs))


def _in_common(form: _Pairs, pairs: _Pairs) -> _Pairs:
    """The headers of a look, without the values that a form does not have: the form itself, if the look has it."""
    known = chain(form, repeat(("", _OWN)))
    return [pair if pair == each else (pair[0], _OWN) for pair, each in zip(pairs, known, strict=False)]


def _added(connection: sqlite3.Connection, form: tuple[str, str], reading: _Reading) -> int:
    cursor = connection.execute(
        "INSERT INTO form (names, headers, charset_declared, charset_used, recipe) VALUES (?, ?, ?, ?, ?)",
        (*form, *reading),
    )
    return int(cursor.lastrowid or 0)
