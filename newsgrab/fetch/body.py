"""A body read within its bounds, and the answer it belongs to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from newsgrab.errors import BadAnswer, TooLarge
from newsgrab.fetch.decoders import BrokenEncoding, ContentDecoder, GzippedFile, encodings, is_gzip, through
from newsgrab.fetch.httpx_import import httpx
from newsgrab.fetch.limits import MIB, Limits


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of a server: what it said, and the body as far as it was taken."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes = b""
    incomplete: bool = False

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How much of one body is taken: `max_bytes` unpacked, and whether what is more is cut off or refused."""

    requested_url: str  # the address, for the message
    limits: Limits
    max_bytes: int
    clip: bool = False


class MemoryBudget:
    """What all bodies of a run may hold together while they are read. Safe to share between threads.

    A body takes of it what it has grown by: a server that drips holds what it has sent, and no place.
    """

    def __init__(self, size: int) -> None:
        """So many bytes."""
        self._left = size
        self._changed = threading.Condition()

    def take(self, size: int, time_left_s: Callable[[], float]) -> None:
        """Take so many bytes, waiting for others to give theirs back. Raises what `time_left_s` raises."""
        with self._changed:
            while self._left < size:
                self._changed.wait(time_left_s())
            self._left -= size

    def give_back(self, size: int) -> None:
        """They are not held here any more."""
        with self._changed:
            self._left += size
            self._changed.notify_all()


def read_body(
    response: httpx.Response, body_limits: BodyLimits, memory: MemoryBudget, time_left_s: Callable[[], float]
) -> tuple[bytes, bool]:
    """The body with its encodings undone, and whether it ended before it should.

    What a body grows to beyond a usual page is taken from `memory`, so that many at once do not fill it.
    `time_left_s` is asked at every step, also at those that take bytes in and give none. Raises TooLarge, BadAnswer,
    what `time_left_s` raises, and what httpx raises while there is nothing yet.
    """
    names = encodings(response.headers.get("content-encoding", ""))
    if len(names) > body_limits.limits.max_encodings:
        raise BadAnswer(body_limits.requested_url, f"{len(names)} encodings on top of each other")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > body_limits.limits.max_wire_bytes and not body_limits.clip:
        raise TooLarge(body_limits.requested_url, f"{int(declared) // MIB} MiB announced; {_most(body_limits)}")
    with _BoundedBody(body_limits, memory, time_left_s) as body:
        incomplete = _fill(body, response.iter_raw(), names)
        return bytes(body.content), incomplete


class _BoundedBody:
    """What has been taken of one body so far, with the counts that bound it."""

    def __init__(self, body_limits: BodyLimits, memory: MemoryBudget, time_left_s: Callable[[], float]) -> None:
        self.content = bytearray()
        self.wire = 0
        self.body_limits = body_limits
        self._memory = memory
        self._left_s = time_left_s
        self._held = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.give_back(self._held)

    def take(self, piece: bytes) -> bool:
        """Add the piece; False when there is enough. Raises TooLarge."""
        body_limits, limits = self.body_limits, self.body_limits.limits
        self._left_s()
        self.content += piece
        size = len(self.content)
        if size > body_limits.max_bytes:
            if not body_limits.clip:
                raise TooLarge(body_limits.requested_url, f"the page does not end; {_most(body_limits)}")
            del self.content[body_limits.max_bytes :]
            return False
        if size > limits.ratio_from_bytes and size > limits.max_ratio * self.wire:
            raise TooLarge(body_limits.requested_url, f"unpacks to more than {limits.max_ratio} times its size")
        if size - limits.large_bytes > self._held:
            grown = size - limits.large_bytes - self._held
            self._memory.take(grown, self._left_s)
            self._held += grown
        return True


def _fill(body: _BoundedBody, chunks: Iterable[bytes], names: list[str]) -> bool:
    """Take chunk after chunk; True if the body ended before it should."""
    decoder: ContentDecoder | None = None
    file = GzippedFile()
    try:
        for chunk in chunks:
            decoder = decoder or ContentDecoder(_true_encodings(names, chunk))
            body.wire += len(chunk)
            if body.wire > body.body_limits.limits.max_wire_bytes:
                raise TooLarge(body.body_limits.requested_url, f"the page does not end; {_most(body.body_limits)}")
            if not all(map(body.take, through(file, decoder.feed(chunk)))):
                return False
        body.take(file.head)
    except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError):
        if not body.content:
            raise
        return True
    except BrokenEncoding as error:
        if not body.content:
            raise BadAnswer(body.body_limits.requested_url, f"a broken encoding ({error})") from error
        return True
    return decoder is not None and not (decoder.whole and file.whole)


def _true_encodings(names: list[str], first: bytes) -> list[str]:
    """The encodings; without a gzip that the first bytes do not show (servers that forget to pack)."""
    if names and names[-1] in {"gzip", "x-gzip"} and len(first) > 1 and not is_gzip(first):
        return names[:-1]
    return names


def _most(body_limits: BodyLimits) -> str:
    return f"a page may have {body_limits.max_bytes // MIB} MiB"
