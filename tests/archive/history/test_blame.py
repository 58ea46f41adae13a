"""Each passage with the version in which it arrived."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive import Archive, Filters
from newsgrab.archive.history.blame import blame
from newsgrab.archive.history.versions import Version
from newsgrab.article import Article, Block, BlockKind
from newsgrab.extraction_result import Part
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, WEDNESDAY, look


def version(number: int, repeats: int | None = None) -> Version:
    """The nth version of an article."""
    at = f"2025-03-{number:02}T00:00:00.000Z"
    return Version(number, f"1@{number}", 1, None if number == 1 else at, at, at, 1, (), "", repeats)


def article(text: str) -> Article:
    """An article that says this."""
    return Article("", "Title", tuple(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n\n")))


def told(*texts: str, repeats: dict[int, int] | None = None) -> list[tuple[int, str]]:
    """Version and text of each passage of the last text's body."""
    versions = [version(number, (repeats or {}).get(number)) for number in range(1, len(texts) + 1)]
    found = blame(versions, [article(text) for text in texts])
    return [(each.version, each.text) for each in found if each.field == "body"]


def test_each_passage_has_the_version_that_brought_it() -> None:
    """Words among others, a new paragraph, and what was there from the start."""
    assert told(
        "The bridge is closed today.",
        "The bridge is closed until Friday.",
        "The bridge is closed until Friday.\n\nBuses go round.",
    ) == [(1, "The bridge is closed"), (2, "until Friday"), (1, "."), (3, "Buses go round.")]


def test_a_paragraph_that_moved_came_as_before() -> None:
    """It was not written anew."""
    first, second, third = (
        "The bridge is closed today.",
        "Buses go round by the harbour.",
        "Nobody was hurt, police said.",
    )
    assert told(f"{first}\n\n{second}\n\n{third}", f"{third}\n\n{first}\n\n{second}") == [
        (1, third),
        (1, first),
        (1, second),
    ]


def test_a_text_that_came_back_is_as_it_was() -> None:
    """Two texts in turn: what the first says came with the first."""
    assert told("It rains.", "It snows.", "It rains.", repeats={3: 1}) == [(1, "It rains.")]
    assert told("It rains.", "It snows.", "It rains.") == [(1, "It"), (3, "rains"), (1, ".")]


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "قال", "المرفأ", "\n\n"]), max_size=8), min_size=1, max_size=5))
def test_the_passages_are_the_text(drawn: list[list[str]]) -> None:
    """Together they say what the last version says, and the last words that are new are of the last version."""
    texts = [" ".join(words).strip() or "x" for words in drawn]
    passages = told(*texts)
    assert "".join("".join(text.split()) for _, text in passages) == "".join(article(texts[-1]).body.split())
    assert all(1 <= number <= len(texts) for number, _ in passages)


def test_an_archive_tells_it_of_a_version_with_its_bounds(archive: Archive) -> None:
    """Of the version that is named; the bounds are those of the look before and the look that saw it."""
    for text, at in (("The river rose.", MONDAY), ("The river fell.", TUESDAY), ("The river dried.", WEDNESDAY)):
        archive.record(*look(replace(FLOOD, blocks=(Block(BlockKind.PARAGRAPH, text),)), at))
    passages = archive.history.blame(archive.resolve("1@2"))
    assert [(each.field, each.version, each.text) for each in passages] == [
        ("title", 1, FLOOD.title),
        ("body", 1, "The river"),
        ("body", 2, "fell"),
        ("body", 1, "."),
    ]
    assert (passages[2].not_before, passages[2].first_seen_at) == tuple(
        f"{at:%Y-%m-%dT%H:%M:%S}.000Z" for at in (MONDAY, TUESDAY)
    )


def test_a_passage_came_with_the_look_that_showed_it(archive: Archive) -> None:
    """What stood behind a paywall was not seen by a look at the first paragraph; versions and exports say so, too."""
    lead, rest = (Block(BlockKind.PARAGRAPH, text) for text in ("The river rose in the night.", "Nobody was hurt."))
    page, reading = look(replace(FLOOD, blocks=(lead,)), MONDAY)
    archive.record(page, replace(reading, part=Part.PAYWALL))
    archive.record(*look(replace(FLOOD, blocks=(lead, rest)), TUESDAY))
    ref, (monday, tuesday) = archive.resolve("1"), (f"{at:%Y-%m-%dT%H:%M:%S}.000Z" for at in (MONDAY, TUESDAY))
    passages = archive.history.blame(ref)
    assert [(each.text, each.version, each.first_seen_at) for each in passages] == [
        (FLOOD.title, 1, monday),
        ("The river rose in the night.", 1, monday),
        ("Nobody was hurt.", 1, tuesday),
    ]
    [version] = archive.history.versions(ref)
    assert (version.first_seen_at, version.whole_at) == (monday, tuesday)
    assert [row["seen_at"] for row in archive.query.rows("snapshots", Filters(), ("seen_at",))] == [tuesday]
