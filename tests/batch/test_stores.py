"""Stores that do not answer: their libraries raise classes of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from newsgrab.batch.output import Done, Output
from newsgrab.batch.rows import read_row
from newsgrab.batch.units import Unit, split
from newsgrab.batch.work import Unfinished, Work, do, identity
from newsgrab.errors import UnreadablePage
from newsgrab.page import Subject
from newsgrab.warc import places
from newsgrab.warc.choice import Choice
from newsgrab.workers.reader_pool import ReaderPool
from tests.batch.conftest import crawl, rows
from tests.warc.samples import packed

PLACE = "flaky://crawls/crawl.warc.gz"


class NoAnswer(Exception):
    """Nothing that anybody else knows of."""


class _Flaky(MemoryFileSystem):  # type: ignore[misc]  # fsspec tells no types
    """A store that stops answering after some bytes."""

    protocol = "flaky"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    left = 1 << 30

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("flaky://")))

    def _ask(self) -> None:
        if _Flaky.left <= 0:
            raise NoAnswer("Could not connect to the endpoint")

    def exists(self, path: str, **more: Any) -> bool:
        self._ask()
        return bool(super().exists(path, **more))

    def makedirs(self, path: str, exist_ok: bool = False) -> None:  # noqa: FBT001, FBT002 -- as fsspec has it
        self._ask()
        super().makedirs(path, exist_ok=exist_ok)

    def _open(self, path: str, mode: str = "rb", **more: Any) -> Any:
        self._ask()
        file = super()._open(path, mode, **more)
        read = file.read

        def counted(size: int = -1) -> bytes:
            content = bytes(read(size))
            _Flaky.left -= len(content)
            if _Flaky.left < 0:
                raise NoAnswer("Connection reset")
            return content

        file.read = counted
        return file


@pytest.fixture(autouse=True)
def flaky() -> Iterator[type[_Flaky]]:
    """The store, with one collection in it."""
    fsspec.register_implementation("flaky", _Flaky, clobber=True)
    _Flaky.left = 1 << 30
    _Flaky.store.clear()
    places.write_whole(PLACE, packed(crawl(), "gz"))
    yield _Flaky
    _Flaky.store.clear()


class _Here(ReaderPool):
    """Reads in this process, the only one that knows the store."""

    def read_all(self, pages: Any) -> Iterator[tuple[Subject, Any]]:
        for page in pages:
            yield page, read_row(page)


def test_a_range_is_not_done_until_its_store_gave_it_whole(flaky: type[_Flaky], tmp_path: Path) -> None:
    """It is told, nothing is noted as done, and the next time all its rows are there."""
    work = Work(str(tmp_path / "rows"), Choice(), identity=identity(None))
    [unit] = split(places.named(PLACE))
    with _Here(1) as readers:
        flaky.left = 1500
        came = do(unit, work, readers)
        assert isinstance(came, Unfinished)
        assert "Connection reset" in str(came.reason)
        assert Output(work.out).done() == {}
        flaky.left = 1 << 30
        assert isinstance(do(unit, work, readers), Done)
    assert len(rows(tmp_path / "rows")) == 10


ASKED: dict[str, Callable[[], object]] = {
    "named": lambda: places.named(PLACE),
    "opened": lambda: places.opened(PLACE),
    "contents": lambda: Output("flaky://crawls/out").done(),
    "written": lambda: Output("flaky://crawls/out").finish(Unit("c", 0, 1, 1), Done("c", 0, 1, 1)),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_store_that_does_not_answer_is_told_of(flaky: type[_Flaky], asked: str) -> None:
    """By its place and the library's own words."""
    flaky.left = 0
    with pytest.raises((OSError, UnreadablePage), match="flaky://crawls") as told:
        ASKED[asked]()
    assert "Could not connect" in str(told.value)
