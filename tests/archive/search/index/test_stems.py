"""The index stays true, whoever writes."""

from __future__ import annotations

import sqlite3

from newsgrab.archive.search import index_article, is_stale, search, sync
from tests.archive.search.conftest import Add


def ids(connection: sqlite3.Connection, text: str) -> list[int]:
    """The articles that a query finds, in order of their ids."""
    return sorted(hit.article_id for hit in search(connection, text).hits)


def test_a_row_written_by_plain_sql_is_found_after_catching_up(archive: sqlite3.Connection, add: Add) -> None:
    """Articles of other tools are picked up."""
    new = add("Harbour reopens", "Ships return.", id=70, language="en")
    assert is_stale(archive)
    sync(archive)
    assert not is_stale(archive)
    assert ids(archive, "harbours") == [new]


def test_an_edited_row_is_found_by_its_new_words_only(archive: sqlite3.Connection) -> None:
    """An update forgets the old text, even after several edits before the next search."""
    archive.execute("UPDATE article SET body = 'The harbour.' WHERE id = 3")
    archive.execute("UPDATE article SET body = 'A lighthouse.' WHERE id = 3")
    sync(archive)
    assert ids(archive, "lighthouse") == [3]
    assert ids(archive, "programmers") == []
    assert ids(archive, "harbour") == []


def test_a_damaged_count_of_languages_has_the_index_made_anew(archive: sqlite3.Connection) -> None:
    """A search answers all the same."""
    archive.execute("UPDATE article_stem_state SET languages = 'ar:1 fa'")
    assert is_stale(archive)
    sync(archive)
    assert not is_stale(archive)
    assert search(archive, "وزير").total > 0


def test_a_deleted_row_is_gone(archive: sqlite3.Connection) -> None:
    """A delete by another tool leaves no ghost, not even in the count."""
    archive.execute("DELETE FROM article WHERE id = 2")
    sync(archive)
    answer = search(archive, "وزير")
    assert ([hit.article_id for hit in answer.hits], answer.total) == ([1], 1)


def test_a_row_that_changes_its_language_is_read_anew(archive: sqlite3.Connection) -> None:
    """The language decides the terms, so a changed language is a changed text."""
    archive.execute("UPDATE article SET language = 'de' WHERE id = 3")
    sync(archive)
    assert ids(archive, "lang:de minister") == [3]


def test_a_row_whose_language_is_no_language_is_indexed_all_the_same(archive: sqlite3.Connection, add: Add) -> None:
    """Other tools write anything there, also the signs that the index counts its languages with."""
    tags = ("ë:1", "a,b", ":")
    new = [add("Harbour reopens", "Ships.", id=70 + n, language=tag) for n, tag in enumerate(tags)]
    sync(archive)
    assert ids(archive, "harbour") == new


def test_replacing_a_row_behind_the_triggers_rebuilds_the_index(archive: sqlite3.Connection) -> None:
    """INSERT OR REPLACE fires no delete trigger: what the index held is lost, so it is made anew."""
    archive.execute(
        "INSERT OR REPLACE INTO article (id, url, site, version, title, body, first_seen_at, last_seen_at)"
        " VALUES (3, 'https://courier.example/3', 'courier.example', 1, 'Lighthouse', '', '2024', '2024')"
    )
    sync(archive)
    assert ids(archive, "lighthouse") == [3]
    assert ids(archive, "programmers") == []
    assert ids(archive, "وزير") == [1, 2]
    archive.execute("INSERT INTO article_fts(article_fts) VALUES ('integrity-check')")


def test_an_index_of_another_analyser_is_rebuilt_with_progress(archive: sqlite3.Connection) -> None:
    """A new version of the rules reads every article again."""
    archive.execute("UPDATE article_stem_state SET analyser = 'older'")
    steps: list[tuple[int, int]] = []
    assert is_stale(archive)
    assert sync(archive, lambda done, to_do: steps.append((done, to_do))) == 6
    assert steps == [(6, 6)]
    assert ids(archive, "وزير") == [1, 2]


def test_an_interrupted_rebuild_goes_on_where_it_stopped(archive: sqlite3.Connection) -> None:
    """Articles that are in the index already are not added twice."""
    archive.execute("UPDATE article_stem_state SET complete = 0")
    archive.execute("DELETE FROM article WHERE id = 6")
    assert sync(archive) == 1
    assert search(archive, "وزير").total == 2


def test_recording_indexes_within_the_writers_transaction(empty: sqlite3.Connection, add: Add) -> None:
    """An article that is indexed as it is recorded needs no catching up, and a rollback takes both back."""
    empty.execute("BEGIN")
    index_article(empty, add("Harbour reopens", language="en"))
    empty.execute("COMMIT")
    assert not is_stale(empty)
    assert ids(empty, "harbour") == [1]
    empty.execute("BEGIN")
    empty.execute("UPDATE article SET title = 'Lighthouse' WHERE id = 1")
    index_article(empty, 1)
    empty.execute("ROLLBACK")
    assert ids(empty, "harbour") == [1]


def test_plain_sql_searches_the_readable_table(archive: sqlite3.Connection) -> None:
    """Any SQLite tool can search, with snippets, without our code; a vowelled word stays one word."""
    rows = archive.execute(
        "SELECT rowid, snippet(article_fts, -1, '[', ']', '…', 5) FROM article_fts WHERE article_fts MATCH 'cafe'"
    ).fetchall()
    assert [tuple(row) for row in rows] == [(3, "Minister visits a [café]")]
    archive.execute("DELETE FROM article WHERE id = 1")
    archive.execute("UPDATE article SET title = 'x' WHERE id = 2")
    archive.execute("INSERT INTO article_fts(article_fts) VALUES ('integrity-check')")
    words = {row[0] for row in archive.execute("SELECT term FROM article_word")}
    assert "programmers" in words
