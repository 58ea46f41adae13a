"""The chain of facts: whoever changes what was found, or when, is found out."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Scope, head
from newsgrab.archive.keep.chain import Kind, append, chain_origins, chain_what_was_there
from newsgrab.archive.keep.imports import Advance, ImportSource
from newsgrab.archive.keep.pages import pack
from tests.archive.care.conftest import Damage, bad, fill
from tests.archive.conftest import FLOOD, URL, WEDNESDAY, look

FACTS = (
    *("address", "article", "chain", "form", "look", "page", "related_item", "related_set", "repair"),
    *("reading", "removed", "version_run", "view_point"),
)
# What no one looks at to tell what was found: which page others are packed with; whether an index has an edit.
HINTS = {("article", "keyframe_id"), ("version_run", "indexed")}


def cells(path: Path) -> list[tuple[str, str]]:
    """Every column of every table of what was found and what follows."""
    with closing(sqlite3.connect(path)) as plain:
        names = [(table, row[1]) for table in FACTS for row in plain.execute(f"PRAGMA table_info({table})")]
        return [(table, column) for table, column in names if (table, column) not in HINTS]


def other(value: object, column: str) -> object:
    """Another value that the column could have."""
    if value is None:
        return "2025-03-03T09:00:00.000Z" if column.endswith("_at") else 1
    if isinstance(value, int):
        return 1 - value if value in {0, 1} else value + 1
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"x"
    text = str(value)
    for place, sign in enumerate(text):
        if sign.isalnum():
            return text[:place] + ("7" if sign != "7" else "3") + text[place + 1 :]
    return '["x"]' if text == "[]" else "x"


def test_a_changed_cell_of_any_column_is_found(whole: Path, tmp_path: Path) -> None:
    """The first and the last row of each column of each table, one at a time."""
    missed = []
    for table, column in cells(whole):
        with closing(sqlite3.connect(whole)) as plain:
            rows = plain.execute(f"SELECT * FROM {table}").fetchall()
            names = [row[1] for row in plain.execute(f"PRAGMA table_info({table})")]
            keys = [row[1] for row in plain.execute(f"PRAGMA table_info({table})") if row[5]]
        for values in dict.fromkeys((*rows[:1], *rows[-1:])):
            cell = dict(zip(names, values, strict=True))
            path = tmp_path / "newsgrab.db"
            shutil.copyfile(whole, path)
            with closing(sqlite3.connect(path, isolation_level=None)) as plain:
                plain.execute("PRAGMA ignore_check_constraints = ON")
                where = " AND ".join(f"{key} = ?" for key in keys)
                try:
                    plain.execute(
                        f"UPDATE {table} SET {column} = ? WHERE {where}",
                        (other(cell[column], column), *(cell[key] for key in keys)),
                    )
                except sqlite3.IntegrityError:  # the file refuses it by itself
                    continue
            if not bad(path):
                missed.append((table, column, cell[column]))
    assert not missed, missed


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM view_point WHERE visit_id = 6", "DELETE FROM look WHERE id = 5"),
        (
            "DELETE FROM look WHERE id = 5",
            "UPDATE view_point SET visit_id = visit_id - 1 WHERE visit_id > 5",
            "UPDATE look SET id = id - 1 WHERE id > 5",
        ),
        (
            (
                "INSERT INTO look (at, added_at, address_id, article_id, answer, outcome, reason, origin) SELECT"
                " '2025-03-09T00:00:00.000Z', added_at, 1, 1, 'gone', 'gone', '404', origin FROM visit WHERE id = 7"
            ),
        ),
        ("UPDATE look SET at = '2025-03-05T08:00:00.000Z' WHERE id IN (4, 5)",),
        ("UPDATE look SET at = strftime('%Y-%m-%dT%H:%M:%fZ', at, '-1 day') WHERE article_id = 2",),
        (
            (
                "UPDATE look SET at = CASE id WHEN 1 THEN (SELECT at FROM visit WHERE id = 2) ELSE"
                " (SELECT at FROM visit WHERE id = 1) END WHERE id IN (1, 2)"
            ),
        ),
        ("UPDATE view_point SET views = views + 1, views_text = '17' WHERE visit_id = 1 AND position = 0",),
        ("DELETE FROM view_point WHERE visit_id = 1 AND position = 2",),
        ("DELETE FROM chain WHERE id = (SELECT max(id) FROM chain)",),
        ("UPDATE chain SET id = 1000 WHERE id = 3", "UPDATE chain SET id = 3 WHERE id = 4"),
    ],
)
def test_rows_taken_out_put_in_or_moved_are_found(damaged: Damage, statements: tuple[str, ...]) -> None:
    """By one who knows the schema, and puts right what follows."""
    path = damaged(*statements)
    with Archive(path) as archive:
        archive.care.rebuild()
    assert {finding.check for finding in bad(path)} & {"chain", "facts"}


def test_a_page_rewritten_with_its_hash_is_found(damaged: Damage) -> None:
    """The look that saw it was chained with the hash of the page that it saw."""
    path = damaged()
    page = pack(b"<html><h1>Another page</h1></html>")
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute(
            "UPDATE page SET sha256 = ?, size = ?, base_id = NULL, zstd = ? WHERE id = 5",
            (page.sha256, page.size, page.zstd),
        )
    assert [(finding.table, finding.id) for finding in bad(path)] == [("visit", "6")]


def cut_off(plain: sqlite3.Connection) -> None:
    """Take out the last look, and all that is chained with it."""
    plain.execute("DELETE FROM chain WHERE id >= (SELECT id FROM chain WHERE kind = 'look' AND fact_id = 8)")
    plain.execute("DELETE FROM look WHERE id = 8")


def made_anew(plain: sqlite3.Connection) -> None:
    """Change a time, and make the whole chain anew."""
    plain.row_factory = sqlite3.Row
    plain.execute("UPDATE look SET at = '2025-03-05T08:59:00.000Z' WHERE id = 5")
    plain.execute("DELETE FROM chain")
    chain_what_was_there(plain, "2025-03-06T00:00:00.000Z")


@pytest.mark.parametrize("forge", [cut_off, made_anew])
def test_a_head_kept_elsewhere_tells_what_the_file_cannot(
    damaged: Damage, forge: Callable[[sqlite3.Connection], None]
) -> None:
    """The end cut off, or all made anew, is sound in itself; but it has another head."""
    path = damaged()
    kept = head(path)
    with closing(sqlite3.connect(path)) as plain, plain:
        forge(plain)
    with Archive(path) as archive:
        archive.care.rebuild()
    assert bad(path) == []
    assert [finding.check for finding in bad(path, Scope(head=kept))] == ["head"]


def test_a_head_stays_true_while_looks_come(tmp_path: Path) -> None:
    """An older head is one of the chain's for ever; the chain alone tells that."""
    with Archive(tmp_path, create=True) as archive:
        heads = [head(tmp_path)]
        for day in range(3):
            archive.record(*look(FLOOD, WEDNESDAY + timedelta(days=day)))
            heads.append(head(tmp_path))
    assert len(set(heads)) == 4
    assert all(bad(tmp_path, Scope(quick=True, head=each)) == [] for each in heads)
    assert bad(tmp_path, Scope(quick=True, head="0" * 63 + "1"))
    assert bad(tmp_path, Scope(quick=True, head="no head"))


def test_the_looks_at_one_article_are_verified_alone(damaged: Damage) -> None:
    """What is wrong elsewhere is not looked at."""
    path = damaged("UPDATE look SET status = 201 WHERE id = 6", "UPDATE page SET size = 1 WHERE id = 5")
    assert bad(path, Scope(article_id=1)) == []
    assert {finding.table for finding in bad(path, Scope(article_id=2))} == {"visit", "page"}


def test_an_archive_of_before_is_chained_and_says_so(tmp_path: Path) -> None:
    """A note in the chain tells when, and it is hashed too."""
    with Archive(tmp_path, create=True, now=lambda: datetime(2025, 3, 8, tzinfo=UTC)) as archive:
        fill(archive)
        archive.connection.execute("DELETE FROM chain")
        chain_what_was_there(archive.connection, "2025-03-08T00:00:00.000Z")
        note = archive.connection.execute("SELECT note FROM chain WHERE kind = 'mark'").fetchone()[0]
        assert note == "8 looks up to here were chained at 2025-03-08T00:00:00.000Z, not when they were made"
        assert bad(tmp_path) == []
        archive.connection.execute("UPDATE chain SET note = replace(note, '-08', '-01')")
    assert [finding.table for finding in bad(tmp_path)] == ["chain"]


def test_what_is_read_anew_is_chained(damaged: Damage) -> None:
    """A revision is a fact of its own; the looks stay as they were chained."""
    path = damaged()
    with Archive(path) as archive:
        before = archive.connection.execute("SELECT count(*) FROM chain").fetchone()[0]
        page, reading = look(FLOOD, WEDNESDAY + timedelta(days=1), recipe="3")
        archive.record(page, reading, reread=lambda _: reading)
        assert archive.connection.execute("SELECT count(*) FROM chain").fetchone()[0] > before
        assert archive.resolve(URL).article_id == 1
    assert bad(path) == []


@pytest.mark.parametrize(
    ("kind", "fact_id", "statements"),
    [
        (Kind.LOOK, 1, ("UPDATE view_point SET views = views + 1000 WHERE visit_id = 1 AND position = 0",)),
        (Kind.LOOK, 5, ("UPDATE look SET at = '2025-03-05T08:59:00.000Z' WHERE id = 5",)),
        (Kind.READING, 4, ("UPDATE reading SET sources = '{}' WHERE id = 4",)),
    ],
)
def test_what_is_chained_a_second_time_is_still_what_was_chained_first(
    damaged: Damage, kind: Kind, fact_id: int, statements: tuple[str, ...]
) -> None:
    """By one who goes on with the chain as newsgrab does: the head that somebody kept is still one of the chain's."""
    path = damaged()
    kept = head(path)
    with Archive(path) as archive:
        for statement in statements:
            archive.connection.execute(statement)
        append(archive.connection, kind, fact_id)
        archive.care.rebuild()
    assert {finding.check for finding in bad(path, Scope(head=kept))} == {"facts"}


def imported(folder: Path) -> Path:
    """An archive with a look that came from a WARC file; its file."""
    with Archive(folder, create=True) as archive:
        visit_id = archive.record(*look(FLOOD, WEDNESDAY)).visit_id
        for name in ("crawl.warc.gz", "other.warc.gz"):
            number = archive.imports.begin(ImportSource("warc", name, name, 100), WEDNESDAY).id
        archive.imports.advance(number, Advance(((visit_id, 512),), 1, 0, 0, "Crawler"))
        archive.imports.finish(number, WEDNESDAY)
        return archive.path


@pytest.mark.parametrize(
    "statement",
    [
        *(f"UPDATE import SET {column} = 'x' WHERE id = 2" for column in ("kind", "name", "sha256", "choice")),
        "UPDATE import SET size = 7 WHERE id = 2",
        "UPDATE import SET began_at = '2025-03-01T00:00:00.000Z' WHERE id = 2",
        *(f"UPDATE import SET {column} = 7 WHERE id = 2" for column in ("position", "other", "troubles", "software")),
        "UPDATE import SET finished_at = NULL WHERE id = 2",
        "UPDATE imported SET place = 7",
        "UPDATE imported SET import_id = 1",
        "DELETE FROM imported",
        "INSERT INTO import (kind, name, began_at) VALUES ('warc', 'x', '2025')",
    ],
)
def test_where_a_look_came_from_cannot_be_changed(tmp_path: Path, statement: str) -> None:
    """The file it was read in from, its hash, and the place in it are chained with the look."""
    path = imported(tmp_path)
    assert bad(path) == []
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute(statement)
    assert "facts" in {finding.check for finding in bad(path)}


def test_imports_of_before_are_chained_and_say_so(tmp_path: Path) -> None:
    """A note in the chain tells when; verifying one article finds its origins, too."""
    path = imported(tmp_path)
    with Archive(path) as archive:
        before = archive.connection.execute("SELECT min(id) FROM chain WHERE kind IN ('import', 'origin')").fetchone()[
            0
        ]
        archive.connection.execute("DELETE FROM chain WHERE id >= ?", (before,))
        chain_origins(archive.connection, "2025-03-08T00:00:00.000Z")
        note = archive.connection.execute("SELECT note FROM chain WHERE kind = 'mark'").fetchone()[0]
        assert note == "where 1 looks came from was chained at 2025-03-08T00:00:00.000Z, not when they came in"
        assert bad(path) == []
        archive.connection.execute("UPDATE imported SET place = 7")
    assert [finding.table for finding in bad(path, Scope(article_id=1))] == ["imported"]
