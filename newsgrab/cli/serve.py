"""newsgrab serve: the archive in a browser."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal
from newsgrab.cli.stopping import stopping
from newsgrab.errors import ArchiveError, BadUsage, MissingExtra

_PORT = "8321"


def serve(
    archive: options.ArchiveOption = None,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Listen there; other machines can read along.")
    ] = "127.0.0.1",
    port: Annotated[str, typer.Option("--port", "-p", metavar="N", help="Listen on this port; 0: any.")] = _PORT,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name under which browsers may ask for it.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Read and search the archive in a browser.

    Nothing can be written from there. It ends with Ctrl-C.

    Example: newsgrab serve --open
    """
    if find_spec("starlette") is None or find_spec("jinja2") is None or find_spec("uvicorn") is None:
        raise MissingExtra("web", "the pages of newsgrab serve")
    place = options.settings(archive).archive
    _caught_up(place)
    with _listening(host, options.parse_int(port, "--port", high=65535)) as listener:
        from newsgrab.web.server import application, serve

        address = _address(listener)
        terminal.print_flushed(address)
        if host not in {"127.0.0.1", "::1", "localhost"}:
            terminal.print_stderr("newsgrab: everybody who can reach this machine can read the archive")
        if open_browser:
            import webbrowser

            webbrowser.open(address)
        with stopping() as stop, suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
            serve(application(lambda: Archive(place, readonly=True), [*(name or ()), host]), listener)
    if stop():
        raise typer.Exit(143)


def _caught_up(place: Path) -> None:
    """See that the archive can be read and that its search finds everything."""
    with options.open_archive(place, readonly=True) as kept:
        if not (kept.search.is_stale or kept.search.removed_is_stale):
            return
    try:
        with options.open_archive(place) as kept:
            kept.catch_up()
    except ArchiveError as error:  # it can be read all the same
        terminal.print_stderr(f"newsgrab: the search does not know the latest articles ({error})")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadUsage(
            f"{host} port {port}: cannot be listened on ({os.strerror(error.errno or 0)}): try --port 0"
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
