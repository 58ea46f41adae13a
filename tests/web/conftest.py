"""A reading room to walk through, without a network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsgrab.archive import Archive
from newsgrab.article import Article, Block, BlockKind, Related
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page
from newsgrab.web.guard import Guard
from newsgrab.web.server import application
from tests.archive.conftest import FLOOD, MONDAY, URL, look

TEXT = "A council report says that the old quay will be opened to large ships next week."


@dataclass(frozen=True)
class Answer:
    """What the room answers."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def html(self) -> LexborHTMLParser:
        """The body as a document."""
        return LexborHTMLParser(self.body)

    def words(self, selector: str) -> list[str]:
        """The texts of elements, each on one line."""
        return [" ".join(each.text().split()) for each in self.html.css(selector)]


class Room:
    """Asks the application as a browser on this machine does."""

    def __init__(self, app: Guard) -> None:
        """Of that application."""
        self._app = app

    def __call__(
        self, path: str, method: str = "GET", *, headers: Mapping[str, str] = MappingProxyType({}), **query: str
    ) -> Answer:
        """One request."""
        return asyncio.run(self._asked(path, method, {"host": "127.0.0.1:8321"} | dict(headers), query))

    async def _asked(self, path: str, method: str, headers: dict[str, str], query: dict[str, str]) -> Answer:
        path, _, asked = path.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": (asked or urlencode(query)).encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "server": ("127.0.0.1", 8321),
            "client": ("127.0.0.1", 50000),
        }
        sent: list[Any] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b""}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        start, *rest = sent
        own = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], own, b"".join(part.get("body", b"") for part in rest))


def record(archive: Archive, article: Article, hours: int = 0, content: bytes | None = None) -> None:
    """Keep a look at an article, some hours after Monday."""
    at = MONDAY + timedelta(hours=hours)
    page, reading = look(article, at, content=content)
    archive.record(Page(page.content, at, Origin.HTTP, article.url, article.url, 200), reading)


def fill(archive: Archive) -> None:
    """An Arabic article with an edit and a removal, an English one that names it, and a Hebrew one."""
    record(archive, FLOOD, content=b"<script>alert(1)</script>")
    later = replace(FLOOD, views=12_500, views_text="12.5K", views_exact=False, related=FLOOD.related[:1])
    last = replace(FLOOD.blocks[-1], text="قدّر التجار خسائرهم بنحو مليوني ليرة.")
    record(archive, replace(later, blocks=(*FLOOD.blocks[:-1], last)), 30)
    archive.record_other(URL, Outcome.GONE, "404 Not Found", at=MONDAY + timedelta(hours=60))
    quay = Article(
        url="https://harbour.example/quay",
        title="The old quay opens to large ships",
        blocks=tuple(Block(kind, TEXT, 2 if kind is BlockKind.HEADING else 0) for kind in BlockKind),
        category="Economy",
        authors=("Dana Lewis",),
        language="en",
        tags=("harbour",),
        views=300,
        related=(Related(URL, "النهر يغمر السوق القديم", "فجر الاثنين", 40, position=1),),
    )
    record(archive, quay, 1)
    record(archive, replace(quay, url="https://harbour.example/he", title="הרציף הישן נפתח", language="he"), 2)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of an archive with articles of three languages."""
    place = tmp_path_factory.mktemp("room")
    with Archive(place, create=True) as archive:
        fill(archive)
    return place


@pytest.fixture(scope="session")
def room(filled: Path) -> Room:
    """The reading room of that archive."""
    return Room(application(lambda: Archive(filled, readonly=True), ["reading.example"]))
