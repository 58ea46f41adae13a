"""Requests to servers that the user named for it: a hook that is told something, an address that is pinged."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newsgrab.errors import NotificationFailed

_TIMEOUT_S = 20.0


class _NoRedirect(HTTPRedirectHandler):
    """A hook that has moved has not been told: a redirected POST would go on as a GET, without what it says."""

    def redirect_request(self, *_: Any) -> None:
        """None is followed."""


def post_json(url: str, payload: dict[str, object]) -> None:
    """Send JSON there. Raises NotificationFailed."""
    content = json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
    _ask(url, Request(url, content, {"Content-Type": "application/json"}))  # noqa: S310 (the schemes are checked)


def ping(url: str) -> None:
    """Ask for that address, for its server to know that we live. Raises NotificationFailed."""
    _ask(url, Request(url))  # noqa: S310 (the schemes are checked)


def _ask(url: str, request: Request) -> None:
    host = urlsplit(url).hostname
    try:
        with build_opener(_NoRedirect).open(request, timeout=_TIMEOUT_S):
            return
    except HTTPError as error:
        raise NotificationFailed(f"{host}: answers {error.code}") from error
    except (URLError, OSError, ValueError) as error:
        raise NotificationFailed(f"{host}: {getattr(error, 'reason', error)}") from error
