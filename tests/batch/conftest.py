"""Collections for batches, and what comes of their ranges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from newsgrab.batch.output import Done
from newsgrab.batch.rows import read_row
from newsgrab.batch.units import collections, split
from newsgrab.batch.work import Work, do, identity
from newsgrab.warc.choice import Choice
from tests.readers import shared_readers
from tests.warc.samples import HTML, MONDAY, SITE, article, http, packed, record, response, sha1, warcinfo

OTHER = "https://gazette.example"
Rows = list[dict[str, Any]]


def crawl() -> list[bytes]:
    """Two sites on two days: pages, a redirect, the same page again, a 304, a 404, a picture."""
    body = article(1)
    again = {
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Payload-Digest": sha1(body),
    }
    same = {"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/server-not-modified"}
    later = MONDAY + timedelta(days=1)
    return [
        warcinfo(),
        *(response(number, at=MONDAY + timedelta(minutes=number)) for number in range(1, 6)),
        record("response", f"{SITE}/old", http(b"", "301 Moved Permanently", HTML | {"Location": "/9"})),
        response(9, at=MONDAY + timedelta(seconds=1)),
        record("response", f"{SITE}/p.png", http(b"\x89PNG\r\n", headers={"Content-Type": "image/png"})),
        record("response", f"{OTHER}/7", http(article(7).replace(SITE.encode(), OTHER.encode())), at=later),
        record("revisit", f"{SITE}/1", http(b"", headers=HTML | {"X-Served": "twice"}), at=later, fields=again),
        record("revisit", f"{SITE}/2", http(b"", "304 Not Modified"), at=later, fields=same),
        record("response", f"{SITE}/3", http(b"<p>no such page", "404 Not Found"), at=later),
    ]


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with one collection."""
    folder = tmp_path / "crawls"
    folder.mkdir()
    (folder / "crawl.warc.gz").write_bytes(packed(crawl(), "gz"))
    return folder


@pytest.fixture
def batched(tmp_path: Path) -> Callable[..., list[Done]]:
    """Reads places in ranges of so many bytes, into a folder."""

    def read(*places: Path | str, out: str = "rows", range_bytes: int = 1 << 30, **wanted: Any) -> list[Done]:
        work = Work(str(tmp_path / out), **({"choice": Choice()} | wanted), identity=identity(None))
        readers = shared_readers(read_row)
        units = split(collections(map(str, places)), range_bytes)
        return [each for each in (do(unit, work, readers) for unit in units) if isinstance(each, Done)]

    return read


def rows(folder: Path) -> Rows:
    """All rows of a batch, in one order."""
    found = [row for path in folder.glob("day=*/*.parquet") for row in pq.ParquetFile(path).read().to_pylist()]
    return sorted(found, key=lambda row: (row["seen_at"], row["url"], row["offset"]))
