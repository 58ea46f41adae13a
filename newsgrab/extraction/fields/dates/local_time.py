"""The zone of a time that a machine gives in UTC, from the clock that the page prints for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from newsgrab.article import Precision
from newsgrab.extraction.words.dates import Moment
from newsgrab.extraction.words.zones import OFFSETS

if TYPE_CHECKING:
    from newsgrab.extraction.fields.dates.printed_dates import PrintedDate

SHORT = 2  # the rank of a text that is hardly more than a date
_SURE = 1  # the rank of a date by its element, or by a word beside it
_PLANNED = 15  # minutes; what is planned begins at such a minute, and its clock may differ from any by a zone


def in_local_time(moment: Moment, printed: list[PrintedDate], *, in_utc: bool) -> Moment:
    """A time as the page prints it.

    `printed` are the dates that the page prints for it, the likeliest first; `in_utc` is whether a machine gave it in
    UTC. A zone is never guessed from a day alone. Where a printed clock tells the same instant in a zone, that is the
    site's. Where it shows the same minute and no zone of its own, the difference between the two is the site's offset
    from UTC, if one in use; where it shows the same time of day and a zone, the machine wrote the local time as UTC. A
    full hour before the printed day is where that day begins: a system wrote its midnight in UTC. Midnight is no hour
    where the page prints another one for that day.
    """
    if moment.precision is Precision.DAY:
        return moment
    clocks = [one for one in printed if one.moment.precision is not Precision.DAY]
    if in_utc:
        local = next(filter(None, (_in_zone_of(one, moment) for one in clocks)), None)
        if local is not None:
            return local
        first = next((one.moment for one in printed if one.rank <= SHORT), None)
        if first is not None and first.precision is Precision.DAY:
            return _from_midnight(first, moment) or moment
    if moment.at.time() == time():
        hours = (one.moment.at for one in clocks if one.rank <= SHORT)
        hour = next((at for at in hours if at.date() == moment.at.date()), None)
        if hour is not None:
            zone = hour.tzinfo if hour.utcoffset() else moment.at.tzinfo
            return Moment(hour.replace(tzinfo=zone), Precision.MINUTE)
    return moment


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether two times are of the same minute: pages print no seconds."""
    return _minute(one) == _minute(other)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _in_zone_of(printed: PrintedDate, moment: Moment) -> Moment | None:
    """A time in UTC in the zone of a printed one, None if the two do not tell it."""
    clock, at = _minute(printed.moment.at), _minute(moment.at)
    if printed.moment.has_zone and not clock.utcoffset():
        return None
    if printed.moment.has_zone:
        if clock == at:
            return replace(moment, at=moment.at.astimezone(clock.tzinfo))
        same_digits = printed.rank <= SHORT and clock.replace(tzinfo=None) == at.replace(tzinfo=None)
        return replace(moment, at=moment.at.replace(tzinfo=clock.tzinfo)) if same_digits else None
    if printed.rank > (_SURE if at.minute % _PLANNED == 0 else SHORT) or clock - at not in OFFSETS:
        return None
    return replace(moment, at=moment.at.astimezone(timezone(clock - at)))


def _from_midnight(day: Moment, moment: Moment) -> Moment | None:
    """A time in UTC as the midnight with which a printed day begins, None if it is no such hour of the day before."""
    ahead = datetime.combine(day.at.date(), time(), moment.at.tzinfo) - moment.at
    if ahead <= timedelta(0) or ahead not in OFFSETS or moment.at.minute:
        return None
    return replace(moment, at=moment.at.astimezone(timezone(ahead)))
