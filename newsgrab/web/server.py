"""The reading room as a web application, and the server that runs it."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newsgrab.archive import Archive, Ref
from newsgrab.errors import ArchiveBusy, ArchiveError, BadRef, BadUsage, NewsgrabError
from newsgrab.web.asked import Asked, moment
from newsgrab.web.atom import changes_as_atom
from newsgrab.web.guard import SANDBOX, Guard
from newsgrab.web.links import ServedLinks
from newsgrab.web.pages.article import ArticlePages
from newsgrab.web.pages.changes import changes_page
from newsgrab.web.pages.search import removed_page, search_page
from newsgrab.web.pages.sources import sources_page
from newsgrab.web.pages.trouble import TroublePage
from newsgrab.web.rendering import Page, as_html, as_json

if TYPE_CHECKING:
    from starlette.requests import Request

Open = Callable[[], Archive]
_LINKS = ServedLinks()
_IN_A_FEED = 100
_THREADS = 4
_MEDIA = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
_NUMBER = re.compile(r"\d{1,18}")


def application(open_archive: Open, names: Iterable[str] = ()) -> Guard:
    """The reading room of the archive that `open_archive` opens to be read, once for each thread."""
    room = _Room(open_archive)
    routes = [
        Route("/", room.search),
        *_both("/search", room.search),
        *_both("/removed", room.removed),
        Route("/changes.atom", room.feed),
        *_both("/changes", room.changes),
        *_both("/sources", room.sources),
        *_both("/article/{ref}/history", room.history),
        *_both("/article/{ref}/related", room.related),
        *_both("/article/{ref}/diff", room.diff),
        Route("/article/{ref}/at", room.at),
        Route("/article/{ref}/page", room.page),
        Route("/article/{ref}.json", room.article),
        Route("/article/{ref}", room.article),
        Route("/{name}", _file),
    ]
    troubles = {404: _not_found, NewsgrabError: _trouble}
    return Guard(Starlette(routes=routes, exception_handlers=troubles, lifespan=_few_threads), names)


def _both(path: str, endpoint: Callable[[Request], Response]) -> list[Route]:
    """A page as HTML and as JSON."""
    return [Route(path, endpoint), Route(f"{path}.json", endpoint)]


def serve(app: Guard, listener: socket.socket) -> None:
    """Answer those who come to a socket that listens, until the process is told to end."""
    import uvicorn

    uvicorn.Server(
        uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="on",
            log_level="critical",
            access_log=False,
            server_header=False,
            limit_concurrency=64,
            timeout_keep_alive=5,
        )
    ).run(sockets=[listener])


@asynccontextmanager
async def _few_threads(_: Starlette) -> AsyncIterator[None]:
    """Pages are made in a few threads: each has a connection with a cache of its own."""
    import anyio.to_thread

    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield


class _Opened:
    """The archive of one thread, closed when the thread ends."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def __del__(self) -> None:
        with suppress(Exception):  # at the end of the program another thread may let go of it, which closes nothing
            self.archive.close()


class _Room:
    """The pages, each read from the archive as it is asked for."""

    def __init__(self, open_archive: Open) -> None:
        self._open = open_archive
        self._own = threading.local()  # a connection belongs to its thread

    @property
    def _archive(self) -> Archive:
        own: _Opened | None = getattr(self._own, "opened", None)
        if own is None:
            own = self._own.opened = _Opened(self._open())
        return own.archive

    def search(self, request: Request) -> Response:
        """The latest articles, or what a search finds."""
        page = search_page(self._archive, Asked.of(request.query_params))
        return _answer(request, page, 400 if page.trouble else 200)

    def removed(self, request: Request) -> Response:
        """Removed passages."""
        page = removed_page(self._archive, Asked.of(request.query_params))
        return _answer(request, page, 400 if page.trouble else 200)

    def changes(self, request: Request) -> Response:
        """Changes."""
        page = changes_page(self._archive, Asked.of(request.query_params))
        return _answer(request, page, 400 if page.trouble else 200)

    def feed(self, request: Request) -> Response:
        """The latest changes as Atom."""
        page = changes_page(self._archive, Asked.of(request.query_params), _IN_A_FEED)
        base = f"http://{request.headers['host']}"
        feed = changes_as_atom(
            page.changes, f"{base}/changes.atom", lambda change: base + _LINKS.article(change.article_id)
        )
        return Response(feed, 400 if page.trouble else 200, media_type="application/atom+xml")

    def sources(self, request: Request) -> Response:
        """Sources and sites."""
        return _answer(request, sources_page(self._archive))

    def article(self, request: Request) -> Response:
        """An article."""
        return _answer(request, self._pages(request).article())

    def history(self, request: Request) -> Response:
        """Its looks."""
        return _answer(request, self._pages(request).history())

    def related(self, request: Request) -> Response:
        """Its related block."""
        return _answer(request, self._pages(request).related())

    def diff(self, request: Request) -> Response:
        """Two versions of it, by number or by the time of a look; a time that is typed wins."""
        name = request.path_params["ref"]
        ref = self._ref(name)
        asked = request.query_params
        ends = (asked.get(f"{end}_time", "").strip() or asked.get(end, "") for end in ("from", "to"))
        old, new = (self._version(name, ref, end) for end in ends)
        new = new or ref.latest
        old = old or max(1, new - 1)
        side = request.query_params.get("side") == "1"
        return _answer(request, ArticlePages(self._archive, ref).diff(old, new, side=side))

    def at(self, request: Request) -> Response:
        """The version of a day."""
        ref = self._ref(request.path_params["ref"])
        day = moment(request.query_params.get("date", "").strip()[:10])
        if day is None:
            raise BadUsage("date: a day such as 2025-03-20")
        return RedirectResponse(f"/article/{ref.article_id}@{day:%Y-%m-%d}T23:59Z", 303)

    def page(self, request: Request) -> Response:
        """The page of a version as it was given: to be kept, never to be shown from here."""
        ref = self._ref(request.path_params["ref"])
        content = self._archive.history.page(ref)
        if content is None:
            raise BadRef(f"article {ref.article_id}: no page is kept of this version")
        name = f"article-{ref.article_id}-{ref.version or ref.latest}.html"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": SANDBOX}
        return Response(content, headers=headers, media_type="application/octet-stream")

    def _pages(self, request: Request) -> ArticlePages:
        return ArticlePages(self._archive, self._ref(request.path_params["ref"]))

    def _ref(self, name: str) -> Ref:
        if not _NUMBER.fullmatch(name.partition("@")[0]):
            raise BadRef(f"{name}: an article is named by its number")
        return self._archive.resolve(name)

    def _version(self, name: str, ref: Ref, asked: str) -> int | None:
        if not asked:
            return ref.version
        return self._archive.resolve(f"{name.partition('@')[0]}@{asked}").version


def _answer(request: Request, page: Page, status: int = 200) -> Response:
    if request.url.path.endswith(".json"):
        return Response(as_json(page), status, media_type="application/json")
    return Response(as_html(page, _LINKS), status, media_type="text/html")


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _MEDIA:
        return _not_found(request, None)
    content = files("newsgrab.web").joinpath("static", name).read_bytes()
    return Response(content, media_type=_MEDIA[name], headers={"Cache-Control": "max-age=600"})


def _not_found(request: Request, error: Exception | None) -> Response:
    del request, error
    return Response(as_html(TroublePage(404, "There is no such page here."), _LINKS), 404, media_type="text/html")


def _trouble(request: Request, error: Exception) -> Response:
    del request
    status = 404 if isinstance(error, BadRef) else 400
    if isinstance(error, ArchiveError):
        status = 503 if isinstance(error, ArchiveBusy) else 500
    return Response(as_html(TroublePage(status, str(error)), _LINKS), status, media_type="text/html")
