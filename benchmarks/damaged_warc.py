"""How many whole records are read from damaged WARC files, and how often the damage is told.

Run: python -m benchmarks.damaged_warc
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from newsgrab.errors import FetchError, UnreadablePage
from newsgrab.page import Page, SavedRecord
from newsgrab.warc.captures import captures
from newsgrab.warc.choice import Choice
from newsgrab.warc.collections import is_collection, parts
from tests.warc.samples import MONDAY, SITE, article, http, packed, record, sha1, warcinfo

RECORDS, COPIES = 100, 40
FILLER = "".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz     ", k=40_000))


def cut(content: bytes, chance: random.Random) -> tuple[bytes, int, int]:
    """The end is missing."""
    at = chance.randrange(len(content) // 10, len(content))
    return content[:at], at, len(content)


def flip(content: bytes, chance: random.Random) -> tuple[bytes, int, int]:
    """One bit is another."""
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :], at, at + 1


def zero(content: bytes, chance: random.Random) -> tuple[bytes, int, int]:
    """A disk's sector is empty."""
    at = chance.randrange(len(content) - 512)
    return content[:at] + bytes(512) + content[at + 512 :], at, at + 512


def insert(content: bytes, chance: random.Random) -> tuple[bytes, int, int]:
    """Alien bytes stand between."""
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(300) + content[at:], at, at + 1


DAMAGES: dict[str, Callable[[bytes, random.Random], tuple[bytes, int, int]]] = {
    "cut": cut,
    "flip": flip,
    "zero": zero,
    "insert": insert,
}


def content_of(number: int) -> bytes:
    """The page of that number."""
    return article(number, extra=FILLER[number * 37 : number * 37 + 6_000])


def made() -> list[bytes]:
    """The records of one file."""
    out = [warcinfo()]
    for number in range(RECORDS):
        page = content_of(number)
        fields = {"WARC-Payload-Digest": sha1(page)}
        at = MONDAY + timedelta(minutes=number)
        out.append(record("response", f"{SITE}/{number}", http(page), at=at, fields=fields))
    return out


def read(path: Path) -> tuple[set[str], int]:
    """The addresses that were read whole, and how many damages were told."""
    from newsgrab.warc.payload import load_record

    urls, told = set(), 0
    for part in parts(str(path)):
        for _, capture in captures(part, Choice()):
            if isinstance(capture, UnreadablePage):
                told += 1
            elif isinstance(capture, SavedRecord | Page):
                try:
                    page = load_record(capture) if isinstance(capture, SavedRecord) else capture
                except FetchError:
                    told += 1
                    continue
                told += page.incomplete
                if not page.incomplete and page.url and page.content == content_of(int(page.url.rsplit("/", 1)[1])):
                    urls.add(page.url)
    return urls, told


def main() -> None:
    """Print a table."""
    records = made()
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'':<14}{'whole records kept':>20}{'told':>10}")
        for packing in ("gz", "zst", "plain"):
            content = packed(records, packing)
            ends, position = [], 0
            for each in records:
                position += len(packed([each], packing))
                ends.append(position)
            for name, damage in DAMAGES.items():
                chance = random.Random(f"{packing} {name}")
                kept = whole = told = 0
                for _ in range(COPIES):
                    harmed, begin, end = damage(content, chance)
                    path = Path(folder) / f"sample.warc.{packing}"
                    path.write_bytes(harmed)
                    good = {
                        f"{SITE}/{number - 1}"
                        for number, stop in enumerate(ends)
                        if number and (stop <= begin or ends[number - 1] >= end)
                    }
                    urls, words = read(path) if is_collection(str(path)) else (set(), 1)
                    kept += len(good & urls)
                    whole += len(good)
                    told += words > 0
                print(f"{packing:<6}{name:<8}{kept:>10}/{whole:<6} {kept / whole:6.1%}{told:>6}/{COPIES}")


if __name__ == "__main__":
    main()
