"""Changing a profile's file by a rule: everything else in it, comments as well, stays as it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from newsgrab.errors import BadProfile
from newsgrab.profile.profile import Rule


@dataclass(frozen=True, slots=True)
class _Statement:
    """`key = value` in a section of a file, and where its value begins and ends."""

    section: str
    key: str
    begin: int
    end: int


def quoted(text: str) -> str:
    """The text as TOML has it."""
    return (
        f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def written(rule: Rule) -> str:
    """The rule as it stands in a file."""
    more = f", attr = {quoted(rule.attr)}" if rule.attr else ""
    if rule.transforms:
        more += f", transform = [{', '.join(map(quoted, rule.transforms))}]"
    return f"{{ css = {quoted(rule.css)}{more} }}" if more else quoted(rule.css)


def with_field_rule(text: str, field: str, rule: Rule, *, first: bool) -> str:
    """The text of a file with one more rule for a field that has some, before or behind them.

    Raises BadProfile if they are not written as `field = …` under [fields].
    """
    more = written(rule)
    one = _find(text, "fields", field)
    value = text[one.begin : one.end]
    if not value.startswith("["):
        value = f"[{more}, {value}]" if first else f"[{value}, {more}]"
    elif first:
        space = value[1:][: len(value) - 1 - len(value[1:].lstrip())]
        value = f"[{space}{more},{space or ' '}{value[1:].lstrip()}"
    else:
        end = _last_in(value)
        value = f"{value[:end]}{'' if value[end - 1] in '[,' else ','} {more}{value[end:]}"
    new = text[: one.begin] + value + text[one.end :]

    def change(table: dict[str, Any]) -> None:
        known = table["fields"][field]
        rules = known if isinstance(known, list) else [known]
        made = tomllib.loads(f"x = {more}")["x"]
        table["fields"][field] = [made, *rules] if first else [*rules, made]

    return _verified(text, new, field, change)


def with_related(text: str, parts: dict[str, str]) -> str:
    """The text of a file with these selectors for the keys of [related]; those it lacks are added behind the others.

    Raises BadProfile if what is replaced is not a plain selector under [related].
    """
    new = text
    for key, css in parts.items():
        held = [one for one in _statements(new) if one.section == "related"]
        one = next((each for each in held if each.key == key), None)
        if one is not None:
            new = new[: one.begin] + quoted(css) + new[one.end :]
        elif held:
            line = new.find("\n", held[-1].end)
            line = len(new) if line < 0 else line
            new = f"{new[:line]}\n{key} = {quoted(css)}{new[line:]}"

    def change(table: dict[str, Any]) -> None:
        if any(not isinstance(table["related"].get(key, ""), str) for key in parts):
            raise BadProfile("related: its selectors are written as tables")
        table["related"] |= parts

    return _verified(text, new, "related", change)


def _verified(text: str, new: str, name: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The new text, if it says what the old one does, but for the change. Raises BadProfile."""
    table = tomllib.loads(text)
    try:
        change(table)
        same = tomllib.loads(new) == table
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        same = False
    if not same:
        raise BadProfile(f"{name}: its rules are not written as {name} = … under a table of their own")
    return new


def _find(text: str, section: str, key: str) -> _Statement:
    for one in _statements(text):
        if (one.section, one.key) == (section, key) or (one.section, one.key) == ("", f"{section}.{key}"):
            return one
    raise BadProfile(f"{key}: its rules are not written as {key} = … under [{section}]")


def _statements(text: str) -> Iterator[_Statement]:
    """The statements of a file that is TOML."""
    section, at = "", 0
    while (start := re.compile(r"(?:\s+|#[^\n]*)*").match(text, at)) is not None and start.end() < len(text):
        at = start.end()
        if text[at] == "[":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            header = re.match(r"(\[+)\s*([^\]]+?)\s*\]", text[at:end])
            section = header[2] if header and header[1] == "[" else f"[{text[at:end]}]"
            at = end
            continue
        key = re.compile(r"[^=\n]+").match(text, at)
        if key is None or text[key.end() : key.end() + 1] != "=":
            return
        begin = key.end() + 1 + len(text[key.end() + 1 :]) - len(text[key.end() + 1 :].lstrip(" \t"))
        at = _value_end(text, begin)
        yield _Statement(section, key[0].strip().strip("\"'"), begin, at)


def _value_end(text: str, at: int) -> int:
    depth, end = 0, at
    while at < len(text):
        sign = text[at]
        if sign in "\"'":
            at = end = _string_end(text, at)
            continue
        if sign == "#":
            if not depth:
                return end
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
            continue
        if sign == "\n" and not depth:
            return end
        depth += (sign in "[{") - (sign in "]}")
        at += 1
        end = at if not sign.isspace() else end
    return end


def _last_in(value: str) -> int:
    """Where the last thing in a list ends, a comma included."""
    at, end = 1, 1
    while at < len(value) - 1:
        if value[at] in "\"'":
            at = end = _string_end(value, at)
        elif value[at] == "#":
            at = value.index("\n", at)
        else:
            at += 1
            end = at if not value[at - 1].isspace() else end
    return end


def _string_end(text: str, at: int) -> int:
    quote = text[at]
    if text.startswith(quote * 3, at):
        return text.index(quote * 3, at + 3) + 3
    at += 1
    while text[at] != quote:
        at += 2 if text[at] == "\\" and quote == '"' else 1
    return at + 1
