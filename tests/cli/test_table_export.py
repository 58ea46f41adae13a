"""Tables for spreadsheets and analysts, by the name of their file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.cli.conftest import Newsgrab, Run, page

Ask = Callable[..., Run]


def test_the_ending_of_the_name_says_the_format(ask: Ask, tmp_path: Path) -> None:
    """A workbook, a Parquet file and a Markdown table of the same articles."""
    for ending in ("xlsx", "parquet", "md"):
        done = ask("export", "--output", str(tmp_path / f"a.{ending}"))
        assert (done.code, done.out, done.err) == (0, "", "")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    header, *rows = sheet.iter_rows(values_only=True)
    published = {row[header.index("published_at (UTC)")] for row in rows}
    assert published == {datetime(2025, 3, 3, 6, 30)}  # noqa: DTZ001 -- a sheet knows no zone
    assert {row[header.index("published_at as printed")] for row in rows} == {"2025-03-03T09:30:00+03:00"}
    found = duckdb.connect().execute(
        f"SELECT list_sort(list(title)), epoch(max(published_at)) FROM '{tmp_path}/a.parquet'"
    )
    assert found.fetchall() == [
        (
            ["حركة الشحن ترتفع في الربيع", "رصيف جديد يفتح أبوابه للسفن الكبيرة"],
            datetime(2025, 3, 3, 6, 30, tzinfo=UTC).timestamp(),
        )
    ]
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("| id | url | site | title |")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "a.parquet", "a.xlsx"]


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_file_of_bytes_needs_a_name(ask: Ask, form: str) -> None:
    """It is not written to a terminal or a pipe."""
    for output in ([], ["--output", "-"]):
        done = ask("export", "--format", form, *output)
        assert (done.code, done.err) == (2, f"newsgrab: --format {form}: name the file to write with --output\n")


@pytest.mark.parametrize(
    ("form", "library", "told"),
    [
        ("xlsx", "xlsxwriter", "Excel files need newsgrab[excel]: pip install 'newsgrab[excel]'"),
        ("parquet", "pyarrow", "Parquet files need newsgrab[parquet]: pip install 'newsgrab[parquet]'"),
    ],
)
def test_a_missing_extra_is_named(newsgrab: Newsgrab, form: str, library: str, told: str) -> None:
    """Where the library of a format is not installed, and no file is begun."""
    newsgrab.write("page.html", page())
    newsgrab("fetch", "page.html")
    hidden = (
        "import importlib.util as u, sys; find = u.find_spec\n"
        f"u.find_spec = lambda name, *more: None if name == {library!r} else find(name, *more)\n"
        "from newsgrab.cli.app import run; sys.exit(run(sys.argv[1:] or "
        f"['export', '--output', 'a.{form}']))"
    )
    done = newsgrab.python(hidden)
    assert (done.code, done.err) == (2, f"newsgrab: {told}\n")
    assert list(newsgrab.folder.glob("a.*")) == []


def test_what_excel_will_cut_is_told(newsgrab: Newsgrab) -> None:
    """Of a CSV for Excel, which holds the whole text, and of a workbook, in which it ends in a mark."""
    newsgrab.write("long.html", page(last="<p>" + "وقال التجار إن الكلفة سترتفع في الصيف. " * 1000))
    newsgrab("fetch", "long.html")
    told = "newsgrab: 1 text is too long for Excel, which cuts a cell at 32,767 characters: "
    csv = newsgrab("export", "--excel", "--output", "a.csv")
    assert csv.err == told + "the .xlsx format marks where, JSON has them whole\n"
    assert newsgrab("export", "--output", "b.csv").err == ""
    assert newsgrab("export", "--output", "a.xlsx").err == told + "JSON has them whole\n"
    sheet = openpyxl.load_workbook(newsgrab.folder / "a.xlsx").active
    assert sheet is not None
    bodies = [str(row[-1]) for row in sheet.iter_rows(values_only=True, min_row=2)]
    assert [len(body) for body in bodies] == [32_767]
    assert bodies[0].endswith(" characters]")


def test_a_site_is_written_into_a_folder(ask: Ask, tmp_path: Path) -> None:
    """Whole, and again without a word; not without a folder, and not as of a time."""
    for _ in range(2):
        done = ask("export", "--format", "site", "--output", str(tmp_path / "site"))
        assert (done.code, done.out, done.err) == (0, "", "")
    assert "رصيف جديد" in (tmp_path / "site/article/1.html").read_text(encoding="utf-8")
    assert ask("export", "--format", "site").code == 2
    assert ask("export", "--format", "site", "-o", str(tmp_path / "new"), "--at", "2025-01-01").code == 2
    done = ask("export", "--format", "site", "-o", str(tmp_path / "site/index.html"))
    assert (done.code, "cannot be written" in done.err) == (2, True)


def test_columns_rows_and_articles_are_chosen(ask: Ask) -> None:
    """The columns in the order that was asked for, so many rows, of the articles that are named."""
    done = ask("export", "1", "2", "--columns", "title,id, published_utc", "--limit", "1", "--format", "json")
    assert done.out == (
        '[\n{"title": "رصيف جديد يفتح أبوابه للسفن الكبيرة", "id": 1, "published_utc": "2025-03-03T06:30:00Z"}\n]\n'
    )
    assert ask("export", "2", "--columns", "id", "--what", "articles").out.splitlines() == ["id", "2"]
    assert {row["article_id"] for row in ask("export", "1", "--what", "visits", "-f", "jsonl").json} == {1}


def test_a_column_that_a_table_lacks_is_refused_by_name(ask: Ask) -> None:
    """With those that it has; and a collection has none."""
    done = ask("export", "--columns", "at,titel", "--what", "changes")
    assert done.code == 2
    assert done.err.startswith("newsgrab: --columns: changes has at, not_before, outcome")
    assert done.err.endswith("not 'titel'\n")
    assert ask("export", "--format", "warc", "--columns", "id").code == 2


def test_changes_and_what_was_removed_are_tables(ask: Ask) -> None:
    """What newsgrab changes and newsgrab search --removed tell, a row each."""
    (change,) = ask("export", "--what", "changes", "-f", "jsonl").json
    (told,) = ask("changes", "--json").json
    assert {name: change[name] for name in change} == {name: told[name] for name in change}
    (gone,) = ask("export", "--what", "removed", "-f", "jsonl").json
    (found,) = ask("search", "--removed", "الصيف", "--json").json
    assert (gone["article_id"], gone["version"], gone["field"]) == (1, 1, "body")
    assert (gone["not_before"], gone["removed_at"]) == (found["not_before"], found["removed_at"])
    assert gone["text"] == "ويتوقع التجار أن تنخفض كلفة النقل مع بداية الصيف."
