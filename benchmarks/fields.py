"""How well the fields of a corpus of pages are read, and what it costs.

    python benchmarks/fields.py CORPUS [--scorer CORPUS/score.py] [-o predictions.jsonl]

A corpus is a folder with `gold.jsonl`, a line of JSON for each page ("id", "url" and the true fields), and the bytes as
served in `pages/ID.html` or `pages/ID.html.gz`. The extractor gets the bytes and the address. Predictions are written
as JSON lines; a scorer, if one is given, is run on them, else the plain accuracy of each field is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsgrab.article import Article
from newsgrab.extraction import read
from newsgrab.page import Origin, Page

SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def pages(corpus: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each page's gold and bytes."""
    with (corpus / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            plain = corpus / "pages" / f"{gold['id']}.html"
            content = (
                plain.read_bytes()
                if plain.exists()
                else gzip.decompress((plain.parent / f"{plain.name}.gz").read_bytes())
            )
            yield gold, content


def prediction(name: str, article: Article | None) -> dict[str, Any]:
    """What was read of one page, in the words of the corpus."""
    if article is None:
        return {"id": name}
    day = article.published_at.date().isoformat() if article.published_at else None
    return {
        "id": name,
        "title": article.title,
        "body": article.body,
        "category": article.category,
        "categories": [article.category] if article.category else [],
        "authors": list(article.authors),
        "tags": list(article.tags),
        "published": day,
        "date": day,
        "views": article.views,
        "related": [
            {"url": one.url, "title": one.title, "teaser": one.teaser, "views": one.views} for one in article.related
        ],
    }


def accuracy(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Iterator[tuple[str, int, float]]:
    """For each field: how many pages have it in the gold, and how often the prediction is equal."""
    for field in ("title", "category", "published", "views", "authors", "related"):
        pairs = [(one[field], other.get(field)) for one, other in zip(gold, predicted, strict=True) if field in one]
        if field == "related":
            pairs = [(_addresses(one), _addresses(other)) for one, other in pairs]
        if pairs:
            yield field, len(pairs), sum(one == other for one, other in pairs) / len(pairs)


def _addresses(related: list[Any] | None) -> set[str]:
    return {one if isinstance(one, str) else one["url"] for one in related or ()}


def main() -> None:
    """Read the corpus, write the predictions, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, help="a script that takes the predictions' path")
    parser.add_argument("-o", "--output", type=Path, help="where the predictions go (default: a temporary file)")
    options = parser.parse_args()
    golds, predicted, spent = [], [], []
    for gold, content in pages(options.corpus):
        page = Page(content, SEEN_AT, Origin.FILE, gold["url"])
        start = time.process_time()
        reading = read(page)
        spent.append(1000 * (time.process_time() - start))
        golds.append(gold)
        one = prediction(gold["id"], reading.article)
        if any(isinstance(link, str) for link in gold.get("related", ())):
            one["related"] = [link["url"] for link in one.get("related", ())]
        predicted.append(one)
    output = options.output or Path(tempfile.mkdtemp()) / "predictions.jsonl"
    with output.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in predicted)
    print(f"{len(golds)} pages, CPU ms a page: median {statistics.median(spent):.2f}, ", end="")
    print(f"mean {statistics.mean(spent):.2f}, most {max(spent):.0f}")
    if options.scorer:
        subprocess.run([sys.executable, str(options.scorer), str(output)], check=True)
        return
    for field, count, share in accuracy(golds, predicted):
        print(f"{field:10} {count:5} {share:.3f}")


if __name__ == "__main__":
    main()
