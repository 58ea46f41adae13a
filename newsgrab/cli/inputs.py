"""What `fetch` and `extract` are given: addresses, saved pages, standard input, lists of them."""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from newsgrab.errors import BadUrl, BadUsage, NewsgrabError, UnreadablePage, shortened

STDIN = "-"
_NUMBER = re.compile(r"[0-9]+(?:@.*)?")  # of an article


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to read: an address to visit, or a saved page (`path`, "-" for stdin) with its address if known."""

    url: str | None = None
    path: str | None = None

    @property
    def name(self) -> str:
        """What the user called it."""
        return self.path or self.url or ""


class BadLine(NewsgrabError):
    """A line of a list that is neither an address nor a saved page."""


def targets(names: Iterable[str], *, url: str | None, list_file: str | None) -> Iterator[Target | BadLine]:
    """Everything that was named, in order; `url` is the address of the one saved page.

    Raises BadUsage, BadUrl if what was typed does not fit together; lines of a list are only reported.
    """
    from newsgrab.urls import canonical

    named = [_typed(name) for name in names]
    if not named and list_file is None:
        raise BadUsage("nothing to read: name an address, a saved page, - for standard input, or a list with -i FILE")
    if url is not None:
        if len(named) != 1 or named[0].path is None or list_file is not None:
            raise BadUsage("--url: tells the address of one saved page; name exactly one file (or -)")
        named = [Target(canonical(url), named[0].path)]
    if list_file == STDIN and any(target.path == STDIN for target in named):
        raise BadUsage("standard input cannot be a page and a list at once")
    yield from named
    if list_file is not None:
        yield from _listed(list_file)


def looks_like_url(text: str) -> bool:
    """It names a scheme, so it is meant as an address and not as a file."""
    scheme, colon, _ = text.partition("://")
    return bool(colon) and scheme.replace("+", "").isalnum()


def stdin_bytes() -> BinaryIO:
    """Standard input as bytes. Raises UnreadablePage if it is closed."""
    if sys.stdin is None:
        raise UnreadablePage("standard input: closed")
    return sys.stdin.buffer


def _typed(name: str) -> Target:
    from newsgrab.urls import canonical

    if name == STDIN:
        return Target(path=STDIN)
    if looks_like_url(name):
        return Target(url=canonical(name))
    expect_no_host(name)
    return Target(path=name)


def expect_no_host(name: str) -> None:
    """Raises BadUsage if it is no file, but looks like an address without its scheme."""
    if Path(name).exists():
        return
    if _hostlike(name):
        raise BadUsage(f"{name}: no such file; if it is an address, write https://{name}")
    if _NUMBER.fullmatch(name):
        raise BadUsage(f"{name}: no such file; to look at an article again, give its address: newsgrab show {name}")


def _hostlike(name: str) -> bool:
    host, colon, port = name.split("/", 1)[0].partition(":")
    if colon:
        return port.isdecimal() and bool(host)
    last = host.rsplit(".", 1)[-1]
    return "." in host.strip(".") and last.isalpha() and last.lower() not in {"html", "htm", "txt", "gz", "xhtml"}


def _listed(list_file: str) -> Iterator[Target | BadLine]:
    """The lines of a list: an address, or a saved page, a tab and its address; blank lines and # comments are none."""
    name = "standard input" if list_file == STDIN else list_file
    folder = Path() if list_file == STDIN else Path(list_file).parent
    try:
        with stdin_bytes() if list_file == STDIN else Path(list_file).open("rb") as lines:
            for number, line in enumerate(_decoded(lines), start=1):
                text = line.strip()
                if text and not text.startswith("#"):
                    yield _line(f"{name}:{number}", text, folder)
    except OSError as error:
        raise BadUsage(f"{name}: cannot be read ({error.strerror})") from error


def _decoded(lines: BinaryIO) -> Iterator[str]:
    """A list's lines as text: UTF-8, or UTF-16 as its byte-order mark says."""
    head = lines.peek(2) if isinstance(lines, BufferedReader) else b""
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield from lines.read().decode("utf-16", "replace").splitlines()
    for raw in lines:
        yield raw.decode("utf-8-sig", "replace")


def _line(place: str, text: str, folder: Path) -> Target | BadLine:
    from newsgrab.urls import canonical

    path, tab, url = text.partition("\t")
    try:
        if "\t" in url.strip():  # an address would swallow it
            return BadLine(f"{place}: {shortened(text)}: more than a saved page, a tab and its address")
        if tab:
            near = folder / path.strip()
            return Target(canonical(url), str(near if near.exists() else Path(path.strip())))
        if looks_like_url(text):
            return Target(canonical(text))
    except BadUrl as error:
        return BadLine(f"{place}: {error}")
    return BadLine(f"{place}: {shortened(text)}: neither an address nor a saved page, a tab and its address")
