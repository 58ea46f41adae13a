"""newsgrab show: one article, to read it or to pass it on."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from newsgrab.archive.refs import Ref
from newsgrab.archive.store import Archive
from newsgrab.article import Article, BlockKind
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
        named = kept.resolve(ref if version is None else f"{ref}@{options.whole(version, '--version', low=1)}")
        if form == "page":
            _write_page(kept, named)
            return
        article = kept.article(named)
        facts = _facts(kept, named)
    if form == "terminal":
        _show(article, facts)
    elif form == "json":
        terminal.write_json({**facts, **as_json(article)})
    else:
        terminal.write(terminal.clean(rendered(article, form)))


def _write_page(kept: Archive, ref: Ref) -> None:
    content = kept.page_of(ref)
    if content is None:
        raise BadUsage(f"article {ref.article_id}: no page is kept of this version")
    try:
        sys.stdout.buffer.write(content)
    except BrokenPipeError:
        terminal.hang_up()


def _facts(kept: Archive, ref: Ref) -> dict[str, object]:
    """What the archive knows of the version beside its text."""
    number = ref.version or ref.latest
    version = kept.versions(ref)[number - 1]
    points = [point for point in kept.view_series(ref) if point.position == 0]
    return {
        "id": ref.article_id,
        "version": number,
        "versions": ref.latest,
        "first_seen_at": version.first_seen_at,
        "last_seen_at": version.last_seen_at,
        "views": points[-1].views if points else None,
        "views_exact": points[-1].exact if points else True,
        "related": [
            {"position": e.position, "url": e.url, "title": e.title, "teaser": e.teaser, "views": e.views}
            for e in kept.promotions(ref)
            if e.current
        ],
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
    related = facts["related"]
    if isinstance(related, list) and related:
        out.print()
        out.print(Text("related", style="dim"))
        for entry in related:
            entry_line = Text(f"{entry['position']:>2}  ", style="dim") + terminal.styled(entry["title"], "default")
            if entry["views"] is not None:
                entry_line += Text(f"  {entry['views']:,} views", style="dim")
            out.print(entry_line)


def _facts_lines(article: Article, facts: dict[str, object]) -> list[str]:
    views = facts["views"]
    first = [
        article.category,
        ", ".join(article.authors) or None,
        article.published_at.strftime("%Y-%m-%d %H:%M %z")
        if article.published_at and article.published_precision != "day"
        else article.published_at.strftime("%Y-%m-%d")
        if article.published_at
        else None,
        f"{terminal.number(views, exact=bool(facts['views_exact']))} views" if isinstance(views, int) else None,
    ]
    seen = f"seen {terminal.when(str(facts['first_seen_at']))} to {terminal.when(str(facts['last_seen_at']))} UTC"
    second = f"version {facts['version']} of {facts['versions']} · {seen}"
    return [" · ".join(part for part in first if part), second + (" · truncated" if article.truncated else "")]
