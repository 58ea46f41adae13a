"""What `newsgrab search` prints with --all-versions, --as-of and --added."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsgrab.cli import terminal
from newsgrab.cli.highlight import marked, painted, plain

if TYPE_CHECKING:
    from newsgrab.archive.search.versions import VersionHit, VersionHits


def print_versions(found: VersionHits, *, json: bool, urls: bool = False, count: bool = False) -> None:
    """One line for each version in a pipe, an object for each with `json`, a few lines on a terminal."""
    for remark in found.notes:
        terminal.print_stderr(f"newsgrab: {remark}")
    if count:
        terminal.print_stdout(str(found.total))
        return
    if not found.hits:
        terminal.print_stderr(f"no more: {found.total:,} in all" if found.total else "nothing found in these versions")
    answer = {"total": found.total, "notes": found.notes}
    terminal.write_each(found.hits, lambda hit: plain(hit) | answer, partial(_show, urls=urls), _cells, json=json)
    shown = len(found.hits)
    if shown and found.total > shown and terminal.is_terminal():
        terminal.print_stderr(f"{shown} of {found.total:,}; --limit and --offset show others")


def _cells(hit: VersionHit) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    ref, latest = f"{hit.article_id}@{hit.version}", "latest" if hit.is_latest else "past"
    times = (hit.not_before, hit.first_seen_at, hit.last_seen_at)
    return (ref, *times, latest, hit.title.text, hit.url, marked(hit.snippet, "[", "]"))


def _show(hit: VersionHit, *, urls: bool) -> None:
    from rich.text import Text

    out = terminal.console()
    out.print(Text(f"{hit.article_id}@{hit.version}  ", style="cyan") + painted(hit.title, "bold", "bold yellow"))
    came = terminal.between(hit.not_before, hit.first_seen_at) if hit.not_before else terminal.when(hit.first_seen_at)
    seen = f"read so from {came} to {terminal.moment(hit.last_seen_at)}"
    facts = [hit.site, seen, "" if hit.is_latest else "no longer"]
    out.print(terminal.indented(terminal.facts(fact or None for fact in facts), 4))
    terminal.print_url(out, hit.url if urls else None, 4)
    out.print(terminal.indented(painted(hit.snippet, "", "bold yellow"), 4))
    out.print()
