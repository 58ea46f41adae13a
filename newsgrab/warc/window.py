"""Bytes of records: a part of a file, to be read in any order (the whole, or a member of a WACZ); a pipe."""

from __future__ import annotations

import io
import os
from types import TracebackType
from typing import BinaryIO, Self

from newsgrab.warc.places import is_remote, opened


class Window(io.RawIOBase):
    """The bytes of a file from `start` to `end`. Offsets are those of the file, so that they name a record anywhere."""

    def __init__(self, path: str, start: int = 0, end: int | None = None) -> None:
        """Raises OSError."""
        self._file = opened(path)
        size = self._file.seek(0, os.SEEK_END)
        self.path = path
        self.remote = is_remote(path)
        self.start = start
        self.end = size if end is None else min(end, size)
        self.seek(start)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, if there was one to open (Python closes what it collects)."""
        if hasattr(self, "_file"):
            self._file.close()
        super().close()

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """At most so many bytes, none at the end of the window."""
        left = max(0, self.end - self._file.tell())
        return self._file.read(left if size is None or size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to an offset of the file."""
        if whence == os.SEEK_END:
            return self._file.seek(self.end + offset)
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where in the file the next byte is read."""
        return self._file.tell()

    def at(self, offset: int, size: int) -> bytes:
        """The bytes at an offset."""
        self.seek(offset)
        return self.read(size)


class Pipe:
    """A stream that can be read once; it counts, for those who ask where they are."""

    remote = False

    def __init__(self, stream: BinaryIO) -> None:
        """From where it is."""
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes, none at the end."""
        piece = self._stream.read(size)
        self._position += len(piece)
        return piece

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Raises OSError: a pipe cannot be read again."""
        raise OSError(f"a pipe cannot be read again (seek {offset}, {whence})")

    def close(self) -> None:
        """Leave the stream as it is."""
