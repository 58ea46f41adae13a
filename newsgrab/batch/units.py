"""What there is to do: collections, and the ranges of bytes into which large ones are split."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsgrab.errors import UnreadablePage
from newsgrab.warc.places import is_remote, named, opened

RANGE_BYTES = 128 << 20
_COLLECTIONS = (".warc", ".arc", ".warc.gz", ".arc.gz", ".warc.zst", ".wacz")
_LISTS = (".paths", ".paths.gz")


@dataclass(frozen=True, slots=True)
class Unit:
    """A range of a collection: the records that begin from `start` on, before `end`; `size` is that of the file."""

    place: str
    start: int
    end: int
    size: int

    @property
    def name(self) -> str:
        """What its files are called: the same in each run, and for no other range of any collection."""
        own = self.place.rstrip("/").rpartition("/")[2]
        digest = hashlib.sha256(self.place.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        return f"{own}.{digest}.{self.start:012}"


def collections(places: Iterable[str], base: str | None = None) -> Iterator[tuple[str, int]]:
    """Every collection that is named, by itself, by a folder, a pattern or a list, each once with its size.

    `base` is what the lines of lists stand under; without it that is the folder of the list. Raises UnreadablePage.
    """
    seen: set[str] = set()
    for place in places:
        lines = [place]
        if place.endswith(_LISTS):
            under = place.rpartition("/")[0] if base is None else base.rstrip("/")
            lines = [_under(under, line) for line in _lines(place)]
        for line in lines:
            found = named(line)
            for path, size in found if len(found) == 1 and found[0][0] == line else _by_name(found):
                if path not in seen:
                    seen.add(path)
                    yield path, size


def split(found: Iterable[tuple[str, int]], range_bytes: int = RANGE_BYTES) -> Iterator[Unit]:
    """The ranges of the collections, in their order."""
    for place, size in found:
        for start in range(0, max(size, 1), range_bytes):
            yield Unit(place, start, min(start + range_bytes, size), size)


def _by_name(found: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """In a folder much else may lie."""
    return ((path, size) for path, size in found if path.lower().endswith(_COLLECTIONS))


def _under(folder: str, line: str) -> str:
    return line if is_remote(line) or line.startswith("/") or not folder else f"{folder}/{line}"


def _lines(place: str) -> list[str]:
    try:
        with opened(place) as file:
            content = file.read()
        text = (gzip.decompress(content) if place.endswith(".gz") else content).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnreadablePage(f"{place}: no list of collections ({error})") from error
    return [line.strip() for line in text.splitlines() if line.strip()]
