"""Numbered values: lists of JSON in which a value is named by its place, so that it stands once however often it is meant.

`devalue` (Nuxt 3, SvelteKit) writes `[{"title":1},"Bridge opens"]`, `turbo-stream` (Remix, React Router)
`[{"_1":2},"title","Bridge opens"]`.
"""  # noqa: E501

from __future__ import annotations

from dataclasses import dataclass, field

MAX_VALUES = 500_000
MAX_STEPS = 20  # from a place to the one that it stands for
MAX_DEPTH = 60
MAX_KIND = 20
MAX_DIGITS = 9
_MAPS = frozenset({"M", "Map", "null"})
_SETS = frozenset({"S", "Set"})
_TEXTS = frozenset({"D", "Date", "U", "URL", "B", "BigInt"})


def numbered_value(table: object) -> object | None:
    """The value that such a list stands for, None if it is none. What holds itself does so in the value, too.

    >>> numbered_value([{"title": 1, "tags": 2}, "Bridge opens", [1, 1]])
    {'title': 'Bridge opens', 'tags': ['Bridge opens', 'Bridge opens']}
    """
    return _Table(table).value(0) if isinstance(table, list) and _is_numbered(table) else None


def value_of_line(table: list[object], line: list[object]) -> object | None:
    """The value of a later line of a `turbo-stream`, whose places go on where the table ends; the table grows."""
    start = len(table)
    table += line
    return _Table(table).value(start) if len(table) <= MAX_VALUES else None


def place_of(text: str) -> int | None:
    """The place in a list that a text names, None if it is none.

    >>> place_of("12"), place_of("²"), place_of("9" * 5000)
    (12, None, None)
    """
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None


def _is_numbered(table: list[object]) -> bool:
    if not 1 < len(table) <= MAX_VALUES:
        return False
    first = table[0]
    if isinstance(first, dict):
        return bool(first) and all(type(place) is int for place in first.values())
    return isinstance(first, list) and len(first) == 2 and isinstance(first[0], str) and type(first[1]) is int


@dataclass(frozen=True, slots=True)
class _Same:
    """The value of another place."""

    place: int


@dataclass(slots=True)
class _Table:
    """One list: each place is made a value once, first an empty one, then what is in it."""

    table: list[object]
    known: dict[int, object] = field(default_factory=dict)

    def value(self, root: int) -> object:
        """The value at a place, with all that is in it."""
        places = [root]
        parts: list[tuple[object, list[object], list[object]]] = []  # what holds, its keys, the places of its values
        while places:
            place = places.pop()
            if place in self.known or not 0 <= place < len(self.table):
                continue
            value, keys, inner = self._empty(self.table[place])
            self.known[place] = value
            parts.append((value, keys, inner))
            places += [number for number in (*keys, *inner) if type(number) is int]
        for value, keys, inner in parts:
            if isinstance(value, dict):
                named = (str(self._at(key) if type(key) is int else key) for key in keys)
                value.update(zip(named, map(self._at, inner), strict=False))
            elif isinstance(value, list):
                value.extend(map(self._at, inner))
        return self._at(root)

    def _empty(self, raw: object) -> tuple[object, list[object], list[object]]:
        """An empty value for what stands at a place, with the keys (or their places) and the places of its parts."""
        if isinstance(raw, dict):
            keys = [place if key[:1] == "_" and (place := place_of(key[1:])) is not None else key for key in raw]
            return {}, keys, list(raw.values())
        if not isinstance(raw, list):
            return raw, [], []
        if not raw or not isinstance(raw[0], str):
            return [], [], raw
        name, rest = raw[0], raw[1:]
        if name in _MAPS:
            return {}, rest[::2], rest[1::2]
        if name in _SETS:
            return [], [], rest
        if name in _TEXTS or not rest or type(rest[0]) is not int:
            return (rest[0] if rest else None), [], []
        return _Same(rest[0]), [], rest[:1]  # what a framework watches: ["Reactive", 1]

    def _at(self, number: object) -> object:
        """The value of a place; what stands for another place gives that one's. Numbers below zero are nothing."""
        for _ in range(MAX_STEPS):
            value = self.known.get(number) if type(number) is int else None
            if not isinstance(value, _Same):
                return value
            number = value.place
        return None


def paired_value(value: object, depth: int = 0) -> object:
    """The value in which each part has its kind before it, as Astro writes the properties of an island.

    >>> paired_value({"article": [0, {"title": [0, "Bridge opens"], "tags": [1, [[0, "a"], [0, "b"]]]}]})
    {'article': {'title': 'Bridge opens', 'tags': ['a', 'b']}}
    """
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {key: paired_value(one, depth + 1) for key, one in value.items()}
    if not _is_pair(value):
        return value
    inner = value[1]  # type: ignore[index]
    return (
        [paired_value(one, depth + 1) for one in inner] if isinstance(inner, list) else paired_value(inner, depth + 1)
    )


def is_paired(value: object) -> bool:
    """Whether each part of an object has its kind before it."""
    return isinstance(value, dict) and bool(value) and all(map(_is_pair, value.values()))


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and type(value[0]) is int and 0 <= value[0] < MAX_KIND
