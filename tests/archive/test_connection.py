"""Opening an archive leaves nothing behind where it fails."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgrab.archive import Archive, Filters
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


def test_an_emptied_file_is_no_empty_archive(tmp_path: Path) -> None:
    """What was cut to nothing would pass for an archive without articles."""
    path = tmp_path / "kept.db"
    path.touch()
    with pytest.raises(ArchiveError, match=r"empty \(0 bytes\): restore it from a backup"):
        Archive(path, readonly=True)
    assert path.stat().st_size == 0


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


@pytest.fixture
def sealed() -> Iterator[Path]:
    """An archive in a folder that whoever reads it may not write to; the superuser becomes somebody else."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "kept.db"
        with Archive(path, create=True):
            pass
        path.chmod(0o444)
        folder.chmod(0o555)
        user = os.geteuid()
        if not user:
            os.seteuid(65534)
        try:
            yield path
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


def test_an_archive_is_read_where_nobody_may_write(sealed: Path) -> None:
    """As on a disc that somebody was given as evidence."""
    with Archive(sealed, readonly=True) as archive:
        assert list(archive.query.articles(Filters())) == []
    assert [each.name for each in sealed.parent.iterdir()] == [sealed.name]


def test_an_archive_whose_log_cannot_be_read_is_not_read_without_it(sealed: Path) -> None:
    """It would be the archive of before: copied to where one may write it is whole."""
    user = os.geteuid()
    os.seteuid(os.getuid())
    sealed.parent.chmod(0o755)
    (sealed.parent / "kept.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(100))
    sealed.parent.chmod(0o555)
    os.seteuid(user)
    with pytest.raises(ArchiveError, match="make the file and its folder writable"):
        Archive(sealed, readonly=True)
