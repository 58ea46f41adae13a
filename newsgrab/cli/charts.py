"""Charts of view counts: on the terminal, and as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.cli import terminal
from newsgrab.cli.output_file import write_bytes
from newsgrab.errors import BadUsage
from newsgrab.local_time import LOCAL

if TYPE_CHECKING:
    from newsgrab.archive.history.series import ViewPoint
    from newsgrab.archive.query.refs import Ref
    from newsgrab.archive.store import Archive
    from newsgrab.charts.series import Chart

FORMATS = ("svg", "png")
_WIDEST = 100  # columns: a wider chart says no more


def form_of(named: str | None, output: str | None, ref: str | None, *, json: bool) -> str | None:
    """The format of the chart that is asked for, by name or by the file's name. Raises BadUsage, MissingExtra."""
    ending = Path(output or "").suffix[1:].lower()
    form = named or (ending if ending in FORMATS else None)
    if form is None and output is None:
        return None
    if form not in FORMATS:
        raise BadUsage(f"--format: one of {', '.join(FORMATS)}, not {named or output!r}")
    if ref is None or json:
        raise BadUsage(f"--format {form}: a chart shows one article: name it, without --json")
    if form == "png":
        from newsgrab.charts.png import require

        require()
    return form


def chart_of(kept: Archive, ref: Ref, points: list[ViewPoint]) -> Chart:
    """The chart of an article's view counts, with its edits, removals, returns and promotions."""
    from newsgrab.archive.history.looks import absences
    from newsgrab.charts.series import chart

    return chart(points, kept.history.versions(ref), absences(kept.history.visits(ref)))


def in_dots(chart: Chart) -> list[str]:
    """The chart in lines for this terminal."""
    from newsgrab.charts.braille import as_braille

    return as_braille(chart, min(_WIDEST, terminal.console().width), LOCAL)


def write(chart: Chart, form: str, output: str | None, title: str) -> None:
    """Write the chart to a file, and say so on a terminal, or to stdout. Raises BadUsage."""
    from newsgrab.charts.svg import as_svg

    content = as_svg(chart, title).encode()
    if form == "png":
        from newsgrab.charts.png import as_png

        content = as_png(content.decode())
    write_bytes(content, output, title, form=form, is_text=form == "svg")
