"""Opening the archive file, and saying plainly why it cannot be opened."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.archive.migrations.migrate import APPLICATION_ID, STEPS, migrate
from newsgrab.errors import ArchiveBusy, ArchiveError, ArchiveTooNew, ArchiveTooOld, NoArchive, NotAnArchive

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME = "newsgrab.db"
_MAGIC = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html
_NONE = (
    "no archive at {}: keep a page (newsgrab fetch URL), follow a site (newsgrab source add URL)"
    " or name another (--archive DIR)"
)
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'")
_BUSY_S = 30.0
_MAPPED_BYTES = 2**31 - 2**16  # the most that SQLite maps
_WAL_PAGES = 4000  # 16 MB, some 250 looks: a checkpoint waits for the disk, so it comes four times less often


def database_path(place: str | Path) -> Path:
    """The archive's file: `place` itself if it is or names a file ("….db"), else newsgrab.db in the folder `place`."""
    path = Path(place)
    return path if path.is_file() or (path.suffix == ".db" and not path.is_dir()) else path / FILE_NAME


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. The file is mapped into memory: no page of it is copied to be read.

    Raises NoArchive, NotAnArchive, ArchiveTooNew, ArchiveTooOld.
    """
    connection = open_as_it_is(path)
    with _closed_if_it_fails(connection):
        connection.execute("PRAGMA query_only = 1")
        connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    return connection


def open_as_it_is(path: Path, *, any_age: bool = False) -> sqlite3.Connection:
    """A connection that changes nothing of the file, not even its schema; temporary tables can be made in it.

    Raises NoArchive, NotAnArchive, ArchiveTooNew, and ArchiveTooOld unless `any_age`.
    """
    if _is_emptied(path):
        raise NotAnArchive(f"{path}: empty (0 bytes): restore it from a backup; if it never held anything, delete it")
    steps = schema_steps(path)
    if not steps and not any_age:  # somebody began to make it, and was ended
        _prepare(path)
    elif steps < len(STEPS) and not any_age:
        raise ArchiveTooOld(f"{path}: written by an earlier newsgrab: newsgrab upgrade brings it up to date")
    return connected(path, "ro")


def schema_steps(path: Path) -> int:
    """How many migration steps the archive has been through, 0 if nothing is in it yet.

    Raises NoArchive, NotAnArchive, ArchiveTooNew, ArchiveError.
    """
    if not path.exists():
        raise NoArchive(_NONE.format(path))
    _undo_half_done(path)
    return _checked_steps(path)


def open_for_writing(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection for the one writer; the file and its folder are made if `create` says so.

    Raises NoArchive, NotAnArchive, ArchiveTooNew, ArchiveTooOld, ArchiveError (not writable).
    """
    fresh = not path.exists()
    if fresh and not create:
        raise NoArchive(_NONE.format(path))
    try:
        if fresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # sources may be at risk: nobody else reads along
        steps = 0 if fresh else schema_steps(path)
        if not steps:
            _prepare(path)
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot be written ({error.strerror}): make the folder writable or name another (--archive DIR)"
        ) from error
    if 0 < steps < len(STEPS):
        raise ArchiveTooOld(f"{path}: written by an earlier newsgrab: newsgrab upgrade brings it up to date")
    connection = connected(path, "rw")
    with translated(path), _closed_if_it_fails(connection):
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last looks, never the archive
        connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's own errors as ours, with the file's name and the next step."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            raise ArchiveBusy(
                f"{path}: another process has been writing for {_BUSY_S:.0f} s: try again later"
            ) from error
        if "readonly" in message or "unable to open" in message:
            raise ArchiveError(
                f"{path}: cannot be written: make the file and its folder writable or name another (--archive DIR)"
            ) from error
        if "disk is full" in message or "disk I/O" in message:
            raise ArchiveError(f"{path}: {message}: make room and run the same command again") from error
        raise NotAnArchive(f"{path}: not usable as an archive ({message})") from error
    except (sqlite3.DatabaseError, UnicodeError) as error:  # of a damaged schema SQLite's words may be no text
        raise NotAnArchive(f"{path}: damaged or not an archive ({error}): restore it from a backup") from error


def connected(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to an archive, whatever its age. Raises ArchiveError, NotAnArchive."""
    with translated(path):
        connection = _opened(path, f"mode={mode}")
        if mode != "ro":
            return connection
        try:
            with _closed_if_it_fails(connection):
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        except sqlite3.OperationalError as error:
            log = path.with_name(f"{path.name}-wal")
            if not _may_not_write(path.parent, error) or (log.exists() and log.stat().st_size):
                raise
            # In a folder that may not be written to the companion files cannot be made; without a log none is needed.
            return _opened(path, "mode=ro&immutable=1")
        return connection


def _may_not_write(folder: Path, error: sqlite3.OperationalError) -> bool:
    """Whether SQLite could not open a file since no companion files can be made beside it. Its versions differ."""
    if error.sqlite_errorname == "SQLITE_READONLY_DIRECTORY":
        return True
    if not error.sqlite_errorname.startswith("SQLITE_CANTOPEN"):
        return False
    return not os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


@contextmanager
def _closed_if_it_fails(connection: sqlite3.Connection) -> Iterator[None]:
    """Whoever cannot use the connection does not leave it open."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _opened(path: Path, how: str) -> sqlite3.Connection:
    from urllib.parse import quote

    place = f"file:{quote(str(path.absolute()))}?{how}"
    connection = sqlite3.connect(place, uri=True, timeout=_BUSY_S, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.create_function("folded", 1, _folded, deterministic=True)  # SQLite's own functions know ASCII only
    return connection


@lru_cache(maxsize=1024)  # the categories, authors and languages of all articles are the same few
def _folded(text: object) -> str | None:
    """A name as a search compares it: without case, accents, vowel marks; one form of apostrophe."""
    from newsgrab.archive.search.analysis.fold import fold

    return fold(str(text)).translate(_APOSTROPHES) if text is not None else None


def _is_emptied(path: Path) -> bool:
    """Whether a file holds nothing, though no process is about to make an archive of it, or was ended while it did."""
    if not path.exists() or path.stat().st_size or path.with_name(f"{path.name}-journal").exists():
        return False
    with folder_locked(path, exclusive=False):
        return not path.stat().st_size


def _undo_half_done(path: Path) -> None:
    """Take back what a process that was killed left half done: SQLite does so for whoever may write."""
    if path.with_name(f"{path.name}-journal").exists():
        with suppress(ArchiveError), closing(connected(path, "rw")) as connection, translated(path):
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")


def _checked_steps(path: Path) -> int:
    """How many migration steps the file has been through. Raises NotAnArchive, ArchiveTooNew, ArchiveError."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read ({error.strerror})") from error
    if not magic:
        return 0
    if magic != _MAGIC:
        raise NotAnArchive(f"{path}: not an SQLite file: name the archive's folder with --archive DIR")
    steps = _steps(path)
    if steps is None:
        with folder_locked(path, exclusive=False):  # perhaps another process is making the archive at this moment
            steps = _steps(path)
    if steps is None:
        raise NotAnArchive(f"{path}: an SQLite file of another program: name an archive with --archive DIR")
    if steps > len(STEPS):
        raise ArchiveTooNew(
            f"{path}: written by a later newsgrab (schema {steps}, this one knows {len(STEPS)}): update newsgrab"
        )
    return steps


def _steps(path: Path) -> int | None:
    """How many steps an SQLite file says it has been through, None if it does not look like an archive."""
    connection = connected(path, "ro")
    with translated(path), closing(connection):
        connection.execute("BEGIN")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        steps = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE tbl_name NOT GLOB '_sqlite_*'"
        ).fetchone()[0]
    return None if application != APPLICATION_ID and (application or steps or tables) else steps


def _prepare(path: Path) -> None:
    """Make the tables of a new archive; processes that come at the same moment wait for each other."""
    with folder_locked(path, exclusive=True), translated(path):
        migrate(str(path))


@contextmanager
def folder_locked(path: Path, *, exclusive: bool) -> Iterator[None]:
    """The archive's folder locked: by the one who makes or migrates the archive, or by those who wait for that."""
    import fcntl

    folder = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield
    finally:
        os.close(folder)
