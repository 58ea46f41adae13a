"""Rank the answers to known questions, to be scored: how well the search finds what was meant.

usage: python benchmarks/relevance.py DOCUMENTS QUERIES OUT [--all-words | --any-word]

DOCUMENTS and QUERIES are .jsonl(.gz): {"id", "lang", "title", "body", "date"} and {"id", "text"}. OUT gets one line
for each query, {"id", "ranked": [ids of documents, best first, at most 10]}. Titles are left out: headlines are
asked for. The language of a query is not told. The options are those of `newsgrab search`; without one it is asked as a
user asks who gives none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsgrab.archive import Archive
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import Window
from newsgrab.errors import BadQuery


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects in a .jsonl or .jsonl.gz."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def fill(archive: Archive, documents: Path) -> dict[int, str]:
    """Put the documents into the archive as any other program would; the name of each article's document."""
    names: dict[int, str] = {}
    archive.connection.execute("BEGIN")
    for number, document in enumerate(lines(documents), 1):
        date = document.get("date") or None
        archive.connection.execute(
            "INSERT INTO article (id, url, site, version, title, body, language, published_at, first_seen_at,"
            " last_seen_at) VALUES (?, ?, 'courier.example', 1, '', ?, ?, ?, '2020-01-01', '2020-01-01')",
            (number, f"https://courier.example/{number}", document["body"], document["lang"], date),
        )
        names[number] = document["id"]
    archive.connection.execute("COMMIT")
    archive.catch_up()
    return names


def main() -> None:
    """Rank and report the time."""
    arguments = argparse.ArgumentParser(description="Rank the answers to known questions.")
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("queries", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--all-words", action="store_true")
    arguments.add_argument("--any-word", action="store_true")
    options = arguments.parse_args()
    window = Window(all_words=options.all_words, any_word=options.any_word)
    with tempfile.TemporaryDirectory() as folder, Archive(folder, create=True) as archive:
        names = fill(archive, options.documents)
        started, times = time.process_time(), []
        with options.out.open("w", encoding="utf-8") as out:
            for query in lines(options.queries):
                before = time.process_time()
                try:
                    found = archive.search(query["text"], Filters(), window)
                except BadQuery:
                    continue
                times.append(time.process_time() - before)
                out.write(
                    json.dumps({"id": query["id"], "ranked": [names[hit.article_id] for hit in found.hits]}) + "\n"
                )
        times.sort()
        print(f"{len(times)} queries in {time.process_time() - started:.0f} s of CPU, snippets included;")
        print(f"p50 {1000 * times[len(times) // 2]:.1f} ms, p95 {1000 * times[int(0.95 * len(times))]:.1f} ms")


if __name__ == "__main__":
    main()
