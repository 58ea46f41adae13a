"""newsgrab search: full text, any language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.store import Archive
from newsgrab.cli import indexing, options, terminal
from newsgrab.errors import BadQuery, BadUsage

if TYPE_CHECKING:
    from datetime import datetime

    from newsgrab.archive.search import Window

_CLASHES = ("past texts with --facets", "past texts with --all", "--all-words with --any-word")
SORTS = ("rank", *options.SORTS)
_PAST_SORTS = ("rank", "date")  # of versions: when they were first seen

_SortOption = Annotated[
    str,
    options.sort_option(SORTS, f"One of {', '.join(SORTS)} (published; of past texts when they came or went)."),
]
_ALL = 1_000_000_000
_LimitOption = Annotated[str, typer.Option("--limit", "-n", metavar="N", help="At most so many; 0 for all.")]
_OffsetOption = Annotated[str, typer.Option("--offset", metavar="N", help="Leave out the first so many.")]
_RemovedOption = Annotated[
    bool, typer.Option("--removed", help="Search what articles said and no longer say; dates are of the removal.")
]
_AddedOption = Annotated[
    bool, typer.Option("--added", help="Search for versions that say what the version before did not.")
]
_AllVersionsOption = Annotated[
    bool, typer.Option("--all-versions", help="Search what articles ever said, in any version.")
]
_AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", "--at", metavar="DATE", help="Search what articles said at the end of this day, or at this moment."
    ),
]
_CopiesOption = Annotated[bool, typer.Option("--all", help="Show copies of a text as hits of their own.")]
_AllWordsOption = Annotated[
    bool, typer.Option("--all-words", help="Only articles with all the words, however few they are.")
]
_AnyWordOption = Annotated[
    bool,
    typer.Option("--any-word", help="Articles with any of the words, all in one order."),
]
_CountOption = Annotated[bool, typer.Option("--count", help="Print only how many there are.")]
_FacetsOption = Annotated[
    str, typer.Option("--facets", metavar="NAMES", help="Print how many by site, category, language, month.")
]
_ExplainOption = Annotated[bool, typer.Option("--explain", help="Tell how the query is understood.")]
_RebuildOption = Annotated[bool, typer.Option("--rebuild", help="First make the search index anew.")]


class Form(NamedTuple):
    """How the answer is printed: as JSON, with addresses, as a count, by facets."""

    urls: bool = False
    json: bool = False
    tally: bool = False
    facets: tuple[str, ...] = ()


@options.filtered
def search(
    terms: Annotated[
        list[str] | None, typer.Argument(metavar="TERM…", help='Words, "phrases", -words, word*, title:word …')
    ] = None,
    archive: options.ArchiveOption = None,
    filters: Filters = options.EVERY_ARTICLE,
    sort: _SortOption = "rank",
    limit: _LimitOption = "10",
    offset: _OffsetOption = "0",
    removed: _RemovedOption = False,
    added: _AddedOption = False,
    all_versions: _AllVersionsOption = False,
    as_of: _AsOfOption = None,
    copies: _CopiesOption = False,
    all_words: _AllWordsOption = False,
    any_word: _AnyWordOption = False,
    tally: _CountOption = False,
    facets: _FacetsOption = "",
    explain: _ExplainOption = False,
    rebuild: _RebuildOption = False,
    urls: options.UrlsOption = False,
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """Search the text of all articles. Those with all the words come first; if they are few, others with some follow.

    Example: newsgrab search 'مباحثات "وزير الخارجية" -موسكو' --since 2024 --category سياسي
    """
    if not terms and not rebuild:
        raise BadQuery("nothing to look for: type a word (see newsgrab search --help)")
    past = _past(removed=removed, added=added, all_versions=all_versions, as_of=as_of is not None)
    _refuse_clashes((bool(past and facets), bool(past and copies), all_words and any_word))
    options.checked_sort(sort, _PAST_SORTS if past and past != "--removed" else SORTS)
    window = _window(sort, limit, offset)._replace(copies=copies, all_words=all_words, any_word=any_word)
    if rebuild:
        _rebuild(archive)
        if not terms:
            return
    form = Form(urls=urls, json=json, tally=tally, facets=tuple(facets.split(",")) if facets else ())
    with options.reading_archive(archive) as kept, terminal.remarks(quiet=quiet):
        if kept.search.is_stale or (past and kept.search.removed_is_stale):
            kept = indexing.caught_up(kept)  # noqa: PLW2901 -- the same archive, opened again
        query = options.typed(" ".join(terms or ()))
        if explain:
            for line in kept.search.explain(query):
                terminal.print_stdout(terminal.clean(line))
        elif past == "--removed":
            _search_removed(kept, query, filters, window, form)
        elif past:
            moment = options.parse_at(as_of) if as_of else None
            _search_versions(kept, (query, filters, window), (past, moment), form)
        else:
            _search(kept, query, filters, window, form)


def _past(**asked: bool) -> str:
    """The option that asks for other texts than those of today, "" for none. Raises BadUsage for two."""
    names = [f"--{name.replace('_', '-')}" for name, is_asked in asked.items() if is_asked]
    if len(names) > 1:
        raise BadUsage(f"{' with '.join(names)}: leave one out")
    return names[0] if names else ""


def _refuse_clashes(found: tuple[bool, ...]) -> None:
    for clash, names in zip(found, _CLASHES, strict=True):
        if clash:
            raise BadUsage(f"{names}: leave one out")


def _rebuild(archive: str | None) -> None:
    with options.open_archive(options.settings(archive).archive) as writable:
        writable.search.rebuild(indexing.progress())
        if terminal.is_terminal(sys.stderr):
            terminal.print_stderr(f"indexed {writable.query.count(Filters()):,} articles anew")


def _window(sort: str, limit: str, offset: str) -> Window:
    """Which hits are wanted. Raises BadUsage."""
    from newsgrab.archive.search import Window

    return Window(sort, options.parse_int(limit, "--limit") or _ALL, options.parse_int(offset, "--offset"))


def _search(kept: Archive, query: str, chosen: Filters, window: Window, form: Form) -> None:
    """Print the hits, or how many there are, in all and by site, category and so on."""
    from newsgrab.cli import hits

    if form.tally:
        hits.print_count(kept.search.count(query, chosen, window), json=form.json)
    if form.facets:
        hits.print_facets(kept.search.facets(query, form.facets, chosen, window), json=form.json)
    if not form.tally and not form.facets:
        hits.print_hits(kept.search(query, chosen, window), json=form.json, urls=form.urls)


def _search_removed(kept: Archive, query: str, chosen: Filters, window: Window, form: Form) -> None:
    from newsgrab.cli.removed import print_removals

    if form.tally:
        terminal.print_stdout(str(kept.search.count_removed(query, chosen)))
    else:
        print_removals(kept.search.removed(query, chosen, window), json=form.json, urls=form.urls)


def _search_versions(
    kept: Archive, asked: tuple[str, Filters, Window], past: tuple[str, datetime | None], form: Form
) -> None:
    from newsgrab.archive.search.versions import Which
    from newsgrab.cli.version_hits import print_versions

    which = {"--added": Which.ADDED, "--as-of": Which.AS_OF}.get(past[0], Which.ALL)
    found = kept.search.versions(*asked, which, past[1])
    print_versions(found, json=form.json, urls=form.urls, count=form.tally)
