"""Whether the clock, by which all looks are dated, can be right."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsgrab import local_time

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.fetch.clock import ServerTimes

SLACK = timedelta(minutes=10)  # by which machines may differ
_NEXT = "looks are dated by it: set it right (newsgrab help care)"


def wound_back(archive: Archive, now: datetime) -> str:
    """What to say if the last look came into the archive at a time that is yet to come; else nothing."""
    added = archive.history.last_added_at()
    if added is None or datetime.fromisoformat(added) <= now + SLACK:
        return ""
    return (
        f"the clock here says {local_time.minute(now)}, but the last look was kept at {local_time.minute(added)}:"
        f" it went back, or ran ahead then; {_NEXT}"
    )


def set_wrong(times: ServerTimes, now: datetime) -> str:
    """What to say if the servers that answered tell another time; else nothing."""
    difference = times.difference
    if difference is None:
        return ""
    told = local_time.minute(now - difference)
    return f"the clock here says {local_time.minute(now)}, the servers say {told}: {_NEXT}"
