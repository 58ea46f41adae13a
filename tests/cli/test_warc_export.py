"""The archive given back to other tools: WARC and WACZ."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.cli.conftest import Newsgrab, page
from tests.cli.test_collections import CRAWL
from tests.warc.samples import HTML, MONDAY, SITE, article, http, packed, record, response

LATER = MONDAY + timedelta(days=9)
LOOKS = [
    *CRAWL,
    response(1),
    response(1, at=MONDAY + timedelta(days=1)),
    record("response", f"{SITE}/old", http(b"", "302 Found", {"Location": "/1"}), at=LATER),
    response(1, at=LATER),
    record("response", f"{SITE}/1", http(b"", "304 Not Modified", {"ETag": "x"}), at=LATER + timedelta(days=1)),
    record("response", f"{SITE}/2", http(article(2)[:-300]), at=MONDAY, fields={"WARC-Truncated": "length"}),
    record("response", f"{SITE}/3", http(article(3), headers={**HTML, "Content-Encoding": "gzip", "X-Own": "1"})),
]
COLUMNS = ("at", "url", "final_url", "outcome", "reason", "status", "version", "changed", "views", "cut", "page_sha256")


@pytest.fixture
def filled(newsgrab: Newsgrab) -> Newsgrab:
    """An archive with looks of every kind."""
    (newsgrab.folder / "crawl.warc.gz").write_bytes(packed(LOOKS, "gz"))
    newsgrab("fetch", "crawl.warc.gz")
    return newsgrab


def looks(newsgrab: Newsgrab, archive: str) -> list[dict[str, Any]]:
    """What an archive says of its looks, apart from where they came from."""
    rows = newsgrab("export", "-w", "visits", "-f", "jsonl", "--archive", archive).json
    return sorted(({name: row[name] for name in COLUMNS} for row in rows), key=lambda row: (row["at"], row["url"]))


@pytest.mark.parametrize("name", ["out.warc.gz", "out.wacz"])
def test_out_and_in_again_is_the_same(filled: Newsgrab, name: str) -> None:
    """Looks, versions, and pages byte for byte, in another archive."""
    assert filled("export", "--output", name).code == 0
    filled("fetch", name, "--archive", "other")
    assert looks(filled, "other") == looks(filled, "archive")
    snapshots = ["export", "-w", "snapshots", "-f", "jsonl", "--archive"]
    texts = [{row["url"]: row["body"] for row in filled(*snapshots, place).json} for place in ("archive", "other")]
    assert texts[0] == texts[1]
    assert len(looks(filled, "other")) == 10


def test_other_tools_find_no_fault_with_it(filled: Newsgrab) -> None:
    """Both libraries check all digests."""
    filled("export", "--output", "out.warc.gz")
    for command in (["warcio.cli", "check"], ["fastwarc.cli", "check"]):
        run = [sys.executable, "-m", command[0], command[1], "out.warc.gz"]
        done = subprocess.run(run, cwd=filled.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_bytes_are_written_once(filled: Newsgrab) -> None:
    """A second look is a revisit that names the first; a 304 is one of its own profile."""
    filled("export", "--output", "out.warc.gz", "--site", "courier.example")
    found = []
    with (filled.folder / "out.warc.gz").open("rb") as file:
        for each in ArchiveIterator(file):
            head = each.rec_headers
            profile = (head.get_header("WARC-Profile") or "").rpartition("/")[2]
            if each.rec_type in {"response", "revisit"}:
                refers = head.get_header("WARC-Refers-To-Date")
                found.append((each.rec_type, head.get_header("WARC-Target-URI")[-4:], profile, refers))
    first = "2025-03-03T14:02:00.000Z"
    assert sorted(found) == sorted(
        [
            ("response", "le/1", "", None),
            ("response", "le/2", "", None),
            ("response", "le/3", "", None),
            ("response", "/old", "", None),
            ("revisit", "le/1", "identical-payload-digest", first),
            ("revisit", "le/1", "identical-payload-digest", first),
            ("revisit", "le/1", "server-not-modified", None),
        ]
    )


def test_headers_that_are_not_true_any_more_are_kept_under_another_name(filled: Newsgrab) -> None:
    """The page is written with its encodings undone."""
    filled("export", "--output", "out.warc.gz", "--site", "courier.example")
    with (filled.folder / "out.warc.gz").open("rb") as file:
        (head,) = [
            each.http_headers
            for each in ArchiveIterator(file)
            if each.rec_type == "response" and each.rec_headers.get_header("WARC-Target-URI") == f"{SITE}/3"
        ]
    assert head.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert head.get_header("Content-Encoding") is None
    assert head.get_header("X-Own") == "1"
    assert head.get_header("Content-Length") == str(len(article(3)))


def test_a_saved_page_is_a_resource(newsgrab: Newsgrab) -> None:
    """There was no server, so there are no headers."""
    newsgrab.write("page.html", page())
    newsgrab("fetch", "page.html")
    newsgrab("export", "--output", "out.warc.gz")
    with (newsgrab.folder / "out.warc.gz").open("rb") as file:
        kinds = {each.rec_type: each.content_stream().read() for each in ArchiveIterator(file)}
    assert kinds["resource"] == page().encode()
    assert b"newsgrab-outcome: new" in kinds["metadata"]


def test_a_wacz_lists_its_pages_by_title(filled: Newsgrab) -> None:
    """Nothing in it is packed again; each line of its index names a record by its offset."""
    filled("export", "--output", "out.wacz")
    with zipfile.ZipFile(filled.folder / "out.wacz") as file:
        assert {info.compress_type for info in file.infolist()} == {zipfile.ZIP_STORED}
        warc = file.read("archive/data.warc.gz")
        lines = file.read("indexes/index.cdx").decode().splitlines()
        pages = [json.loads(line) for line in file.read("pages/pages.jsonl").splitlines()]
        package = json.loads(file.read("datapackage.json"))
    assert lines == sorted(lines)
    for line in lines:
        fields = json.loads(line.split(" ", 2)[2])
        found = next(iter(ArchiveIterator(io.BytesIO(warc[int(fields["offset"]) :]))))
        assert found.rec_headers.get_header("WARC-Target-URI") == fields["url"]
    assert "Report 1 from the quay" in {each["title"] for each in pages[1:]}
    assert {each["path"] for each in package["resources"]} == {
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
    }


def test_a_warc_goes_to_a_file_only(filled: Newsgrab) -> None:
    """Nobody reads it on a screen."""
    run = filled("export", "--format", "warc")
    assert run.code == 2
    assert "--output" in run.err
