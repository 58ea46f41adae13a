"""newsgrab rebuild: what follows from the looks, worked out again."""

from __future__ import annotations

from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal


def rebuild(archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """Work out again what follows from the looks.

    That is outcomes, versions, latest texts, and what was removed. Looks, pages and texts stay as they are. An archive
    that newsgrab verify finds sound is not changed by it.

    Example: newsgrab rebuild
    """
    with Archive(options.settings(archive).archive) as kept:
        articles = kept.query.summary().articles
        differed = kept.care.rebuild()
    if json:
        terminal.write_json({"articles": articles, "differed": differed})
    else:
        terminal.print_stdout(f"{articles:,} articles, {differed:,} of them were not as their looks say")
