"""How well the rules tell kinds of edits: precision and recall on labelled pairs (pairs.toml).

usage: python benchmarks/edit_kinds/score.py [--misses]

The pairs were written before the rules. The rules were made by the first, the third … of them; the others are counted
apart, and `--misses` shows what went wrong on the first half only.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from newsgrab.archive.history.edit_kinds import EditKind, edit_kinds
from newsgrab.article import Article, Block, BlockKind

PAIRS = Path(__file__).with_name("pairs.toml")


def told(pair: dict[str, Any]) -> set[str]:
    """The kinds that the rules tell of a pair."""
    one, other = (_article(pair, pair[side]) for side in ("old", "new"))
    return {kind.value for kind in edit_kinds(one, other)}


def _article(pair: dict[str, Any], text: str) -> Article:
    language = pair.get("lang")
    if pair.get("title"):
        return Article("https://courier.example/1", text, (), language=language)
    blocks = tuple(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n\n"))
    return Article("https://courier.example/1", "Title", blocks, language=language)


def score(pairs: list[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Of each kind: how often it was told rightly, told wrongly, and missed."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for pair in pairs:
        found, true = told(pair), set(pair["kinds"])
        right.update(found & true)
        wrong.update(found - true)
        missed.update(true - found)
    return {kind.value: (right[kind], wrong[kind], missed[kind]) for kind in EditKind}


def show(name: str, scores: dict[str, tuple[int, int, int]]) -> None:
    """A table of precision and recall."""
    print(f"{name:<24}{'precision':>12}{'recall':>10}{'pairs':>8}")
    rows = {**scores, "all": tuple(map(sum, zip(*scores.values(), strict=True)))}
    for kind, (right, wrong, missed) in rows.items():
        precision = f"{right / (right + wrong):.2f}" if right + wrong else "-"
        recall = f"{right / (right + missed):.2f}" if right + missed else "-"
        print(f"  {kind:<22}{precision:>12}{recall:>10}{right + missed:>8}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    pairs = tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"]
    show("half the rules were made by", score(pairs[::2]))
    show("half kept aside", score(pairs[1::2]))
    for pair in pairs[::2] if arguments.misses else []:
        if told(pair) != set(pair["kinds"]):
            print(f"told {sorted(told(pair))}, is {sorted(pair['kinds'])}:\n  {pair['old']}\n  {pair['new']}")


if __name__ == "__main__":
    main()
