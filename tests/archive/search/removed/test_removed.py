"""What articles said and no longer say is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.archive.keep.prepared import prepare_page
from newsgrab.archive.search import Window
from newsgrab.archive.search.removed.find import Removal
from newsgrab.article import Article, Block, BlockKind
from newsgrab.errors import BadQuery, NewsgrabError
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.outcomes import Outcome
from newsgrab.page import Page
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

LOSSES = "قدّر التجار خسائرهم بنحو مليون ليرة."
ALL = Filters()


def article(*paragraphs: str, title: str = "Quay closed") -> Article:
    """An English article with these paragraphs."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    return replace(FLOOD, title=title, blocks=blocks, language="en", category="Port", authors=("Ann Berg",), related=())


def edited(archive: Archive, *versions: Article) -> None:
    """Keep these versions, one a day from Monday on."""
    for day, version in enumerate(versions):
        archive.record(*look(version, MONDAY + timedelta(days=day)))


def hits(archive: Archive, query: str, filters: Filters = ALL) -> list[tuple[int, str | None, str]]:
    """Version, field and text of what is found."""
    return [(hit.version, hit.field, hit.passage.text) for hit in archive.search.removed(query, filters).hits]


def only(archive: Archive, query: str) -> Removal:
    """The one hit."""
    (hit,) = archive.search.removed(query, ALL).hits
    return hit


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive: all of it, not the articles alone."""
    with Archive(tmp_path / "kept", create=True) as kept:
        yield kept


@pytest.fixture
def flooded(archive: Archive) -> Archive:
    """The flood, without its last sentence from Tuesday on."""
    edited(archive, FLOOD, replace(FLOOD, blocks=FLOOD.blocks[:3]))
    return archive


def test_removed_sentence_is_found_in_any_form_of_its_words(flooded: Archive) -> None:
    """With clitics, another number, without vowel marks; the original text with the words marked."""
    for query in ("خسائرهم", "خسارة", "والخسائر", "تاجر خسائر", '"نحو مليون"'):
        assert hits(flooded, query) == [(1, "body", LOSSES)], query
    hit = only(flooded, "خسارة التاجر")
    assert [hit.passage.text[start:end] for start, end in hit.passage.spans] == ["التجار", "خسائرهم"]


def test_hit_names_the_version_and_the_looks_that_bound_the_removal(archive: Archive) -> None:
    """The last look that still saw it, the first that did not."""
    edited(archive, FLOOD, FLOOD, replace(FLOOD, blocks=FLOOD.blocks[:3]), replace(FLOOD, blocks=FLOOD.blocks[:3]))
    hit = only(archive, "مليون")
    assert (hit.article_id, hit.version, hit.url, hit.title) == (1, 1, URL, FLOOD.title)
    assert (hit.not_before, hit.removed_at) == ("2025-03-04T14:02:00.000Z", "2025-03-05T14:02:00.000Z")
    assert hit.returned_version is None


def test_ordinary_search_does_not_find_it(flooded: Archive) -> None:
    """It looks through what articles say now."""
    assert flooded.search("مليون", ALL).total == 0


def test_what_is_still_there_is_not_found(flooded: Archive) -> None:
    """Unless nothing removed has all the words: then it says so."""
    assert hits(flooded, "فجر") == []
    found = flooded.search.removed("فجر مليون", ALL)
    assert (found.total, found.partial) == (1, True)


def test_moved_passage_is_not_removed(archive: Archive) -> None:
    """Nor one that only lost its marks."""
    edited(
        archive,
        article("Nobody was told. Ships wait.", "It rained."),
        article("It rained.", "Ships wait; nobody was told."),
        article("It rained!", "Ships wait. NOBODY was told."),
    )
    assert hits(archive, "nobody OR ships OR rained") == []
    assert archive.connection.execute("SELECT count(*) FROM removed").fetchone()[0] == 0


def test_removed_title_is_found(archive: Archive) -> None:
    """As a title."""
    edited(archive, article("Ships wait."), article("Ships wait.", title="Harbour reopens"))
    assert hits(archive, "closing quays") == hits(archive, "title:quay") == [(1, "title", "Quay closed")]
    assert hits(archive, "body:quay") == []


def test_passage_that_came_back_says_so(archive: Archive) -> None:
    """With the first version that has it again, also if it went again after that: a removal of its own."""
    with_it, without = article("Ships wait.", "Nobody was told."), article("Ships wait.")
    edited(archive, with_it, without, with_it, without)
    found = archive.search.removed("told", ALL, Window(sort="date")).hits
    assert [(hit.version, hit.returned_version) for hit in found] == [(3, None), (1, 3)]


def test_better_reading_removes_nothing(archive: Archive) -> None:
    """What a later reader no longer takes for the text was no part of it; a real edit at the same look is."""
    clean = article("Ships wait.", "Nobody was told.")
    noisy = article("Ships wait.", "Nobody was told.", "Share this page.")

    def reread(_page: Page) -> ExtractionResult:
        return ExtractionResult(Verdict.ARTICLE, "", clean, recipe="2")

    archive.record(*look(noisy, MONDAY))
    archive.record(*look(clean, TUESDAY, recipe="2"), reread=reread)
    archive.record(*look(article("Ships wait."), WEDNESDAY, recipe="2"), reread=reread)
    assert hits(archive, "share OR told") == [(1, "body", "Nobody was told.")]
    archive.search.rebuild()
    assert hits(archive, "share OR told") == [(1, "body", "Nobody was told.")]


def test_version_that_is_read_again_after_an_edit_removes_nothing(archive: Archive) -> None:
    """Also when the later reader finds more in the old version than the earlier one found in the new."""
    edited(archive, article("Ships wait.", "Nobody was told."), article("Ships wait."))
    first = archive.care.texts([archive.resolve("1@1")], ALL)[0]
    more = article("Ships wait.", "Nobody was told.", "A list of fees.")
    page, reading = look(more, MONDAY, recipe="2")
    assert archive.care.keep_revision(first, prepare_page(page, reading))
    archive.search.rebuild()
    assert [row[-1] for row in rows(archive)] == ["Nobody was told."]
    assert [
        said for said in verify(archive.path) if isinstance(said, Finding) and said.table.startswith("removed")
    ] == []


def test_article_taken_down_is_found_until_it_returns(archive: Archive) -> None:
    """As a whole, by the version that was last there and the first look that found it gone."""
    archive.record(*look(FLOOD, MONDAY))
    for at in (TUESDAY, WEDNESDAY):
        archive.record_other(URL, Outcome.GONE, "HTTP 404", at=at)
    hit = only(archive, "الخسائر")
    assert (hit.version, hit.field, hit.returned_version) == (1, None, None)
    assert (hit.not_before, hit.removed_at) == ("2025-03-03T14:02:00.000Z", "2025-03-04T14:31:00.000Z")
    assert archive.search.count_removed("الخسائر", ALL) == 1
    archive.record(*look(FLOOD, WEDNESDAY + timedelta(days=1)))
    assert hits(archive, "الخسائر") == []


@pytest.mark.parametrize(
    ("filters", "there"),
    [
        (Filters(site="courier.example"), True),
        (Filters(site="harbour.example"), False),
        (Filters(category="محليات"), True),
        (Filters(category="Port"), False),
        (Filters(author="الحمصي"), True),
        (Filters(author="Berg"), False),
        (Filters(language="ar"), True),
        (Filters(language="en"), False),
        (Filters(since=datetime(2025, 3, 4, tzinfo=UTC)), True),
        (Filters(since=datetime(2025, 3, 5, tzinfo=UTC)), False),
        (Filters(until=datetime(2025, 3, 5, tzinfo=UTC)), True),
        (Filters(until=datetime(2025, 3, 4, tzinfo=UTC)), False),
    ],
)
def test_filters_choose(flooded: Archive, filters: Filters, there: bool) -> None:  # noqa: FBT001
    """Times are of the removal, the rest is of the article."""
    assert bool(hits(flooded, "مليون", filters)) is there
    assert flooded.search.count_removed("مليون", filters) == int(there)


@pytest.mark.parametrize(
    ("query", "there"),
    [("site:courier.example", True), ("lang:en", False), ("after:2025-03-04", True), ("before:2025-03-04", False)],
)
def test_filters_in_the_query_choose(flooded: Archive, query: str, there: bool) -> None:  # noqa: FBT001
    """The same ones."""
    assert bool(hits(flooded, f"مليون {query}")) is there


def test_window_and_count(archive: Archive) -> None:
    """Pages of hits by date; phrases count as they are printed."""
    edited(archive, *(article("Ships wait.", f"Fee number {n} of the port.") for n in range(5)))
    found = archive.search.removed("fee", ALL, Window(sort="date", limit=2, offset=1))
    assert (found.total, [hit.version for hit in found.hits]) == (4, [3, 2])
    assert archive.search.count_removed("fees", ALL) == 4
    assert archive.search.count_removed('"number 2 of"', ALL) == 1


def test_empty_archive_has_nothing_removed(archive: Archive) -> None:
    """And no trouble; a query without a word is one."""
    assert not archive.search.removed_is_stale
    assert archive.search.removed("quay", ALL).hits == ()
    with pytest.raises(BadQuery, match="nothing to look for"):
        archive.search.removed("lang:ar", ALL)


def rows(archive: Archive) -> list[tuple[object, ...]]:
    """What the table holds."""
    return [tuple(row) for row in archive.connection.execute("SELECT * FROM removed ORDER BY id")]


def test_edits_that_were_there_before_are_put_in_like_new_ones(archive: Archive) -> None:
    """All of them again after a change of the rules; those that an interruption left out."""
    versions = [article("Ships wait.", f"Fee {n}.", title=f"Quay {n // 2} closed") for n in range(7)]
    edited(archive, *versions, replace(versions[-1], category="Trade"), article("Ships wait."))
    kept = rows(archive)
    assert (len(kept), archive.search.removed_is_stale) == (11, False)
    for damage in (
        "UPDATE removed_state SET rules = '0'",
        "UPDATE removed_state SET rules = ''",
    ):
        archive.connection.execute(damage)
        assert archive.search.removed_is_stale
        told: list[tuple[int, int]] = []
        archive.catch_up(lambda done, to_do: told.append((done, to_do)))  # noqa: B023
        assert (rows(archive), told, archive.search.removed_is_stale) == (kept, [(8, 8)], False)
        assert hits(archive, '"fee 3"') == [(4, "body", "Fee 3.")]


def test_edit_after_one_that_is_still_to_be_put_in_waits_for_its_turn(archive: Archive) -> None:
    """Nothing is left out, nothing is there twice."""
    edited(archive, article("One."), article("Two."))
    archive.connection.execute("UPDATE removed_state SET rules = '0'")
    archive.record(*look(article("Three."), WEDNESDAY))
    archive.catch_up()
    assert [row[-1] for row in rows(archive)] == ["One.", "Two."]


def test_edit_that_cannot_be_kept_leaves_no_passages(archive: Archive) -> None:
    """They come and go with the version."""
    edited(archive, article("One."))
    archive.connection.execute("CREATE TRIGGER full BEFORE INSERT ON look BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(NewsgrabError):
        archive.record(*look(article("Two."), TUESDAY))
    archive.connection.execute("DROP TRIGGER full")
    assert rows(archive) == []
    archive.record(*look(article("Two."), TUESDAY))
    assert [row[-1] for row in rows(archive)] == ["One."]
