"""References: values of a store that name each other by key, and JSON inside texts, put where they are meant.

Apollo writes `{"__ref":"Article:7"}` (before version 3 `{"type":"id","id":"Article:7"}`), Relay `{"__refs":[…]}`.
"""

from __future__ import annotations

from typing import Any

from newsgrab.extraction.page.scripts.embedded_state import json_value

MAX_PARTS = 500_000
MIN_TEXT = 20
MAX_TEXT = 3_000_000
_Holder = Any  # an object or a list, which are filled alike


def resolved(root: object) -> object:
    """The value, changed in place; it may hold itself then."""
    top: list[object] = [root]
    waiting: list[_Holder] = [top]
    seen = {id(top)}
    stores: list[dict[str, object]] = []
    references: list[tuple[_Holder, object, object]] = []
    for _ in range(MAX_PARTS):
        if not waiting:
            break
        holder = waiting.pop()
        if isinstance(holder, dict):
            stores.append(holder)
        pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, raw in list(pairs):
            value = _inner_json(raw) if isinstance(raw, str) else raw
            if value is not raw:
                holder[key] = value
            if not isinstance(value, dict | list):
                continue
            if isinstance(value, dict) and (name := _name(value)) is not None:
                references.append((holder, key, name))
            elif id(value) not in seen:
                seen.add(id(value))
                waiting.append(value)
    if references:
        _put(references, stores)
    return top[0]


def _inner_json(text: str) -> object:
    """The JSON that a text is, else the text."""
    if not MIN_TEXT < len(text) < MAX_TEXT or text[0] not in "{[" or text.rstrip()[-1:] not in ("}", "]"):
        return text
    value = json_value(text)
    return text if value is None else value


def _name(value: dict[str, object]) -> object | None:
    """What an object names, if it is a reference: the key of another, or a list of keys."""
    if "__ref" in value:
        return value["__ref"]
    if "__refs" in value:
        return value["__refs"]
    if len(value) <= 4 and value.get("type") == "id":
        return value.get("id")
    return None


def _put(references: list[tuple[_Holder, object, object]], stores: list[dict[str, object]]) -> None:
    """Put what is meant in the place of each reference."""
    names = [one for _, _, name in references for one in (name if isinstance(name, list) else [name])]
    first = [name for name in names if isinstance(name, str)][:5]
    store = next((one for one in stores if any(name in one for name in first)), {})
    for holder, key, name in references:
        if isinstance(name, list):
            meant: object = [store[one] for one in name if isinstance(one, str) and one in store]
        else:
            meant = store.get(name) if isinstance(name, str) else None
        holder[key] = meant
