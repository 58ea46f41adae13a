"""newsgrab merge: the looks of another archive taken in, and whether the two say the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.progress import Bar
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.care.merge import Comparison, MergeCounts
    from newsgrab.archive.care.removed_there import RemovedThere
    from newsgrab.settings import Settings


def merge(
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other archive: its folder, or its file.")],
    sources: Annotated[bool, typer.Option("--sources", help="Follow its sources, too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would come in, and what the two differ in.")
    ] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Take in the looks of another archive.

    Each look comes in with its own times; a second time nothing is new. The other archive is only read. Tells of each
    article that both looked at whether the two witnesses agree, differ by place, or contradict each other; and, with
    the command that does the same here, of what was taken out there and is kept here.

    Example: newsgrab merge /mnt/colleague/newsgrab.db
    """
    from newsgrab.archive.care.upgrade import as_of_today
    from newsgrab.archive.connection import database_path
    from newsgrab.archive.store import Archive as Other

    chosen = options.checked_settings(archive, strict=True)
    theirs, ours = database_path(other), database_path(chosen.archive)
    if ours.exists() and theirs.exists() and ours.samefile(theirs):
        raise BadUsage(f"{other}: this is the archive itself: name another one")
    with (
        as_of_today(theirs) as path,
        Other(path, readonly=True) as witness,
        _copied(ours, dry_run=dry_run) as place,
        options.open_archive(place, create=True) as kept,
    ):
        before = kept.query.summary().articles
        counts, compared = _taken_in(kept, (witness, theirs), chosen, hidden=quiet or json)
        articles = kept.query.summary().articles - before
        removed = kept.care.removed_there(witness.connection)
        if sources and not dry_run:
            _follow(kept, witness)
    if json:
        looks = {"new": counts.new, "known": counts.known, "removed": counts.taken_out, "articles": articles}
        terminal.write_json({"kind": "looks", **looks})
    for each in compared:
        if json:
            terminal.write_json({"kind": "article", **asdict(each)})
        elif not quiet:
            _tell(each)
    for content in removed:
        _tell_removed(content, archive, json=json)
    _tell_troubles(counts)
    if not (quiet or json) and (dry_run or terminal.is_terminal(sys.stderr)):
        come, are = ("would come in", "are") if dry_run else ("came in", "were")
        new = terminal.counted(articles, "new article")
        terminal.print_stderr(f"{counts.new:,} looks {come} ({new}), {counts.known:,} {are} known")
    raise typer.Exit(1 if counts.damaged else 0)


@contextmanager
def _copied(ours: Path, *, dry_run: bool) -> Iterator[Path]:
    """The archive that the looks are put into: for a dry run a copy, which goes afterwards."""
    from newsgrab.archive.care.backup import backup

    if not dry_run:
        yield ours
        return
    with TemporaryDirectory(prefix="newsgrab-") as folder:
        if ours.exists():
            backup(ours, Path(folder) / ours.name)
        yield Path(folder) / ours.name


def _taken_in(
    kept: Archive, other: tuple[Archive, Path], settings: Settings, *, hidden: bool
) -> tuple[MergeCounts, list[Comparison]]:
    """The looks kept, and how the two compare. Pages that other rules have read are read again."""
    from newsgrab.archive.care.merge import Comparison, MergeCounts
    from newsgrab.visit import RecordResult
    from newsgrab.workers.extract_with_profile import recipe_of
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import prepare_with

    witness, path = other
    folder = str(settings.profiles) if settings.profiles else None
    counts, compared = MergeCounts(), []
    with Bar(hidden=hidden) as bar, ReaderPool(1, reader=prepare_with(settings.profiles)) as readers:
        bar.expect(witness.query.summary().visits)
        for said in kept.care.merge(
            witness.connection, path.name, readers.reread, lambda url, at: recipe_of(url, at, folder)
        ):
            if isinstance(said, RecordResult):
                bar.tick("known" if said.known else "new")
            elif isinstance(said, Comparison):
                compared.append(said)
            else:
                counts = said
    return counts, compared


def _follow(kept: Archive, witness: Archive) -> None:
    """Follow the sources of the other archive that are not followed yet, at the pace that was set there."""
    known = {each.source.url for each in kept.following.sources()}
    for each in witness.following.sources():
        if each.source.url not in known and each.bell_of is None:
            kept.following.add(each.source, datetime.now(UTC), each.pace)


def _tell(compared: Comparison) -> None:
    times = " ".join(compared.differences)
    if not terminal.is_terminal():
        cells = (compared.agreement, compared.article_id, compared.new, compared.looks, times)
        terminal.print_flushed(terminal.row((*cells, compared.title, compared.url)))
        return
    from rich.text import Text

    style = {"agree": "green", "differ by place": "yellow", "contradict": "bold red"}[compared.agreement]
    head = Text(f"{compared.agreement:<16}", style=style).append(f"{compared.article_id}  ", style="cyan")
    line = Text(terminal.isolated(terminal.one_line(compared.title)))
    if times:
        line.append(f"  at {', '.join(map(terminal.when, compared.differences))}", style="dim")
    terminal.console().print(terminal.beside(head, line))


def _tell_removed(content: RemovedThere, archive: str | None, *, json: bool) -> None:
    """What was taken out there, and the command that takes it out here, too."""
    where = f" --archive {quote(archive)}" if archive else ""
    command = f"{terminal.program()} remove {content.ref} --reason {quote(content.reason)}{where}"
    if json:
        terminal.write_json({"kind": "removal", **asdict(content), "command": command})
    else:
        said = f"taken out there on {content.at[:10]}, and kept here; to take it out, too: {command}"
        terminal.print_stderr(f"newsgrab: {content.url}: {said}")


def _tell_troubles(counts: MergeCounts) -> None:
    for trouble in counts.damaged:
        terminal.print_stderr(f"newsgrab: {trouble}: this look was left out")
    if counts.taken_out:
        terminal.print_stderr(f"newsgrab: {counts.taken_out} looks were left out: their text was taken out there")
