"""newsgrab lineage: who had which wording first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.cli import indexing, options, terminal
from newsgrab.cli.blame import came

if TYPE_CHECKING:
    from newsgrab.archive.search.lineage import LineageText, Wording

_NAMED = 3  # others that have a wording are named, the rest counted
_SAID = "first by our looks: who was looked at later may have published earlier; published is the page's own word"


def lineage(
    ref: options.RefArgument,
    archive: options.ArchiveOption = None,
    quiet: options.NoRemarksOption = False,
    json: options.JsonOption = False,
) -> None:
    """Show who had which wording of an article first.

    Of the texts with much of its wording, across all sites and versions that are kept, the one that was seen first
    stands first. It goes by our looks: who was looked at later may have published earlier.

    Example: newsgrab lineage 12
    """
    with options.reading_archive(archive) as kept:
        named = kept.resolve(ref)
        if kept.search.is_stale or kept.search.removed_is_stale:
            kept = indexing.caught_up(kept)  # noqa: PLW2901 -- the same archive, opened again
        found = kept.search.lineage(named)
    terminal.write_each(
        found.texts, lambda each: {"kind": "text", **each._asdict()}, _show_text, _text_cells, json=json
    )
    if not json and terminal.is_terminal():
        terminal.print_stdout()
    titles = {each.article_id: each.title for each in found.texts}
    terminal.write_each(
        found.wordings,
        lambda each: {"kind": "wording", **each._asdict()},
        lambda each: _show_wording(each, titles),
        _wording_cells,
        json=json,
    )
    with terminal.remarks(quiet=quiet):
        if len(found.texts) == 1:
            terminal.print_stderr(f"no other article that is kept has much of the text of article {named.article_id}")
        else:
            terminal.print_stderr(_SAID)


def _text_cells(each: LineageText) -> tuple[object, ...]:
    """The columns of a pipe, as the guide documents them."""
    ref = f"{each.article_id}@{each.version}"
    return ("text", ref, each.not_before, each.first_seen_at, each.site, f"{each.share:g}", each.title, each.url)


def _wording_cells(each: Wording) -> tuple[object, ...]:
    ref = f"{each.article_id}@{each.version}"
    others = ",".join(map(str, each.others))
    return ("wording", ref, each.not_before, each.first_seen_at, each.site, others, each.passage, each.url)


def _show_text(each: LineageText) -> None:
    share = "this article" if each.own else f"{each.share:.0%} of the wording"
    published = f"published {each.published_at[:16].replace('T', ' ')}" if each.published_at else None
    facts = [each.site, share, came(each.not_before, each.first_seen_at), published]
    terminal.print_item(f"{each.article_id}@{each.version}", "bold cyan" if each.own else "cyan", each.title, facts)


def _show_wording(each: Wording, titles: dict[int, str]) -> None:
    others = [f"{number} {terminal.isolated(terminal.one_line(titles[number]))}" for number in each.others]
    more = [f"{len(others) - _NAMED} more"] if len(others) > _NAMED else []
    also = f"also in {', '.join([*others[:_NAMED], *more])}" if others else "nowhere else"
    facts = [each.site, came(each.not_before, each.first_seen_at), also]
    terminal.print_item(f"{each.article_id}@{each.version}", "green", each.passage, facts)
