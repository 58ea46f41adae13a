"""Looks at pages that a browser had filled: both pages are kept, and no look passes for one of the other kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, Word, verify
from newsgrab.archive.keep.pages import page_bytes
from newsgrab.extraction_result import ExtractionResult
from newsgrab.page import Page, Rendering
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, look, unread

SHELL = b"<!doctype html><title>T</title><script src=/app.js></script>" * 20
EDITED = replace(FLOOD, title="\u0627\u0644\u0646\u0647\u0631 \u064a\u063a\u0645\u0631 \u0627\u0644\u0633\u0648\u0642")
CHROMIUM = "Chromium 156.0"


def rendered(page: Page, reading: ExtractionResult) -> tuple[Page, ExtractionResult]:
    """The same look with a browser, which was given a page without a text."""
    return replace(page, rendering=Rendering(SHELL, CHROMIUM)), reading


def test_both_pages_of_a_look_are_kept(archive: Archive) -> None:
    """What the server gave and what the browser made of it; equal ones once; nothing is wrong with either."""
    archive.record(*rendered(*look(FLOOD, MONDAY)))
    archive.record(*rendered(*look(EDITED, TUESDAY)))
    rows = archive.connection.execute("SELECT page_id, browser FROM rendering").fetchall()
    assert [(page_bytes(archive.connection, row["page_id"]), row["browser"]) for row in rows] == [(SHELL, CHROMIUM)] * 2
    assert len({row["page_id"] for row in rows}) == 1
    assert [visit.rendered for visit in archive.history.visits(archive.resolve(URL))] == [CHROMIUM] * 2
    assert [each for each in verify(archive.path.parent) if isinstance(each, Finding)] == []


def test_a_page_without_an_article_is_kept_in_both_forms(archive: Archive) -> None:
    """What the browser made of it, and what was given."""
    archive.record(*rendered(*look(None, MONDAY)))
    assert archive.connection.execute("SELECT count(*) FROM rendering").fetchone()[0] == 1
    assert [each for each in verify(archive.path.parent) if isinstance(each, Finding)] == []


def test_another_page_in_the_place_of_what_was_given_is_found(archive: Archive) -> None:
    """The page that the server gave is part of what is chained."""
    archive.record(*rendered(*look(FLOOD, MONDAY)))
    archive.connection.execute("UPDATE rendering SET page_id = (SELECT page_id FROM visit)")
    archive.connection.commit()
    found = [each.table for each in verify(archive.path.parent) if isinstance(each, Finding)]
    assert "visit" in found


def test_an_edit_between_looks_of_two_kinds_is_marked(archive: Archive) -> None:
    """From a plain look to one with a browser and back; not between two of one kind."""
    for hours, (article, with_browser) in enumerate(
        [(FLOOD, False), (EDITED, True), (FLOOD, True), (EDITED, False), (FLOOD, False)]
    ):
        one = look(article, MONDAY + timedelta(hours=hours))
        archive.record(*(rendered(*one) if with_browser else one))
    versions = archive.history.versions(archive.resolve(URL))
    assert [version.switched for version in versions] == [False, True, False, True, False]
    told = [change.reason for change in archive.history.changes(Filters())]
    assert [reason.startswith("one of the two looks") for reason in reversed(told)] == [True, False, True, False]


def test_a_server_is_not_asked_for_changes_of_a_page_that_a_browser_fills(archive: Archive) -> None:
    """The empty page stays the same, whatever its text."""
    archive.record(*rendered(*look(FLOOD, MONDAY)))
    assert archive.history.validators(URL) == (None, None)
    archive.record(*look(FLOOD, TUESDAY))
    assert archive.history.validators(URL) == ('"a"', None)


def test_a_removal_takes_out_both_pages(archive: Archive) -> None:
    """The bytes of either are gone, and verify says on purpose."""
    archive.record(*rendered(*look(FLOOD, MONDAY)))
    archive.care.remove(archive.resolve(URL), "a court")
    assert archive.connection.execute("SELECT sum(length(zstd)) FROM page").fetchone()[0] == 0
    found = [each for each in verify(archive.path.parent) if isinstance(each, Finding)]
    assert {each.word for each in found} == {Word.REMOVED}


def test_another_archive_gets_both_pages_when_it_is_merged(archive: Archive, tmp_path: Path) -> None:
    """With an article and without."""
    archive.record(*rendered(*look(FLOOD, MONDAY)))
    archive.record(*rendered(*look(None, TUESDAY)))
    with Archive(tmp_path / "other", create=True) as other:
        for _ in other.care.merge(archive.connection, "kept.db", unread, lambda *_: "1"):
            pass
        rows = other.connection.execute("SELECT page_id, browser FROM rendering").fetchall()
        assert [(page_bytes(other.connection, row["page_id"]), row["browser"]) for row in rows] == [
            (SHELL, CHROMIUM)
        ] * 2


def test_other_archives_are_given_what_the_server_gave(archive: Archive) -> None:
    """A look in a web archive is an answer of the server."""
    archive.record(*rendered(*look(FLOOD, MONDAY)))
    looks = archive.query.looks(Filters())
    assert [looks.content(one) for one in looks] == [SHELL]
