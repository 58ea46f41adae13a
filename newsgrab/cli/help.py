"""newsgrab help: the pages of the manual."""

from __future__ import annotations

import re
from difflib import get_close_matches
from importlib import resources
from typing import Annotated

import typer

from newsgrab.cli import terminal
from newsgrab.errors import BadUsage

_FIRST = "README"  # the page that lists the others
_COMMENT = re.compile(r"<!-- [^>]* -->\n")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https:)[^)]*\)")


def _complete_topics(incomplete: str) -> list[str]:
    from newsgrab.cli.commands import COMMANDS

    return sorted(word for word in {*pages(), *COMMANDS} - {_FIRST} if word.startswith(incomplete))


def show_help(
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC…", help="A page of the manual, or a command.", autocompletion=_complete_topics),
    ] = None,
) -> None:
    """Show a page of the manual, or what pages there are.

    Example: newsgrab help search
    """
    shown = _LINK.sub(r"\1", _COMMENT.sub("", section(" ".join(topic or [_FIRST]))))
    if not terminal.is_terminal():
        terminal.print_stdout(shown.rstrip("\n"))
        return
    from rich.markdown import Markdown

    terminal.console().print(Markdown(shown))


def section(topic: str) -> str:
    """The page of that name, or what a page tells of that command. Raises BadUsage."""
    manual = pages()
    if topic in manual:
        return manual[topic]
    about = {command: text for page in manual.values() for command, text in _sections(page)}
    if topic in about:
        return about[topic]
    topics = sorted({*manual, *about} - {_FIRST, ""})
    near = get_close_matches(topic, topics, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise BadUsage(f"help: no page on {topic!r}; {hint}newsgrab help lists them")


def pages() -> dict[str, str]:
    """Every page of the manual by its topic."""
    folder = resources.files("newsgrab") / "docs"
    found = [each for each in folder.iterdir() if each.name.endswith(".md")]
    return {each.name.removesuffix(".md"): each.read_text(encoding="utf-8") for each in found}


def _sections(page: str) -> list[tuple[str, str]]:
    """Each command that the page explains, and a group of commands, with the part under the heading it stands in."""
    parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    named = [(command, part) for part in parts for command in re.findall(r"<!-- options: ([\w ]+) -->", part)]
    groups = [(command.split()[0], page) for command, _ in named if " " in command]
    return [*groups, *((command, page if part.startswith("## Options") else part) for command, part in named)]
