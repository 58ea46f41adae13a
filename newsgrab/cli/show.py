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
from newsgrab.article import Article, Related
from newsgrab.cli import options, terminal
from newsgrab.cli.article import print_article
from newsgrab.cli.render import FORMATS, as_json, rendered
from newsgrab.errors import BadUsage


def show(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    version: Annotated[str | None, typer.Option("--version", metavar="N", help="This version, not the latest.")] = None,
    format: Annotated[  # noqa: A002 -- the option's name
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help=f"{', '.join(FORMATS)}, or page: the page as it was.",
            autocompletion=options.complete((*FORMATS, "page")),
        ),
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
        article = _with_counters(kept, named, kept.history.article(named))
        facts = _facts(kept, named)
    if form == "terminal":
        _show(article, facts)
    elif form == "json":
        terminal.write_json(facts | as_json(article))
    else:
        terminal.print_stdout(terminal.clean(rendered(article, form)))


def _write_page(kept: Archive, ref: Ref) -> None:
    content = kept.history.page(ref)
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
    points = [point for point in kept.history.views(ref) if point.position == 0]
    if points:
        last = points[-1]
        article = replace(article, views=last.views, views_text=last.views_text, views_exact=last.exact)
    entries = [entry for entry in kept.history.related(ref) if entry.current]
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
    version, gone = kept.history.versions(ref)[number - 1], absences(kept.history.visits(ref))
    return {
        "id": ref.article_id,
        "version": number,
        "versions": ref.latest,
        "first_seen_at": version.first_seen_at,
        "last_seen_at": version.last_seen_at,
        "gone_since": gone[-1].first_gone_at if gone and gone[-1].returned_at is None else None,
    }


def _show(article: Article, facts: dict[str, object]) -> None:
    """The article with what the archive knows of it."""
    seen = f"seen {terminal.span(str(facts['first_seen_at']), str(facts['last_seen_at']))}"
    lines = [f"version {facts['version']} of {facts['versions']} · {seen}"]
    if facts["gone_since"]:
        lines.append(f"gone: not there since {terminal.when(str(facts['gone_since']))} UTC")
    print_article(article, lines)
