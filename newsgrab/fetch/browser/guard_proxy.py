"""The guard proxy: the one way out of a browser, on the loopback interface; it lets nothing into a private network.

Every name is looked up here, every address checked before one is tried, as for a page that is fetched; connections and
bytes are counted. What a page's program opens (requests, frames, beacons, workers, sockets) has no other way.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from newsgrab.fetch.ip_addresses import is_public, private_literal, resolve_host
from newsgrab.log import log_decision

MAX_HEAD_BYTES = 65_536
MAX_CONNECTIONS = 400  # for one page
MAX_BYTES = 60_000_000  # for one page, both ways
_CHUNK = 65_536
_CONNECT_S = 10.0
_LOOPBACK = "127.0.0.1"
Resolve = Callable[[str, int, float], list[str]]


@dataclass(frozen=True, slots=True)
class Permission:
    """Where a page's program may go: the public net; with `private` everywhere, and always to the `own` server.

    `own` is the host and port of a page in a private network, which a person has named.
    """

    own: tuple[str, int] | None = None
    private: bool = False


class GuardProxy:
    """A proxy for one browser, which shows one page at a time. A context manager; `port` is where it listens."""

    def __init__(self, resolve: Resolve = resolve_host) -> None:
        """Nothing may pass before `open`."""
        self._resolve = resolve
        self._listener = socket.create_server((_LOOPBACK, 0))
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._permission: Permission | None = None
        self.connections = self.bytes = self.refused = 0
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True, name="guard proxy").start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def open(self, permission: Permission) -> None:
        """Let the program of the next page go where it may; counting begins anew."""
        self.close()
        with self._lock:
            self._permission = permission
            self.connections = self.bytes = self.refused = 0

    def close(self) -> None:
        """Let nothing pass any more, and end what is open."""
        with self._lock:
            self._permission = None
            ends, self._sockets = self._sockets, set()
        for one in ends:
            _end(one)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True, name="guarded connection").start()

    def _serve(self, client: socket.socket) -> None:
        """One connection of the browser."""
        try:
            client.settimeout(_CONNECT_S)
            head, rest = _head(client)
            method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            host, port, path = _destination(method, target)
            server = self._connected(host, port, client)
            if server is None:
                client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            if method == "CONNECT":
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                server.sendall(rest)
            else:
                server.sendall(_forwarded(head, method, path) + rest)
            self._relay(client, server)
        except (OSError, ValueError):
            pass
        finally:
            _end(client)
            with self._lock:
                self._sockets.discard(client)

    def _connected(self, host: str, port: int, client: socket.socket) -> socket.socket | None:
        """A connection to a server that the page may talk to, None if it may not."""
        with self._lock:
            permission = self._permission
            if permission is None or self.connections >= MAX_CONNECTIONS:
                return None
            self.connections += 1
            self._sockets.add(client)
        allowed = permission.private or (host, port) == permission.own
        if not allowed and private_literal(host) is not None:
            self._refuse(host, port)
            return None
        ips = self._resolve(host, port, _CONNECT_S)
        if not allowed and not all(map(is_public, ips)):
            self._refuse(host, port)
            return None
        for ip in ips:
            with suppress(OSError):
                server = socket.create_connection((ip, port), _CONNECT_S)
                with self._lock:
                    self._sockets.add(server)
                return server
        raise OSError("no connection")

    def _refuse(self, host: str, port: int) -> None:
        self.refused += 1
        log_decision("browser", "refused", f"{host}:{port}", "a private network")

    def _relay(self, client: socket.socket, server: socket.socket) -> None:
        """Pass bytes both ways until one side ends, or there were too many."""
        other = {client: server, server: client}
        try:
            while True:
                readable, _, _ = select.select(list(other), [], [], 60.0)
                if not readable:
                    return
                for one in readable:
                    chunk = one.recv(_CHUNK)
                    self.bytes += len(chunk)
                    if not chunk or self.bytes > MAX_BYTES or self._permission is None:
                        return
                    other[one].sendall(chunk)
        finally:
            _end(server)
            with self._lock:
                self._sockets.discard(server)


def _head(client: socket.socket) -> tuple[bytes, bytes]:
    """The head of a request, and what came behind it."""
    read = b""
    while b"\r\n\r\n" not in read:
        chunk = client.recv(_CHUNK)
        if not chunk or len(read) > MAX_HEAD_BYTES:
            raise ValueError("no request")
        read += chunk
    head, rest = read.split(b"\r\n\r\n", 1)
    return head + b"\r\n\r\n", rest


def _destination(method: str, target: str) -> tuple[str, int, str]:
    """Where a request is to go: host, port and path. Raises ValueError."""
    parts = urlsplit(f"//{target}" if method == "CONNECT" else target)
    if not parts.hostname or (method != "CONNECT" and parts.scheme != "http"):
        raise ValueError("no address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.hostname, parts.port or (443 if method == "CONNECT" else 80), path


def _forwarded(head: bytes, method: str, path: str) -> bytes:
    """A request as a server expects it, which ends its connection with the answer."""
    _, fields = head.split(b"\r\n", 1)
    kept = [
        line
        for line in fields.split(b"\r\n")
        if line and line.split(b":", 1)[0].strip().lower() not in (b"connection", b"proxy-connection")
    ]
    return b"\r\n".join([f"{method} {path} HTTP/1.1".encode("latin-1"), *kept, b"Connection: close", b"", b""])


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()
