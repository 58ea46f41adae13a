"""newsgrab backup: a copy of the archive that is whole."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.stopping import stopping
from newsgrab.errors import BackupFailed, BadUsage, Cancelled


def backup(
    target: Annotated[
        str, typer.Argument(metavar="FILE|FOLDER", help="A new file, or a folder to put one with the date into.")
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="N", help="In a folder: then delete dated backups but the latest N.")
    ] = None,
    keep_weekly: Annotated[
        str, typer.Option("--keep-weekly", metavar="N", help="With --keep: leave the last one of N weeks, too.")
    ] = "0",
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Copy the archive while runs go on. A backup that is there is whole: it is checked before it gets its name.

    Prints the file, its size in bytes, and how many articles, looks and pages are in it.

    Example: newsgrab backup /mnt/disk/news
    """
    from newsgrab.archive.care.backup import backup, backup_target
    from newsgrab.archive.connection import database_path

    kept = options.parse_int(keep, "--keep", low=1) if keep is not None else None
    weeks = options.parse_int(keep_weekly, "--keep-weekly")
    if (kept is not None or weeks) and not (kept and Path(target).is_dir()):
        raise BadUsage("--keep: of the dated backups in a folder: name a folder; --keep-weekly needs --keep")
    path = database_path(options.settings(archive).archive)
    file = backup_target(path, target, overwrite=overwrite, now=datetime.now(UTC))
    bar = terminal.is_terminal(sys.stderr) and not quiet and not json

    with stopping() as stop:

        def progress(done: int, total: int) -> None:
            if stop():
                raise Cancelled
            if bar:
                ending = "\n" if done >= total else ""
                sys.stderr.write(f"\r{terminal.size(done)} of {terminal.size(total)}{ending}")
                sys.stderr.flush()

        try:
            made = backup(path, file, progress)
        except Cancelled as error:
            raise BackupFailed(f"{file}: stopped: no backup was written", 143) from error
        except KeyboardInterrupt as error:
            raise BackupFailed(f"{file}: interrupted: no backup was written", 130) from error
    if kept is not None:
        _forget(Path(target), latest=kept, weekly=weeks, quiet=quiet or json)
    restore = f"move {path} and what lies beside it ({path.name}-wal, -shm) away, then copy {made.path} to {path}"
    if json:
        terminal.write_json(asdict(made) | {"restore": restore})
    elif terminal.is_terminal() and not quiet:
        held = f"{made.articles:,} articles, {made.visits:,} looks, {made.pages:,} pages"
        terminal.print_stdout(terminal.one_line(f"{made.path}  {terminal.size(made.bytes)}: {held}"))
        terminal.print_stderr(f"to restore it: {restore}")
    elif not quiet:
        terminal.write_row((made.path, made.bytes, made.articles, made.visits, made.pages))


def _forget(folder: Path, *, latest: int, weekly: int, quiet: bool) -> None:
    """Delete old dated backups, now that a new one is there and whole."""
    from newsgrab.archive.care.old_backups import superfluous

    for old in superfluous(folder.iterdir(), latest=latest, weekly=weekly):
        try:
            old.unlink()
        except OSError as error:
            terminal.print_stderr(f"newsgrab: {old}: not deleted ({error.strerror})")
            continue
        if not quiet and terminal.is_terminal(sys.stderr):
            terminal.print_stderr(f"deleted {old}")
