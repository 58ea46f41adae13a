"""Pages that only a program fills, opened in Chromium.

The document is answered from bytes that were fetched as ever; all else goes through the guard proxy. Images, media and
fonts are not asked for. One context a page, a new browser after some pages, and a deadline after which it is killed:
a program that never ends cannot be asked to.
"""

from __future__ import annotations

import os
import queue
import secrets
import shutil
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from newsgrab.errors import BadUsage, MissingExtra, RenderingFailed
from newsgrab.fetch.browser.guard_proxy import GuardProxy, Permission
from newsgrab.fetch.browser.processes import kill_marked
from newsgrab.fetch.ip_addresses import private_literal, resolve_host
from newsgrab.log import log_decision
from newsgrab.page import Page, Rendering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsgrab.fetch.browser.guard_proxy import Resolve
    from newsgrab.fetch.limits import FetchSettings

DEADLINE_S = 20.0  # for one page
MAX_PAGES = 50  # of one browser
GRACE_S = 1.0  # in which a killed browser is noticed
_POLL_MS = 200
_STABLE_S = 1.0  # without a change, a text that has grown is whole
_QUIET_S = 3.0  # without a change or a request, one that has not
_GROWN = 500  # characters that a program has added
_CLICK_MS = 5_000
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_REFUSED = frozenset({"image", "media", "font"})
_FLAGS = (
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-breakpad",
    "--disable-gpu",
    "--dns-prefetch-disable",
)
# How much text there is, and the page, if that is another size than before and enough: in one step, since there may be
# no second one.
_LOOK = (
    "([before, enough]) => { const size = document.body ? document.body.innerText.length : 0;"
    " return [size, size !== before && size >= enough ? document.documentElement.outerHTML : '']; }"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a site's pages are opened: what is clicked (a consent wall's button), what must be there in the end."""

    click: tuple[str, ...] = ()
    wait_for: str | None = None


@dataclass(slots=True)
class _Job:
    """A page that is to be opened until `ends`; `seen` is what its program has made of it so far."""

    page: Page
    manner: Manner
    ends: float = 0.0
    seen: str = ""
    answer: Future[Page] = field(default_factory=Future)

    @property
    def left_s(self) -> float:
        """Seconds that it still has."""
        return max(0.1, self.ends - time.monotonic())


def check_available(proxy: str | None) -> str:
    """The Chromium to use. Raises MissingExtra or BadUsage if pages cannot be opened in a browser here."""
    if proxy:
        raise BadUsage("a browser does not go through your proxy: leave out one of them")
    if find_spec("playwright") is None:
        raise MissingExtra("js", "pages in a browser")
    found = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if found is None:
        raise BadUsage("pages in a browser need Chromium: install your system's package (chromium)")
    return found


def launch(chromium: Any, executable: str, flags: Sequence[str], timeout_s: float) -> Any:
    """A browser in its sandbox, which root cannot have; signals are ours to answer."""
    return chromium.launch(
        executable_path=executable,
        args=[*flags],
        chromium_sandbox=os.geteuid() != 0,
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
        timeout=timeout_s * 1000,
    )


class Browser:
    """Opens pages, one at a time, for any thread. A context manager; Chromium starts with the first page."""

    def __init__(
        self, settings: FetchSettings, *, deadline_s: float = DEADLINE_S, resolve: Resolve = resolve_host
    ) -> None:
        """Raises MissingExtra or BadUsage if there is no browser, or it could not keep to the settings."""
        self._executable = check_available(settings.proxy)
        self._settings = settings
        self._deadline_s = min(deadline_s, settings.limits.deadline_s)
        self._proxy = GuardProxy(resolve)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._current: _Job | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._proxy.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(GRACE_S * 5)
        self._proxy.__exit__()

    def render(self, page: Page, manner: Manner) -> Page:
        """The page as its program has filled it, with the bytes that were given beside. Raises RenderingFailed."""
        job = _Job(page, manner)
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, daemon=True, name="browser")
                self._thread.start()
        self._jobs.put(job)
        return job.answer.result()

    def _run(self) -> None:
        """Open pages until there are no more; whoever waits is told if that ends otherwise."""
        try:
            self._work()
        finally:
            if self._current is not None:
                _fail(self._current, RenderingFailed(self._current.page.url or "", "the browser ended"))

    def _work(self) -> None:
        """Open pages until there are no more, one browser after the other."""
        from playwright.sync_api import Error, sync_playwright

        job = self._next()
        while job is not None:
            mark = f"--newsgrab={secrets.token_hex(8)}"
            try:
                with sync_playwright() as playwright:
                    job = self._browse(playwright.chromium, mark, job)
            except Error as error:
                if self._current is not None:
                    _fail(self._current, error)
                job = self._next()
            finally:
                kill_marked(mark)

    def _next(self) -> _Job | None:
        """The next page to be opened; its time begins."""
        job = self._current = self._jobs.get()
        if job is not None:
            job.ends = time.monotonic() + self._deadline_s
        return job

    def _browse(self, chromium: Any, mark: str, job: _Job | None) -> _Job | None:
        """Open pages in one browser, until it has done its share or was killed; what is to be opened next."""
        from playwright.sync_api import Error

        flags = (*_FLAGS, f"--proxy-server=http://127.0.0.1:{self._proxy.port}", mark)
        browser = launch(chromium, self._executable, flags, self._deadline_s)
        for _ in range(MAX_PAGES):
            if job is None or not browser.is_connected():
                break
            alarm = threading.Timer(job.left_s + GRACE_S / 2, kill_marked, (mark,))
            alarm.daemon = True
            alarm.start()
            try:
                self._open(browser, job)
            except Error as error:
                if job.seen:  # what was there before the program stopped answering
                    self._give(job, browser.version)
                else:
                    _fail(job, error)
            finally:
                alarm.cancel()
                self._proxy.close()
            job = self._next()
        with suppress(Error):
            browser.close()
        return job

    def _open(self, browser: Any, job: _Job) -> None:
        """One page in a context of its own."""
        page = job.page
        self._proxy.open(self._permission(page))
        context = browser.new_context(
            user_agent=self._settings.user_agent, service_workers="block", accept_downloads=False
        )
        try:
            context.route("**/*", lambda route: _route(route, page))
            tab = context.new_page()
            context.on("page", lambda other: other.close())
            asked = _OpenRequests(tab)
            tab.goto(page.address, wait_until="commit", timeout=job.left_s * 1000)
            for selector in job.manner.click:
                _click(tab, selector, job)
            _wait(tab, asked, job)
            job.seen = tab.content()
            self._give(job, browser.version)
        finally:
            with suppress(Exception):
                context.close()

    def _give(self, job: _Job, version: str) -> None:
        """Hand over what the program of a page has made of it."""
        page, content = job.page, job.seen.encode("utf-8", "replace")
        counts = f"{self._proxy.connections} connections, {self._proxy.bytes} bytes, {self._proxy.refused} refused"
        log_decision("browser", "rendered", page.url or "", counts)
        if len(content) > self._settings.limits.max_page_bytes:
            _fail(job, RenderingFailed(page.url or "", "the page grew too large in the browser"))
            return
        rendering = Rendering(page.content, f"Chromium {version}")
        job.answer.set_result(replace(page, content=content, rendering=rendering))

    def _permission(self, page: Page) -> Permission:
        """Where the program of a page may go. A page in a private network, which a person named, may ask its server."""
        parts = urlsplit(page.address or "")
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        # By its address alone: a name may have come to stand for another one since the page was fetched.
        own = private_literal(host) is not None
        return Permission((host, port) if own else None, self._settings.allow_private)


def _route(route: Any, page: Page) -> None:
    """Answer the document from the bytes that were fetched; refuse what is no text, and to go elsewhere."""
    request = route.request
    if request.is_navigation_request() and _is_main(request):
        if request.redirected_from is None and request.url.split("#")[0] == (page.address or "").split("#")[0]:
            kind = page.header("content-type") or "text/html"
            route.fulfill(status=200, headers={"content-type": kind}, body=page.content)
        else:
            route.abort("aborted")  # any other word shows a page of the browser in its place
    elif request.resource_type in _REFUSED:
        route.abort()
    else:
        route.continue_()


def _is_main(request: Any) -> bool:
    """Whether a request is for the document of a tab, not of a frame in it."""
    from playwright.sync_api import Error

    try:
        return request.frame.parent_frame is None
    except Error:  # a tab that is only being made
        return True


def _click(tab: Any, selector: str, job: _Job) -> None:
    """Click what a profile names, if it comes to be there."""
    from playwright.sync_api import TimeoutError as NotThere

    with suppress(NotThere):
        tab.click(selector, timeout=min(_CLICK_MS, job.left_s * 1000))


class _OpenRequests:
    """The requests of a page that wait for their answers."""

    def __init__(self, tab: Any) -> None:
        self.open: set[Any] = set()
        tab.on("request", self._begun)
        for end in ("requestfinished", "requestfailed"):
            tab.on(end, self._ended)

    def _begun(self, request: Any) -> None:
        self.open.add(request)

    def _ended(self, request: Any) -> None:
        self.open.discard(request)


def _wait(tab: Any, asked: _OpenRequests, job: _Job) -> None:
    """Wait until the program has filled the page, or its time is over.

    It is not waited for silence: many programs ask for something for ever.
    """
    first = size = _look(tab, job, -1)
    changed = time.monotonic()
    while time.monotonic() < job.ends:
        tab.wait_for_timeout(_POLL_MS)
        before, size = size, _look(tab, job, size)
        now = time.monotonic()
        changed = now if size != before else changed
        quiet = now - changed
        if job.manner.wait_for is not None:
            if quiet >= _STABLE_S / 2 and tab.query_selector(job.manner.wait_for) is not None:
                return
        elif size - first >= _GROWN:
            if quiet >= _STABLE_S:
                return
        elif quiet >= _QUIET_S and not asked.open:
            return


def _look(tab: Any, job: _Job, before: int) -> int:
    """How much text a page has; what it is, is kept, if that changed."""
    size, html = tab.evaluate(_LOOK, [before, _GROWN])
    job.seen = html or job.seen
    return int(size)


def _fail(job: _Job, error: Exception) -> None:
    """Tell whoever waits that a page could not be opened."""
    if not isinstance(error, RenderingFailed):
        reason = str(error).partition("\n")[0][:120] or type(error).__name__
        error = RenderingFailed(job.page.url or "", f"the browser failed: {reason}")
    if not job.answer.done():
        job.answer.set_exception(error)
