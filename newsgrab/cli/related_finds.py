"""What `newsgrab related --find` prints: what the related blocks of all articles tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import islice

from newsgrab.archive.history.related.blocks import Orphan, OtherHeadline, Unkept
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.store import Archive
from newsgrab.cli import options, terminal
from newsgrab.errors import BadUsage

FINDS = ("orphans", "unkept", "headlines")
Found = Orphan | Unkept | OtherHeadline


def write_found(kept: Archive, what: str, filters: Filters, limit: int, *, json: bool) -> None:
    """What the blocks of all articles tell. Raises BadUsage."""
    ways: dict[str, Callable[[Filters], Iterable[Found]]] = {
        "orphans": kept.history.orphans,
        "unkept": kept.history.unkept,
        "headlines": kept.history.other_headlines,
    }
    if what not in ways:
        raise BadUsage(f"--find: one of {', '.join(FINDS)}, not {what!r}")
    found = iter(ways[what](filters))
    shown = list(islice(found, limit or None))
    terminal.write_each(shown, asdict, _show_found, _found_cells, json=json)
    if not shown:
        terminal.print_stderr(f"no {what}{options.filters_in_words(filters)}")
    elif next(found, None) is not None:
        terminal.print_stderr(f"the latest {len(shown):,}; --limit 0 shows all")


def _found_cells(each: Found) -> tuple[object, ...]:
    facts: dict[str, object] = asdict(each)
    return tuple(facts.values())


def _show_found(each: Found) -> None:
    seen = f"first seen {terminal.moment(each.first_seen_at)}"
    if isinstance(each, Orphan):
        terminal.print_item(str(each.article_id), "cyan", each.title, [each.url, seen])
        return
    seen = f"seen {terminal.span(each.first_seen_at, each.last_seen_at)}"
    pages = f"on {terminal.counted(each.shown_on, 'page')}"
    if isinstance(each, Unkept):
        terminal.print_item("-", "dim", each.title, [each.url, pages, seen])
    else:
        terminal.print_item(
            str(each.article_id), "yellow", each.shown_as, [f"its own: {each.title}", each.url, pages, seen]
        )
