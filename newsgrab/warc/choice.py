"""Which captures of a collection or a web archive are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsgrab.urls import site


@dataclass(frozen=True, slots=True)
class Choice:
    """Which captures are wanted: of these sites (none: of all), from `since` on, before `until`."""

    sites: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, url: str, at: datetime) -> bool:
        """Whether a look at that address and time is wanted."""
        host = site(url)
        near = not self.sites or any(host == each or host.endswith(f".{each}") for each in self.sites)
        return near and (self.since is None or at >= self.since) and (self.until is None or at < self.until)

    def __str__(self) -> str:
        """As it would be typed."""
        words = [f"--site {each}" for each in self.sites]
        words += [f"--since {self.since.isoformat()}"] if self.since else []
        words += [f"--until {self.until.isoformat()}"] if self.until else []
        return " ".join(words)
