"""View counts in embedded state: the JSON that scripts of a page carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.page.elements import name_words
from newsgrab.extraction.page.scripts.embedded_state import (
    Script,
    embedded_values,
    is_about,
    is_of_another,
    json_objects,
)
from newsgrab.extraction.words.numbers import Count, read_count
from newsgrab.extraction.words.tables import names_of, words_of
from newsgrab.extraction.words.view_labels import names_views

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

# Parts of the keys under which scripts carry a count of readers, and how such a key goes on, with a number above zero.
_KEY_PARTS = words_of("markup.views.key_parts")
_REST_OF_KEY = re.compile(r"""[\w-]*\\*"?\s*:[\s"\\]*(?!0)\d""")
_KEYS = names_of("views.keys")


def counts_in_state(document: Document) -> Iterator[tuple[Count, str]]:
    """The count in the object, among those that scripts carry, that describes this article."""
    titles, address = document.regions.titles, document.url or ""
    called: list[tuple[Count, str]] = []
    for value in embedded_values(document, _may_count):
        for one in json_objects(value):
            if is_about(one, titles, address):
                yield from counts_in(one)
            called += [
                pair for key in _OWN_KEYS if isinstance(inner := one.get(key), dict) for pair in counts_in(inner)
            ]
    if len({count.value for count, _ in called}) == 1:  # else one of several articles
        yield called[0]


_OWN_KEYS = words_of("markup.views.article_keys")


def _is_key(key: str) -> bool:
    """Whether a key of an article's object calls a count of readers."""
    return key in _KEYS or names_views(name_words(key))


def counts_in(one: dict[str, object]) -> Iterator[tuple[Count, str]]:
    """The counts of readers in an object, or in those right in it."""
    for holder in (one, *(inner for inner in one.values() if isinstance(inner, dict))):
        for key, number in holder.items():
            if isinstance(number, int | str) and not isinstance(number, bool) and _is_key(key):
                count = read_count(str(number))
                if count:
                    yield count, f"embedded state {key}"


def counts_in_attribute(document: Document, text: str) -> Iterator[Count]:
    """The counts in the JSON of an attribute, if no number in it is another article's than that of the address."""
    for value in Script(text, is_json=True).values:
        if isinstance(value, dict) and not is_of_another(value, document.url or ""):
            yield from (count for count, _ in counts_in(value))


def _may_count(script: Script) -> bool:
    """Whether a script has a key for a count of readers with a number above zero."""
    if script.is_literal:
        return any(map(_is_key, script.keys))
    keys = "\n".join(script.keys)
    parts = [part for part in _KEY_PARTS if part in keys] + [f'{key}"' for key in _KEYS & script.keys]
    return any(any(map(_REST_OF_KEY.match, script.text.split(part)[1:])) for part in parts)
