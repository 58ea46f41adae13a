"""newsgrab reextract: what a profile or a better reader finds in pages that were kept before."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest

from tests.cli.conftest import Newsgrab, Run, page

PROFILE = 'site = "harbour.example"\n[fields]\nauthors = ["a.category"]\ncategory = ["nav a:first-child"]\n'
URL = "https://harbour.example/article/12"
# A reader that takes its time, so that there is a middle to be caught in.
SLOWLY = """
import sys, time
from newsgrab.archive.namespaces.care import Care
keep = Care.keep_revision
def slow(*asked):
    time.sleep(0.1)
    return keep(*asked)
Care.keep_revision = slow
sys.argv[1:] = ["reextract"]
from newsgrab.__main__ import main
main()
"""


@pytest.fixture
def profiled(filled: Newsgrab, newsgrab: Newsgrab) -> Newsgrab:
    """The filled archive, and a profile that was not there when its pages were read."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    newsgrab.write("profiles/harbour.example.toml", PROFILE)
    newsgrab.write("newsgrab.toml", 'profiles = "profiles"\n')
    return newsgrab


def cells(newsgrab: Newsgrab, statement: str) -> list[Any]:
    with closing(sqlite3.connect(newsgrab.folder / "archive" / "newsgrab.db")) as plain:
        return plain.execute(statement).fetchall()


def test_dry_run_shows_what_would_change_and_keeps_nothing(profiled: Newsgrab) -> None:
    """A line for each field: version, field, the words taken out and put in, address."""
    before = cells(profiled, "SELECT * FROM snapshot")
    run = profiled("reextract", "--dry-run")
    assert (run.code, run.err) == (0, "")
    assert run.rows[:2] == [
        ["1@2", "category", "[-اقتصاد-]{+الرئيسية+}", URL],
        ["1@2", "authors", "{+اقتصاد+}", URL],
    ]
    assert [row[0] for row in run.rows] == ["1@2", "1@2", "2@1", "2@1"]
    assert cells(profiled, "SELECT * FROM snapshot") == before


def test_text_that_reads_differently_is_a_revision_and_no_edit(profiled: Newsgrab) -> None:
    """One line an article; the versions stay, their counts and looks too; what reads and searches is the new text."""
    kept = ("view_point", "related_set", "related_item", "visit")
    before = [cells(profiled, f"SELECT * FROM {table}") for table in kept]
    assert profiled("search", "السفن", "--category", "الرئيسية").out == ""
    run = profiled("reextract")
    assert run.code == 0
    assert run.rows == [
        ["1@2", "category, authors", "رصيف جديد يفتح أبوابه للسفن الكبيرة", URL],
        ["2@1", "category, authors", "حركة الشحن ترتفع في الربيع", "https://harbour.example/article/8"],
    ]
    assert [cells(profiled, f"SELECT * FROM {table}") for table in kept] == before
    versions = [one for one in profiled("history", "1", "--json").json if one["kind"] == "version"]
    assert [(one["number"], one["revision"], one["changed"]) for one in versions] == [(1, 1, []), (2, 2, ["body"])]
    assert cells(profiled, "SELECT category, views, version FROM article WHERE id = 1") == [("الرئيسية", 90, 2)]
    assert {row[3] for row in profiled("search", "السفن", "--category", "الرئيسية").rows} == {"الرئيسية"}
    assert len(profiled("changes").rows) == 1
    assert profiled("verify", "-q") == Run(0, "", "")


def test_second_time_there_is_nothing_to_do(profiled: Newsgrab) -> None:
    """Texts that today's rules have read are passed over, and the next look is no edit either."""
    assert profiled("reextract").code == 0
    assert profiled("reextract") == Run(0, "", "")
    profiled.write("3.html", page(views=91, last="ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."))
    assert profiled("fetch", "3.html").rows[0][:2] == ["unchanged", "1@2"]


def test_revision_of_a_revision(profiled: Newsgrab) -> None:
    """Without the profile the text is what it was: a third reading of the same page; no look becomes an edit by it."""
    before = cells(profiled, "SELECT title, body, category, authors FROM article")
    assert profiled("reextract").code == 0
    (profiled.folder / "profiles/harbour.example.toml").unlink()
    assert len(profiled.process("reextract").rows) == 2
    assert cells(profiled, "SELECT title, body, category, authors FROM article") == before
    profiled.write("profiles/harbour.example.toml", PROFILE)
    profiled.write("3.html", page(views=91, last="ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."))
    assert profiled("fetch", "3.html").rows[0][:2] == ["unchanged", "1@2"]
    assert cells(profiled, "SELECT max(revision) FROM snapshot WHERE article_id = 1 AND text = 2") == [(4,)]
    assert profiled("verify", "-q") == Run(0, "", "")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["--all"], ["1@1", "1@2", "2@1"]),
        (["1"], ["1@2"]),
        (["1@1"], ["1@1"]),
        (["1", "--all"], ["1@1", "1@2"]),
        ([URL, "2"], ["1@2", "2@1"]),
        (["--site", "harbour.example"], ["1@2", "2@1"]),
        (["--site", "courier.example"], []),
    ],
)
def test_what_is_read_again(profiled: Newsgrab, words: list[str], read: list[str]) -> None:
    """The latest version of every article; or every version, named articles, a site."""
    run = profiled("reextract", "--json", *words)
    assert [f"{one['article_id']}@{one['version']}" for one in run.json] == read
    assert all(one["fields"][1] == {"field": "authors", "old": "", "new": "اقتصاد"} for one in run.json)
    assert profiled("verify", "-q").code == 0


def test_unknown_article_is_wrong_usage(profiled: Newsgrab) -> None:
    """As in every command."""
    assert profiled("reextract", "77").code == 2


def test_page_that_cannot_be_read_leaves_its_text(profiled: Newsgrab) -> None:
    """It is told with its address, the others are read, and the exit code is 1."""
    profiled.write("profiles/harbour.example.toml", PROFILE + 'body = ["nav"]\n')
    with closing(sqlite3.connect(profiled.folder / "archive/newsgrab.db", isolation_level=None)) as plain:
        last = plain.execute("SELECT max(id) FROM page").fetchone()[0]
        plain.execute("UPDATE page SET zstd = zeroblob(20) WHERE id = ?", (last,))
    run = profiled("reextract", "-q")
    assert (run.code, run.out) == (1, "")
    assert "2@1 https://harbour.example/article/8: page 4 is damaged" in run.err


def test_stopped_reading_goes_on_with_the_same_command(newsgrab: Newsgrab) -> None:
    """SIGTERM in the middle: what was read again is kept, and the next run does the rest."""
    names = [f"{number}.html" for number in range(20)]
    for number, name in enumerate(names):
        newsgrab.write(name, page(number, title=f"رصيف رقم {number} يفتح أبوابه للسفن", related=()))
    assert newsgrab("fetch", "-q", *names).code == 0
    newsgrab.write("profiles/harbour.example.toml", PROFILE)
    newsgrab.write("newsgrab.toml", 'profiles = "profiles"\n')
    process = subprocess.Popen(
        [sys.executable, "-c", SLOWLY],
        cwd=newsgrab.folder,
        env=newsgrab.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 143
    assert "the same command goes on" in err
    done = 1 + len(out.splitlines())
    assert 0 < done < len(names)
    assert len(newsgrab("reextract").rows) == len(names) - done
    assert newsgrab("verify", "-q") == Run(0, "", "")
