"""newsgrab stamp: a time stamp over the head, kept, verified without a network, and carried by packets."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.authority import Authority, certificates, serving
from tests.cli.conftest import Newsgrab, Run, page

pytest.importorskip("rfc3161_client")
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")

Ask = Callable[..., Run]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """A time-stamping authority."""
    folder = tmp_path_factory.mktemp("authority")
    certificates(folder)
    with serving(folder) as one:
        yield one


@pytest.fixture
def here(filled: Newsgrab, newsgrab: Newsgrab, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A copy of the filled archive, to be stamped."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    monkeypatch.chdir(newsgrab.folder)
    return ask


def stamps_of(run: Run) -> list[list[str]]:
    """What verify says of stamps."""
    return [row for row in run.rows if row[1] == "stamps"]


def test_a_stamp_is_kept_and_verified_offline(here: Ask, authority: Authority) -> None:
    """With the root it is ok, without one nobody can tell, with another one it is bad; nobody is asked twice."""
    head = here("verify", "--head").out.strip()
    run = here("stamp", "--tsa", authority.url)
    assert (run.code, run.rows[0][1:]) == (0, [head, authority.url])
    asked = len(authority.asked)
    assert here("stamp", "--tsa", authority.url).out == "nothing is new since the last stamp\n"
    assert len(authority.asked) == asked
    assert bytes.fromhex(head) not in authority.asked[-1]
    assert stamps_of(here("verify", "--roots", str(authority.root))) == [
        ["ok", "stamps", "", "", "", "stamps: 1 ok", ""]
    ]
    untold = here("verify")
    assert (untold.code, [row[0] for row in stamps_of(untold)]) == (0, ["unverifiable", "unverifiable"])
    other = Path("other")
    other.mkdir()
    certificates(other.absolute())
    bad = here("verify", "--roots", str(other / "root.pem"))
    assert (bad.code, [row[0] for row in stamps_of(bad)]) == (1, ["bad", "bad"])
    assert here("verify", "--roots", "no.pem").code == 2


def test_an_answer_that_is_not_strict_der_is_kept(here: Ask, authority: Authority) -> None:
    """As public authorities send it: nobody can tell here, and openssl can."""
    loose = authority.url.replace("/strict", "/loose")
    assert here("stamp", "--tsa", loose).code == 0
    said = stamps_of(here("verify", "--roots", str(authority.root)))
    assert said[0][0] in {"ok", "unverifiable"}
    with closing(sqlite3.connect("archive/newsgrab.db")) as plain:
        head, answer = plain.execute("SELECT lower(hex(head)), answer FROM stamp").fetchone()
    Path("head.txt").write_text(f"{head}\n")
    Path("stamp.tsr").write_bytes(answer)
    command = ["openssl", "ts", "-verify", "-data", "head.txt", "-in", "stamp.tsr", "-CAfile", str(authority.root)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stamp SET answer = CAST(substr(answer, 1, 400) || x'00' || substr(answer, 402) AS BLOB)",
        "UPDATE stamp SET stamped_at = '2020-01-01T00:00:00.000Z'",
        "UPDATE stamp SET authority = 'https://other.example/'",
        "UPDATE stamp SET head = (SELECT head FROM chain WHERE id = 1)",
        "DELETE FROM stamp",
        "DELETE FROM chain WHERE id > 3",
    ],
)
def test_a_changed_stamp_or_chain_is_found(here: Ask, authority: Authority, statement: str) -> None:
    """Whatever of it is changed, and a chain that was cut off before the stamp."""
    here("stamp", "--tsa", authority.url)
    with closing(sqlite3.connect("archive/newsgrab.db")) as plain, plain:
        plain.execute(statement)
    assert here("verify", "-q", "--roots", str(authority.root)).code == 1


def test_what_is_no_stamp_is_not_kept(here: Ask, authority: Authority) -> None:
    """A page, a missing server, no archive: told, and nothing is kept."""
    for url in (authority.url.replace("/strict", "/odd"), "http://127.0.0.1:9/"):
        run = here("stamp", "--tsa", url)
        assert (run.code, run.err.count("\n")) == (1, 1)
    assert here("stamp", "--tsa", "nothing").code == 2
    silent = here("stamp", "--tsa", "http://127.0.0.1:1/")
    assert "no connection (Connection refused)" in silent.err
    assert "Errno" not in silent.err
    assert stamps_of(here("verify"))[0][5] == "stamps: 0 ok"


def test_a_packet_carries_the_stamp_of_its_look(here: Ask, authority: Authority) -> None:
    """The first one after it; the checker ties it to the chain, the statement says how openssl checks it."""
    here("stamp", "--tsa", authority.url)
    Path("5.html").write_text(page(views=120), encoding="utf-8")
    here("fetch", "5.html")
    assert here("evidence", "1@1", "-o", "old.zip").code == 0
    assert here("evidence", "1", "-o", "new.zip").code == 0
    for name in ("old", "new"):
        with ZipFile(f"{name}.zip") as packet:
            packet.extractall(name)
        done = subprocess.run([sys.executable, "-I", "-S", f"{name}/check.py"], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout
    line = "openssl ts -verify -data stamped-head.txt -in stamp.tsr -CAfile root.pem"
    for language in ("en", "ar"):
        assert line in Path(f"old/STATEMENT.{language}.txt").read_text(encoding="utf-8")
        assert "stamp.tsr" not in Path(f"new/STATEMENT.{language}.txt").read_text(encoding="utf-8")
    command = [*line.split()[:-1], str(authority.root)]
    assert subprocess.run(command, cwd="old", capture_output=True, check=False).returncode == 0
    assert not Path("new/stamp.tsr").exists()
