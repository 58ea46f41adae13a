"""Edits with what they did: how much, how quietly, how telling; texts that take turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.history.alternation import Alternation, alternations
from newsgrab.archive.history.edit_kinds import EditKind
from newsgrab.archive.history.edits import Edit, most_telling, passages
from newsgrab.archive.keep.prepared import prepare_page
from newsgrab.article import TIME_AGO, Article, Block, BlockKind
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.outcomes import Outcome
from tests.archive.conftest import FLOOD, MONDAY, URL, WEDNESDAY, look


def text(*paragraphs: str, title: str = "River in the market", hours: int | None = 0) -> Article:
    """An article of these paragraphs, which the page says was updated so many hours after Monday."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs)
    updated = None if hours is None else MONDAY + timedelta(hours=hours)
    return replace(FLOOD, title=title, blocks=blocks, language="en", updated_at=updated, related=())


TRADERS = "Traders count their losses."
FIRST = text("The river took 12 stalls on Monday.", TRADERS)
FIGURE = ("The river took 40 stalls on Monday.", TRADERS)


def seen(archive: Archive, *articles: Article) -> list[Edit]:
    """The edits that looks at these texts, an hour apart, make; the latest first."""
    for hour, article in enumerate(articles):
        archive.record(*look(article, MONDAY + timedelta(hours=hour)))
    return [*archive.history.edits(archive.history.changes(Filters()))]


@pytest.mark.parametrize(
    ("after", "kinds", "removed", "added", "silent", "minor"),
    [
        (text(*FIGURE), {EditKind.NUMBER}, 1, 1, True, False),
        (text(*FIGURE, hours=2), {EditKind.NUMBER}, 1, 1, False, False),
        (text("The river took 12 stalls on Monday!", TRADERS), set(), 0, 0, False, True),
        (text("The river took -12 stalls on Monday.", TRADERS), {EditKind.NUMBER}, 1, 1, True, False),
        (text("The river took 1.2 stalls on Monday.", TRADERS), {EditKind.NUMBER}, 1, 1, True, False),
        (text(TRADERS, "The river took 12 stalls on Monday."), set(), 0, 0, True, False),
    ],
)  # fmt: skip
def test_an_edit_tells_what_it_did(
    archive: Archive, after: Article, kinds: set[EditKind], removed: int, added: int, *, silent: bool, minor: bool
) -> None:
    """Kinds, words of title and body, whether the page owned up to it, whether only signs differ."""
    (edit,) = seen(archive, FIRST, after)
    assert ({*edit.kinds}, edit.words_removed, edit.words_added) == (kinds, removed, added)
    assert (edit.silent, edit.minor) == (silent, minor)


@pytest.mark.parametrize(
    ("before", "after", "silent"),
    [
        ({}, {}, True),
        ({"updated_at": MONDAY}, {}, True),
        ({}, {"updated_at": MONDAY}, False),
        ({"updated_at": MONDAY}, {"updated_at": MONDAY.astimezone(timezone(timedelta(hours=3)))}, True),
        ({"published_at": MONDAY}, {"published_at": WEDNESDAY}, False),
        ({"published_at": MONDAY}, {"published_at": WEDNESDAY, "sources": {"published_at": TIME_AGO}}, True),
    ],
)
def test_an_edit_is_silent_if_the_page_tells_no_new_time(
    archive: Archive, before: dict[str, Any], after: dict[str, Any], *, silent: bool
) -> None:
    """Of its update or its publication; a page that tells none at all owns up to nothing."""
    bare = replace(text("The river took 12 stalls.", hours=None), published_at=None, published_precision=None)
    edited = replace(bare, blocks=text("The river took 40 stalls.").blocks)
    assert [edit.silent for edit in seen(archive, replace(bare, **before), replace(edited, **after))] == [silent]
    assert len([*archive.history.changes(Filters(), ["silent"])]) >= silent


def test_the_most_telling_comes_first(archive: Archive) -> None:
    """A removal, then a figure that changed in silence, then a paragraph that came, then a comma."""
    more = text(
        "The river took 40 stalls on Monday.", "Traders count their losses.", "It rains on. More is to come.", hours=3
    )
    comma = replace(more, blocks=(*more.blocks[:2], Block(BlockKind.PARAGRAPH, "It rains on! More is to come.")))
    figure = text(*FIGURE)
    seen(archive, FIRST, figure, more, comma)
    archive.record_other(URL, Outcome.GONE, "HTTP 404", at=WEDNESDAY)
    found = most_telling(archive.history.edits(archive.history.changes(Filters())))
    assert [(edit.change.outcome, edit.change.version) for edit in found] == [
        (Outcome.GONE, 4),
        (Outcome.CHANGED, 2),
        (Outcome.CHANGED, 3),
        (Outcome.CHANGED, 4),
    ]
    assert found[-1].weight == 0


def test_passages_are_the_places_that_differ() -> None:
    """A word for a word is one place; two words apart are two."""
    assert passages("one two three four", "one 2 three 4") == 2
    assert passages("one two", "one two") == 0


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("ABA", []),
        ("ABAB", [((1, 2), (1, 2, 3, 4), 2)]),
        ("ABABA", [((1, 2), (1, 2, 3, 4, 5), 3)]),
        ("ABCABC", []),
        ("ABABCBCB", [((1, 2), (1, 2, 3, 4), 2), ((2, 5), (4, 5, 6, 7, 8), 3)]),
    ],
)
def test_texts_that_take_turns_are_told_from_the_second_return_on(
    archive: Archive, order: str, found: list[tuple[tuple[int, int], tuple[int, ...], int]]
) -> None:
    """One return is an edit taken back; a change to it says to which version the text went back."""
    texts = {name: text(f"The text of {name} stands here.") for name in "ABC"}
    edits = seen(archive, *(texts[name] for name in order))
    told: list[Alternation] = [*alternations(archive.history.versions(archive.resolve("1")))]
    assert [(each.texts, each.versions, each.returns) for each in told] == found
    back = [edit.change.repeats for edit in reversed(edits)]
    assert back == [order.index(name) + 1 if name in order[:at] else None for at, name in enumerate(order) if at]


def test_a_kind_is_chosen_before_texts_are_compared(archive: Archive) -> None:
    """Of edits that cannot be of it no text is read; what was read anew, or taken out, is compared as it reads now."""
    figure, comma = text(*FIGURE), text("The river, took 40 stalls on Monday.", TRADERS)
    last = replace(comma, title="River in the old market")
    seen(archive, FIRST, figure, comma, last)
    is_of: dict[str, Callable[[Edit], bool]] = {
        "minor": lambda edit: edit.minor,
        "headline": lambda edit: EditKind.HEADLINE in edit.kinds,
    }

    def chosen(kind: str) -> list[int]:
        return [change.version for change in archive.history.changes(Filters(), {kind})]

    assert {kind: chosen(kind) for kind in is_of} == {"minor": [3], "headline": [4]}
    (second,) = [each for each in archive.care.texts([], Filters(), every=True) if each.version == 2]
    page = archive.care.page_of(second)
    again = prepare_page(page, ExtractionResult(Verdict.ARTICLE, "", replace(figure, title="The market")))
    assert archive.care.keep_revision(second, again)
    every = [*archive.history.edits(archive.history.changes(Filters()))]
    for kind, holds in is_of.items():
        assert {edit.change.version for edit in every if holds(edit)} <= {*chosen(kind)}
    assert 2 in chosen("headline")
