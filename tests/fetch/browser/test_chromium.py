"""Pages that a script fills, in a real Chromium. Asked for by TEST_BROWSER=1 (`.ci/run all` does)."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from newsgrab.errors import BadUsage, RenderingFailed
from newsgrab.fetch.browser.chromium import Browser, Manner
from newsgrab.fetch.browser.printing import print_document
from newsgrab.fetch.ip_addresses import resolve_host
from newsgrab.fetch.limits import FetchSettings
from newsgrab.page import Origin, Page

pytestmark = pytest.mark.skipif(
    not (os.environ.get("TEST_BROWSER") and shutil.which("chromium") and find_spec("playwright")),
    reason="needs TEST_BROWSER=1, chromium, and newsgrab[js]",
)
DEADLINE_S = 12.0
TEXT = "<p>" + "The old bridge over the Lenna opened again on Monday after ten years of repairs. " * 8 + "</p>"
FILL = f"document.getElementById('app').innerHTML = {TEXT!r};"
LATE = "fetch('/text').then(r => r.text()).then(t => document.getElementById('app').innerHTML = t);"
PAGES = {
    "state": FILL,
    "late": f"setTimeout(() => {{{LATE}}}, 1000)",
    "polling": f"{LATE} setInterval(() => fetch('/poll'), 50)",
    "consent": f"document.getElementById('accept').onclick = () => {{{FILL}}}",
    "loop": f"{FILL} setTimeout(() => {{while (true) {{}}}}, 1500)",
}
# Twelve ways to another server, and some more.
HOSTILE = """
const there = 'http://127.0.0.1:PORT', socket = 'ws://127.0.0.1:PORT';
const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
fetch(there + '/fetch').catch(() => 0); fetch('http://localhost:PORT/fetch').catch(() => 0);
navigator.sendBeacon(there + '/beacon', 'x');
add('iframe', {src: there + '/frame'}); add('object', {data: there + '/object'}); add('script', {src: there + '/js'});
add('link', {rel: 'prefetch', href: there + '/prefetch'}); add('link', {rel: 'preconnect', href: there});
new Worker(URL.createObjectURL(new Blob(["fetch('" + there + "/worker'); new WebSocket('" + socket + "/in-worker')"])));
try { navigator.serviceWorker.register('/service.js') } catch (e) { }
new WebSocket(socket + '/socket'); new EventSource(there + '/events');
const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:PORT'},
  {urls: 'turn:127.0.0.1:PORT?transport=tcp', username: 'a', credential: 'b'}]});
peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));
fetch('/redirect').catch(() => 0); fetch('http://rebound.example:PORT/rebinding').catch(() => 0);
add('style', {textContent: "@import '" + there + "/import.css'; @font-face {font-family: x; src: url('" + there
  + "/font')} body {font-family: x; background: url('" + there + "/background')}"});
add('img', {src: there + '/picture'}); add('video', {src: there + '/film'}); window.open(there + '/window');
setTimeout(() => { location = there + '/elsewhere' }, 300);
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all pages; a name stands for the loopback interface."""

    def resolve(name: str, port: int, timeout_s: float) -> list[str]:
        return ["127.0.0.1"] if name == "rebound.example" else resolve_host(name, port, timeout_s)

    with Browser(FetchSettings(), deadline_s=DEADLINE_S, resolve=resolve) as one:
        yield one


def page(server: HTTPServer, script: str) -> Page:
    """A page without a text, as it was fetched."""
    url = server.url_for("/story")
    html = f"<!doctype html><title>T</title><button id=accept>Yes</button><div id=app></div><script>{script}</script>"
    return Page(html.encode(), datetime.now(UTC), Origin.HTTP, url, url, 200, (("content-type", "text/html"),))


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_seen_as_its_program_fills_it(browser: Browser, httpserver: HTTPServer, kind: str) -> None:
    """With its text in a script, asked for late, among requests without end, behind a consent, before a loop."""
    httpserver.expect_request("/text").respond_with_data(TEXT)
    httpserver.expect_request("/poll").respond_with_data("")
    given = page(httpserver, PAGES[kind])
    seen = browser.render(given, Manner(click=("#accept",) if kind == "consent" else ()))
    assert f'<div id="app">{TEXT[:-4].rstrip()}' in seen.content.decode()
    assert seen.rendering is not None
    assert seen.rendering.given == given.content
    assert (seen.url, seen.seen_at, seen.headers) == (given.url, given.seen_at, given.headers)


def test_a_program_without_an_end_is_ended(browser: Browser, httpserver: HTTPServer) -> None:
    """A loop before anything is shown fails within the deadline and two seconds, and harms no page after it."""
    began = time.monotonic()
    with pytest.raises(RenderingFailed, match="the browser failed"):
        browser.render(page(httpserver, "while (true) {}"), Manner())
    assert time.monotonic() - began < DEADLINE_S + 2
    assert b"old bridge" in browser.render(page(httpserver, FILL), Manner()).content


def test_a_hostile_page_reaches_no_private_network(browser: Browser, httpserver: HTTPServer) -> None:
    """Whatever its program tries, no other server than its own is connected to."""
    with (
        socket.create_server(("127.0.0.1", 0)) as trap,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
    ):
        port = trap.getsockname()[1]
        datagrams.bind(("127.0.0.1", port))
        httpserver.expect_request("/redirect").respond_with_data(
            "", status=302, headers={"Location": f"http://127.0.0.1:{port}/redirected"}
        )
        seen = browser.render(page(httpserver, HOSTILE.replace("PORT", str(port)) + FILL), Manner())
        trap.settimeout(0.1)
        datagrams.settimeout(0.1)
        with pytest.raises(TimeoutError):
            trap.accept()
        with pytest.raises(TimeoutError):
            datagrams.recv(1)
    assert b"old bridge" in seen.content
    assert b"/redirect" in b"".join(request.path.encode() for request, _ in httpserver.log)  # the way out is open


def test_no_process_is_left_behind(httpserver: HTTPServer) -> None:
    """When the browser is closed, none of its processes runs any more."""
    before = drivers()
    with Browser(FetchSettings(), deadline_s=DEADLINE_S) as one:
        one.render(page(httpserver, FILL), Manner())
        own = below(drivers() - before)
        assert len(own) > 2
    assert own & processes().keys() == set()


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("png", b"\x89PNG")])
def test_a_document_is_drawn_without_running_or_asking_anything(
    httpserver: HTTPServer, form: str, begins: bytes
) -> None:
    """As PDF or picture; its scripts do not run, its pictures and styles are not asked for."""
    there, tricks, before = httpserver.url_for("/x"), "<script>while (true) {}</script>", marked()
    drawn = print_document(f"<!doctype html>{TEXT}<img src={there}><link rel=stylesheet href={there}>{tricks}", form)
    assert drawn.startswith(begins)
    assert httpserver.log == []
    assert marked() <= before


def test_a_picture_that_no_browser_draws_whole_is_refused() -> None:
    """It says how high it would be, and what to do."""
    with pytest.raises(BadUsage, match=r"pixels high.*--format pdf"):
        print_document(TEXT * 200, "png")


def drivers() -> set[int]:
    """The processes that this one has started to drive browsers."""
    return {pid for pid, (parent, command) in processes().items() if "run-driver" in command and parent == os.getpid()}


def marked() -> set[int]:
    """The processes of browsers that newsgrab has started."""
    return {pid for pid, (_, command) in processes().items() if "--newsgrab=" in command}


def below(pids: set[int]) -> set[int]:
    """Some processes with all below them."""
    table, found = processes(), set(pids)
    while more := {pid for pid, (parent, _) in table.items() if parent in found} - found:
        found |= more
    return found


def processes() -> dict[int, tuple[int, str]]:
    """The parent and the command line of each process that has not ended."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, *_ = (place / "stat").read_text().rsplit(")", 1)[1].split()
            command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if state != "Z":
            found[int(place.name)] = (int(parent), command)
    return found
