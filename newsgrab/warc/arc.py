"""The records of an ARC file, read with warcio, in the form in which fastwarc gives those of a WARC file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

    from newsgrab.warc.window import Pipe, Window

_STEP = 64 * 1024


class ArcRecord:
    """One record, as far as newsgrab.warc.records asks it."""

    def __init__(self, record: ArcWarcRecord, offset: int) -> None:
        """`offset` is where it begins in the file."""
        self.stream_pos = offset
        self.headers: Mapping[str, str] = dict(record.rec_headers.headers)
        self.content_length = int(self.headers.get("Content-Length") or 0)
        self._stream = record.raw_stream

    @property
    def reader(self) -> ArcRecord:
        """Itself: it reads its own block."""
        return self

    def read(self, size: int) -> bytes:
        """At most so many bytes of the block, fewer only at its end."""
        parts: list[bytes] = []
        while size > 0 and (part := self._stream.read(min(size, _STEP))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def consume(self) -> int:
        """Read what is left of the block; how much that was."""
        count = 0
        while part := self._stream.read(_STEP):
            count += len(part)
        return count


def arc_records(window: Window | Pipe) -> Iterator[ArcRecord]:
    """Every record from here to the end of the file, or to the first that cannot be read.

    Raises OSError there.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    iterator = ArchiveIterator(window, no_record_parse=True, arc2warc=True)
    try:
        for record in iterator:
            yield ArcRecord(record, iterator.offset)
    except (ArchiveLoadFailed, zlib.error, ValueError, KeyError, IndexError, EOFError) as error:
        raise OSError(str(error)) from error
