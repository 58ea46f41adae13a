"""What a run tells somebody who watches: how far it is, and in the end what came of it."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsgrab.cli import terminal
from newsgrab.outcomes import EVENTS, Outcome

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.cli.progress import Bar
    from newsgrab.following.run import Budget

_TROUBLES = (Outcome.BLOCKED, Outcome.REFUSED, Outcome.FAILED)


class RunReport:
    """Counts the looks of a run. Without a terminal it says nothing."""

    def __init__(self, archive: Archive, budget: Budget, bar: Bar, *, quiet: bool) -> None:
        """Nothing has been looked at yet."""
        self._archive, self._budget, self._bar = archive, budget, bar
        self._quiet = quiet or not terminal.is_terminal(sys.stderr)
        self.began = datetime.now(UTC)
        self._sources = 0
        self._outcomes: Counter[str] = Counter()
        self._reasons: dict[str, str] = {}  # of the first trouble of each kind
        self.new_versions: list[str] = []  # the addresses of articles that are new or changed

    def count(self, facts: dict[str, object]) -> None:
        """One look more; `facts` are what, outcome, url and detail."""
        self._sources += facts["what"] == "source"
        if facts["what"] != "page":
            return
        if not self._outcomes:
            self._expect()
        self._outcomes[str(facts["outcome"])] += 1
        if facts["outcome"] in _TROUBLES:
            self._reasons.setdefault(str(facts["outcome"]), f"{facts['url']}: {facts['detail']}")
        if facts["outcome"] in {Outcome.NEW, Outcome.CHANGED, Outcome.COMPLETED}:
            self.new_versions.append(str(facts["url"]))
        self._bar.tick(str(facts["outcome"]))

    def finish(self, troubles: int) -> None:
        """What came of it all, and what to type next."""
        if self._quiet:
            return
        if not self._sources and not self._outcomes:
            terminal.print_stderr(nothing_due(self._archive))
            return
        told = [f"{self._outcomes[word]:,} {word}" for word in Outcome if self._outcomes[word]]
        sources = terminal.counted(self._sources, "source")
        terminal.print_stderr(", ".join([sources, *told, *([f"{troubles:,} to look into"] if troubles else [])]))
        for word, reason in self._reasons.items():
            more = self._outcomes[word] - 1
            terminal.print_stderr(f"{word}: {reason}{f' (and {more:,} more)' if more else ''}")
        if not self._outcomes.keys().isdisjoint(EVENTS):
            terminal.print_stderr("newsgrab today shows what changed")
        elif self._outcomes[Outcome.NEW]:
            terminal.print_stderr("newsgrab today shows what is new")

    def _expect(self) -> None:
        """Show the bar, now that the sources have told how many addresses there are."""
        from newsgrab.following.run import due_addresses

        if not self._quiet:
            self._bar.expect(len(due_addresses(self._archive, datetime.now(UTC), self._budget)) + 1)


def nothing_due(archive: Archive) -> str:
    """What a run without anything to do waits for."""
    followed = [each for each in archive.following.sources() if each.paused_at is None]
    if not followed:
        return "nothing is followed: newsgrab source add URL"
    first = terminal.stamp(min(each.next_at for each in followed))
    at_once = "to look at once: newsgrab fetch URL, newsgrab source add URL"
    return f"nothing is due; the next source is at {terminal.moment(first)}; {at_once}"
