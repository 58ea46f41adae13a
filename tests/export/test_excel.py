"""Workbooks say what the tables say, in the eyes of two other libraries."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape  # ECMA-376, ST_Xstring: openpyxl leaves it to whoever asks
from python_calamine import CalamineWorkbook

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.export import TABLES, Cell, Kind, kind_of
from newsgrab.export import excel
from newsgrab.export.excel import MOST_CHARACTERS, fitted, write_excel

SECOND = timedelta(seconds=1)


def written(archive: Archive, table: str, path: Path) -> tuple[list[str], list[list[Any]]]:
    """A table as a workbook, and the headers and cells that it should have."""
    columns, rows = TABLES[table].columns, list(archive.query.rows(table, Filters()))
    write_excel(path, table, columns, rows)
    headers: list[str] = []
    for name in columns:
        kind = kind_of(name)
        headers += [f"{name} (UTC)"] if kind in {Kind.TIME, Kind.PRINTED_TIME} else [name]
        headers += [f"{name} as printed"] if kind is Kind.PRINTED_TIME else []
    return headers, [[cell for name in columns for cell in shown(name, row)] for row in rows]


def shown(name: str, row: dict[str, Cell]) -> list[Any]:
    """What a sheet has for a cell of a table."""
    cell, kind = row[name], kind_of(name)
    if isinstance(cell, str) and kind in {Kind.TIME, Kind.PRINTED_TIME}:
        moment = datetime.fromisoformat(cell)
        is_day = name == "published_at" and row["published_precision"] == "day"
        utc = (moment if is_day else moment.astimezone(UTC)).replace(tzinfo=None)
        return [utc, cell] if kind is Kind.PRINTED_TIME else [utc]
    if kind is Kind.PRINTED_TIME:
        return [None, None]
    text = "; ".join(cell) if isinstance(cell, list) else cell
    return [fitted(text)[0] if isinstance(text, str) else text]


def same(seen: Any, meant: Any) -> bool:
    """The cells are the same: an empty text is an empty cell, and times agree to the millisecond."""
    if isinstance(meant, datetime):
        if isinstance(seen, date) and not isinstance(seen, datetime):
            seen = datetime.combine(seen, datetime.min.time())
        return isinstance(seen, datetime) and abs(seen - meant) < SECOND / 100
    return (seen or None) == (meant or None) if isinstance(meant, str | None) else bool(seen == meant)


@pytest.mark.parametrize("table", TABLES)
def test_openpyxl_reads_the_same_cells(hard: Archive, tmp_path: Path, table: str) -> None:
    """Cell by cell, none of them a formula or a link."""
    headers, rows = written(hard, table, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    seen = list(sheet.iter_rows())
    assert [cell.value for cell in seen[0]] == headers
    assert len(seen) == len(rows) + 1
    for line, meant in zip(seen[1:], rows, strict=True):
        assert [cell.data_type for cell in line if cell.data_type == "f" or cell.hyperlink] == []
        values = [unescape(cell.value) if isinstance(cell.value, str) else cell.value for cell in line]
        assert [pair for pair in zip(values, meant, strict=True) if not same(*pair)] == []


@pytest.mark.parametrize("table", TABLES)
def test_calamine_reads_the_same_cells(hard: Archive, tmp_path: Path, table: str) -> None:
    """Cell by cell."""
    headers, rows = written(hard, table, tmp_path / "t.xlsx")
    seen = CalamineWorkbook.from_path(tmp_path / "t.xlsx").get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert seen[0] == headers
    assert len(seen) == len(rows) + 1
    for line, meant in zip(seen[1:], rows, strict=True):
        assert [pair for pair in zip(line, meant, strict=True) if not same(*pair)] == []


def test_a_sheet_is_ready_to_be_read(hard: Archive, tmp_path: Path) -> None:
    """The header stays in sight, columns can be filtered, and a sheet of Arabic titles runs from right to left."""
    columns, rows = TABLES["articles"].columns, list(hard.query.rows("articles", Filters()))
    for name, title, rtl in (("ltr", "Quay opens", None), ("rtl", "رصيف جديد", True)):
        path = tmp_path / f"{name}.xlsx"
        write_excel(path, "articles", columns, [{**row, "title": title} for row in rows])
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        assert (sheet.freeze_panes, sheet.title, sheet.sheet_view.rightToLeft) == ("A2", "articles", rtl)
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet["A1"].font.bold


def test_rows_beyond_a_sheet_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel holds 1,048,576 rows a sheet; the table holds more."""
    monkeypatch.setattr(excel, "MOST_ROWS", 2)
    done = write_excel(tmp_path / "t.xlsx", "views", ["at", "views"], [{"at": None, "views": n} for n in range(5)])
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert done.rows == 5
    assert {sheet.title: [row[1] for row in sheet.iter_rows(values_only=True)] for sheet in book} == {
        "views": ["views", 0, 1],
        "views 2": ["views", 2, 3],
        "views 3": ["views", 4],
    }


def test_nothing_of_a_sheet_is_a_formula(hard: Archive, tmp_path: Path) -> None:
    """Not even in the file's own words: no <f>, no link, no macro."""
    written(hard, "articles", tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert "hyperlink" not in sheet
        assert [name for name in parts.namelist() if "vba" in name.lower()] == []


@pytest.mark.parametrize(
    ("cell", "kind"), [("1066-10-14T09:00:00+00:00", "s"), (10**17, "s"), (10**14, "n"), ("2025-03-03T14:02:00Z", "d")]
)
def test_what_excel_cannot_count_is_text(tmp_path: Path, cell: str | int, kind: str) -> None:
    """Times before its calendar and numbers beyond its digits stay exact, as text."""
    name = "views" if isinstance(cell, int) else "at"
    write_excel(tmp_path / "t.xlsx", "views", [name], [{name: cell}])
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    assert sheet["A2"].data_type == kind


@given(st.text(max_size=40), st.integers(0, 2000))
@example("😀", 20_000)
@example("\x00\x0b\ud800", 1)
def test_a_text_fits_into_a_cell(text: str, times: int) -> None:
    """It has at most 32,767 characters as Excel counts them; what was cut ends in a mark that says so."""
    shown, cut = fitted(text * times)
    assert len(shown.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_CHARACTERS
    assert shown.endswith(" characters]") or not cut
    assert cut or len(shown) <= len(text * times)
