"""What follows from the looks at one article, whatever order they were recorded in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.history.timeline import Answer, Look, Timeline, timeline
from newsgrab.outcomes import Outcome

TEXTS = "ABCD"


def look(sign: str, number: int) -> Look:
    """A look at minute `number`: a letter is a text, small if only a part of it came; the rest as in SIGNS."""
    at, tie = f"2025-03-03T14:{number:02}:00.000Z", f"{number}"
    if sign.upper() in TEXTS:
        part = sign.islower()
        text = TEXTS.index(sign.upper()) + (100 if part else 0)
        return Look(number, at, Answer.TEXT, text, part, 5 if part else 50, tie, address="https://courier.example/a")
    return Look(number, at, SIGNS[sign], tie=tie)


SIGNS = {"=": Answer.SAME, "-": Answer.GONE, "~": Answer.ABSENT, "!": Answer.NOTHING}


def history(signs: str) -> Timeline:
    """The timeline of looks a minute apart."""
    return timeline([look(sign, number) for number, sign in enumerate(signs)], TEXT)


class Compared:
    """Equal texts have equal numbers here; a part stands in the text of its letter, that of D in any."""

    def same(self, one: int, other: int) -> bool:
        """By their numbers."""
        return one == other

    def stands_in(self, part: int, whole: int) -> bool:
        """By their letters."""
        return part - 100 in {whole, TEXTS.index("D")}

    def same_headline(self, one: int, other: int) -> bool:
        """All but C stand under the same."""
        return len({number % 100 == TEXTS.index("C") for number in (one, other)}) == 1


TEXT = Compared()


def words(signs: str) -> list[str | None]:
    """The outcome of each look."""
    outcomes = history(signs).outcomes
    return [outcomes[number].value if number in outcomes else None for number in range(len(signs))]


@pytest.mark.parametrize(
    ("signs", "outcomes", "retitled"),
    [
        ("AbcAcb", "new incomplete retitled unchanged incomplete incomplete", {2, 4}),
        ("Ac=CcAc", "new retitled not_modified changed incomplete changed retitled", {1, 6}),
        ("bcbB", "new changed changed completed", set()),
        ("A-c", "new gone returned", {2}),
    ],
)
def test_another_headline_over_a_part_is_told_once_for_each_version(
    signs: str, outcomes: str, retitled: set[int]
) -> None:
    """It makes no version, and the looks that see it again, or the one from before, are as ever."""
    assert [(word or "").replace(" ", "_") for word in words(signs)] == outcomes.split()
    assert history(signs).retitled == retitled


@pytest.mark.parametrize(
    ("signs", "outcomes"),
    [
        ("AA=A", ["new", "unchanged", "not modified", "unchanged"]),
        ("AAB", ["new", "unchanged", "changed"]),
        ("aA", ["new", "completed"]),
        ("aaA", ["new", "incomplete", "completed"]),
        ("aAb", ["new", "completed", "incomplete"]),
        ("aBa", ["new", "changed", "incomplete"]),
        ("AaA", ["new", "incomplete", "unchanged"]),
        ("AbB", ["new", "incomplete", "changed"]),
        ("ab", ["new", "changed"]),
        ("abaA", ["new", "changed", "changed", "completed"]),
        ("adbBb", ["new", "incomplete", "changed", "completed", "incomplete"]),
        ("A-A", ["new", "gone", "returned"]),
        ("A~-!A", ["new", "gone", "gone", None, "returned"]),
        ("A-aA", ["new", "gone", "returned", "unchanged"]),
        ("A-B", ["new", "gone", "changed"]),
        ("-~!A", [None, None, None, "new"]),
        ("=A", [None, "new"]),
    ],
)
def test_each_look_is_told_by_those_before_it_in_time(signs: str, outcomes: list[str | None]) -> None:
    """A part changes nothing of the whole, a trouble says nothing, and what was gone returns."""
    assert words(signs) == outcomes


@pytest.mark.parametrize(
    ("signs", "versions"),
    [
        ("AABBA", [("A", None, 0, 1), ("B", 1, 2, 3), ("A", 3, 4, 4)]),
        ("AaB", [("A", None, 0, 0), ("B", 0, 2, 2)]),
        ("aaAB", [("A", None, 0, 2), ("B", 2, 3, 3)]),
        ("dB", [("B", None, 0, 1)]),
        ("A-!B", [("A", None, 0, 0), ("B", 0, 3, 3)]),
    ],
)
def test_versions_are_runs_of_whole_texts(signs: str, versions: list[tuple[str, int | None, int, int]]) -> None:
    """Each came after the last look that saw the whole of another text."""

    def minute(at: str | None) -> int | None:
        return int(at[14:16]) if at else None

    assert [
        (TEXTS[each.text], minute(each.not_before), minute(each.first_at), minute(each.last_at))
        for each in history(signs).versions
    ] == versions


def test_a_text_that_comes_back_names_the_version_it_repeats() -> None:
    """So a page that is served in two forms in turn can be told from one that is edited."""
    assert [each.repeats for each in history("ABAB").versions] == [None, None, 1, 2]


def test_a_part_that_is_not_in_the_whole_text_was_edited() -> None:
    """It is a version of its own, as far as it was seen; so is a part that does not stand in the one before."""
    looks = [replace(look(sign, number), length=number) for number, sign in enumerate("dbaC", 1)]
    found = timeline(looks, TEXT)
    assert [(each.text, each.not_before and each.not_before[14:16], each.looks) for each in found.versions] == [
        (101, None, (1, 2)),
        (100, "02", (3,)),
        (2, "03", (4,)),
    ]
    assert found.outcomes[4] is Outcome.CHANGED


def test_of_parts_alone_the_longest_is_the_text() -> None:
    """As long as the one stands in the other."""
    parts = [replace(look("d", 0), length=3), replace(look("b", 1), length=9), replace(look("d", 2), length=4)]
    assert [(each.text, each.looks) for each in timeline(parts, TEXT).versions] == [(parts[1].text, (0, 1, 2))]


def test_a_permanent_redirect_moves_the_article_once() -> None:
    """The first look that is led elsewhere is the move; the same way again is nothing new."""
    there = replace(look("A", 1), address="https://courier.example/new", moved=True)
    again = replace(there, id=2, at="2025-03-03T14:02:00.000Z")
    found = timeline([look("A", 0), there, again], TEXT)
    assert [found.outcomes[number] for number in range(3)] == [Outcome.NEW, Outcome.MOVED, Outcome.UNCHANGED]
    assert found.address == "https://courier.example/new"


def test_five_looks_in_all_orders() -> None:
    """The order in which they came in means nothing."""
    looks = [look(sign, number) for number, sign in enumerate("AABBA")]
    assert {repr(facts(timeline(order, TEXT), looks)) for order in permutations(looks)} == {
        repr(facts(timeline(looks, TEXT), looks))
    }


def facts(found: Timeline, looks: list[Look]) -> object:
    """A timeline with its looks named by their times, since ids follow the order of recording."""
    name = {each.id: each.at for each in looks}
    return (
        [replace(each, looks=tuple(sorted(int(name[id_][14:16]) for id_ in each.looks))) for each in found.versions],
        sorted((name[id_], outcome) for id_, outcome in found.outcomes.items()),
        sorted((name[id_], version) for id_, version in found.version_of.items()),
        found.address,
        found.gone,
    )


SIGNS_OF_LOOKS = st.text("ABCabc=-~!", min_size=1, max_size=12)


@given(SIGNS_OF_LOOKS, st.randoms(use_true_random=False))
def test_any_order_of_recording_gives_one_history(signs: str, chance: object) -> None:
    """Ids follow the order in which looks came in; times and texts decide."""
    looks = [look(sign, number) for number, sign in enumerate(signs)]
    ids = list(range(len(looks)))
    chance.shuffle(ids)  # type: ignore[attr-defined]
    shuffled = [replace(each, id=new) for each, new in zip(looks, ids, strict=True)]
    assert facts(timeline(shuffled[::-1], TEXT), shuffled) == facts(timeline(looks, TEXT), looks)


@given(SIGNS_OF_LOOKS)
def test_bounds_are_possible(signs: str) -> None:
    """Neighbours differ, each version begins after the one before it was last seen, and every text has its looks."""
    versions = history(signs).versions
    for one, other in pairwise(versions):
        assert one.text != other.text
        assert one.last_at == other.not_before
        assert one.first_at <= one.last_at < other.first_at
    assert [each.number for each in versions] == list(range(1, len(versions) + 1))
    assert all(each.looks for each in versions)


@given(SIGNS_OF_LOOKS, st.data())
def test_a_part_changes_no_version(signs: str, data: st.DataObject) -> None:
    """A part of any text, at any time, adds no version and moves no bound of an edit once a whole text is seen."""
    at = data.draw(st.integers(0, len(signs)))
    looks = [look(sign, number * 2) for number, sign in enumerate(signs)]
    if not any(each.text is not None and not each.part for each in looks):
        return
    part = replace(look("d", at * 2 - 1) if at else look("d", 59), length=1)

    def edits(found: Timeline) -> object:
        looks = [[each for each in version.looks if each != 1_000] for version in found.versions]
        bounds = [(each.text, each.not_before, each.last_at) for each in found.versions]
        return list(zip(bounds, looks, strict=True))

    before = timeline(looks, TEXT)
    after = timeline([*looks, replace(part, id=1_000)], TEXT)
    assert edits(after) == edits(before)
    assert [each.first_at for each in after.versions[1:]] == [each.first_at for each in before.versions[1:]]
