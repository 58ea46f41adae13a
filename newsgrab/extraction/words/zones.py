"""Zones: what letters or words behind a clock time mean, as offsets from UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import by_language, words_of

_ZONES_OF = {
    language: {name: hours for zone, hours in zones.items() for name in (zone, fold(zone))}
    for language, zones in by_language("dates.zones").items()
}
_BY_COUNTRY = {key: hours for zones in by_language("dates.zones_by_country").values() for key, hours in zones.items()}
_COUNTRIES = frozenset(key.partition(".")[2] for key in _BY_COUNTRY) | set(words_of("dates.day_first_countries"))
_NAMED_IN_COUNTRIES = {key.partition(".")[0] for key in _BY_COUNTRY}
ALL_ZONES = sorted(
    {zone for zones in _ZONES_OF.values() for zone in zones} | _NAMED_IN_COUNTRIES,
    key=len,
    reverse=True,
)
# What letters mean that mean one zone wherever they are used; IST is India's, Israel's or Ireland's.
_ZONES = {
    zone: next(iter(hours))
    for zone in ALL_ZONES
    if len(hours := {zones[zone] for zones in _ZONES_OF.values() if zone in zones}) == 1
}

# How far ahead of UTC clocks are, or have been since there are news sites, where people live (tz database).
_BETWEEN_HOURS = (-570, -270, -210, -150, 210, 270, 330, 345, 390, 510, 525, 570, 630, 690, 765, 825)
OFFSETS = frozenset(timedelta(minutes=minutes) for minutes in (*range(-660, 841, 60), *_BETWEEN_HOURS))


def country_of(host: str) -> str | None:
    """The country of a site's host, if letters of zones have a meaning, or dates an order, of their own there.

    >>> country_of("courier.example.in"), country_of("courier.example")
    ('in', None)
    """
    last = host.rpartition(".")[2].lower()
    return last if last in _COUNTRIES else None


def without_words(text: str, language: str | None) -> str:
    """The text without what is a word there in small letters, and a zone in capitals: à 14:20 et 15:30, às 10:30 est.

    >>> without_words("à 14:20 et 15:30", "fr")
    'à 14:20 15:30'
    """
    code = (language or "en").lower()[:2]
    if code == "en":
        return text
    own = _ZONES_OF.get(code, {})
    return _SMALL.sub(lambda match: match[0] if match[1] in own else "", text)


# Letters of English in small letters, right behind a clock time.
_SMALL = re.compile(rf"(?<=\d)\s({'|'.join(zone for zone in _ZONES_OF['en'] if len(zone) <= 4)})(?![^\W\d_])")


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
        if not isinstance(hours, str) and _ZONES.get(zone) != hours and zone in folded:
            minutes = round(hours * 60)
            offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
            folded = re.sub(rf"(?<=\d)(?:\s?([ap]\.?m\.?))?\s?\(?{re.escape(zone)}\b\)?", rf" \1 {offset}", folded)
    return folded


def zone_at(text: str | None, clock: datetime) -> timezone:
    """The zone that letters, words or an offset mean at a time of the clock there; UTC where there is none.

    Summer time is that of the tz database.
    """
    place = _ZONES.get(text) if text else None
    if not isinstance(place, str):
        return zone_of(text)
    from zoneinfo import ZoneInfo

    return timezone(clock.replace(tzinfo=ZoneInfo(place)).utcoffset() or timedelta(0))


def zone_of(text: str | None) -> timezone:
    """The zone that letters or an offset mean; UTC where there is none, or none that can be."""
    if not text or text == "z":
        return UTC
    hours = _ZONES.get(text)
    if isinstance(hours, (int, float)):
        return timezone(timedelta(minutes=round(hours * 60)))
    zone = re.sub(r"\s|utc|gmt", "", text).replace("−", "-")
    match = re.fullmatch(r"([+-])(\d{1,2}?):?([0-5]\d)?", zone)
    if match is None:
        return UTC
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60:
        return UTC
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
