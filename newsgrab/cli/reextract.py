"""newsgrab reextract: the kept pages read again by today's reader and profiles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.archive.history.compare import marked
from newsgrab.cli import options, terminal
from newsgrab.cli.differences import shortened
from newsgrab.cli.progress import Bar
from newsgrab.cli.stopping import Stop, stopping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgrab.archive import Archive
    from newsgrab.archive.care.revisions import VersionText
    from newsgrab.archive.history.compare import FieldChange
    from newsgrab.settings import Settings
    from newsgrab.workers.reextraction import ReextractResult


def reextract(
    refs: Annotated[
        list[str] | None, typer.Argument(metavar="REF…", help="Only these articles, or versions (12@3).")
    ] = None,
    site: options.SiteOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every version, not only each article's latest.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change. Keep nothing.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Read the kept pages again by today's rules and profiles.

    Useful after an update of newsgrab, or with a new site profile. A text that reads differently becomes a revision of
    its version: never an edit of the site's, never a new version.
    Pages that today's rules have read are passed over.

    Example: newsgrab reextract --site courier.example --dry-run
    """
    from newsgrab.workers.reextraction import outdated

    chosen = options.checked_settings(archive, strict=True)
    wanted = options.filters(site)
    tally = dict.fromkeys(("revised", "the same", "not read"), 0)
    with (
        options.open_archive(chosen.archive, readonly=dry_run) as kept,
        stopping() as stop,
        Bar(hidden=quiet or json) as bar,
    ):
        texts = kept.care.texts([kept.resolve(ref) for ref in refs or ()], wanted, every=every)
        old = outdated(texts, str(chosen.profiles) if chosen.profiles else None)
        bar.expect(len(old))
        for again in _again(kept, old, chosen, (dry_run, stop)):
            outcome = "not read" if again.problem else "revised" if again.revision else "the same"
            tally[outcome] += 1
            bar.tick(outcome)
            _tell(again, dry_run=dry_run, json=json, quiet=quiet)
        stopped = stop()
    if terminal.is_terminal(sys.stderr) and not quiet:
        counts = ", ".join(f"{count:,} {word}" for word, count in tally.items() if count) or "nothing to read again"
        passed = f"; {len(texts) - len(old):,} passed over: read by today's rules" if len(texts) > len(old) else ""
        terminal.print_stderr(counts + passed + (" (nothing was kept)" if dry_run else ""))
    if stopped:
        terminal.print_stderr("newsgrab: stopped; what was done is kept, the same command goes on")
    raise typer.Exit(143 if stopped else 1 if tally["not read"] else 0)


def _again(
    archive: Archive, texts: list[VersionText], settings: Settings, how: tuple[bool, Stop]
) -> Iterator[ReextractResult]:
    """Each text with what came of it."""
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.reextraction import reextract
    from newsgrab.workers.tasks import prepare_with

    dry_run, stop = how
    with ReaderPool(None if len(texts) > 1 else 1, reader=prepare_with(settings.profiles)) as readers:
        yield from reextract(archive, texts, readers, keep=not dry_run, stop=stop)


def _tell(again: ReextractResult, *, dry_run: bool, json: bool, quiet: bool) -> None:
    """A line for a text that reads differently; in a dry run how, field by field. Trouble goes to stderr."""
    text, revision = again.text, again.revision
    ref = f"{text.article_id}@{text.version}"
    if again.problem:
        terminal.print_stderr(f"newsgrab: {ref} {text.url}: {again.problem}")
    elif revision is None:
        return
    elif json:
        fields = [{"field": each.field, "old": each.old, "new": each.new} for each in revision.fields]
        facts = {"article_id": text.article_id, "version": text.version, "revision": revision.revision}
        more = {"url": text.url, "title": revision.title, "changed": revision.changed, "fields": fields}
        terminal.print_flushed(terminal.as_json({**facts, **more, "kept": not dry_run}))
    elif quiet:
        return
    elif dry_run:
        for change in revision.fields:
            _show_change(ref, change, text.url)
    elif terminal.is_terminal():
        _show_line(ref, revision.title, ", ".join(revision.changed))
    else:
        terminal.print_flushed(terminal.row((ref, ", ".join(revision.changed), revision.title, text.url)))


def _show_change(ref: str, change: FieldChange, url: str) -> None:
    words = "".join(marked(piece) for piece in shortened(change.pieces, full=False))
    if terminal.is_terminal():
        _show_line(ref, change.field, words)
    else:
        terminal.print_flushed(terminal.row((ref, change.field, words, url)))


def _show_line(ref: str, name: str, more: str) -> None:
    from rich.text import Text

    line = Text(f"{ref}  ", style="cyan").append_text(terminal.styled(name, "bold"))
    terminal.console().print(line.append(f"  {terminal.isolated(terminal.one_line(more))}"))
