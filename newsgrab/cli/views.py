"""newsgrab views: how a view count grew."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import partial
from itertools import takewhile
from typing import Annotated

import typer

from newsgrab.archive.history.growth import Rising, growth
from newsgrab.archive.history.series import ViewPoint
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.listing import Listed
from newsgrab.archive.store import Archive
from newsgrab.cli import charts, options, terminal
from newsgrab.errors import BadUsage
from newsgrab.urls import site as site_of

_TABLE_COLUMNS = 72  # a narrower terminal has no room for a table and titles
_FACTS = ("id", "url", "version", "title", "views", "views_exact", "gone_since")
_BARS = "▁▂▃▄▅▆▇█"


def views(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help="An article; without one, the most viewed are listed.")
    ] = None,
    archive: options.ArchiveOption = None,
    limit: Annotated[str, typer.Option("--limit", "-n", metavar="N", help="Without REF: so many articles.")] = "20",
    rising: Annotated[bool, typer.Option("--rising", help="List what grows fastest, in views an hour.")] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Counts since then [default: all; with --rising 24 hours ago]."),
    ] = None,
    site: options.SiteOption = None,
    format: Annotated[  # noqa: A002 -- the option's name
        str | None,
        options.format_option(charts.FORMATS, help="Of an article: a chart as svg or png."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the chart to this file, not to stdout.")
    ] = None,
    urls: options.UrlsOption = False,
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """Show an article's view count over time, or the most viewed.

    Counts that other pages' related blocks printed are among them. On a terminal, and with --format, it is a chart: e
    marks an edit, x that it was gone, r a return, p that another page began to show the article.

    Example: newsgrab views https://courier.example/article/12
    """
    form = charts.form_of(format, output, ref, json=json)
    if ref is None and since is not None and not rising:
        raise BadUsage("--since: name an article, or ask what is --rising")
    with options.reading_archive(archive) as kept, terminal.remarks(quiet=quiet):
        if ref is None:
            moment = options.parse_moment_option(since or "24h") if rising else None
            count = options.parse_int(limit, "--limit") or -1
            _list(kept, options.filters(site), count, moment, json=json, urls=urls)
            return
        named = kept.resolve(ref)
        points = kept.history.views(named, options.parse_moment_option(since) if since is not None else None)
        is_chart = bool(points) and (form is not None or (terminal.is_terminal() and not json))
        chart = charts.chart_of(kept, named, points) if is_chart else None
    if json:
        for grown in growth(points):
            terminal.write_json({**asdict(grown.point), "per_hour": grown.per_hour, "turn": grown.turn})
        return
    if not points:
        with terminal.remarks(quiet=quiet):
            terminal.print_stderr(
                f"no page has printed a view count of article {named.article_id} {'since then' if since else 'yet'}"
            )
        return
    if chart and form:
        charts.write(chart, form, output, f"Views of article {named.article_id}")
    elif chart:
        _show(points, charts.in_dots(chart))
    else:
        for point in points:
            terminal.write_row((point.at, point.views, "exact" if point.exact else "rounded", point.printed_on))


def sparkline(values: list[int], width: int) -> str:
    """The values as bars of eight heights, the last `width` of them after thinning.

    >>> sparkline([1, 5, 9], 10)
    '▁▄█'
    """
    if len(values) > width:
        values = [values[i * (len(values) - 1) // (width - 1)] for i in range(width)]
    low, high = min(values), max(values)
    span = high - low or 1
    return "".join(_BARS[(value - low) * (len(_BARS) - 1) // span] for value in values)


def _list(
    kept: Archive, filters: Filters, limit: int, rising_since: datetime | None, *, json: bool, urls: bool
) -> None:
    """What grows fastest since a time, or the most viewed."""
    if rising_since is None:
        _most_viewed(kept, filters, limit, json=json, urls=urls)
        return
    found = kept.history.rising(rising_since, filters, limit)
    terminal.write_each(found, asdict, partial(_show_rising, urls=urls), _rising_cells, json=json)
    if not found:
        terminal.print_stderr("no view count has grown since then")


def _rising_cells(each: Rising) -> tuple[object, ...]:
    ref = f"{each.article_id}@{each.version}"
    return (f"{each.per_hour:g}", each.before, each.views, ref, each.title, each.url)


def _show_rising(each: Rising, *, urls: bool) -> None:
    ref = f"{each.article_id}@{each.version}"
    facts = [site_of(each.url), f"{each.before:,} → {each.views:,} views", f"{each.per_hour:,.0f} an hour"]
    terminal.print_item(ref, "cyan", each.title, [*facts, terminal.span(each.since, each.until)])
    terminal.print_url(terminal.console(), each.url if urls else None, 5)


def _most_viewed(kept: Archive, filters: Filters, limit: int, *, json: bool, urls: bool) -> None:
    counted = takewhile(
        lambda article: article.views is not None, kept.query.articles(filters, order="views", limit=limit)
    )
    if json:
        for article in counted:
            facts = {name: getattr(article, name) for name in _FACTS}
            terminal.write_json(facts)
    elif not terminal.is_terminal():
        for article in counted:
            terminal.write_row((article.views, f"{article.id}@{article.version}", article.title, article.url))
    else:
        _show_most_viewed(kept, list(counted), urls=urls)


def _show_most_viewed(kept: Archive, articles: list[Listed], *, urls: bool) -> None:
    from rich.table import Table

    if not articles:
        terminal.print_stderr("no page has printed a view count yet")
        return
    if urls or terminal.console().width < _TABLE_COLUMNS:
        for article in articles:
            _show_viewed(kept, article, urls=urls)
        return
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for name in ("REF", "views"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("so far", no_wrap=True, style="green")
    table.add_column("site", no_wrap=True, style="cyan")
    table.add_column("title", ratio=1, overflow="fold")
    for article in articles:
        count = terminal.number(article.views, exact=article.views_exact)
        title = terminal.named(article.title, article.gone_since)
        table.add_row(f"{article.id}@{article.version}", count, _curve(kept, article), article.site, title)
    terminal.console().print(table)


def _show_viewed(kept: Archive, article: Listed, *, urls: bool) -> None:
    """One of them where there is no room for a table, or with its address."""
    count = f"{terminal.number(article.views, exact=article.views_exact)} views"
    facts = [terminal.gone(article.gone_since), article.site, count, _curve(kept, article)]
    terminal.print_item(f"{article.id}@{article.version}", "cyan", article.title, facts)
    terminal.print_url(terminal.console(), article.url if urls else None, 5)


def _curve(kept: Archive, article: Listed) -> str:
    return sparkline([point.views for point in _own(kept.history.views(kept.resolve(str(article.id))))], 10)


def _own(points: list[ViewPoint]) -> list[ViewPoint]:
    """The counts of the article's own page if there are two, for a curve: what other pages print lags behind."""
    own = [point for point in points if point.position == 0]
    return own if len(own) > 1 else points


def _show(points: list[ViewPoint], chart: list[str]) -> None:
    from rich.text import Text

    out = terminal.console()
    values = [point.views for point in _own(points)]
    for line in chart:
        out.print(Text(line, style="green"), no_wrap=True)
    out.print(Text(f"{values[0]:,} → {values[-1]:,}", style="green"))
    before: tuple[int, str] | None = None
    for point in points:
        place = "own page" if point.position == 0 else f"related on {terminal.one_line(point.printed_on)}"
        if (point.views, place) == before:
            continue
        before = (point.views, place)
        count = terminal.number(point.views, exact=point.exact)
        out.print(Text(f"{terminal.when(point.at)}  {count:>12}  ") + Text(place, style="dim"))
