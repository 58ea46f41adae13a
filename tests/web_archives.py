"""A web archive with the manners of Wayback: lists with resume keys, its own pages with 200, 429 without a word."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.servers import Reply, Rogue, answer, redirect


def digest(content: bytes) -> str:
    """A digest as CDX has it."""
    return base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


@dataclass(frozen=True, slots=True)
class Kept:
    """One capture that the archive has."""

    at: datetime
    body: bytes
    status: str = "200 OK"
    headers: Mapping[str, str] = field(default_factory=dict)
    mime: str = "text/html"

    @property
    def stamp(self) -> str:
        """Its time in fourteen digits."""
        return self.at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


@dataclass
class FakeWayback:
    """The server. `odd` maps the fourteen digits of a capture to what is said in its place."""

    captures: dict[str, list[Kept]] = field(default_factory=dict)
    odd: dict[str, Reply] = field(default_factory=dict)
    rows: int = 1000  # of a list that are given at once
    always: Reply | None = None  # what is said wherever one asks
    live: dict[str, bytes] = field(default_factory=dict)  # what it finds when it is asked to capture
    saves_at: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    lists: bool = True  # whether it has a CDX server
    named: bool = True  # whether its time maps have fourteen digits
    clock: Callable[[], float] = lambda: 0.0
    times: list[tuple[float, str]] = field(default_factory=list)  # of each request: when, and its path

    def __enter__(self) -> Self:
        self.server = Rogue()
        self.server.replies = _Replies(self)
        self.server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.__exit__()

    @property
    def base(self) -> str:
        """What `--from` is given."""
        return self.server.url("/web/")

    def asked(self, kind: str) -> list[str]:
        """The paths of lists ("/cdx", "/web/timemap") or captures ("/web/2") that were asked for."""
        return [path for _, path in self.times if path.startswith(kind)]

    def reply(self, path: str) -> Reply:
        """What is said there."""
        self.times.append((self.clock(), path))
        if self.always is not None:
            return self.always
        if path.startswith("/cdx/search/cdx?") and self.lists:
            return self._list(parse_qs(urlsplit(path).query))
        if path.startswith("/web/timemap/link/"):
            return self._time_map(path.removeprefix("/web/timemap/link/"))
        if path.startswith("/save/"):
            return self._save(path.removeprefix("/save/"))
        if match := re.fullmatch(r"/web/(\d{14})id_/(https?://.*)", path):
            return self._capture(match[1], match[2])
        return answer("nothing here", "404 Not Found")

    def _list(self, query: dict[str, list[str]]) -> bytes:
        first, last = query.get("from", ["0"])[0], query.get("to", ["9" * 14])[0]
        begin = int(query.get("resumeKey", ["key 0"])[0].split()[1])
        url = query["url"][0]
        prefix = query.get("matchType") == ["prefix"]
        named = [one for one in self.captures if one == url or (prefix and f"//{url}" in one)]
        kept = [(one, each) for one in named for each in self.captures[one] if first <= each.stamp <= last]
        page = kept[begin : begin + self.rows]
        lines = [f"{each.stamp} {one} {each.mime} {each.status.split()[0]} {digest(each.body)}" for one, each in page]
        if begin + self.rows < len(kept):
            lines += ["", f"key {begin + self.rows}"]
        return answer("\n".join(lines) + "\n", content_type="text/plain")

    def _time_map(self, url: str) -> bytes:
        if url not in self.captures:
            return answer("none", "404 Not Found")
        lines = [f'<{url}>; rel="original"']
        for each in self.captures[url]:
            address = f"{self.base}{each.stamp if self.named else each.stamp[:8]}/{url}"
            lines.append(f'<{address}>; rel="memento"; datetime="{format_datetime(each.at, usegmt=True)}"')
        return answer(",\n".join(lines), content_type="application/link-format")

    def _save(self, url: str) -> Reply:
        """Capture what `live` says of the address."""
        if url not in self.live:
            return answer("<h1>Sorry</h1><p>This URL could not be captured.</p>")
        kept = Kept(self.saves_at, self.live[url])
        self.captures.setdefault(url, []).append(kept)
        return redirect(f"/web/{kept.stamp}/{url}")

    def _capture(self, stamp: str, url: str) -> Reply:
        kept = self.captures.get(url, [])
        found = next((each for each in kept if each.stamp == stamp), None)
        if found is not None:
            return self.odd.get(stamp) or memento(found)
        if not kept:
            return answer("<p>The Wayback Machine has not archived that URL.</p>", "404 Not Found")
        nearest = min(kept, key=lambda each: abs(int(each.stamp) - int(stamp)))
        return redirect(f"/web/{nearest.stamp}id_/{url}")


class _Replies(dict[str, Reply]):
    def __init__(self, archive: FakeWayback) -> None:
        self._archive = archive

    def get(self, key: str, default: object = None) -> Reply:
        del default
        return self._archive.reply(key)


def memento(kept: Kept, *, packed: bool = False) -> bytes:
    """A capture as Wayback gives it: the page's own headers under another name."""
    own = {"date": format_datetime(kept.at, usegmt=True), "server": "press/1", **kept.headers}
    fields = {f"x_archive_orig_{name.replace('-', '_')}": value for name, value in own.items()}
    body = gzip.compress(kept.body) if packed else kept.body
    return answer(
        body,
        kept.status,
        memento_datetime=format_datetime(kept.at, usegmt=True),
        server="nginx",
        x_ts="200",
        link=f'<{kept.stamp}>; rel="memento"',
        **({"location": kept.headers["location"]} if "location" in kept.headers else {}),
        **fields,
    )
