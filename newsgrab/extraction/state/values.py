"""The values that scripts and attributes of a page carry, each with the name of its place.

JSON is read as JSON, literals of JavaScript by `literals`; the ways in which frameworks write values that name each
other are undone, so that what comes out is plain: objects, lists, texts and numbers, which may hold themselves.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from newsgrab.extraction.page.scripts.embedded_state import json_value
from newsgrab.extraction.page.scripts.literals import Budget, NotALiteral, read_literal
from newsgrab.extraction.page.scripts.numbered import is_paired, numbered_value, paired_value, value_of_line
from newsgrab.extraction.state.flight import flight_values
from newsgrab.extraction.state.references import resolved

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

MAX_SCRIPT_CHARS = 12_000_000
MAX_STARTS = 2_000
MIN_CHARS = 100  # of a value that may hold an article
_DECODER = json.JSONDecoder(strict=False)
# A value that is assigned to a name, or passed: a literal, a text that may be JSON, a function, a call.
_ASSIGNED = r"""(?P<name>[\w$]{1,60})["'\]]{0,2}\s*(?<![=!<>])(?:=(?![=>])|\|\|=|\?\?=)\s*"""
_LITERAL = r"""[\[{(]|["'`]\s*[\[{%]|!?function\b|[A-Za-z]{1,30}(?:\.[A-Za-z]{1,30})?\("""
_OR_LITERAL = r"""[\w$.]{1,80}\s*(?:\|\||\?\?)\s*[\[{]"""
_START = re.compile(rf"""{_ASSIGNED}(?={_LITERAL}|{_OR_LITERAL})|[(,]\s*(?=[\[{{])|\bparse\(\s*(?=["'`])""")
_FLIGHT = re.compile(r"__next_f\s*(?:\|\|\s*\[\s*\]\s*\))?\s*\.push\(\s*(?=\[)")
_STREAM = re.compile(r"\.enqueue\(\s*(?=[\"'`])")
_LATER = re.compile(r"[A-Z]\d+:(?=\[)")
_BASE64 = 3
_COMMENT = re.compile(r"^\s*<!--|-->\s*$")
_ANGULAR = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
_ANGULAR_SIGN = re.compile("&[qslga];")
_ATTRIBUTE = re.compile(rf"""=\s*(?:"\s*([\[{{][^"]{{{MIN_CHARS},}})"|'\s*([\[{{][^']{{{MIN_CHARS},}})')""")
_NAME_BEFORE = re.compile(r"([\w:.@-]{1,60})\s*$")
_MAX_BEFORE = 100  # characters of a name, and the space behind it
_MARKUP_QUOTES = ('"{&', '"[', "'{", "'[", '"{')


def state_values(document: Document) -> Iterator[tuple[str, object]]:
    """The values, each with the name of the script, variable or attribute that carries it."""
    budget = Budget()
    flight: list[bytes] = []
    stream: list[str] = []
    for kind, node in document.inline_scripts:
        if "template" in kind:
            continue
        script = node.text()
        if len(script) > MAX_SCRIPT_CHARS:
            continue
        name = node.attributes.get("id") or ("json-ld" if "ld+json" in kind else "script")
        if "__next_f" in script:
            flight += _flight(script, budget)
        elif ".enqueue(" in script:
            stream += (text for text in _read_at(script, _STREAM, budget) if isinstance(text, str))
        elif len(script) < MIN_CHARS:
            continue
        elif (value := _load(_COMMENT.sub("", script), budget)) is not None:
            yield from ((name, each) for each in _plain(value))
        elif "json" not in kind:
            yield from _in_script(script, budget)
    if flight:
        yield from (("__next_f", resolved(value)) for value in flight_values(b"".join(flight)))
    if stream:
        yield from (("streamController", value) for value in _streamed("".join(stream), budget))
    yield from _in_attributes(document, budget)


def _plain(value: object) -> Iterator[object]:
    """The value; that which it stands for, where it is a list of numbered ones."""
    numbered = numbered_value(value)
    if numbered is not None:
        yield resolved(numbered)
    yield resolved(value)


def _load(text: str, budget: Budget) -> object | None:
    """The JSON that is all of a text, None if it is none."""
    text = text.strip()
    if text.startswith(("{&q;", "[{&q;")):
        text = _ANGULAR_SIGN.sub(lambda match: _ANGULAR[match[0]], text)
    if text[:1] not in ("{", "["):
        return None
    budget.left -= len(text)
    return json_value(text) if budget.left >= 0 else None


def _in_script(script: str, budget: Budget) -> Iterator[tuple[str, object]]:
    """The values that a script assigns, pushes or passes."""
    at = 0
    for _ in range(MAX_STARTS):
        match = _START.search(script, at)
        if match is None:
            return
        at = match.end()
        value, end = _read(script, at, budget)
        if end - at < MIN_CHARS:
            continue
        at = end
        if isinstance(value, str):
            value = _load(unescape(value) if value.startswith(("{&", "[{&")) else value, budget)
        if isinstance(value, dict | list):
            yield from ((match["name"] or "script", each) for each in _plain(value))


def _read(script: str, at: int, budget: Budget) -> tuple[object, int]:
    """The value at a place, and where it ends: there, if there is none."""
    if script[at] in "{[":
        try:
            found = _DECODER.raw_decode(script, at)
            budget.spend(found[1] - at)
        except json.JSONDecodeError as error:
            if budget.left < error.pos - at:
                return None, at
            budget.left -= error.pos - at
        except (ValueError, RecursionError):
            return None, at
        else:
            return found
    try:
        return read_literal(script, at, budget)
    except NotALiteral:
        return None, at


def _read_at(script: str, places: re.Pattern[str], budget: Budget) -> Iterator[object]:
    """What stands behind each match of a pattern."""
    for match in places.finditer(script):
        yield _read(script, match.end(), budget)[0]


def _flight(script: str, budget: Budget) -> Iterator[bytes]:
    """The pieces of a flight that a script pushes: texts (1), or bytes in Base64 (3)."""
    for pushed in _read_at(script, _FLIGHT, budget):
        if isinstance(pushed, list) and len(pushed) == 2 and isinstance(pushed[1], str):
            try:
                yield base64.b64decode(pushed[1]) if pushed[0] == _BASE64 else pushed[1].encode("utf-8", "replace")
            except ValueError:
                continue


def _streamed(stream: str, budget: Budget) -> Iterator[object]:
    """The values of a `turbo-stream`: a table, and lines that came later."""
    table: list[object] = []
    for line in stream.split("\n"):
        later = _LATER.match(line)
        value = _load(line[later.end() :] if later else line, budget)
        if not isinstance(value, list):
            continue
        meant = value_of_line(table, value)
        if meant is not None:
            yield resolved(meant)


def _in_attributes(document: Document, budget: Budget) -> Iterator[tuple[str, object]]:
    """The JSON that attributes of elements carry."""
    text = document.text
    if not any(sign in text for sign in _MARKUP_QUOTES):
        return
    for match in _ATTRIBUTE.finditer(text):  # a name first would be tried at each letter of the page
        name = _NAME_BEFORE.search(text, max(0, match.start() - _MAX_BEFORE), match.start())
        value = _load(unescape(match[1] or match[2]), budget) if name else None
        if name and value is not None:
            yield name[1], resolved(paired_value(value) if is_paired(value) else value)
