"""Two archives made one: the same from either side, nothing twice, and told where the two witnesses differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.merge import Agreement, Comparison, MergeCounts
from newsgrab.archive.care.upgrade import as_of_today
from newsgrab.archive.keep.imports import Advance, ImportSource
from newsgrab.archive.migrations.migrate import STEPS, migrate
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.page import Page
from tests.archive.care.conftest import bad
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look, unread
from tests.archive.keep.test_order import Record, failed, gone, same, told, typeset
from tests.archive.keep.test_order import text as text_of
from tests.archive.migrations.test_migrations import copy

TODAY = "2"


def recipe(_url: str, _at: datetime) -> str:
    """All that these tests keep was read by these rules."""
    return "1"


def made(folder: Path, looks: Sequence[Record]) -> Path:
    """An archive with those looks."""
    with Archive(folder, create=True) as archive:
        for record in looks:
            record(archive)
    return folder


def merged(
    into: Path,
    other: Path,
    reread: Callable[[Page], ExtractionResult] = unread,
    recipe_of: Callable[[str, datetime], str] = recipe,
) -> tuple[MergeCounts, list[Comparison]]:
    """The other archive merged into the first."""
    counts, compared = MergeCounts(), []
    with as_of_today(other / "newsgrab.db") as path, Archive(path, readonly=True) as witness, Archive(into) as kept:
        for said in kept.care.merge(witness.connection, "other.db", reread, recipe_of):
            if isinstance(said, Comparison):
                compared.append(said)
            elif isinstance(said, MergeCounts):
                counts = said
    return counts, compared


def said_of(folder: Path) -> dict[str, Any]:
    """Everything that an archive tells."""
    with Archive(folder) as archive:
        archive.catch_up()
        return told(archive)


LOOKS = (
    text_of("A", 0),
    typeset("A", 1, '"{}" wins'),
    typeset("A", 2, "“{}” wins", updated=2),
    text_of("B", 3),
    same("B", 4),
    gone(5),
    failed(6),
    text_of("A", 7),
    text_of("C", 8, cut=True),
    same("A", 9),
    text_of("C", 10),
    gone(11),
)


@settings(max_examples=7, deadline=None)
@example(["both", *["one"] * 3, "other", *["one"] * 7])  # who has the text of a 304 has not made it
@given(st.lists(st.sampled_from(["one", "other", "both"]), min_size=len(LOOKS), max_size=len(LOOKS)))
def test_either_into_the_other_gives_what_one_archive_of_all_looks_tells(
    tmp_path_factory: pytest.TempPathFactory, whose: list[str]
) -> None:
    """Whoever made which look, some of them both; and a second time changes nothing."""
    folder = tmp_path_factory.mktemp("merge")
    whose[0] = "both"  # each of them knows the article
    ours = [record for record, who in zip(LOOKS, whose, strict=True) if who != "other"]
    theirs = [record for record, who in zip(LOOKS, whose, strict=True) if who != "one"]
    one, other = made(folder / "one", ours), made(folder / "other", theirs)
    again = made(folder / "copy", theirs)
    merged(one, other)
    merged(again, made(folder / "first", ours))
    said = said_of(one)
    assert said == said_of(again)
    assert said == said_of(made(folder / "all", LOOKS))
    counts, _ = merged(one, other)
    assert (counts.new, said_of(one)) == (0, said)
    assert bad(one) == []


def test_the_chain_tells_where_the_looks_came_from(tmp_path: Path) -> None:
    """A mark with the other archive and its head; none when nothing came."""
    one, other = made(tmp_path / "one", LOOKS[:1]), made(tmp_path / "other", LOOKS[3:5])
    for _ in range(2):
        merged(one, other)
    with Archive(one) as archive, Archive(other) as witness:
        notes = [row[0] for row in archive.connection.execute("SELECT note FROM chain WHERE note <> ''")]
        head = witness.connection.execute("SELECT lower(hex(head)) FROM chain ORDER BY id DESC").fetchone()[0]
    assert notes == [f"looks 2 to 3 came from other.db, whose head was {head}"]


@pytest.mark.parametrize(
    ("ours", "theirs", "agreement"),
    [
        ([text_of("A", 0), text_of("A", 4)], [text_of("A", 2)], Agreement.AGREE),
        ([text_of("A", 0), text_of("B", 4)], [text_of("B", 2), text_of("B", 5)], Agreement.AGREE),
        ([text_of("A", 0), text_of("B", 4)], [text_of("C", 2)], Agreement.AGREE),
        ([text_of("A", 0), text_of("A", 3), text_of("A", 6)], [text_of("B", 2), text_of("B", 4)], Agreement.PLACE),
        ([text_of("A", 0), text_of("A", 4)], [text_of("A", 1), text_of("B", 2)], Agreement.CONTRADICT),
        ([text_of("A", 0), text_of("A", 4)], [text_of("A", 1), gone(2)], Agreement.CONTRADICT),
    ],
)
def test_two_witnesses_are_compared(
    tmp_path: Path, ours: list[Record], theirs: list[Record], agreement: Agreement
) -> None:
    """Between two looks of one that saw the same, did the other see that, too? And from either side the same."""
    one, other = made(tmp_path / "one", ours), made(tmp_path / "other", theirs)
    copy = made(tmp_path / "copy", ours)
    for into, from_ in ((one, other), (other, copy)):
        _, compared = merged(into, from_)
        assert [each.agreement for each in compared] == [agreement]
        assert bool(compared[0].differences) is (agreement is not Agreement.AGREE)


def test_what_other_rules_read_is_read_again(tmp_path: Path) -> None:
    """So a better reader of one archive is no edit: their looks, and ours beside them."""
    poor = replace(FLOOD, category=None)
    for folder, at in (("one", MONDAY), ("other", WEDNESDAY)):
        with Archive(tmp_path / folder, create=True) as archive:
            archive.record(*look(poor, at))
    rich = ExtractionResult(Verdict.ARTICLE, "", FLOOD, recipe=TODAY)
    merged(tmp_path / "one", tmp_path / "other", lambda _: rich, lambda *_: TODAY)
    with Archive(tmp_path / "one") as archive:
        ref = archive.resolve(URL)
        assert [version.looks for version in archive.history.versions(ref)] == [2]
        assert archive.history.article(ref).category == FLOOD.category


def test_an_archive_of_before_is_read_in_a_copy(tmp_path: Path) -> None:
    """It stays as it is, to the byte."""
    one, old = made(tmp_path / "one", LOOKS[:1]), tmp_path / "old"
    old.mkdir()
    migrate(str(old / "newsgrab.db"), STEPS[:4])
    copy(old / "newsgrab.db")
    before = (old / "newsgrab.db").read_bytes()
    counts, _ = merged(one, old, lambda _: ExtractionResult(Verdict.WALL))
    assert counts.new > 3
    assert (old / "newsgrab.db").read_bytes() == before
    assert [file.name for file in old.glob("newsgrab*.db")] == ["newsgrab.db"]
    assert bad(one) == []


def test_what_was_taken_out_stays_out(tmp_path: Path) -> None:
    """There: their looks at it bring nothing. Here: their text is not kept."""
    one, other = made(tmp_path / "one", LOOKS[:1]), made(tmp_path / "other", LOOKS[3:4])
    with Archive(other) as archive:
        archive.care.remove(archive.resolve(URL), "a reason")
    assert merged(one, other)[0] == MergeCounts(taken_out=1)
    assert merged(other, one)[0].new == 1
    with Archive(other) as archive:
        assert archive.connection.execute("SELECT count(*) FROM page WHERE length(zstd)").fetchone()[0] == 0
    assert bad(other) == []


def test_the_collection_of_a_look_comes_with_it(tmp_path: Path) -> None:
    """Where a look was read in from is told here as there."""
    one, other = made(tmp_path / "one", LOOKS[:1]), made(tmp_path / "other", LOOKS[3:4])
    source = ImportSource("warc", "crawl.warc.gz", "ab" * 32, 100, "")
    with Archive(other) as archive:
        number = archive.imports.begin(source, TUESDAY).id
        archive.imports.advance(number, Advance(((1, 512),), 1, 0, 0))
    for _ in range(2):
        merged(one, other)
    with Archive(one) as archive:
        assert [(each.name, each.looks) for each in archive.imports.listed()] == [("crawl.warc.gz", 1)]


def test_a_damaged_page_is_left_out_and_told(tmp_path: Path) -> None:
    """The other looks come in."""
    one, other = made(tmp_path / "one", LOOKS[:1]), made(tmp_path / "other", [text_of("B", 3), text_of("C", 4)])
    with Archive(other) as archive:
        archive.connection.execute("UPDATE page SET zstd = x'00' WHERE id = 1")
    counts, _ = merged(one, other)
    assert (counts.new, len(counts.damaged)) == (1, 1)


def test_removed_passages_are_found_after_a_merge(tmp_path: Path) -> None:
    """What one had and the other no longer has was removed between the two."""
    one, other = made(tmp_path / "one", LOOKS[:1]), made(tmp_path / "other", LOOKS[3:4])
    merged(one, other)
    with Archive(one) as archive:
        archive.catch_up()
        assert archive.search.removed("الشاهد", Filters()).total > 0
