"""newsgrab evidence: a packet that shows others what a page said."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.cli import options, terminal
from newsgrab.cli.drawn import draw
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.query.refs import Ref
    from newsgrab.article import Article


def evidence(
    ref: options.RefArgument,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE.zip", help="The packet to write.")],
    at: options.AtOption = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Put in the article as a PDF, too (newsgrab[js]).")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    archive: options.ArchiveOption = None,
    quiet: options.QuietOption = False,
) -> None:
    """Write a packet that shows others what a page said and when.

    In it are the page as it came, its headers, the text, what differs from the versions around it, the chain of hashes
    from this look to the head of the archive, a statement of what that does and does not show (in English and Arabic),
    and check.py, which needs nothing but Python and tells which files that head vouches for. Without a version or
    --at it is of the last look that read the article; if that is gone since, the packet shows this, too.

    Example: newsgrab evidence 12@2 -o article-12.zip
    """
    from newsgrab.export.evidence import write_packet

    path = Path(output)
    if path.exists() and not overwrite:
        raise BadUsage(f"{output}: is there already: name another file, or add --overwrite")
    part = path.with_name(path.name + ".part")
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        state = kept.history.state(named, options.parse_at(at)) if at is not None else kept.history.state(named)
        found = kept.care.proof(named, state)
        around = [_version(kept, named, state.version + step) for step in (-1, 1)]
    drawn = draw(state.article, (), "pdf") if pdf else None
    try:
        with part.open("wb") as out:
            write_packet(out, found, state.article, *around, pdf=drawn)
        part.replace(path)
    except OSError as error:
        raise BadUsage(f"{output}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):  # mostly there is none left
            part.unlink()
    if quiet:
        return
    if not terminal.is_terminal():
        terminal.write_row((output, state.look.read_at, found.url, found.head))
        return
    seen = state.look.read_at
    terminal.print_stdout(f"{output}: {found.url}, as it was read at {terminal.when(seen)} ({terminal.zone(seen)})")
    terminal.print_stdout("Whoever gets it unpacks it into a folder, and there: python3 check.py")
    terminal.print_stdout(f"Note this head where nobody can change it: {found.head}")


def _version(kept: Archive, ref: Ref, number: int) -> Article | None:
    return kept.history.article(ref, number) if 1 <= number <= ref.latest else None
