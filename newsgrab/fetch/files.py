"""Saved pages and pipes: bytes that are here already."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from newsgrab.errors import UnreadablePage
from newsgrab.fetch.decoders import BrokenEncoding, gunzip, is_gzip
from newsgrab.fetch.limits import DEFAULT, Limits
from newsgrab.page import Origin, Page
from newsgrab.sniff import data_format, not_a_page
from newsgrab.urls import canonical


def read_file(
    path: str | Path, *, url: str | None = None, now: Callable[[], datetime], limits: Limits = DEFAULT
) -> Page:
    """The saved page at `path`, gzipped or not, under the address `url` if it is known.

    `seen_at` is the time of this look, not the file's. Raises UnreadablePage with what is wrong, BadUrl.
    """
    name = str(path)
    address = canonical(url) if url is not None else None
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadablePage(f"{name}: a directory; name the files in it ({name.rstrip('/')}/*.html)")
        with Path(path).open("rb") as file:
            content = file.read(limits.max_wire_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadablePage(f"{name}: no such file") from error
    except PermissionError as error:
        raise UnreadablePage(f"{name}: not allowed to read it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnreadablePage(f"{name}: {getattr(error, 'strerror', None) or error}") from error
    content, incomplete = _checked(name, content, limits)
    return Page(content, now(), Origin.FILE, url=address, final_url=address, incomplete=incomplete, name=name)


def read_stdin(
    stream: BinaryIO, *, url: str | None = None, now: Callable[[], datetime], limits: Limits = DEFAULT
) -> Page:
    """The page that a pipe gives. Otherwise as read_file."""
    address = canonical(url) if url is not None else None
    try:
        content = stream.read(limits.max_wire_bytes + 1)
    except (OSError, ValueError) as error:
        raise UnreadablePage(f"standard input: {getattr(error, 'strerror', None) or error}") from error
    content, incomplete = _checked("standard input", content, limits)
    return Page(content, now(), Origin.STDIN, url=address, final_url=address, incomplete=incomplete, name="-")


def _checked(name: str, content: bytes, limits: Limits) -> tuple[bytes, bool]:
    """The bytes unpacked, and whether they end too early. Raises UnreadablePage if they are no page."""
    incomplete = False
    if len(content) > limits.max_wire_bytes:
        raise UnreadablePage(f"{name}: larger than a page can be ({limits.max_wire_bytes >> 20} MiB)")
    if is_gzip(content):
        try:
            unpacked = gunzip(content, limits.max_page_bytes)
        except BrokenEncoding as error:
            raise UnreadablePage(f"{name}: a damaged gzip file") from error
        if unpacked is None:
            raise UnreadablePage(f"{name}: unpacks to more than a page can be ({limits.max_page_bytes >> 20} MiB)")
        content, incomplete = unpacked[0], not unpacked[1]
    if not content or content.isspace():
        raise UnreadablePage(f"{name}: a damaged gzip file" if incomplete else f"{name}: empty")
    kind = not_a_page(content) or data_format(content)
    if kind is not None:
        raise UnreadablePage(f"{name}: not a page but {kind}" if kind != "binary" else f"{name}: not a page (binary)")
    return content, incomplete
