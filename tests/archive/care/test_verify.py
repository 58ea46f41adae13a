"""What verifying finds: whatever was changed in the file behind newsgrab's back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Finding, Tally, Word, verify
from newsgrab.archive.keep.pages import page_bytes
from newsgrab.archive.query.filters import Filters
from newsgrab.errors import ArchiveError, NoArchive, NotAnArchive
from tests.archive.care.conftest import OTHER, Damage, bad, reread
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, look

TRIGGERS = ("article_fts_update", "article_stem_update", "article_fts_insert", "article_fts_delete")
QUIETLY = [f"DROP TRIGGER {name}" for name in TRIGGERS]  # so that the index does not follow
FLIPS = 150


def found(path: Path) -> list[Finding]:
    """What verifying the file finds."""
    return [said for said in verify(path) if isinstance(said, Finding)]


def test_what_was_kept_is_ok(whole: Path) -> None:
    """Each check says how many things it found ok, and finds nothing."""
    said = list(verify(whole))
    assert [one for one in said if isinstance(one, Finding)] == []
    counts = {tally.check: tally.ok for tally in said if isinstance(tally, Tally)}
    assert (counts["pages"], counts["texts"], counts["articles"], counts["looks"]) == (5, 4, 2, 8)
    assert (counts["view counts"], counts["related"]) == (9, 2)
    assert all(count for check, count in counts.items() if check != "stamps")  # none was asked for


@pytest.mark.parametrize(
    ("statement", "table", "row", "problem"),
    [
        ("UPDATE page SET zstd = zeroblob(length(zstd)) WHERE id = 2", "page", "2", "cannot be unpacked"),
        ("UPDATE page SET zstd = CAST(zstd || x'00' AS BLOB) WHERE id = 5", "page", "5", "does not end where"),
        ("UPDATE page SET zstd = substr(zstd, 1, length(zstd) - 3) WHERE id = 1", "page", "1", "does not end where"),
        ("UPDATE page SET sha256 = replace(sha256, substr(sha256, 9, 1), '0') WHERE id = 3", "page", "3", "SHA-256"),
        ("UPDATE page SET size = size + 1 WHERE id = 4", "page", "4", "bytes that it was kept with"),
        ("UPDATE page SET base_id = NULL WHERE id = 2", "page", "2", "cannot be unpacked"),
        ("UPDATE page SET base_id = 5 WHERE id = 2", "page", "2", "came after it"),
        ("UPDATE page SET base_id = 99 WHERE id = 2", "page", "2", "base_id points to a row of page"),
        ("DELETE FROM page WHERE id = 4", "visit", "4", "page_id points to a row of page that is not there"),
        ("UPDATE reading SET title = 'x' WHERE id = 1", "snapshot", "1", "its title is not the one that was kept"),
        (
            "UPDATE reading SET body = 'غرق القصر', body_in_article = 0 WHERE id = 2",
            "snapshot",
            "2",
            "revision 2: its body",
        ),
        ("UPDATE reading SET category = NULL WHERE id = 3", "snapshot", "3", "its category"),
        ("UPDATE reading SET authors = '[]' WHERE id = 3", "snapshot", "3", "its authors"),
        ("UPDATE reading SET authors = '[' WHERE id = 3", "snapshot", "3", "cannot be read"),
        (
            "UPDATE reading SET published_at = '2025-03-03T14:03:00+00:00' WHERE id = 4",
            "snapshot",
            "4",
            "published_at",
        ),
        ("UPDATE reading SET updated_at = '2025-03-03' WHERE id = 4", "snapshot", "4", "its updated_at"),
        ("UPDATE reading SET language = 'en' WHERE id = 4", "snapshot", "4", "its language"),
        ("UPDATE reading SET hashes = replace(hashes, '2:', '2') WHERE id = 1", "snapshot", "1", "there is no hash"),
        ("UPDATE reading SET hashes = '{}' WHERE id = 1", "snapshot", "1", "there is no hash of its title"),
        ("UPDATE reading SET blocks = '[]' WHERE id = 1", "snapshot", "1", "its blocks do not fit"),
        (
            "UPDATE version_run SET changed = '[\"views\"]' WHERE version = 2",
            "article",
            "1",
            "version 2 is not the one",
        ),
        ("UPDATE version_run SET not_before = first_at WHERE version = 2", "article", "1", "version 2 is not the one"),
        ("UPDATE version_run SET looks = 9 WHERE version = 1", "article", "1", "version 1 is not the one"),
        ("DELETE FROM version_run WHERE version = 2", "article", "1", "version 2 is not the one"),
        ("UPDATE reading SET seen_at = '2025-03-03T14:02:00.001Z' WHERE id = 1", "snapshot", "1", "time or recipe"),
        ("UPDATE reading SET recipe = 'x' WHERE id = 3", "snapshot", "3", "time or recipe"),
        ("UPDATE reading SET text = 3 WHERE id = 3", "article", "1", "texts 1 to 3, but 2 of them"),
        ("UPDATE reading SET revision = 3 WHERE id = 2", "snapshot", "1/1", "revisions 1 to 3, but 2 of them"),
        ("DELETE FROM reading WHERE id = 2", "snapshot", "2", "missing"),
        ("DELETE FROM reading WHERE id = 1", "visit", "1", "snapshot_id points to a row of snapshot that is not there"),
        ("UPDATE reading SET article_id = 99 WHERE id = 4", "snapshot", "4", "article_id points to a row of article"),
        ("DELETE FROM look WHERE id = 4", "visit", "4", "missing"),
        ("DELETE FROM look WHERE id = 4", "page", "4", "no look names it"),
        ("UPDATE look SET address_id = 99 WHERE id = 4", "visit", "4", "address_id points to a row of address"),
        ("UPDATE look SET snapshot_id = 4 WHERE id = 3", "visit", "3", "is of article 2"),
        ("UPDATE look SET snapshot_id = NULL WHERE id = 2", "visit", "2", "it names none"),
        ("UPDATE look SET page_id = NULL WHERE id = 2", "visit", "2", "or no page"),
        ("UPDATE look SET outcome = 'unchanged' WHERE id = 3", "article", "1", "look 3 is “unchanged” of version 2"),
        ("UPDATE look SET outcome = 'changed' WHERE id = 2", "article", "1", "look 2 is “changed” of version 1"),
        ("UPDATE look SET version = 2 WHERE id = 2", "article", "1", "look 2 is “unchanged” of version 2"),
        ("UPDATE look SET answer = 'gone' WHERE id = 2", "visit", "2", "but it names a text"),
        (
            "UPDATE look SET at = '2025-03-09T14:02:00.000Z' WHERE id = 1",
            "article",
            "1",
            "look 1 is “new” of version 1",
        ),
        ("UPDATE look SET at = 'yesterday' WHERE id = 4", "visit", "4", "cannot be read"),
        ("UPDATE look SET etag = '\"b\"' WHERE id = 2", "visit", "2", "etag"),
        ("UPDATE look SET headers = '{' WHERE id = 2", "visit", "2", "cannot be read"),
        ("UPDATE article SET views = 91 WHERE id = 1", "article", "1", "view count"),
        ("UPDATE article SET version = 1 WHERE id = 1", "article", "1", "its latest version is 2"),
        ("UPDATE article SET first_seen_at = last_seen_at WHERE id = 1", "article", "1", "first_seen_at"),
        ("UPDATE article SET last_seen_at = first_seen_at WHERE id = 1", "article", "1", "last_seen_at"),
        ("UPDATE article SET url = url || 'x' WHERE id = 2", "article", "2", "not one of the addresses"),
        ("UPDATE article SET category = 'x' WHERE id = 2", "article", "2", "its category differs"),
        ("UPDATE address SET article_id = NULL WHERE url LIKE '%/12'", "article", "1", "not one of the addresses"),
        (
            "UPDATE view_point SET position = 3 WHERE position = 2 AND visit_id = 1",
            "view_point",
            "1/3",
            "no such entry",
        ),
        ("UPDATE view_point SET address_id = 1 WHERE position = 2", "view_point", "1/2", "no such entry"),
        ("UPDATE view_point SET views = -1 WHERE position = 2", "view_point", "1/2", "no view count"),
        ("UPDATE related_item SET title = 'x' WHERE position = 2", "related_set", "1", "SHA-256 differs"),
        ("UPDATE related_item SET teaser = NULL WHERE set_id = 2", "related_set", "2", "SHA-256 differs"),
        ("UPDATE related_item SET address_id = 1 WHERE set_id = 2", "related_set", "2", "SHA-256 differs"),
        ("UPDATE related_item SET position = 5 WHERE position = 2", "related_set", "1", "not numbered"),
        ("UPDATE related_set SET sha256 = 'x' WHERE id = 1", "related_set", "1", "SHA-256 differs"),
        ("DROP TRIGGER article_fts_update", "sqlite_schema", "article_fts_update", "the trigger is missing"),
        ("DROP INDEX visit_page", "sqlite_schema", "visit_page", "the index is missing"),
        ("DROP VIEW promotion", "sqlite_schema", "promotion", "the view is missing"),
        ("DELETE FROM article_fts_docsize WHERE id = 2", "article_fts", "2", "not in the index"),
        ("DELETE FROM article_stem_docsize WHERE id = 2", "article_stem", "2", "not in the index"),
        ("INSERT INTO article_fts(rowid, title, body) VALUES (9, 'x', 'y')", "article_fts", "9", "what is no article"),
        ("INSERT INTO article_stem(rowid, title) VALUES (9, 'x')", "article_stem", "9", "what is no article"),
        ("DELETE FROM removed WHERE id = 1", "removed", "1@1", "not the passages"),
        ("DELETE FROM removed WHERE id = 1", "removed_stem", "1", "what is no passage"),
        ("UPDATE removed SET text = 'x' WHERE id = 1", "removed", "1@1", "not the passages"),
        ("UPDATE removed SET version = 2 WHERE id = 1", "removed", "1", "no edit removed this"),
        ("DELETE FROM removed_stem_docsize WHERE id = 1", "removed_stem", "1", "not in the index"),
        ("UPDATE removed_stem_data SET block = zeroblob(length(block)) WHERE id > 10", "removed_stem", "", "the words"),
        ("UPDATE article_fts_data SET block = zeroblob(length(block)) WHERE id > 10", "article_fts", "", "the words"),
        ("UPDATE article_stem_data SET block = zeroblob(length(block)) WHERE id > 10", "article_stem", "", "the words"),
    ],
)
def test_single_change_is_found_and_named(damaged: Damage, statement: str, table: str, row: str, problem: str) -> None:
    """The table, the row and what is wrong about it; and what to do next."""
    findings = [one for one in bad(damaged(statement)) if (one.table, one.id) == (table, row)]
    assert [one for one in findings if problem in one.problem and one.advice], bad(damaged(statement))


@pytest.mark.parametrize("column", ["title", "body"])
def test_text_that_changed_without_its_index_is_found(damaged: Damage, column: str) -> None:
    """The article differs from its version, and both indexes from the article."""
    findings = bad(damaged(*QUIETLY, f"UPDATE article SET {column} = {column} || ' تذييل' WHERE id = 2"))
    assert {one.table for one in findings} == {"article", "article_fts", "article_stem", "sqlite_schema"}


def test_finding_names_the_address(damaged: Damage) -> None:
    """A person knows an article by its address."""
    path = damaged("UPDATE page SET size = 1 WHERE id = 5", "UPDATE reading SET title = 'x' WHERE id = 1")
    assert [(one.table, one.url) for one in bad(path)] == [("snapshot", URL), ("page", OTHER), ("snapshot", URL)]


def test_hash_of_another_rule_is_unverifiable(damaged: Damage) -> None:
    """Neither ok nor bad: this newsgrab does not make such hashes."""
    path = damaged("UPDATE reading SET hashes = replace(hashes, '\"2:', '\"0:') WHERE id = 3")
    findings = found(path)
    assert {(one.word, one.table, one.id) for one in findings} == {(Word.UNVERIFIABLE, "snapshot", "3")}
    tally = next(one for one in verify(path) if isinstance(one, Tally) and one.check == "texts")
    assert (tally.ok, tally.bad, tally.unverifiable, tally.word) == (3, 0, 1, Word.UNVERIFIABLE)


def test_index_that_the_next_search_makes_anew_is_unverifiable(damaged: Damage) -> None:
    """It was made by other rules; nothing is lost."""
    findings = found(damaged("UPDATE article_stem_state SET analyser = 'other'"))
    assert [(one.word, one.table) for one in findings] == [(Word.UNVERIFIABLE, "article_stem")]


def test_what_was_removed_and_is_still_to_be_looked_for_is_unverifiable(damaged: Damage) -> None:
    """Other rules filled it, or it lacks an edit: nothing is lost."""
    for statements in (
        ["UPDATE removed_state SET rules = 'other'"],
        [
            "UPDATE version_run SET indexed = 0 WHERE version > 1",
            "DELETE FROM removed",
            "INSERT INTO removed_stem (removed_stem) VALUES ('delete-all')",
        ],
    ):
        assert [(one.word, one.table) for one in found(damaged(*statements))] == [(Word.UNVERIFIABLE, "removed")]


def test_an_edit_that_is_still_to_be_looked_for_hides_no_other(damaged: Damage) -> None:
    """What others removed is compared all the same."""
    path = damaged("UPDATE removed SET text = 'x'", "INSERT INTO removed_stem (removed_stem) VALUES ('delete-all')")
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute(
            "INSERT INTO version_run SELECT article_id, 2, text, not_before, first_at, last_at, looks, changed,"
            " repeats, 0, minor FROM version_run WHERE article_id = 2"
        )
    assert ("removed", "1@1") in {(one.table, one.id) for one in bad(path)}


def test_an_edit_whose_index_is_disowned_is_bad(damaged: Damage) -> None:
    """What it removed would be put in a second time; making the index anew helps."""
    path = damaged("UPDATE version_run SET indexed = 0 WHERE version = 2")
    assert [(one.table, one.id) for one in bad(path)] == [("version_run", "1@2")]
    with Archive(path) as archive:
        archive.search.rebuild()
    assert found(path) == []


def test_change_by_another_program_that_is_still_to_be_indexed_is_ok(damaged: Damage) -> None:
    """The queue notes what the index holds until the next search."""
    path = damaged("UPDATE article SET tags = '[\"فيضان\"]' WHERE id = 1")
    assert [one for one in found(path) if one.check in {"search", "stems"}] == []


def test_rebuilt_index_is_ok(damaged: Damage) -> None:
    """What the advice says helps."""
    path = damaged(*(f"DELETE FROM {name}_docsize" for name in ("article_fts", "article_stem", "removed_stem")))
    assert bad(path)
    with Archive(path) as archive:
        archive.search.rebuild()
    assert found(path) == []


def test_what_somebody_added_is_no_trouble(damaged: Damage) -> None:
    """Tables and indexes of the user's own."""
    assert found(damaged("CREATE TABLE note (text)", "CREATE INDEX mine ON look(reason)")) == []


def claims(path: Path) -> list[object]:
    """Everything in the file that verifying vouches for."""
    with closing(sqlite3.connect(path)) as plain:
        plain.row_factory = sqlite3.Row
        pages = [page_bytes(plain, row[0]) for row in plain.execute("SELECT id FROM page ORDER BY id")]
        fields = "id, title, body, category, authors, published_at, updated_at, language"
        tables = (
            f"SELECT {fields}, article_id, text, revision, hashes, recipe FROM snapshot",
            f"SELECT {fields}, version, url, views, first_seen_at, last_seen_at FROM article",
            "SELECT id, address_id, article_id, page_id, snapshot_id, related_set_id, version, etag FROM visit",
            "SELECT id, at, answer, part, outcome FROM visit",
            "SELECT * FROM version_run",
            "SELECT * FROM related_set",
            "SELECT * FROM related_item",
            "SELECT visit_id, position, address_id FROM view_point",
            "SELECT rowid FROM article_fts WHERE article_fts MATCH 'السوق' ORDER BY rowid",
        )
        return [pages, *([tuple(row) for row in plain.execute(sql)] for sql in tables)]


@pytest.mark.parametrize("part", range(5))
def test_flipped_byte_is_found_wherever_it_counts(whole: Path, tmp_path: Path, part: int) -> None:
    """One byte of the file, at many places: either verifying finds it, or nothing that it vouches for has changed."""
    original, as_kept = whole.read_bytes(), claims(whole)
    places = [place for place, byte in enumerate(original) if byte]
    path = tmp_path / "newsgrab.db"
    for place in random.Random(part).sample(places, FLIPS // 5):
        changed = bytearray(original)
        changed[place] ^= 1 << random.Random(place).randrange(8)
        path.write_bytes(changed)
        try:
            if not bad(path):
                assert claims(path) == as_kept, place
        except ArchiveError:  # not to be opened at all
            pass


def test_every_byte_of_a_page_counts(whole: Path, tmp_path: Path) -> None:
    """A flip anywhere in the compressed bytes of a page is found, and the page is named."""
    with closing(sqlite3.connect(whole)) as plain:
        packed = plain.execute("SELECT zstd FROM page WHERE id = 2").fetchone()[0]
    path = tmp_path / "newsgrab.db"
    for place in range(0, len(packed), max(1, len(packed) // 40)):
        shutil.copyfile(whole, path)
        changed = bytearray(packed)
        changed[place] ^= 4
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            plain.execute("UPDATE page SET zstd = ? WHERE id = 2", (bytes(changed),))
        assert [(one.table, one.id) for one in bad(path)] == [("page", "2")], place


def test_page_cut_short_after_an_update_is_no_alarm(archive: Archive) -> None:
    """A better reader reads the version before anew, and the look itself ends without a text: all fits together."""
    archive.record(*look(replace(FLOOD, category=None), MONDAY, content=b"page", recipe="1"))
    page, reading = look(replace(FLOOD, blocks=FLOOD.blocks[:1]), TUESDAY, content=b"cut", recipe="2")
    kept = archive.record(replace(page, incomplete=True), reading, reread=reread)
    assert kept.outcome.value == "incomplete"
    assert bad(archive.path) == []
    assert archive.history.article(archive.resolve(URL)).category == FLOOD.category
    assert [each.id for each in archive.query.articles(Filters(category=FLOOD.category))] == [1]


def test_archive_that_is_being_written_is_read_as_it_was(archive: Archive) -> None:
    """A look that is kept meanwhile is not half seen; it is there for the next time."""
    archive.record(*look(FLOOD, MONDAY))
    said = verify(archive.path)
    next(said)
    archive.record(*look(None, MONDAY, content=b"wall"))
    tallies = {one.check: one for one in said if isinstance(one, Tally)}
    assert (tallies["looks"].ok, tallies["looks"].bad) == (1, 0)
    assert {one.check: one for one in verify(archive.path) if isinstance(one, Tally)}["looks"].ok == 2


def test_file_that_is_no_archive_is_an_error(tmp_path: Path, damaged: Damage) -> None:
    """Nothing can be said of it; one that an earlier newsgrab wrote is not changed to be verified."""
    with pytest.raises(NoArchive):
        list(verify(tmp_path / "none"))
    (tmp_path / "text.db").write_text("no database", encoding="utf-8")
    with pytest.raises(NotAnArchive):
        list(verify(tmp_path / "text.db"))
    earlier = damaged("PRAGMA user_version = 2")
    before = earlier.read_bytes()
    with pytest.raises(ArchiveError, match="earlier newsgrab"):
        list(verify(earlier))
    assert earlier.read_bytes() == before
