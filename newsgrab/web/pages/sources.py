"""The page of sources: what is followed, whether it answers, and what is kept of each site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from newsgrab.archive import Archive
from newsgrab.archive.query.listing import SiteCount
from newsgrab.archive.subscriptions.outages import Outage
from newsgrab.archive.subscriptions.sources import Subscription


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Sources, the hosts that give no answer, and the sites."""

    template: ClassVar[str] = "sources.html"
    sources: tuple[Subscription, ...]
    outages: tuple[Outage, ...]
    sites: tuple[SiteCount, ...]

    @property
    def title(self) -> str:
        """The page's title."""
        return "Sources"


def sources_page(archive: Archive) -> SourcesPage:
    """All sources and sites."""
    following = archive.following
    return SourcesPage(tuple(following.sources()), tuple(following.outages().values()), archive.query.sites())
