"""The file as SQLite sees it, its schema, and the numbers of its rows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache

from newsgrab.archive.care.verify.findings import READ_AS, SOUND, Finding, Looked

_ONLY_ADDED = ("visit", "snapshot", "page", "related_set")  # tables of which no row is ever taken out
_MOST_COMPLAINTS = 1000
_SHADOW = re.compile(
    r"(article_fts|article_stem|removed_stem)_(data|idx|docsize|config|content)"
)  # FTS5's own, in its version's words


def check_file(connection: sqlite3.Connection) -> Iterator[Looked]:
    """The pages and indexes of the file, and what its columns may hold."""
    lines = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST_COMPLAINTS})")]
    if lines == ["ok"]:
        yield SOUND
        return
    for line in lines:
        yield Looked((Finding("file", "", " ".join(str(line).split())),))


def check_references(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Whatever points to a row of another table finds it there."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        keys = {row["id"]: row for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
        if not keys:
            continue
        dangling = connection.execute(f'PRAGMA foreign_key_check("{table}")').fetchall()
        findings = [
            Finding(
                READ_AS.get(table, table),
                str(rowid or ""),
                f"{keys[key]['from']} points to a row of {READ_AS.get(parent, parent)} that is not there",
            )
            for _, rowid, parent, key in dangling
        ]
        rows = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        yield from _apart(findings, rows)


def check_schema(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Every table, index, view and trigger is there as newsgrab makes it. What somebody added is no trouble."""
    there = {(kind, name): sql for kind, name, sql in _schema(connection)}
    for kind, name, sql in _expected_schema():
        if (kind, name) not in there:
            yield Looked((Finding("sqlite_schema", name, f"the {kind} is missing"),))
        elif there[kind, name] != sql:
            yield Looked((Finding("sqlite_schema", name, f"the {kind} is not the one that newsgrab makes"),))
        else:
            yield SOUND


def check_numbering(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Rows that are only ever added are all there; versions, their revisions and related items count from 1."""
    for table in _ONLY_ADDED:
        before, rows = 0, 0
        gaps: list[Finding] = []
        for (number,) in connection.execute(f"SELECT id FROM {table} ORDER BY id"):
            rows += 1
            if number != before + 1:
                gaps.append(Finding(table, _numbers(before + 1, number - 1), "missing: rows are only ever added here"))
            before = number
        yield from _apart(gaps, rows + len(gaps))
    counted = (
        ("article", "version", "version_run", "article_id", "version"),
        ("article", "text", "snapshot", "article_id", "text"),
        ("snapshot", "revision", "snapshot", "article_id || '/' || text", "revision"),
        ("related_set", "place", "related_item", "set_id", "position"),
    )
    for whose, what, table, of, number in counted:
        counts = connection.execute(
            f"SELECT {of} AS whose, count(DISTINCT {number}), max({number}), min({number}) FROM {table} GROUP BY 1"
        )
        for owner, count, highest, lowest in counts:
            if (count, lowest) == (highest, 1):
                yield SOUND
            else:
                problem = f"{what}s {lowest} to {highest}, but {count} of them: not numbered from 1 without a gap"
                yield Looked((Finding(whose, str(owner), problem),))


def _apart(findings: list[Finding], things: int) -> Iterator[Looked]:
    """What was found, each finding a thing of its own, and the rest of the things, which are sound."""
    for finding in findings:
        yield Looked((finding,))
    yield Looked(things=max(0, things - len(findings)))


def _numbers(first: int, last: int) -> str:
    return str(first) if last <= first else f"{first}-{last}"


def _schema(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Kind, name and statement, white space evened out, of everything that newsgrab's own steps make."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    for kind, name, sql in rows:
        if "_sqlite_migrations" not in name:  # sqlite-utils' own, in the words of its version
            yield kind, name, _columns(connection, name) if _SHADOW.fullmatch(name) else re.sub(r"\s+", " ", sql)


def _columns(connection: sqlite3.Connection, table: str) -> str:
    rows = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY name", (table,))
    return " ".join(str(name) for (name,) in rows)


@cache
def _expected_schema() -> list[tuple[str, str, str]]:
    import tempfile
    from contextlib import closing
    from pathlib import Path

    from newsgrab.archive.connection import open_for_writing

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_for_writing(Path(folder) / "newsgrab.db", create=True)) as fresh,
    ):
        return list(_schema(fresh))
