"""Tables as Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newsgrab.archive.query.export import Cell, Kind, kind_of
from newsgrab.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_OF_A_GROUP = 1_000


def require() -> None:
    """Raises MissingExtra if Parquet files cannot be written here."""
    if find_spec("pyarrow") is None:
        raise MissingExtra("parquet", "Parquet files")


def write_parquet(target: Path | BinaryIO, columns: Iterable[str], rows: Iterable[dict[str, Cell]]) -> int:
    """Write the rows, a group at a time; how many there were.

    The schema is ours, never guessed from the first rows: lists are lists, times are timestamps (microseconds, UTC).
    Beside a time that the page printed, NAME_printed has it as it was printed, with the page's offset.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = list(columns)
    schema = pa.schema([field for name in names for field in _fields(name)])
    left, count = iter(rows), 0
    with pq.ParquetWriter(str(target) if isinstance(target, Path) else target, schema, compression="zstd") as writer:
        while group := list(islice(left, _ROWS_OF_A_GROUP)):
            arrays = [array for name in names for array in _arrays(name, [row[name] for row in group])]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(group)
    return count


def rows_of_sites(source: BinaryIO, columns: Iterable[str], sites: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows whose `site` is one of these, or a sub-site; all if there are none. Other columns are not read."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    wanted = list(sites)
    file = pq.ParquetFile(source)
    for group in range(file.num_row_groups):
        mask = None
        if wanted:
            own = file.read_row_group(group, ["site"]).column("site")
            mask = pc.is_in(own, pa.array(wanted, pa.string()))
            for each in wanted:
                mask = pc.or_(mask, pc.ends_with(own, f".{each}"))
            if not pc.any(mask).as_py():
                continue
        table = file.read_row_group(group, list(columns))
        yield from (table if mask is None else table.filter(mask)).to_pylist()


def _fields(name: str) -> Iterator[pa.Field]:
    import pyarrow as pa

    kind = kind_of(name)
    yield pa.field(name, _type(kind))
    if kind is Kind.PRINTED_TIME:
        yield pa.field(f"{name}_printed", pa.string())


def _arrays(name: str, cells: list[Cell]) -> Iterator[pa.Array]:
    import pyarrow as pa

    kind = kind_of(name)
    if kind in {Kind.TIME, Kind.PRINTED_TIME}:
        yield pa.array([_moment(cell) for cell in cells], _type(kind))
    else:
        yield pa.array(cells, _type(kind))
    if kind is Kind.PRINTED_TIME:
        yield pa.array(cells, pa.string())


def _type(kind: Kind) -> pa.DataType:
    import pyarrow as pa

    match kind:
        case Kind.NUMBER:
            return pa.int64()
        case Kind.TRUTH:
            return pa.bool_()
        case Kind.LIST:
            return pa.list_(pa.string())
        case Kind.TIME | Kind.PRINTED_TIME:
            return pa.timestamp("us", tz="UTC")
        case Kind.TEXT:
            return pa.string()


def _moment(cell: Cell) -> datetime | None:
    """The time in UTC; None where there is none, or one that no calendar has."""
    try:
        return datetime.fromisoformat(str(cell)).astimezone(UTC) if cell else None
    except (ValueError, OverflowError):
        return None
