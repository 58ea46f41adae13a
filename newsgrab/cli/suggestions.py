"""What was probably meant, where a command or an option is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from newsgrab.errors import BadUsage

_USAGE_ERROR: type[Any] = typer.BadParameter.__mro__[1]  # any wrong usage: typer has no public name for it

_OTHER_WORDS = {  # what people type who know other programs
    "get": "fetch",
    "download": "fetch",
    "archive": "fetch",
    "parse": "extract",
    "find": "search",
    "grep": "search",
    "ls": "list",
    "cat": "show",
    "read": "show",
    "log": "history",
    "compare": "diff",
    "add": "source add",
    "follow": "source add",
    "subscribe": "source add",
    "update": "run",
    "crawl": "run",
    "cron": "schedule",
    "save": "export",
    "csv": "export",
    "check": "verify",
    "restore": "backup",
    "stats": "info",
    "status": "info",
    "man": "help",
}


class Command(TyperCommand):
    """A command that answers a wrong option with the one that was meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer does it, but that what a query excludes is no option. Raises BadUsage."""
        if any(each.name == "terms" for each in self.params):
            from newsgrab.cli.exclusions import told_apart

            args = told_apart(self.get_params(ctx), args)
        try:
            return super().parse_args(ctx, args)
        except _USAGE_ERROR as error:
            raise _bad_usage(error, ctx, self) from error


class Group(TyperGroup):
    """A group that answers a wrong command, too."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer does it. Raises BadUsage."""
        if not args and self.no_args_is_help:
            return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, args)
        except _USAGE_ERROR as error:
            raise _bad_usage(error, ctx, self) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As typer does it. Raises BadUsage."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            top = ctx.parent is None
            meant = [_OTHER_WORDS[args[0]]] if top and args[0] in _OTHER_WORDS else _near(args[0], self.commands)
            hint = (
                f"did you mean {ctx.command_path} {' or '.join(meant)}?" if meant else f"see {ctx.command_path} --help"
            )
            raise BadUsage(f"{args[0]}: no such command; {hint}")
        return super().resolve_command(ctx, args)


def _bad_usage(error: Any, ctx: Any, command: TyperCommand | TyperGroup) -> BadUsage:
    """What typer found wrong, in our form."""
    if not hasattr(error, "possibilities"):  # it is not that an option is unknown
        problem = error.format_message().rstrip(".")
        return BadUsage(f"{problem[:1].lower()}{problem[1:]}; see {ctx.command_path} --help")
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    meant = _near(error.option_name, [name for name in known if name.startswith("--")])
    hint = f"did you mean {' or '.join(meant)}?" if meant else f"see {ctx.command_path} --help"
    return BadUsage(f"{error.option_name}: {ctx.command_path} has no such option; {hint}")


def _near(word: str, known: Iterable[str]) -> list[str]:
    """The two words that are most like it, if they are like it at all; dashes do not count."""
    plain = {name.lstrip("-"): name for name in sorted(known)}
    return [plain[name] for name in get_close_matches(word.lstrip("-"), plain, n=2, cutoff=0.7)]
