"""One run at a time for each archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgrab.errors import ArchiveError, RunBusy

_POLL_S = 0.5


@contextmanager
def only_run(database: Path, *, wait_s: float, sleep: Callable[[float], None]) -> Iterator[None]:
    """Hold the archive's run lock (a file beside it; the system lets go of it whatever happens to us).

    Raises RunBusy if another run still holds it after `wait_s` seconds.
    """
    import fcntl

    path = database.with_name(database.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written ({error.strerror}): make the folder writable") from error
    try:
        waited = 0.0
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if waited >= wait_s:
                    raise RunBusy(f"{database}: another run is at work; --wait TIME (30s, 5m) waits for it") from error
                sleep(_POLL_S)
                waited += _POLL_S
            else:
                break
        yield
    finally:
        os.close(descriptor)
