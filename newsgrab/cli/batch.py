"""newsgrab batch: whole collections of WARC files, into Parquet files."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.progress import Bar
from newsgrab.cli.stopping import Stop, stopping
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.batch.output import Done
    from newsgrab.batch.units import Unit
    from newsgrab.batch.work import Unfinished, Work


_Places = Annotated[
    list[str], typer.Argument(metavar="PLACE…", help="WARC files, folders, patterns, s3://…, lists (warc.paths.gz).")
]
_Base = Annotated[
    str | None,
    typer.Option("--base", metavar="PLACE", help="What the lines of a list stand under [default: its folder]."),
]
_Workers = Annotated[
    str | None, typer.Option("--workers", metavar="N", help="Processes on this machine [default: one for each core].")
]
_SCHEDULER = "Work on this Dask cluster: tcp://host:8786. It runs whatever anybody sends to it: keep it private."


def batch(
    places: _Places,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="The folder of the rows: here, or s3://…")],
    base: _Base = None,
    workers: _Workers = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS", help=_SCHEDULER)] = None,
    site: Annotated[
        list[str] | None, typer.Option("--site", metavar="HOST", help="Only this site; may be repeated.")
    ] = None,
    lang: options.LanguageOption = None,
    since: options.SinceCapturedOption = None,
    until: options.UntilOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Read whole collections of WARC files into Parquet files.

    A folder for each day. The same command goes on where it was, and does nothing twice. Prints how many rows there are
    of each kind.

    Example: newsgrab batch crawls/ --out news --site courier.example
    """
    from newsgrab.batch.units import collections, split
    from newsgrab.batch.work import Work, identity
    from newsgrab.warc.places import absolute

    _require([*places, out])
    if scheduler is not None and workers is not None:
        raise BadUsage("--workers: is for this machine; a cluster has its own")
    count = options.parse_int(workers, "--workers", low=1, high=1024) if workers else os.cpu_count() or 1
    chosen = options.checked_settings()
    profiles = str(chosen.profiles.absolute()) if chosen.profiles else None
    choice = options.choice(site, since, until)
    units = list(split(collections(places, base)))
    work = Work(absolute(out), choice, lang, profiles, identity(profiles))
    raise typer.Exit(_read(units, work, (scheduler, count), quiet=quiet, json=json))


def _require(places: list[str]) -> None:
    """Raises MissingExtra, BadUsage."""
    from newsgrab.export import parquet
    from newsgrab.warc import places as files
    from newsgrab.warc import records

    records.require()
    parquet.require()
    files.require(places)


def _read(units: list[Unit], work: Work, where: tuple[str | None, int], *, quiet: bool, json: bool) -> int:
    """Read what is not done yet, and give the exit code."""
    from newsgrab.batch.output import Output

    output = Output(work.out)
    output.begin({"choice": str(work.choice), "lang": work.language or ""})
    done = output.done()
    with Bar(hidden=quiet or json) as bar, stopping() as stop:
        report = _Report(bar, {unit.name: done[unit.name] for unit in units if unit.name in done})
        left = [unit for unit in units if unit.name not in done]
        report.expect(left)
        for came in _run(left, work, where, stop):
            report.take(came)
        stopped = stop()
    code = report.finish(json=json)
    if stopped:
        terminal.print_stderr("newsgrab: stopped; the same command goes on")
    return 143 if stopped else code


def _run(units: list[Unit], work: Work, where: tuple[str | None, int], stop: Stop) -> Iterator[Done | Unfinished]:
    scheduler, workers = where
    if scheduler is None:
        from newsgrab.batch.here import run_here

        return run_here(units, work, workers, stop)
    from newsgrab.batch.cluster import require, run_on_cluster

    require()
    return run_on_cluster(units, work, scheduler, stop)


@dataclass(slots=True)
class _Report:
    """How far it is, what came, and what went wrong."""

    bar: Bar
    done: dict[str, Done]
    failed: int = 0
    bytes: int = 0
    pages: int = 0
    began: float = field(default_factory=time.monotonic)

    def expect(self, left: list[Unit]) -> None:
        """These ranges will be read."""
        if left:
            self.bar.expect_bytes(sum(unit.end - unit.start for unit in left))

    def take(self, came: Done | Unfinished) -> None:
        """One range."""
        from newsgrab.batch.units import Unit
        from newsgrab.batch.work import Unfinished

        if isinstance(came, Unfinished):
            self.failed += 1
            terminal.print_stderr(f"newsgrab: {came.reason}")
            return
        for trouble in came.troubles:
            terminal.print_stderr(f"newsgrab: {trouble}")
        self.done[Unit(came.warc, came.start, came.end, came.size).name] = came
        self.bytes += came.end - came.start
        self.pages += sum(came.verdicts.values())
        self.bar.reach(self.bytes)
        self.bar.tell(f"{self.pages:,} pages, {self.pages / max(time.monotonic() - self.began, 0.1):,.0f}/s")

    def finish(self, *, json: bool) -> int:
        """Print what there is in all, and give the exit code."""
        from newsgrab.batch.output import total

        everything = total(self.done.values())
        rows = {"rows": sum(everything.verdicts.values()), **dict(sorted(everything.verdicts.items()))}
        rest = {"in other languages": everything.left_out, "other records": everything.other}
        rest |= {"troubles": len(everything.troubles), "ranges done": len(self.done), "ranges not done": self.failed}
        counts = rows | rest
        if json:
            terminal.write_json(counts)
        else:
            for name, count in counts.items():
                terminal.write_row((name, count))
        return 1 if self.failed or everything.troubles else 0
