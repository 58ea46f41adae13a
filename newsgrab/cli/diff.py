"""newsgrab diff: what changed between two versions, word by word."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgrab.archive.history.compare import FieldChange, Op, Piece
from newsgrab.archive.history.versions import Version
from newsgrab.archive.query.refs import Ref
from newsgrab.cli import options, terminal
from newsgrab.errors import BadRef

_CONTEXT = 60  # characters of unchanged text around a change


def diff(
    ref: options.RefArgument,
    old: Annotated[str | None, typer.Argument(metavar="[A]", help="Older version [default: the one before].")] = None,
    new: Annotated[str | None, typer.Argument(metavar="[B]", help="Newer version [default: the latest].")] = None,
    archive: options.ArchiveOption = None,
    full: Annotated[bool, typer.Option("--full", help="Show the unchanged text too.")] = False,
    json: options.JsonOption = False,
) -> None:
    """Show what changed between two versions, word by word.

    Removed words stand in [-brackets-], added ones in {+braces+}; on a terminal they are coloured.

    Example: newsgrab diff 12 1 3
    """
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        last = options.parse_int(new, "B", low=1) if new else named.version or named.latest
        first = options.parse_int(old, "A", low=1) if old else max(1, last - 1)
        for number in (first, last):
            if number > named.latest:
                raise BadRef(f"{ref}: there is no version {number}, only 1 to {named.latest}")
        changes = kept.history.compare(named, first, last)
        versions = kept.history.versions(named)
    if json:
        for change in changes:
            pieces = [{"op": piece.op, "text": piece.text} for piece in change.pieces]
            seen = {"old_seen_at": versions[first - 1].last_seen_at, "new_seen_at": versions[last - 1].first_seen_at}
            terminal.write_json({"field": change.field, "old": first, "new": last, **seen, "pieces": pieces})
    elif named.latest == 1:
        terminal.print_stderr(f"article {named.article_id} has one version: no edit has been seen")
    elif not changes:
        terminal.print_stderr(f"versions {first} and {last} of article {named.article_id} read the same")
    elif terminal.is_terminal():
        _show(_heading(named, versions[first - 1], versions[last - 1]), changes, full=full)
    else:
        for change in changes:
            terminal.print_stdout(f"{change.field}:")
            terminal.print_stdout(
                terminal.clean("".join(marked(piece) for piece in shortened(change.pieces, full=full)))
            )
            terminal.print_stdout()


def marked(piece: Piece) -> str:
    """As `git diff --word-diff` marks it."""
    return {Op.EQUAL: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}[piece.op].format(piece.text)


def shortened(pieces: tuple[Piece, ...], *, full: bool) -> list[Piece]:
    """Unchanged stretches cut down to what stands next to a change, at blanks."""
    if full:
        return list(pieces)
    out = []
    for place, piece in enumerate(pieces):
        text = piece.text
        if piece.op is Op.EQUAL and len(text) > 2 * _CONTEXT:
            head = "" if place == 0 else text[:_CONTEXT].rpartition(" ")[0] or text[:_CONTEXT]
            tail = "" if place == len(pieces) - 1 else text[-_CONTEXT:].partition(" ")[2] or text[-_CONTEXT:]
            text = f"{head} … {tail}" if head else f"… {tail}"
        out.append(Piece(piece.op, text))
    return out


def _heading(ref: Ref, old: Version, new: Version) -> str:
    """Which two texts these are, and when each was seen."""
    times = [
        f"version {each.number} seen {terminal.span(each.first_seen_at, each.last_seen_at)}" for each in (old, new)
    ]
    return f"article {ref.article_id} · " + " · ".join(times)


def _show(heading: str, changes: tuple[FieldChange, ...], *, full: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    out.print(Text(heading, style="dim"))
    out.print()
    styles = {Op.EQUAL: "", Op.REMOVED: "red", Op.ADDED: "green"}
    for change in changes:
        out.print(Text(change.field, style="bold cyan"))
        line = Text()
        for piece in shortened(change.pieces, full=full):
            line.append(terminal.clean(marked(piece)), style=styles[piece.op])
        out.print(line)
        out.print()
