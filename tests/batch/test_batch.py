"""Collections read in ranges, in processes that may die, into Parquet files."""

from __future__ import annotations

import gzip
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.batch import here
from newsgrab.batch.output import Done, Output, total
from newsgrab.batch.rows import COLUMNS, read_row
from newsgrab.batch.units import collections, split
from newsgrab.batch.work import Unfinished, Work, do, expect_same, identity
from newsgrab.errors import BadUsage, NewsgrabError, ReadingFailed, UnreadablePage
from newsgrab.importing.collection import ImportOptions, import_collection
from newsgrab.importing.from_batch import import_from_batch
from newsgrab.page import Subject
from newsgrab.warc.choice import Choice
from newsgrab.workers.reader_pool import ReaderPool
from tests.batch.conftest import crawl, rows
from tests.readers import shared_readers
from tests.warc.samples import MONDAY, SITE, packed, response, wacz

Batched = Callable[..., list[Done]]


def test_a_row_for_each_look(batched: Batched, collection: Path, tmp_path: Path) -> None:
    """With the article, when it was seen, and where its record stands; by day, and by site within a day."""
    (done,) = batched(collection)
    assert done.verdicts == {"article": 8, "gone": 1, "not modified": 1}
    assert done.other == 1
    found = rows(tmp_path / "rows")
    first = next(row for row in found if row["url"] == f"{SITE}/old")
    assert (first["title"], first["final_url"], first["language"]) == ("Report 9 from the quay", f"{SITE}/9", "en")
    assert (first["site"], first["permanent"], first["status"]) == ("courier.example", True, 200)
    assert first["seen_at"] == MONDAY + timedelta(seconds=1)
    assert first["warc"].endswith("crawl.warc.gz")
    assert "The harbour council voted" in first["body"]
    assert first["recipe"].startswith("generic ")
    days = sorted(path.name for path in (tmp_path / "rows").glob("day=*"))
    assert days == ["day=2025-03-03", "day=2025-03-04"]
    (second,) = (tmp_path / "rows" / days[1]).iterdir()
    sites = pq.ParquetFile(second).read(["site"]).column("site").to_pylist()
    assert sites == sorted(sites)
    assert set(COLUMNS) < set(found[0])


@pytest.mark.parametrize("packing", ["gz", "zst", "plain", "onegz"])
@pytest.mark.parametrize("range_bytes", [600, 1900])
def test_ranges_give_each_record_once(batched: Batched, tmp_path: Path, packing: str, range_bytes: int) -> None:
    """Wherever a collection is split, whatever it is packed with."""
    path = tmp_path / "crawl.warc"
    path.write_bytes(packed([*crawl()[:6], *crawl()[9:10], *crawl()[12:]], packing))
    (whole,) = batched(path, out="whole")
    ranges = batched(path, out="ranges", range_bytes=range_bytes)
    assert len(ranges) == -(-path.stat().st_size // range_bytes)
    assert total(ranges).verdicts == whole.verdicts == {"article": 6, "gone": 1}
    assert rows(tmp_path / "ranges") == rows(tmp_path / "whole")


def test_damage_is_told_once(batched: Batched, tmp_path: Path) -> None:
    """By the range before it or the one that it is in; the rest is read."""
    packs = [packed([each], "gz") for each in crawl()[:6]]
    broken = bytearray(b"".join(packs))
    place = len(b"".join(packs[:3])) + 40
    broken[place : place + 8] = b"\0" * 8
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(broken)
    for size in (len(b"".join(packs[:3])), len(b"".join(packs[:2])) + 5, 1 << 30):
        done = total(batched(path, out=f"rows{size}", range_bytes=size))
        assert done.verdicts == {"article": 4}
        assert [f"damaged at byte {place - 40}" in each for each in done.troubles] == [True]


def test_filters_choose(batched: Batched, collection: Path, tmp_path: Path) -> None:
    """Sites, a span of time, a language; what another language left out is counted."""
    batched(collection, out="site", choice=Choice(("gazette.example",)))
    assert {row["site"] for row in rows(tmp_path / "site")} == {"gazette.example"}
    batched(collection, out="time", choice=Choice((), MONDAY + timedelta(hours=12)))
    assert len(rows(tmp_path / "time")) == 4
    (done,) = batched(collection, out="language", language="ar")
    assert (done.verdicts, done.left_out) == ({}, 10)


def test_lists_name_collections(collection: Path, tmp_path: Path) -> None:
    """Their lines stand under the folder of the list, or where one says; other files of a folder are left out."""
    (collection / "crawl.cdx").write_text("no collection")
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress(b"crawls/crawl.warc.gz\n\n"))
    named = list(collections([str(tmp_path / "warc.paths.gz"), str(collection), f"{collection}/*.gz"]))
    assert named == [(str(collection / "crawl.warc.gz"), (collection / "crawl.warc.gz").stat().st_size)]
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists/warc.paths").write_text("crawls/crawl.warc.gz")
    assert list(collections([str(tmp_path / "lists/warc.paths")], str(tmp_path))) == named
    with pytest.raises(UnreadablePage, match="no such file"):
        list(collections([str(tmp_path / "lists/warc.paths")]))


def test_a_store_is_read_and_written_like_a_folder(batched: Batched, collection: Path, tmp_path: Path) -> None:
    """The rows are the same, whoever opens the files."""
    batched(collection, out="rows")
    batched(f"file://{collection}", out="store", range_bytes=2000)
    here_, there = rows(tmp_path / "rows"), rows(tmp_path / "store")
    assert len(here_) == 10
    for row in here_ + there:
        row["warc"] = row["warc"].removeprefix("file://")
    assert [row for row in there if not row["permanent"] and row["verdict"] == "article"][:5] == here_[1:6]
    output = Output(f"file://{tmp_path}/other")
    output.begin({"choice": ""})
    output.begin({"choice": ""})
    unit = next(split([("crawl.warc.gz", 10)]))
    output.finish(unit, Done("crawl.warc.gz", 0, 10, 10, {"article": 2}))
    assert output.done()[unit.name].verdicts == {"article": 2}
    with pytest.raises(BadUsage, match="other filters"):
        output.begin({"choice": "--site courier.example"})


@pytest.mark.parametrize("deflated", [False, True])
def test_a_wacz_in_a_store_is_read_like_a_file(batched: Batched, tmp_path: Path, *, deflated: bool) -> None:
    """Its members, too, are found through whatever opens the store."""
    path = tmp_path / "crawl.wacz"
    path.write_bytes(wacz({"crawl.warc.gz": packed(crawl(), "gz")}, deflated=deflated))
    (here,), (there,) = batched(path, out="rows"), batched(f"file://{path}", out="store")
    assert (there.verdicts, there.other, there.troubles) == (here.verdicts, here.other, ())
    assert sum(there.verdicts.values()) == 10


class _Unsteady(ReaderPool):
    """Loses some pages the first time, and one of them always."""

    def __init__(self) -> None:
        super().__init__(1, reader=read_row)  # type: ignore[arg-type]  # rows in place of prepared pages
        self.lost: set[Any] = set()

    def read_all(self, pages: Any) -> Iterator[tuple[Subject, Any]]:
        for page, came in super().read_all(pages):
            always = page.url == f"{SITE}/4"
            fails = always or (page.url == f"{SITE}/2" and page not in self.lost)
            self.lost.add(page)
            yield page, ReadingFailed("a page", "given up: the parser crashed over it") if fails else came


def test_a_page_that_ends_its_reader_is_read_again(collection: Path, tmp_path: Path) -> None:
    """Alone, in the end; one that does it again is a row that says so."""
    (unit,) = split(collections([str(collection)]))
    with _Unsteady() as readers:
        done = do(unit, Work(str(tmp_path / "rows"), Choice()), readers)
    assert isinstance(done, Done)
    assert done.verdicts == {"article": 7, "failed": 1, "gone": 1, "not modified": 1}
    (row,) = (row for row in rows(tmp_path / "rows") if row["verdict"] == "failed")
    assert (row["url"], row["reason"]) == (f"{SITE}/4", "given up: the parser crashed over it")


def test_large_texts_are_written_in_parts(batched: Batched, collection: Path, tmp_path: Path) -> None:
    """Memory does not grow with a range."""
    batched(collection, out="parts", held=3000)
    batched(collection, out="rows")
    assert len(list((tmp_path / "parts").rglob("*.parquet"))) > 2
    assert rows(tmp_path / "parts") == rows(tmp_path / "rows")


def test_killed_processes_lose_nothing(collection: Path, tmp_path: Path) -> None:
    """Each range comes out once; one over which every process dies is told."""
    for number in range(3):
        (collection / f"more{number}.warc.gz").write_bytes(packed([response(number)], "gz"))
    units = list(split(collections([str(collection)])))
    work = Work(str(tmp_path / "rows"), Choice(), identity=identity(None))
    (worker,) = workers = [here._Worker(work)]
    worker.give(units[0])
    os.kill(worker.child.pid, signal.SIGKILL)
    assert worker.take() is None
    del workers
    came = list(here.run_here(units, work, 2))
    assert sorted(each.warc for each in came if isinstance(each, Done)) == [unit.place for unit in units]
    assert len(rows(tmp_path / "rows")) == 13
    assert [each for each in came if isinstance(each, Unfinished)] == []


def test_another_newsgrab_is_refused() -> None:
    """Rows that were read by other rules would not fit together."""
    expect_same(("1", "a", ""), ("1", "a", ""), "tcp://worker")
    with pytest.raises(BadUsage, match=r"tcp://worker: newsgrab 2, not 1; profiles x, not none"):
        expect_same(("1", "a", ""), ("2", "a", "x"), "tcp://worker")


def looks(archive: Archive) -> list[dict[str, Any]]:
    """Every look and text of an archive, without numbers."""
    own = {"id", "article_id"}
    found = [row for what in ("visits", "snapshots") for row in archive.query.rows(what, Filters())]
    return [{name: cell for name, cell in row.items() if name not in own} for row in found]


@pytest.mark.parametrize("store", ["", "file://"])
def test_chosen_sites_come_into_an_archive(batched: Batched, collection: Path, tmp_path: Path, store: str) -> None:
    """The same looks, byte by byte, as reading the collection itself; again, nothing."""
    batched(f"{store}{collection}", range_bytes=1 << 30)
    options = ImportOptions(Choice(("courier.example",)))
    readers = shared_readers()
    with Archive(tmp_path / "direct", create=True) as direct:
        list(import_collection(str(collection / "crawl.warc.gz"), direct, readers, options))
        with Archive(tmp_path / "chosen", create=True) as chosen:
            came = list(import_from_batch(str(tmp_path / "rows"), chosen, readers, options))
            assert [each for each in came if isinstance(each, NewsgrabError)] == []
            assert looks(chosen) == looks(direct)
            assert len(looks(chosen)) > 9
            assert list(import_from_batch(str(tmp_path / "rows"), chosen, readers, options)) == []
            (collection / "crawl.warc.gz").write_bytes(packed(crawl()[::-1], "gz"))
            other = replace(options, choice=Choice(("gazette.example",)))
            (error,) = import_from_batch(str(tmp_path / "rows"), chosen, readers, other)
            assert "read the file itself" in str(error) or "no record begins" in str(error)
