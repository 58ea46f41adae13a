"""newsgrab search: full text, any language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal
from newsgrab.cli.highlight import marked, painted
from newsgrab.errors import BadQuery, BadUsage

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgrab.archive.search import Hit, Hits, Window
    from newsgrab.archive.search.removed.find import Removals

SORTS = ("rank", "date", "views")


def search(
    terms: Annotated[
        list[str] | None, typer.Argument(metavar="TERM…", help='Words, "phrases", -words, word*, title:word …')
    ] = None,
    archive: options.ArchiveOption = None,
    site: options.SiteOption = None,
    category: options.CategoryOption = None,
    author: options.AuthorOption = None,
    lang: options.LanguageOption = None,
    since: options.SinceOption = None,
    until: options.UntilOption = None,
    sort: Annotated[str, typer.Option("--sort", metavar="ORDER", help=f"One of {', '.join(SORTS)}.")] = "rank",
    limit: Annotated[str, typer.Option("--limit", "-n", metavar="N", help="At most so many.")] = "10",
    offset: Annotated[str, typer.Option("--offset", metavar="N", help="Leave out the first so many.")] = "0",
    removed: Annotated[
        bool, typer.Option("--removed", help="Search what articles said and no longer say; dates are of the removal.")
    ] = False,
    copies: Annotated[bool, typer.Option("--all", help="Show copies of a text as hits of their own.")] = False,
    tally: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
    facets: Annotated[
        str, typer.Option("--facets", metavar="NAMES", help="Print how many by site, category, language, month.")
    ] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Tell how the query is understood.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="First make the search index anew.")] = False,
    json: options.JsonOption = False,
) -> None:
    """Search the text of all articles. All words must be there; if no article has them all, the nearest are shown.

    Example: newsgrab search 'مباحثات "وزير الخارجية" -موسكو' --since 2024 --category سياسي
    """
    if not terms and not rebuild:
        raise BadQuery("nothing to look for: type a word (see newsgrab search --help)")
    if removed and (facets or copies):
        raise BadUsage("--removed goes with neither --facets nor --all: leave one out")
    window = _window(sort, limit, offset, copies=copies)
    if rebuild:
        with Archive(options.settings(archive).archive) as writable:
            writable.rebuild_search(_indexing())
        if not terms:
            return
    chosen = options.filters(site, category, author, lang, (since, until))
    with options.reading_archive(archive) as kept:
        if kept.search_is_stale or (removed and kept.removed_is_stale):
            kept = _caught_up(kept)  # noqa: PLW2901 -- the same archive, opened again
        query = options.typed(" ".join(terms or ()))
        if explain:
            for line in kept.explain(query):
                terminal.print_stdout(terminal.clean(line))
            return
        if tally:
            terminal.print_stdout(str((kept.count_removed if removed else kept.count_hits)(query, chosen)))
            return
        if facets:
            _print_facets(kept.facets(query, tuple(facets.split(",")), chosen), json=json)
            return
        if removed:
            _print_removed(kept.search_removed(query, chosen, window), json=json)
        else:
            _print(kept.search(query, chosen, window), json=json)


def _window(sort: str, limit: str, offset: str, *, copies: bool) -> Window:
    """Which hits are wanted. Raises BadUsage."""
    from newsgrab.archive.search import Window

    if sort not in SORTS:
        raise BadUsage(f"--sort: one of {', '.join(SORTS)}, not {sort!r}")
    count, skipped = options.parse_int(limit, "--limit", low=1), options.parse_int(offset, "--offset")
    return Window(sort, count, skipped, copies=copies)


def _print_removed(found: Removals, *, json: bool) -> None:
    from newsgrab.cli.removed import print_removals

    print_removals(found, json=json)


def _caught_up(kept: Archive) -> Archive:
    """The archive with an index that holds everything."""
    kept.close()
    with Archive(kept.path) as writable:
        writable.catch_up(_indexing())
    return Archive(kept.path, readonly=True)


def _indexing() -> Callable[[int, int], None]:
    """Tells on a terminal how far the index is."""
    bar = terminal.is_terminal(sys.stderr)

    def progress(done: int, total: int) -> None:
        if bar and total > 1000:
            sys.stderr.write(f"\rindexing {done:,} of {total:,}" + ("\n" if done >= total else ""))

    return progress


def _print_facets(found: dict[str, tuple[tuple[str | None, int], ...]], *, json: bool) -> None:
    """One line for each value: what it is a value of, the number of articles, the value."""
    for name, values in found.items():
        for value, articles in values:
            if json:
                terminal.write_json({"facet": name, "value": value, "articles": articles})
            else:
                terminal.print_stdout(f"{name}\t{articles}\t{terminal.clean(value or '-')}")


def _print(found: Hits, *, json: bool) -> None:
    for remark in found.notes:
        terminal.print_stderr(f"newsgrab: {remark}")
    if not found.hits and found.total:
        terminal.print_stderr(f"no more: {_total(found)} {'article' if found.total == 1 else 'articles'} in all")
    elif not found.hits:
        terminal.print_stderr(
            "nothing found" + (f"; did you mean {' or '.join(found.suggestions)}?" if found.suggestions else "")
        )
    elif found.partial:
        terminal.print_stderr("no article has all the words; these have the most of them:")
    terminal.write_each(found.hits, _plain, _show, _cells, json=json)
    shown = len(found.hits)
    if shown and found.total > shown and terminal.is_terminal():
        terminal.print_stderr(f"{shown} of {_total(found)} articles; --limit and --offset show others")


def _total(found: Hits) -> str:
    return f"{found.total:,}" if found.total_exact else f"more than {found.total:,}"


def _plain(hit: Hit) -> dict[str, object]:
    """The hit as JSON has it."""
    return hit._asdict() | {"title": hit.title._asdict(), "snippet": hit.snippet._asdict()}


def _cells(hit: Hit) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    snippet = marked(hit.snippet, "[", "]")
    return (
        f"{hit.article_id}@{hit.version}",
        terminal.day(hit.published_at, hit.first_seen_at),
        hit.site,
        hit.category,
        hit.views,
        hit.title.text,
        hit.url,
        snippet,
    )


def _show(hit: Hit) -> None:
    from rich.text import Text

    out = terminal.console()
    head = Text(f"{hit.article_id}@{hit.version}  ", style="cyan") + painted(hit.title, "bold", "bold yellow")
    out.print(head)
    facts = [hit.category, hit.site, terminal.day(hit.published_at, hit.first_seen_at)]
    facts += [f"{terminal.number(hit.views, exact=hit.views_exact)} views"] if hit.views is not None else []
    facts += [f"{len(hit.copies)} more like it"] if hit.copies else []
    out.print(terminal.indented(terminal.facts(facts), 4))
    if hit.snippet.text:
        out.print(terminal.indented(painted(hit.snippet, "", "bold yellow"), 4))
    out.print()
