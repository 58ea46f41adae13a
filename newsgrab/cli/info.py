"""newsgrab info: what the archive holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from newsgrab.archive.query.listing import SiteSummary, Summary
from newsgrab.cli import options, terminal

_TABLE_COLUMNS = 80  # what the table of sites needs


def info(archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """Show what the archive holds, in all and for each site.

    Collections that were read in (WARC files) are listed, too.

    Example: newsgrab info --archive ~/news
    """
    with options.reading_archive(archive) as kept:
        summary, imports = kept.query.summary(), kept.imports.listed()
    if json:
        terminal.write_json({**asdict(summary), "imports": [asdict(each) for each in imports]})
        return
    terminal.print_pairs(_lines(summary))
    if summary.sites:
        terminal.print_stdout()
    if terminal.is_terminal() and terminal.console().width < _TABLE_COLUMNS:
        for site in summary.sites:
            _show(site)
        return
    if summary.sites:
        last_look = f"last look ({terminal.zone()})"
        terminal.print_stdout(f"{'articles':>9}{'versions':>10}{'looks':>8}  {last_look:<18}site")
    for site in summary.sites:
        last = terminal.when(site.last_seen_at)
        terminal.print_stdout(
            f"{site.articles:>9,}{site.versions:>10,}{site.visits:>8,}  {last:<18}{terminal.one_line(site.site)}"
        )
    if imports:
        terminal.print_stdout()
        terminal.print_stdout(f"{'looks':>9}{'other':>9}{'troubles':>10}  {f'begun ({terminal.zone()})':<18}import")
    for each in imports:
        name = " ".join(filter(None, (each.name, each.choice, "" if each.finished_at else "(not finished)")))
        begun = terminal.when(each.began_at)
        terminal.print_stdout(
            f"{each.looks:>9,}{each.other:>9,}{each.troubles:>10,}  {begun:<18}{terminal.one_line(name)}"
        )


def _show(site: SiteSummary) -> None:
    """One site where there is no room for a table."""
    told = ((site.articles, "article"), (site.versions, "version"), (site.visits, "look"))
    counts = [terminal.counted(number, noun) for number, noun in told]
    out = terminal.console()
    out.print(terminal.styled(site.site, "bold"))
    last = f"last look {terminal.moment(site.last_seen_at)}"
    out.print(terminal.indented(terminal.facts([*counts, last]), 4))


def _lines(summary: Summary) -> list[tuple[str, str]]:
    ratio = f", {summary.page_bytes / summary.kept_bytes:.1f} times smaller" if summary.kept_bytes else ""
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in summary.outcomes.items())
    kept = f"kept in {terminal.size(summary.kept_bytes)}{ratio}"
    looks = [f"{summary.visits:,}" + (f" ({outcomes})" if outcomes else "")]
    if summary.first_look_at and summary.last_look_at:
        looks.append(terminal.span(summary.first_look_at, summary.last_look_at))
    return [
        ("archive", f"{Path(summary.path).absolute()} ({terminal.size(summary.file_bytes)}, schema {summary.schema})"),
        ("articles", f"{summary.articles:,}"),
        ("versions", f"{summary.versions:,}"),
        ("looks", ", ".join(looks)),
        ("view counts", f"{summary.view_points:,}"),
        ("pages", f"{summary.pages:,}, {terminal.size(summary.page_bytes)} {kept}"),
        ("sources", f"{summary.sources:,} followed"),
    ]
