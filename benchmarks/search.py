"""How fast the search is on large archives, against plain FTS5 asked for the same articles in the same run.

usage: python benchmarks/search.py [--articles 100000] [--text DOCUMENTS.jsonl.gz] [--keep FOLDER]

The archive is made by the script: sentences of the given texts (of invented Arabic and English ones if none are given)
put together anew with words drawn by Zipf's law, three quarters of them Arabic. Plain FTS5 is the table `article_fts`
asked with OR for all the forms that the stemmed query stands for, best first by bm25, with snippet() and the count:
what one would write without newsgrab. Times are CPU milliseconds, start-up apart.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsgrab.archive import Archive
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import Window, search
from newsgrab.archive.search.analysis.terms import Analyser

ROUNDS = 25
LETTERS = {"ar": "ابتجحدرسشصعفقكلمنهوي", "en": "abcdefghiklmnoprstuvw"}


def vocabulary(language: str, size: int, draw: random.Random) -> list[str]:
    """Invented words, commonest first; Arabic ones with and without the article."""
    words: dict[str, None] = {}
    while len(words) < size:
        word = "".join(draw.choices(LETTERS[language], k=draw.randint(3, 7)))
        words[("ال" + word) if language == "ar" and draw.random() < 0.3 else word] = None
    return list(words)


def sentences(path: Path | None, draw: random.Random) -> dict[str, list[str]]:
    """Sentences to build articles from, by language."""
    found: dict[str, list[str]] = {"ar": [], "en": []}
    if path is None:
        for language in found:
            words = vocabulary(language, 60_000, draw)
            weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
            found[language] = [" ".join(draw.choices(words, cum_weights=weights, k=18)) + "." for _ in range(60_000)]
        return found
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["lang"] in found:
                found[document["lang"]] += [part for part in document["body"].split("\n") if part]
    return found


def articles(number: int, stock: dict[str, list[str]], draw: random.Random) -> Iterator[tuple[object, ...]]:
    """Rows for `article`: about 1.1 KB of text each; one word in eight drawn anew so that no two sentences repeat."""
    pools = {language: " ".join(draw.sample(lines, min(3000, len(lines)))).split() for language, lines in stock.items()}
    for each in range(1, number + 1):
        language = "ar" if draw.random() < 0.75 else "en"
        words = " ".join(draw.choices(stock[language], k=6)).split()[:110]
        for place in range(draw.randrange(8), len(words), 8):
            words[place] = draw.choice(pools[language])
        day = f"{2015 + each * 10 // (number + 1)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}T08:00:00+00:00"
        title, url = " ".join(words[:8]), f"https://site{each % 40}.example/{each}"
        yield each, url, f"site{each % 40}.example", title, " ".join(words), language, day, each % 5000


def fill(archive: Archive, number: int, stock: dict[str, list[str]], draw: random.Random) -> None:
    """Write the articles, index them, and say how fast and how large."""
    connection, started = archive.connection, time.process_time()
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO article (id, url, site, version, title, body, language, published_at, views, first_seen_at,"
        " last_seen_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, '2026-01-01', '2026-01-01')",
        articles(number, stock, draw),
    )
    connection.execute("COMMIT")
    written = time.process_time()
    archive.catch_up()
    done = time.process_time()
    connection.execute("INSERT INTO article_fts(article_fts) VALUES ('optimize')")
    text = connection.execute("SELECT sum(length(CAST(title || body AS BLOB))) FROM article").fetchone()[0]
    sizes = {name: _size(connection, name) for name in ("article_fts", "article_stem", "article_newest")}
    print(f"{number:,} articles, {text / 1e6:.0f} MB of text: rows and readable index {written - started:.0f} s,")
    print(f"stem index {done - written:.0f} s ({number / (done - written):,.0f} articles a second)")
    print(", ".join(f"{name} {100 * size / text:.0f} %" for name, size in sizes.items()), "of the text")


def _size(connection: sqlite3.Connection, name: str) -> int:
    """Bytes of a table or index with its shadow tables."""
    if name == "article_newest":
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0]) * 28
    shadows = (f"{name}_data", f"{name}_idx", f"{name}_docsize")
    total = connection.execute(f"SELECT sum(length(block)) FROM {shadows[0]}").fetchone()[0]
    total += connection.execute(f"SELECT sum(length(term) + 8) FROM {shadows[1]}").fetchone()[0]
    return int(total + connection.execute(f"SELECT sum(length(sz) + 4) FROM {shadows[2]}").fetchone()[0])


def forms(connection: sqlite3.Connection, number: int) -> dict[str, list[str]]:
    """The words of the readable index that each Arabic stem stands for, the rarest left out."""
    analyser, found = Analyser("ar"), dict[str, list[str]]()
    rows = connection.execute(
        "SELECT term FROM article_word WHERE doc >= ? AND term >= 'ء'", (max(2, number // 30_000),)
    )
    for (term,) in rows:
        found.setdefault(analyser.term(term), []).append(term)
    return found


def kinds(connection: sqlite3.Connection, number: int, draw: random.Random) -> dict[str, Callable[[], tuple[str, ...]]]:
    """For each kind of query a way to draw one, as words: common, middling and rare ones by the share of articles."""
    rows = connection.execute("SELECT term, doc FROM article_word WHERE term >= 'ء' AND length(term) > 3").fetchall()
    common = [term for term, articles in rows if 0.05 * number < articles < 0.2 * number]
    middling = [term for term, articles in rows if 0.005 * number < articles < 0.03 * number]
    rare = [term for term, articles in rows if 2 < articles < 0.0002 * number]
    return {
        "rare word": lambda: (draw.choice(rare),),
        "middling word": lambda: (draw.choice(middling),),
        "common word": lambda: (draw.choice(common),),
        "AND of 2": lambda: (draw.choice(common), draw.choice(middling)),
        "OR of 4": lambda: tuple(draw.sample(common, min(4, len(common)))),
        "partial, 8 words": lambda: (*draw.sample(middling, 6), *draw.sample(rare, 2)),
        "prefix of 4": lambda: (draw.choice(middling)[:4] + "*",),
        "newest first": lambda: (draw.choice(common),),
    }


def plain(connection: sqlite3.Connection, expression: str) -> None:
    """The same on the readable table as one would write it: ten best with snippets, and the count."""
    connection.execute(
        "SELECT article.id, article.title, snippet(article_fts, 0, '[', ']', '…', 30) FROM article_fts"
        " JOIN article ON article.id = article_fts.rowid WHERE article_fts MATCH ? ORDER BY article_fts.rank LIMIT 10",
        (expression,),
    ).fetchall()
    connection.execute("SELECT count(*) FROM article_fts WHERE article_fts MATCH ?", (expression,)).fetchone()


def spelt(kind: str, words: tuple[str, ...], variants: dict[str, list[str]]) -> tuple[str, str]:
    """The query for newsgrab, and the expression that asks plain FTS5 for the same articles."""
    if kind.startswith("prefix"):
        return words[0], f'"{words[0][:-1]}"*'
    analyser = Analyser("ar")
    groups = [
        "(" + " OR ".join(f'"{form}"' for form in variants.get(analyser.term(word), [word])) + ")" for word in words
    ]
    if kind.startswith("OR"):
        return " OR ".join(words), " OR ".join(groups)
    return " ".join(words), (" OR " if kind.startswith("partial") else " AND ").join(groups)


def measure(archive: Archive, number: int, draw: random.Random) -> None:
    """Print the table."""
    connection = archive.connection
    variants = forms(connection, number)
    print(f"{'query':18}{'hits':>9}{'p50':>8}{'p95':>8}{'plain p50':>11}{'plain p95':>11}{'ratio p95':>11}")
    search(connection, "بداية")  # start-up: word lists, prepared pages
    for kind, drawn in kinds(connection, number, draw).items():
        ours, theirs, hits = [], [], []
        for _ in range(ROUNDS):
            query, expression = spelt(kind, drawn(), variants)
            window = Window("date" if kind == "newest first" else "rank", any_word=kind.startswith("partial"))
            started = time.process_time()
            hits.append(search(connection, query, Filters(), window).total)
            between = time.process_time()
            plain(connection, expression)
            theirs.append(1000 * (time.process_time() - between))
            ours.append(1000 * (between - started))
        middle, high = ROUNDS // 2, int(ROUNDS * 0.95)
        (o50, o95), (t50, t95) = ((sorted(times)[middle], sorted(times)[high]) for times in (ours, theirs))
        print(f"{kind:18}{sorted(hits)[middle]:9,}{o50:8.1f}{o95:8.1f}{t50:11.1f}{t95:11.1f}{o95 / t95:11.2f}")


def main() -> None:
    """Build, measure, throw away."""
    arguments = argparse.ArgumentParser(description="Measure the search on a large archive.")
    arguments.add_argument("--articles", type=int, default=100_000)
    arguments.add_argument("--text", type=Path, help=".jsonl.gz with lang and body, to build articles from")
    arguments.add_argument("--keep", type=Path, help="a folder to keep the archive in, or to find it again")
    options = arguments.parse_args()
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        fresh = not (place / "newsgrab.db").exists()
        with Archive(place, create=True) as archive:
            if fresh:
                fill(archive, options.articles, sentences(options.text, draw), draw)
            archive.catch_up()  # one that is found again may have been left half indexed, or by older rules
            measure(archive, options.articles, draw)


if __name__ == "__main__":
    main()
