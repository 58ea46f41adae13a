"""Opening an archive leaves nothing behind where it fails."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.errors import ArchiveError

FILES = Path("/proc/self/fd")


def no_archive(path: Path) -> None:
    path.write_text("no archive", encoding="utf-8")


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE something (it)")
    other.close()


def damaged(path: Path) -> None:
    with Archive(path, create=True):
        pass
    content = bytearray(path.read_bytes())
    content[100:4000] = os.urandom(3900)
    path.write_bytes(content)


@pytest.mark.skipif(not FILES.exists(), reason="open files cannot be counted")
@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("spoil", [no_archive, of_another_program, damaged])
def test_an_archive_that_cannot_be_opened_is_closed(tmp_path: Path, spoil: object, readonly: object) -> None:
    """No connection and no file stays open, so that nothing is locked and nothing warns."""
    path = tmp_path / "kept.db"
    assert callable(spoil)
    spoil(path)
    before = sorted(FILES.iterdir())
    with pytest.raises(ArchiveError) as caught:
        Archive(path, readonly=bool(readonly))
    assert sorted(FILES.iterdir()) == before, caught.value
