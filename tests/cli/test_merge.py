"""newsgrab merge as a person meets it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

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
    }
    assert len(two("source", "list").rows) == 1
    assert two("verify", "-q").code == 0


def test_what_cannot_be_merged_is_told(two: Ask) -> None:
    """The archive itself, and what is none."""
    assert two("merge", "archive").code == 2
    assert two("merge", "nothing").code == 3
