"""newsgrab run: the job for cron."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.progress import Bar
from newsgrab.cli.run_report import RunReport, nothing_due
from newsgrab.cli.stopping import Stop, stopping
from newsgrab.errors import Cancelled

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.following.outages import HostLook
    from newsgrab.following.run import ArticleLook, Budget, SourceLook
    from newsgrab.settings import Settings


_PagesOption = Annotated[str, typer.Option("--pages", metavar="N", help="At most so many pages in this run.")]
_PerHostOption = Annotated[str, typer.Option("--per-host", metavar="N", help="At most so many of one host.")]
_MaxTimeOption = Annotated[
    str | None, typer.Option("--max-time", metavar="TIME", help="Begin nothing more after so long: 90s, 20m, 2h.")
]
_SplayOption = Annotated[
    str | None, typer.Option("--splay", metavar="TIME", help="Start after a random part of this: 5m.")
]
_ExecOption = Annotated[
    str | None,
    typer.Option(
        "--exec", metavar="COMMAND", help="Give this command the run's events as JSON lines, if there are any."
    ),
]
_WaitOption = Annotated[str | None, typer.Option("--wait", metavar="TIME", help="Wait so long for another run to end.")]
_SubmitOption = Annotated[
    bool, typer.Option("--submit", help="Then let Wayback capture new versions (100 at most); off unless asked.")
]
_SubmitToOption = Annotated[
    str, typer.Option("--submit-to", metavar="ARCHIVE", help="Another archive that captures like Wayback.")
]
_PACKING_S = 10.0  # of each run in which pages are packed harder than while they come
_SUBMITTED = 100  # in one run: at four a minute that takes half an hour


def run(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be visited, and why. Ask nobody.")
    ] = False,
    pages: _PagesOption = "2000",
    per_host: _PerHostOption = "200",
    max_time: _MaxTimeOption = None,
    splay: _SplayOption = None,
    wait: _WaitOption = None,
    submit: _SubmitOption = False,
    submit_to: _SubmitToOption = "wayback",
    command: _ExecOption = None,
    log_file: options.LogFileOption = None,
    verbose: options.VerboseOption = False,
    delay: options.DelayOption = None,
    workers: options.WorkersOption = None,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Visit what is followed: sources, new pages, known ones.

    On a terminal it ends with what came of it. Made for cron, too: there it prints nothing when all is well, a line on
    stderr for each new trouble, with exit code 1. One run at a time for each archive; a second one ends at once with
    exit code 5.

    Example: newsgrab run --max-time 20m --log-file run.log
    """
    from newsgrab.cli.logs import logging_to
    from newsgrab.cli.notify import tell_of_run
    from newsgrab.following.lock import only_run
    from newsgrab.following.run import Budget
    from newsgrab.following.schedule import followed

    chosen = options.checked_settings(archive, delay=delay, workers=workers)
    budget = Budget(
        options.parse_int(pages, "--pages", low=1),
        options.parse_int(per_host, "--per-host", low=1),
        chosen.respect_noarchive,
        followed(chosen.max_gap),
    )
    spans = {name: options.parse_duration(text, name) for name, text in _given(max_time, splay, wait).items()}
    if dry_run:
        with options.open_archive(chosen.archive, readonly=True) as kept:
            _show_plan(kept, budget, json=json)
        return
    troubles = 0
    with options.open_archive(chosen.archive) as kept, stopping() as stop, suppress(Cancelled):
        stop.sleep(random.SystemRandom().random() * spans.get("--splay", 0.0))
        with (
            only_run(kept.path, wait_s=spans.get("--wait", 0.0), sleep=stop.sleep),
            logging_to(log_file, verbose=verbose),
        ):
            end = time.monotonic() + spans["--max-time"] if "--max-time" in spans else None
            with Bar(hidden=quiet or json or verbose) as bar:
                report = RunReport(kept, budget, bar, quiet=quiet or json)
                told = _run(kept, chosen, (budget, submit_to if submit else None), (stop, end, json, report))
            report.finish(len(told))
            troubles = len(told) + tell_of_run(kept, chosen, command, report.began, told)
    raise typer.Exit(143 if stop() else 1 if troubles else 0)


def _run(
    archive: Archive,
    settings: Settings,
    wanted: tuple[Budget, str | None],
    around: tuple[Stop, float | None, bool, RunReport],
) -> list[str]:
    """Run, and give the troubles that were told."""
    from newsgrab.cli import clocks
    from newsgrab.fetch.clock import Clock
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.following.outages import HostLook
    from newsgrab.following.run import run as run_all
    from newsgrab.pipeline import fetch_settings, renderer
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import prepare_with

    asked, end, json, report = around
    budget, submit_to = wanted
    if settings.max_gap is not None:
        archive.following.bring_forward(datetime.now(UTC) + settings.max_gap, budget.plan)

    def stop() -> bool:
        return asked() or (end is not None and time.monotonic() >= end)

    troubles = []
    clock, hosts = Clock(sleep=asked.sleep), archive.following.hosts()
    of_clock = clocks.wound_back(archive, clock.now())
    with (
        Fetcher(fetch_settings(settings), clock=clock, hosts=hosts, renderer=renderer(settings)) as fetcher,
        ReaderPool(reader=prepare_with(settings.profiles)) as readers,
    ):
        for look in run_all(archive, fetcher, readers, budget=budget, stop=stop):
            _log(look)
            if json:
                terminal.print_flushed(terminal.as_json(_as_json(look)))
            report.count(_as_json(look))
            if look.notification:
                troubles += [look.notification] if not isinstance(look, HostLook) or look.trouble else []
                terminal.print_stderr(f"newsgrab: {look.notification}")
    troubles += clocks.tell(of_clock, fetcher.server_times, clock.now())
    troubles += _broken_profiles(archive, settings, report, json=json)
    troubles += _submit_new(archive, settings, (report, submit_to), (asked, end))
    _pack(archive, asked, end)
    return troubles


def _broken_profiles(archive: Archive, settings: Settings, report: RunReport, *, json: bool) -> list[str]:
    """Tell of profiles that read their sites no more, once; gives what was told."""
    if not report.new_versions:
        return []
    from newsgrab.cli.profile_alarms import broken_profiles
    from newsgrab.log import log_result

    troubles = []
    for site, said in broken_profiles(archive, settings, report.new_versions):
        log_result("profile", "broke", site, said)
        if json:
            terminal.print_flushed(
                terminal.as_json({"what": "profile", "outcome": "broke", "url": site, "detail": said})
            )
        terminal.print_stderr(f"newsgrab: {said}")
        troubles.append(said)
    return troubles


def _pack(archive: Archive, stop: Stop, end: float | None) -> None:
    """Pack some pages harder, now that nothing waits for them."""
    until = time.monotonic() + _PACKING_S
    archive.care.compact(lambda: stop() or time.monotonic() >= min(until, end or until))


def _submit_new(
    archive: Archive, settings: Settings, wanted: tuple[RunReport, str | None], until: tuple[Stop, float | None]
) -> list[str]:
    """Let a web archive, if one is named, capture what is new or changed; gives the troubles that were told."""
    (report, to), (stop, end) = wanted, until
    if to is None or not report.new_versions:
        return []
    from newsgrab.cli.backfill import submit_all
    from newsgrab.errors import NewsgrabError
    from newsgrab.source.web_archive import archive_base
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import prepare_with

    waiting = (url for url in report.new_versions[:_SUBMITTED] if end is None or time.monotonic() < end)
    troubles = []
    with ReaderPool(1, reader=prepare_with(settings.profiles)) as readers:
        for came in submit_all(waiting, archive_base(to), (archive, readers), settings, stop):
            if isinstance(came, NewsgrabError):
                troubles.append(str(came))
                terminal.print_stderr(f"newsgrab: {came}")
    return troubles


def _show_plan(archive: Archive, budget: Budget, *, json: bool) -> None:
    from newsgrab.following.run import due_addresses, due_sources

    now = datetime.now(UTC)
    sources, addresses = due_sources(archive, now), due_addresses(archive, now, budget)
    for each in sources:
        row = ("source", each.source.kind, each.source.url, f"every {each.every.total_seconds() / 60:.0f} min")
        _row(("what", "kind", "url", "why"), row, json=json)
    for one in addresses:
        _row(("what", "kind", "url", "why"), ("page", "new" if one.new else "known", one.url, one.reason), json=json)
    if not sources and not addresses:
        terminal.print_stderr(nothing_due(archive))


def _row(names: tuple[str, ...], cells: tuple[str, ...], *, json: bool) -> None:
    if json:
        terminal.write_json(dict(zip(names, cells, strict=True)))
    elif terminal.is_terminal():
        what, kind, url, why = cells
        terminal.print_item(
            f"{kind} {what}" if what == "page" else what, "cyan", url, [kind if what == "source" else None, why]
        )
    else:
        terminal.write_row(cells)


def _given(max_time: str | None, splay: str | None, wait: str | None) -> dict[str, str]:
    named = {"--max-time": max_time, "--splay": splay, "--wait": wait}
    return {name: text for name, text in named.items() if text is not None}


def _log(look: SourceLook | ArticleLook | HostLook) -> None:
    from newsgrab.log import log_result

    facts = _as_json(look)
    log_result(*(str(facts[name]) for name in ("what", "outcome", "url", "detail")))


def _as_json(look: SourceLook | ArticleLook | HostLook) -> dict[str, object]:
    from newsgrab.following.outages import HostLook
    from newsgrab.following.run import SourceLook

    if isinstance(look, HostLook):
        return {"what": "host", "outcome": look.outcome, "url": look.host, "detail": look.notification}
    if isinstance(look, SourceLook):
        outcome = "failed" if look.trouble else "ok"
        detail = look.trouble or f"{look.new} new"
        return {"what": "source", "outcome": outcome, "url": look.source.source.url, "detail": detail}
    kept = look.kept
    detail = kept.reason or ", ".join(kept.changed)
    return {"what": "page", "outcome": kept.outcome.value, "url": kept.url, "detail": detail}
