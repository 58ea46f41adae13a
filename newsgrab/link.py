"""Sources and links: where addresses come from, and the addresses found there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a source is."""

    FEED = "feed"  # RSS, Atom, JSON Feed
    SITEMAP = "sitemap"  # also an index of sitemaps, and news sitemaps
    LISTING = "listing"  # a section page
    FILE = "file"  # a list of addresses on this machine
    PAGE = "page"  # one article


@dataclass(frozen=True, slots=True)
class Source:
    """One place that new addresses come from. `url` is canonical; the path for a FILE."""

    url: str
    kind: Kind
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """What a person wants of a source; None leaves it to us.

    `every` is how often it is looked at, `max_gap` how long its articles may be left alone; one of a higher `priority`
    comes first where a run cannot do everything.
    """

    every: timedelta | None = None
    max_gap: timedelta | None = None
    priority: int = 0


OUR_PACE = Pace()


@dataclass(frozen=True, slots=True)
class Link:
    """One address found in a source, with the source's own words on it.

    `dated_at` is its publication or else its last change, `changed_at` its last change. `guid` is the source's name for
    the entry, which may stay where its address changes.
    """

    url: str
    title: str | None = None
    dated_at: datetime | None = None
    changed_at: datetime | None = None
    guid: str | None = None
