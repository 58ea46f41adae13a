"""Zones: what letters behind a clock time mean, as offsets from UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import by_language

_ZONES_OF = {
    language: {name: hours for zone, hours in zones.items() for name in (zone, fold(zone))}
    for language, zones in by_language("dates.zones").items()
}
_BY_COUNTRY = {key: hours for zones in by_language("dates.zones_by_country").values() for key, hours in zones.items()}
_SEASONAL = {zone: hours for zones in by_language("dates.seasonal_zones").values() for zone, hours in zones.items()}
_COUNTRIES = frozenset(key.partition(".")[2] for key in _BY_COUNTRY)
_NAMED_IN_COUNTRIES = {key.partition(".")[0] for key in _BY_COUNTRY}
ALL_ZONES = sorted(
    {zone for zones in _ZONES_OF.values() for zone in zones} | _NAMED_IN_COUNTRIES | set(_SEASONAL),
    key=len,
    reverse=True,
)
# What letters mean that mean one zone wherever they are used; IST is India's, Israel's or Ireland's.
_ZONES = {
    zone: next(iter(hours))
    for zone in ALL_ZONES
    if len(hours := {zones[zone] for zones in _ZONES_OF.values() if zone in zones}) == 1
}


def country_of(host: str) -> str | None:
    """The country of a site's host, if letters of zones have a meaning of their own there.

    >>> country_of("courier.example.in"), country_of("courier.example")
    ('in', None)
    """
    last = host.rpartition(".")[2].lower()
    return last if last in _COUNTRIES else None


def with_zone(folded: str, tag: str) -> str:
    """The text with letters that mean several zones replaced by the offset that they have in its country or language.

    `tag` is the page's (BCP 47). Letters that mean nothing certain there are left as they are.
    """
    language, *rest = tag.lower().split("-")
    meanings = dict(_ZONES_OF.get(language, {}))
    for key, hours in _BY_COUNTRY.items():
        zone, _, country = key.partition(".")
        if country in rest:
            meanings[zone] = hours
    for zone, hours in meanings.items():
        if _ZONES.get(zone) != hours and zone in folded:
            minutes = round(hours * 60)
            offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
            folded = re.sub(rf"(?<=\d)(?:\s?([ap]\.?m\.?))?\s?\(?{re.escape(zone)}\b\)?", rf" \1 {offset}", folded)
    return folded


def zone_at(text: str | None, clock: datetime) -> timezone:
    """The zone that letters or an offset mean at a time of the clock there; UTC where there is none.

    ET, CT, MT and PT have summer time from the second Sunday of March to the first of November, at two o'clock
    (15 U.S.C. 260a, since 2007; from 1987 on from the first Sunday of April to the last of October).
    """
    if text not in _SEASONAL:
        return zone_of(text)
    year = clock.year
    begins = _sunday(year, 3, 8) if year >= 2007 else _sunday(year, 4, 1)
    ends = _sunday(year, 11, 1) if year >= 2007 else _sunday(year, 10, 25)
    summer = begins <= clock.replace(tzinfo=None) < ends
    return timezone(timedelta(hours=_SEASONAL[text] + summer))


def _sunday(year: int, month: int, day: int) -> datetime:
    """Two o'clock on the first Sunday from a day on."""
    first = datetime(year, month, day, 2)  # noqa: DTZ001 -- a clock time, whose zone is asked for
    return first + timedelta(days=6 - first.weekday())


def zone_of(text: str | None) -> timezone:
    """The zone that letters or an offset mean; UTC where there is none, or none that can be."""
    if not text or text == "z":
        return UTC
    if text in _ZONES:
        return timezone(timedelta(minutes=round(_ZONES[text] * 60)))
    zone = re.sub(r"\s|utc|gmt", "", text).replace("−", "-")
    match = re.fullmatch(r"([+-])(\d{1,2}?):?([0-5]\d)?", zone)
    if match is None:
        return UTC
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60:
        return UTC
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
