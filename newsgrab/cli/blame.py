"""newsgrab blame: each passage of an article with the version in which it arrived."""

from __future__ import annotations

from dataclasses import asdict

from newsgrab.archive.history.blame import Passage
from newsgrab.cli import options, terminal

_STYLES = ("green", "yellow", "cyan", "magenta", "blue", "red")


def blame(ref: options.RefArgument, archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """Show each passage with the version that brought it.

    And between which two looks it came. Of a version (12@3), its text; else the latest.

    Example: newsgrab blame 12
    """
    with options.reading_archive(archive) as kept:
        passages = kept.history.blame(kept.resolve(ref))
    if not json and terminal.is_terminal():
        _show(passages)
        return
    terminal.write_each(passages, asdict, lambda _: None, _cells, json=json)


def _cells(each: Passage) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    return (each.name, each.version, each.not_before, each.first_seen_at, each.field, each.paragraph, each.text)


def came(not_before: str | None, first_seen_at: str) -> str:
    """When a text came, for people."""
    if not_before is None:
        return f"there at our first look, {terminal.moment(first_seen_at)}"
    return f"came {terminal.between(not_before, first_seen_at)} {terminal.zone(first_seen_at)}"


def _show(passages: list[Passage]) -> None:
    """The text with the number of its version before each passage, and below it what the numbers mean."""
    from rich.text import Text

    out = terminal.console()
    place = None
    for each in passages:
        if place is not None and (each.field, each.paragraph) != place:
            out.print()
        place = (each.field, each.paragraph)
        style = _STYLES[(each.version - 1) % len(_STYLES)]
        text = terminal.styled(each.text, "bold" if each.field == "title" else "default")
        out.print(terminal.beside(Text(f"{f'v{each.version}':<5}", style=style), text))
    out.print()
    times = {(each.version, each.first_seen_at): each for each in passages}
    for _, each in sorted(times.items()):
        style = _STYLES[(each.version - 1) % len(_STYLES)]
        said = f"{came(each.not_before, each.first_seen_at)}  {each.name}"
        out.print(terminal.beside(Text(f"{f'v{each.version}':<5}", style=style), Text(said, style="dim")))
