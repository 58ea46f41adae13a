"""newsgrab remove: content taken out of the archive, with word that it was."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.archive.care.removal import Extent


def remove(
    ref: options.RefArgument,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="WORDS", help="Why; it is kept, and told in every export.")
    ] = None,
    allow_again: Annotated[
        bool, typer.Option("--allow-again", help="Let what was taken out be kept again, from the next look on.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be taken out.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    archive: options.ArchiveOption = None,
    json: options.JsonOption = False,
    quiet: options.QuietOption = False,
) -> None:
    """Take an article, or one version of it, out for good.

    Its texts and pages go, from the file and from every index. Their hashes, the looks, the time and the reason stay:
    the chain can still be verified, and exports tell it. It is not fetched again. There is no way back.

    Example: newsgrab remove 12 --reason "court order of 3 March"
    """
    words = _reason(reason, dry_run=dry_run)
    with options.open_archive(options.settings(archive).archive, readonly=dry_run) as kept:
        named = kept.resolve(ref)
        if allow_again:
            if dry_run:
                raise BadUsage("--allow-again and --dry-run: one of them")
            if not kept.care.lift_removal(named, words):
                raise BadUsage(f"{ref}: nothing of it was taken out")
            return
        found = kept.care.extent(named)
        if not (json or quiet):
            _show(found)
        agreed = not dry_run and (found.already or terminal.agreed("Take it out for good?", yes=yes))
        if agreed:
            kept.care.remove(named, words)
        if json:
            terminal.write_json({**asdict(found), "removed": agreed})
        if agreed and not quiet:
            _tell_what_was_done(found)
            _tell_what_stays(found, kept.care.older_copies())
    if not (agreed or dry_run or quiet):
        terminal.print_stderr("nothing was taken out")
    raise typer.Exit(0 if agreed or dry_run else 1)


def _reason(text: str | None, *, dry_run: bool) -> str:
    words = " ".join(options.typed(text or "").split())
    if not words and not dry_run:
        raise BadUsage("--reason: say why, in a few words without a name: every export tells them")
    return words


def _show(found: Extent) -> None:
    name = f"{found.article_id}@{found.version}" if found.version else str(found.article_id)
    if not terminal.is_terminal():
        terminal.write_row((name, found.title, found.texts, found.pages, found.bytes, found.url))
        return
    word = "is taken out already" if found.already else "would be taken out"
    terminal.print_stdout(f"{name}  {found.title}\n{found.url}")
    terminal.print_stdout(f"{word}: {_amount(found)}")


def _amount(found: Extent) -> str:
    texts, pages = terminal.counted(found.texts, "text"), terminal.counted(found.pages, "page")
    return f"{texts}, {pages} ({terminal.size(found.bytes)})"


def _tell_what_was_done(found: Extent) -> None:
    if terminal.is_terminal() and not found.already:
        terminal.print_stderr(f"taken out: {_amount(found)}")


def _tell_what_stays(found: Extent, copies: list[str]) -> None:
    """What the command cannot reach."""
    if found.named_by:
        others = terminal.counted(found.named_by, "other article")
        terminal.print_stderr(
            f"newsgrab: pages of {others} name it, and stay as they are: newsgrab related --to {found.article_id}"
        )
    if found.copies:
        terminal.print_stderr(f"newsgrab: {found.copies} other articles keep one of its pages: remove them, too")
    for copy in copies:
        terminal.print_stderr(f"newsgrab: {copy} is a copy from before: it holds all of it until you delete it")
    terminal.print_stderr("newsgrab: backups and exports that were made before hold it until you delete them")
