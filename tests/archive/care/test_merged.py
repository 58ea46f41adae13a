"""Articles that earlier rules made of unlike pages are found and told apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.archive.keep.chain import chain_what_was_there
from newsgrab.archive.keep.derive import derive, show_text
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.search.index.stems import index_article
from newsgrab.outcomes import Outcome
from tests.archive.conftest import MONDAY
from tests.archive.keep.test_identity import SITE, TEXTS, record

CLAIM = f"{SITE}/article"


def merge(archive: Archive) -> None:
    """Make one article of all, under an address at which none of them stands, as the earlier rules did."""
    connection = archive.connection
    others = [row[0] for row in connection.execute("SELECT id FROM article WHERE id > 1 ORDER BY id")]
    for other in others:
        texts = Texts(connection, 1).next_number - 1
        connection.execute("UPDATE reading SET article_id = 1, text = text + ? WHERE article_id = ?", (texts, other))
        connection.execute("UPDATE look SET article_id = 1 WHERE article_id = ?", (other,))
        connection.execute("UPDATE address SET article_id = 1 WHERE article_id = ?", (other,))
        connection.execute("DELETE FROM version_run WHERE article_id = ?", (other,))
        connection.execute("DELETE FROM article WHERE id = ?", (other,))
    connection.execute("INSERT INTO address (url, site, article_id) VALUES (?, 'courier.example', 1)", (CLAIM,))
    connection.execute("UPDATE article SET url = ? WHERE id = 1", (CLAIM,))
    derived = derive(connection, 1)
    show_text(connection, 1, Texts(connection, 1).latest(derived.timeline.versions[-1].text))
    index_article(connection, 1)
    archive.search.rebuild()
    connection.execute("DELETE FROM chain")
    chain_what_was_there(connection, "2025-03-06T00:00:00.000Z")


def problems(archive: Archive) -> list[str]:
    """What verify finds."""
    return [f"{found.check}: {found.problem}" for found in verify(archive.path) if isinstance(found, Finding)]


@pytest.fixture
def merged(archive: Archive) -> Archive:
    """Three articles in one, one of them with an edit."""
    for day in range(2):
        for name in TEXTS:
            record(archive, name, f"{SITE}/{name}", seen_at=MONDAY + timedelta(days=day))
    merge(archive)
    return archive


def test_verify_finds_them(merged: Archive) -> None:
    """And nothing else: every look is as it was kept."""
    assert problems(merged) == [f"identity: it holds 3 unlike pages: {', '.join(f'{SITE}/{name}' for name in TEXTS)}"]
    assert [each.outcome for each in merged.history.changes(Filters())].count(Outcome.CHANGED) == 5


def test_repair_gives_each_its_looks(merged: Archive) -> None:
    """Under the address at which it was read; no edit is left that was none, and nothing more is to be done."""
    looks = merged.connection.execute("SELECT id, at, page_id, snapshot_id FROM visit ORDER BY id").fetchall()
    (found,) = merged.care.merged()
    assert [part.url for part in found[0].parts] == [f"{SITE}/{name}" for name in TEXTS]
    (done,) = merged.care.split_merged()
    assert len(set(done[1])) == 3
    assert (problems(merged), merged.care.merged(), list(merged.history.changes(Filters()))) == ([], [], [])
    for name, (title, _) in TEXTS.items():
        ref = merged.resolve(f"{SITE}/{name}")
        assert (ref.url, merged.history.article(ref).title, len(merged.history.visits(ref))) == (
            f"{SITE}/{name}",
            title,
            2,
        )
    after = merged.connection.execute("SELECT id, at, page_id, snapshot_id FROM visit ORDER BY id").fetchall()
    assert [tuple(row) for row in after] == [tuple(row) for row in looks]
    assert record(merged, "quay", f"{SITE}/quay").outcome is Outcome.UNCHANGED
    assert record(merged, "school", f"{SITE}/school", CLAIM).outcome is Outcome.UNCHANGED


def test_a_repair_that_is_interrupted_changes_nothing(merged: Archive) -> None:
    """It is one transaction."""
    before = list(merged.connection.iterdump())
    merged.connection.execute(
        "CREATE TEMP TRIGGER stop BEFORE INSERT ON repair BEGIN SELECT RAISE(ABORT, 'stopped'); END"
    )
    with pytest.raises(Exception, match="stopped"):
        merged.care.split_merged()
    assert list(merged.connection.iterdump()) == before


def test_forms_of_one_page_are_left_together(archive: Archive) -> None:
    """Another address with the same text is no merge."""
    record(archive, "quay", f"{SITE}/quay")
    record(archive, "quay", f"{SITE}/print?n=7", f"{SITE}/quay")
    assert (archive.care.merged(), archive.care.split_merged()) == ([], [])
    assert problems(archive) == []
