"""Which of the addresses that are due are visited in one run, and in which order. Pure.

Sources take turns, those of a higher priority first, so that a large one does not crowd out a small one. Of one
source, two new articles are followed by one known article, so that neither waits for the other's end; among the known
ones that have waited longest, the look that is worth most comes first. A host gets only so many requests in one run.
What a look is worth is found out only for those few that may be chosen: the work follows the budget, not the archive.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

WEIGHED = 200  # known addresses of one source that are compared at a time


@dataclass(frozen=True, slots=True)
class Due:
    """One address that has been due since `at`; `new` says that we have never looked.

    `found_on` is the address of the source, None for a list that a person wrote.
    """

    url: str
    host: str
    source_id: int
    reason: str
    at: datetime
    new: bool = False
    found_on: str | None = None
    priority: int = 0


@dataclass(slots=True)
class _Queue:
    new: deque[Due]
    known: deque[Due]
    priority: int
    turn: int = 0
    weighed: list[tuple[float, int, Due]] = field(default_factory=list)  # a heap
    count: int = 0

    def take(self, full: Callable[[Due], bool], weigh: Callable[[Due], float]) -> Due | None:
        """The next one whose host has not got its share yet."""
        while self.new and full(self.new[0]):
            self.new.popleft()
        while self.known and len(self.weighed) < WEIGHED:
            one = self.known.popleft()
            if not full(one):
                self.count += 1
                heapq.heappush(self.weighed, (-weigh(one), self.count, one))
        while self.weighed and full(self.weighed[0][2]):
            heapq.heappop(self.weighed)
        if not self.new and not self.weighed:
            return None
        self.turn += 1
        known = not self.new or (bool(self.weighed) and self.turn % 3 == 0)
        return heapq.heappop(self.weighed)[2] if known else self.new.popleft()


def select_due(due: Iterable[Due], *, in_all: int, per_host: int, weigh: Callable[[Due], float]) -> list[Due]:
    """Those that are visited now, in order. New ones of a source keep the order they come in.

    `weigh` tells what a look at a known one is worth.
    """
    queues: dict[int, _Queue] = {}
    for one in due:
        queue = queues.setdefault(one.source_id, _Queue(deque(), deque(), one.priority))
        (queue.new if one.new else queue.known).append(one)
    for queue in queues.values():
        queue.known = deque(sorted(queue.known, key=lambda one: one.at))
    chosen: list[Due] = []
    hosts: Counter[str] = Counter()
    for priority in sorted({queue.priority for queue in queues.values()}, reverse=True):
        ring = deque(queue for queue in queues.values() if queue.priority == priority)
        while ring and len(chosen) < in_all:
            queue = ring.popleft()
            taken = queue.take(lambda one: hosts[one.host] >= per_host, weigh)
            if taken is None:
                continue
            ring.append(queue)
            hosts[taken.host] += 1
            chosen.append(taken)
    return chosen
