"""What `newsgrab search --removed` prints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsgrab.cli import terminal
from newsgrab.cli.highlight import marked, painted

if TYPE_CHECKING:
    from newsgrab.archive.search.removed.find import Removal, Removals


def print_removals(found: Removals, *, json: bool, urls: bool = False) -> None:
    """One line for each passage in a pipe, an object for each with `json`, a few lines on a terminal."""
    for remark in found.notes:
        terminal.print_stderr(f"newsgrab: {remark}")
    if not found.hits:
        terminal.print_stderr(
            f"no more: {_total(found)} in all" if found.total else "nothing found in what was removed"
        )
    elif found.partial:
        terminal.print_stderr("nothing that was removed has all the words; this has the most of them:")
    terminal.write_each(found.hits, _plain, partial(_show, urls=urls), _cells, json=json)
    shown = len(found.hits)
    if shown and found.total > shown and terminal.is_terminal():
        terminal.print_stderr(f"{shown} of {_total(found)}; --limit and --offset show others")


def _total(found: Removals) -> str:
    return terminal.counted(found.total, "passage")


def _plain(hit: Removal) -> dict[str, object]:
    """The hit as JSON has it."""
    return hit._asdict() | {"passage": hit.passage._asdict()}


def _cells(hit: Removal) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    ref, back = f"{hit.article_id}@{hit.version}", hit.returned_version
    returned = f"{hit.article_id}@{back}" if back else None
    passage = marked(hit.passage, "[", "]")
    return (ref, hit.not_before, hit.removed_at, hit.field or "gone", returned, hit.title, hit.url, passage)


def _show(hit: Removal, *, urls: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    head = Text(f"{hit.article_id}@{hit.version}  ", style="cyan")
    out.print(terminal.beside(head, terminal.styled(hit.title, "bold")))
    went = "removed" if hit.field else "gone"
    facts = [hit.site, f"{went} {terminal.between(hit.not_before, hit.removed_at)} {terminal.zone(hit.removed_at)}"]
    facts += ["from the title"] if hit.field == "title" else []
    facts += [f"came back in version {hit.returned_version}"] if hit.returned_version else []
    out.print(terminal.indented(terminal.facts(facts), 4))
    terminal.print_url(out, hit.url if urls else None, 4)
    out.print(terminal.indented(painted(hit.passage, "", "bold yellow"), 4))
    out.print()
