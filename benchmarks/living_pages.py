"""How many versions are false: real pages looked at twice, of which only what lives around the text has changed.

    python benchmarks/living_pages.py LIST [--pages N] [--seed N] [-v]

LIST is what `newsgrab fetch -i` takes: a saved page, a tab and its address on each line. N of them are kept as they
would be given twice, an hour apart: with a stamp of when the page was made, tokens of its forms and scripts, and a list
of what is most read, each another one the second time. `changed` is a false version; a part of a text is `incomplete`.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HEADLINES = (
    "Ferry timetable changes from Monday",
    "Market hall to open on Sundays",
    "Three schools share one orchestra",
    "Storm takes the roof off a boathouse",
    "Bakers agree on the price of rye",
    "Night trains return to the coast",
    "Museum finds a map in a piano",
    "Swimming lake closed for a week",
)
_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)
_ENDS = tuple(re.compile(rb"</" + tag + rb"\s*>", re.IGNORECASE) for tag in (b"article", b"main", b"body"))


def alive(page: bytes, place: int, rng: random.Random) -> bytes:
    """The page as it is given at one look; `place` says behind what its list stands: the text, or all of the page."""
    token = f"{rng.getrandbits(128):032x}"
    stamp = f"2026-11-{rng.randrange(1, 28):02} {rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    stories = rng.sample(HEADLINES, 5)
    entries = "".join(f'<li><a href="/read/{len(story)}">{story}</a> {rng.randrange(9999)}</li>' for story in stories)
    head = f'<meta name="csrf-token" content="{token}"><script nonce="{token}">var at="{stamp}";</script>'
    tail = (
        f'<form action="/send"><input type="hidden" name="_token" value="{token}"><input name="q"></form>'
        f'<div class="most-read"><h3>Most read</h3><ol>{entries}</ol></div>'
        f"<p>Page generated {stamp} in 0.{rng.randrange(999):03} seconds</p><!-- cache {stamp} {token} -->"
    )
    ends = [end for end in (list(pattern.finditer(page)) for pattern in _ENDS) if end]
    at = ends[place % len(ends)][-1].start() if ends else len(page)
    return _HEAD.sub(lambda end: head.encode() + end[0], page[:at] + tail.encode() + page[at:], count=1)


def looked_at(pages: dict[str, bytes], folder: Path) -> dict[str, str]:
    """The outcome of a look at each page, by its address."""
    lines = []
    for number, (url, page) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_bytes(page)
        lines.append(f"{path}\t{url}\n")
    command = [sys.executable, "-m", "newsgrab", "fetch", "-i", "-", "--json", "--archive", str(folder)]
    done = subprocess.run(command, input="".join(lines), capture_output=True, text=True, check=False)
    rows = [row for row in map(json.loads, done.stdout.splitlines()) if "outcome" in row]
    return {row["url"]: row["outcome"] for row in rows}


def main() -> None:
    """Keep the pages twice, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("list")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-v", action="store_true", help="name the pages that are changed")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = [line.split("\t") for line in Path(options.list).read_text(encoding="utf-8").splitlines()]
    saved = {}
    for name, url in rng.sample(rows, min(options.pages, len(rows))):
        content = Path(name).read_bytes()
        saved[url] = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    with tempfile.TemporaryDirectory() as folder:
        looks = [
            looked_at({url: alive(page, place, rng) for place, (url, page) in enumerate(saved.items())}, Path(folder))
            for _ in range(2)
        ]
    first, second = looks
    tally = collections.Counter((first.get(url, "nothing"), second.get(url, "nothing")) for url in saved)
    for (one, other), count in tally.most_common():
        print(f"{count:5}  {one}, then {other}")
    for url in saved if options.v else ():
        if second.get(url) == "changed":
            print(f"{second.get(url)}: {url}")


if __name__ == "__main__":
    main()
