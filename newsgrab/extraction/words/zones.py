"""Zones: what letters behind a clock time mean, as offsets from UTC."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import by_language

_ZONES_OF = {
    language: {name: hours for zone, hours in zones.items() for name in (zone, fold(zone))}
    for language, zones in by_language("dates.zones").items()
}
ALL_ZONES = sorted({zone for zones in _ZONES_OF.values() for zone in zones}, key=len, reverse=True)
# What letters mean that mean one zone wherever they are used; IST is India's, Israel's or Ireland's.
_ZONES = {
    zone: next(iter(hours))
    for zone in ALL_ZONES
    if len(hours := {zones[zone] for zones in _ZONES_OF.values() if zone in zones}) == 1
}


def with_zone(folded: str, language: str) -> str:
    """The text with letters that mean several zones replaced by the offset that they have in its language."""
    for zone, hours in _ZONES_OF.get(language, {}).items():
        if zone not in _ZONES and zone in folded:
            minutes = round(hours * 60)
            offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
            folded = re.sub(rf"(?<=\d)\s?{re.escape(zone)}\b", offset, folded)
    return folded


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
