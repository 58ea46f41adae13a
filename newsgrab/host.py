"""What is remembered about one host from run to run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Host:
    """One host as the last run left it; `name` is host, or host:port where the port is not the usual one.

    `not_before` is when it wants to be asked again at the earliest. `failures` counts the addresses in a row that got
    no answer. `robots` is its robots.txt as far as we read it, `robots_status` None if it never answered.
    `private` says that a person typed an address of this host and that it stands in a private network.
    """

    name: str
    not_before: datetime | None = None
    failures: int = 0
    robots: str = ""
    robots_status: int | None = None
    robots_at: datetime | None = None
    private: bool = False
