"""newsgrab extract: read pages without keeping them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.article import print_article
from newsgrab.cli.collections import Collections
from newsgrab.cli.fetch import saved_page
from newsgrab.cli.inputs import BadLine, Target, targets
from newsgrab.cli.render import FORMATS, as_json, rendered
from newsgrab.errors import BadUsage, NewsgrabError, PageError, UnreadablePage
from newsgrab.workers.tasks import NO_ADDRESS, extract_page

if TYPE_CHECKING:
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.fetch.browser.rendering import Renderer
    from newsgrab.page import Page
    from newsgrab.settings import Settings
    from newsgrab.workers.reader_pool import ReaderPool


def extract(
    pages: Annotated[
        list[str] | None,
        typer.Argument(metavar="URL|FILE|-…", help="Addresses to visit, saved pages, WARC files, or - (stdin)."),
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The address of the one saved page.")] = None,
    list_file: Annotated[
        str | None,
        typer.Option("--input", "-i", metavar="FILE", help="A list: addresses, or FILE, tab, address; - for stdin."),
    ] = None,
    format: Annotated[  # noqa: A002 -- the option's name
        str | None,
        options.format_option(FORMATS, help=f"One of {', '.join(FORMATS)} [default: json in a pipe, else to be read]."),
    ] = None,
    delay: options.DelayOption = None,
    timeout: options.TimeoutOption = None,
    user_agent: options.UserAgentOption = None,
    ignore_robots: options.IgnoreRobotsOption = None,
    allow_private: options.AllowPrivateOption = None,
    browser: options.BrowserOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each field could have been, and why.")] = False,
    json: options.JsonOption = False,
) -> None:
    """Read pages and print what they say. Nothing is kept.

    In a pipe: one JSON object a page.

    Example: newsgrab extract page.html --url https://courier.example/article/12
    """
    from newsgrab.pipeline import renderer

    form = format or ("terminal" if terminal.is_terminal() and not json else "json")
    if form not in {*FORMATS, "terminal"}:
        raise BadUsage(f"--format: one of {', '.join(FORMATS)}, not {format!r}")
    chosen = options.checked_settings(
        delay=delay,
        timeout=timeout,
        user_agent=user_agent,
        ignore_robots=ignore_robots,
        allow_private=allow_private,
        js=browser or None,
    )
    failed = False
    named = targets(pages or [], url=url, list_file=list_file)
    first = list(islice(named, 2))
    collections = Collections(options.choice(None, None, None))
    collections.check(first)
    with _readers() as readers, closing(renderer(chosen)) as rendering:
        read = partial(extract_page, profiles=str(chosen.profiles) if chosen.profiles else None, explain=explain)
        for target, page in _pages(chain(first, named), collections, chosen):
            try:
                reading = _read(page, partial(readers.run, read), rendering)
            except (PageError, BadLine) as error:
                terminal.print_stderr(f"newsgrab: {error}")
                failed = True
                continue
            failed = not _print(target, reading, form, explain=explain) or failed
    raise typer.Exit(1 if failed else 0)


def _read(
    page: Page | NewsgrabError, read: Callable[[Page], ExtractionResult], rendering: Renderer
) -> ExtractionResult:
    """What a page says, or what a browser makes of it. Raises what came in its place, PageError, BadUsage."""
    from newsgrab.pipeline import filled_in_browser

    if isinstance(page, NewsgrabError):
        raise page
    reading = read(page)
    filled = filled_in_browser(page, reading, rendering)
    return read(filled) if filled else reading


def _pages(
    named: Iterable[Target | BadLine], collections: Collections, settings: Settings
) -> Iterator[tuple[Target, Page | NewsgrabError]]:
    """The page of each target, then those in the collections; what could not be had in its place."""
    for target in collections.taken_out(named):
        if isinstance(target, BadLine):
            yield Target(), target
            continue
        try:
            yield target, load_page(target, settings)
        except PageError as error:
            yield target, error
    for page in collections.pages():
        yield Target(getattr(page, "url", None)), page


def _readers() -> ReaderPool:
    """The process that reads the pages; it starts while the first of them is had."""
    from newsgrab.workers.reader_pool import ReaderPool

    readers = ReaderPool(1)
    readers.warm_up()
    return readers


def load_page(target: Target, settings: Settings) -> Page:
    """The page of one target. Raises PageError."""
    if target.url is None or target.path is not None:
        return saved_page(target)
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.page import NotModified
    from newsgrab.pipeline import fetch_settings

    with Fetcher(fetch_settings(settings)) as fetcher:
        page = fetcher.fetch(target.url)
    if isinstance(page, NotModified):  # nothing was asked for that could be "not modified"
        raise UnreadablePage(f"{target.url}: the server says 304 without being asked for changes")
    return page


def _print(target: Target, reading: ExtractionResult, form: str, *, explain: bool) -> bool:
    """Print one reading; False if it is no article."""
    if explain:
        _explain(reading)
    if reading.article is None:
        terminal.print_stderr(f"newsgrab: {target.name}: no article found: {reading.verdict}: {reading.reason}")
        return False
    if explain:
        return True
    if form == "json":
        fields = as_json(reading.article)
        if str(fields["url"]).startswith(NO_ADDRESS):
            fields["url"] = None
        terminal.write_json(fields)
    elif form == "terminal":
        unknown = reading.article.url.startswith(NO_ADDRESS)
        print_article(replace(reading.article, url="") if unknown else reading.article)
    else:
        terminal.print_stdout(terminal.clean(rendered(reading.article, form)))
    return True


def _explain(reading: ExtractionResult) -> None:
    """The page's kind and charset, then what each field could have been; * marks what was taken."""
    charset = reading.charset_used or "none"
    declared = f"declared {reading.charset_declared}" if reading.charset_declared else "none declared"
    rows = [
        ("", "verdict", reading.recipe, reading.verdict.value, reading.reason),
        ("", "charset", declared, charset, ""),
    ]
    for candidate in reading.candidates:
        mark = "*" if candidate.chosen else ""
        rows.append((mark, candidate.field, candidate.source, candidate.value[:200], candidate.why))
    if not terminal.is_terminal():
        for row in rows:
            terminal.write_row(row)
        return
    for mark, field, source, value, why in rows:
        text = terminal.isolated(terminal.one_line(value))
        reason = f"  ({terminal.one_line(why)})" if why else ""
        terminal.print_stdout(f"{mark:<2}{field:<14}{terminal.one_line(source):<28}{text}{reason}")
