"""An article that moved, and was kept under its new address before its old one led there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.article import Block, BlockKind, Related
from newsgrab.errors import BadRef
from newsgrab.link import Kind, Link, Source
from newsgrab.outcomes import Outcome
from newsgrab.visit import RecordResult
from tests.archive.conftest import look
from tests.archive.keep.test_identity import SITE, article

OLD, NEW = f"{SITE}/2025/quay", f"{SITE}/ports/quay"
AMP = f"{OLD}/amp"
START = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
Record = Callable[[Archive], RecordResult]
_ADDED = "وقالت البلدية إن الرصيف سيعمل ليلا ونهارا."


def seen(day: int, asked: str, *, at: str | None = None, name: str = "quay", more: str = "") -> Record:
    """A look, so many days after the start, at an address; perhaps it led for good to the page `at` another one."""
    final = at or asked
    given = article(name, final)
    blocks = (*given.blocks, *([Block(BlockKind.PARAGRAPH, more)] if more else []))
    given = replace(given, blocks=blocks, views=day, related=(Related(f"{SITE}/flood", "النهر", None, 3, position=1),))
    page, reading = look(given, START + timedelta(days=day), content=f"{asked} {final} {day} {name} {more}".encode())
    page = replace(page, url=asked, final_url=final, permanent=asked != final)
    return lambda archive: archive.record(page, reading)


def missing(day: int, asked: str) -> Record:
    """A look that finds no page."""
    return lambda archive: archive.record_other(asked, Outcome.GONE, "404", at=START + timedelta(days=day))


def twin(day: int) -> Record:
    """A look at the AMP page of the article at OLD."""
    page, reading = look(article("quay", OLD), START + timedelta(days=day, hours=1), content=f"amp {day}".encode())
    return lambda archive: archive.record(replace(page, url=AMP, final_url=AMP), reading)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty archive."""
    with Archive(tmp_path_factory.mktemp("empty"), create=True) as archive:
        return archive.path


@contextmanager
def kept(empty: Path, place: Path, looks: Sequence[Record], *, verified: bool = True) -> Iterator[Archive]:
    """An archive that got these looks, and what verify and repair would find: nothing."""
    place.mkdir()
    shutil.copy(empty, place)
    with Archive(place) as archive:
        for record in looks:
            record(archive)
        assert not verified or [each for each in verify(place) if isinstance(each, Finding)] == []
        assert archive.care.merged() == []
        yield archive


def told(archive: Archive) -> list[Any]:
    """What is told of all articles, without numbers that go by arrival."""
    every = Filters()
    out: list[Any] = [[replace(change, article_id=0) for change in archive.history.changes(every)]]
    for url in sorted(each.url for each in archive.query.articles(every)):
        ref = archive.resolve(url)
        versions = archive.history.versions(ref)
        out += [
            (url, archive.history.article(ref)),
            [replace(each, name="") for each in versions],
            [each._replace(id=0) for each in archive.history.visits(ref)],
            archive.history.views(ref),
            [hit.passage for hit in archive.search.removed("ليلا", every).hits],
        ]
    return out


MOVED = (
    seen(1, OLD),
    seen(2, NEW, more=_ADDED),
    seen(3, OLD, more=_ADDED),
    seen(4, NEW),
    seen(5, OLD, at=NEW),
    seen(6, OLD, at=NEW, more=_ADDED),
    seen(7, NEW, more=_ADDED),
)


def test_two_known_articles_become_one_when_one_leads_to_the_other_for_good(archive: Archive) -> None:
    """With all looks of both; the look that shows it says so, and the article goes by its new address."""
    assert [record(archive).article_id for record in (MOVED[0], MOVED[3])] == [1, 2]
    moved = MOVED[4](archive)
    assert (moved.outcome, moved.article_id, moved.url, moved.reason) == (Outcome.MOVED, 1, NEW, f"to {NEW}")
    assert [each.outcome for each in archive.history.visits(archive.resolve(NEW))] == ["new", "unchanged", "moved"]
    assert [(each.outcome, each.reason) for each in archive.history.changes(Filters())] == [("moved", f"to {NEW}")]
    assert archive.query.summary().articles == 1
    assert {hit.url for hit in archive.search("رصيف", Filters()).hits} == {NEW}


def test_a_move_that_comes_with_an_edit_is_told_as_a_move_too(archive: Archive) -> None:
    """Once: a later edit at the old address, which leads on, is none; so is what came back when it moved."""
    looks = (seen(1, OLD), seen(2, OLD, at=NEW, more=_ADDED), missing(3, NEW), seen(4, OLD, at=NEW))
    moved = [record(archive) for record in looks][1]
    assert (moved.outcome, moved.changed, moved.reason) == (Outcome.CHANGED, ("body",), f"moved to {NEW}")
    back, _, change = archive.history.changes(Filters())
    assert (change.moved_to, back.moved_to) == (NEW, None)
    assert list(archive.history.changes(Filters(), {"moved"})) == [change]
    [site] = archive.history.digest(START, Filters()).sites
    assert [each.at for each in site.moved] == [change.at]
    [row] = (row for row in archive.query.rows("changes", Filters()) if row["at"] == change.at)
    assert row["reason"] == f"moved to {NEW}"


def test_looks_of_a_move_in_any_order(empty: Path, tmp_path: Path) -> None:
    """The same article and the same history, and nothing that verify or repair would find; twice adds nothing."""
    with kept(empty, tmp_path / "right", MOVED) as archive:
        right = told(archive)
    assert len(right) == 6
    for number, order in enumerate(list(permutations(MOVED))[:: 5040 // 12]):
        with kept(empty, tmp_path / str(number), order, verified=number == 11) as archive:
            assert told(archive) == right
            assert number or all(record(archive).known for record in order)


def test_the_number_of_before_leads_to_what_it_became(archive: Archive) -> None:
    """And is never given to another article; its versions are named by their times."""
    for record in (MOVED[3], MOVED[0], MOVED[4]):
        record(archive)
    assert (archive.resolve("2").article_id, archive.resolve("2").url) == (1, NEW)
    assert archive.resolve("2@2025-03-03T09:00Z").article_id == 1
    with pytest.raises(BadRef, match="article 2 was found to be article 1"):
        archive.resolve("2@1")
    assert seen(8, f"{SITE}/school", name="school")(archive).article_id == 3


def test_unlike_articles_stay_two_and_the_move_is_told(empty: Path, tmp_path: Path) -> None:
    """The old one is not there any more, and its history says where its address leads."""
    looks = (seen(1, OLD), seen(2, NEW, name="school"), seen(3, OLD, at=NEW, name="school"))
    with kept(empty, tmp_path / "two", looks) as archive:
        assert archive.query.summary().articles == 2
        (change,) = archive.history.changes(Filters())
        assert (change.outcome, change.url, change.reason) == (Outcome.GONE, OLD, f"moved to {NEW}")
        assert [each.outcome for each in archive.history.visits(archive.resolve(NEW))] == ["new"]


@pytest.mark.parametrize(("guids", "articles"), [(("7", "7"), 1), (("7", "8"), 2), (("7", "7", "7"), 3)])
def test_unlike_texts_are_one_article_if_the_feed_has_one_name_for_both(
    archive: Archive, guids: tuple[str, ...], articles: int
) -> None:
    """Written anew under another address, it was edited; a name that many entries have tells nothing."""
    source_id = archive.following.add(Source(f"{SITE}/feed", Kind.FEED), START) or 0
    listed = zip((OLD, NEW, f"{SITE}/flood"), guids, strict=False)
    for record in (seen(1, OLD), seen(2, NEW, name="school"), seen(2, f"{SITE}/flood", name="flood"))[: len(guids)]:
        record(archive)
    links = [Link(url, guid=guid) for url, guid in listed]
    for known in (links[:1], links):
        archive.following.keep_links(source_id, known, at=START, schedule=None)
    seen(3, OLD, at=NEW, name="school")(archive)
    assert archive.query.summary().articles == articles
    outcomes = [each.outcome for each in archive.history.changes(Filters())]
    assert outcomes == (["moved", "changed"] if articles == 1 else ["gone"])
    assert [each for each in verify(archive.path) if isinstance(each, Finding)] == []


def test_an_address_of_a_third_article_is_no_new_address(archive: Archive) -> None:
    """Whatever the page says of its own: the article goes by where the server led."""
    seen(1, f"{SITE}/school", name="school")(archive)
    seen(2, OLD)(archive)
    page, reading = look(article("quay", f"{SITE}/school"), START + timedelta(days=3))
    moved = archive.record(replace(page, url=OLD, final_url=NEW, permanent=True), reading)
    assert (moved.outcome, moved.url, archive.query.summary().articles) == (Outcome.MOVED, NEW, 2)


DROPPED = (seen(1, OLD), twin(1), seen(2, OLD), missing(3, AMP), seen(4, OLD), missing(5, AMP), missing(6, OLD))


def test_a_twin_that_is_dropped_is_no_removal_in_any_order(empty: Path, tmp_path: Path) -> None:
    """The look at it stands in the history as what it is; only when the article's own address is gone is it gone."""
    with kept(empty, tmp_path / "right", DROPPED) as archive:
        right = told(archive)
        ref = archive.resolve(OLD)
        outcomes = [each.outcome.value for each in archive.history.visits(ref)]
        assert outcomes[3:] == ["not an article", "unchanged", "not an article", "gone"]
        [change] = archive.history.changes(Filters())
        assert (change.outcome, change.at, change.reason) == (Outcome.GONE, "2025-03-07T09:00:00.000Z", "404")
        assert [each.gone_since for each in archive.query.articles(Filters())] == [change.at]
        assert archive.history.state(ref).gone_since == change.at
    for number, order in enumerate(list(permutations(DROPPED))[:: 5040 // 12]):
        with kept(empty, tmp_path / str(number), order, verified=number % 4 == 0) as archive:
            assert told(archive) == right


def test_a_new_address_that_was_not_there_yet_is_no_removal(empty: Path, tmp_path: Path) -> None:
    """Whenever it is known that the article is to be found there."""
    looks = (seen(1, OLD), missing(2, NEW), seen(3, OLD), missing(4, NEW), seen(5, OLD, at=NEW))
    for number, order in enumerate(permutations(looks)):
        if number % 10 == 0:
            with kept(empty, tmp_path / str(number), order) as archive:
                assert [each.outcome for each in archive.history.changes(Filters())] == ["moved"]
