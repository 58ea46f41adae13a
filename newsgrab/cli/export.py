"""newsgrab export: the archive's tables for spreadsheets and programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Annotated, TextIO

import typer

from newsgrab.archive.query.export import TABLES, Cell
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.store import Archive
from newsgrab.cli import indexing, options, terminal, warc_export
from newsgrab.errors import BadUsage, MissingExtra
from newsgrab.export import text as text_forms

_TEXT_FORMATS = ("csv", "json", "jsonl", "md")
_FILE_FORMATS = ("xlsx", "parquet")  # not for stdout
_COLLECTIONS = (*warc_export.FORMATS, "site", "datasette")
FORMATS = (*_TEXT_FORMATS, *_FILE_FORMATS, *_COLLECTIONS)
_PLAIN_TEXT = {"txt", "part", "tmp"}  # endings that promise no format
_MOST_CHARACTERS = 32_767  # of a cell in Excel

_WhatOption = Annotated[
    str,
    typer.Option(
        "--what",
        "-w",
        metavar="TABLE",
        help=f"One of {', '.join(TABLES)}.",
        autocompletion=options.complete(TABLES),
    ),
]
_FormatOption = Annotated[
    str | None,
    options.format_option(
        FORMATS, help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]} [default: by file name, else csv]."
    ),
]


_RefsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="REF…", help="Only these articles: their addresses or numbers.")
]
_ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="NAMES", help="Only these columns of the table, in this order, divided by commas."
    ),
]


@options.filtered
def export(
    refs: _RefsArgument = None,
    what: _WhatOption = "articles",
    columns: _ColumnsOption = None,
    limit: Annotated[str, typer.Option("--limit", "-n", metavar="N", help="At most so many rows; 0 for all.")] = "0",
    format: _FormatOption = None,  # noqa: A002 -- the option's name
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file (a site: folder), not to stdout."),
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV with the mark that Excel needs to read Arabic.")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="CSV cells exactly as they are, formulas too.")] = False,
    archive: options.ArchiveOption = None,
    filters: Filters = options.EVERY_ARTICLE,
    at: options.AtOption = None,
    quiet: options.NoRemarksOption = False,
) -> None:
    """Write a table (CSV, Excel, Parquet …), or the looks (WARC).

    --since and --until are of the publication in articles, of our looks in the other tables. With --at the archive is
    written as it was then.

    Example: newsgrab export --what views --format csv -o views.csv --since 2024-10
    """
    if what not in TABLES:
        raise BadUsage(f"--what: one of {', '.join(TABLES)}, not {what!r}")
    form, filters = _form(format, output or ""), options.as_of(filters, at)
    count, shown = options.parse_int(limit, "--limit"), _columns(what, columns)
    if form in _COLLECTIONS and (columns or count):
        raise BadUsage(f"--format {form}: has no columns and no rows: leave out --columns and --limit")
    with options.reading_archive(archive) as kept, terminal.remarks(quiet=quiet):
        if refs:
            filters = replace(filters, articles=tuple(kept.resolve(ref).article_id for ref in refs))
        if what == "removed" and kept.search.removed_is_stale:
            kept = indexing.caught_up(kept)  # noqa: PLW2901 -- the same archive, opened again
        if form in _COLLECTIONS:
            _write_collection(kept, form, output, filters)
            return
        rows = _Counted(islice(kept.query.rows(what, filters, shown), count or None))
        if form in _FILE_FORMATS:
            cut = _write_file(form, output, (what, shown), rows)
        else:
            cut = _write_text(form, output, shown, rows, excel=excel, raw=raw)
        if cut:
            terminal.print_stderr(_of_cut_cells(cut, form))
        if output not in {None, "-"} and terminal.is_terminal(sys.stderr):
            nothing = "" if rows.count else f": nothing there{options.filters_in_words(filters)}"
            terminal.print_stderr(f"{output}: {terminal.counted(rows.count, 'row')} of {what}{nothing}")


def _of_cut_cells(count: int, form: str) -> str:
    texts = "1 text is" if count == 1 else f"{count:,} texts are"
    whole = "the .xlsx format marks where, JSON has them whole" if form == "csv" else "JSON has them whole"
    return f"newsgrab: {texts} too long for Excel, which cuts a cell at {_MOST_CHARACTERS:,} characters: {whole}"


def _columns(what: str, named: str | None) -> tuple[str, ...]:
    """The columns that are asked for, in their order; all, if none is named. Raises BadUsage."""
    known = TABLES[what].columns
    if named is None:
        return known
    names = tuple(dict.fromkeys(name.strip() for name in named.split(",")))
    for name in names:
        if name not in known:
            raise BadUsage(f"--columns: {what} has {', '.join(known)}, not {name!r}")
    return names


def _form(named: str | None, output: str) -> str:
    """The format that is asked for, by name or by the name of the file. Raises BadUsage."""
    ending = Path(output).suffix[1:].lower()
    ending = {"ndjson": "jsonl", "markdown": "md"}.get(ending, ending)
    named = named or warc_export.form_of(output)
    if named is None and ending.isalpha() and ending not in FORMATS and ending not in _PLAIN_TEXT:
        raise BadUsage(f"{output}: newsgrab writes {', '.join(FORMATS)}: name another file, or tell the --format")
    form = named or (ending if ending in FORMATS else "csv")
    if form not in FORMATS:
        raise BadUsage(f"--format: one of {', '.join(FORMATS)}, not {named!r}")
    return form


def _write_collection(kept: Archive, form: str, output: str | None, filters: Filters) -> None:
    """Write what is no table. Raises BadUsage, MissingExtra."""
    if form in warc_export.FORMATS:
        warc_export.write_collection(kept, form, output, filters)
    elif form == "site":
        _write_site(kept, output, filters)
    else:
        from importlib.resources import files

        with _opened(output) as out:
            out.write(files("newsgrab.export").joinpath("datasette.json").read_text(encoding="utf-8"))


def _write_site(kept: Archive, output: str | None, filters: Filters) -> None:
    """Write the reading room into a folder. Raises BadUsage, MissingExtra."""
    if find_spec("jinja2") is None:
        raise MissingExtra("web", "the pages of a site")
    if output is None or output == "-":
        raise BadUsage("--format site: name the folder to write into with --output")
    if filters.at is not None:
        raise BadUsage("--format site: shows every version: leave out --at")
    from newsgrab.web.site.build import build

    try:
        built = build(kept, Path(output), filters)
    except OSError as error:
        raise BadUsage(f"{output}: cannot be written ({error.strerror or error})") from error
    if terminal.is_terminal(sys.stderr):
        told = f"{built.articles:,} articles, {built.changed:,} of them written, {built.files:,} files"
        terminal.print_stderr(f"{output}: {told}: open {Path(output) / 'index.html'}")


def _write_file(
    form: str, output: str | None, table: tuple[str, Sequence[str]], rows: Iterable[dict[str, Cell]]
) -> int:
    """Write a file that is not text; how many of its cells are cut. Raises BadUsage, MissingExtra."""
    from newsgrab.export import excel, parquet

    (excel if form == "xlsx" else parquet).require()
    if output is None or output == "-":
        raise BadUsage(f"--format {form}: name the file to write with --output")
    with _whole_file(output) as path:
        if form == "xlsx":
            return excel.write_excel(path, *table, rows).cut
        parquet.write_parquet(path, table[1], rows)
        return 0


def _write_text(
    form: str, output: str | None, columns: Sequence[str], rows: Iterable[dict[str, Cell]], *, excel: bool, raw: bool
) -> int:
    """Write text to a file or to stdout; how many of its cells Excel will cut, if it is for Excel."""
    long = _LongTexts(rows)
    with _opened(output) as out:
        stream = out
        if terminal.is_terminal(out):
            stream = terminal.Screen(out, terminal.escaped if form in {"json", "jsonl"} else terminal.clean)
        if form == "csv":
            stream.write("\ufeff" if excel else "")
            text_forms.write_csv(stream, columns, long if excel else rows, raw=raw)
        elif form == "md":
            text_forms.write_markdown(stream, columns, rows)
        elif form == "json":
            text_forms.write_json(stream, rows)
        else:
            text_forms.write_json_lines(stream, rows)
    return long.count


class _Counted:
    """The rows, and how many have gone by."""

    def __init__(self, rows: Iterable[dict[str, Cell]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        for row in self._rows:
            self.count += 1
            yield row


class _LongTexts:
    """The rows, and how many of their texts have gone by that a cell of Excel cannot hold."""

    def __init__(self, rows: Iterable[dict[str, Cell]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        for row in self._rows:
            self.count += sum(isinstance(cell, str) and len(cell) > _MOST_CHARACTERS for cell in row.values())
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
    with _whole_file(output) as path, path.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def _whole_file(output: str) -> Iterator[Path]:
    """Where to write what is to be there under this name once it is whole. Raises BadUsage."""
    path = Path(output)
    if path.is_dir():
        raise BadUsage(f"{output}: a directory: name a file in it")
    part = path.with_name(path.name + ".part")
    device = path.exists() and not path.is_file()  # or a named pipe: written to, not replaced
    try:
        yield path if device else part
        if not device:
            part.replace(path)
    except OSError as error:
        raise BadUsage(f"{output}: cannot be written ({error.strerror or error})") from error
    finally:
        if not device:
            with suppress(OSError):  # mostly there is none left
                part.unlink()
