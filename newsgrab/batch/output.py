"""The folder of a batch: rows by day, what is done, and what was asked for."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from newsgrab.batch.rows import COLUMNS, Row, day_of, order
from newsgrab.batch.units import Unit
from newsgrab.errors import BadUsage
from newsgrab.export.parquet import write_parquet
from newsgrab.warc.places import contents, write_whole

_ASKED = "_batch.json"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one range. `verdicts` counts its rows, `other` the records that are no looks."""

    warc: str
    start: int
    end: int
    size: int
    verdicts: dict[str, int] = field(default_factory=dict)
    other: int = 0
    left_out: int = 0  # looks that the filters of language did not let through
    troubles: tuple[str, ...] = ()
    newsgrab: str = ""
    recipe: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A folder, here or in a store."""

    folder: str

    def begin(self, asked: dict[str, str]) -> None:
        """Note what is asked for. Raises BadUsage if the folder holds what was asked for otherwise."""
        before = contents(self.folder, _ASKED).get(_ASKED)
        if before is None:
            write_whole(f"{self.folder}/{_ASKED}", json.dumps(asked, ensure_ascii=False, indent=1).encode())
        elif json.loads(before) != asked:
            raise BadUsage(f"{self.folder}: holds a batch with other filters ({before.decode()}); take another folder")

    def done(self) -> dict[str, Done]:
        """What is done, by the names of the ranges."""
        files = contents(f"{self.folder}/_done", ".json")
        return {name.removesuffix(".json"): _done(json.loads(content)) for name, content in files.items()}

    def finish(self, unit: Unit, done: Done) -> None:
        """Note that a range is done: its rows are all there."""
        write_whole(f"{self.folder}/_done/{unit.name}.json", json.dumps(asdict(done), ensure_ascii=False).encode())

    def write(self, unit: Unit, part: int, rows: list[Row]) -> None:
        """Write a part of the rows of a range, each into the file of its day."""
        rows.sort(key=lambda row: (day_of(row), *order(row)))
        for day, same in _by_day(rows):
            out = io.BytesIO()
            write_parquet(out, COLUMNS, same)
            write_whole(f"{self.folder}/day={day}/{unit.name}.{part}.parquet", out.getvalue())


def total(done: Iterable[Done]) -> Done:
    """Several as one."""
    verdicts: dict[str, int] = {}
    other = left_out = 0
    troubles: tuple[str, ...] = ()
    for each in done:
        for verdict, count in each.verdicts.items():
            verdicts[verdict] = verdicts.get(verdict, 0) + count
        other, left_out, troubles = other + each.other, left_out + each.left_out, troubles + each.troubles
    return Done("", 0, 0, 0, verdicts, other, left_out, troubles)


def _by_day(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    begin = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or day_of(rows[place]) != day_of(rows[begin]):
            yield day_of(rows[begin]), rows[begin:place]
            begin = place


def _done(values: dict[str, Any]) -> Done:
    done = Done(**values)
    return replace(done, troubles=tuple(done.troubles))
