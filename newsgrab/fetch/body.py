"""A body read within its bounds, and the answer it belongs to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from newsgrab.errors import BadAnswer, TooLarge
from newsgrab.fetch.decoders import BrokenEncoding, Unpacker, encodings, is_gzip
from newsgrab.fetch.limits import MIB, Limits
from newsgrab.fetch.web import httpx


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server: what it said, and the body as far as it was taken."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes = b""
    cut: bool = False

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Appetite:
    """How much of one body is taken: `max_bytes` unpacked, and whether what is more is cut off or refused."""

    asked: str  # the address, for the message
    limits: Limits
    max_bytes: int
    clip: bool = False


class Memory:
    """What all bodies of a run may hold together while they are read. Safe to share between threads.

    A body takes of it what it has grown by: a server that drips holds what it has sent, and no place.
    """

    def __init__(self, size: int) -> None:
        """So many bytes."""
        self._left = size
        self._changed = threading.Condition()

    def take(self, size: int, left_s: Callable[[], float]) -> None:
        """Take so many bytes, waiting for others to give theirs back. Raises what `left_s` raises when time is over."""
        with self._changed:
            while self._left < size:
                self._changed.wait(left_s())
            self._left -= size

    def give_back(self, size: int) -> None:
        """They are not held here any more."""
        with self._changed:
            self._left += size
            self._changed.notify_all()


def read_body(
    response: httpx.Response, appetite: Appetite, memory: Memory, left_s: Callable[[], float]
) -> tuple[bytes, bool]:
    """The body with its encodings undone, and whether it ended before it should.

    What a body grows to beyond a usual page is taken from `memory`, so that many at once do not fill it. `left_s` is
    asked at every step, also at those that take bytes in and give none. Raises TooLarge, BadAnswer, what `left_s`
    raises, and what httpx raises while there is nothing yet.
    """
    names = encodings(response.headers.get("content-encoding", ""))
    if len(names) > appetite.limits.max_encodings:
        raise BadAnswer(appetite.asked, f"{len(names)} encodings on top of each other")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > appetite.limits.max_wire_bytes and not appetite.clip:
        raise TooLarge(appetite.asked, f"{int(declared) // MIB} MiB announced; {_most(appetite)}")
    with _Plate(appetite, memory, left_s) as plate:
        cut = _fill(plate, response.iter_raw(), names)
        return bytes(plate.content), cut


class _Plate:
    """What has been taken of one body so far, with the counts that bound it."""

    def __init__(self, appetite: Appetite, memory: Memory, left_s: Callable[[], float]) -> None:
        self.content = bytearray()
        self.wire = 0
        self.appetite = appetite
        self._memory = memory
        self._left_s = left_s
        self._held = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.give_back(self._held)

    def take(self, piece: bytes) -> bool:
        """Add the piece; False when there is enough. Raises TooLarge."""
        appetite, limits = self.appetite, self.appetite.limits
        self._left_s()
        self.content += piece
        size = len(self.content)
        if size > appetite.max_bytes:
            if not appetite.clip:
                raise TooLarge(appetite.asked, f"the page does not end; {_most(appetite)}")
            del self.content[appetite.max_bytes :]
            return False
        if size > limits.ratio_from_bytes and size > limits.max_ratio * self.wire:
            raise TooLarge(appetite.asked, f"unpacks to more than {limits.max_ratio} times its size")
        if size - limits.large_bytes > self._held:
            grown = size - limits.large_bytes - self._held
            self._memory.take(grown, self._left_s)
            self._held += grown
        return True


def _fill(plate: _Plate, chunks: Iterable[bytes], names: list[str]) -> bool:
    """Take chunk after chunk; True if the body ended before it should."""
    unpacker: Unpacker | None = None
    try:
        for chunk in chunks:
            unpacker = unpacker or Unpacker(_true_encodings(names, chunk))
            plate.wire += len(chunk)
            if plate.wire > plate.appetite.limits.max_wire_bytes:
                raise TooLarge(plate.appetite.asked, f"the page does not end; {_most(plate.appetite)}")
            if not all(plate.take(piece) for piece in unpacker.feed(chunk)):
                return False
    except (httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError):
        if not plate.content:
            raise
        return True
    except BrokenEncoding as error:
        if not plate.content:
            raise BadAnswer(plate.appetite.asked, f"a broken encoding ({error})") from error
        return True
    return unpacker is not None and not unpacker.whole


def _true_encodings(names: list[str], first: bytes) -> list[str]:
    """The encodings; without a gzip that the first bytes do not show (servers that forget to pack)."""
    if names and names[-1] in {"gzip", "x-gzip"} and len(first) > 1 and not is_gzip(first):
        return names[:-1]
    return names


def _most(appetite: Appetite) -> str:
    return f"a page may have {appetite.max_bytes // MIB} MiB"
