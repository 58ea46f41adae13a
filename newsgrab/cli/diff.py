"""newsgrab diff: what changed between two versions, or two times, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Annotated

import typer

from newsgrab.archive.history.compare import FieldChange, Op, compare, marked
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.store import Archive
from newsgrab.article import Article
from newsgrab.cli import differences, options, terminal
from newsgrab.errors import BadRef, BadUsage

if TYPE_CHECKING:
    from rich.text import Text

FORMATS = ("text", "html", "json", "unified")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts that are compared, and the looks that saw it."""

    article: Article
    version: int
    first_seen_at: str
    last_seen_at: str

    @property
    def seen(self) -> str:
        """When it was seen, for people."""
        return f"version {self.version} seen {terminal.span(self.first_seen_at, self.last_seen_at)}"


def diff(
    ref: options.RefArgument,
    old: Annotated[str | None, typer.Argument(metavar="[A]", help="Older version [default: the one before].")] = None,
    new: Annotated[str | None, typer.Argument(metavar="[B]", help="Newer version [default: the latest].")] = None,
    archive: options.ArchiveOption = None,
    at: Annotated[
        list[str] | None,
        typer.Option("--at", metavar="DATE", help="As it was then; twice: what changed between two times."),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show the unchanged text too.")] = False,
    format: Annotated[  # noqa: A002 -- the option's name
        str | None,
        options.format_option(FORMATS),
    ] = None,
    json: options.JsonOption = False,
) -> None:
    """Show what changed between two versions, word by word.

    Removed words stand in [-brackets-], added ones in {+braces+}; on a terminal they are coloured. A paragraph that
    changed its place is "moved". With one --at DATE, what changed since then.

    Example: newsgrab diff 12 1 3
    """
    form = format or ("json" if json else "terminal" if terminal.is_terminal() else "text")
    if form not in {*FORMATS, "terminal"}:
        raise BadUsage(f"--format: one of {', '.join(FORMATS)}, not {format!r}")
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        before, after = _sides(kept, named, (old, new), at or [])
    changes = compare(before.article, after.article)
    if form == "json":
        _write_json(before, after, changes)
    elif form == "html":
        terminal.print_stdout(_page(named, before, after, full=full))
    elif named.latest == 1:
        terminal.print_stderr(f"article {named.article_id} has one version: no edit has been seen")
    elif not changes and before.version == after.version == 1 and not at:
        terminal.print_stderr(f"version 1 of article {named.article_id} is its first: there is none before it")
    elif not changes:
        terminal.print_stderr(
            f"versions {before.version} and {after.version} of article {named.article_id} read the same"
        )
    elif form == "terminal":
        _show(_heading(named, before, after), changes, full=full)
    elif form == "unified":
        names = (f"{named.article_id}@{side.version}" for side in (before, after))
        terminal.print_stdout(differences.as_unified(changes, *names))
    else:
        terminal.print_stdout(differences.as_text(changes, full=full))


def _sides(kept: Archive, ref: Ref, versions: tuple[str | None, str | None], times: list[str]) -> tuple[Side, Side]:
    """What is compared. Raises BadRef, BadUsage, BadDate."""
    if times and (len(times) > 2 or any(versions)):
        raise BadUsage("--at: one or two times, and no versions beside them")
    if times:
        moments = sorted(options.parse_at(text) for text in times)
        found = [kept.history.state(ref, moment) for moment in moments]
        found += [kept.history.state(ref)] if len(found) == 1 else []
        one, other = (Side(each.article, each.version, each.first_seen_at, each.last_seen_at) for each in found)
        return one, other
    last = options.parse_int(versions[1], "B", low=1) if versions[1] else ref.version or ref.latest
    all_of_it = kept.history.versions(ref)
    before = [each.number for each in all_of_it[: last - 1] if not each.taken_out] or [max(1, last - 1)]
    first = options.parse_int(versions[0], "A", low=1) if versions[0] else before[-1]
    for number in (first, last):
        if number > ref.latest:
            raise BadRef(f"{ref.article_id}: there is no version {number}, only 1 to {ref.latest}")
        if all_of_it[number - 1].taken_out:
            raise BadRef(f"{ref.article_id}@{number}: {all_of_it[number - 1].title.strip('[]')}")
    one, other = (
        Side(kept.history.article(ref, number), number, seen.first_seen_at, seen.last_seen_at)
        for number, seen in ((number, all_of_it[number - 1]) for number in (first, last))
    )
    return one, other


def _write_json(before: Side, after: Side, changes: tuple[FieldChange, ...]) -> None:
    seen = {"old_seen_at": before.last_seen_at, "new_seen_at": after.first_seen_at}
    for change in changes:
        pieces = differences.as_json(change.pieces)
        numbers = {"old": before.version, "new": after.version}
        terminal.write_json({"field": change.field, **numbers, **seen, "pieces": pieces})


def _heading(ref: Ref, before: Side, after: Side) -> str:
    """Which two texts these are, and when each was seen."""
    return f"article {ref.article_id} · {before.seen} · {after.seen}"


def _page(ref: Ref, before: Side, after: Side, *, full: bool) -> str:
    """The comparison as a page of its own; a title that did not change stands above it."""
    article = after.article
    changes = compare(before.article, article)
    facts = f'<p class="facts" dir="ltr"><a href="{escape(ref.url)}">{escape(ref.url)}</a><br>'
    facts += f"{escape(_heading(ref, before, after))}</p>"
    content = differences.fields_as_html(changes, full=full) or "<p>Both read the same.</p>"
    title = f'<h1 dir="auto">{escape(terminal.one_line(article.title))}</h1>'
    return differences.page(article.title, article.language, f"{title}\n{facts}\n{content}")


def _show(heading: str, changes: tuple[FieldChange, ...], *, full: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    out.print(Text(heading, style="dim"))
    out.print()
    for change in changes:
        out.print(Text(change.field, style="bold cyan"))
        out.print(painted(change, full=full))
        out.print()


def painted(change: FieldChange, *, full: bool) -> Text:
    """The words of a field in colours, for a terminal."""
    from rich.text import Text

    styles = {Op.EQUAL: "", Op.REMOVED: "red", Op.ADDED: "green"}
    line = Text()
    for piece in differences.shortened(change.pieces, full=full):
        line.append(terminal.clean(marked(piece)), style="blue" if piece.move else styles[piece.op])
    return line
