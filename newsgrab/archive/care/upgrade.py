"""Bringing an archive of an earlier newsgrab up to date, with a copy of what it was kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from newsgrab.archive.care.backup import backup
from newsgrab.archive.care.renewal import Progress, renew
from newsgrab.archive.connection import folder_locked, schema_steps, translated
from newsgrab.archive.migrations.migrate import STEPS, migrate


@dataclass(frozen=True, slots=True)
class Upgrade:
    """An archive that is, or is to be, brought up to date: its schema before and after, and the copy from before."""

    path: str
    before: int
    after: int
    copy: str


def planned(path: Path) -> Upgrade | None:
    """What an upgrade would do; None if the archive is up to date, or holds nothing yet.

    Raises NoArchive, NotAnArchive, ArchiveTooNew.
    """
    before = schema_steps(path)
    if not 0 < before < len(STEPS):
        return None
    return Upgrade(str(path), before, len(STEPS), str(_copy_of(path, before)))


Tell = Callable[[Upgrade], Progress | None]
"""Gets what will be done before it is done; may give what is to be told how far that is."""


def upgrade(path: Path, tell: Tell | None = None) -> Upgrade | None:
    """Do it, after `tell` was told. Processes that come at the same moment wait, and find it done.

    Raises BackupFailed (no room for the copy; nothing was changed), ArchiveError.
    """
    with folder_locked(path, exclusive=True):
        plan = planned(path)
        if plan is None:
            return None
        progress = (tell(plan) if tell is not None else None) or _silent
        backup(path, Path(plan.copy), partial(progress, "bytes copied"))
        with translated(path):
            migrate(str(path))
            renew(path, plan.before, progress)
    return plan


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@contextmanager
def as_of_today(path: Path) -> Iterator[Path]:
    """A file with what the archive holds, in today's schema: itself, or a copy while it is needed, never changed.

    Raises NoArchive, NotAnArchive, ArchiveTooNew, BackupFailed.
    """
    before = schema_steps(path)
    if not 0 < before < len(STEPS):
        yield path
        return
    with TemporaryDirectory(prefix="newsgrab-") as folder:
        copy = Path(folder) / path.name
        backup(path, copy)
        with translated(path):
            migrate(str(copy))
            renew(copy, before)
        yield copy


def older_copies(path: Path) -> list[str]:
    """The copies of the archive that upgrades left beside it; they hold what was taken out of it since."""
    return sorted(str(each) for each in path.parent.glob(_copy_name(path, "*")))


def _copy_of(path: Path, steps: int) -> Path:
    """A name for the copy that no file has."""
    numbers = [str(steps), *(f"{steps}-{number}" for number in range(2, 1000))]
    return next(each for number in numbers if not (each := path.with_name(_copy_name(path, number))).exists())


def _copy_name(path: Path, number: str) -> str:
    return f"{path.stem}.schema-{number}{path.suffix}"
