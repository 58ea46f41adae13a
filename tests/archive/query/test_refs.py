"""How a user names an article, a version of it, or the one of a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsgrab.archive import Archive
from newsgrab.errors import BadRef
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look


@pytest.fixture
def edited(archive: Archive) -> Archive:
    """An article with two versions, the second first seen on Tuesday at 14:31."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, title="عنوان آخر"), TUESDAY))
    return archive


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1", None),
        ("#1", None),
        ("1@2", 2),
        ("١@٢", 2),
        ("1@2025-03-03T14:02Z", 1),
        ("1@2025-03-04T14:30:59Z", 1),
        ("1@2025-03-04T14:31Z", 2),
        ("1@2025-03-04T14:31:00.000Z", 2),
        ("1@2031-01-01T00:00Z", 2),
        (URL, None),
        ("courier.example/article/12", None),
        (URL + "@1", 1),
        (URL + "@2025-03-04T14:00Z", 1),
    ],
)
def test_references(edited: Archive, text: str, version: int | None) -> None:
    """A number or an address; with a version, or with a time, whose minute or second counts as a whole."""
    ref = edited.resolve(text)
    assert (ref.article_id, ref.version, ref.latest) == (1, version, 2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1@3", "has versions 1 to 2"),
        ("1@0", "has versions 1 to 2"),
        ("1@2025-03-03T14:01Z", "was first seen at 2025-03-03T14:02:00.000Z"),
        ("2", "no such article"),
        ("1@yesterday", "behind the @ stands a version"),
        ("2@yesterday", "no such article"),
        ("https://courier.example/other", "no such article"),
    ],
)
def test_references_that_name_nothing(edited: Archive, text: str, problem: str) -> None:
    """The message names the reference, the problem and the next step."""
    with pytest.raises(BadRef, match=problem):
        edited.resolve(text)


def test_the_name_of_a_version_stays_when_its_number_moves(edited: Archive) -> None:
    """Also where two versions were first seen in one minute, or in one second."""
    quick = WEDNESDAY + timedelta(seconds=1)
    for number, at in enumerate((WEDNESDAY, quick, quick + timedelta(milliseconds=5))):
        edited.record(*look(replace(FLOOD, title=f"عنوان {number}"), at))
    before = {version.name: version.title for version in edited.history.versions(edited.resolve("1"))}
    assert list(before)[2:] == ["1@2025-03-05T09:00:00Z", "1@2025-03-05T09:00:01.000Z", "1@2025-03-05T09:00Z"]
    moved = edited.record(*look(replace(FLOOD, title="عنوان قديم"), MONDAY + timedelta(hours=1)))
    assert moved.renumbered == ((2, 3), (3, 4), (4, 5), (5, 6))
    assert {name: edited.history.article(edited.resolve(name)).title for name in before} == before
