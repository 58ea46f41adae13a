"""Parquet files say what the tables say, in the eyes of two other libraries."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.export import TABLES, Cell, Kind, kind_of
from newsgrab.export.parquet import write_parquet


def written(archive: Archive, table: str, path: Path) -> list[dict[str, Any]]:
    """A table as a file, and the rows that it should have."""
    rows = list(archive.query.rows(table, Filters()))
    assert write_parquet(path, TABLES[table].columns, rows) == len(rows)
    return [meant(row) for row in rows]


def meant(row: dict[str, Cell]) -> dict[str, Any]:
    """The row as a file of types has it."""
    out: dict[str, Any] = {}
    for name, cell in row.items():
        is_time = kind_of(name) in {Kind.TIME, Kind.PRINTED_TIME}
        out[name] = datetime.fromisoformat(str(cell)).astimezone(UTC) if cell and is_time else cell
        if kind_of(name) is Kind.PRINTED_TIME:
            out[f"{name}_printed"] = cell
    return out


@pytest.mark.parametrize("table", TABLES)
def test_polars_reads_the_same_cells(hard: Archive, tmp_path: Path, table: str) -> None:
    """Cell by cell."""
    rows = written(hard, table, tmp_path / "t.parquet")
    assert pl.read_parquet(tmp_path / "t.parquet").to_dicts() == rows


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_the_same_cells(hard: Archive, tmp_path: Path, table: str) -> None:
    """Cell by cell."""
    rows = written(hard, table, tmp_path / "t.parquet")
    connection = duckdb.connect()
    times = {name for name, kind in ((name, kind_of(name)) for name in rows[0]) if "time" in kind}
    columns = ", ".join(f'epoch_us("{name}") AS "{name}"' if name in times else f'"{name}"' for name in rows[0])
    found = connection.execute(f"SELECT {columns} FROM '{tmp_path}/t.parquet'")  # its times need another library
    names = [column[0] for column in found.description]
    seen = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        for name in times:
            row[name] = round(row[name].timestamp() * 1e6) if row[name] else None
    assert seen == rows


def test_types_do_not_depend_on_the_rows(tmp_path: Path) -> None:
    """An empty table has the types of a full one."""
    for table in TABLES.values():
        write_parquet(tmp_path / "t.parquet", table.columns, [])
        schema = pq.read_schema(tmp_path / "t.parquet")
        kinds = {name: str(schema.field(name).type) for name in table.columns}
        assert {kinds[name] for name in table.columns if kind_of(name) is Kind.TIME} <= {"timestamp[us, tz=UTC]"}
        assert {kinds[name] for name in table.columns if kind_of(name) is Kind.NUMBER} <= {"int64"}
        assert "null" not in kinds.values()
