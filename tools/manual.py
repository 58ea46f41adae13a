"""The commands as manual pages, in the macros of man(7)."""

from __future__ import annotations

from collections.abc import Iterable

from newsgrab import __version__
from tools.commands import Command, Option


def manual_pages(known: dict[str, Command], exit_codes: list[list[str]], settings: list[list[str]]) -> dict[str, str]:
    """Each page's file name with its text: newsgrab.1, and newsgrab-COMMAND.1 for every command."""
    top = {name: each for name, each in known.items() if " " not in name}
    pages = {}
    for name, command in top.items():
        inner = [each for each in known.values() if each.name.startswith(f"{name} ")] if name else []
        parts = [*_head(command), *_body(command)]
        for each in inner:
            parts += [
                f'.SH "{_plain(each.name.upper())}"',
                f".B {_plain(each.usage)}",
                ".PP",
                *_prose(each),
                *_list(each),
            ]
        if not name:
            parts += [
                ".SH COMMANDS",
                *_pairs((f"newsgrab {each.name}", each.summary) for each in top.values() if each.name),
            ]
            parts += [".SH ENVIRONMENT", *_pairs((f"NEWSGRAB_{row[0].upper()}", row[2]) for row in settings)]
        parts += [".SH EXIT STATUS", *_pairs((row[0], row[1]) for row in exit_codes)]
        parts += [".SH FILES", *_pairs(_FILES), ".SH SEE ALSO", _see_also(name, top)]
        pages[f"{_page(name)}.1"] = "\n".join(parts) + "\n"
    return pages


_FILES = (
    ("./archive/newsgrab.db", "the archive, where neither an option nor a setting names another"),
    ("./newsgrab.toml, ~/.config/newsgrab/newsgrab.toml", "settings"),
)


def _page(name: str) -> str:
    return f"newsgrab-{name}" if name else "newsgrab"


def _head(command: Command) -> list[str]:
    page = _page(command.name)
    return [
        f'.TH "{_plain(page.upper())}" "1" "" "newsgrab {__version__}" "newsgrab manual"',
        ".SH NAME",
        f"{_plain(page)} \\- {_plain(command.brief[0].lower() + command.brief[1:])}",
        ".SH SYNOPSIS",
        f".B {_plain(command.usage.split(' [')[0] if command.is_group else command.usage)}",
        "[OPTIONS]",
    ]


def _body(command: Command) -> list[str]:
    lines = [".SH DESCRIPTION", *_prose(command)]
    if command.arguments or command.options:
        lines += [".SH OPTIONS", *_list(command)]
    return lines


def _prose(command: Command) -> list[str]:
    lines = [_plain(command.summary)]
    for paragraph in command.details:
        lines += [".PP", _plain(paragraph)]
    if command.example:
        lines += [".PP", "Example:", ".PP", ".RS 4", ".nf", _plain(command.example), ".fi", ".RE"]
    return lines


def _list(command: Command) -> list[str]:
    return list(_pairs((", ".join(each.spellings), _does(each)) for each in (*command.arguments, *command.options)))


def _does(option: Option) -> str:
    return f"{option.does} Default: {option.default}." if option.default else option.does


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Terms, each with what it means, indented below it."""
    return [line for term, text in pairs for line in (".TP", f"\\fB{_plain(term)}\\fR", _plain(text))]


def _see_also(name: str, top: dict[str, Command]) -> str:
    references = [f".BR {_plain(_page(each))} (1)," for each in top if each != name]
    references[-1] = references[-1].removesuffix(",")
    topic = f"newsgrab help {name}".strip()
    return "\n".join([*references, ".PP", f"The whole manual: \\fB{_plain(topic)}\\fR"])


def _plain(text: str) -> str:
    """Text that no macro of man reads as its own; a hyphen is the one that can be typed."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
