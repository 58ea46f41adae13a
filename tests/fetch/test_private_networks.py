"""The way from the public net into a private one is closed, on the connected address."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from newsgrab.errors import PrivateAddress
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.ip_addresses import is_public, resolve_host
from newsgrab.fetch.network import ServerTransport, TransportPool, certificates
from newsgrab.page import Page
from tests.fetch.conftest import HURRIED
from tests.servers import Rogue, answer, redirect

FEED = "https://courier.example/feed"
PAGE = b"<title>Inside</title><p>Inside.</p>"


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "198.18.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1",
        "2001:db8::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:0:7f00:1:8000:63bf:f7f7:f7f7", "2001:2::1",
        "3fff::1", "5f00::1", "64:ff9b:1::1", "100::1", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "198.51.100.1", "203.0.113.1",
        "2001:4860::5efe:a00:1", "2001:4860::200:5efe:a00:1",
    ],
)  # fmt: skip
def test_private_addresses_in_every_disguise(ip: str) -> None:
    """Loopback, link-local, shared, multicast, reserved; IPv4 inside IPv6."""
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8",
        "1.1.1.1",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "192.0.0.9",
        "2001:4:112::1",
        "2001:20::1",
        "2002:808:808::1",
        "2001:0:808:808:8000:63bf:f7f7:f7f7",
        "2001:4860::5efe:808:808",
        "223.255.255.255",
        "172.32.0.1",
        "172.15.255.255",
        "100.63.255.255",
        "169.253.1.1",
    ],
)
def test_public_addresses(ip: str) -> None:
    """The rest of the net."""
    assert is_public(ip)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0",
    ],
)
def test_found_address_may_not_lead_inside(fetcher: Fetcher, server: Rogue, host: str) -> None:
    """However the name is written: not one byte is sent."""
    with pytest.raises(PrivateAddress, match="private address") as caught:
        fetcher.fetch(f"http://{host}:{server.port}/a", found_on=FEED)
    assert caught.value.outcome == "refused"
    assert server.connections == 0


def test_typed_address_is_trusted(fetcher: Fetcher, server: Rogue) -> None:
    """A person may read an intranet page."""
    server.replies["/a"] = answer(PAGE)
    page = fetcher.fetch(server.url("/a"))
    assert isinstance(page, Page)


def test_pages_of_a_typed_private_host_may_be_found_there(fetcher: Fetcher, server: Rogue, other: Rogue) -> None:
    """A source inside leads to articles on its own host, also in the next run, and to no other host inside."""
    server.replies |= {"/feed": answer(PAGE), "/a": answer(PAGE)}
    fetcher.fetch(server.url("/feed"))
    assert isinstance(fetcher.fetch(server.url("/a"), found_on=server.url("/feed")), Page)
    with pytest.raises(PrivateAddress):
        fetcher.fetch(other.url("/a"), found_on=server.url("/feed"))
    remembered = {host.name: host for host in fetcher.remembered()}
    with Fetcher(HURRIED, hosts=remembered) as later:
        assert isinstance(later.fetch(server.url("/a"), found_on=server.url("/feed")), Page)


def test_redirect_inside_the_inside_is_followed(fetcher: Fetcher, server: Rogue, other: Rogue) -> None:
    """From a private host a redirect may go to another one."""
    server.replies["/a"] = redirect(other.url("/b"))
    other.replies["/b"] = answer(PAGE)
    assert isinstance(fetcher.fetch(server.url("/a")), Page)


class _Outside(httpx.BaseTransport):
    """A public server, played; everything else goes through the real transport."""

    def __init__(self, to: str) -> None:
        self._real = ServerTransport(proxy=None, context=certificates(None))
        self._to = to

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "courier.example":
            if request.url.path == "/robots.txt":
                return httpx.Response(404, stream=httpx.ByteStream(b""))
            return httpx.Response(302, headers={"location": self._to}, stream=httpx.ByteStream(b""))
        return self._real.handle_request(request)

    def close(self) -> None:
        self._real.close()


@pytest.fixture
def lured(server: Rogue) -> Iterator[Fetcher]:
    fetcher = Fetcher(HURRIED)
    fetcher._transport = _Outside(f"http://localhost:{server.port}/secret")
    with fetcher:
        yield fetcher


def test_redirect_from_the_public_net_may_not_lead_inside(lured: Fetcher, server: Rogue) -> None:
    """A typed public address that redirects to the machine itself is refused."""
    server.replies["/secret"] = answer(PAGE)
    with pytest.raises(PrivateAddress) as caught:
        lured.fetch("https://courier.example/a")
    assert caught.value.url == "https://courier.example/a"
    assert server.connections == 0


def test_allow_private_opens_the_way(server: Rogue) -> None:
    """For those who archive their own net."""
    server.replies["/a"] = answer(PAGE)
    with Fetcher(replace(HURRIED, allow_private=True)) as fetcher:
        assert isinstance(fetcher.fetch(server.url("/a"), found_on=FEED), Page)


NAMES = {  # what a name server may say of a stranger's name
    "v4.example": "127.0.0.1",
    "mapped.example": "::ffff:127.0.0.1",
    "compatible.example": "::127.0.0.1",
    "sixtofour.example": "2002:7f00:1::1",
    "nat64.example": "64:ff9b::7f00:1",
    "teredo.example": "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "isatap.example": "2001:4860::5efe:7f00:1",
    "local.example": "fd00::1",
}
TARGETS = ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", *NAMES]
REACHABLE = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "v4.example", "mapped.example"}
WAYS = ["redirect", "permanent redirect", "refresh", "link", "robots.txt", "two redirects"]


class _Courier(httpx.BaseTransport):
    """A public site, played, whose every page leads to one address; other servers are real."""

    def __init__(self, to: str) -> None:
        self._real = TransportPool(proxy=None, ca_file=None, open_at_once=4)
        self._to = to

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not str(request.url).startswith("https://courier.example"):
            return self._real.handle_request(request)
        path = request.url.path
        places = {"/redirect": (302, self._to), "/permanent": (308, self._to), "/two": (302, "/redirect")}
        places |= {"/robots.txt": (302, self._to)} if self._to.endswith("#robots") else {}
        status, to = places.get(path, (404 if path == "/robots.txt" else 200, ""))
        return httpx.Response(status, headers={"location": to} if to else {}, stream=httpx.ByteStream(PAGE))

    def close(self) -> None:
        self._real.close()


def lead(fetcher: Fetcher, way: str, to: str) -> None:
    """Let a stranger's page lead to the address in one of the WAYS."""
    if way == "link":
        fetcher.fetch(to, found_on=FEED)
    elif way == "refresh":
        page = fetcher.fetch("https://courier.example/page")
        assert isinstance(page, Page)
        fetcher.follow(page, to)
    else:
        path = {"redirect": "redirect", "permanent redirect": "permanent", "two redirects": "two"}.get(way, "page")
        fetcher.fetch(f"https://courier.example/{path}")


@pytest.mark.parametrize("visited", ["never", "by a person"])
@pytest.mark.parametrize("host", TARGETS)
@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_a_stranger_leads_inside(
    monkeypatch: pytest.MonkeyPatch, server: Rogue, way: str, host: str, visited: str
) -> None:
    """Whatever form the address has, and whoever was there before: not one request arrives."""
    known = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda name, *rest, **named: known(NAMES.get(name, name), *rest, **named)
    )
    server.replies |= {"/typed": answer(PAGE), "/secret": answer(PAGE)}
    to = f"http://{host}:{server.port}/secret" + ("#robots" if way == "robots.txt" else "")
    fetcher = Fetcher(HURRIED, transport=_Courier(to))
    with fetcher:
        if visited == "by a person" and host in REACHABLE:
            assert isinstance(fetcher.fetch(f"http://{host}:{server.port}/typed"), Page)
        before = server.asked()
        with pytest.raises(PrivateAddress):
            lead(fetcher, way, to)
    assert server.asked() == before


def test_look_up_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that does not answer is left waiting."""
    import threading

    stop = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [][: stop.wait(5)])
    with pytest.raises(TimeoutError):
        resolve_host("courier.example", 80, 0.05)
    stop.set()


@pytest.mark.parametrize("error", [socket.gaierror(socket.EAI_NONAME, "unknown"), UnicodeError("label too long")])
def test_name_without_an_address_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A name that nobody knows, and one that none can have."""

    def ask(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    with pytest.raises(OSError, match=r"unknown|label too long"):
        resolve_host("courier.example", 80, 5)


def test_proxy_is_asked_for_everything(server: Rogue) -> None:
    """Behind a proxy names are its matter, also those of private hosts."""
    server.replies["http://courier.example/a"] = answer(PAGE)
    with Fetcher(replace(HURRIED, proxy=server.url())) as fetcher:
        assert isinstance(fetcher.fetch("http://courier.example/a", found_on=FEED), Page)
    assert server.asked() == ["http://courier.example/robots.txt", "http://courier.example/a"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "sub.localhost", "[::1]", "0x7f.1", "10.0.0.1"])
def test_proxy_is_not_asked_for_a_private_address_that_can_be_told(server: Rogue, host: str) -> None:
    """What needs no name server is checked before a byte is sent, behind a proxy too."""
    with Fetcher(replace(HURRIED, proxy=server.url())) as fetcher, pytest.raises(PrivateAddress):
        fetcher.fetch(f"http://{host}/a", found_on=FEED)
    assert server.connections == 0


def test_connection_kept_from_a_typed_visit_is_not_open_to_strangers(lured: Fetcher, server: Rogue) -> None:
    """A redirect, and a link on a page, after a person's visit of the same private host: no request arrives."""
    server.replies |= {"/typed": answer(PAGE), "/secret": answer(PAGE)}
    inside = f"http://localhost:{server.port}"
    assert isinstance(lured.fetch(f"{inside}/typed"), Page)
    asked = len(server.asked())
    with pytest.raises(PrivateAddress):
        lured.fetch("https://courier.example/a")
    with pytest.raises(PrivateAddress):
        lured.fetch(f"{inside}/secret", found_on=FEED)
    assert len(server.asked()) == asked
