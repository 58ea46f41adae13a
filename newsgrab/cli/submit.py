"""newsgrab submit: ask a web archive to capture pages."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgrab.cli import options
from newsgrab.cli.fetch import Report
from newsgrab.cli.inputs import BadLine, Target, targets
from newsgrab.cli.progress import Bar
from newsgrab.cli.stopping import stopping
from newsgrab.errors import BadUsage, NewsgrabError


def submit(
    pages: Annotated[list[str] | None, typer.Argument(metavar="URL…", help="Addresses to be captured.")] = None,
    list_file: Annotated[
        str | None, typer.Option("--input", "-i", metavar="FILE", help="A list of addresses; - for stdin.")
    ] = None,
    web_archive: Annotated[
        str, typer.Option("--to", metavar="ARCHIVE", help="wayback, or one that works like it: https://…/web/")
    ] = "wayback",
    timeout: options.TimeoutOption = None,
    user_agent: options.UserAgentOption = None,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Ask a web archive to capture pages now.

    What it saw is kept as looks of its own.

    The archive makes the capture public. At most four a minute.

    Example: newsgrab submit https://courier.example/article/12
    """
    from newsgrab.cli.backfill import submit_all
    from newsgrab.source.web_archive import archive_base
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import prepare_with

    chosen = options.checked_settings(archive, timeout=timeout, user_agent=user_agent)
    base = archive_base(web_archive)
    named = list(targets(pages or [], url=None, list_file=list_file))
    urls = [_address(each) for each in named if isinstance(each, Target)]
    with Bar(hidden=quiet or json) as bar, stopping() as stop:
        report = Report(bar, json=json, quiet=quiet)
        for line in named:
            if isinstance(line, BadLine):
                report.trouble(line)
        bar.expect(len(urls))
        reader = prepare_with(chosen.profiles)
        with ReaderPool(1, reader=reader) as readers, options.open_archive(chosen.archive, create=True) as kept:
            for came in submit_all(dict.fromkeys(urls), base, (kept, readers), chosen, stop):
                if isinstance(came, NewsgrabError):
                    report.trouble(came)
                else:
                    report.kept(came)
        stopped = stop()
    raise typer.Exit(143 if stopped else report.finish())


def _address(target: Target) -> str:
    if target.url is None or target.path is not None:
        raise BadUsage(f"{target.name}: a web archive captures addresses, not files")
    return target.url
