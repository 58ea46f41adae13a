"""Every command of newsgrab with its options, as `--help` tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import typer.main

from newsgrab.cli.app import build
from newsgrab.cli.commands import COMMANDS, load

_DEFAULT = re.compile(r"\s*\[default: (?P<value>[^\]]+)\]\.?$")  # as some help texts have it in words


@dataclass(frozen=True, slots=True)
class Option:
    """One option or argument: its spellings (none for an argument), its value, what it does, its default."""

    names: tuple[str, ...]
    metavar: str
    does: str
    default: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it is typed: `--input FILE` and `-i`; an argument is its value alone."""
        first, *others = self.names or ("",)
        return (f"{first} {self.metavar}".strip(), *others)


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `name` is "source add"; that of newsgrab itself is empty."""

    name: str
    summary: str
    details: tuple[str, ...]
    example: str
    arguments: tuple[Option, ...]
    options: tuple[Option, ...]
    is_group: bool

    @property
    def brief(self) -> str:
        """The first sentence of the summary, without its full stop."""
        return self.summary.split(". ")[0].rstrip(".")

    @property
    def usage(self) -> str:
        """How it is typed, options apart: newsgrab diff REF [A] [B]."""
        rest = ["COMMAND"] if self.is_group else [argument.metavar for argument in self.arguments]
        return " ".join(["newsgrab", *self.name.split(), *rest])


def commands() -> dict[str, Command]:
    """Every command by its name, newsgrab itself first."""
    program: Any = typer.main.get_command(build())
    program.commands |= {name: load(name) for name in COMMANDS}
    return {each.name: each for each in _walk(program, "")}


def _walk(command: Any, name: str) -> Iterator[Command]:
    paragraphs = [" ".join(part.split()) for part in (command.help or "").split("\n\n") if part.strip()]
    example = next((part for part in paragraphs if part.startswith("Example: ")), "")
    summary, *details = [part for part in paragraphs if part != example]
    parameters = [each for each in command.params if "--help" not in each.opts]
    subcommands: dict[str, Any] = getattr(command, "commands", {})
    yield Command(
        name,
        summary,
        tuple(details),
        example.removeprefix("Example: "),
        tuple(_option(each) for each in parameters if each.param_type_name == "argument"),
        tuple(_option(each) for each in parameters if each.param_type_name == "option"),
        bool(subcommands),
    )
    for word, each in subcommands.items():
        yield from _walk(each, f"{name} {word}".strip())


def _option(parameter: Any) -> Option:
    text = " ".join((parameter.help or "").split())
    worded = _DEFAULT.search(text)
    plain = parameter.default if isinstance(parameter.default, str) else ""
    default, does = worded["value"] if worded else plain, _DEFAULT.sub("", text).rstrip(".") + "."
    if parameter.param_type_name == "argument":
        value = (parameter.metavar or "").strip("[]")
        return Option((), value if parameter.required else f"[{value}]", does, default)
    names = sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: not name.startswith("--"))
    return Option(tuple(names), "" if parameter.is_flag else parameter.metavar or "TEXT", does, default)
