"""robots.txt (RFC 9309): what a host lets us ask for, and the rule that says so.

It is read where it is needed, in the thread that fetches: at most MAX_BYTES of it, and each line once. 500 KiB of the
worst lines take .3 s, an address of 8,000 characters .6 s more, and .4 s more if it is refused.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsgrab.fetch.clock import Clock
from newsgrab.host import Host

if TYPE_CHECKING:
    from protego import Protego

MAX_BYTES = 500 * 1024
_GOOD_FOR = timedelta(hours=24)
_TROUBLE_GOOD_FOR = timedelta(hours=1)
_AGENT = re.compile(r"(\s*user(?:-|\s*)agent\s*[\s:]\s*)([^#]*)", re.IGNORECASE)
_OTHERS = "(others)"  # a name that nobody has
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """robots.txt as a host gave it; `status` is None if it gave none at all."""

    text: str
    status: int | None
    seen_at: datetime


class Robots:
    """The rules of one host, as they are meant for us."""

    def __init__(self, file: RobotsFile, url: str, token: str) -> None:
        """`url` is where the file stands, `token` our name in such files."""
        from protego import Protego

        self.file = file
        self.url = url
        self._token = token
        readable = file.status is not None and 200 <= file.status < 300
        self._text = _without_others(file.text, token) if readable else ""
        self._rules: Protego = Protego.parse(self._text)

    def allows(self, url: str) -> bool:
        """Whether we may ask for that address; everything is forbidden while the server cannot give its rules."""
        return not self.unavailable and bool(self._rules.can_fetch(url, self._token))

    @property
    def unavailable(self) -> str:
        """Why the server cannot give its rules, "" if it can: then nothing may be asked of it (RFC 9309, 2.3.1.4)."""
        if self.file.status is None:
            return "cannot be had"
        return f"answers {self.file.status}" if self.file.status >= 500 else ""

    def rule(self, url: str) -> str:
        """The line that forbids the address, for people."""
        lines = sorted(dict.fromkeys(_disallowed(self._text)), key=len, reverse=True)
        while len(lines) > 1:  # the longest is the one that counts
            half = len(lines) // 2
            lines = lines[:half] if self._forbid(lines[:half], url) else lines[half:]
        return f"Disallow: {lines[0]}" if self._forbid(lines, url) else "Disallow:"

    @property
    def crawl_delay_s(self) -> float:
        """The pause that the host wants, 0 if it names none."""
        delay = self._rules.crawl_delay(self._token)
        rate = self._rules.request_rate(self._token)
        pause = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(delay or 0.0), pause)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names."""
        return tuple(dict.fromkeys(self._rules.sitemaps))

    def _forbid(self, lines: list[str], url: str) -> bool:
        from protego import Protego

        rules = "".join(f"Disallow: {line}\n" for line in lines)
        return not Protego.parse(f"User-agent: *\n{rules}").can_fetch(url, self._token)


class RobotsCache:
    """The rules of every host of a run, each asked for once a day. Safe to share between threads."""

    def __init__(self, token: str, clock: Clock, known: Mapping[str, Host]) -> None:
        """`known` is what earlier runs read."""
        self._token = token
        self._clock = clock
        self._known = known
        self._rules: dict[str, Robots] = {}
        self._lock = threading.Lock()

    def rules(self, origin: str, ask: Callable[[str], RobotsFile]) -> Robots:
        """The rules of the server at `origin` (https://host:port), got by `ask` if they are not known or are old."""
        with self._lock:
            rules = self._rules.get(origin)
        if rules is not None and self._fresh(rules.file):
            return rules
        url = f"{origin}/robots.txt"
        file = self._remembered(robots_name(origin))
        if rules is not None or file is None or not self._fresh(file):
            file = ask(url)
        rules = Robots(file, url, self._token)
        with self._lock:
            self._rules[origin] = rules
        return rules

    def files(self) -> dict[str, RobotsFile]:
        """The files of this run, by the name that the next one knows them by."""
        with self._lock:
            return {robots_name(origin): rules.file for origin, rules in self._rules.items()}

    def _remembered(self, name: str) -> RobotsFile | None:
        before = self._known.get(name)
        if before is None or before.robots_at is None:
            return None
        return RobotsFile(before.robots, before.robots_status, before.robots_at)

    def _fresh(self, file: RobotsFile) -> bool:
        good_for = _GOOD_FOR if file.status is not None and file.status < 500 else _TROUBLE_GOOD_FOR
        return timedelta(0) <= self._clock.now() - file.seen_at < good_for


def robots_name(origin: str) -> str:
    """What the rules of an origin are remembered under: its host, or for http, which may have others, the origin."""
    parts = urlsplit(origin)
    return parts.netloc if parts.scheme == "https" else origin


def token_of(user_agent: str) -> str:
    """Our name in robots.txt: the product of the User-Agent, without its version.

    >>> token_of("newsgrab/0.1.0 (contact: desk@courier.example)")
    'newsgrab'
    """
    match = re.match(r"[A-Za-z_-]+", user_agent)
    return match[0].lower() if match else "newsgrab"


def forbids_archiving(headers: tuple[tuple[str, str], ...], token: str) -> bool:
    """Whether X-Robots-Tag says "noarchive" (or "none") to everybody or to us."""
    for name, value in headers:
        if name != "x-robots-tag":
            continue
        agent, colon, rest = (part.strip().lower() for part in value.partition(":"))
        addressed = bool(colon) and "," not in agent and agent not in _VALUED
        if addressed and agent != token:
            continue
        words = {word.strip() for word in (rest if addressed else value.lower()).split(",")}
        if words & {"noarchive", "none"}:
            return True
    return False


def _without_others(text: str, token: str) -> str:
    """The file with one name for all groups but ours.

    The parser keeps the rules of a group once for each of its names: 2,000 names and 2,000 rules would be 4,000,000.
    """
    lines = [(line, _AGENT.match(line)) for line in text.splitlines()]
    names = dict.fromkeys(_name(agent[2]) for _, agent in lines if agent)
    ours = max((name for name in names if name == "*" or (name and token.startswith(name))), key=len, default="*")

    def named(name: str) -> str:
        return name if name in {ours, ""} else _OTHERS

    return "\n".join(f"{agent[1]}{named(_name(agent[2]))}" if agent else line for line, agent in lines)


def _name(named: str) -> str:
    """Whom a User-agent line names; the parser takes the first letters of a name for it, and no notice of *."""
    name = named.strip().lower()
    return name if name in {"", "*"} else name.replace("*", "") or _OTHERS


def _disallowed(text: str) -> list[str]:
    """The Disallow values of the group that is ours, in a file without others."""
    values: list[str] = []
    ours = False
    in_rules = True
    for line in text.splitlines():
        agent = _AGENT.match(line)
        field, _, value = line.split("#", 1)[0].partition(":")
        field = field.strip().lower()
        if agent:
            ours = agent[2].strip() != _OTHERS or (ours and not in_rules)
            in_rules = False
        elif field in {"allow", "disallow"}:
            in_rules = True
            if field == "disallow" and ours:
                values.append(value.strip())
    return values
