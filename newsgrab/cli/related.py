"""newsgrab related: what an article's page recommends, and has recommended."""

from __future__ import annotations

from dataclasses import asdict

from newsgrab.archive.history.series import RelatedEntryHistory
from newsgrab.cli import options, terminal


def related(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    at: options.AtOption = None,
    json: options.JsonOption = False,
) -> None:
    """Show what an article recommends, now and before.

    Today's entries of its related block by their place, then former ones; of a version or a time, those of then.

    Example: newsgrab related 12 --json
    """
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        entries = kept.history.related(named, options.parse_at(at) if at is not None else None)
    if json:
        for entry in entries:
            terminal.write_json(asdict(entry))
    elif not entries:
        terminal.print_stderr(f"the page of article {named.article_id} has shown no related links")
    elif terminal.is_terminal():
        _show(entries)
    else:
        for entry in entries:
            state = "now" if entry.current else "before"
            cells = (
                state,
                entry.position,
                entry.views,
                entry.title,
                entry.url,
                entry.first_seen_at,
                entry.last_seen_at,
            )
            terminal.write_row(cells)


def _show(entries: list[RelatedEntryHistory]) -> None:
    from rich.text import Text

    out = terminal.console()
    for entry in entries:
        style = "bold" if entry.current else "dim"
        line = terminal.styled(entry.title, style)
        if entry.views is not None:
            line += Text(f"  {terminal.number(entry.views, exact=entry.views_exact)} views", style="cyan")
        out.print(terminal.beside(Text(f"{entry.position:>2}  ", style="dim"), line))
        if entry.teaser:
            out.print(terminal.indented(terminal.styled(entry.teaser, "default" if entry.current else "dim"), 4))
        seen = f"seen {terminal.span(entry.first_seen_at, entry.last_seen_at)}"
        kept = f"kept as {entry.article_id}" if entry.article_id else None
        out.print(terminal.indented(terminal.facts([entry.url, seen, kept]), 4))
