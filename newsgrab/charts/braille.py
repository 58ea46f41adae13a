"""A chart in dots of Braille, eight to a character, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from newsgrab.charts.axis import number_marks, time_marks
from newsgrab.charts.series import Chart, Count, EventKind

SIGNS = {EventKind.EDIT: "e", EventKind.REMOVAL: "x", EventKind.RETURN: "r", EventKind.PROMOTION: "p"}
_ROWS = 10
_FEWEST_COLUMNS = 20
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column (Unicode 17.0, section 21.1)


class _Canvas:
    """Dots that can be set."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._cells = [[0] * columns for _ in range(rows)]

    def dot(self, x: int, y: int) -> None:
        """Set one: x from the left, y from the bottom."""
        row, column = self.rows - 1 - y // 4, x // 2
        if 0 <= row < self.rows and 0 <= column < self.columns:
            self._cells[row][column] |= _DOTS[3 - y % 4][x % 2]

    def line(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Set all from one to another."""
        steps = max(abs(end[0] - begin[0]), abs(end[1] - begin[1]), 1)
        for step in range(steps + 1):
            self.dot(
                round(begin[0] + (end[0] - begin[0]) * step / steps),
                round(begin[1] + (end[1] - begin[1]) * step / steps),
            )

    def lines(self) -> Iterator[str]:
        """The rows, top first."""
        for row in self._cells:
            yield "".join(chr(0x2800 + cell) if cell else " " for cell in row)


class _Plane(NamedTuple):
    """Where a time and a count lie among the dots."""

    begin: datetime
    span: timedelta
    low: int
    height: int
    columns: int

    def x(self, at: datetime) -> int:
        return round((at - self.begin) / self.span * (2 * self.columns - 1))

    def y(self, count: int) -> int:
        return round((count - self.low) / self.height * (4 * _ROWS - 1))


def as_braille(chart: Chart, width: int, zone: tzinfo = UTC) -> list[str]:
    """The chart in lines of at most `width` columns: counts, the events below them, the axis of time in a zone."""
    counts = chart.counts
    marks = number_marks(min(count.low for count in counts), max(count.high for count in counts), 3)
    margin = max(len(f"{number:,}") for number in marks) + 2
    columns = max(_FEWEST_COLUMNS, width - margin)
    begin = chart.begin.astimezone(zone)
    end = max(chart.end.astimezone(zone), begin + timedelta(minutes=1))
    plane = _Plane(begin, end - begin, marks[0], marks[-1] - marks[0], columns)
    canvas = _Canvas(columns, _ROWS)
    for stretch in chart.stretches:
        _draw(canvas, plane, stretch)
    for count in chart.elsewhere:
        _draw(canvas, plane, (count,))
    labels = {_ROWS - 1 - plane.y(number) // 4: f"{number:,}" for number in marks}
    lines = [f"{labels.get(row, ''):>{margin - 2}} ┤{text}" for row, text in enumerate(canvas.lines())]
    lines.append(
        " " * (margin - 1) + "└" + _placed(columns, [(plane.x(e.at) // 2, SIGNS[e.kind]) for e in chart.events], "─")
    )
    times = [(plane.x(at) // 2, label) for at, label in time_marks(begin, end, max(2, columns // 14))]
    lines.append(" " * margin + _placed(columns, times or [(0, f"{begin:%Y-%m-%d %H:%M}")], " "))
    return [line.rstrip() for line in lines]


def _draw(canvas: _Canvas, plane: _Plane, stretch: tuple[Count, ...]) -> None:
    before: tuple[int, int] | None = None
    for count in stretch:
        here = plane.x(count.at), plane.y(count.printed)
        canvas.line(before or here, here)
        canvas.line((here[0], plane.y(count.low)), (here[0], plane.y(count.high)))
        before = here


def _placed(columns: int, words: list[tuple[int, str]], blank: str) -> str:
    """Words in one line, each at its column or just before the end; one that would touch another is left out."""
    line = [blank] * columns
    free = 0
    for column, word in words:
        start = max(0, min(column, columns - len(word)))
        if start >= free or (len(word) == 1 and line[start] in {blank, word}):
            line[start : start + len(word)] = word
            free = start + len(word) + (len(word) > 1)
    return "".join(line)
