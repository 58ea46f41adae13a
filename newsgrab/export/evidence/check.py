"""Check this packet: python3 check.py. It needs Python 3.7 or later, and nothing else.

Run it where the files of the packet are, unpacked. It says "differs" and the name of each file that is not as newsgrab
wrote it, and its exit code is 1 then; else it says which files the head vouches for, which are made of those, and which
are the word of whoever made the packet. STATEMENT.en.txt says what that shows. Whoever doubts this file, too, takes it
from newsgrab (newsgrab/export/evidence/check.py).
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
from collections.abc import Iterator
from html import escape
from typing import Any

FOLDER = pathlib.Path(__file__).resolve().parent
SEAL, LIST = "manifest.sha256", "manifest.json"
# Of what is hashed of a look.
AT, ADDED_AT, URL, ANSWER, ORIGIN, HEADERS, PAGE_SHA256, REASON, READING, RENDERING = 0, 1, 2, 5, 7, 9, 12, 20, 21, 24
TITLE, BODY, LANGUAGE = 4, 5, 10
VOUCHED = ("page.html", "given.html", "headers.json", "look.json", "reading.json", "text.txt", "stamped-head.txt")
MADE = {"article.html": "", "STATEMENT.en.txt": " (its first lines)", "STATEMENT.ar.txt": " (its first lines)"}
STAMP = "stamp.tsr"
OWN = (SEAL, LIST, STAMP, "check.py", "chain.txt", "head.txt")
OPENINGS = {
    "en": """
WHAT THIS PACKET SHOWS, AND WHAT IT DOES NOT

{asked}
and kept what came, byte for byte: page.html, with the headers in headers.json.
It came into the archive at {added_at} (UTC). How it was obtained: {origin}.
""",
    "ar": """
ما الذي تُثبته هذه الحزمة، وما الذي لا تُثبته

{asked}
وحفظ ما ورد كما هو، بايتاً بايتاً: page.html، مع ترويساته في headers.json.
ودخل الأرشيف في {added_at} (بالتوقيت العالمي). طريقة الحصول عليه: {origin}.
""",
}
# Who asked, by where a page came from: of a file, or a web archive, that is its word.
ASKED = {
    "en": {
        "http": "On {at} (UTC) newsgrab asked for",
        "file": "newsgrab asked nobody: on {at} (UTC) it read what somebody had saved of",
        "warc": "newsgrab asked nobody: it read a crawl file, whose maker says that on {at} (UTC) he asked for",
        "memento": "newsgrab asked a web archive, which says that on {at} (UTC) it asked for",
    },
    "ar": {
        "http": "في {at} (بالتوقيت العالمي) طلب برنامج newsgrab العنوان",
        "file": "لم يطلب برنامج newsgrab شيئاً من أحد، بل قرأ في {at} (بالتوقيت العالمي) ما حفظه شخص ما من",
        "warc": "لم يطلب برنامج newsgrab شيئاً من أحد، بل قرأ ملف زحف يقول صانعه إنه طلب في {at} (بالتوقيت العالمي)",
        "memento": "سأل برنامج newsgrab أرشيفاً للويب يقول إنه طلب في {at} (بالتوقيت العالمي) العنوان",
    },
}
GONE = ("gone-1", "gone-2")  # the first and the last look that did not find the article any more
WENT = {
    "en": """
THE ARTICLE WAS NOT THERE ANY MORE

It was read as above on {read} (UTC). {asked}
and what came was: {reason} (gone-1.json). So it went between these two times,
or could not be had then.
""",
    "ar": """
لم يعد المقال موجوداً

قُرئ كما ورد أعلاه في {read} (بالتوقيت العالمي). {asked}
وكان الجواب: {reason} (gone-1.json). فقد اختفى بين هذين الوقتين، أو تعذّر الوصول إليه حينها.
""",
}
STILL = {
    "en": "On {at} (UTC) it was not there either: {reason} (gone-2.json).\n",
    "ar": "ولم يكن موجوداً في {at} (بالتوقيت العالمي) أيضاً: {reason} (gone-2.json).\n",
}
RTL = {"ar", "fa", "he", "ur", "ckb", "ps", "ug", "yi", "sd", "dv"}


def asked(language: str, look: list[Any]) -> str:
    """Who asked for a page, and when: of a page out of a file that is the file's word."""
    who = ASKED[language]
    words: str = who.get(look[ORIGIN], who["file"]).format(at=look[AT]) + "\n  " + look[URL]
    return words


def opening(language: str, look: list[Any], gone: list[list[Any]]) -> bytes:
    """The first lines of a statement: when which address was asked for, and when the article was not there any more."""
    said = {"asked": asked(language, look), "added_at": look[ADDED_AT], "origin": look[ORIGIN]}
    lines: str = OPENINGS[language].format(**said)
    for number, one in enumerate(gone):
        words = (STILL if number else WENT)[language]
        lines += words.format(read=look[AT], at=one[AT], asked=asked(language, one), reason=one[REASON])
    return lines.encode("utf-8", "surrogatepass")


def text_file(reading: list[Any]) -> bytes:
    """The title and the text that were read."""
    text: str = reading[TITLE] + "\n\n" + reading[BODY] + "\n"
    return text.encode("utf-8", "surrogatepass")


def article_page(look: list[Any], reading: list[Any]) -> bytes:
    """The same as a page of its own, with the address that was asked for."""
    language, title = escape(reading[LANGUAGE] or ""), escape(reading[TITLE])
    direction = "rtl" if language.partition("-")[0] in RTL else "ltr"
    head = '<!DOCTYPE html>\n<html lang="' + language + '" dir="' + direction + '">\n<meta charset="utf-8">\n'
    lines = ["<title>" + title + "</title>", "<h1>" + title + "</h1>", "<p><a>" + escape(look[URL]) + "</a></p>"]
    lines += ["<p>" + escape(part) + "</p>" for part in reading[BODY].split("\n\n")]
    page: str = head + "\n".join([*lines, "</html>", ""])
    return page.encode("utf-8", "surrogatepass")


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


def facts(name: str) -> list[Any]:
    """What was hashed of the look or of its text."""
    found: list[Any] = json.loads(read(name).decode("utf-8", "surrogatepass"))[3]
    return found


def gone_looks() -> list[list[Any]]:
    """What was hashed of the looks that did not find the article any more."""
    return [facts(name + ".json") for name in GONE if (FOLDER / (name + ".json")).is_file()]


def gone_contradictions(before: list[Any], gone: list[list[Any]]) -> Iterator[str]:
    """Where a look that did not find the article is no such look, or its files are not its own."""
    for number, one in enumerate(gone):
        name = GONE[number]
        if one[ANSWER] not in ("gone", "absent") or one[AT] < before[AT]:
            yield name + ".json: it is no look that did not find the article any more"
        page = sha256(read(name + ".html")) if (FOLDER / (name + ".html")).is_file() else None
        if page != one[PAGE_SHA256]:
            yield name + ".html: it is not the page that this look saw"
        if json.loads(read(name + ".headers.json").decode()) != json.loads(one[HEADERS] or "[]"):
            yield name + ".headers.json: these are not the headers that came with it"
        before = one


def contradictions() -> Iterator[str]:
    """Where files, each as it was written, do not fit together."""
    look, reading, gone = facts("look.json"), facts("reading.json"), gone_looks()
    yield from gone_contradictions(look, gone)
    if sha256(read("page.html")) != look[PAGE_SHA256]:
        yield "page.html: it is not the page that the look saw"
    given = [sha256(read("given.html"))] if (FOLDER / "given.html").is_file() else []
    if given != [one[0] for one in look[RENDERING:]]:
        yield "given.html: it is not the answer that the browser was given"
    if json.loads(read("headers.json").decode()) != json.loads(look[HEADERS] or "[]"):
        yield "headers.json: these are not the headers that came with the page"
    for name, made in (("text.txt", text_file(reading)), ("article.html", article_page(look, reading))):
        if read(name) != made:
            yield name + ": it is not the text that was read"
    for language in OPENINGS:
        name = "STATEMENT." + language + ".txt"
        if not read(name).startswith(opening(language, look, gone)):
            yield name + ": it does not begin with what the looks say"
    before, *lines = read("chain.txt").decode().split()
    head, digests = bytes.fromhex(before), lines[1::2]
    heads = []
    for digest in digests:
        head = hashlib.sha256(head + bytes.fromhex(digest)).digest()
        heads.append(head.hex())
    if head.hex() != read("head.txt").decode().strip():
        yield "chain.txt: it does not lead to the head in head.txt"
    if (FOLDER / STAMP).is_file() and read("stamped-head.txt").decode().strip() not in heads:
        yield "stamped-head.txt: it is not a head of the chain in chain.txt"
    for name in ["look.json", "reading.json"] + [each + ".json" for each in GONE]:
        if (FOLDER / name).is_file() and sha256(read(name)) not in digests:
            yield name + ": it is not in chain.txt"
    if look[READING] not in digests and sha256(read("reading.json")) != look[READING]:
        yield "reading.json: it is not the text that the look names"


def vouched(name: str) -> bool:
    """Whether what is in a file is in the chain."""
    return name in VOUCHED or name.partition(".")[0] in GONE


def shown() -> Iterator[str]:
    """What was found to be true, and of which files nothing was."""
    look = facts("look.json")
    names = [path.name for path in sorted(FOLDER.iterdir()) if path.is_file() and path.name not in OWN]
    yield "every file is as it was written, and the look is in the chain that leads to the head below"
    yield asked("en", look).replace("\n ", "") + ", added at " + look[ADDED_AT]
    for one in gone_looks():
        yield "not there any more at " + one[AT] + " (UTC): " + one[REASON] + ": " + one[URL]
    yield "the head vouches for: " + ", ".join(filter(vouched, names))
    yield "made of these: " + ", ".join(name + MADE[name] for name in names if name in MADE)
    if (FOLDER / STAMP).is_file():
        yield "the word of the stamping authority, which openssl checks: " + STAMP
    others = [name for name in names if not vouched(name) and name not in MADE]
    yield "only the word of whoever made the packet: " + ", ".join([*others, "the rest of the statements"])
    yield read("head.txt").decode().strip()


def main() -> int:
    """Say what is wrong, or what was found to be true."""
    problems = ["differs: " + name for name in differing()] or list(contradictions())
    for line in problems or shown():
        print(line.encode("ascii", "backslashreplace").decode())
    return bool(problems)


if __name__.rpartition(".")[2] != "check":  # with == "__main__", one changed byte would make it say nothing
    sys.exit(main())
