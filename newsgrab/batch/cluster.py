"""Ranges read by the workers of a Dask cluster. Results stay nowhere: each task writes its rows and gives a tally."""

from __future__ import annotations

import asyncio
import concurrent.futures as futures_module
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from threading import get_ident
from typing import Any

from newsgrab.batch.here import MOST_DEATHS
from newsgrab.batch.output import Done
from newsgrab.batch.units import Unit
from newsgrab.batch.work import Unfinished, Work, do, expect_same, identity, readers_for
from newsgrab.errors import BadUsage, MissingExtra, NewsgrabError
from newsgrab.workers.reader_pool import ReaderPool

_CONNECT_S = 30
_LOST_S = 600  # for which a scheduler that went away is waited for
_LOOK_UP_S = 0.2
_LOST = frozenset({"lost", "cancelled"})


class _SchedulerGone(OSError):
    """It was there."""


def require() -> None:
    """Raises MissingExtra if no cluster can be asked from here."""
    if find_spec("distributed") is None:
        raise MissingExtra("cluster", "Dask clusters")


def run_on_cluster(
    units: Iterable[Unit], work: Work, scheduler: str, stop: Callable[[], bool] = bool
) -> Iterator[Done | Unfinished]:
    """What comes of each range, as it comes. Once `stop` says True, nothing more.

    A scheduler that goes away is waited for, and given again what was not done. Raises BadUsage if there is none at the
    beginning, or if a worker has another newsgrab.
    """
    left = dict.fromkeys(units)
    deaths: Counter[Unit] = Counter()
    seen, lost_at = False, 0.0
    while left and not stop():
        try:
            for came, unit in _through(list(left), work, scheduler, stop):
                seen, lost_at = True, 0.0
                deaths[unit] += isinstance(came, str)
                if isinstance(came, str) and deaths[unit] < MOST_DEATHS:
                    continue
                left.pop(unit, None)
                yield Unfinished(unit, f"{unit.place}: {came}") if isinstance(came, str) else came
        except OSError as error:
            if not seen and not isinstance(error, _SchedulerGone):
                raise BadUsage(f"--scheduler {scheduler}: no Dask scheduler there ({error})") from error
            seen, lost_at = True, lost_at or time.monotonic()
            if time.monotonic() - lost_at > _LOST_S:
                raise NewsgrabError(
                    f"{scheduler}: gone for {_LOST_S // 60} minutes; the same command goes on"
                ) from error
            time.sleep(_LOOK_UP_S)


def _through(
    units: list[Unit], work: Work, scheduler: str, stop: Callable[[], bool]
) -> Iterator[tuple[Done | Unfinished | str, Unit]]:
    """What comes of each range, or in a word why nothing did. Raises OSError once the scheduler is gone."""
    from distributed import Client, as_completed

    _silence()
    with Client(scheduler, timeout=_CONNECT_S) as client:
        for worker, here in client.run(identity, work.profiles).items():
            expect_same(work.identity, here, str(worker))
        futures: dict[Any, Unit] = {client.submit(do_there, unit, work, pure=False): unit for unit in units}
        ended = as_completed(list(futures))
        while futures and not stop():
            batch = ended.next_batch(block=False)
            if client.status != "running" or any(each.status in _LOST for each in (*batch, next(iter(futures)))):
                raise _SchedulerGone("the scheduler is gone")
            for future in batch:
                try:
                    error = future.exception()
                    came = future.result() if error is None else f"{type(error).__name__}: {error}"
                except (asyncio.CancelledError, futures_module.CancelledError) as cancelled:
                    raise _SchedulerGone("the scheduler is gone") from cancelled
                yield came, futures.pop(future)
                future.release()
            if not batch:
                time.sleep(_LOOK_UP_S)


def _silence() -> None:
    """Dask tells of each lost connection at length; what it means is told by us."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def do_there(unit: Unit, work: Work) -> Done | Unfinished:
    """Read a range on a worker."""
    expect_same(work.identity, _identity(work.profiles), "a worker")
    return do(unit, work, _readers(work.profiles, get_ident()))


@lru_cache(maxsize=8)
def _identity(profiles: str | None) -> tuple[str, str, str]:
    return identity(profiles)


@lru_cache(maxsize=64)
def _readers(profiles: str | None, thread: int) -> ReaderPool:
    """The reading process of a thread of this worker: it lasts for all its ranges."""
    del thread
    return readers_for(profiles)
