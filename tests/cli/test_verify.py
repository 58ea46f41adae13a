"""newsgrab verify as a person or a cron job meets it."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.cli.conftest import Newsgrab, Run, page

CHECKS = [
    "file",
    "schema",
    "references",
    "numbering",
    "chain",
    "facts",
    "pages",
    "texts",
    "articles",
    "addresses",
    "looks",
    "counts",
    "versions",
    "identity",
    "view counts",
    "related",
]


@pytest.fixture
def copied(filled: Newsgrab, newsgrab: Newsgrab) -> Newsgrab:
    """The filled archive, to be damaged."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    return newsgrab


def change(newsgrab: Newsgrab, statement: str) -> None:
    with closing(sqlite3.connect(newsgrab.folder / "archive" / "newsgrab.db", isolation_level=None)) as plain:
        plain.execute(statement)


def test_whole_archive_is_ok(ask: Callable[..., Run]) -> None:
    """A line for each check, and exit code 0."""
    run = ask("verify")
    assert (run.code, run.err) == (0, "")
    assert [row[:2] for row in run.rows] == [["ok", name] for name in [*CHECKS, "search", "stems", "removed", "stamps"]]
    assert run.rows[6][5] == "pages: 4 ok"
    assert all(len(row) == 7 for row in run.rows)


def test_quiet_says_nothing_of_a_whole_archive(ask: Callable[..., Run]) -> None:
    """What cron sends no mail about."""
    assert ask("verify", "-q") == Run(0, "", "")


def test_damage_is_named_with_the_next_step(copied: Newsgrab) -> None:
    """Word, check, table, number, address, problem, advice; exit code 1."""
    change(copied, "UPDATE reading SET title = 'x' WHERE id = 3")
    run = copied("verify", "-q")
    assert run.code == 1
    assert run.rows[0][:6] == [
        "bad",
        "facts",
        "snapshot",
        "3",
        "https://harbour.example/article/8",
        "this reading is not as it was chained (SHA-256 differs)",
    ]
    assert run.rows[1:] == [
        [
            "bad",
            "texts",
            "snapshot",
            "3",
            "https://harbour.example/article/8",
            "text 1: its title is not the one that was kept (hash differs)",
            "restore the archive from a backup",
        ]
    ]


def test_json_has_findings_and_tallies(copied: Newsgrab) -> None:
    """One object a line, as everywhere."""
    change(copied, "UPDATE page SET zstd = zeroblob(9) WHERE id = 1")
    run = copied("verify", "--json")
    assert run.code == 1
    finding = next(one for one in run.json if one["kind"] == "finding")
    assert (finding["word"], finding["check"], finding["table"], finding["id"]) == ("bad", "pages", "page", "1")
    tally = next(one for one in run.json if one["kind"] == "tally" and one["check"] == "pages")
    assert (tally["word"], tally["bad"]) == ("bad", 4)  # the others are packed with it


def test_unverifiable_is_no_failure(copied: Newsgrab) -> None:
    """It is told, and the exit code stays 0."""
    change(copied, "UPDATE reading SET hashes = replace(hashes, '\"2:', '\"0:')")
    run = copied("verify")
    assert run.code == 0
    assert {row[0] for row in run.rows} == {"ok", "unverifiable"}


def test_file_that_nobody_may_write_is_verified(copied: Newsgrab) -> None:
    """It stays as it is."""
    path = copied.folder / "alone" / "newsgrab.db"
    path.parent.mkdir()
    shutil.copyfile(copied.folder / "archive" / "newsgrab.db", path)
    before = path.read_bytes()
    path.chmod(0o444)
    run = copied("verify", "--archive", str(path))
    assert (run.code, path.read_bytes()) == (0, before)


@pytest.mark.parametrize(("content", "problem"), [(None, "no archive"), (b"page " * 900, "not an SQLite file")])
def test_file_that_cannot_be_used_is_exit_code_3(newsgrab: Newsgrab, content: bytes | None, problem: str) -> None:
    """There is nothing to be verified."""
    if content:
        newsgrab.write("archive/newsgrab.db", content)
    run = newsgrab("verify")
    assert (run.code, run.out) == (3, "")
    assert problem in run.err


def test_archive_is_ok_at_every_moment_of_a_run(newsgrab: Newsgrab) -> None:
    """Verified again and again while looks are being kept."""
    for number in range(12):
        newsgrab.write(f"{number}.html", page(number, title=f"رصيف رقم {number} يفتح أبوابه", related=()))
    assert newsgrab("fetch", "0.html").code == 0
    writer = subprocess.Popen(
        [sys.executable, "-m", "newsgrab", "fetch", "-q", *(f"{number}.html" for number in range(12))],
        cwd=newsgrab.folder,
        env=newsgrab.environment,
    )
    threading.Thread(target=writer.wait, daemon=True).start()
    runs = [newsgrab("verify", "-q")]
    while writer.poll() is None:
        runs.append(newsgrab("verify", "-q"))
    assert [(run.code, run.out) for run in runs] == [(0, "")] * len(runs)
    assert writer.wait() == 0


def test_search_index_is_made_anew_on_demand(copied: Newsgrab) -> None:
    """`search --rebuild`, with words to search for or without."""
    change(copied, "DELETE FROM article_fts_docsize")
    assert copied("verify", "-q").rows[0][6] == "newsgrab search --rebuild"
    assert copied("search", "--rebuild") == Run(0, "", "")
    assert copied("verify", "-q") == Run(0, "", "")
    assert copied("search", "--rebuild", "الشحن").rows
    assert copied("search").code == 2


def test_the_head_is_printed_and_checked(copied: Newsgrab) -> None:
    """64 characters to keep elsewhere; given back, a cut end is found."""
    head = copied("verify", "--head").out.strip()
    assert len(head) == 64
    assert copied("verify", head, "--quick").out == copied("verify", "--head", head, "--quick").out
    run = copied("verify", "--head", head, "--quick")
    assert (run.code, [row[:2] for row in run.rows]) == (0, [["ok", "head"], ["ok", "chain"]])
    change(copied, "DELETE FROM chain WHERE id = (SELECT max(id) FROM chain)")
    run = copied("verify", "--head", head, "--quick")
    assert (run.code, [row[:2] for row in run.rows]) == (1, [["bad", "head"], ["bad", "head"], ["ok", "chain"]])


def test_one_article_is_verified_alone(copied: Newsgrab) -> None:
    """Its looks, texts and pages, and the chain."""
    change(copied, "UPDATE look SET status = 299 WHERE article_id = 2")
    assert copied("verify", "1", "-q").code == 0
    run = copied("verify", "2", "-q")
    assert run.code == 1
    assert {tuple(row[1:3]) for row in run.rows} == {("facts", "visit")}


def test_a_packet_of_evidence_is_written_and_checked(copied: Newsgrab) -> None:
    """Of a version, or as it was at a time; the checker prints the archive's head."""
    run = copied("evidence", "1@1", "-o", "packet.zip")
    assert run.code == 0
    head = copied("verify", "--head").out.strip()
    assert run.rows[0][3] == head
    folder = copied.folder / "packet"
    with zipfile.ZipFile(copied.folder / "packet.zip") as packet:
        packet.extractall(folder)
    checked = subprocess.run([sys.executable, "-I", "check.py"], cwd=folder, capture_output=True, text=True, check=True)
    assert checked.stdout.splitlines()[-1] == head
    again = copied("evidence", "1@2", "-o", "packet.zip")
    assert (again.code, again.err) == (
        2,
        "newsgrab: packet.zip: is there already: name another file, or add --overwrite\n",
    )
    assert copied("evidence", "1@1", "-o", "packet.zip", "--overwrite").code == 0
    assert copied("evidence", "1", "-o", "no/such/folder.zip").code == 2
    assert copied("evidence", "1", "--at", "1999-01-01", "-o", "early.zip").code == 2
    assert not (copied.folder / "early.zip").exists()
