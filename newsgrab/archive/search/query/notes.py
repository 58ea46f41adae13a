"""What in a query may not be what was meant: operators of other search engines, and signs that no index has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SIGNS = "#%&@"  # besides symbols: what stands for something and is not searched
_OUR_SIGNS = "|\u2212"
_FOREIGN = (
    (
        r"(?<!\S)(?:NEAR|ADJ|XOR|WITHIN|AROUND|[WN](?=/\d))(?:/\d+)?(?=[\s(]|$)",
        "{0} is no operator here: looked for as a word",
    ),
    (r"(?<!\S)!(?=\w)", "! is no operator here: write -word for articles without it"),
    (r"(?<!\S)(?!\S*/)\S*\w[?*]\w\S*|(?<![\w*\"”»])\*\w\S*", "{0}: a * can only end a word (minist*), and ? is none"),
    (r"\S*\d\.\.\d\S*", "{0} is no range here: write after: and before:"),
    (r"(?<!\S)—(?=\w)", "— is no operator here: write -word for articles without it"),
    (r"(?<=\w )or(?= \w)", "or in small letters is a word: write OR for one of two"),
    (r"(?<=[\"”»\w])~\d*(?!\w)", "{0} is no operator here: words are found in all their forms"),
    (r"(?<!\S)/[^/\s]+/(?!\S)", "{0} is no regular expression here: looked for as words"),
)
_UNKNOWN_FIELD = r"(?<![^\s(|-])([^\W\d]{2,})[:：](?=[\w\"“«>])"
_ANY_FOREIGN = r"[*?!~/:：—]|\.\.|NEAR|ADJ|XOR|WITHIN|AROUND| or "


def notes_on(typed: str) -> Iterator[str]:
    """A line for each thing that is looked for otherwise than it may be meant."""
    if not typed.isascii() or re.search(r"[#%&@$+<=>^`~]", typed):
        yield from _on_signs(typed)
    if not re.search(_ANY_FOREIGN, typed):
        return
    for foreign, note in _FOREIGN:
        if match := re.search(foreign, typed):
            yield note.format(match[0].strip())
    for match in re.finditer(_UNKNOWN_FIELD, typed):
        from newsgrab.archive.search.query.lexer import COLUMNS, FIELDS

        if match[1].lower() not in {*COLUMNS, *FIELDS, "http", "https"}:
            yield f"{match[1]}: is no field: looked for as a word (fields: {', '.join((*COLUMNS, *FIELDS))})"


def _on_signs(typed: str) -> Iterator[str]:
    signs = dict.fromkeys(
        sign for sign in typed if sign not in _OUR_SIGNS and (sign in _SIGNS or unicodedata.category(sign)[0] == "S")
    )
    if signs:
        yield f"signs are not searched: {' '.join(signs)}"
