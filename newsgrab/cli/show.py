"""newsgrab show: one article, to read it or to pass it on."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from newsgrab.archive.history.looks import absences
from newsgrab.archive.history.series import RelatedEntryHistory
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.store import Archive
from newsgrab.article import Article, BlockKind, Related
from newsgrab.cli import options, terminal
from newsgrab.cli.render import FORMATS, as_json, rendered
from newsgrab.errors import BadUsage


def show(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    version: Annotated[str | None, typer.Option("--version", metavar="N", help="This version, not the latest.")] = None,
    format: Annotated[  # noqa: A002 -- the option's name
        str | None,
        typer.Option("--format", "-f", metavar="FORM", help=f"{', '.join(FORMATS)}, or page: the page as it was."),
    ] = None,
    json: options.JsonOption = False,
) -> None:
    """Show one article: title, facts, text, related links.

    Example: newsgrab show 12@1 --format markdown
    """
    form = format or ("json" if json else "terminal" if terminal.is_terminal() else "text")
    if form not in {*FORMATS, "page", "terminal"}:
        raise BadUsage(f"--format: one of {', '.join((*FORMATS, 'page'))}, not {format!r}")
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        if version is not None:
            named = kept.resolve(f"{named.article_id}@{options.parse_int(version, '--version', low=1)}")
        if form == "page":
            _write_page(kept, named)
            return
        article = _with_counters(kept, named, kept.article(named))
        facts = _facts(kept, named)
    if form == "terminal":
        _show(article, facts)
    elif form == "json":
        terminal.write_json(facts | as_json(article))
    else:
        terminal.print_stdout(terminal.clean(rendered(article, form)))


def _write_page(kept: Archive, ref: Ref) -> None:
    content = kept.page_of(ref)
    if content is None:
        raise BadUsage(f"article {ref.article_id}: no page is kept of this version")
    if sys.stdout is None:
        return
    if terminal.is_terminal():  # what would be a command to it is left out
        content = terminal.clean(content.decode("utf-8", "replace")).encode()
    try:
        sys.stdout.buffer.write(content)
    except BrokenPipeError:
        terminal.hang_up()


def _with_counters(kept: Archive, ref: Ref, article: Article) -> Article:
    """The article with what the archive keeps apart from its text: the last view count and today's related links."""
    points = [point for point in kept.view_series(ref) if point.position == 0]
    if points:
        last = points[-1]
        article = replace(article, views=last.views, views_text=last.views_text, views_exact=last.exact)
    entries = [entry for entry in kept.related_history(ref) if entry.current]
    return replace(article, related=tuple(_related(entry) for entry in entries))


def _related(entry: RelatedEntryHistory) -> Related:
    return Related(
        entry.url,
        entry.title,
        entry.teaser,
        entry.views,
        entry.views_text,
        entry.views_exact,
        entry.image,
        entry.heading,
        entry.position,
    )


def _facts(kept: Archive, ref: Ref) -> dict[str, object]:
    """Which version it is, when it was seen, and since when the page is found gone."""
    number = ref.version or ref.latest
    version, gone = kept.versions(ref)[number - 1], absences(kept.visits(ref))
    return {
        "id": ref.article_id,
        "version": number,
        "versions": ref.latest,
        "first_seen_at": version.first_seen_at,
        "last_seen_at": version.last_seen_at,
        "gone_since": gone[-1].first_gone_at if gone and gone[-1].returned_at is None else None,
    }


def _show(article: Article, facts: dict[str, object]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = terminal.console()
    out.width = min(out.width, 100)
    out.print(terminal.styled(article.title, "bold"))
    out.print(Text(terminal.one_line(article.url), style="dim"))
    for line in _facts_lines(article, facts):
        out.print(terminal.styled(line, "cyan"))
    for block in article.blocks:
        out.print()
        text = Text("\n".join(terminal.isolated(line) for line in terminal.clean(block.text).split("\n")))
        if block.kind is BlockKind.HEADING:
            text.stylize("bold")
        elif block.kind is BlockKind.CAPTION:
            text.stylize("dim italic")
        elif block.kind is BlockKind.LIST_ITEM:
            text = Text("• ") + text
        out.print(Padding(text, (0, 0, 0, 2 if block.kind in {BlockKind.QUOTE, BlockKind.LIST_ITEM} else 0)))
    if article.related:
        out.print()
        out.print(Text("related", style="dim"))
    for entry in article.related:
        entry_line = Text(f"{entry.position:>2}  ", style="dim") + terminal.styled(entry.title, "default")
        if entry.views is not None:
            entry_line += Text(f"  {terminal.number(entry.views, exact=entry.views_exact)} views", style="dim")
        out.print(entry_line)


def _facts_lines(article: Article, facts: dict[str, object]) -> list[str]:
    first = [
        article.category,
        ", ".join(article.authors) or None,
        article.published_at.strftime("%Y-%m-%d %H:%M %z")
        if article.published_at and article.published_precision != "day"
        else article.published_at.strftime("%Y-%m-%d")
        if article.published_at
        else None,
        f"{terminal.number(article.views, exact=article.views_exact)} views" if article.views is not None else None,
    ]
    seen = f"seen {terminal.span(str(facts['first_seen_at']), str(facts['last_seen_at']))}"
    second = f"version {facts['version']} of {facts['versions']} · {seen}" + (
        " · truncated" if article.truncated else ""
    )
    gone = [f"gone: not there since {terminal.when(str(facts['gone_since']))} UTC"] if facts["gone_since"] else []
    return [" · ".join(part for part in first if part), second, *gone]
