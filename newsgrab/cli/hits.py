"""What `newsgrab search` prints: hits, how many there are, and by what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsgrab.cli import terminal
from newsgrab.cli.highlight import marked, painted, plain

if TYPE_CHECKING:
    from newsgrab.archive.search import Count, FacetCount, Hit, Hits


def print_count(found: Count, *, json: bool) -> None:
    """The number of articles with all the words; those with some of them in a remark."""
    if json:
        terminal.write_json({"total": found.total, "partial": found.partial})
        return
    terminal.print_stdout(str(found.total))
    if found.partial:
        terminal.print_stderr(f"{_have(found.total)} all the words; {_have(found.partial)} some of them")


def print_facets(found: dict[str, tuple[FacetCount, ...]], *, json: bool) -> None:
    """One line for each value: its facet, articles with all the words, the value, articles with some of the words."""
    for name, values in found.items():
        for value, total, some in values:
            if json:
                terminal.write_json({"facet": name, "value": value, "articles": total, "partial": some})
            else:
                terminal.print_stdout(f"{name}\t{total}\t{terminal.clean(value or '-')}\t{some}")


def print_hits(found: Hits, *, json: bool, urls: bool = False) -> None:
    """The hits, and what there is to say about them on stderr; with `json` each hit tells of the whole answer, too."""
    for remark in found.notes:
        terminal.print_stderr(f"newsgrab: {remark}")
    _print_totals(found)
    answer = {
        "total": found.total,
        "total_partial": found.partial_total,
        "total_exact": found.total_exact,
        "notes": found.notes,
        "suggestions": found.suggestions,
    }
    terminal.write_each(found.hits, lambda hit: plain(hit) | answer, partial(_show, urls=urls), _cells, json=json)
    shown = len(found.hits)
    if shown and found.total > shown and terminal.is_terminal():
        terminal.print_stderr(f"{shown} of {_total(found)} articles; --limit and --offset show others")


def _print_totals(found: Hits) -> None:
    meant = f"did you mean {' or '.join(found.suggestions)}?" if found.suggestions else ""
    if not found.hits and found.total:
        terminal.print_stderr(f"no more: {_total(found)} {'article' if found.total == 1 else 'articles'} in all")
    elif not found.hits:
        terminal.print_stderr(f"nothing found; {meant}" if meant else "nothing found")
    elif any(hit.partial for hit in found.hits):
        terminal.print_stderr(f"{_have(found.total)} all the words; {_have(found.partial_total)} some of them")
        if meant:
            terminal.print_stderr(meant)


def _have(articles: int) -> str:
    return {0: "no article has", 1: "1 article has"}.get(articles, f"{articles:,} articles have")


def _total(found: Hits) -> str:
    return f"{found.total:,}" if found.total_exact else f"more than {found.total:,}"


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
        "some" if hit.partial else "all",
        len(hit.copies),
    )


def _show(hit: Hit, *, urls: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    head = Text(f"{hit.article_id}@{hit.version}  ", style="cyan")
    out.print(terminal.beside(head, painted(hit.title, "bold", "bold yellow")))
    day = terminal.day(hit.published_at, hit.first_seen_at)
    facts = [terminal.gone(hit.gone_since), hit.category, hit.site, day]
    facts += [f"{terminal.number(hit.views, exact=hit.views_exact)} views"] if hit.views is not None else []
    facts += [f"{len(hit.copies)} more alike"] if hit.copies else []
    facts += ["some of the words"] if hit.partial else []
    out.print(terminal.indented(terminal.facts(facts), 4))
    terminal.print_url(out, hit.url if urls else None, 4)
    if hit.snippet.text:
        out.print(terminal.indented(painted(hit.snippet, "", "bold yellow"), 4))
    out.print()
