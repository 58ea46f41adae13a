"""Check this packet: python3 check.py. It needs Python 3.7 or later, and nothing else.

Run it where the files of the packet are, unpacked. It says "differs" and the name of each file that is not as newsgrab
wrote it, and its exit code is 1 then; else it says what was found to be true, and the head. STATEMENT.en.txt says what
that shows. Whoever doubts this file, too, runs sha256sum -c manifest.sha256: it needs none of it.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
from collections.abc import Iterator

FOLDER = pathlib.Path(__file__).resolve().parent
SEAL, LIST = "manifest.sha256", "manifest.json"
HEADERS, PAGE_SHA256, READING, RENDERING, TITLE, BODY = 9, 12, 21, 24, 4, 5  # places in the lists that are hashed


def read(name: str) -> bytes:
    """The bytes of a file, none if it is not there."""
    path = FOLDER / name
    return path.read_bytes() if path.is_file() else b""


def sha256(content: bytes) -> str:
    """Its SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def differing() -> list[str]:
    """The names of the files that are not those of the list, or not as they were written."""
    of_list = sha256(read(LIST)) + "  " + LIST + "\n"
    if not read(SEAL).endswith(of_list.encode()):
        return [LIST + " or " + SEAL + " or check.py"]
    listed = json.loads(read(LIST).decode())
    if read(SEAL) != ("".join(listed[name] + "  " + name + "\n" for name in sorted(listed)) + of_list).encode():
        return [SEAL + " or check.py"]
    there = {path.name for path in FOLDER.iterdir() if path.is_file()} - {SEAL, LIST}
    wrong = [name for name in sorted(listed) if sha256(read(name)) != listed[name]]
    return wrong + sorted(there - set(listed))


def contradictions() -> Iterator[str]:
    """Where files, each as it was written, do not fit together."""
    look, reading = (
        json.loads(read(name).decode("utf-8", "surrogatepass"))[3] for name in ("look.json", "reading.json")
    )
    if sha256(read("page.html")) != look[PAGE_SHA256]:
        yield "page.html: it is not the page that the look saw"
    given = [sha256(read("given.html"))] if (FOLDER / "given.html").is_file() else []
    if given != [one[0] for one in look[RENDERING:]]:
        yield "given.html: it is not the answer that the browser was given"
    if json.loads(read("headers.json").decode()) != json.loads(look[HEADERS] or "[]"):
        yield "headers.json: these are not the headers that came with the page"
    if read("text.txt") != (reading[TITLE] + "\n\n" + reading[BODY] + "\n").encode("utf-8", "surrogatepass"):
        yield "text.txt: it is not the text that was read"
    before, *lines = read("chain.txt").decode().split()
    head, digests = bytes.fromhex(before), lines[1::2]
    heads = []
    for digest in digests:
        head = hashlib.sha256(head + bytes.fromhex(digest)).digest()
        heads.append(head.hex())
    if head.hex() != read("head.txt").decode().strip():
        yield "chain.txt: it does not lead to the head in head.txt"
    if (FOLDER / "stamp.tsr").is_file() and read("stamped-head.txt").decode().strip() not in heads:
        yield "stamped-head.txt: it is not a head of the chain in chain.txt"
    for name in ("look.json", "reading.json"):
        if sha256(read(name)) not in digests:
            yield name + ": it is not in chain.txt"
    if look[READING] not in digests and sha256(read("reading.json")) != look[READING]:
        yield "reading.json: it is not the text that the look names"


def main() -> int:
    """Say what is wrong, or what was found to be true."""
    problems = ["differs: " + name for name in differing()] or list(contradictions())
    for problem in problems:
        print(problem)
    if not problems:
        print("every file is as it was written, and the look is in the chain that leads to this head:")
        print(read("head.txt").decode().strip())
    return bool(problems)


if __name__ != "check":  # with == "__main__", one changed byte would make it say nothing
    sys.exit(main())
