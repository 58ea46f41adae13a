"""The command line: its commands, and the last door through which every error leaves as a message."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from newsgrab import __version__
from newsgrab.cli import terminal
from newsgrab.cli.diff import diff
from newsgrab.cli.export import export
from newsgrab.cli.extract import extract
from newsgrab.cli.fetch import fetch
from newsgrab.cli.history import history
from newsgrab.cli.info import info
from newsgrab.cli.listing import list_articles
from newsgrab.cli.related import related
from newsgrab.cli.search import search
from newsgrab.cli.show import show
from newsgrab.cli.views import views
from newsgrab.errors import NewsgrabError

app = typer.Typer(
    name="newsgrab",
    no_args_is_help=True,
    rich_markup_mode=None,  # help texts are plain: faster to show, and a bracket in them is a bracket
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in (
    ("fetch", fetch),
    ("extract", extract),
    ("search", search),
    ("list", list_articles),
    ("show", show),
    ("history", history),
    ("diff", diff),
    ("views", views),
    ("related", related),
    ("export", export),
    ("info", info),
):
    app.command(name)(command)


def _version(wanted: bool) -> None:
    if wanted:
        terminal.write(f"newsgrab {__version__}")
        raise typer.Exit


@app.callback()
def newsgrab(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error.", envvar="NEWSGRAB_DEBUG")
    ] = False,
) -> None:
    """Archive news articles: every version, every view count, every related link, in one SQLite file.

    Start with: newsgrab fetch URL, then: newsgrab search WORD, newsgrab history URL.
    """
    del version
    if debug:
        os.environ["NEWSGRAB_DEBUG"] = "1"


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code. No error of ours leaves as a traceback."""
    _prepare_streams()
    try:
        app(arguments, prog_name="newsgrab")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        return 0 if isinstance(end.__context__, BrokenPipeError) else code
    except NewsgrabError as error:
        if os.environ.get("NEWSGRAB_DEBUG"):
            raise
        terminal.note(f"newsgrab: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        terminal.note("newsgrab: interrupted; what was done is kept, the same command goes on")
        return 130
    except OSError as error:  # the output: a full disk, a closed device
        if os.environ.get("NEWSGRAB_DEBUG"):
            raise
        terminal.note(f"newsgrab: {error.filename or 'output'}: {error.strerror or error}")
        return 1
    return 0


def _prepare_streams() -> None:
    """Characters that a terminal's encoding lacks are written as escapes rather than ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
