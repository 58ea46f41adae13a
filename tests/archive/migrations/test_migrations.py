"""Archives of every age open, with all that was in them; what a stranger or a later program wrote does not."""

from __future__ import annotations

import json
import resource
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.upgrade import Upgrade
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.archive.editorial import Editorial, as_json
from newsgrab.archive.migrations import hashes
from newsgrab.archive.migrations.migrate import APPLICATION_ID, PLAIN_STEPS, STEPS, migrate
from newsgrab.article import TIME_AGO
from newsgrab.errors import ArchiveTooNew, BackupFailed, NotAnArchive
from newsgrab.extraction_result import Part
from newsgrab.outcomes import Outcome
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look


def tables(connection: sqlite3.Connection, schema: str = "main") -> list[str]:
    """The plain tables of a file that hold what was archived."""
    rows = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT GLOB '_sqlite_*'"
        f" AND name NOT GLOB 'sqlite_*' AND name NOT IN"
        f" (SELECT name FROM pragma_table_list WHERE schema = '{schema}' AND type IN ('virtual', 'shadow'))"
    )
    return [name for (name,) in rows]


def counts(connection: sqlite3.Connection, names: list[str]) -> dict[str, int]:
    """How many rows each table has."""
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def fill(archive: Archive) -> None:
    """Two versions, a better reading, a look that failed, related blocks, several pages."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, title="النهر يغمر السوق", related=FLOOD.related[:1]), TUESDAY))
    archive.record(*look(None, WEDNESDAY))
    page, reading = look(replace(FLOOD, url=URL + "0", title="سد جديد على النهر"), WEDNESDAY)
    archive.record(replace(page, url=URL + "0", final_url=URL + "0"), reading)


RELEASED = Path(__file__).with_name("archive_of_step_4.sql").read_text(encoding="utf-8")
"""The rows of an archive that `fill` made when there were four steps, as the program of that time wrote them."""


def copy(target: Path) -> list[str]:
    """Copy every row of RELEASED that the target's schema has a place for; the names of the tables that got some."""
    source = target.with_name("released.db")
    migrate(str(source), STEPS[:4])
    with closing(sqlite3.connect(source)) as released:
        released.executescript(RELEASED)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS new", (str(source),))
        connection.execute("BEGIN")
        filled = []
        for name in tables(connection):
            columns = ", ".join(
                row[0]
                for row in connection.execute(
                    "SELECT name FROM pragma_table_info(?, 'main')"
                    " INTERSECT SELECT name FROM pragma_table_info(?, 'new')",
                    (name, name),
                )
            )
            if columns and not name.startswith(("article_stem", "removed")):  # what the program derives
                connection.execute(f"INSERT OR REPLACE INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")
                filled.append(name)
        connection.execute("COMMIT")
    return filled


_OF_ANY_AGE = STEPS.index("time")  # the steps before it have a place for the same rows; it forms them anew


@pytest.mark.parametrize("age", range(1, len(STEPS)))
def test_an_archive_of_every_age_opens_with_all_its_rows(tmp_path: Path, age: int) -> None:
    """Made by the first steps only and filled: opened by today's program, every row is there and is found."""
    old = tmp_path / "old" / "newsgrab.db"
    old.parent.mkdir()
    migrate(str(old), STEPS[: min(age, _OF_ANY_AGE)])
    filled = copy(old)
    migrate(str(old), STEPS[:age])
    assert {"article", "snapshot", "visit", "page", "view_point", "related_item", "address"} <= set(filled)
    with closing(sqlite3.connect(old)) as plain:
        before = counts(plain, filled)
        assert plain.execute("PRAGMA user_version").fetchone()[0] == min(age, PLAIN_STEPS)
    assert all(before[name] for name in ("article", "snapshot", "visit", "page", "view_point", "related_item"))
    with Archive(old.parent) as archive:
        assert counts(archive.connection, filled) == before
        assert archive.connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
        assert archive.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        archive.catch_up()
        assert [hit.url for hit in archive.search("يغمر", Filters()).hits] == [URL]
        removals = [(hit.version, hit.passage.text) for hit in archive.search.removed("القديم", Filters()).hits]
        assert removals == [(1, "النهر يغمر السوق القديم")]
        assert archive.history.article(archive.resolve(URL), 1).blocks == FLOOD.blocks
        assert [version.changed for version in archive.history.versions(archive.resolve(URL))] == [(), ("title",)]
        assert archive.record(*look(FLOOD, WEDNESDAY + timedelta(days=1))).version == 3
    assert [each for each in verify(old.parent) if isinstance(each, Finding)] == []


def test_what_an_earlier_rule_took_for_an_edit_is_none_any_more(tmp_path: Path) -> None:
    """Two versions that differ in a quotation mark become one; a text that another hand changed is still told of."""
    old = tmp_path / "newsgrab.db"
    migrate(str(old), STEPS[:_OF_ANY_AGE])
    copy(old)
    set_title = "UPDATE snapshot SET title = ?, hashes = ? WHERE article_id = 1 AND version = ?"
    with closing(sqlite3.connect(old)) as plain, plain:
        plain.row_factory = sqlite3.Row
        for version, title in ((1, "النهر “يغمر” السوق"), (2, 'النهر "يغمر" السوق')):
            plain.execute(set_title, (title, "{}", version))
            row = plain.execute("SELECT * FROM snapshot WHERE article_id = 1 AND version = ?", (version,)).fetchone()
            plain.execute(set_title, (title, json.dumps(Editorial.kept(row).hashes_of_rule_1()), version))
        plain.execute("UPDATE article SET title = ? WHERE id = 1", (title,))
        plain.execute("UPDATE snapshot SET title = 'x' WHERE article_id = 2")
    with Archive(tmp_path) as archive:
        ref = archive.resolve(URL)
        assert [(version.number, version.looks) for version in archive.history.versions(ref)] == [(1, 2)]
        assert [visit.outcome.value for visit in archive.history.visits(ref)] == ["new", "unchanged", "blocked"]
        assert archive.history.article(ref).title == title
        archive.catch_up()
    findings = [each for each in verify(tmp_path) if isinstance(each, Finding)]
    assert {(each.table, each.id) for each in findings} == {("snapshot", "3")}


@pytest.mark.parametrize("told_from_now", [1, 2])
def test_a_time_told_from_now_made_a_version_and_makes_none_any_more(tmp_path: Path, told_from_now: int) -> None:
    """Whether the page told it so first, or later."""
    with Archive(tmp_path, create=True) as archive:
        archive.record(*look(replace(FLOOD, published_at=MONDAY), MONDAY))
        archive.record(*look(replace(FLOOD, published_at=MONDAY - timedelta(hours=3)), TUESDAY))
        assert len(archive.history.versions(archive.resolve(URL))) == 2
        sources = as_json({**FLOOD.sources, "published_at": TIME_AGO})
        archive.connection.execute("UPDATE reading SET sources = ? WHERE text = ?", (sources, told_from_now))
        archive.connection.execute(f"PRAGMA user_version = {STEPS.index('estimates')}")
    with Archive(tmp_path) as archive:
        assert [version.looks for version in archive.history.versions(archive.resolve(URL))] == [2]


def test_an_address_of_several_that_was_dropped_is_no_removal_any_more(tmp_path: Path) -> None:
    """In an archive that took it for one."""
    with Archive(tmp_path, create=True) as archive:
        for hours, url in enumerate((URL, f"{URL}/amp", URL)):
            page, reading = look(FLOOD, MONDAY + timedelta(hours=hours), content=url.encode())
            archive.record(replace(page, url=url, final_url=url), reading)
        archive.record_other(f"{URL}/amp", Outcome.GONE, "404", at=WEDNESDAY)
        archive.connection.execute("UPDATE look SET outcome = 'gone' WHERE answer = 'gone'")
        archive.connection.execute(f"PRAGMA user_version = {STEPS.index('presence')}")
    with Archive(tmp_path) as archive:
        assert list(archive.history.changes(Filters())) == []
    assert [each for each in verify(tmp_path) if isinstance(each, Finding)] == []


def test_a_time_in_another_zone_made_a_version_and_makes_none_any_more(tmp_path: Path) -> None:
    """In an archive that took it for an edit."""
    with Archive(tmp_path, create=True) as archive:
        for at, hours in ((MONDAY, 0), (TUESDAY, 2)):
            published = MONDAY.astimezone(timezone(timedelta(hours=hours)))
            archive.record(*look(replace(FLOOD, published_at=published), at))
        archive.connection.execute(
            "INSERT INTO version_run (article_id, version, text, first_at, last_at, looks, changed, indexed)"
            " SELECT article_id, 2, 2, last_at, last_at, 1, '[\"published_at\"]', 1 FROM version_run"
        )
        archive.connection.execute(f"PRAGMA user_version = {STEPS.index('presence')}")
    with Archive(tmp_path) as archive:
        assert [version.looks for version in archive.history.versions(archive.resolve(URL))] == [2]
    assert [each for each in verify(tmp_path) if isinstance(each, Finding)] == []


def test_a_category_that_only_the_address_tells_made_a_version_and_makes_none_any_more(tmp_path: Path) -> None:
    """In an archive that took it for an edit."""
    with Archive(tmp_path, create=True) as archive:
        archive.record(*look(replace(FLOOD, category="Fish"), MONDAY))
        archive.record(*look(replace(FLOOD, category=None), TUESDAY))
        assert len(archive.history.versions(archive.resolve(URL))) == 2
        archive.connection.execute('UPDATE reading SET sources = \'{"category": "address"}\' WHERE text = 1')
        archive.connection.execute(f"PRAGMA user_version = {STEPS.index('presence')}")
    with Archive(tmp_path) as archive:
        assert [version.looks for version in archive.history.versions(archive.resolve(URL))] == [2]


def test_another_headline_over_a_part_is_told_in_an_archive_that_told_of_none(tmp_path: Path) -> None:
    """Nor is a category that only the address tells an edit there any more."""
    part = replace(FLOOD, title="الوزير يستقيل", blocks=FLOOD.blocks[:1])
    with Archive(tmp_path, create=True) as archive:
        archive.record(*look(FLOOD, MONDAY))
        page, reading = look(part, TUESDAY)
        archive.record(page, replace(reading, part=Part.PAYWALL))
        archive.record(*look(replace(FLOOD, category=None), WEDNESDAY))
        archive.connection.execute("UPDATE look SET outcome = 'incomplete', reason = 'a part' WHERE part <> ''")
        archive.connection.execute('UPDATE reading SET sources = \'{"category": "address"}\' WHERE text = 1')
        archive.connection.execute(f"PRAGMA user_version = {STEPS.index('headlines')}")
    with Archive(tmp_path) as archive:
        assert [event.outcome for event in archive.history.changes(Filters())] == [Outcome.RETITLED]


_MINE = '"my ""own"" view"'
_AS_MINE = "SELECT v.id, v.headers, s.body FROM visit v LEFT JOIN snapshot s ON s.id = v.snapshot_id"


@pytest.mark.parametrize("step", ["bodies", "forms", "hashes"])
def test_what_is_kept_once_reads_as_before(tmp_path: Path, step: str) -> None:
    """Through the archive's views, and one that its owner made, whatever its name; no cell is another than it was."""
    old, before = tmp_path / "newsgrab.db", STEPS.index(step)
    migrate(str(old), STEPS[:_OF_ANY_AGE])
    copy(old)
    migrate(str(old), STEPS[:before])
    views = ("snapshot", "visit", "version", "view_series", "promotion", "page", _MINE)
    with closing(sqlite3.connect(old)) as plain:
        with plain:
            plain.execute(f"CREATE VIEW {_MINE} AS {_AS_MINE}")
            if step == "bodies":  # one that is not the article's
                plain.execute("UPDATE snapshot SET body = 'another text' WHERE id = 1")
        was = [plain.execute(f"SELECT * FROM {view}").fetchall() for view in views]
    migrate(str(old), STEPS[: before + 1])
    with closing(sqlite3.connect(old)) as plain:
        assert [plain.execute(f"SELECT * FROM {view}").fetchall() for view in views] == was
        assert plain.execute("SELECT body_in_article, body = '' FROM reading ORDER BY id").fetchall()[1] == (1, 1)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("forbidden", ["", "writable_schema"])
def test_pages_lose_an_index_and_nothing_else(tmp_path: Path, forbidden: str) -> None:
    """Where SQLite lets nobody write the schema, too; what is kept once is still not kept twice."""
    old, before = tmp_path / "newsgrab.db", STEPS.index("hashes")
    migrate(str(old), STEPS[:_OF_ANY_AGE])
    copy(old)
    migrate(str(old), STEPS[:before])
    db = Database(old)
    was = db.execute("SELECT * FROM page").fetchall()
    db.conn.set_authorizer(lambda _, what, *__: sqlite3.SQLITE_DENY if what == forbidden else sqlite3.SQLITE_OK)
    with db.conn:
        hashes.step(db)
    db.conn.set_authorizer(None)
    assert len(was) > 1
    assert db.execute("SELECT * FROM page").fetchall() == was
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    made = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'page' ORDER BY name"
    migrate(str(tmp_path / "new.db"), STEPS[: before + 1])
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert db.execute(made).fetchall() == new.execute(made).fetchall()
    for twice in (
        "INSERT INTO page (sha256, size, zstd) SELECT sha256, 1, x'' FROM page WHERE id = 1",
        "UPDATE page SET sha256 = (SELECT sha256 FROM page WHERE id = 1) WHERE id = 2",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"page\.sha256"):
            db.execute(twice)
    db.close()


@pytest.mark.parametrize("how", ["read", "write"])
def test_an_old_archive_is_brought_up_to_date_and_kept_as_it_was(tmp_path: Path, how: str) -> None:
    """Whoever opens it is told before; the copy has every row, under a name that was free."""
    file = tmp_path / "newsgrab.db"
    migrate(str(file), STEPS[:1])
    (tmp_path / "newsgrab.schema-1.db").write_bytes(b"another copy")
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("INSERT INTO site VALUES ('courier.example', NULL)")
    told: list[Upgrade] = []
    with Archive(tmp_path, readonly=how == "read", tell=told.append) as archive:
        assert list(archive.query.articles(Filters())) == []
    assert [(plan.before, plan.after, Path(plan.copy).name) for plan in told] == [
        (1, len(STEPS), "newsgrab.schema-1-2.db")
    ]
    with closing(sqlite3.connect(told[0].copy)) as copied:
        assert copied.execute("PRAGMA user_version").fetchone()[0] == 1
        assert copied.execute("SELECT name FROM site").fetchall() == [("courier.example",)]
    with Archive(tmp_path, tell=told.append):
        assert len(told) == 1


def test_whoever_watches_is_told_how_far_it_is(tmp_path: Path) -> None:
    """Of each part that takes its time: copying, working out, chaining."""
    migrate(str(tmp_path / "newsgrab.db"), STEPS[:_OF_ANY_AGE])
    copy(tmp_path / "newsgrab.db")
    ends: dict[str, tuple[int, int]] = {}
    with Archive(tmp_path, tell=lambda _: lambda what, done, total: ends.update({what: (done, total)})):
        assert ends.keys() == {"bytes copied", "articles worked out", "looks chained"}
    assert all(done == total > 0 for done, total in ends.values())


def test_reading_alone_never_writes(tmp_path: Path) -> None:
    """The connection of a program that only reads refuses to."""
    with Archive(tmp_path, create=True):
        pass
    with (
        Archive(tmp_path, readonly=True) as archive,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        archive.connection.execute("DELETE FROM article")


def test_an_old_archive_without_room_for_a_copy_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is changed before the copy is whole."""
    file = tmp_path / "newsgrab.db"
    migrate(str(file), STEPS[:1])
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.executemany("INSERT INTO site VALUES (?, NULL)", [(f"{number}.example",) for number in range(2_000)])
    before = file.read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) - 1, limit[1]))
    try:
        with pytest.raises(BackupFailed, match="make room"):
            Archive(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert (file.read_bytes(), sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".db")) == (
        before,
        ["newsgrab.db"],
    )


@pytest.mark.parametrize("how", ["read", "write"])
@pytest.mark.parametrize("steps", [0, 1])
def test_an_archive_whose_making_was_killed_opens(tmp_path: Path, how: str, steps: int) -> None:
    """A transaction that was half written (its journal still lies there) is undone, whoever comes first."""
    draft = tmp_path / "draft.db"
    migrate(str(draft), STEPS[:steps]) if steps else draft.touch()
    with closing(sqlite3.connect(draft, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
        plain.execute("PRAGMA cache_size = 1")  # so that the file itself is written to before the end
        plain.execute("BEGIN")
        plain.execute("CREATE TABLE half (done BLOB)")
        plain.executemany("INSERT INTO half VALUES (zeroblob(4000))", [()] * 200)
        shutil.copy(draft, tmp_path / "newsgrab.db")
        shutil.copy(f"{draft}-journal", tmp_path / "newsgrab.db-journal")
    with Archive(tmp_path, readonly=how == "read") as archive:
        assert archive.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0
        assert archive.connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)


@pytest.mark.parametrize("how", ["read", "write"])
def test_an_archive_killed_before_its_first_step_opens(tmp_path: Path, how: str) -> None:
    """Nothing is in it but the list of the steps that were taken: none."""
    migrate(str(tmp_path / "newsgrab.db"), ())
    with Archive(tmp_path, readonly=how == "read") as archive:
        assert archive.connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)


def test_a_later_archive_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """Both to read and to write."""
    with Archive(tmp_path, create=True) as archive:
        fill(archive)
    with closing(sqlite3.connect(tmp_path / "newsgrab.db")) as plain:
        plain.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = (tmp_path / "newsgrab.db").read_bytes()
    for readonly in (True, False):
        with pytest.raises(ArchiveTooNew, match="update newsgrab"):
            Archive(tmp_path, readonly=readonly)
    assert (tmp_path / "newsgrab.db").read_bytes() == before


@pytest.mark.parametrize("name", ["article", "song"])
def test_another_programs_file_is_refused(tmp_path: Path, name: str) -> None:
    """Even one whose tables are called like ours."""
    with closing(sqlite3.connect(tmp_path / "newsgrab.db")) as plain:
        plain.execute(f"CREATE TABLE {name} (title TEXT)")
    for readonly in (True, False):
        with pytest.raises(NotAnArchive, match="another program"):
            Archive(tmp_path, readonly=readonly, create=not readonly)


def test_the_file_says_what_it_is_and_is_its_owners_alone(tmp_path: Path) -> None:
    """The header names the program; nobody else reads along, also not in the companion files."""
    with Archive(tmp_path / "kept", create=True) as archive:
        fill(archive)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "kept").iterdir()}
        assert modes == {"newsgrab.db": 0o600, "newsgrab.db-wal": 0o600, "newsgrab.db-shm": 0o600}
        assert archive.connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert archive.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert archive.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_every_table_keeps_its_types(archive: Archive) -> None:
    """All plain tables are STRICT: a number is never stored as a text."""
    loose = archive.connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_sqlite_*'"
    ).fetchall()
    assert [tuple(row) for row in loose] == []


def test_foreign_keys_hold(archive: Archive) -> None:
    """A look at an address that is not there cannot be written."""
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        archive.connection.execute(
            "INSERT INTO look (at, added_at, address_id, answer, outcome, origin)"
            " VALUES ('2025-03-03T14:02:00.000Z', '2025-03-03T14:02:00.000Z', 99, 'text', 'new', 'http')"
        )


def test_plain_sqlite_reads_searches_and_copies_it(tmp_path: Path) -> None:
    """Without a line of ours: the views, the full text index, a copy by the shell's own means."""
    with Archive(tmp_path / "kept", create=True) as archive:
        fill(archive)
    shutil.copy(tmp_path / "kept" / "newsgrab.db", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as plain:
        versions = plain.execute(
            "SELECT version, title, not_before FROM version WHERE url = ? ORDER BY version", (URL,)
        )
        assert versions.fetchall() == [
            (1, FLOOD.title, None),
            (2, "النهر يغمر السوق", "2025-03-03T14:02:00.000Z"),
        ]
        found = plain.execute(
            "SELECT article.url FROM article_fts JOIN article ON article.id = article_fts.rowid"
            " WHERE article_fts MATCH 'السوق'"
        )
        assert (URL,) in found.fetchall()
        assert plain.execute("SELECT count(*) FROM view_series").fetchone()[0] > 4
        assert plain.execute("SELECT count(*) FROM promotion").fetchone()[0] > 2
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
