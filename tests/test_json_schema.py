"""What commands print as JSON is as newsgrab/docs/schema.json says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, ask, filled

__all__ = ["ask", "filled"]
SCHEMAS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "newsgrab/docs/schema.json").read_text(encoding="utf-8")
)["$defs"]
TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}
COMMANDS = {
    "search": "search --any-word الرصيف الشحن",
    "search --removed": "search --removed الصيف",
    "search --all-versions": "search --all-versions الصيف",
    "views REF": "views 1",
    "views --rising": "views --rising --since 2020",
    "related REF": "related 1",
    "related REF --to": "related 2 --to",
    "changes": "changes --words",
    **{name: f"{name} 1" for name in ("show", "history", "blame", "lineage")},
}
EMPTY = {"related --find headlines", "views --rising"}  # of that archive there is nothing to print


def wrong(value: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Where a value is not as the schema says; of JSON Schema what newsgrab's own uses."""
    if "anyOf" in schema:
        found = [list(wrong(value, each, place)) for each in schema["anyOf"]]
        if [] not in found:
            yield from min(found, key=len)
    elif "enum" in schema or "const" in schema:
        if value not in schema.get("enum", [schema.get("const")]):
            yield f"{place}: {value!r}"
    elif not isinstance(value, TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
        yield f"{place}: {value!r} is no {schema['type']}"
    elif schema["type"] == "array":
        for each in value:
            yield from wrong(each, schema["items"], f"{place}[]")
    elif schema["type"] == "object":
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        yield from (f"{place}.{name}: missing" for name in schema.get("required", []) if name not in value)
        for name, each in value.items():
            if name in known or isinstance(others, dict):
                yield from wrong(each, known.get(name, others), f"{place}.{name}")
            elif others is False:
                yield f"{place}.{name}: not in the schema"


@pytest.mark.parametrize("command", SCHEMAS)
def test_every_line_is_as_the_schema_says(ask: Callable[..., Run], command: str) -> None:
    """Field by field, and no field is left unnamed."""
    words = COMMANDS.get(command, command).split()
    form = ["--format", "jsonl"] if words[0] == "export" else ["--json"]
    lines = ask(*words, *form).json
    assert lines or command in EMPTY
    assert [problem for line in lines for problem in wrong(line, SCHEMAS[command])] == []
