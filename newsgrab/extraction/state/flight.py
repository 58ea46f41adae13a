"""The flight of React's server components, as `self.__next_f.push([1,"…"])` carries it: rows of JSON that name each other.

A row is `NUMBER:JSON` up to the end of its line, or `NUMBER:Tlength,TEXT`, numbers in hexadecimal, lengths in bytes of
UTF-8. In the JSON, `"$1a"` stands for the value of a row, `"$1a:props:title"` for a part of it, and `["$","p",null,{…}]`
is an element.
"""  # noqa: E501

from __future__ import annotations

import json
import re
from contextlib import suppress

from newsgrab.extraction.page.scripts.numbered import place_of

MAX_ROWS = 50_000
MAX_NODES = 500_000
_ROW = re.compile(rb"([0-9a-f]*):([A-Z]?)")
_LENGTH = re.compile(rb"([0-9a-f]+),")
_WITH_LENGTH = frozenset(b"TAOoUSsLlGgMmV")
_REFERENCE = re.compile(r"\$[@LQW]?([0-9a-f]+)((?::[^:]*)*)$")
_ELEMENT_SIZE = 4


def flight_values(flight: bytes) -> list[object]:
    """The values of all rows, each with the others in it in the place of their names."""
    rows = _rows(flight)
    budget = MAX_NODES
    for name, value in list(rows.items()):
        rows[name] = element(value)
    for value in rows.values():
        budget -= _fill(value, rows, budget)
    return [value for value in rows.values() if isinstance(value, dict | list)]


def element(value: object) -> object:
    """An element as an object with its `type`, another value as it is.

    >>> element(["$", "p", None, {"children": "Text"}])
    {'type': 'p', 'children': 'Text'}
    """
    if not (isinstance(value, list) and len(value) >= _ELEMENT_SIZE and value[0] == "$"):
        return value
    own = value[3] if isinstance(value[3], dict) else {}
    kind = value[1]
    return ({"type": kind} if isinstance(kind, str) and not kind.startswith("$") else {}) | own


def _rows(flight: bytes) -> dict[str, object]:
    rows: dict[str, object] = {}
    at = 0
    for _ in range(MAX_ROWS):
        match = _ROW.match(flight, at)
        if match is None:
            at = flight.find(b"\n", at) + 1
            if not at:
                break
            continue
        name, tag = match[1].decode(), match[2]
        at = match.end()
        length = _LENGTH.match(flight, at) if tag and tag[0] in _WITH_LENGTH else None
        if length is not None:
            end = length.end() + int(length[1], 16)
            if tag == b"T":
                rows[name] = flight[length.end() : end].decode("utf-8", "replace")
            at = end
            continue
        end = flight.find(b"\n", at)
        end = len(flight) if end < 0 else end
        if not tag:
            with suppress(ValueError, RecursionError):
                rows[name] = json.loads(flight[at:end], strict=False)
        at = end + 1
    return rows


def _fill(root: object, rows: dict[str, object], budget: int) -> int:
    """Put values in the place of their names, in all that a row holds; how many parts were looked at."""
    waiting = [root]
    done = 0
    while waiting and done < budget:
        holder = waiting.pop()
        done += 1
        pairs = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, raw in list(pairs):
            value = _meant(raw, rows) if isinstance(raw, str) and raw[:1] == "$" else element(raw)
            if value is not raw:
                holder[key] = value  # type: ignore[index]
            if isinstance(value, dict | list) and not isinstance(raw, str):
                waiting.append(value)
    return done


def _meant(text: str, rows: dict[str, object]) -> object:
    """What a text that begins with a dollar stands for."""
    if text[1:2] == "$":
        return text[1:]
    if text[1:2] == "D":
        return text[2:]
    match = _REFERENCE.match(text)
    if match is None:
        return text if len(text) == 1 else None
    value = rows.get(match[1])
    for part in match[2].split(":")[1:]:
        value = element(value)
        if isinstance(value, list) and (place := place_of(part)) is not None and place < len(value):
            value = value[place]
        else:
            value = value.get(part) if isinstance(value, dict) and part != "props" else value
    return value
