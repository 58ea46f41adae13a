"""Times for people: in the zone of this machine (TZ), by its rules for summer and winter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The zone that TZ, or the machine, names."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """How far it is ahead of UTC at a moment of its own clock."""
        return _here(moment).utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """How much of that is summer time, which the machine does not tell."""
        del moment
        return None

    def fromutc(self, moment: datetime) -> datetime:
        """A moment of UTC by this clock."""
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)

    def tzname(self, moment: datetime | None) -> str | None:
        """Its name at that moment: CET."""
        return _here(moment).tzname()


def _here(moment: datetime | None) -> datetime:
    return (moment or datetime.now()).replace(tzinfo=None).astimezone()  # noqa: DTZ005 -- the local clock is asked


LOCAL = LocalZone()


def now() -> datetime:
    """This moment by the local clock."""
    return datetime.now().replace(tzinfo=LOCAL)  # noqa: DTZ005 -- the local clock is asked


def minute(stamp: str | datetime) -> str:
    """A time of the archive for people: its day and minute here."""
    moment = datetime.fromisoformat(stamp) if isinstance(stamp, str) else stamp
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def between(before: str | None, after: str, when: Callable[[str], str] = minute) -> str:
    """Two looks that bound an event: "between 2025-03-03 14:02 and 14:31"; seconds only where minutes are equal.

    `when` tells a time to the minute: by the local clock, if it is not named.
    """
    if before is None:
        return f"before {when(after)}"
    first, second = when(before), when(after)
    if first == second:
        first, second = first + before[16:19], second + after[16:19]
    return f"between {first} and {second[11:] if first[:10] == second[:10] else second}"


def zone(stamp: str | None = None) -> str:
    """What to call the zone at a time of the archive, or now: CET, UTC+3."""
    moment = datetime.fromisoformat(stamp) if stamp else datetime.now(UTC)
    name = moment.astimezone().tzname() or ""
    return f"UTC{name}" if name[:1] in "+-" else name
