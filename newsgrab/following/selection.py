"""Which of the addresses that are due are visited in one run, and in which order. Pure.

Sources take turns, so that a large one does not crowd out a small one. Of one source, two new articles are followed by
one known article, so that neither waits for the other's end; among the known ones the look that is worth most comes
first. A host gets only so many requests in one run.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """One address that is due. `expected_edits` is what a look is worth; `new` says that we have never looked.

    `found_on` is the address of the source, None for a list that a person wrote.
    """

    url: str
    host: str
    source_id: int
    reason: str
    new: bool = False
    expected_edits: float = 0.0
    found_on: str | None = None


@dataclass(slots=True)
class _Queue:
    new: deque[Due]
    known: deque[Due]
    turn: int = 0

    def take(self) -> Due | None:
        if not self.new and not self.known:
            return None
        self.turn += 1
        known = not self.new or (bool(self.known) and self.turn % 3 == 0)
        return (self.known if known else self.new).popleft()


def select_due(due: Iterable[Due], *, in_all: int, per_host: int) -> list[Due]:
    """Those that are visited now, in order. New ones of a source keep the order they come in."""
    queues: dict[int, _Queue] = {}
    for one in due:
        queue = queues.setdefault(one.source_id, _Queue(deque(), deque()))
        (queue.new if one.new else queue.known).append(one)
    for queue in queues.values():
        queue.known = deque(sorted(queue.known, key=lambda one: -one.expected_edits))
    chosen: list[Due] = []
    hosts: Counter[str] = Counter()
    ring = deque(queues.values())
    while ring and len(chosen) < in_all:
        queue = ring.popleft()
        taken = queue.take()
        if taken is None:
            continue
        ring.append(queue)
        if hosts[taken.host] < per_host:
            hosts[taken.host] += 1
            chosen.append(taken)
    return chosen
