"""The command line: its commands, and the last door through which every error leaves as a message."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from newsgrab import __version__
from newsgrab.cli import terminal
from newsgrab.cli.suggestions import Command, Group
from newsgrab.errors import NewsgrabError

COMMANDS = {  # name -> module of newsgrab.cli; only the command that is asked for is loaded
    "fetch": "fetch",
    "extract": "extract",
    "search": "search",
    "list": "listing",
    "show": "show",
    "view": "view",
    "history": "history",
    "diff": "diff",
    "blame": "blame",
    "today": "today",
    "changes": "changes",
    "views": "views",
    "related": "related",
    "lineage": "lineage",
    "export": "export",
    "serve": "serve",
    "submit": "submit",
    "batch": "batch",
    "info": "info",
    "verify": "verify",
    "stamp": "stamp",
    "evidence": "evidence",
    "backup": "backup",
    "upgrade": "upgrade",
    "compact": "compact",
    "merge": "merge",
    "remove": "remove",
    "repair": "repair",
    "rebuild": "rebuild",
    "reextract": "reextract",
    "profile": "profile",
    "source": "source",
    "run": "run",
    "why": "why",
    "notify": "notify",
    "health": "health",
    "schedule": "schedule",
    "help": "help",
}
_FUNCTIONS = {
    "list": "list_articles",
    "help": "show_help",
}  # where the command's name is one of Python's own

_ALIASES = {"digest": "today", "version": "--version"}
_INTERRUPTED = 130
_GO_ON = "newsgrab: interrupted; what was done is kept, the same command goes on"


def build(*names: str) -> typer.Typer:
    """The command line with the named commands, or with all."""
    app = typer.Typer(
        name="newsgrab",
        cls=Group,
        no_args_is_help=True,
        rich_markup_mode=None,  # help texts are plain: faster to show, and a bracket in them is a bracket
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=newsgrab,
    )
    for name in names or COMMANDS:
        module = import_module(f"newsgrab.cli.{COMMANDS[name]}")
        command = getattr(module, _FUNCTIONS.get(name, name))
        if isinstance(command, typer.Typer):
            for inner in command.registered_commands:
                inner.cls = Command
            app.add_typer(command, name=name, cls=Group)
        else:
            app.command(name, cls=Command)(command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        terminal.print_stdout(f"newsgrab {__version__}")
        raise typer.Exit


def newsgrab(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error.", envvar="NEWSGRAB_DEBUG")
    ] = False,
) -> None:
    """Archive news articles: every version, every view count, every related link, in one SQLite file.

    Start with: newsgrab fetch URL, then: newsgrab search WORD, newsgrab history URL. The manual: newsgrab help.
    """
    del version
    if debug:
        os.environ["NEWSGRAB_DEBUG"] = "1"


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code. No error of ours leaves as a traceback."""
    _prepare_streams()
    arguments = [_ALIASES.get(word, word) for word in arguments[:1]] + arguments[1:]
    try:
        build(*_named(arguments))(arguments, prog_name="newsgrab")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        if code == _INTERRUPTED:  # typer ends in silence at Ctrl-C
            terminal.print_stderr(_GO_ON)
        return 0 if isinstance(end.__context__, BrokenPipeError) else code
    except NewsgrabError as error:
        if os.environ.get("NEWSGRAB_DEBUG"):
            raise
        terminal.print_stderr(f"newsgrab: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        terminal.print_stderr(_GO_ON)
        return _INTERRUPTED
    except OSError as error:  # the output: a full disk, a closed device
        if os.environ.get("NEWSGRAB_DEBUG"):
            raise
        if error.filename is None:
            terminal.close(1)
        terminal.print_stderr(f"newsgrab: {error.filename or 'output'}: {error.strerror or error}")
        return 1
    return 0


def _named(arguments: list[str]) -> tuple[str, ...]:
    """The command that is asked for, if it can be told without asking typer; none means: load all."""
    first = next((argument for argument in arguments if argument != "--debug"), "")
    completing = "_NEWSGRAB_COMPLETE" in os.environ
    return (first,) if first in COMMANDS and not completing else ()


def _prepare_streams() -> None:
    """Characters that a terminal's encoding lacks are written as escapes rather than ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
