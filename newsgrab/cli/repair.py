"""newsgrab repair: articles that unlike pages were made into, told apart."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal

if TYPE_CHECKING:
    from newsgrab.archive.care.merged import Merged


def repair(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be done.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Tell articles apart that earlier rules took for one.

    Their pages named one address. Every look is kept; it goes to the article that it is of. All is done in one
    transaction.

    Example: newsgrab repair --dry-run
    """
    from newsgrab.following.schedule import planner

    settings = options.settings(archive)
    with options.open_archive(settings.archive, readonly=dry_run) as kept:
        merged = kept.care.merged() if dry_run else kept.care.split_merged()
        if not dry_run:
            for url in (part.url for each, _ in merged for part in each.parts):
                kept.following.reschedule(url, planner(settings.max_gap))
    for each, numbers in merged:
        if json:
            terminal.write_json(asdict(each) | {"article_ids": list(numbers)})
        elif not quiet:
            _show(each, numbers)
    if not (merged or json or quiet):
        terminal.print_stdout("nothing to repair")


def _show(merged: Merged, numbers: tuple[int, ...]) -> None:
    for number, part in zip(numbers or (merged.article_id,) * len(merged.parts), merged.parts, strict=True):
        terminal.write_row((merged.article_id, number if numbers else "", part.looks, part.title, part.url))
