"""newsgrab batch, and what it wrote given on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import crawl
from tests.cli.conftest import Newsgrab
from tests.warc.samples import packed

PAGE = (Path(__file__).parent.parent.parent / "newsgrab/docs/batch.md").read_text(encoding="utf-8")
(PROGRAM,) = re.findall(r"<!-- batch analysis -->\n```python\n(.*?)```", PAGE, re.DOTALL)


def test_a_folder_becomes_rows(newsgrab: Newsgrab) -> None:
    """The same again does nothing; other filters need another folder; the docs' program reads it; sites go on."""
    (newsgrab.folder / "crawls").mkdir()
    (newsgrab.folder / "crawls/crawl.warc.gz").write_bytes(packed(crawl(), "gz"))
    run = newsgrab("batch", "crawls", "--out", "news", "--workers", "1")
    assert run.code == 0, run.err
    assert run.rows[:4] == [["rows", "10"], ["article", "8"], ["gone", "1"], ["not modified", "1"]]
    files = {path: path.stat().st_mtime_ns for path in (newsgrab.folder / "news").rglob("*.*")}
    again = newsgrab("batch", "crawls", "--out", "news", "--json")
    assert (again.json[0]["article"], again.json[0]["ranges done"], again.code) == (8, 1, 0)
    assert {path: path.stat().st_mtime_ns for path in (newsgrab.folder / "news").rglob("*.*")} == files
    assert newsgrab("batch", "crawls", "--out", "news", "--lang", "ar").code == 2
    command = [sys.executable, "-c", PROGRAM]
    read = subprocess.run(command, cwd=newsgrab.folder, capture_output=True, text=True, check=False)
    assert (read.returncode, read.stderr) == (0, "")
    assert "gazette.example" in read.stdout
    assert "Report 1 from the quay" in read.stdout
    kept = newsgrab("fetch", "--from-batch", "news", "--site", "gazette.example")
    assert [row[0] for row in kept.rows] == ["new"]
    assert "crawls/crawl.warc.gz" in newsgrab("history", "1").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.warc.gz", "--out", "news"], "no such file"),
        (["https://courier.example/crawl.warc.gz", "--out", "news"], "a server is not asked for collections"),
        (["crawl.warc.gz", "--out", "news", "--workers", "2", "--scheduler", "tcp://10.0.0.1:8786"], "--workers"),
        (["crawl.warc.gz", "--out", "news", "--workers", "none"], "--workers: a whole number"),
    ],
)
def test_what_was_typed_wrong_is_told(newsgrab: Newsgrab, words: list[str], message: str) -> None:
    """Before anything is written."""
    run = newsgrab("batch", *words)
    assert message in run.err
    assert not (newsgrab.folder / "news").exists()
