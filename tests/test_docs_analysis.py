"""The programs of the docs that analyse an export run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Newsgrab, filled

__all__ = ["filled"]
PAGE = (Path(__file__).parent.parent / "newsgrab/docs/export.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"<!-- analysis -->\n```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_the_programs_of_the_docs_run(filled: Newsgrab, tmp_path: Path, number: int) -> None:
    """On the files whose export stands beside them; they print what they found."""
    archive = str(filled.folder / "archive")
    for what in ("articles", "views"):
        assert filled("export", "--archive", archive, "-w", what, "-o", str(tmp_path / f"{what}.parquet")).code == 0
    command = [sys.executable, "-c", PROGRAMS[number]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "90" in done.stdout or "2" in done.stdout
