"""How well and how fast pages are read, against other extractors and against the parser alone.

    python benchmarks/extraction.py CORPUS [--out PRED.jsonl] [--sample N] [--peers]

CORPUS is a folder with gold.jsonl (a line a page: "id", "url", and what is known of "title", "body", "with", "without")
and pages/ID.html or pages/ID.html.gz. Every reader gets the bytes and the address, nothing else. Quality: body F1 of
4-gram shingles, found snippets, equal titles. Cost: process CPU time a page, all readers on the same pages in one run;
"parse" and "parse + 10 queries" are what the parser alone takes. --out writes predictions for other scorers.
Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import statistics
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newsgrab.extraction import read
from newsgrab.page import Origin, Page

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
QUERIES = (
    "title",
    "h1",
    "meta",
    "link",
    "p",
    "article",
    "time",
    "a[href]",
    "script[type='application/ld+json']",
    "div",
)
TOKEN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0eff]|(?:(?![\u2e80-\u9fff\uf900-\ufaff\u0e00-\u0eff])\\w)+")

Reader = Callable[[bytes, str], dict[str, Any]]


def newsgrab(content: bytes, url: str) -> dict[str, Any]:
    """This program, all fields."""
    article = read(Page(content, SEEN, Origin.FILE, url)).article
    if article is None:
        return {}
    published = article.published_at
    return {
        "title": article.title,
        "body": article.body,
        "authors": list(article.authors),
        "date": published.date().isoformat() if published else None,
        "published": published.isoformat() if published else None,
        "category": article.category,
        "categories": [article.category] if article.category else [],
        "tags": list(article.tags),
        "views": article.views,
        "related": [entry.url for entry in article.related],
    }


def parse(content: bytes, _url: str) -> dict[str, Any]:
    """The parser alone."""
    LexborHTMLParser(content)
    return {}


def parse_and_query(content: bytes, _url: str) -> dict[str, Any]:
    """The parser and ten queries."""
    tree = LexborHTMLParser(content)
    for query in QUERIES:
        tree.css(query)
    return {}


def trafilatura(content: bytes, url: str) -> dict[str, Any]:
    """Trafilatura with metadata."""
    found = import_module("trafilatura").bare_extraction(content, url=url, with_metadata=True)
    return {"title": found.title, "body": found.text} if found else {}


def readability(content: bytes, url: str) -> dict[str, Any]:
    """readability-lxml, its HTML as text."""
    document = import_module("readability").Document(content, url=url)
    text = LexborHTMLParser(document.summary()).text(separator=" ")
    return {"title": document.short_title(), "body": text}


def newspaper(content: bytes, url: str) -> dict[str, Any]:
    """newspaper4k."""
    article = import_module("newspaper").Article(url)
    article.download(input_html=content.decode("utf-8", "replace"))
    article.parse()
    return {"title": article.title, "body": article.text}


PEERS: dict[str, Reader] = {"trafilatura": trafilatura, "readability": readability, "newspaper": newspaper}


def pages(corpus: Path, step: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each page with its gold."""
    lines = (corpus / "gold.jsonl").read_text(encoding="utf-8").strip().split("\n")  # other line ends are part of texts
    for row in lines[::step]:
        gold = json.loads(row)
        path = corpus / "pages" / f"{gold['id']}.html"
        if path.exists():
            yield gold, path.read_bytes()
        else:
            yield gold, gzip.decompress(path.with_name(path.name + ".gz").read_bytes())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """All runs of four words, or of four characters where words are not parted."""
    tokens = TOKEN.findall(unicodedata.normalize("NFC", text))
    return (
        Counter(zip(*(tokens[at:] for at in range(4)), strict=False)) if len(tokens) > 3 else Counter([tuple(tokens)])
    )


def precision_recall(gold: str, text: str) -> tuple[float, float]:
    """How much of the text is gold, and how much of the gold is in the text."""
    expected, found = shingles(gold), shingles(text)
    both = (expected & found).total()
    return both / max(1, found.total()), both / max(1, expected.total())


def fold(text: str) -> str:
    """Letters and digits."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text or "").casefold()))


def squeezed(text: str) -> str:
    """The text with its white space as single spaces."""
    return " ".join(text.split())


class Marks:
    """What one reader got on the pages of one source."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.bodies: list[tuple[float, float]] = []
        self.titles: list[bool] = []
        self.snippets = [0, 0, 0]  # found, wrongly found, missed

    def add(self, gold: dict[str, Any], said: dict[str, Any]) -> None:
        """Mark one page."""
        body = said.get("body") or ""
        if "body" in gold:
            self.bodies.append(precision_recall(gold["body"], body))
        if "title" in gold:
            self.titles.append(fold(gold["title"]) == fold(said.get("title") or ""))
        if "with" in gold:
            text = squeezed(body)
            found = sum(squeezed(part) in text for part in gold["with"])
            wrong = sum(squeezed(part) in text for part in gold.get("without", ()))
            self.snippets = [
                self.snippets[0] + found,
                self.snippets[1] + wrong,
                self.snippets[2] + len(gold["with"]) - found,
            ]

    def row(self) -> str:
        """Body F1, snippet F1, equal titles."""
        cells = []
        if self.bodies:
            precision, recall = (statistics.mean(pair[side] for pair in self.bodies) for side in (0, 1))
            cells.append(f"{2 * precision * recall / max(1e-9, precision + recall):.3f}")
        else:
            cells.append("-")
        found, wrong, missed = self.snippets
        cells.append(f"{2 * found / (2 * found + wrong + missed):.3f}" if found else "-")
        cells.append(f"{statistics.mean(self.titles):.3f}" if self.titles else "-")
        return " | ".join(cells)


def measure(readers: dict[str, Reader], corpus: Path, step: int, out: Path | None) -> None:
    """Run every reader over the pages, print both tables, write our predictions."""
    spent: dict[str, list[float]] = {name: [] for name in readers}
    marks: dict[tuple[str, str], Marks] = {}
    failures: Counter[str] = Counter()
    written = out.open("w", encoding="utf-8") if out else None
    for gold, content in pages(corpus, step):
        for name, reader in readers.items():
            start = time.process_time()
            try:
                said = reader(content, gold["url"])
            except Exception as error:  # noqa: BLE001
                said = {"error": repr(error)}
                failures[name] += 1
            spent[name].append((time.process_time() - start) * 1000)
            if name not in {"parse", "parse + 10 queries"}:
                marks.setdefault((gold.get("corpus", "all"), name), Marks()).add(gold, said)
            if name == "newsgrab" and written:
                written.write(json.dumps({"id": gold["id"], **said}, ensure_ascii=False) + "\n")
    if written:
        written.close()
    print("| pages of | reader | body F1 | snippets F1 | title |\n|---|---|---|---|---|")
    for (source, name), got in sorted(marks.items()):
        print(f"| {source} | {name} | {got.row()} |")
    print("\n| reader | median ms | mean ms | slowest ms | errors |\n|---|---|---|---|---|")
    for name, times in spent.items():
        middle, mean = statistics.median(times), statistics.mean(times)
        print(f"| {name} | {middle:.2f} | {mean:.2f} | {max(times):.0f} | {failures[name]} |")
    print(f"\n{len(next(iter(spent.values())))} pages, peak memory {peak_mb():.0f} MB")


def peak_mb() -> float:
    """The most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every Nth page only")
    parser.add_argument("--peers", action="store_true", help="run the installed peers, too")
    asked = parser.parse_args()
    readers: dict[str, Reader] = {"parse": parse, "parse + 10 queries": parse_and_query, "newsgrab": newsgrab}
    if asked.peers:
        readers |= {name: reader for name, reader in PEERS.items() if find_spec(name)}
    measure(readers, asked.corpus, asked.sample, asked.out)


if __name__ == "__main__":
    main()
