"""newsgrab remove as a person meets it: shown, asked, done, told; and not fetched again."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.cli.conftest import Newsgrab, Run, page

Ask = Callable[..., Run]
URL = "https://harbour.example/article/12"


@pytest.fixture
def here(filled: Newsgrab, newsgrab: Newsgrab, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A copy of the filled archive, to take things out of."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    monkeypatch.chdir(newsgrab.folder)
    return ask


def test_dry_run_shows_what_would_go(here: Ask) -> None:
    """Article, headline, texts, pages, bytes, address; nothing is changed."""
    run = here("remove", "1", "--dry-run")
    assert run.code == 0
    assert [(row[0], row[2], row[3], row[5]) for row in run.rows] == [("1", "2", "3", URL)]
    assert here("remove", "1@2", "--dry-run", "--json").json[0]["texts"] == 1
    assert here("show", "1").out.startswith("رصيف جديد")


def test_nobody_there_to_agree_changes_nothing(here: Ask) -> None:
    """Without a terminal --yes is needed, and a reason always."""
    assert (here("remove", "1", "--reason", "x").code, here("remove", "1", "--yes").code) == (2, 2)
    assert here("show", "1").out.startswith("رصيف جديد")


def test_removed_is_told_everywhere_and_not_fetched_again(here: Ask, filled: Newsgrab) -> None:
    """Every list and export has the reason in place of the headline; fetch does not ask for it until it is allowed."""
    saved = filled.folder / "3.html"
    run = here("remove", "1", "--reason", "court order", "--yes")
    assert (run.code, run.rows[0][0]) == (0, "1")
    assert "backups and exports that were made before" in run.err
    for command in (["show", "1"], ["list"], ["history", "1"], ["export"], ["export", "-f", "json"]):
        out = here(*command).out
        assert ("taken out on" in out, "court order" in out, "رصيف جديد" in out) == (True, True, False), command
    assert [row[0] for row in here("search", "الرافعات").rows] == ["2@1"]
    verified = here("verify")
    assert (verified.code, {row[0] for row in verified.rows}) == (0, {"ok", "removed"})
    asked = here("fetch", URL)
    assert (asked.code, asked.out) == (1, "")
    assert f"{URL}: taken out on" in asked.err
    assert here("fetch", str(saved)).rows[0][0] == "refused"
    assert here("evidence", "1", "-o", "packet.zip").code == 1
    assert here("show", "1", "--format", "page").code == 1
    assert here("remove", "1", "--allow-again", "--reason", "lifted").code == 0
    assert here("remove", "2", "--allow-again", "--reason", "lifted").code == 2
    assert here("fetch", str(saved)).rows[0][:2] == ["unchanged", "1@2"]
    assert here("show", "1").out.startswith("رصيف جديد")


@pytest.mark.parametrize(("code", "told"), [(0, "taken out: 2 texts, 3 pages"), (1, "nothing was taken out")])
def test_a_person_is_told_what_was_done(here: Ask, monkeypatch: pytest.MonkeyPatch, code: int, told: str) -> None:
    """Asked first; then the word of what was done, or that nothing was."""
    monkeypatch.setattr("newsgrab.cli.terminal.is_terminal", lambda *_: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: code == 0)
    run = here("remove", "1", "--reason", "court order")
    assert run.code == code
    assert "would be taken out: 2 texts, 3 pages" in run.out
    assert told in run.err


def test_a_text_that_was_taken_out_is_no_edit_of_those_around_it(here: Ask, newsgrab: Newsgrab) -> None:
    """They are compared with each other; what came with it or after it has the bounds of the two, and history tells."""
    newsgrab.write("3.html", page(last="ويتوقع التجار أن ترتفع كلفة النقل مع نهاية الصيف."))
    assert here("fetch", "3.html").rows[0][1] == "1@3"
    seen = {each["number"]: each for each in here("history", "1", "--json").json if each["kind"] == "version"}
    assert here("remove", "1@2", "--reason", "court order", "--yes").code == 0
    told = here("diff", "1").out
    assert ("[-تنخفض-]{+ترتفع+}" in told, "taken out" in told, "title:" in told) == (True, False, False)
    for versions in (["1", "2"], ["2", "3"]):
        run = here("diff", "1", *versions)
        assert (run.code, "1@2: taken out on" in run.err, "court order" in run.err) == (2, True, True)
    found = here("blame", "1").rows
    assert {row[1] for row in found} == {"1", "3"}
    assert {(row[2], row[3]) for row in found if row[1] == "3"} == {(seen[1]["last_seen_at"], seen[3]["first_seen_at"])}
    (sentence,) = (line for line in here("history", "1").out.splitlines() if line.startswith("version 2"))
    assert "taken out on" in sentence
    latest, earlier = here("changes", "--words", "--json").json
    assert ([*latest["differences"]], earlier["differences"]) == (["body"], {})
    assert "taken out" not in here("today", "--since", "yesterday", "--json").json[0]["title"]
