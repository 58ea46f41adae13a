"""Embedded state: the values that scripts of a page carry for a program in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from html import unescape
from typing import TYPE_CHECKING

from newsgrab.extraction.page.scripts.literals import NotALiteral, read_literal
from newsgrab.extraction.page.scripts.numbered import is_paired, numbered_value, paired_value
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import names_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.parsed_html import ParsedHtml

MAX_STARTS = 60  # places in one script where a value may begin
MAX_NODES = 200_000
# A value that is assigned, pushed or passed: `state = {`, `push({`, `parse("{`.
_START = re.compile(r"""(?:=|\(|,)\s*(?=[{\[]\s*["\[{\]}\d])|JSON\.parse\(\s*(?=["'])""")


class Script:
    """A script of a page, or an attribute, that may carry values.

    Several fields ask for its keys and values: both are read once, and the values, which cost many times as much, only
    for who finds a key.
    """

    def __init__(self, text: str, *, is_json: bool) -> None:
        """Of its text; `is_json` says that this is one value and no program."""
        self.text = text
        self._is_json = is_json

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names of all that the objects in it hold, and some of what stands before a colon and is none."""
        if self.is_literal:
            return frozenset(_BARE_KEY.findall(self.text))
        ends = {piece[piece.rfind('"') + 1 :] for piece in self.text.replace('" :', '":').split('":')}
        return frozenset([end.rstrip("\\") for end in ends if len(end) <= _MAX_KEY])

    @cached_property
    def is_literal(self) -> bool:
        """Whether a framework has written its state into it as a literal of JavaScript, with keys without quotes."""
        return not self._is_json and any(sign in self.text for sign in _LITERAL_SIGNS)

    @cached_property
    def values(self) -> list[object]:
        """The values in it."""
        if self.is_literal:
            return list(_literals(self.text))
        if not self._is_json:
            return list(_in_script(self.text))
        value = json_value(self.text)
        return [] if value is None else [_plain(value)]


_MAX_KEY = 60
_BARE_KEY = re.compile(r"""[{,]\s*["']?([\w$]{1,60})["']?\s*:""")
# Nuxt 2 calls a function that returns its state, SvelteKit passes a list of parts.
_LITERAL_SIGNS = ("__NUXT__", '{type:"data"')
_LITERAL = re.compile(r"""__NUXT__\s*=\s*(?!\{\s*\})|\bdata\s*[=:]\s*(?=\[\s*(?:null\s*,\s*)*\{type:"data")""")


def _literals(script: str) -> Iterator[object]:
    """The values that a framework has written as literals of JavaScript."""
    for start in _LITERAL.finditer(script):
        with suppress(NotALiteral):
            yield read_literal(script, start.end())[0]


def _plain(value: object) -> object:
    """The value that a framework has written by numbers of places, or with kinds before all parts; else itself."""
    return paired_value(value) if is_paired(value) else numbered_value(value) or value


def embedded_values(document: Document, may_hold: Callable[[Script], bool]) -> Iterator[object]:
    """The JSON values in those of the page's scripts that may hold what is looked for."""
    for script in document.once(_scripts):
        if may_hold(script):
            yield from script.values


def _scripts(document: ParsedHtml) -> list[Script]:
    found = [Script(text, is_json="json" in kind) for kind, text in document.scripts]
    if _ATTRIBUTE_START in document.text:
        found += [Script(unescape(match[1]), is_json=True) for match in _ATTRIBUTE.finditer(document.text)]
    return found


# JSON in an attribute: wire:initial-data="{&quot;views&quot;:12}".
_ATTRIBUTE_START = '="{&quot;'
_ATTRIBUTE = re.compile(r'="(\{&quot;[^"]{2,100000}\})"')


def _in_script(script: str) -> Iterator[object]:
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(MAX_STARTS):
        match = _START.search(script, at)
        if match is None:
            return
        at = match.end()
        try:
            if script[at] == "'":
                end = _end_of_string(script, at)
                value: object = json.loads(
                    '"' + script[at + 1 : end].replace("\\'", "'").replace('"', '\\"') + '"', strict=False
                )
                at = end
            else:
                value, at = decoder.raw_decode(script, at)
        except (ValueError, RecursionError):
            continue
        yield from _unwrapped(value)


def _unwrapped(value: object) -> Iterator[object]:
    """The value; JSON inside its strings too, as a JSON.parse argument or a streamed part ([1, "5:{…}"]) carries it."""
    strings = (
        [value]
        if isinstance(value, str)
        else [part for part in value if isinstance(part, str)]
        if isinstance(value, list)
        else []
    )
    for string in strings:
        for line in string.split("\n") if len(string) > 20 else ():
            start = re.search(r"[\[{]", line[:12])
            inner = json_value(line[start.start() :]) if start else None
            if inner is not None:
                yield inner
    if not isinstance(value, str):
        yield value


def _end_of_string(script: str, start: int) -> int:
    match = re.compile(r"(?:[^'\\]|\\.)*'", re.DOTALL).match(script, start + 1)
    return match.end() - 1 if match else start + 1


def json_value(text: str) -> object | None:
    """The object or list that a text is in JSON, None if it is none."""
    try:
        value: object = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def json_objects(value: object) -> Iterator[dict[str, object]]:
    """All objects in a JSON value, outer ones first."""
    waiting: list[object] = [value]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(inner for inner in reversed(one.values()) if isinstance(inner, dict | list))
        elif isinstance(one, list):
            waiting.extend(inner for inner in reversed(one) if isinstance(inner, dict | list))


def is_about(one: dict[str, object], titles: frozenset[str], address: str) -> bool:
    """Whether an object describes the page's own article: it bears the article's title, its address, or its number."""
    if _TELLING.isdisjoint(one):
        return False
    path = _last_part(address)
    for key, value in one.items():
        if key in _NUMBERS and str(value) in _numbers_in(address):
            return True
        text = value.get("rendered") if isinstance(value, dict) else value
        if not isinstance(text, str):
            continue
        if key in _TITLES and fold(text).strip() in titles:
            return True
        if path and key in _ADDRESSES and text.rstrip("/").endswith(path):
            return True
    return False


def is_of_another(one: dict[str, object], address: str) -> bool:
    """Whether an object bears the number of an article, and the address that of another."""
    numbers = _numbers_in(address)
    own = [str(value) for key, value in one.items() if key in _NUMBERS]
    return bool(numbers and own) and numbers.isdisjoint(own)


@lru_cache(maxsize=4)
def _last_part(address: str) -> str:
    """The part of an address that names the article, "" if it is too short to be told from a section's."""
    path = address.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]
    return path if len(path) >= MIN_NAME else ""


@lru_cache(maxsize=4)
def _numbers_in(address: str) -> frozenset[str]:
    """The numbers in an address that are long enough to be an article's."""
    return frozenset(_NUMBER.findall(address.split("//", 1)[-1].partition("/")[2]))


_NUMBER = re.compile(r"(?<!\d)\d{4,}(?!\d)")
_NUMBERS = names_of("embedded.numbers")
MIN_NAME = 5
_TITLES = names_of("embedded.titles")
_ADDRESSES = names_of("embedded.addresses")
_TELLING = _NUMBERS | _TITLES | _ADDRESSES
