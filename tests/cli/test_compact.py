"""newsgrab compact as a person meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.cli.conftest import Newsgrab, Run


def test_the_file_is_written_anew_and_sound(
    filled: Newsgrab, newsgrab: Newsgrab, ask: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells the pages and the sizes; a second time there is nothing to pack."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    monkeypatch.chdir(newsgrab.folder)
    first = ask("compact", "--json").json[0]
    assert first["pages"] == 4
    assert first["bytes_after"] <= first["bytes_before"]
    assert ask("compact").out.startswith("0 pages packed anew")
    assert ask("verify", "-q").code == 0
