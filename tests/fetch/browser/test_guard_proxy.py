"""The way out of a browser: to the public net, and into a private one only where a person has named the place."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from newsgrab.fetch.browser.guard_proxy import GuardProxy, Permission


class Server:
    """A server that answers each connection with one line, and counts them."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.requests: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                self.requests.append(client.recv(65_536))
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on the loopback interface: a private network."""
    one = Server()
    with closing(one.listener):
        yield one


@pytest.fixture
def proxy() -> Iterator[GuardProxy]:
    """A proxy that finds every name where the test says."""
    with GuardProxy(resolve=lambda *_: ["127.0.0.1"]) as one:
        yield one


def ask(proxy: GuardProxy, request: str) -> bytes:
    """What the proxy answers."""
    with socket.create_connection(("127.0.0.1", proxy.port), 5) as connection:
        connection.sendall(request.encode())
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
        return answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "rebound.example", "2130706433"])
@pytest.mark.parametrize("form", ["GET http://{}:{}/a HTTP/1.1\r\n\r\n", "CONNECT {}:{} HTTP/1.1\r\n\r\n"])
def test_nothing_goes_into_a_private_network(proxy: GuardProxy, server: Server, host: str, form: str) -> None:
    """By its address or by a name that stands for one, a private server is never connected to."""
    proxy.open(Permission())
    assert b" 403 " in ask(proxy, form.format(host, server.port)).split(b"\r\n")[0]
    assert (proxy.refused, server.requests) == (1, [])


def test_a_page_in_a_private_network_may_ask_its_own_server(proxy: GuardProxy, server: Server) -> None:
    """The server that a person has named is asked, in a request of its own form; no other port is."""
    proxy.open(Permission(own=("127.0.0.1", server.port)))
    request = f"GET http://127.0.0.1:{server.port}/a?b=c HTTP/1.1\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n"
    assert ask(proxy, request).endswith(b"hello")
    assert server.requests == [b"GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"]
    assert b" 403 " in ask(proxy, f"CONNECT 127.0.0.1:{server.port + 1} HTTP/1.1\r\n\r\n")
    assert (proxy.connections, proxy.bytes > len("hello")) == (2, True)


def test_a_tunnel_carries_bytes_both_ways(proxy: GuardProxy, server: Server) -> None:
    """What is sent behind CONNECT reaches the server, and its answer comes back."""
    proxy.open(Permission(private=True))
    answer = ask(proxy, f"CONNECT named.example:{server.port} HTTP/1.1\r\n\r\nask")
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\n")
    assert answer.endswith(b"hello")
    assert server.requests == [b"ask"]


def test_between_two_pages_nothing_passes(proxy: GuardProxy, server: Server) -> None:
    """Before a page is opened and after it, everything is refused."""
    assert b" 403 " in ask(proxy, f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\n\r\n")
    proxy.open(Permission(private=True))
    proxy.close()
    assert b" 403 " in ask(proxy, f"GET http://127.0.0.1:{server.port}/ HTTP/1.1\r\n\r\n")
    assert server.requests == []


@pytest.mark.parametrize("request_", ["GET file:///etc/passwd HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "GET\r\n\r\n"])
def test_what_is_no_request_is_not_answered(proxy: GuardProxy, request_: str) -> None:
    """Other schemes and broken requests end the connection."""
    proxy.open(Permission(private=True))
    assert ask(proxy, request_) == b""
