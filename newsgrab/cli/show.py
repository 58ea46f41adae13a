"""newsgrab show: one article, to read it or to pass it on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsgrab.archive.history.state import LookState, State
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal
from newsgrab.cli.article import print_article
from newsgrab.cli.drawn import DRAWN, draw
from newsgrab.cli.output_file import check_place, to_stdout, write_bytes
from newsgrab.cli.render import FORMATS, as_json, rendered
from newsgrab.errors import BadUsage
from newsgrab.outcomes import Part

_FORMS = (*FORMATS, *DRAWN, "page")
_PARTS = {
    Part.CUT: "the page is cut short",
    Part.PAYWALL: "the rest stands behind a paywall",
    Part.LIMIT: "the page is longer than what is read of one",
}


def show(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    version: Annotated[str | None, typer.Option("--version", metavar="N", help="This version, not the latest.")] = None,
    look: Annotated[
        str | None, typer.Option("--look", metavar="N", help="As the nth look read it (see newsgrab history --looks).")
    ] = None,
    at: options.AtOption = None,
    format: Annotated[  # noqa: A002 -- the option's name
        str | None,
        options.format_option(_FORMS, help=f"{', '.join(FORMATS)}, pdf, png, or page: the page as it was."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write a pdf or png to this file.")
    ] = None,
    json: options.JsonOption = False,
) -> None:
    """Show one article: title, facts, text, related links.

    All is as one look read it: that is the last look, or the first one of a version, or the last until a time. On a
    terminal a long article goes through PAGER.

    Example: newsgrab show 12@1 --format markdown
    """
    form = _form(format, output, json=json)
    if sum(choice is not None for choice in (version, look, at)) > 1:
        raise BadUsage("--version, --look and --at: one of them at a time")
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        if version is not None:
            named = kept.resolve(f"{named.article_id}@{options.parse_int(version, '--version', low=1)}")
        number = options.parse_int(look, "--look", low=1) if look is not None else None
        if number is not None and form == "page":
            _write_page(kept, named, kept.history.look(named, number))
            return
        found = _state(kept, named, number, at)
        if form == "page":
            _write_page(kept, named, found.look)
            return
    if form in DRAWN:
        drawn = draw(found.article, _heading(found, named), form)
        write_bytes(drawn, output, found.article.title, form=form)
    elif form == "terminal":
        _show(found, named)
    elif form == "json":
        terminal.write_json(_facts(found, named) | as_json(found.article))
    else:
        if named.version is not None or look is not None or at is not None or found.look.part:
            terminal.print_stderr(" · ".join(_heading(found, named)))
        terminal.print_stdout(terminal.clean(rendered(found.article, form)))


def _form(named: str | None, output: str | None, *, json: bool) -> str:
    """The form that is asked for, by name or by the file's name. Raises BadUsage if it is none, or not for a file."""
    ending = Path(output or "").suffix[1:].lower()
    usual = "json" if json else "terminal" if terminal.is_terminal() else "text"
    form = named or (ending if ending in DRAWN else usual)
    if form not in {*_FORMS, "terminal"}:
        raise BadUsage(f"--format: one of {', '.join(_FORMS)}, not {named!r}")
    if form in DRAWN:
        check_place(output, form)
    elif output is not None:
        raise BadUsage(f"--output {output}: only for --format pdf and png; what is text goes to stdout: > {output}")
    return form


def _state(kept: Archive, ref: Ref, number: int | None, at: str | None) -> State:
    """What was asked for."""
    if number is not None:
        return kept.history.state_of_look(ref, number)
    if at is not None:
        return kept.history.state(ref, options.parse_at(at))
    return kept.history.state(ref)


def _write_page(kept: Archive, ref: Ref, look: LookState) -> None:
    content = kept.history.page_of_look(look)
    if content is None:
        raise BadUsage(f"article {ref.article_id}: no page is kept of look {look.number} ({look.at})")
    if terminal.is_terminal():  # what would be a command to it is left out
        content = terminal.clean(content.decode("utf-8", "replace")).encode()
    to_stdout(content)


def _facts(found: State, ref: Ref) -> dict[str, object]:
    """Which version it is, when it was seen, which look read it, and since when the page is found gone."""
    look = found.look
    return {
        "id": ref.article_id,
        "version": found.version,
        "versions": ref.latest,
        "first_seen_at": found.first_seen_at,
        "last_seen_at": found.last_seen_at,
        "gone_since": found.gone_since,
        "look": look.number,
        "looks": look.looks,
        "look_at": look.at,
        "read_at": look.read_at,
        "outcome": look.outcome,
        "part": look.part,
    }


def _heading(found: State, ref: Ref) -> list[str]:
    """Which version and which look it is, line by line."""
    look = found.look
    seen = f"seen {terminal.span(found.first_seen_at, found.last_seen_at)}"
    lines = [f"version {found.version} of {ref.latest} · {seen}"]
    read = f"look {look.number} of {look.looks}, {terminal.moment(look.at)}"
    if look.read_at != look.at:
        read += f": not modified since {terminal.when(look.read_at)}"
    lines.append(f"{read}: {_PARTS.get(Part(look.part), look.part)}" if look.part else read)
    if found.gone_since:
        lines.append(f"gone since {terminal.moment(found.gone_since)}")
    return lines


def _show(found: State, ref: Ref) -> None:
    """The article with what the archive knows of it."""
    print_article(found.article, _heading(found, ref), paged=True)
