"""Files wherever they are: on this machine, or in a store that fsspec knows by its scheme (s3://, gs://, file://)."""

from __future__ import annotations

import glob
import io
import os
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import uuid4

from newsgrab.errors import BadUsage, MissingExtra, NewsgrabError, UnreadablePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WEB = ("http://", "https://")
_BLOCK_BYTES = 8 << 20  # of a store that are read at once
_BUFFER_BYTES = 1 << 16


def is_remote(place: str) -> bool:
    """Whether fsspec is needed to reach it."""
    return "://" in place


def absolute(place: str) -> str:
    """The same place, wherever a process that is told of it stands."""
    return place.rstrip("/") if is_remote(place) else os.path.abspath(place)  # noqa: PTH100 -- like any store's path


def require(places: Iterable[str]) -> None:
    """Raises MissingExtra, BadUsage if one of these places cannot be reached from here."""
    for place in filter(is_remote, places):
        if place.startswith(_WEB):
            raise BadUsage(f"{place}: a server is not asked for collections; name its store (s3://…) or a local copy")
        if find_spec("fsspec") is None:
            raise MissingExtra("batch", f"places such as {place.partition('://')[0]}://")
        _store(place)


def opened(place: str) -> BinaryIO:
    """The file, to be read in any order. Raises OSError."""
    if not is_remote(place):
        return Path(place).open("rb")
    store, path = _store(place)
    with _told(place):
        file = store.open(path, "rb", block_size=_BLOCK_BYTES)
    return io.BufferedReader(_StoreFile(place, file), _BUFFER_BYTES)


def named(place: str) -> list[tuple[str, int]]:
    """The files that a file's name, a folder's or a pattern means, each with its size, in their order.

    Raises UnreadablePage if it means none.
    """
    try:
        with _told(place):
            found = _in_store(place) if is_remote(place) else _here(place)
    except OSError as error:
        raise UnreadablePage(f"{place}: {error.strerror or error}") from error
    if not found:
        raise UnreadablePage(f"{place}: no such file")
    return sorted(found)


def write_whole(place: str, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; one that was there keeps its mode. Raises OSError."""
    if is_remote(place):
        store, path = _store(place)
        with _told(place):
            store.makedirs(path.rpartition("/")[0], exist_ok=True)
            store.pipe_file(path, content)  # one PUT: a store has no rename, but shows nothing before it has all
        return
    target = Path(place)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        part.write_bytes(content)
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def contents(folder: str, ending: str) -> dict[str, bytes]:
    """The files of a folder with that ending, by name; none if there is no such folder. Raises OSError."""
    if not is_remote(folder):
        return {path.name: path.read_bytes() for path in sorted(Path(folder).glob(f"*{ending}"))}
    store, path = _store(folder)
    with _told(folder):
        found = [each for each in store.find(path, maxdepth=1) if each.endswith(ending)] if store.exists(path) else []
        return {name.rpartition("/")[2]: content for name, content in store.cat(found).items()} if found else {}


@contextmanager
def _told(place: str) -> Iterator[None]:
    """What a store's library raises, of whatever class of its own, as OSError with its words."""
    try:
        yield
    except (OSError, NewsgrabError):
        raise
    except Exception as error:  # no class is common to them: no key, no answer, a refusal
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise OSError(None, reason, place) from error


class _StoreFile(io.RawIOBase):
    """A file in a store, whose library raises what it likes while it is read."""

    def __init__(self, place: str, file: BinaryIO) -> None:
        self._place, self._file = place, file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        with _told(self._place):
            return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        with _told(self._place):
            content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._file.close()
        super().close()


def _here(place: str) -> list[tuple[str, int]]:
    place = absolute(place)
    paths = [place] if Path(place).exists() else glob.glob(place, recursive=True)  # noqa: PTH207 -- the pattern is a whole path
    found = []
    for path in paths:
        inner = [path]
        if Path(path).is_dir():
            inner = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]  # noqa: PTH118
        found += [(each, Path(each).stat().st_size) for each in inner]
    return found


def _in_store(place: str) -> list[tuple[str, int]]:
    store, path = _store(place)
    scheme = place.partition("://")[0]
    matches = [path] if store.exists(path) else store.glob(path)
    files = [file for match in matches for file in (store.find(match) if store.isdir(match) else [match])]
    return [(f"{scheme}://{file}", int(size)) for file, size in zip(files, store.sizes(files), strict=True)]


def _store(place: str) -> tuple[Any, str]:
    """The store that a place is in, and its path there. Raises BadUsage."""
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise BadUsage(f"{place}: {error}") from error
    return store, path
