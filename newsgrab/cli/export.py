"""newsgrab export: the archive's tables for spreadsheets and programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TextIO

import typer

from newsgrab.archive.query import export as tables
from newsgrab.cli import options, terminal, warc_export
from newsgrab.errors import BadUsage

FORMATS = ("csv", "json", "jsonl")
_OTHER_FORMATS = {"xlsx", "xls", "ods", "parquet", "tsv", "xml", "html", "md", "db", "sqlite", "gz", "zip", "zst"}


_WhatOption = Annotated[
    str,
    typer.Option(
        "--what",
        "-w",
        metavar="TABLE",
        help=f"One of {', '.join(tables.TABLES)}.",
        autocompletion=options.complete(tables.TABLES),
    ),
]
_FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORM",
        help="csv, json, jsonl, warc or wacz [default: by file name, else csv].",
        autocompletion=options.complete((*FORMATS, "warc", "wacz")),
    ),
]


def export(
    what: _WhatOption = "articles",
    format: _FormatOption = None,  # noqa: A002 -- the option's name
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to stdout.")
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with the mark that Excel needs to read Arabic.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="CSV cells exactly as they are, formulas too.")] = False,
    archive: options.ArchiveOption = None,
    site: options.SiteOption = None,
    category: options.CategoryOption = None,
    author: options.AuthorOption = None,
    lang: options.LanguageOption = None,
    since: options.SinceOption = None,
    until: options.UntilOption = None,
    since_seen: options.SinceSeenOption = None,
) -> None:
    """Write a table of the archive (CSV, JSON), or its looks (WARC).

    --since and --until are of the publication in articles, of our looks in the other tables.

    Example: newsgrab export --what views --format csv -o views.csv --since 2024-10
    """
    if what not in tables.TABLES:
        raise BadUsage(f"--what: one of {', '.join(tables.TABLES)}, not {what!r}")
    ending = Path(output or "").suffix[1:].lower()
    format = format or warc_export.form_of(output or "")  # noqa: A001
    if format is None and ending in _OTHER_FORMATS:
        raise BadUsage(f"{output}: newsgrab writes {', '.join(FORMATS)}: name another file, or tell the --format")
    form = format or {"ndjson": "jsonl"}.get(ending, ending if ending in FORMATS else "csv")
    if form not in {*FORMATS, *warc_export.FORMATS}:
        raise BadUsage(f"--format: one of {', '.join((*FORMATS, *warc_export.FORMATS))}, not {format!r}")
    chosen = options.filters(site, category, author, lang, (since, until, since_seen))
    if form in warc_export.FORMATS:
        with options.reading_archive(archive) as kept:
            warc_export.write_collection(kept, form, output, chosen)
        return
    with options.reading_archive(archive) as kept, _opened(output) as out:
        rows, stream = _Counted(kept.query.rows(what, chosen)), out
        if terminal.is_terminal(out):
            stream = terminal.Screen(out, terminal.clean if form == "csv" else terminal.escaped)
        if form == "csv":
            stream.write("\ufeff" if excel else "")
            tables.write_csv(stream, tables.TABLES[what].columns, rows, raw=raw)
        elif form == "json":
            tables.write_json(stream, rows)
        else:
            tables.write_json_lines(stream, rows)
    if output not in {None, "-"} and terminal.is_terminal(sys.stderr):
        nothing = "" if rows.count else f": nothing there{options.filters_in_words(chosen)}"
        terminal.print_stderr(f"{output}: {rows.count:,} rows of {what}{nothing}")


class _Counted:
    """The rows, and how many have gone by."""

    def __init__(self, rows: Iterable[dict[str, tables.Cell]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, tables.Cell]]:
        for row in self._rows:
            self.count += 1
            yield row


@contextmanager
def _opened(output: str | None) -> Iterator[TextIO]:
    """A text stream in UTF-8 that leaves line ends alone; a named file is whole or not there at all."""
    if output is None or output == "-":
        if sys.stdout is None:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                yield nowhere
            return
        sys.stdout.reconfigure(encoding="utf-8", newline="", errors="strict")  # type: ignore[union-attr]
        try:
            yield sys.stdout
        except BrokenPipeError:
            terminal.hang_up()
        return
    path = Path(output)
    if path.is_dir():
        raise BadUsage(f"{output}: a directory: name a file in it")
    part = path.with_name(path.name + ".part")
    device = path.exists() and not path.is_file()  # or a named pipe: written to, not replaced
    try:
        with (path if device else part).open("w", encoding="utf-8", newline="") as file:
            yield file
        if not device:
            part.replace(path)
    except OSError as error:
        raise BadUsage(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        if not device:
            with suppress(OSError):  # mostly there is none left
                part.unlink()
