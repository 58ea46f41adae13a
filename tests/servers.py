"""A web server of our own that says exactly the bytes it is told: slow, wrong, broken, or endless."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass(slots=True)
class Talk:
    """One request being answered."""

    request: Request
    connection: socket.socket
    stopped: threading.Event
    hung_up: bool = False

    def send(self, content: bytes) -> None:
        """Say those bytes."""
        self.connection.sendall(content)

    def wait(self, seconds: float) -> bool:
        """Do nothing for a while; False when the server is being stopped."""
        return not self.stopped.wait(seconds)

    def hang_up(self) -> None:
        """Close the connection after this reply."""
        self.hung_up = True

    def reset(self) -> None:
        """End the connection as a crashed server does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.hung_up = True


Reply = bytes | Callable[[Talk], None]


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A plain answer; header names with _ for -. `content_length` and `content_type` may be overridden."""
    content = body.encode() if isinstance(body, str) else body
    fields = {"content_type": "text/html; charset=utf-8", "content_length": str(len(content)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value)]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + content


def redirect(to: str, status: str = "302 Found", **headers: str) -> bytes:
    return answer(b"", status, location=to, **headers)


@dataclass
class Rogue:
    """The server. `replies` maps a path to what is said there; every other path is a 404."""

    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> Self:
        self._stopped = threading.Event()
        self._open: set[socket.socket] = set()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for connection in [self._socket, *self._open]:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def url(self, path: str = "/") -> str:
        """The address of a path here."""
        return f"http://{self.host}{path}"

    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def _listen(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            for request in _requests(connection):
                self.requests.append(request)
                talk = Talk(request, connection, self._stopped)
                reply = self.replies.get(request.path, answer("nothing here", "404 Not Found"))
                if callable(reply):
                    reply(talk)
                else:
                    talk.send(reply)
                if talk.hung_up or self._stopped.is_set():
                    break
        self._open.discard(connection)


def _requests(connection: socket.socket) -> Iterator[Request]:
    received = b""
    while True:
        while b"\r\n\r\n" not in received:
            chunk = connection.recv(65536)
            if not chunk:
                return
            received += chunk
        head, received = received.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        yield Request(first.split(" ")[1], headers)
