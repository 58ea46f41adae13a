"""newsgrab changes: what was edited, moved, gone, and what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Annotated

import typer

from newsgrab.archive.history.changes import Change
from newsgrab.archive.history.edit_kinds import EditKind
from newsgrab.archive.history.edits import Edit, most_telling
from newsgrab.archive.query import events
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.store import Archive
from newsgrab.cli import change_forms, options, terminal
from newsgrab.errors import BadUsage
from newsgrab.outcomes import Outcome, kind_of_event

FORMATS = ("text", "json", "html", "atom")
SORTS = ("time", "telling")
_OF_EDIT: dict[str, Callable[[Edit], bool]] = {
    "silent": lambda edit: edit.silent,
    "minor": lambda edit: edit.minor,
}
KINDS = (*events.KINDS, *_OF_EDIT, *EditKind)

_KindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=f"Only such; may be repeated: {', '.join(KINDS)}.",
        autocompletion=options.complete(KINDS),
    ),
]
_MinWordsOption = Annotated[
    str, typer.Option("--min-words", metavar="N", help="Only edits that removed or added so many words.")
]
_SortOption = Annotated[
    str, options.sort_option(SORTS, f"One of {', '.join(SORTS)}: the latest or the most telling first.")
]
_FormatOption = Annotated[
    str | None,
    options.format_option(FORMATS),
]


@options.filtered
def changes(
    archive: options.ArchiveOption = None,
    filters: Filters = options.EVERY_ARTICLE,
    kind: _KindOption = None,
    min_words: _MinWordsOption = "0",
    sort: _SortOption = "time",
    words: Annotated[bool, typer.Option("--words", help="With the words that changed, and the kinds of edit.")] = False,
    limit: Annotated[str, typer.Option("--limit", "-n", metavar="N", help="At most so many; 0 for all.")] = "50",
    format: _FormatOption = None,  # noqa: A002 -- the option's name
    urls: options.UrlsOption = False,
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """Show what was edited, moved, is gone, or returned.

    Latest first; --since and --until are of our looks. An edit is silent if the text changed and the page tells
    no new time of update or publication, minor if nothing but punctuation and white space changed.

    Example: newsgrab changes --since yesterday --kind silent --sort telling
    """
    form = format or ("json" if json else "terminal" if terminal.is_terminal() else "text")
    if form not in {*FORMATS, "terminal"}:
        raise BadUsage(f"--format: one of {', '.join(FORMATS)}, not {format!r}")
    options.checked_sort(sort, SORTS)
    kinds = _kinds(kind or [])
    count, least = options.parse_int(limit, "--limit"), options.parse_int(min_words, "--min-words")
    compared = words or form in {"html", "atom"} or sort == "telling" or bool(least or kinds - events.KINDS.keys())
    with options.reading_archive(archive) as kept, terminal.remarks(quiet=quiet):
        found: Iterator[Edit] = _found(kept, filters, kinds, compared=compared)
        found = (edit for edit in found if edit.words >= least)
        if sort == "telling":
            found = iter(most_telling(found))
        shown = list(islice(found, count or None)) if form in {"html", "atom"} else None
        told = shown if shown is not None else islice(found, count or None)
        number = change_forms.write(told, form, words=words, urls=urls)
        if number == count > 0 and next(found, None) is not None:
            which = "most telling" if sort == "telling" else "latest"
            terminal.print_stderr(f"the {which} {count:,} changes; --limit 0 shows all")
        if not number:
            terminal.print_stderr(f"no changes{options.filters_in_words(filters)}")


def _kinds(named: list[str]) -> set[str]:
    """The kinds that are asked for. Raises BadUsage."""
    kinds = {kind_of_event(each.strip()) for text in named for each in text.split(",")}
    for each in sorted(kinds - {*KINDS}):
        raise BadUsage(f"--kind: one of {', '.join(KINDS)}, not {each!r}")
    return kinds


def _found(kept: Archive, filters: Filters, kinds: set[str], *, compared: bool) -> Iterator[Edit]:
    """The changes of one of the kinds; all, if none is named."""
    of_edit = kinds - events.KINDS.keys()
    for change in kept.history.changes(filters, kinds):
        edit = next(kept.history.edits([change])) if compared else Edit(change)
        if not of_edit or _is_event(change, kinds) or any(_is(edit, kind) for kind in of_edit):
            yield edit


def _is_event(change: Change, kinds: set[str]) -> bool:
    """Whether a change is of one of the kinds that the archive chooses by, whatever its texts say."""
    is_edit = change.outcome is Outcome.CHANGED
    moved = change.moved_to is not None
    named = {"edited": is_edit, "retitled": "title" in change.changed, "returned": change.returned, "moved": moved}
    return not is_edit or any(holds and kind in kinds for kind, holds in named.items())


def _is(edit: Edit, kind: str) -> bool:
    return kind in edit.kinds or (kind in _OF_EDIT and _OF_EDIT[kind](edit))
