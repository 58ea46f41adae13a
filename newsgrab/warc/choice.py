"""Which captures of a collection or a web archive are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsgrab.urls import site


@dataclass(frozen=True, slots=True)
class Choice:
    """Which captures are wanted; None lets all through. `until` is exclusive."""

    site: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, url: str, at: datetime) -> bool:
        """Whether a look at that address and time is wanted."""
        host = site(url)
        near = self.site is None or host == self.site or host.endswith(f".{self.site}")
        return near and (self.since is None or at >= self.since) and (self.until is None or at < self.until)

    def __str__(self) -> str:
        """As it would be typed."""
        words = [f"--site {self.site}"] if self.site else []
        words += [f"--since {self.since.isoformat()}"] if self.since else []
        words += [f"--until {self.until.isoformat()}"] if self.until else []
        return " ".join(words)
