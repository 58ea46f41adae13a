"""The archive's looks as a WARC or WACZ file."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.errors import BadUsage

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.query.filters import Filters

FORMATS = ("warc", "wacz")


def form_of(name: str) -> str | None:
    """The format that a file's name means, None if it is none of these."""
    lower = name.lower()
    return "warc" if lower.endswith(".warc.gz") else "wacz" if lower.endswith(".wacz") else None


def write_collection(archive: Archive, form: str, output: str | None, filters: Filters) -> None:
    """Write the looks that pass the filters; the file is whole or not there at all. Raises BadUsage, MissingExtra."""
    from newsgrab.warc.records import require
    from newsgrab.warc.wacz import write_wacz
    from newsgrab.warc.write import WarcFile

    require()
    if output is None or output == "-":
        raise BadUsage(f"--format {form}: name the file to write with --output")
    path = Path(output)
    part, warc = path.with_name(path.name + ".part"), path.with_name(path.name + ".data.part")
    looks = archive.query.looks(filters)
    try:
        with (warc if form == "wacz" else part).open("w+b") as out:
            file = WarcFile(out)
            file.write_all(looks, looks.content)
        if form == "wacz":
            with part.open("w+b") as out:
                write_wacz(out, warc, file.captures, made_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        part.replace(path)
    except OSError as error:
        raise BadUsage(f"{output}: cannot be written ({error.strerror or error})") from error
    finally:
        for each in (part, warc):
            with suppress(OSError):  # mostly there is none left
                each.unlink()
