"""A request with a body to an address that the user typed, and its short answer, as stamping authorities want."""

from __future__ import annotations

from newsgrab.errors import ServerTrouble, TooLarge
from newsgrab.fetch.httpx_import import httpx
from newsgrab.fetch.limits import Limits
from newsgrab.fetch.transport_errors import TRANSPORT_ERRORS, translate_error

_MAX_BYTES = 1_000_000
_OK = 200


def post(url: str, body: bytes, *, content_type: str, accept: str, user_agent: str, timeout_s: float) -> bytes:
    """The body of the answer, which must be of the type `accept`. Redirects are not followed. Raises FetchError."""
    headers = {"content-type": content_type, "accept": accept, "user-agent": user_agent}
    try:
        with (
            httpx.Client(timeout=timeout_s) as client,
            client.stream("POST", url, content=body, headers=headers) as got,
        ):
            if got.status_code != _OK:
                raise ServerTrouble(url, f"HTTP {got.status_code}", status=got.status_code)
            if got.headers.get("content-type", "").partition(";")[0].strip().lower() != accept:
                raise ServerTrouble(url, f"answers with something else than {accept}", status=got.status_code)
            out = bytearray()
            for chunk in got.iter_bytes():
                out += chunk
                if len(out) > _MAX_BYTES:
                    raise TooLarge(url, f"answers with more than {_MAX_BYTES:,} bytes")
            return bytes(out)
    except TRANSPORT_ERRORS as error:
        limits = Limits(connect_s=timeout_s, read_timeout_s=timeout_s)
        raise translate_error(url, error, limits) from error
