"""A chart as SVG: one drawing without scripts, styles or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from typing import NamedTuple

from newsgrab.charts.axis import number_marks, time_marks
from newsgrab.charts.series import Chart, Count, EventKind

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 28, 34
_SIGNS = {EventKind.EDIT: "✎", EventKind.REMOVAL: "✕", EventKind.RETURN: "↩", EventKind.PROMOTION: "↗"}
# Colours for a drawing by itself; a page that has it in it sets others by the classes.
_COLOURS = {
    "axis": 'stroke="#8a867d" stroke-width="1"',
    "grid": 'stroke="#d9d5cc" stroke-width="1"',
    "line": 'fill="none" stroke="#8a3324" stroke-width="2" stroke-linejoin="round"',
    "range": 'stroke="#8a3324" stroke-opacity=".35" stroke-width="6"',
    "point": 'fill="#8a3324"',
    "elsewhere": 'fill="none" stroke="#356a7a" stroke-width="1.5"',
    "event": 'stroke="#6b675f" stroke-width="1" stroke-dasharray="3 3"',
    "label": 'fill="#55514a" font-family="sans-serif" font-size="12"',
    "paper": 'fill="#ffffff"',
}


class _Plane(NamedTuple):
    """Where a time and a count lie on the drawing."""

    begin: datetime
    span: timedelta
    low: int
    height: int

    def x(self, at: datetime) -> float:
        share = (at - self.begin) / self.span
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, count: float) -> float:
        share = (count - self.low) / self.height
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def as_svg(chart: Chart, title: str, *, inline: bool = False) -> str:
    """The drawing; `title` is told to those who cannot see it. `inline` leaves paper and namespace to the page."""
    counts = chart.counts
    marks = number_marks(min(count.low for count in counts), max(count.high for count in counts))
    begin, end = _widened(chart.begin, chart.end)
    plane = _Plane(begin, end - begin, marks[0], marks[-1] - marks[0])
    parts = [
        _opening(title, inline=inline),
        *_axes(plane, marks, end),
        *_events(plane, chart),
        *_counts(plane, chart),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _opening(title: str, *, inline: bool) -> str:
    namespace = "" if inline else ' xmlns="http://www.w3.org/2000/svg"'
    paper = "" if inline else f'\n<rect width="{WIDTH}" height="{HEIGHT}" {_COLOURS["paper"]}/>'
    size = "" if inline else f' width="{WIDTH}" height="{HEIGHT}"'
    return (
        f'<svg{namespace} class="chart" viewBox="0 0 {WIDTH} {HEIGHT}"{size} role="img" direction="ltr">'
        f"\n<title>{escape(title)}</title>{paper}"
    )


def _widened(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The span with some air at its ends: of a short one as much as itself, of a single moment an hour around it.

    >>> begin, end = _widened(datetime(2025, 3, 3, 14, 2), datetime(2025, 3, 3, 14, 4))
    >>> f"{begin:%H:%M} {end:%H:%M}"
    '14:01 14:05'
    """
    span, most = end - begin, timedelta(minutes=30)
    air = max(span / 50, min(most, max(span / 2, timedelta(minutes=1)))) if span else most
    return begin - air, end + air


def _axes(plane: _Plane, marks: list[int], end: datetime) -> Iterator[str]:
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    for number in marks:
        y = plane.y(number)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y}" x2="{right}" y2="{y}" {_COLOURS["grid"]}/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end" {_COLOURS["label"]}>{number:,}</text>'
    yield f'<line class="axis" x1="{_LEFT}" y1="{bottom}" x2="{right}" y2="{bottom}" {_COLOURS["axis"]}/>'
    for at, label in time_marks(plane.begin, end):
        x = plane.x(at)
        yield f'<line class="axis" x1="{x}" y1="{bottom}" x2="{x}" y2="{bottom + 5}" {_COLOURS["axis"]}/>'
        anchor = "end" if x > right - 40 else "middle"
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="{anchor}" {_COLOURS["label"]}>{label}</text>'


def _events(plane: _Plane, chart: Chart) -> Iterator[str]:
    for event in chart.events:
        x = plane.x(event.at)
        told = escape(f"{event.at:%Y-%m-%d %H:%M} UTC: {event.label}")
        yield (
            f'<g><title>{told}</title><line class="event {event.kind}" x1="{x}" y1="{_TOP}" x2="{x}"'
            f' y2="{HEIGHT - _BOTTOM}" {_COLOURS["event"]}/>'
            f'<text x="{x}" y="{_TOP - 8}" text-anchor="middle" {_COLOURS["label"]}>{_SIGNS[event.kind]}</text></g>'
        )


def _counts(plane: _Plane, chart: Chart) -> Iterator[str]:
    for stretch in chart.stretches:
        if len(stretch) > 1:
            line = " ".join(f"{plane.x(count.at)},{plane.y(count.printed)}" for count in stretch)
            yield f'<polyline class="line" points="{line}" {_COLOURS["line"]}/>'
        for count in stretch:
            yield from _count(plane, count, "point", 2.5)
    for count in chart.elsewhere:
        yield from _count(plane, count, "elsewhere", 3)


def _count(plane: _Plane, count: Count, name: str, radius: float) -> Iterator[str]:
    x = plane.x(count.at)
    if count.low != count.high:
        low, high = plane.y(count.low), plane.y(count.high)
        yield f'<line class="range" x1="{x}" y1="{low}" x2="{x}" y2="{high}" {_COLOURS["range"]}/>'
    told = f"{count.low:,} to {count.high:,}" if count.low != count.high else f"{count.printed:,}"
    yield (
        f'<circle class="{name}" cx="{x}" cy="{plane.y(count.printed)}" r="{radius}" {_COLOURS[name]}>'
        f"<title>{count.at:%Y-%m-%d %H:%M} UTC: {told}</title></circle>"
    )
