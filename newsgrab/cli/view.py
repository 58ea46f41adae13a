"""newsgrab view: one article in the browser, from a file that can do nothing but be read."""

from __future__ import annotations

import os
import re
import time
import webbrowser
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.archive.history.state import State
    from newsgrab.article import Article

_KEPT_S = 24 * 3600  # how long a file that was opened is left for the browser
_ENDING = ".newsgrab.html"
_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
)
# No policy keeps a browser from looking up the hosts that these name.
_LOADS = re.compile(r"<(?=(?:link|meta|base)\b)", re.IGNORECASE)


def view(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    at: options.AtOption = None,
    page: Annotated[bool, typer.Option("--page", help="The page as it was, without scripts and pictures.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only write the file and print its name.")] = False,
) -> None:
    """Open one article in the browser (BROWSER).

    As text alone, or with --page the kept page in a frame in which nothing runs and nothing is loaded. The file is
    yours alone, and is deleted a day later by the next newsgrab view.

    Example: newsgrab view 12@1
    """
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        found = kept.history.state(named, options.parse_at(at) if at is not None else None)
        content = kept.history.page_of_look(found.look) if page else None
        if page and content is None:
            raise BadUsage(f"article {named.article_id}: no page is kept of look {found.look.number}: leave out --page")
    html = _framed(found, content) if content is not None else _as_text(found.article)
    path = _written(f"{named.article_id}-{found.version}{'-page' if page else ''}", html)
    if no_browser or not webbrowser.open(path.as_uri()):
        terminal.print_stdout(str(path))
        if not no_browser:
            terminal.print_stderr("newsgrab: no browser was found: open that file, or name one in BROWSER")


def _as_text(article: Article) -> str:
    from newsgrab.cli.render import as_html

    return as_html(article).replace("<title>", f"{_POLICY}\n<title>", 1)


def _framed(found: State, page: bytes) -> str:
    """The page in a frame that inherits the policy of the document around it: no script, no request, no form."""
    from newsgrab.extraction.page.decode import decode

    look, charset = found.look, found.look.charset
    inner = escape(_LOADS.sub("<x-", decode(page, f"text/html; charset={charset}" if charset else None).text))
    head = f"{found.article.url} · {terminal.moment(look.at)} · without scripts and pictures"
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n{_POLICY}\n'
        f"<title>{escape(terminal.one_line(found.article.title))}</title>\n"
        "<style>body{margin:0;font:14px sans-serif}p{margin:.5em}iframe{border:0;width:100%;height:calc(100vh - 3em)}"
        f'</style>\n<p dir="ltr">{escape(head)}</p>\n<iframe sandbox="" srcdoc="{inner}"></iframe>\n'
    )


def _written(name: str, html: str) -> Path:
    """A new file in a folder of the user's own; those of days before are deleted. Raises BadUsage."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsgrab"
    path = folder / f"{name}{_ENDING}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in folder.glob(f"*{_ENDING}"):
            if old == path or time.time() - old.stat().st_mtime > _KEPT_S:
                old.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(html)
    except OSError as error:
        raise BadUsage(f"{path}: cannot be written ({error.strerror or error})") from error
    return path
