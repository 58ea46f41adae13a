"""Tables as text: CSV, JSON, JSON Lines, Markdown."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from typing import TextIO

from newsgrab.archive.query.export import Cell

Rows = Iterable[dict[str, Cell]]


def write_csv(out: TextIO, columns: Iterable[str], rows: Rows, *, raw: bool) -> None:
    """RFC 4180 with a header line. Lists are joined by "; ", truth values are true and false, None is empty.

    Unless `raw`, text that a spreadsheet would run as a formula gets a leading ' (OWASP, "CSV injection").
    """
    names = list(columns)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    guard: Callable[[str], str] = (lambda text: text) if raw else escape_formula
    for row in rows:
        writer.writerow([_text(row[name], guard) for name in names])


def write_json_lines(out: TextIO, rows: Rows) -> None:
    """One JSON object a line, exact."""
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_json(out: TextIO, rows: Rows) -> None:
    """One JSON array, an object a line, exact; written while it is read."""
    lead = "[\n"
    for row in rows:
        out.write(lead + json.dumps(row, ensure_ascii=False))
        lead = ",\n"
    out.write("[]\n" if lead == "[\n" else "\n]\n")


def write_markdown(out: TextIO, columns: Iterable[str], rows: Rows) -> None:
    """A table of GitHub Flavored Markdown: a line a row, line ends as <br>, signs of markup as plain characters."""
    names = list(columns)
    out.write(f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n")
    out.writelines(f"| {' | '.join(escape_markdown(str(_text(row[name], str))) for name in names)} |\n" for row in rows)


# What spreadsheets take for the start of a formula, also in its full-width form and after blanks or direction marks.
_FORMULA = re.compile(
    "[\\s\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]"
)
_MARKUP = re.compile(r"[\\`*_\[\]|~$&<>]")
_CHARACTER_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_formula(text: str) -> str:
    """The text, with a leading ' if a spreadsheet would run it.

    >>> escape_formula("=HYPERLINK(1)"), escape_formula("١٦")
    ("'=HYPERLINK(1)", '١٦')
    """
    return "'" + text if _FORMULA.match(text) else text


def escape_markdown(text: str) -> str:
    r"""The text as a cell of a Markdown table that shows it as it is.

    >>> escape_markdown("a|b *c*\n\n<d>")
    'a\\|b \\*c\\*<br><br>&lt;d&gt;'
    """
    plain = _MARKUP.sub(lambda sign: _CHARACTER_REFERENCES.get(sign[0], f"\\{sign[0]}"), text)
    return "<br>".join(plain.splitlines())


def _text(cell: Cell, guard: Callable[[str], str]) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return cell
    return guard("; ".join(cell) if isinstance(cell, list) else cell)
