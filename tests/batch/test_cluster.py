"""A batch on a Dask cluster whose workers and scheduler are killed; .ci/run all installs `distributed` for it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsgrab.batch.output import Done
from tests.batch.conftest import crawl, rows
from tests.warc.samples import packed, response

pytest.importorskip("distributed", reason="needs newsgrab[cluster]")


class Cluster:
    """A scheduler and two workers of one thread, in processes of their own."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start them all."""
        here = ("--host", "127.0.0.1", "--no-dashboard")
        self._start("scheduler", "--port", str(self.port), *here)
        for number in range(2):
            own = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder / f"worker{number}"))
            self._start("worker", self.address, *here, *own)

    def kill(self, *numbers: int) -> None:
        """Kill the scheduler (0) or workers."""
        for number in numbers:
            self.processes[number].kill()
            self.processes[number].wait()

    def _start(self, *words: str) -> None:
        command = [sys.executable, "-m", "dask", *words]
        with (self.folder / "log").open("ab") as log:
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster that has begun to start."""
    (tmp_path / "cluster").mkdir()
    one = Cluster(tmp_path / "cluster")
    try:
        one.start()
        yield one
    finally:
        for process in one.processes:
            process.kill()
            process.wait()


def test_a_cluster_loses_nothing(
    cluster: Cluster, batched: Callable[..., list[Done]], collection: Path, tmp_path: Path
) -> None:
    """One worker is killed, then the scheduler and all workers; the rows are those of one process, each once."""
    for number in range(30):
        (collection / f"more{number:02}.warc.gz").write_bytes(packed([response(number), *crawl()], "gz"))
    batched(collection, out="alone")
    words = [sys.executable, "-m", "newsgrab", "batch", str(collection), "--out", str(tmp_path / "cluster/rows")]
    words += ["--scheduler", cluster.address]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        _await(tmp_path / "cluster/rows/_done", 3)
        cluster.kill(1)
        _await(tmp_path / "cluster/rows/_done", 6)
        cluster.kill(0, 2)
        cluster.start()
        out, err = run.communicate(timeout=300)
    assert (run.returncode, err[-1500:]) == (0, "")
    assert rows(tmp_path / "cluster/rows") == rows(tmp_path / "alone")
    assert "ranges done\t31" in out


def _await(folder: Path, count: int) -> None:
    """Until so many ranges are done."""
    end = time.monotonic() + 120
    while len(list(folder.glob("*.json")) if folder.exists() else []) < count:
        assert time.monotonic() < end
        time.sleep(0.02)
