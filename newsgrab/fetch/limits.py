"""How much of a stranger's answer we take, and how often we ask. Values; the deciding is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgrab import __version__
from newsgrab.fetch import DEADLINE_S, DELAY_S, WORKERS

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one address: all of them hold while reading, none afterwards.

    `deadline_s` counts everything of one address: name look-up, connecting, robots.txt, redirects, retries, the body,
    and reading it (pipeline.py); not the polite pause between addresses.
    """

    deadline_s: float = DEADLINE_S
    connect_s: float = 15.0
    read_timeout_s: float = 20.0
    max_wire_bytes: int = 20 * MIB
    max_page_bytes: int = 20 * MIB
    max_ratio: int = 200  # unpacked to wire, looked at past `ratio_from_bytes`
    ratio_from_bytes: int = MIB
    max_encodings: int = 2
    max_redirects: int = 10
    max_retries: int = 2
    max_odd_bytes: int = 64 * 1024  # of an error's answer that are kept
    large_bytes: int = 2 * MIB  # what bodies have beyond this while they are read, all together, is bounded by:
    max_large_bytes: int = 128 * MIB


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How politely one host is asked.

    The pause between two addresses of a host is `delay_s`, or `slow_factor` times the server's last answer time, or
    its Crawl-delay, whichever is longest; the last two never above `max_delay_s`. A pause that the host asks for by
    Retry-After is kept up to `max_wait_s`; beyond that the host's addresses are left for another run. After
    `give_up_after` addresses in a row without any answer the host is left alone as well.
    """

    delay_s: float = DELAY_S
    slow_factor: float = 2.0
    max_delay_s: float = 30.0
    max_wait_s: float = 120.0
    give_up_after: int = 5


def identity(contact: str | None = None) -> str:
    """The User-Agent: who we are, and where the person who runs us can be reached if that was told.

    >>> identity("desk@courier.example").partition("/")[0]
    'newsgrab'
    """
    return f"newsgrab/{__version__} ({f'contact: {contact}' if contact else 'a news archive kept by one person'})"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What the person who runs us decided about fetching.

    `ca_file` is a file of certificates to trust instead of the usual ones. `proxy` is an http(s) or socks5 address;
    behind one the private network guard cannot see addresses and is off.
    """

    user_agent: str = field(default_factory=identity)
    limits: Limits = DEFAULT
    rate_limits: RateLimits = RateLimits()
    workers: int = WORKERS
    ignore_robots: bool = False
    allow_private: bool = False
    proxy: str | None = None
    ca_file: str | None = None
