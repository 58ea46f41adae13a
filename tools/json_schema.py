"""The JSON that commands print, a line each, as a JSON Schema (2020-12): newsgrab/docs/schema.json.

The types are those of the values that the commands write: nothing is told twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from newsgrab.archive.history import alternation, blame, changes, edit_kinds, growth, looks, series, versions
from newsgrab.archive.history.related import blocks, promotions
from newsgrab.archive.keep import imports
from newsgrab.archive.query import export, listing
from newsgrab.archive.search import hits, lineage
from newsgrab.archive.search import versions as version_hits
from newsgrab.archive.search.removed import find
from newsgrab.article import Article
from newsgrab.outcomes import Outcome

Schema = dict[str, Any]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def schema_of(kind: Any) -> Schema:
    """The schema of a type of Python."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if kind is datetime:
        return {"type": "string", "format": "date-time"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [each.value for each in kind]}
    if get_origin(kind) in {Union, UnionType}:
        return {"anyOf": [schema_of(each) for each in get_args(kind)]}
    if get_origin(kind) in {tuple, list, frozenset, set}:
        return {"type": "array", "items": schema_of(next(each for each in get_args(kind) if each is not Ellipsis))}
    if get_origin(kind) in {dict, Mapping}:
        return {"type": "object", "additionalProperties": schema_of(get_args(kind)[1])}
    if kind is hits.Span:
        return {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    return record(_fields(kind))


def record(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others; those named may be missing."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _fields(kind: Any) -> dict[str, Schema]:
    """The fields of a data class, or of a named tuple."""
    names = [each.name for each in fields(kind)] if is_dataclass(kind) else kind._fields
    hints = get_type_hints(kind)
    return {name: schema_of(hints[name]) for name in names}


def _line(of: Any, /, **more: Schema) -> Schema:
    """A value with its fields, and others beside them."""
    return record(_fields(of) | more)


def _kind(name: str) -> Schema:
    return {"const": name}


def _row(table: str) -> Schema:
    """A row of an exportable table."""
    types = {
        export.Kind.NUMBER: schema_of(int),
        export.Kind.TRUTH: schema_of(bool),
        export.Kind.LIST: schema_of(list[str]),
    }
    cells = {name: types.get(export.kind_of(name), schema_of(str)) for name in export.TABLES[table].columns}
    return record({name: {"anyOf": [cell, {"type": "null"}]} for name, cell in cells.items()})


def lines() -> dict[str, Schema]:
    """For each command what one line of its JSON may be."""
    text, number, truth, texts = schema_of(str), schema_of(int), schema_of(bool), schema_of(list[str])
    answer = {"total": number, "notes": texts}
    named = ("id", "url", "version", "title", "views", "views_exact", "gone_since")
    counted = {name: _fields(listing.Listed)[name] for name in named}
    compared = {
        "kinds": {"type": "array", "items": schema_of(edit_kinds.EditKind)},
        "words_removed": number,
        "words_added": number,
        "silent": truth,
        "minor": truth,
        "weight": number,
        "differences": {"type": "object"},
    }
    shown = ("id", "version", "versions", "look", "looks")
    state = dict.fromkeys(shown, number) | {
        name: schema_of(str | None) for name in ("first_seen_at", "last_seen_at", "gone_since", "look_at", "read_at")
    }
    article = _fields(Article) | {"body": text}
    return {
        "list": schema_of(listing.Listed),
        "show": record(article | state | {"outcome": schema_of(Outcome), "part": text}),
        "search": _line(hits.Hit, **answer, total_partial=number, total_exact=truth, suggestions=texts),
        "search --removed": schema_of(find.Removal),
        "search --all-versions": _line(version_hits.VersionHit, **answer),
        "history": {
            "anyOf": [
                _line(versions.Version, kind=_kind("version")),
                _line(alternation.Alternation, kind=_kind("alternation")),
                _line(looks.Absence, kind=_kind("absence")),
                _line(looks.Visit, kind=_kind("visit")),
            ]
        },
        "changes": record(_fields(changes.Change) | compared, tuple(compared)),
        "views": record(counted),
        "views REF": _line(series.ViewPoint, per_hour=schema_of(float | None), turn=schema_of(growth.Turn | None)),
        "views --rising": schema_of(growth.Rising),
        "related REF": schema_of(series.RelatedEntryHistory),
        "related REF --to": schema_of(promotions.Promotion),
        "related --find orphans": schema_of(blocks.Orphan),
        "related --find unkept": schema_of(blocks.Unkept),
        "related --find headlines": schema_of(blocks.OtherHeadline),
        "blame": schema_of(blame.Passage),
        "lineage": {
            "anyOf": [
                _line(lineage.LineageText, kind=_kind("text")),
                _line(lineage.Wording, kind=_kind("wording")),
            ]
        },
        "info": _line(listing.Summary, imports=schema_of(list[imports.Import])),
        **{f"export --what {table}": _row(table) for table in export.TABLES},
    }


def json_schema() -> str:
    """The file newsgrab/docs/schema.json."""
    defined = ",\n".join(f"  {json.dumps(name)}: {json.dumps(each)}" for name, each in lines().items())
    return (
        '{\n "$schema": "https://json-schema.org/draft/2020-12/schema",\n'
        ' "title": "newsgrab: the JSON that commands print, one object a line",\n'
        f' "$defs": {{\n{defined}\n }}\n}}\n'
    )
