"""Sources and links: where addresses come from, and the addresses found there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a source is."""

    FEED = "feed"  # RSS, Atom, JSON Feed
    SITEMAP = "sitemap"  # also an index of sitemaps, and news sitemaps
    LISTING = "listing"  # a section page
    FILE = "file"  # a list of addresses on this machine


@dataclass(frozen=True, slots=True)
class Source:
    """One place that new addresses come from. `url` is canonical; the path for a FILE."""

    url: str
    kind: Kind
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One address found in a source. `dated_at` is the source's own word on its publication or last change."""

    url: str
    title: str | None = None
    dated_at: datetime | None = None
