"""The life of a reading process: a page in, what it says out, until the pipe is closed. See reader_pool.py."""

from __future__ import annotations

import contextlib
import gc
import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from io import BytesIO
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from newsgrab.article import Block, Related
from newsgrab.page import Origin, Page, PageSet, Subject
from newsgrab.workers.child_process import own_end

MAX_PAGE_S = 20.0  # of processor time and more no page gets
MAX_MEMORY_BYTES = 2 << 30  # of one reading process
_OBJECTS = 50_000  # made between two looks for circles among them: reading leaves few, and ends between two pages
_ADDRESS = "https://courier.example/a/1"
_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)

_PLAIN_PAGE = b"<title>A page</title><p>A text.</p>"
# With what most pages have: what reading them takes is loaded, and compiled, before processes are copied.
_TYPICAL_PAGE = b"""<!doctype html><html lang=en><title>The bridge is open - Courier</title><body>
<nav><a href=/>Home</a> <a href=/port>Port</a></nav><article><a href=/port>Port</a><h1>The bridge is open</h1>
<p class=byline>By Ann Roe and Tom Poe, staff writers</p><p class=date>Published 3 May 2025 at 10:02, 12 views</p>
<p>The bridge over the river was opened today, the council said. It had been closed for three years.</p>
<p>Boats had carried people and goods meanwhile, and will go on for another month, said Ann Roe of the port.</p>
<p>The ferry to the islands is not affected. The next boat leaves at six, and the market hall stays open.</p>
<p>Sign up <a href=/letters>for our newsletter</a></p></article>
<aside><h3>Read also</h3><ul><li><a href=/a/2>The market hall gets its glass roof back</a> 2 hours ago</ul></aside>"""

Task = Callable[[Any], Any]  # of a Subject


@dataclass(frozen=True, slots=True)
class WorkerError:
    """The reader raised: its last words."""

    problem: str
    detail: str


def worker_main(descriptor: int) -> None:
    """Do the tasks that come through the pipe, each with its page. The first is done once without, to be loaded."""
    pipe = own_end(descriptor)
    with contextlib.suppress(EOFError, OSError):
        task = pickle.loads(pipe.recv_bytes())  # noqa: S301 (from our own process)
        attempt(task, _page(_PLAIN_PAGE))
        gc.set_threshold(_OBJECTS)
        gc.freeze()  # what was loaded stays: no collection needs to look through it
        _limit_memory()
        pipe.send_bytes(b"ready")
        while True:
            task, page = pickle.loads(pipe.recv_bytes())  # noqa: S301 (from our own process)
            _limit_time(page_count(page))
            pipe.send_bytes(_dumped(attempt(task, page)))


def load_reader() -> None:
    """Load what reading takes, once for all processes."""
    from newsgrab.workers.tasks import prepare

    attempt(prepare, _page(_TYPICAL_PAGE))


def _page(content: bytes) -> Page:
    return Page(content, _ANY_TIME, Origin.FILE, _ADDRESS, _ADDRESS)


def attempt(task: Task, page: Subject) -> Any:
    """What the task makes of the page, or WorkerError."""
    try:
        return task(page)
    except Exception as error:  # noqa: BLE001 (one page may not end the others; the words come with it)
        import traceback

        return WorkerError(f"{type(error).__name__}: {error}", traceback.format_exc())


def _limit_memory() -> None:
    """Bound what this process may take: a page that wants more is given up, and the machine goes on."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, hard))


def page_count(subject: Subject | PageSet) -> int:
    """How many pages are read together."""
    return max(1, len(subject.pages)) if isinstance(subject, PageSet) else 1


def _limit_time(pages: int) -> None:
    """Bound the processor time of the next page or pages, should nobody be there to end it."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime + 2 * MAX_PAGE_S * pages)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _dumped(outcome: Any) -> bytes:
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = _REDUCED
    pickler.dump(outcome)
    return buffer.getvalue()


def _mapping(values: dict[str, str]) -> MappingProxyType[str, str]:
    """A mapping that cannot be changed, as an ExtractionResult holds it; pickle has no word for it."""
    return MappingProxyType(values)


def _as_call(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Values of this kind as calls of it: a fifth of the time of what dataclasses with slots do by themselves."""
    values = attrgetter(*(each.name for each in fields(kind)))
    return lambda value: (kind, values(value))


# Only what a page has dozens of is worth a place here.
_REDUCED: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    MappingProxyType: lambda proxy: (_mapping, (dict(proxy),)),
    Block: _as_call(Block),
    Related: _as_call(Related),
}
