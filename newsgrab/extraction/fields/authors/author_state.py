"""Authors in embedded state: the JSON that scripts of a page carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.page.scripts.embedded_state import Script, embedded_values, is_about, json_objects
from newsgrab.extraction.words.tables import words_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

_KEYS = words_of("markup.authors.state_keys")
_NAMES = frozenset(_KEYS)
_NAME_KEYS = ("name", "fullName", "full_name", "displayName", "display_name", "title")
MAX_NAME_CHARS = 60


def authors_in_state(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """The authors of the object, among those that scripts carry, that describes this article."""
    titles, address = document.regions.titles, document.url or ""
    for value in embedded_values(document, _may_name):
        for one in json_objects(value):
            if not _NAMES.isdisjoint(one) and is_about(one, titles, address):
                for key in _KEYS:
                    names = names_in(list(_names(one.get(key))))
                    if names:
                        yield names, f"embedded state {key}"


def _may_name(script: Script) -> bool:
    return not _NAMES.isdisjoint(script.keys)


def _names(value: object) -> Iterator[str]:
    """The names that a value gives: a text, an object with a name, or a list of these; addresses and numbers are none."""  # noqa: E501
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        yield from next((_names(name) for key in _NAME_KEYS if isinstance(name := value.get(key), str)), ())
    elif isinstance(value, str) and len(value) <= MAX_NAME_CHARS and " " in value.strip():
        yield value
