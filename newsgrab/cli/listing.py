"""newsgrab list: the articles of the archive."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.listing import Listed
from newsgrab.cli import options, terminal

if TYPE_CHECKING:
    from rich.table import Table

_TABLE_COLUMNS = 72  # a narrower terminal has no room for a table and titles


@options.filtered
def list_articles(
    archive: options.ArchiveOption = None,
    filters: Filters = options.EVERY_ARTICLE,
    sort: Annotated[
        str, options.sort_option(options.SORTS, f"One of {', '.join(options.SORTS)} (the same as published).")
    ] = "published",
    limit: Annotated[str, typer.Option("--limit", "-n", metavar="N", help="At most so many; 0 for all.")] = "50",
    offset: Annotated[str, typer.Option("--offset", metavar="N", help="Leave out the first so many.")] = "0",
    at: options.AtOption = None,
    urls: options.UrlsOption = False,
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """List the articles of the archive, newest first.

    With --at those that were known then, with the text and the counts of then.

    Example: newsgrab list --site courier.example --since "7 days ago" --sort views
    """
    options.checked_sort(sort, options.SORTS)
    filters = options.as_of(filters, at)
    count, skipped = options.parse_int(limit, "--limit"), options.parse_int(offset, "--offset")
    with options.reading_archive(archive) as kept:
        articles = list(kept.query.articles(filters, order=sort, limit=count or -1, offset=skipped))
        are_all = len(articles) < count or not count  # that follow those that are left out
        total = skipped + len(articles) if are_all and (articles or not skipped) else kept.query.count(filters)
    if json:
        for article in articles:
            terminal.write_json(asdict(article))
    elif terminal.is_terminal():
        _show(articles, urls=urls)
    else:
        for article in articles:
            terminal.write_row(_cells(article))
    with terminal.remarks(quiet=quiet):
        if not total:
            terminal.print_stderr(f"no articles{options.filters_in_words(filters)}")
        elif len(articles) < total:
            terminal.print_stderr(f"{len(articles):,} of {total:,} articles; --limit 0 shows all")


def _cells(article: Listed) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    return (
        f"{article.id}@{article.version}",
        _date(article),
        article.site,
        article.category,
        article.views,
        article.title,
        article.url,
    )


def _date(article: Listed) -> str:
    """The publication as precisely as the page tells it, or our first look."""
    if article.published_at and article.published_precision == "day":
        return article.published_at[:10]
    return article.published_at or article.first_seen_at


def _show(articles: list[Listed], *, urls: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    if out.width >= _TABLE_COLUMNS and not urls and articles:  # an address is to be copied as a whole
        out.print(_table(articles))
    else:
        for article in articles:
            head = Text(f"{article.id}@{article.version}  ", style="cyan")
            out.print(terminal.beside(head, terminal.styled(article.title, "bold")))
            out.print(terminal.indented(terminal.facts(_facts(article)), 4))
            terminal.print_url(out, article.url if urls else None, 4)


def _facts(article: Listed) -> list[str | None]:
    views = terminal.number(article.views, exact=article.views_exact)
    date = terminal.day(article.published_at, article.first_seen_at)
    return [terminal.gone(article.gone_since), article.category, article.site, date, views and f"{views} views"]


def _table(articles: list[Listed]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in ("REF", "date", "site", "category", "views"):
        table.add_column(name, justify="right" if name in {"REF", "views"} else "left", no_wrap=True)
    table.add_column("title", ratio=1, overflow="fold")
    for article in articles:
        table.add_row(
            f"{article.id}@{article.version}",
            Text(terminal.day(article.published_at, article.first_seen_at), style="dim"),
            terminal.styled(article.site, "cyan"),
            terminal.styled(article.category, "magenta"),
            terminal.number(article.views, exact=article.views_exact),
            terminal.named(article.title, article.gone_since),
        )
    return table
