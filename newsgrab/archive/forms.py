"""What the answers of a server have in common at most looks, kept once: a look keeps what is its own.

Which headers differ from look to look shows by itself. The first answer with certain headers makes a form of all their
values; one that differs makes another form, which leaves these values to each look.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache

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
    known = {form_id: _parsed(form) for form_id, form in rows}
    fitting = [form_id for form_id, form in known.items() if _fits(form, pairs)]
    if fitting:
        form_id = max(fitting, key=lambda each: _alike(known[each], pairs))
        form = known[form_id]
    else:
        nearest = max(known.values(), key=lambda each: _alike(each, pairs), default=pairs)
        form = _in_common(nearest, pairs)
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


def _fits(form: _Pairs, pairs: _Pairs) -> bool:
    """Whether a look has the headers of a form, with the values that are in it."""
    return len(form) == len(pairs) and all(
        one == other or (one[0] == other[0] and one[1] == _OWN) for one, other in zip(form, pairs, strict=True)
    )


def _alike(form: _Pairs, pairs: _Pairs) -> int:
    """How many headers a form has in common with a look."""
    return sum(one == other for one, other in zip(form, pairs, strict=False))


def _in_common(form: _Pairs, pairs: _Pairs) -> _Pairs:
    """The headers of a look, without the values that a form does not have."""
    known = [*form, *[("", _OWN)] * len(pairs)]
    return [pair if pair == each else (pair[0], _OWN) for pair, each in zip(pairs, known, strict=False)]


def _added(connection: sqlite3.Connection, form: tuple[str, str], reading: _Reading) -> int:
    cursor = connection.execute(
        "INSERT INTO form (names, headers, charset_declared, charset_used, recipe) VALUES (?, ?, ?, ?, ?)",
        (*form, *reading),
    )
    return int(cursor.lastrowid or 0)
