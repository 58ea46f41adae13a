"""A bar for a list of addresses or a collection, on a terminal and nowhere else."""

from __future__ import annotations

import sys
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newsgrab.cli import terminal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn


class Bar:
    """Shows how many addresses are done, what came of them, how fast they come and how long the rest will take.

    It appears once it is told how many to expect, if that is more than one and somebody watches stderr.
    """

    def __init__(self, *, hidden: bool) -> None:
        """Nothing is shown yet."""
        self._hidden = hidden or not terminal.is_terminal(sys.stderr)
        self._bar: Progress | None = None
        self._tally: dict[str, int] = {}
        self._by_bytes = False

    def __enter__(self) -> Self:
        """The bar itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.stop()

    @cached_property
    def console(self) -> Console:
        """The screen of the results: a line printed here stands above the bar."""
        return terminal.console()

    def expect(self, total: int) -> None:
        """So many addresses will be visited."""
        if self._hidden or total < 2:
            return
        from rich.progress import MofNCompleteColumn, TextColumn

        self._show(total, (MofNCompleteColumn(), TextColumn("{task.fields[rate]}")))

    def expect_bytes(self, total: int) -> None:
        """A collection of so many bytes will be read."""
        if self._hidden:
            return
        from rich.progress import DownloadColumn, TransferSpeedColumn

        self._show(total, (DownloadColumn(), TransferSpeedColumn()))
        self._by_bytes = True

    def reach(self, position: int) -> None:
        """Reading a collection has come to that byte."""
        if self._bar is not None:
            self._bar.update(self._bar.tasks[0].id, completed=position)

    def tell(self, words: str) -> None:
        """What came so far."""
        if self._bar is not None:
            self._bar.update(self._bar.tasks[0].id, tally=words)

    def tick(self, outcome: str) -> None:
        """One is done."""
        if self._bar is None:
            return
        self._tally[outcome] = self._tally.get(outcome, 0) + 1
        words = ", ".join(f"{count} {word}" for word, count in sorted(self._tally.items()))
        task = self._bar.tasks[0]
        rate = f"{task.speed:.1f}/s" if task.speed else ""
        self._bar.update(task.id, advance=0 if self._by_bytes else 1, tally=words, rate=rate)

    def _show(self, total: int, counts: tuple[ProgressColumn, ...]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        if self._bar is not None:
            self._bar.stop()
        self._by_bytes = False
        columns = (BarColumn(bar_width=24), *counts, TimeRemainingColumn(), TextColumn("{task.fields[tally]}"))
        # Lines that go to the same screen are shown above the bar; those that go elsewhere must not pass through it.
        together = terminal.is_terminal()
        console = self.console if together else Console(stderr=True, highlight=False, emoji=False, markup=False)
        self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=together)
        self._bar.add_task("", total=total, tally="", rate="")
        self._bar.start()
