"""Looks in the order of time: whatever order they come in, the same follows from them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, Word, verify
from newsgrab.archive.query.export import TABLES
from newsgrab.article import TIME_AGO, Block, BlockKind
from newsgrab.extraction_result import Part
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified
from newsgrab.visit import RecordResult
from tests.archive.conftest import FLOOD, URL, look

START = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
Record = Callable[[Archive], RecordResult]
_NUMBERS = {"id", "article_id", "on_article_id", "score"}  # of rows, by arrival; of a search, by the whole archive


def text(sign: str, day: int, *, cut: bool = False, short: bool = True) -> Record:
    """A look, so many days after the start, at a page with a text of its own; one that is cut may have all of it."""
    paragraphs = [replace(block, text=f"{block.text} وقال الشاهد {sign} إنه رأى ذلك.") for block in FLOOD.blocks]
    article = replace(
        FLOOD,
        title=f"{FLOOD.title} {sign}",
        blocks=tuple(paragraphs[: 1 if cut and short else None]),
        views=10 * day if day % 2 else None,
        related=FLOOD.related[: day % 3],
    )
    page, reading = look(article, START + timedelta(days=day), content=f"{sign} {day}".encode())
    return lambda archive: archive.record(replace(page, incomplete=cut, headers=(("etag", f'"{sign}"'),)), reading)


def typeset(sign: str, day: int, title: str, *, updated: int | None = None) -> Record:
    """The same text with its title set in another way, perhaps with another word on when it was updated."""
    article = replace(
        FLOOD, title=title.format(sign), updated_at=START + timedelta(days=updated) if updated is not None else None
    )
    page, reading = look(article, START + timedelta(days=day), content=f"{sign} {day} {title}".encode())
    return lambda archive: archive.record(page, reading)


def gone(day: int) -> Record:
    """A look that finds nothing there."""
    return lambda archive: archive.record_other(URL, Outcome.GONE, "404", at=START + timedelta(days=day))


def failed(day: int) -> Record:
    """A look at which the server has a trouble."""
    return lambda archive: archive.record_other(URL, Outcome.FAILED, "503", at=START + timedelta(days=day))


def same(sign: str, day: int) -> Record:
    """The server's word that the page is the one of before (304)."""
    at = START + timedelta(days=day)
    return lambda archive: archive.record_not_modified(NotModified(URL, URL, at, (("etag", f'"{sign}"'),)))


def told(archive: Archive) -> dict[str, Any]:
    """Everything that is told of the article, without numbers that go by arrival."""
    ref = archive.resolve(URL)
    every = Filters()
    out: dict[str, Any] = {
        "looks": [visit._asdict() for visit in archive.history.visits(ref)],
        "versions": [asdict(version) for version in archive.history.versions(ref)],
        "related": [asdict(entry) for entry in archive.history.related(ref)],
        "views": [asdict(point) for point in archive.history.views(ref)],
        "changes": [asdict(change) for change in archive.history.changes(every)],
        "removed": [hit._asdict() for hit in archive.search.removed("الشاهد", every).hits],
        "found": [hit._asdict() for hit in archive.search("الشاهد", every).hits],
        "validators": archive.history.validators(URL),
        "due": archive.following.look_history(URL),
        **{f"export {name}": list(archive.query.rows(name, every)) for name in TABLES},
    }
    return {name: _bare(value) for name, value in out.items()}


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return {k: v for k, v in value.items() if k not in _NUMBERS} if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty archive."""
    place = tmp_path_factory.mktemp("empty")
    with Archive(place, create=True) as archive:
        return archive.path


def recorded(empty: Path, place: Path, looks: Sequence[Record], *, verified: bool = True) -> dict[str, Any]:
    """What an archive tells that got these looks."""
    place.mkdir()
    shutil.copy(empty, place)
    with Archive(place) as archive:
        for record in looks:
            record(archive)
        out = told(archive)
    assert not verified or [each for each in verify(place) if isinstance(each, Finding)] == []
    return out


FIVE = (text("أ", 1), text("أ", 2), text("ب", 3), text("ب", 4), text("أ", 5))


def test_five_looks_in_every_order(empty: Path, tmp_path: Path) -> None:
    """Texts A A B B A: three versions, two edits, whichever of 120 orders they were recorded in."""
    right = recorded(empty, tmp_path / "right", FIVE)
    assert [(each["number"], each["looks"]) for each in right["versions"]] == [(1, 2), (2, 2), (3, 1)]
    assert [each["outcome"].value for each in right["looks"]] == ["new", "unchanged", "changed", "unchanged", "changed"]
    for number, order in enumerate(permutations(FIVE)):
        assert recorded(empty, tmp_path / str(number), order, verified=number % 10 == 0) == right


TWELVE = (
    failed(0),
    text("أ", 1, cut=True),
    text("أ", 2),
    same("أ", 3),
    text("ب", 4),
    gone(5),
    gone(6),
    text("ب", 7),
    text("ب", 8, cut=True),
    text("أ", 9),
    failed(10),
    text("ج", 11),
)


@pytest.mark.parametrize("seed", range(20))
def test_twelve_looks_in_any_order(empty: Path, tmp_path: Path, seed: int) -> None:
    """Cut pages, a 304, a removal, a return, troubles and a text that comes back, ten random orders a seed."""
    right = recorded(empty, tmp_path / "right", TWELVE)
    shuffled = list(TWELVE)
    for number in range(10):
        random.Random(f"{seed}/{number}").shuffle(shuffled)
        assert recorded(empty, tmp_path / str(number), shuffled, verified=number == 9) == right


TYPESET = (
    typeset("أ", 1, '"نهر" {}', updated=1),
    typeset("أ", 2, "“نهر” {}", updated=1),
    typeset("أ", 3, "«نهر» {}", updated=3),
    typeset("ب", 4, "«نهر» {}", updated=3),
    typeset("ب", 5, "«نهر»، {}", updated=3),
)


def test_what_is_set_in_another_way_is_the_same_version_in_any_order(empty: Path, tmp_path: Path) -> None:
    """Quotes and `updated_at` make none, a comma alone makes a minor one; each version reads as it was seen last."""
    right = recorded(empty, tmp_path / "right", TYPESET)
    assert [(each["number"], each["looks"], each["changed"]) for each in right["versions"]] == [
        (1, 3, ()),
        (2, 1, ("title",)),
        (3, 1, ("title",)),
    ]
    assert [each["outcome"] for each in right["looks"]] == ["new", "unchanged", "unchanged", "changed", "changed"]
    with Archive(tmp_path / "right") as archive:
        assert [row[0] for row in archive.connection.execute("SELECT minor FROM version_run")] == [0, 0, 1]
        assert archive.history.article(archive.resolve(URL), 1).title == "«نهر» أ"
    for number, order in enumerate(permutations(TYPESET)):
        assert recorded(empty, tmp_path / str(number), order, verified=number % 10 == 0) == right


def test_the_same_look_twice_adds_nothing(empty: Path, tmp_path: Path) -> None:
    """Same address, same time, same bytes: whatever came of it, and whenever it comes again."""
    once = recorded(empty, tmp_path / "once", TWELVE)
    with Archive(tmp_path / "twice", create=True) as archive:
        for record in (*TWELVE, *TWELVE[::-1]):
            record(archive)
        assert told(archive) == once
        assert archive.query.summary().visits == len(TWELVE)
        assert TWELVE[4](archive).known


def test_numbers_that_move_are_told(tmp_path: Path) -> None:
    """A look of the past that stands between two versions moves the number of those after it."""
    with Archive(tmp_path, create=True) as archive:
        for record in (FIVE[0], FIVE[2], text("ج", 6)):
            assert record(archive).renumbered == ()
        assert text("د", 2)(archive).renumbered == ((2, 3), (3, 4))
        assert text("ب", 5)(archive).renumbered == ()


SIGNS = st.sampled_from("أب")
LOOKS = st.one_of(
    st.builds(lambda sign, short: lambda day: text(sign, day, cut=True, short=short), SIGNS, st.booleans()),
    st.builds(lambda sign: lambda day: text(sign, day), SIGNS),
    st.builds(lambda title: lambda day: typeset("أ", day, title), st.sampled_from(['"نهر" {}', "«نهر» {}"])),
    st.builds(lambda sign: lambda day: same(sign, day), SIGNS),
    st.sampled_from([gone, failed]),
)


_THE_SAME_CUT_THEN_WHOLE: list[tuple[Callable[[int], Record], int]] = [
    (lambda day: same("ب", day), 0),
    (lambda day: text("أ", day), 0),
    (lambda day: text("ب", day, cut=True, short=False), -1),
    (lambda day: text("ب", day), 2),
]


@settings(max_examples=20, deadline=None)
@given(looks=st.lists(st.tuples(LOOKS, st.integers(-2, 3)), min_size=2, max_size=8))
@example(looks=_THE_SAME_CUT_THEN_WHOLE)
def test_what_is_written_look_by_look_is_what_all_looks_give(
    empty: Path, looks: list[tuple[Callable[[int], Record], int]]
) -> None:
    """After each look, whether it is the latest or one of the past."""
    with TemporaryDirectory() as place:
        shutil.copy(empty, place)
        with Archive(Path(place)) as archive:
            day = 3
            for make, further in looks:
                day = max(day + further, 0)
                make(day)(archive)
                before = _followed(archive)
                archive.care.rebuild()
                assert _followed(archive) == before


def _followed(archive: Archive) -> list[Any]:
    """All that follows from the looks."""
    queries = ("SELECT id, outcome, version, reason FROM visit", "SELECT * FROM version_run", "SELECT * FROM article")
    return [tuple(row) for query in queries for row in archive.connection.execute(query)]


def ago(sign: str, day: int, hours: int) -> Record:
    """A look at a page that says how many hours ago it was published, and nothing else."""
    at = START + timedelta(days=day)
    article = replace(
        FLOOD,
        title=f"{FLOOD.title} {sign}",
        published_at=at - timedelta(hours=hours),
        sources={**FLOOD.sources, "published_at": TIME_AGO},
    )
    page, reading = look(article, at, content=f"{sign} {day}".encode())
    return lambda archive: archive.record(page, reading)


def test_a_time_told_from_now_makes_no_version(empty: Path, tmp_path: Path) -> None:
    """Each look reads another time from "3 hours ago": no edit by itself, nor a part of one, whatever the order."""
    looks = (ago("أ", 1, 3), ago("أ", 2, 20), ago("ب", 3, 30))
    right = recorded(empty, tmp_path / "right", looks)
    versions = [(each["number"], each["looks"], each["changed"]) for each in right["versions"]]
    assert versions == [(1, 2, ()), (2, 1, ("title",))]
    for number, order in enumerate(permutations(looks)):
        assert recorded(empty, tmp_path / str(number), order, verified=False) == right
    with Archive(tmp_path / "right") as archive:
        archive.care.remove(archive.resolve(f"{URL}@1"), "a reason")
        assert archive.care.rebuild() == 0
    assert {each.word for each in verify(tmp_path / "right") if isinstance(each, Finding)} == {Word.REMOVED}


def filed(day: int, category: str | None, source: str = "address") -> Record:
    """A look at a page of that category, and where it stands: only in the address, or on the page."""
    article = replace(FLOOD, category=category, sources={**FLOOD.sources, "category": source})
    page, reading = look(article, START + timedelta(days=day), content=f"{category} {source} {day}".encode())
    return lambda archive: archive.record(page, reading)


@pytest.mark.parametrize(
    ("looks", "versions"),
    [
        ((filed(1, None), filed(2, "Fish"), filed(3, "Ports", "address and menu"), filed(4, None)), [(4, ())]),
        (
            (filed(1, "Fish"), filed(2, "Fish", "breadcrumbs"), filed(3, "Ports"), filed(4, "Ports", "breadcrumbs")),
            [(2, ()), (2, ("category",))],
        ),
    ],
)
def test_a_category_that_only_the_address_tells_makes_no_version(
    empty: Path, tmp_path: Path, looks: Sequence[Record], versions: list[tuple[int, tuple[str, ...]]]
) -> None:
    """It is no statement of the page, whatever the order, also where the text was taken out; one on the page is."""
    right = recorded(empty, tmp_path / "right", looks)
    assert [(each["looks"], each["changed"]) for each in right["versions"]] == versions
    for number, order in enumerate(permutations(looks)):
        assert recorded(empty, tmp_path / str(number), order, verified=False) == right
    with Archive(tmp_path / "right") as archive:
        archive.care.remove(archive.resolve(URL), "a reason")
        assert archive.care.rebuild() == 0


def part(day: int, title: str, body: str, *, whole: bool = False) -> Record:
    """A look at a page that shows these paragraphs, and perhaps no more behind a paywall."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, each) for each in body.split("|"))
    page, reading = look(replace(FLOOD, title=title, blocks=blocks), START + timedelta(days=day))
    reading = reading if whole else replace(reading, part=Part.PAYWALL)
    return lambda archive: archive.record(page, reading)


_LEAD = "The bridge over the river is closed to lorries of more than 40 tonnes."
_REST = "Villagers in the valley said that nobody had told them of it."


@pytest.mark.parametrize(
    ("seen", "versions"),
    [
        (("The bridge", _LEAD), 1),
        (("“The bridge”", "The bridge over the river is closed to lorries of more th"), 1),
        (("The bridge", "The bridge over the river is closed…"), 1),
        (("The bridge", _LEAD.replace("40", "7")), 2),
        (("The bridge", f"A bishop has resigned.|{_LEAD}"), 2),
        (("The bishop", _LEAD), 2),
    ],
)
def test_a_part_is_completed_only_by_a_text_in_which_it_stands(
    empty: Path, tmp_path: Path, seen: tuple[str, str], versions: int
) -> None:
    """Else what was seen of it was edited, whatever order the looks come in."""
    looks = (part(1, *seen), part(2, "The bridge", f"{_LEAD}|{_REST}", whole=True), part(3, "The bridge", _LEAD))
    right = recorded(empty, tmp_path / "right", looks)
    assert [each["outcome"] for each in right["looks"]] == [
        *("new", "completed" if versions == 1 else "changed", "incomplete")
    ]
    assert len(right["versions"]) == versions
    for number, order in enumerate(permutations(looks)):
        assert recorded(empty, tmp_path / str(number), order, verified=number == 5) == right


def test_a_time_in_another_zone_is_the_same_time(empty: Path, tmp_path: Path) -> None:
    """It makes no version, however the page writes it."""
    looks = []
    for day, hours in enumerate((0, 2, -5)):
        article = replace(FLOOD, published_at=START.astimezone(timezone(timedelta(hours=hours))))
        page, reading = look(article, START + timedelta(days=day))
        looks.append(lambda archive, page=page, reading=reading: archive.record(page, reading))
    for number, order in enumerate(permutations(looks)):
        told = recorded(empty, tmp_path / str(number), order, verified=number == 5)
        assert [(each["number"], each["looks"]) for each in told["versions"]] == [(1, 3)]


def test_what_stands_before_a_paywall_is_compared_with_what_stood_there(empty: Path, tmp_path: Path) -> None:
    """Where nobody sees the whole: another number, or headline, is an edit; less of the same is none."""
    edited = _LEAD.replace("40", "45")
    looks = (
        part(1, "Bridge closed", f"{_LEAD}|{_REST[:20]}…"),
        part(2, "Bridge closed", _LEAD),
        part(3, "Bridge closed", edited),
        part(4, "Mayor resigns", edited),
        part(5, "Mayor resigns", f"{edited}|{_REST}", whole=True),
    )
    right = recorded(empty, tmp_path / "right", looks)
    versions = [(each["looks"], each["changed"], (each["whole_at"] or "")[:10]) for each in right["versions"]]
    assert versions == [(2, (), ""), (1, ("body",), ""), (1, ("title",), "2025-03-06")]
    outcomes = [each["outcome"].value for each in right["looks"]]
    assert outcomes == ["new", "incomplete", "changed", "changed", "completed"]
    for number, order in enumerate(list(permutations(looks))[::6]):
        assert recorded(empty, tmp_path / str(number), order, verified=False) == right


def test_the_same_page_of_which_a_part_is_shown_completes_nothing(empty: Path, tmp_path: Path) -> None:
    """The server's word (304) is of the page that was read, so of a part."""
    looks = (text("أ", 1, cut=True), same("أ", 2), text("ب", 3))
    right = recorded(empty, tmp_path / "right", looks)
    assert [each["outcome"] for each in right["looks"]] == ["new", "incomplete", "changed"]
    for number, order in enumerate(permutations(looks)):
        assert recorded(empty, tmp_path / str(number), order, verified=number == 5) == right


def test_a_return_told_by_an_etag_has_the_headline_of_its_text(archive: Archive) -> None:
    """Even if that text came in later than the server's word."""
    for record in (text("B", 0), gone(8), same("A", 9), text("A", 7)):
        record(archive)
    latest = next(iter(archive.query.rows("changes", Filters())))
    assert (latest["outcome"], latest["title"]) == ("returned", f"{FLOOD.title} A")
