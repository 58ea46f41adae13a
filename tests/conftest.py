"""What holds for all tests: laws are tried with the same examples everywhere, also on a busy machine."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsgrab.archive import connection
from newsgrab.archive.migrations.migrate import migrate

settings.register_profile("newsgrab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsgrab")

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # as nohup and some CI systems leave it; programs would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _new_archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All steps are taken once; each new archive of a test is a copy of what they lead to."""
    empty = tmp_path_factory.mktemp("empty") / "newsgrab.db"

    def copied(path: str) -> None:
        if Path(path).stat().st_size:
            migrate(path)
            return
        if not empty.exists():
            migrate(str(empty))
        shutil.copyfile(empty, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "migrate", copied)
        yield
