"""Whether the clock, by which all looks are dated, can be right."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsgrab import local_time
from newsgrab.cli import terminal

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.fetch.clock import ServerTimes

_SLACK = timedelta(minutes=10)  # by which machines may differ
_NEXT = "looks are dated by it: set it right (newsgrab help care)"


def is_to_come(stamp: str, now: datetime) -> bool:
    """Whether a time of the archive is of the future, by more than machines may differ."""
    return datetime.fromisoformat(stamp) > now + _SLACK


def wound_back(archive: Archive, now: datetime) -> str:
    """What to say if the last look came into the archive at a time that is yet to come; else nothing."""
    added = archive.history.last_added_at()
    if added is None or not is_to_come(added, now):
        return ""
    return (
        f"the clock here says {local_time.minute(now)}, but the last look was kept at {local_time.minute(added)}:"
        f" it went back, or ran ahead then; {_NEXT}"
    )


def tell(before: str, times: ServerTimes, now: datetime) -> list[str]:
    """Say on stderr that the servers tell another time than the clock, or what was to say `before` any was asked.

    Gives what was told.
    """
    said = _set_wrong(times, now) or before
    if not said:
        return []
    terminal.print_stderr(f"newsgrab: {said}")
    return [said]


def _set_wrong(times: ServerTimes, now: datetime) -> str:
    difference = times.difference
    if difference is None:
        return ""
    told = local_time.minute(now - difference)
    return f"the clock here says {local_time.minute(now)}, the servers say {told}: {_NEXT}"
