"""Ranges read on this machine, in several processes. One that is killed costs its range a second beginning."""

from __future__ import annotations

import subprocess
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from newsgrab.batch.output import Done
from newsgrab.batch.units import Unit
from newsgrab.batch.work import Unfinished, Work, do, readers_for
from newsgrab.workers.child_process import own_end, start

MOST_DEATHS = 10  # of processes over one range, before it is given up
_LOOK_UP_S = 0.5


def run_here(
    units: Iterable[Unit], work: Work, processes: int, stop: Callable[[], bool] = bool
) -> Iterator[Done | Unfinished]:
    """What comes of each range, as it comes. Once `stop` says True, nothing more."""
    waiting = deque(units)
    deaths: Counter[Unit] = Counter()
    workers = [_Worker(work) for _ in range(min(processes, len(waiting)))]
    try:
        while not stop():
            for worker in workers:
                if worker.unit is None and waiting:
                    worker.give(waiting.popleft())
            busy = {worker.pipe: worker for worker in workers if worker.unit is not None}
            if not busy:
                return
            for pipe in wait(list(busy), _LOOK_UP_S):
                worker = busy[pipe]  # type: ignore[index]  # what was asked for comes back
                unit = worker.unit
                came = worker.take()
                if came is not None:
                    yield came
                    continue
                workers[workers.index(worker)] = _Worker(work)
                if unit is not None:
                    deaths[unit] += 1
                    if deaths[unit] < MOST_DEATHS:
                        waiting.append(unit)
                    else:
                        yield Unfinished(unit, f"{unit.place}: {MOST_DEATHS} processes died over it")
    finally:
        for worker in workers:
            worker.end()


@dataclass(slots=True, init=False)
class _Worker:
    """One process, the pipe to it, and what it is at."""

    pipe: Connection
    unit: Unit | None
    child: subprocess.Popen[bytes]

    def __init__(self, work: Work) -> None:
        self.child, self.pipe = start(worker_main)
        self.unit = None
        with suppress(OSError):
            self.pipe.send(work)

    def give(self, unit: Unit) -> None:
        """Let it read that range; if it is dead, that shows when its answer is taken."""
        self.unit = unit
        with suppress(OSError):
            self.pipe.send(unit)

    def take(self) -> Done | Unfinished | None:
        """What came of its range; None if it is dead."""
        try:
            came: Done | Unfinished = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return None
        self.unit = None
        return came

    def end(self) -> None:
        """End it: if it does nothing, it ends itself and the process that it has."""
        self.pipe.close()
        if self.unit is not None:
            self.child.kill()
        self.child.wait()


def worker_main(descriptor: int) -> None:
    """The life of such a process: ranges in, what came of them out, until the pipe is closed."""
    pipe = own_end(descriptor)
    with suppress(EOFError, OSError):
        work: Work = pipe.recv()
        with readers_for(work.profiles) as readers:
            while True:
                pipe.send(do(pipe.recv(), work, readers))
