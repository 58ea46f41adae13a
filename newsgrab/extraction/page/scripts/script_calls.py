"""Calls in literals of JavaScript whose outcome is plain: of texts that hold JSON, of dates, maps and sets."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import unquote


def _parsed(arguments: list[object]) -> object:
    try:
        return json.loads(str(arguments[0]), strict=False)
    except (ValueError, RecursionError):
        return None


def _of_base64(arguments: list[object]) -> object:
    try:
        return base64.b64decode(str(arguments[0])).decode("utf-8", "replace")
    except ValueError:
        return None


def _pairs(arguments: list[object]) -> object:
    pairs = arguments[0] if isinstance(arguments[0], list) else []
    return {str(pair[0]): pair[1] for pair in pairs if isinstance(pair, list) and len(pair) == 2}


def _merged(arguments: list[object]) -> object:
    found: dict[str, object] = {}
    for one in arguments:
        found |= one if isinstance(one, dict) else {}
    return found


def _first(arguments: list[object]) -> object:
    return arguments[0]


CALLS: dict[str, Callable[[list[object]], object]] = {
    "parse": _parsed,
    "decodeURIComponent": lambda arguments: unquote(str(arguments[0])),
    "unescape": lambda arguments: unquote(str(arguments[0])),
    "escape": _first,
    "atob": _of_base64,
    "assign": _merged,
    "freeze": _first,
    "seal": _first,
    "Date": _first,
    "Set": _first,
    "URL": _first,
    "Map": _pairs,
    "fromEntries": _pairs,
}
