"""A copy of the archive that is whole: made while runs go on, checked, and only then given its name.

SQLite's backup API copies the file page by page out of one read transaction, so writers neither wait nor disturb it.
VACUUM INTO would give a smaller file, but takes three times as long, does the archive's own disk no good, and leaves
out the mark that lets readers and a writer work side by side (WAL) once the copy is put back.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsgrab.archive.connection import open_as_it_is, translated
from newsgrab.errors import BackupFailed, BadUsage, NotAnArchive

_STEP_PAGES = 2000  # 8 MB between two moments at which it can be stopped
_COMPANIONS = ("-wal", "-shm", "-journal", ".lock")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that exists: its file, its size in bytes, and how many articles, looks and pages are in it."""

    path: str
    bytes: int
    articles: int
    visits: int
    pages: int


def backup_target(archive: Path, target: str, *, overwrite: bool, now: datetime) -> Path:
    """The file that a backup to `target` is to be: in a folder, one with the date in its name (UTC).

    Raises BadUsage if it cannot be that: it is there, it is the archive, or its folder is missing.
    """
    path = Path(target)
    if path.is_dir():
        path /= f"newsgrab-{now.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}.db"
    elif target.endswith(os.sep) or not path.parent.is_dir():
        folder = path if target.endswith(os.sep) else path.parent
        raise BadUsage(f"{target}: there is no folder {folder}: make it first")
    ours = [archive, *(archive.with_name(archive.name + ending) for ending in _COMPANIONS)]
    if any(path.absolute() == each.absolute() or _same(path, each) for each in ours):
        raise BadUsage(f"{path}: this is the archive itself: name another file or folder")
    if path.exists() and not path.is_file():
        raise BadUsage(f"{path}: not a file: name a file or a folder")
    if path.exists() and not overwrite:
        raise BadUsage(f"{path}: is there already: name another file, a folder, or add --overwrite")
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:  # SQLite would apply it to the new file
            raise BadUsage(f"{path}: {beside.name} beside it shows that somebody uses such a file: name another")
    return path


def backup(archive: Path, target: Path, progress: Progress | None = None) -> Backup:
    """Copy the archive to the file `target`, which is there whole or, if anything goes wrong, as it was before.

    `progress` gets the bytes done and to do. Raises BadUsage (the target cannot be written), BackupFailed (no room),
    ArchiveError; whatever `progress` raises ends the copying.
    """
    with translated(archive), closing(open_as_it_is(archive, any_age=True)) as source, _part(target) as part:
        source.execute("BEGIN")
        articles, visits, pages = source.execute(
            "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM visit), (SELECT count(*) FROM page)"
        ).fetchone()
        _copy(source, part, target, progress)
        _check(archive, part, target)
        with suppress(FileNotFoundError):
            part.chmod(target.stat().st_mode & 0o777)
        size = part.stat().st_size
        part.replace(target)
        _synced(target.parent)
    return Backup(str(target), size, articles, visits, pages)


def _copy(source: sqlite3.Connection, part: Path, target: Path, progress: Progress | None) -> None:
    page_bytes = source.execute("PRAGMA page_size").fetchone()[0]

    def step(status: int, left: int, total: int) -> None:
        del status
        if progress is not None:
            progress((total - left) * page_bytes, total * page_bytes)

    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")  # if it fails it is thrown away
            copy.execute("PRAGMA synchronous = OFF")  # it is written to the disk once, at the end
            source.backup(copy, pages=_STEP_PAGES, progress=step)
        _synced(part)
    except (sqlite3.OperationalError, OSError) as error:
        if _out_of_room(error):
            words = error.strerror if isinstance(error, OSError) else error
            raise BackupFailed(f"{target}: no backup was written ({words}): make room or name another disk") from error
        raise


def _check(archive: Path, part: Path, target: Path) -> None:
    """Raises NotAnArchive if the copy does not pass SQLite's check: then the archive does not either."""
    with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        complaint = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if complaint != "ok":
        words = " ".join(str(complaint).split())
        raise NotAnArchive(f"{archive}: damaged ({words}): {target} was not written; newsgrab verify says what is bad")


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """A new file beside the target that one backup at a time works at; whatever happens, none is left."""
    import fcntl

    _clear_leftovers(target.parent)
    part = target.with_name(f".{target.name}.part")
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise BadUsage(f"{target}: cannot be written ({error.strerror}): name a place that you may write to") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFailed(f"{target}: another backup is being written there: wait for it to end") from error
        try:
            os.ftruncate(descriptor, 0)  # what a killed one left behind
            yield part
        except BaseException:
            part.unlink()
            raise
    finally:
        os.close(descriptor)


def _clear_leftovers(folder: Path) -> None:
    """Take away what backups with a date in their name left there when they were killed."""
    import fcntl

    for part in folder.glob(".newsgrab-*-*-*T*-*-*Z.db.part"):
        with suppress(OSError), part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


def _synced(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _out_of_room(error: sqlite3.OperationalError | OSError) -> bool:
    import errno

    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
    return any(word in str(error) for word in ("disk is full", "disk I/O"))
