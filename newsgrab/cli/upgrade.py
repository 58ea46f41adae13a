"""newsgrab upgrade: an archive of an earlier newsgrab brought up to date."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal

if TYPE_CHECKING:
    from newsgrab.archive.care.upgrade import Tell


def upgrade(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Bring an archive of an earlier newsgrab up to date. A copy from before is kept beside it.

    Every command does so when it meets one; this one does nothing else.

    Example: newsgrab upgrade --dry-run
    """
    from newsgrab.archive.care import upgrade
    from newsgrab.archive.connection import database_path

    path = database_path(options.settings(archive).archive)
    plan = upgrade.planned(path) if dry_run else upgrade.upgrade(path, _tell(quiet=quiet or json))
    if json:
        done = {"path": str(path), "upgraded": plan is not None and not dry_run}
        terminal.write_json(done | (asdict(plan) if plan else {}))
    elif quiet:
        return
    elif plan is None:
        terminal.print_stdout(f"{path}: up to date")
    else:
        schema = f"schema {plan.before} {'would be' if dry_run else 'was'} brought to {plan.after}"
        terminal.print_stdout(f"{path}: {schema}; copy from before: {plan.copy}")


def _tell(*, quiet: bool) -> Tell | None:
    """Who is told how far it is: whoever watches."""
    if quiet or not terminal.is_terminal(sys.stderr):
        return None
    return lambda _: terminal.Line().progress
