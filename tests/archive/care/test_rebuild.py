"""What follows from the looks, worked out again."""

from __future__ import annotations

import pytest

from newsgrab.archive import Archive
from tests.archive.care.conftest import Damage
from tests.archive.care.test_verify import found


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE look SET outcome = 'unchanged', version = NULL, reason = 'x' WHERE id = 3",
        "UPDATE version_run SET not_before = NULL, looks = 9, changed = '[]'",
        "DELETE FROM version_run WHERE version = 2",
        "UPDATE article SET version = 1, first_seen_at = last_seen_at, views = 7 WHERE id = 1",
        "UPDATE look_count SET looks = looks + 1 WHERE outcome = 'changed'",
        "DELETE FROM look_count",
        "UPDATE article SET title = 'x', category = NULL WHERE id = 1",
    ],
)
def test_rebuild_mends_whatever_follows(damaged: Damage, statement: str) -> None:
    """Verifying finds it, and nothing after a rebuild."""
    path = damaged(statement)
    assert found(path)
    with Archive(path) as archive:
        archive.care.rebuild()
    assert found(path) == []


def test_rebuild_changes_nothing_of_a_sound_archive(damaged: Damage) -> None:
    """What was worked out look by look is what is worked out at once."""
    path = damaged()
    with Archive(path) as archive:
        before = list(archive.connection.iterdump())
        assert archive.care.rebuild() == 0
        assert list(archive.connection.iterdump()) == before
