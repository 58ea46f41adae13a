"""newsgrab today: what is new, what changed, what is gone, since it was last asked."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.archive.history.compare import Op, without_marks
from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from rich.console import Console

    from newsgrab.archive.history.digest import Digest
    from newsgrab.cli.digest_forms import Entry

FORMATS = ("text", "markdown", "html", "json")
_FIRST = timedelta(days=1)  # what is told where nothing says when it was last asked


def today(
    since: options.SinceOption = None,
    site: options.SiteOption = None,
    format: Annotated[  # noqa: A002 -- the option's name
        str,
        options.format_option(FORMATS),
    ] = "text",
    peek: Annotated[bool, typer.Option("--peek", help="Do not count this as asked.")] = False,
    archive: options.ArchiveOption = None,
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """Show what happened since you last asked.

    New articles, edits with their words, removals, returns, rising views.

    By site; --since asks for another time, and does not count. Times are local. html is one file, to be mailed.

    Example: newsgrab today --since yesterday --format html > today.html
    """
    from newsgrab.archive.connection import database_path
    from newsgrab.cli.last_asked import keep_asked, last_asked

    form = "json" if json else format
    if form not in FORMATS:
        raise BadUsage(f"--format: one of {', '.join(FORMATS)}, not {format!r}")
    now = datetime.now(UTC)
    path = database_path(options.settings(archive).archive)
    start = options.parse_moment_option(since) if since else last_asked(path) or now - _FIRST
    with options.reading_archive(archive) as kept:
        found = kept.history.digest(start, options.filters(site=site))
    with terminal.remarks(quiet=quiet):
        _print(found, form)
    if since is None and site is None and not peek:
        keep_asked(path, now)


def _print(found: Digest, form: str) -> None:
    from newsgrab.cli import digest_forms

    if form == "json":
        for each in found.sites:
            for part in fields(each)[1:]:
                for one in getattr(each, part.name):
                    terminal.write_json({"kind": part.name, "site": each.site, **_plain(one)})
    elif form in {"html", "markdown"}:
        terminal.print_stdout((digest_forms.as_html if form == "html" else digest_forms.as_markdown)(found))
    elif not found.sites:
        terminal.print_stderr(f"nothing new since {digest_forms.heading(found)[6:]}")
    elif terminal.is_terminal():
        _show(found)
    else:
        for each in found.sites:
            for entry in digest_forms.entries(each):
                terminal.write_row(_cells(each.site, entry))


def _plain(one: object) -> dict[str, object]:
    """One event for JSON; of a field that differs what it was and what it is."""
    facts = asdict(one)  # type: ignore[call-overload]
    if "fields" in facts:
        facts["fields"] = [{"field": each.field, "old": each.old, "new": each.new} for each in one.fields]  # type: ignore[attr-defined]
    return dict(facts)


def _cells(site: str, entry: Entry) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    from newsgrab.cli.digest_forms import KINDS, plain_words

    kind = "risen" if entry.kind == KINDS[-1] else entry.kind
    words = " ".join(f"{change.field}: {plain_words(change)}" for change in entry.fields)
    detail = words or (entry.facts[-1] if entry.facts else "")
    return (site, kind, entry.ref, entry.at, entry.title, detail, entry.url)


def _show(found: Digest) -> None:
    from rich.text import Text

    from newsgrab.cli import digest_forms

    out = terminal.console()
    out.print(Text(digest_forms.heading(found), style="dim"))
    for site in found.sites:
        out.print()
        out.print(Text(terminal.one_line(site.site), style="bold cyan"))
        for kind, some in digest_forms.by_kind(digest_forms.entries(site)):
            out.print(Text(f"{kind} ({len(some)})", style="bold"))
            for entry in some:
                _show_entry(out, entry)


def _show_entry(out: Console, entry: Entry) -> None:
    from rich.text import Text

    from newsgrab.cli.digest_forms import differences

    out.print(terminal.indented(terminal.beside(Text(f"{entry.ref}  ", style="cyan"), terminal.styled(entry.title)), 2))
    if any(entry.facts):
        out.print(terminal.indented(terminal.facts(entry.facts), 4))
    signs = {Op.EQUAL: ("{}", ""), Op.REMOVED: ("[-{}-]", "red"), Op.ADDED: ("{{+{}+}}", "green")}
    for change in entry.fields:
        line = Text(f"{change.field}: ", style="dim")
        for piece in differences(change):
            sign, style = signs[piece.op]
            line.append(sign.format(terminal.clean(without_marks(piece.text))), style=style)
        out.print(terminal.indented(line, 4))
