"""What stands before every page: who may ask, and what a browser may do with the answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "sandbox; default-src 'none'"
"""For what strangers made: nothing runs, and it belongs to no origin."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
)


class Guard:
    """Lets through those who read, from pages of ours, under a name of ours.

    A page of somebody else's could have its own name resolve to this machine and read along (DNS rebinding): the Host
    must be an address in figures, localhost, or one of `names`.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = ()) -> None:
        """Stand before that application."""
        self._app = app
        self._names = {"localhost", *(name.lower() for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":  # the start and the end of the server
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope["method"], headers)
        if refusal:
            await _refuse(send, *refusal)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                more = [*_HEADERS, (b"content-security-policy", POLICY.encode())]
                message["headers"] = [*message["headers"], *(each for each in more if each[0] not in own)]
            await send(message)

        await self._app(scope, receive, guarded)

    def _refusal(self, method: str, headers: dict[bytes, str]) -> tuple[int, str] | None:
        if not self._is_ours(headers.get(b"host", "")):
            return 400, "This is not a name of the reading room: start it with --name to add one."
        if method not in {"GET", "HEAD"}:
            return 405, "The reading room is for reading only."
        foreign = headers.get(b"sec-fetch-site") in {"cross-site", "same-site"}
        origin = headers.get(b"origin", "")
        if (foreign and headers.get(b"sec-fetch-mode") != "navigate") or (
            origin and urlsplit(origin).netloc != headers[b"host"]
        ):
            return 403, "Pages of others cannot read the reading room."
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in self._names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _refuse(send: Send, status: int, message: str) -> None:
    body = message.encode() + b"\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"allow", b"GET, HEAD"),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
