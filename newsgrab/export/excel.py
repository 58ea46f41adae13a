"""Tables as Excel workbooks (Office Open XML, ECMA-376)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsgrab.archive.query.export import Cell, Kind, kind_of
from newsgrab.article import Precision
from newsgrab.errors import MissingExtra

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_767
"""Of a cell, counted as Excel does: in UTF-16, so that an emoji counts as two."""
MOST_ROWS = 1_048_575
"""Below the header."""

_LARGEST_EXACT = 10**15  # Excel's numbers have 15 digits
_FIRST_YEAR = 1901  # Excel knows no earlier time, and its 1900 is a leap year
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"title": 60, "body": 80, "url": 40, "on_url": 40, "printed_on": 40, "teaser": 40, "reason": 40}
_NARROW, _TIME_WIDTH, _TEXT_WIDTH = 11, 20, 18
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Written(NamedTuple):
    """How many rows were written, and how many of their cells were cut."""

    rows: int
    cut: int


class Column(NamedTuple):
    """A column of the sheet: its header, the table's column that it shows, and the kind of its cells."""

    header: str
    name: str
    kind: Kind


def require() -> None:
    """Raises MissingExtra if Excel files cannot be written here."""
    if find_spec("xlsxwriter") is None:
        raise MissingExtra("excel", "Excel files")


def write_excel(path: Path, table: str, columns: Iterable[str], rows: Iterable[dict[str, Cell]]) -> Written:
    """Write a workbook with a sheet of the table's name, as many of them as its rows need.

    A text is never a formula or a link. Texts that are too long for a cell are cut and end in a mark. Times are real
    times in UTC; a day without an hour is that day. A time that the page printed stands beside it as it was printed.
    """
    from xlsxwriter import Workbook

    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), settings) as book:
        sheets = _Sheets(book, table, tuple(_columns(columns)))
        for row in rows:
            sheets.write(row)
        sheets.finish()
        return Written(sheets.rows, sheets.cut)


def fitted(text: str) -> tuple[str, bool]:
    """The text as a cell can hold it, and whether it had to be cut."""
    harmless = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    length = _length(harmless)
    if length <= MOST_CHARACTERS:
        return harmless, False
    mark = f"… [cut: {length:,} characters]"
    kept = harmless.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(mark))].decode("utf-16-le", "ignore")
    return kept + mark, True


def _length(text: str) -> int:
    return (
        len(text) + sum(character > "\uffff" for character in text) if len(text) > MOST_CHARACTERS // 2 else len(text)
    )


def _columns(names: Iterable[str]) -> Iterable[Column]:
    for name in names:
        kind = kind_of(name)
        yield Column(f"{name} (UTC)" if kind in {Kind.TIME, Kind.PRINTED_TIME} else name, name, kind)
        if kind is Kind.PRINTED_TIME:
            yield Column(f"{name} as printed", name, Kind.TEXT)


class _Sheets:
    """The sheets of one table, written row by row."""

    def __init__(self, book: Workbook, table: str, columns: tuple[Column, ...]) -> None:
        self.rows = self.cut = 0
        self._book = book
        self._table = table
        self._columns = columns
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets: list[Worksheet] = []
        self._titles = self._rtl_titles = 0
        self._at = MOST_ROWS  # the row of the sheet that was written last
        self._add_sheet()

    def write(self, row: dict[str, Cell]) -> None:
        if self._at == MOST_ROWS:
            self._add_sheet()
        self._at += 1
        self.rows += 1
        day_only = row.get("published_precision") == Precision.DAY
        for place, column in enumerate(self._columns):
            cell = row[column.name]
            if cell is not None:
                self._write(place, column, cell, day_only=day_only and column.name == "published_at")
        title = row.get("title")
        if isinstance(title, str) and title:
            self._titles += 1
            self._rtl_titles += bool(_RTL.search(title))

    def finish(self) -> None:
        """What concerns whole sheets: their direction, and the filters over their rows."""
        for sheet in self._sheets:
            last = self._at if sheet is self._sheets[-1] else MOST_ROWS
            sheet.autofilter(0, 0, last, len(self._columns) - 1)
            if 2 * self._rtl_titles > self._titles:
                sheet.right_to_left()

    def _add_sheet(self) -> None:
        number = len(self._sheets) + 1
        sheet = self._book.add_worksheet(self._table if number == 1 else f"{self._table} {number}")
        self._sheets.append(sheet)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, _width(column))
            sheet.write_string(0, place, column.header, self._head)
        self._at = 0

    def _write(self, place: int, column: Column, cell: str | int | list[str], *, day_only: bool) -> None:
        sheet = self._sheets[-1]
        if isinstance(cell, bool):
            sheet.write_boolean(self._at, place, cell)
        elif isinstance(cell, int) and abs(cell) < _LARGEST_EXACT:
            sheet.write_number(self._at, place, cell)
        elif column.kind in {Kind.TIME, Kind.PRINTED_TIME} and (moment := _moment(str(cell), day_only=day_only)):
            sheet.write_datetime(self._at, place, moment, self._day if day_only else self._moment)
        else:
            text, cut = fitted("; ".join(cell) if isinstance(cell, list) else str(cell))
            self.cut += cut
            sheet.write_string(self._at, place, text)


def _width(column: Column) -> int:
    if column.kind in {Kind.NUMBER, Kind.TRUTH}:
        return _NARROW
    return _TIME_WIDTH if column.kind is not Kind.TEXT else _WIDTHS.get(column.name, _TEXT_WIDTH)


def _moment(text: str, *, day_only: bool) -> datetime | None:
    """The time in UTC as Excel keeps it, without a zone (of a day: that day); None if Excel knows no such time."""
    try:
        moment = datetime.fromisoformat(text)
        utc = moment if day_only or moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return utc.replace(tzinfo=None) if utc.year >= _FIRST_YEAR else None
