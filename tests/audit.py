"""What Python opens while a test watches (an audit hook, which cannot be taken away again, only be told to rest)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_WATCHED = frozenset({"open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen"})
_watchers: list[list[str]] = []
_installed: list[bool] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watchers and event in _WATCHED:
        for seen in _watchers:
            seen.append(f"{event} {arguments[0]!r}")


@contextmanager
def watched() -> Iterator[list[str]]:
    """A list that fills with every file, connection and process that is opened meanwhile."""
    if not _installed:
        sys.addaudithook(_hook)
        _installed.append(True)
    seen: list[str] = []
    _watchers.append(seen)
    try:
        yield seen
    finally:
        _watchers.remove(seen)
