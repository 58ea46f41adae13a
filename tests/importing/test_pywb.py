"""A real pywb as the web archive: what we export it serves, and what it serves we read in.

It stands in a virtual environment of its own (its licence is another one), whose bin folder TEST_PYWB names.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsgrab.archive import Archive, Filters
from tests.warc.samples import HTML, MONDAY, SITE, article, http, packed, record, response, warcinfo

BIN = os.environ.get("TEST_PYWB", "")
pytestmark = pytest.mark.skipif(not BIN, reason="TEST_PYWB names no bin folder with pywb in it")
URL = f"{SITE}/1"
SIGNS = "a" * 10 + "b" * 8 + "c" * 20 + "a" * 5 + "defghijklmnopqr"  # 58 captures with a text


def newsgrab(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One run of it there."""
    return subprocess.run(
        [sys.executable, "-m", "newsgrab", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def crawl() -> bytes:
    """Sixty captures of one address: texts that change and come back, a 404, and a redirect to where it moved."""
    records = [
        response(1, at=MONDAY + timedelta(days=day), body=article(1, extra=f"Witness {sign} saw it all, day by day."))
        for day, sign in enumerate(SIGNS)
    ]
    gone, moved = MONDAY + timedelta(days=58), MONDAY + timedelta(days=59)
    records.insert(30, record("response", URL, http(b"<p>no such page</p>", "404 Not Found"), at=gone))
    records.append(
        record("response", URL, http(b"", "301 Moved Permanently", HTML | {"Location": f"{SITE}/2"}), at=moved)
    )
    records.append(
        record("response", f"{SITE}/2", http(article(1, extra="It moved.")), at=moved + timedelta(seconds=1))
    )
    return packed([warcinfo(), *records], "gz")


def history(folder: Path, archive: str) -> list[dict[str, Any]]:
    """Versions, absences and looks, without what tells of arrival or of the witness."""
    out = newsgrab(folder, "history", "1", "--json", "--archive", archive).stdout.splitlines()
    own = {"id", "witness", "origin", "reason", "outcome", "status", "text", "snapshot_id"}
    own |= {"final_url", "page_sha256", "recipe"}  # a look by digest has no page of its own
    return [{k: v for k, v in json.loads(line).items() if k not in own} for line in out]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder with the archive `direct`, and the address of a pywb that serves its export."""
    folder = tmp_path_factory.mktemp("pywb")
    (folder / "crawl.warc.gz").write_bytes(crawl())
    assert newsgrab(folder, "fetch", "crawl.warc.gz", "--archive", "direct").stderr == ""
    newsgrab(folder, "export", "--output", "looks.warc.gz", "--archive", "direct")
    for words in (["init", "news"], ["add", "news", "looks.warc.gz"]):
        subprocess.run([f"{BIN}/wb-manager", *words], cwd=folder, capture_output=True, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [f"{BIN}/wayback", "-b", "127.0.0.1", "-p", str(port)]
    with (folder / "log").open("wb") as log, subprocess.Popen(words, cwd=folder, stdout=log, stderr=log) as server:
        try:
            _await(port)
            yield folder, f"http://127.0.0.1:{port}/news/"
        finally:
            server.kill()


def _await(port: int) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def test_what_we_export_is_served_at_its_times(served: tuple[Path, str]) -> None:
    """Every look with a page, with equal bytes."""
    folder, base = served
    count = 0
    with Archive(folder / "direct") as archive:
        looks = archive.query.looks(Filters())
        for look in looks:
            if look.sha256 is None or look.status != 200:
                continue
            stamp = datetime.fromisoformat(look.at).strftime("%Y%m%d%H%M%S")
            with urllib.request.urlopen(f"{base}{stamp}id_/{look.final_url}") as answer:
                assert answer.read() == looks.content(look)
                assert answer.headers["Memento-Datetime"]
            count += 1
    assert count == 59


def test_what_it_serves_is_read_in(served: tuple[Path, str]) -> None:
    """Sixty looks, with the versions and bounds that the file itself gives."""
    folder, base = served
    run = newsgrab(folder, "fetch", "--from", base, "--delay", "0", URL, "--archive", "past")
    assert run.stderr.count("\n") == run.stderr.count("a look of the past came in"), run.stderr
    assert history(folder, "past") == history(folder, "direct")
    assert sum(line.get("kind") == "visit" for line in history(folder, "past")) == 60
    again = newsgrab(folder, "fetch", "--from", base, "--delay", "0", URL, "--archive", "past")
    assert (again.stdout, again.returncode) == ("", 0)


def test_twenty_kills_change_nothing(served: tuple[Path, str]) -> None:
    """Killed after one to four looks, twenty times, and gone on with: the same as in one go."""
    folder, base = served
    words = [sys.executable, "-m", "newsgrab", "fetch", "--from", base, "--delay", "0", URL, "--archive", "killed"]
    chance = random.Random(1)
    for _ in range(20):
        with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
            for _ in range(chance.randrange(1, 5)):
                assert run.stdout is not None
                run.stdout.readline()
            run.kill()
    last = newsgrab(folder, *words[3:])
    assert "newsgrab: http" not in last.stderr, last.stderr
    assert history(folder, "killed") == history(folder, "direct")
    assert newsgrab(folder, "verify", "--archive", "killed").returncode == 0
