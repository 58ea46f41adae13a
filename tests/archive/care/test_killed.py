"""An archive as it lies there when what worked on it is killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.archive.keep.joining import join
from tests.archive.keep.test_identity import SITE, TEXTS, record
from tests.archive.keep.test_moves import MOVED

_EVERY = 16  # statements of the job
_KILLS = 4


def split(archive: Archive) -> None:
    """Tell three articles in one apart."""
    archive.care.split_merged()


def move(archive: Archive) -> None:
    """A look that makes one article of two."""
    MOVED[4](archive)


def edit(archive: Archive) -> None:
    """A look that sees another text."""
    MOVED[6](archive)


@pytest.mark.parametrize(("job", "states"), [(split, {1, 3}), (move, {1, 2}), (edit, {2})])
def test_a_kill_leaves_all_of_it_or_nothing(
    archive: Archive, tmp_path: Path, job: Callable[[Archive], None], states: set[int]
) -> None:
    """Whichever statement it comes at: the archive opens, is sound, and the same again does the rest."""
    if job is split:
        for name in TEXTS:
            record(archive, name, f"{SITE}/{name}")
        for other in (2, 3):
            join(archive.connection, 1, other, "2025-03-06T00:00:00.000Z")
    else:
        for look in (MOVED[0], MOVED[3]):
            look(archive)
    statements: list[str] = []
    places: list[Path] = []

    def lie_there(statement: str) -> None:
        statements.append(statement)
        if len(statements) % _EVERY == 0:
            places.append(tmp_path / str(len(statements)))
            places[-1].mkdir()
            for part in ("", "-wal"):  # what a killed process leaves; the third file is memory
                shutil.copy(f"{archive.path}{part}", places[-1])

    archive.connection.set_trace_callback(lie_there)
    job(archive)
    archive.connection.set_trace_callback(None)
    assert len(places) >= _KILLS
    for place in places[:: max(1, len(places) // _KILLS)]:
        with Archive(place) as left:
            assert left.query.summary().articles in states
            job(left)
            assert left.query.summary().articles == (3 if job is split else min(states))
        assert [each for each in verify(place) if isinstance(each, Finding)] == []
