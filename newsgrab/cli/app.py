"""The command line: its commands, and the last door through which every error leaves as a message."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from newsgrab import __version__
from newsgrab.cli import terminal
from newsgrab.cli.commands import Commands
from newsgrab.errors import NewsgrabError

_ALIASES = {"digest": "today", "version": "--version"}
_INTERRUPTED = 130
_GO_ON = "newsgrab: interrupted; what was done is kept, the same command goes on"


def build() -> typer.Typer:
    """The command line. No command is loaded yet."""
    return typer.Typer(
        name="newsgrab",
        cls=Commands,
        no_args_is_help=True,
        rich_markup_mode=None,  # help texts are plain: faster to show, and a bracket in them is a bracket
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=newsgrab,
    )


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
        build()(arguments, prog_name="newsgrab")
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


def _prepare_streams() -> None:
    """Characters that a terminal's encoding lacks are written as escapes rather than ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
