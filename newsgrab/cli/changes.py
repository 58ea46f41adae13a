"""newsgrab changes: what was edited, moved, removed, and what came back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from newsgrab.archive.history.changes import Change
from newsgrab.archive.query.filters import Filters
from newsgrab.cli import options, terminal
from newsgrab.cli.history import between
from newsgrab.outcomes import Outcome


@options.filtered
def changes(
    archive: options.ArchiveOption = None,
    filters: Filters = options.EVERY_ARTICLE,
    limit: Annotated[str, typer.Option("--limit", "-n", metavar="N", help="At most so many; 0 for all.")] = "50",
    json: options.JsonOption = False,
) -> None:
    """Show what was edited, moved, removed, or returned.

    Latest first; --since and --until are of our looks, times are UTC.

    Example: newsgrab changes --since yesterday --site courier.example
    """
    count = options.parse_int(limit, "--limit")
    shown = 0
    with options.reading_archive(archive) as kept:
        for change in kept.history.changes(filters):
            if shown == count > 0:
                terminal.print_stderr(f"the latest {count:,} changes; --limit 0 shows all")
                break
            shown += 1
            if json:
                terminal.write_json(asdict(change))
            elif terminal.is_terminal():
                _show(change)
            else:
                terminal.write_row(_cells(change))
    if not shown:
        terminal.print_stderr(f"no changes{options.filters_in_words(filters)}")


def _cells(change: Change) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    ref = f"{change.article_id}@{change.version}"
    detail = ", ".join(change.changed) or change.reason
    return (change.not_before, change.at, change.outcome, ref, detail, change.title, change.url)


def _show(change: Change) -> None:
    from rich.text import Text

    head = Text(f"{change.outcome:<9}", style=Outcome(change.outcome).color)
    head.append(f" {change.article_id}@{change.version}  ", style="cyan")
    details = [", ".join(change.changed), change.reason, f"{between(change.not_before, change.at)} UTC"]
    out = terminal.console()
    out.print(terminal.beside(head, terminal.styled(change.title, "bold")))
    out.print(terminal.indented(terminal.facts(details), 10))
