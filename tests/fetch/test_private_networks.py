"""The way from the public net into a private one is closed, on the connected address."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import httpcore
import httpx
import pytest

from newsgrab.errors import PrivateAddress
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.ip_addresses import is_public, resolve_host
from newsgrab.fetch.network import AddressCheckingBackend, certificates, open_transport
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
        "2001:db8::1",
    ],
)  # fmt: skip
def test_private_addresses_in_every_disguise(ip: str) -> None:
    """Loopback, link-local, shared, multicast, reserved; IPv4 inside IPv6."""
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
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

    def __init__(self, fetcher: Fetcher, to: str) -> None:
        self._real = open_transport(fetcher._backend, proxy=None, context=certificates(None))
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
    fetcher._transport = _Outside(fetcher, f"http://localhost:{server.port}/secret")
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


def test_the_backend_stands_under_httpx() -> None:
    """The private attribute of httpx that the backend is put into is still what connections are opened by."""
    backend = AddressCheckingBackend(lambda: 0.0)
    transport = open_transport(backend, proxy=None, context=certificates(None))
    try:
        assert transport._pool._network_backend is backend
        connection = transport._pool.create_connection(transport_origin())
        assert connection._network_backend is backend  # type: ignore[attr-defined]
    finally:
        transport.close()


def transport_origin() -> httpcore.Origin:
    return httpcore.Origin(b"http", b"courier.example", 80)


def test_look_up_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that does not answer is left waiting."""
    import threading

    stop = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [][: stop.wait(5)])
    with pytest.raises(TimeoutError):
        resolve_host("courier.example", 80, 0.05)
    stop.set()


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
