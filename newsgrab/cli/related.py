"""newsgrab related: what an article's page recommends, and has recommended."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from newsgrab.archive.history.related.promotions import Promotion
from newsgrab.archive.history.series import RelatedEntryHistory
from newsgrab.archive.query.refs import Ref
from newsgrab.cli import options, terminal
from newsgrab.cli.related_finds import FINDS, write_found
from newsgrab.errors import BadUsage

_RefArgument = Annotated[
    str | None, typer.Argument(metavar="[REF]", help="An article: its address or number; with @VERSION or @TIME.")
]
_FindOption = Annotated[
    str | None,
    typer.Option(
        "--find",
        metavar="WHAT",
        help=f"Of all articles, one of {', '.join(FINDS)}.",
        autocompletion=options.complete(FINDS),
    ),
]
_LimitOption = Annotated[
    str, typer.Option("--limit", "-n", metavar="N", help="With --find: at most so many; 0 for all.")
]


def related(
    ref: _RefArgument = None,
    archive: options.ArchiveOption = None,
    at: options.AtOption = None,
    to: Annotated[bool, typer.Option("--to", help="The other way round: which pages recommend this article.")] = False,
    find: _FindOption = None,
    site: options.SiteOption = None,
    limit: _LimitOption = "50",
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """Show what an article recommends, now and before.

    Today's entries of its related block by their place, then former ones; of a version or a time, those of then. With
    --find, of all articles: orphans (no block has shown them), unkept (what blocks show and was never read), headlines
    (under which blocks show an article and which it never had).

    Example: newsgrab related 12 --json
    """
    if (ref is None) == (find is None):
        raise BadUsage("name an article, or what to --find in all of them")
    with options.reading_archive(archive) as kept, terminal.remarks(quiet=quiet):
        if find is not None:
            write_found(kept, find, options.filters(site), options.parse_int(limit, "--limit"), json=json)
            return
        named = kept.resolve(str(ref))
        if to:
            _write_promotions(named, kept.history.promotions(named), json=json)
            return
        entries = kept.history.related(named, options.parse_at(at) if at is not None else None)
        if not entries:
            terminal.print_stderr(f"the page of article {named.article_id} has shown no related links")
    if json:
        for entry in entries:
            terminal.write_json(asdict(entry))
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


def _write_promotions(ref: Ref, found: list[Promotion], *, json: bool) -> None:
    """Which pages recommend an article, or did."""
    if not found:
        terminal.print_stderr(f"no page that is kept has recommended article {ref.article_id}")
    terminal.write_each(found, asdict, _show_promotion, _promotion_cells, json=json)


def _promotion_cells(each: Promotion) -> tuple[object, ...]:
    state = "now" if each.current else "before"
    times = (each.first_seen_at, each.last_seen_at)
    return (state, each.position, each.on_article_id, each.on_title, each.on_url, each.title, *times)


def _show_promotion(each: Promotion) -> None:
    style = "green" if each.current else "dim"
    seen = f"seen {terminal.span(each.first_seen_at, each.last_seen_at)}"
    facts = [each.on_url, f"place {each.position}", f"as: {each.title}", seen]
    terminal.print_item(str(each.on_article_id), style, each.on_title, facts)


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
