"""newsgrab fetch: visit or read pages and keep them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.backfill import Past, asked_past, read_past
from newsgrab.cli.collections import Collections, collections_in
from newsgrab.cli.inputs import STDIN, BadLine, Target, stdin_bytes, targets
from newsgrab.cli.progress import Bar
from newsgrab.cli.stopping import Stop, stopping
from newsgrab.errors import BadUrl, NewsgrabError, PageError, TakenOut, UnreadablePage
from newsgrab.log import log_result
from newsgrab.outcomes import Outcome
from newsgrab.page import Page, SavedFile
from newsgrab.visit import RecordResult

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.subscriptions.due import Schedule
    from newsgrab.pipeline import FetchResult
    from newsgrab.settings import Settings
    from newsgrab.workers.reader_pool import ReaderPool

_ANSWERS = frozenset({Outcome.GONE, Outcome.BLOCKED, Outcome.NOT_AN_ARTICLE})  # what a page said of itself


def fetch(
    pages: Annotated[
        list[str] | None,
        typer.Argument(metavar="URL|FILE|-…", help="Addresses to visit, saved pages, WARC files, or - (stdin)."),
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The address of the one saved page.")] = None,
    list_file: Annotated[
        str | None,
        typer.Option("--input", "-i", metavar="FILE", help="A list: addresses, or FILE, tab, address; - for stdin."),
    ] = None,
    web_archive: Annotated[
        str | None,
        typer.Option("--from", metavar="ARCHIVE", help="Read the past: wayback, or a web archive's https://…"),
    ] = None,
    batch: options.FromBatchOption = None,
    site: options.CaptureSiteOption = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="N", help="With --from: all addresses of this source.")
    ] = None,
    since: options.CaptureSinceOption = None,
    until: options.CaptureUntilOption = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="With --from: one capture in each 1d, 12h.")
    ] = None,
    delay: options.DelayOption = None,
    workers: options.WorkersOption = None,
    timeout: options.TimeoutOption = None,
    user_agent: options.UserAgentOption = None,
    ignore_robots: options.IgnoreRobotsOption = None,
    allow_private: options.AllowPrivateOption = None,
    browser: options.BrowserOption = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
    verbose: options.VerboseOption = False,
    log_file: options.LogFileOption = None,
) -> None:
    """Visit pages, read the articles on them and keep what is new.

    Prints a line for each: what came of it, article and version, title, category, views, related links.

    Example: newsgrab fetch https://courier.example/article/12
    """
    chosen = options.checked_settings(
        archive,
        delay=delay,
        workers=workers,
        timeout=timeout,
        user_agent=user_agent,
        ignore_robots=ignore_robots,
        allow_private=allow_private,
        js=browser or None,
    )
    choice = options.choice(site, since, until)
    past = asked_past(web_archive, every, source, choice)
    elsewhere = batch is not None or (past is not None and past.names_addresses)
    none_named = elsewhere and not pages and list_file is None
    named = iter(()) if none_named else targets(pages or [], url=url, list_file=list_file)
    report = _Printing(json=json, quiet=quiet, log_file=log_file, verbose=verbose, archive=archive)
    raise typer.Exit(_fetch_all(named, (Collections(choice, quiet=quiet, batch=batch), past), chosen, report))


@dataclass(frozen=True, slots=True)
class _Printing:
    """How it is told, and where."""

    json: bool
    quiet: bool
    log_file: str | None
    verbose: bool
    archive: str | None


def _fetch_all(
    named: Iterator[Target | BadLine], wanted: tuple[Collections, Past | None], settings: Settings, printing: _Printing
) -> int:
    """Look at everything that was named, and give the exit code."""
    from newsgrab.cli.logs import logging_to

    collections, past = wanted
    json, quiet = printing.json, printing.quiet
    first = list(islice(named, 2))  # what was typed wrong is told before an archive is made
    collections.check(first)
    with (
        Bar(hidden=quiet or json) as bar,
        stopping() as stop,
        logging_to(printing.log_file, verbose=printing.verbose),
    ):
        report = Report(bar, json=json, quiet=quiet)
        if past is not None:
            _keep_past(past, chain(first, named), settings, (report, bar, stop))
        else:
            _keep(collections.taken_out(chain(first, named)), first, settings, (report, bar, stop, collections))
        stopped = stop()
    code = report.finish()
    if report.first is not None and not (json or quiet) and terminal.is_terminal() and terminal.is_terminal(sys.stderr):
        _tell_next(report.first, printing.archive)
    if stopped:
        terminal.print_stderr("newsgrab: stopped; what was done is kept, the same command goes on")
    return 143 if stopped else code


def _keep(
    named: Iterable[Target | BadLine],
    first: list[Target | BadLine],
    settings: Settings,
    around: tuple[Report, Bar, Stop, Collections],
) -> None:
    """Look at every target, keep what comes, and tell of it; then read the collections that were among them."""
    from newsgrab.following.schedule import planner
    from newsgrab.pipeline import keep_look

    report, bar, stop, collections = around
    plan = planner(settings.max_gap)
    with _readers(first, settings) as readers, options.open_archive(settings.archive, create=True) as kept:
        follows = kept.following.any_due()
        for look in _looks(named, (kept, readers, bar), settings, stop):
            try:
                came = keep_look(kept, look, reread=readers.reread, respect_noarchive=settings.respect_noarchive)
                if follows:  # what was seen just now tells when the next run should look again
                    kept.following.reschedule(came.url, plan)
                report.kept(came)
            except (PageError, BadUrl, BadLine) as error:
                report.trouble(error)
        _tell(collections.read((kept, readers, bar), settings, stop), kept, report, plan)


def _keep_past(
    past: Past, named: Iterable[Target | BadLine], settings: Settings, around: tuple[Report, Bar, Stop]
) -> None:
    """Keep what a web archive has, and tell of it."""
    from newsgrab.following.schedule import planner
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import prepare_with

    report, bar, stop = around
    reader = prepare_with(settings.profiles)
    with ReaderPool(1, reader=reader) as readers, options.open_archive(settings.archive, create=True) as kept:
        looks = read_past(past, named, (kept, readers, bar), settings, stop)
        _tell(looks, kept, report, planner(settings.max_gap))


def _tell(looks: Iterable[RecordResult | NewsgrabError], archive: Archive, report: Report, plan: Schedule) -> None:
    """Tell of looks as they are kept, and plan the next ones."""
    follows = archive.following.any_due()
    for result in looks:
        if isinstance(result, NewsgrabError):
            report.trouble(result)
            continue
        if follows:  # what was seen just now tells when the next run should look again
            archive.following.reschedule(result.url, plan)
        report.kept(result, archived=True)


def _readers(first: list[Target | BadLine], settings: Settings) -> ReaderPool:
    """What reads the pages; for saved ones its processes start now, while the archive is opened."""
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import prepare_with

    saved = any(isinstance(each, Target) and each.path for each in first)
    one = len(first) == 1 and not collections_in(first)
    readers = ReaderPool(1 if one else None, reader=prepare_with(settings.profiles))
    if saved:
        readers.warm_up()
    return readers


class Report:
    """Tells what came of each page as it comes, and in the end how it went as a whole."""

    def __init__(self, bar: Bar, *, json: bool, quiet: bool) -> None:
        """Nothing has come yet."""
        self._bar = bar
        self._json = json
        self._quiet = quiet
        self._terminal = terminal.is_terminal()
        self._tally: dict[str, int] = {}
        self._code = 0
        self.first: RecordResult | None = None  # the archive's first article, if it came just now

    def kept(self, kept: RecordResult, *, archived: bool = False) -> None:
        """One page that became a visit; that a page was not there when it was `archived` is no trouble of today."""
        log_result("page", kept.outcome, kept.url, kept.reason or ", ".join(kept.changed))
        is_excused = archived and kept.outcome in _ANSWERS
        if not is_excused:
            self._code = max(self._code, kept.outcome.exit_code)
        self._tally[kept.outcome] = self._tally.get(kept.outcome, 0) + 1
        self._bar.tick(kept.outcome)
        if kept.outcome is Outcome.NEW and kept.article_id == 1:
            self.first = kept
        if kept.renumbered and not self._json:
            moved = ", ".join(f"{old} is now {new}" for old, new in kept.renumbered)
            terminal.print_stderr(f"newsgrab: article {kept.article_id}: a look of the past came in: version {moved}")
        if self._json:
            terminal.print_flushed(terminal.as_json(asdict(kept)))
        elif self._quiet and (kept.outcome.read or is_excused):
            return
        elif self._terminal:
            self._show(kept)
        else:
            terminal.print_flushed(terminal.row(_cells(kept)))

    def trouble(self, error: NewsgrabError) -> None:
        """One name that could not become a visit."""
        self._tally["unreadable"] = self._tally.get("unreadable", 0) + 1
        self._code = max(self._code, 1)
        terminal.print_stderr(f"newsgrab: {error}")

    def finish(self) -> int:
        """The exit code; on a terminal the tally too."""
        if sum(self._tally.values()) > 1 and terminal.is_terminal(sys.stderr) and not self._quiet:
            terminal.print_stderr(", ".join(f"{count:,} {word}" for word, count in sorted(self._tally.items())))
        return self._code

    def _show(self, kept: RecordResult) -> None:
        from rich.text import Text

        known = kept.outcome.read
        head = Text(f"{kept.outcome:<12}  ", style=kept.outcome.color)
        if kept.article_id:
            head += Text(f"{_ref(kept)}  ", style="cyan")
        parts = [(kept.title or kept.url, "bold" if known else ""), (kept.category, "magenta")]
        if kept.views is not None:
            parts.append((f"{terminal.number(kept.views, exact=kept.views_exact)} views", "cyan"))
        if kept.related:
            parts.append((f"{kept.related} related", "dim"))
        parts += [(", ".join(kept.changed), "yellow"), (kept.reason, "dim")]
        line = Text("  ").join(terminal.styled(text, style) for text, style in parts if text)
        self._bar.console.print(terminal.beside(head, line))


def _tell_next(first: RecordResult, archive: str | None) -> None:
    """What to type after the very first article, as it works here."""
    from shlex import quote
    from urllib.parse import urljoin

    newsgrab = terminal.program()
    where = f" --archive {quote(archive)}" if archive else ""
    terminal.print_stderr("")
    for purpose, command in (
        ("read it", f"show {first.article_id}{where}"),
        ("find it again", f"search WORD{where}"),
        ("follow its site", f"source add {urljoin(first.url, '/')}{where}"),
        ("see the manual", "help"),
    ):
        terminal.print_stderr(f"to {purpose + ':':<17}{newsgrab} {command}", whole=True)


def _ref(kept: RecordResult) -> str | None:
    """The article and its version; the article alone where it was not to be had."""
    return f"{kept.article_id}@{kept.version}" if kept.version else str(kept.article_id or "") or None


def _cells(kept: RecordResult) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    detail = ", ".join(kept.changed) or kept.reason
    related = kept.related if kept.outcome.read else None
    return (kept.outcome, _ref(kept), kept.title, kept.category, kept.views, related, detail, kept.url)


def _looks(
    named: Iterable[Target | BadLine],
    around: tuple[Archive, ReaderPool, Bar],
    settings: Settings,
    stop: Stop,
) -> Iterator[FetchResult]:
    """A look at each target: saved pages as they were named, then addresses as they come.

    Addresses that were never visited come first, then those whose last visit is longest ago: so the same command again
    goes on where it ended.
    """
    from newsgrab.pipeline import FetchResult, read_all

    _, readers, _ = around
    addresses: list[str] = []
    moments = naming_times()

    def saved() -> Iterator[Page | SavedFile | FetchResult]:
        for target in named:
            if stop():
                return
            if isinstance(target, BadLine):
                yield FetchResult(problem=target)
            elif target.path is None:
                addresses.append(target.url or "")
            elif target.path != STDIN:
                yield SavedFile(target.path, next(moments), target.url)
            else:
                try:
                    yield saved_page(target)
                except UnreadablePage as error:
                    yield FetchResult(problem=error)

    yield from read_all(saved(), readers)
    if addresses and not stop():
        yield from _visits(addresses, around, settings, stop)


def _visits(
    addresses: list[str], around: tuple[Archive, ReaderPool, Bar], settings: Settings, stop: Stop
) -> Iterator[FetchResult]:
    """A look at each address."""
    from newsgrab.cli import clocks
    from newsgrab.fetch.clock import Clock
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.fetch.host_scheduler import FetchRequest
    from newsgrab.pipeline import FetchResult, fetch_settings, renderer, visit_all
    from newsgrab.urls import host_of

    archive, readers, bar = around
    wanted = sorted(dict.fromkeys(addresses), key=lambda url: archive.history.last_look_at(url) or "")
    for url in list(wanted):
        try:
            archive.care.refuse_removed(url)
        except TakenOut as error:
            wanted.remove(url)
            yield FetchResult(problem=error)
    if not wanted:
        return
    asks = (FetchRequest(url, *archive.history.validators(url)) for url in wanted)
    bar.expect(len(wanted))
    if archive.history.last_look_at(wanted[0]) is None:  # there will be pages to read, not only "not modified"
        readers.warm_up()
    remembered = archive.following.hosts(host_of(url) for url in wanted)
    clock, browser = Clock(sleep=stop.sleep), renderer(settings)
    of_clock = clocks.wound_back(archive, clock.now())
    with Fetcher(fetch_settings(settings), clock=clock, hosts=remembered, renderer=browser) as fetcher:
        yield from visit_all(asks, fetcher, readers, stop=stop)
        archive.following.keep_hosts(fetcher.remembered())
    clocks.tell(of_clock, fetcher.server_times, clock.now())


def naming_times(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[datetime]:
    """The times at which files are named: each is a look of its own, so no two are in one millisecond."""
    last = datetime.min.replace(tzinfo=UTC)
    while True:
        last = max(now(), last + timedelta(milliseconds=1))
        yield last


def saved_page(target: Target) -> Page:
    """The page of a file or of standard input. Raises UnreadablePage."""
    from newsgrab.fetch.files import read_stdin
    from newsgrab.workers.tasks import load_saved

    if target.path == STDIN:
        return read_stdin(stdin_bytes(), url=target.url, now=lambda: datetime.now(UTC))
    return load_saved(SavedFile(target.path or "", datetime.now(UTC), target.url))
