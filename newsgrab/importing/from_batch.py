"""Chosen sites of a batch brought into an archive: the looks that reading their collections would have given.

The rows of the batch tell where each record stands; the records are read again, since an archive keeps pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsgrab.archive.keep.imports import ImportSource
from newsgrab.batch.rows import PLACE_COLUMNS
from newsgrab.errors import NewsgrabError, UnreadablePage
from newsgrab.export.parquet import rows_of_sites
from newsgrab.importing.collection import CollectionImport, ImportOptions
from newsgrab.visit import RecordResult
from newsgrab.warc.captures import Capture, CapturePlace, Other, Software, capture_at
from newsgrab.warc.places import named, opened

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.warc.choice import Choice
    from newsgrab.workers.reader_pool import ReaderPool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A look that a row tells of."""

    place: CapturePlace
    seen_at: datetime


def import_from_batch(
    folder: str, archive: Archive, readers: ReaderPool, options: ImportOptions
) -> Iterator[RecordResult | NewsgrabError]:
    """Keep every look of the batch that is wanted; what was brought in before is not read again.

    Raises UnreadablePage.
    """
    wanted = _wanted(folder, options.choice)
    for warc in sorted(wanted):
        if options.stop():
            return
        source = ImportSource("warc", warc, choice=" ".join(filter(None, ("--from-batch", str(options.choice)))))
        record = archive.imports.begin(source, options.now())
        had = archive.imports.places(record.id)
        looks = sorted(wanted[warc], key=lambda each: (each.place.offset, each.place.url))
        left = [each for each in looks if (each.place.offset, each.place.url) not in had]
        again = replace(record, position=0, other=0, troubles=0)
        found = ((each.place.offset, _capture(each)) for each in left)
        yield from CollectionImport(archive, readers, options, again).run(found)
        if not options.stop():
            archive.imports.finish(record.id, options.now())


def _wanted(folder: str, choice: Choice) -> dict[str, list[_Wanted]]:
    """The looks that are wanted, by their collections."""
    wanted: dict[str, list[_Wanted]] = {}
    for path, _ in named(f"{folder.rstrip('/')}/day=*/*.parquet"):
        with opened(path) as file:
            for row in rows_of_sites(file, PLACE_COLUMNS, choice.sites):
                if choice.takes(row["url"], row["seen_at"]):
                    names = ("offset", "url", "final_url", "permanent", "page_offset")
                    place = CapturePlace(row["warc"], *(row[name] for name in names))
                    wanted.setdefault(row["warc"], []).append(_Wanted(place, row["seen_at"]))
    return wanted


def _capture(wanted: _Wanted) -> Capture:
    """The look itself; what was there and is not there any more is told."""
    place = wanted.place
    try:
        found = capture_at(place)
    except UnreadablePage as error:
        return error
    if isinstance(found, Other | Software) or (getattr(found, "url", ""), getattr(found, "seen_at", None)) != (
        place.url,
        wanted.seen_at,
    ):
        return UnreadablePage(f"{place.path}: no capture of {place.url} at byte {place.offset}: read the file itself")
    return found
