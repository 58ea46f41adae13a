"""Literals of JavaScript as values: what JSON cannot say, and scripts write all the same. No code is run.

Keys without quotes, single quotes, `undefined`, `void 0`, `!0`, `new Date(…)`, `JSON.parse("…")`; and functions that
are called at once with the values that stand more than once, as `(function(a,b){return {x:a,y:[b,a]}}("one",2))`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgrab.extraction.page.scripts.numbered import place_of
from newsgrab.extraction.page.scripts.script_calls import CALLS

MAX_DEPTH = 100
MAX_DIGITS = 100  # more could be written as no text, and as no float
_TOKEN_COST = 50  # characters that JSON's own reader passes in the time of one token
MAX_CALLS = 50  # of functions in one literal
# Groups are not repeated possessively: Python 3.11.2 matches those wrongly.
_COMMENT = r"//[^\n]*+|/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*/"
_SPACE = re.compile(rf"(?:\s++|{_COMMENT})*")
_STRING = re.compile(
    r""""([^"\\]*+(?:\\.[^"\\]*+)*)"|'([^'\\]*+(?:\\.[^'\\]*+)*)'|`([^`\\]*+(?:\\.[^`\\]*+)*)`""", re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)n?")
_INITIAL = r"[^\x00-#%-@\[-^`{-\x7f]"  # A-Z, a-z, _, $, and all that is not ASCII: compiled faster than as a range
_NAME = re.compile(rf"{_INITIAL}[\w$]*")
_KEY = re.compile(rf"{_INITIAL}[\w$]*|\d+")
_PATH = re.compile(r"[A-Za-z_$][\w$]*(?:\s*\??\.\s*[A-Za-z_$][\w$]*)*")
_FUNCTION = re.compile(r"(?:async\s+)?function\s*[\w$]*\s*\(([^()]{0,20000})\)\s*(?=\{)")
_ARROW = re.compile(r"(?:async\s+)?(?:\(([\w$,\s]{0,20000})\)|([A-Za-z_$][\w$]*))\s*=>\s*")
_DECLARED = re.compile(r"(?:var|let|const)\s+")
_RETURN = re.compile(r"return\b")
# What matters for finding the end of a block: strings, comments, brackets.
_TOKEN = re.compile(rf"{_STRING.pattern}|{_COMMENT}|[\[\](){{}}]", re.DOTALL)
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None, "Infinity": None, "NaN": None}


class NotALiteral(ValueError):
    """What stands there is code, or broken."""


@dataclass(slots=True)
class Budget:
    """How much of a page's scripts may still be read, in characters of JSON."""

    left: int = 40_000_000

    def spend(self, size: int) -> None:
        """Count what was read. Raises NotALiteral once it was enough."""
        self.left -= size
        if self.left < 0:
            raise NotALiteral("a page's scripts are read no further")


@dataclass(frozen=True, slots=True)
class _Function:
    """A function that may be called where it stands: its parameters, where its body begins, whether it is a block."""

    parameters: tuple[str, ...]
    start: int
    block: bool


def read_literal(text: str, at: int = 0, budget: Budget | None = None) -> tuple[object, int]:
    """The value that begins at a place of a script, and where it ends.

    >>> read_literal("x = {a: 'b', c: [!0, void 0,]}", 4)
    ({'a': 'b', 'c': [True, None]}, 30)
    >>> read_literal("(function(a,b){return {one:a,two:[b,a]}}('x',2))")[0]
    {'one': 'x', 'two': [2, 'x']}

    Raises NotALiteral if it is none.
    """
    reader = _Reader(text, at, budget or Budget())
    try:
        value = reader.value()
    except (RecursionError, IndexError) as error:
        raise NotALiteral("too deep, or cut off") from error
    if isinstance(value, _Function):
        raise NotALiteral("a function")
    return value, reader.at


def unescaped(text: str) -> str:
    """The text of a string literal, its escapes read."""
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_character, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in text else plain


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _PLAIN.get(match[4], match[4])
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else ""


class _Reader:
    """Reads one literal: `at` is where it stands in the text."""

    def __init__(self, text: str, at: int, budget: Budget) -> None:
        self.text = text
        self.at = at
        self.budget = budget
        self.depth = self.calls = 0
        self.scopes: list[dict[str, object]] = []

    def value(self) -> object:
        """A value with what is called on it, added to it, or stands in for it."""
        self.depth += 1
        self.budget.spend(_TOKEN_COST)
        if self.depth > MAX_DEPTH:
            raise NotALiteral("too deep")
        value = self.operand()
        while True:
            self.space()
            if self.text.startswith("+", self.at) and isinstance(value, str):
                self.at += 1
                value += str(self.operand())
            elif self.text.startswith(("||", "??"), self.at):
                self.at += 2
                other = self.operand()
                value = value or other
            else:
                self.depth -= 1
                return value

    def operand(self) -> object:
        value = self.primary()
        while self.peek() == "(":
            arguments = self.arguments()
            value = self.call(value, arguments) if isinstance(value, _Function) else None
        return value

    def primary(self) -> object:
        """A value without what follows it."""
        char = self.peek()
        if char == "{":
            return self.mapping()
        if char == "[":
            return self.array()
        if char in "\"'`":
            return self.string()
        if char in "-.0123456789":
            return self.number()
        if char == "!":
            self.at += 1
            value = self.operand()
            return not value if isinstance(value, int) else value
        function = self.function()
        if function is not None:
            return function
        if char == "(":
            self.at += 1
            value = self.value()
            self.expect(")")
            return value
        return self.named()

    def mapping(self) -> dict[str, object]:
        found: dict[str, object] = {}
        self.at += 1
        while (char := self.peek()) != "}":
            if self.text.startswith("...", self.at):
                self.at += 3
                spread = self.value()
                found |= spread if isinstance(spread, dict) else {}
            else:
                key = self.key(char)
                if self.peek() == ":":
                    self.at += 1
                    found[key] = self.value()
                elif self.peek() in ",}":
                    found[key] = self.lookup(key)
                else:
                    raise NotALiteral("a method")
            self.comma("}")
        self.at += 1
        return found

    def key(self, char: str) -> str:
        if char in "\"'":
            return self.string()
        if char == "[":
            self.at += 1
            name = self.value()
            self.expect("]")
            return str(name)
        return self.take(_KEY, "not a key")[0]

    def array(self) -> list[object]:
        found: list[object] = []
        self.at += 1
        while (char := self.peek()) != "]":
            if char == ",":  # a hole
                found.append(None)
                self.at += 1
                continue
            found.append(self.value())
            self.comma("]")
        self.at += 1
        return found

    def string(self) -> str:
        match = self.take(_STRING, "a string without an end")
        return unescaped(match[match.lastindex or 1])

    def number(self) -> int | float:
        text = self.take(_NUMBER, "not a number")[0].rstrip("n").replace("_", "")
        if len(text) > MAX_DIGITS:
            raise NotALiteral("no number of ours")
        if "x" in text.lower():
            return int(text, 16)
        return int(text) if text.lstrip("+-").isdigit() else float(text)

    def named(self) -> object:
        """What a name stands for: a constant, a parameter, a call of something known; nothing otherwise."""
        self.space()
        path = self.take(_PATH, "not a value")[0].replace("?", "").replace(" ", "")
        if path in _CONSTANTS:
            return _CONSTANTS[path]
        if path == "void":
            self.operand()
            return None
        if path == "new":
            return self.named()
        value = self.lookup(path)
        if value is not None or self.peek() != "(":
            return value
        arguments = self.arguments()
        known = CALLS.get(path.rsplit(".", 1)[-1])
        return known(arguments) if known and arguments else None

    def lookup(self, path: str) -> object:
        """The value of a parameter, or of what it holds under a path."""
        first, *rest = path.split(".")
        value: object = next((scope[first] for scope in reversed(self.scopes) if first in scope), None)
        for name in rest:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def arguments(self) -> list[object]:
        self.expect("(")
        found: list[object] = []
        while self.peek() != ")":
            found.append(self.value())
            self.comma(")")
        self.at += 1
        return found

    def function(self) -> _Function | None:
        """A function that stands here, passed over; None if none does."""
        match = _FUNCTION.match(self.text, self.at) or _ARROW.match(self.text, self.at)
        if match is None:
            return None
        start = match.end()
        block = self.text.startswith("{", start)
        names = match[match.lastindex or 1].split(",")
        found = _Function(tuple(name.strip() for name in names), start, block)
        if block or self.text.startswith("(", start):
            self.at = self.end_of_block(start)
        else:
            self.at = start
            self.value()
        return found

    def end_of_block(self, start: int) -> int:
        """Where the bracket that opens at a place is closed."""
        depth = 0
        for token in _TOKEN.finditer(self.text, start):
            self.budget.spend(_TOKEN_COST)
            char = token[0]
            if char in "[({":
                depth += 1
            elif char in "])}":
                depth -= 1
                if depth == 0:
                    return token.end()
        raise NotALiteral("a block without an end")

    def call(self, function: _Function, arguments: list[object]) -> object:
        """What a function gives for some values, if all it does is to put values into others."""
        self.calls += 1
        if self.calls > MAX_CALLS:
            raise NotALiteral("too many calls")
        back, self.at = self.at, function.start
        self.scopes.append(dict(zip(function.parameters, arguments, strict=False)))
        value = self.block() if function.block else self.value()
        self.scopes.pop()
        self.at = back
        return value

    def block(self) -> object:
        """What a block returns; before that, values may be put under names and keys."""
        self.at += 1
        while (char := self.peek()) != "}":
            if char == ";":
                self.at += 1
                continue
            if (match := _RETURN.match(self.text, self.at)) is not None:
                self.at = match.end()
                return self.value()
            declared = _DECLARED.match(self.text, self.at)
            if declared is not None:
                self.at = declared.end()
            self.assignment()
        return None

    def assignment(self) -> None:
        """One `name.key["key"] = value`."""
        keys: list[str] = [self.take(_NAME, "a statement")[0]]
        while (char := self.peek()) in ".[":
            self.at += 1
            if char == "[":
                keys.append(str(self.value()))
                self.expect("]")
            else:
                keys.append(self.key(self.peek()))
        self.expect("=")
        value = self.value()
        if self.peek() == ",":
            self.at += 1
        holder: object = self.scopes[-1]
        for scope in reversed(self.scopes):
            if keys[0] in scope:
                holder = scope
                break
        for key in keys[:-1]:
            holder = _part(holder, key)
        _put(holder, keys[-1], value)

    def take(self, pattern: re.Pattern[str], problem: str) -> re.Match[str]:
        """Pass what a pattern matches here. Raises NotALiteral with the problem if it matches nothing."""
        match = pattern.match(self.text, self.at)
        if match is None:
            raise NotALiteral(problem)
        self.at = match.end()
        return match

    def comma(self, end: str) -> None:
        """Pass a comma, or stand before the end."""
        char = self.peek()
        if char == ",":
            self.at += 1
        elif char != end:
            raise NotALiteral("no comma")

    def expect(self, char: str) -> None:
        if self.peek() != char:
            raise NotALiteral(f"no {char}")
        self.at += 1

    def peek(self) -> str:
        """The next character that is no white space, and no part of a comment; NUL at the end."""
        self.space()
        return self.text[self.at : self.at + 1] or "\0"

    def space(self) -> None:
        text, at = self.text, self.at
        if at < len(text) and text[at] in " \t\r\n/\u00a0":
            match = _SPACE.match(text, at)
            self.at = match.end() if match else at


def _part(holder: object, key: str) -> object:
    if isinstance(holder, dict):
        return holder.get(key)
    if isinstance(holder, list) and (place := place_of(key)) is not None and place < len(holder):
        return holder[place]
    return None


def _put(holder: object, key: str, value: object) -> None:
    if isinstance(holder, dict):
        holder[key] = value
    elif isinstance(holder, list) and (place := place_of(key)) is not None and place <= len(holder):
        holder[place : place + 1] = [value]
