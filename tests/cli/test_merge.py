"""newsgrab merge as a person meets it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Newsgrab, Run, page

Ask = Callable[..., Run]


@pytest.fixture
def two(filled: Newsgrab, newsgrab: Newsgrab, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A copy of the filled archive, and another that saw the last version of its first article and one more."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    monkeypatch.chdir(newsgrab.folder)
    newsgrab.write("own.html", page(views=95, last="ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."))
    newsgrab.write("new.html", page(31, title="قارب جديد يصل إلى المرفأ", related=()))
    assert ask("fetch", "own.html", "new.html", "--archive", "other").code == 0
    assert ask("source", "add", "own.html", "--kind", "file", "--archive", "other").code == 0
    return ask


def test_looks_come_in_once_and_the_witnesses_are_compared(two: Ask) -> None:
    """Agreement, article, new looks, their looks, times, headline, address; sources only if they are asked for."""
    run = two("merge", "other")
    assert (run.code, run.err) == (0, "")
    assert [row[:5] for row in run.rows] == [["agree", "1", "1", "1", ""]]
    assert len(two("list").rows) == 3
    assert two("source", "list").out == ""
    assert two("merge", "other/newsgrab.db", "--sources", "--json").json[0] == {
        "kind": "looks",
        "new": 0,
        "known": 2,
        "removed": 0,
        "articles": 0,
    }
    assert len(two("source", "list").rows) == 1
    assert two("verify", "-q").code == 0


def test_a_dry_run_tells_the_same_and_changes_nothing(two: Ask) -> None:
    """What would come in, and how the witnesses compare; not a byte of either archive is another."""
    before = [path.read_bytes() for path in (Path("archive/newsgrab.db"), Path("other/newsgrab.db"))]
    dry = two("merge", "other", "--dry-run")
    assert (dry.code, dry.err) == (0, "2 looks would come in (1 new article), 0 are known\n")
    assert [path.read_bytes() for path in (Path("archive/newsgrab.db"), Path("other/newsgrab.db"))] == before
    assert two("merge", "other").rows == dry.rows
    assert two("merge", "other", "--dry-run", "--archive", "new").err.startswith("2 looks would come in (2 new")
    assert not Path("new").exists()


def test_what_was_taken_out_there_is_told_with_the_command(two: Ask) -> None:
    """An article or the text of a version that is kept here; once it is gone here, too, nothing more is said."""
    assert two("merge", "other").code == 0
    assert two("remove", "1@1", "--reason", "the court's order", "--yes", "--archive", "other").code == 0
    assert two("remove", "2", "--reason", "privacy", "--yes", "--archive", "other").code == 0
    told = [each for each in two("merge", "other", "--json").json if each["kind"] == "removal"]
    assert [each["reason"] for each in told] == ["the court's order", "privacy"]
    for each in told:
        words = shlex.split(each["command"])[1:]
        assert each["command"] in two("merge", "other", "--dry-run").err
        assert two(*words, "--yes").code == 0
    assert [each["kind"] for each in two("merge", "other", "--json").json if each["kind"] == "removal"] == []
    assert two("search", "قارب").rows == []


def test_what_cannot_be_merged_is_told(two: Ask) -> None:
    """The archive itself, and what is none."""
    assert two("merge", "archive").code == 2
    assert two("merge", "nothing").code == 3
    Path("notes.txt").write_text("no archive", encoding="utf-8")
    run = two("merge", "notes.txt")
    assert (run.code, run.err.startswith("newsgrab: notes.txt: not an SQLite file")) == (3, True)
