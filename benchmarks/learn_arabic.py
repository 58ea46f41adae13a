"""Learn newsgrab/archive/analysis/arabic.z, the lists that the Arabic stemmer goes by, from any Arabic text.

usage: python benchmarks/learn_arabic.py TEXT… (plain text, or .jsonl(.gz) whose "body" is read where "lang" is "ar")

Only counts of single word forms are used. A million words will do; the lists that newsgrab ships come from eight
million words of news and encyclopedia. The rules, in one breath: what takes the article is a noun of its own (البحر,
so the ب of بحر is no preposition; الحكم, so its ending is no pronoun), what takes a further ending has the last one in
its stem (لبناني, so لبنان is no dual), and a form far more frequent than what would be left of it is a word.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from newsgrab.archive.analysis.arabic import PREFIXES
from newsgrab.archive.analysis.fold import normal
from newsgrab.archive.analysis.scan import WORD

LISTS = Path(__file__).parent.parent / "newsgrab/archive/analysis/arabic.z"
RATIO = {"و": 2.0, "ب": 1.0, "ل": 1.0, "ف": 0.2, "ك": 0.2, "س": 0.5}
"""How many times as frequent as the bare word its form with this proclitic can be."""

Counts = collections.Counter[str]


def texts(paths: list[Path]) -> Iterator[str]:
    """The Arabic texts in the files."""
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            if ".jsonl" not in path.name:
                yield lines.read()
                continue
            for line in lines:
                entry = json.loads(line)
                if entry.get("lang") == "ar":
                    yield entry["body"]


def count(paths: list[Path]) -> Counts:
    """How often each word form occurs, Arabic script only."""
    counts: Counts = collections.Counter()
    for text in texts(paths):
        counts.update(normal(match.group()) for match in WORD.finditer(text))
    return collections.Counter({word: n for word, n in counts.items() if word and all("ء" <= c <= "ي" for c in word)})


class Learner:
    """The decisions about each word, taken from the counts alone."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts

    def definite(self, word: str) -> int:
        """How often the word stands with the article."""
        total = sum(self.counts[article + word] for article in ("ال", "وال", "بال", "فال", "كال"))
        return total + self.counts["لل" + word]

    def both(self, word: str) -> int:
        """How often the word stands with or without the article."""
        return self.counts[word] + self.definite(word)

    def is_head(self, word: str) -> bool:
        """True if what looks like a proclitic is the word's own first letter."""
        n, definite = self.counts[word], self.definite(word)
        if definite >= max(2, 0.02 * n):
            return True
        if word.startswith("ال"):
            return False
        rest = word[1:]
        limit = RATIO[word[0]]
        return n > limit * self.both(rest)

    def heads(self, least: int) -> set[str]:
        """The words whose first letter is their own although it looks like a proclitic before a known word."""
        found = set()
        for word, n in self.counts.items():
            if n < least and self.definite(word) < least:
                continue
            looks = word.startswith("ال") and len(word) > 3 and not word.startswith("الال")
            looks = looks or (word[0] in PREFIXES and len(word) > 3 and self.both(word[1:]) >= 2)
            if looks and self.is_head(word):
                found.add(word)
        return found

    def known(self, heads: set[str], least: int) -> set[str]:
        """The words that occur without a proclitic."""
        found = set()
        for word in self.counts:
            if len(word) < 3 or self.both(word) < least:
                continue
            clitic = word.startswith(("ال", "لل")) or (
                word[0] in PREFIXES and self.both(word[1:]) >= 2 and len(word) > 3
            )
            if not clitic or word in heads:
                found.add(word)
        for word in list(self.counts):  # known only with the article
            if word.startswith("ال") and len(word) > 4 and self.counts[word] >= least and word not in heads:
                found.add(word[2:])
        return found

    def is_tail(self, word: str) -> bool:
        """True if what looks like an ending is the word's own."""
        n, definite = self.both(word), self.definite(word)
        for endings, rule in ((("ان", "ين", "ون"), self._own_number), (("ات",), self._own_feminines)):
            if word.endswith(endings) and len(word) > 4:
                return rule(word, n)
        if word.endswith(("ها", "هم", "هن", "نا", "كم", "وا")) and len(word) > 4:
            return definite >= max(3, 0.05 * n)
        if word.endswith("ا") and len(word) > 3:
            return definite >= max(3, 0.1 * n)
        if word.endswith("ت") and len(word) > 3:
            return definite >= max(3, 0.05 * n)
        return False

    def _own_number(self, word: str, n: int) -> bool:
        rest, further = word[:-2], self.both(word + "ي") + self.both(word + "يه") + self.both(word + "يين")
        if further >= max(3, 0.01 * n):
            return True
        siblings = {"ان": ("ين",), "ين": ("ون", "ان"), "ون": ("ين",)}[word[-2:]]
        share = {"ان": 0.1, "ين": 0.01, "ون": 0.05}[word[-2:]]
        return n >= 5 and sum(self.both(rest + other) for other in siblings) < share * n

    def _own_feminines(self, word: str, n: int) -> bool:
        rest = word[:-2]
        return n >= 5 and self.both(rest) + self.both(rest + "ه") < 0.02 * n

    def tails(self, least: int) -> set[str]:
        """The words whose ending is their own although it looks like a pronoun, a number or a case."""
        return {
            word
            for word in self.counts
            if self.both(word) >= least and not word.startswith(("ال", "لل")) and self.is_tail(word)
        }


def learn(counts: Counts, least: int) -> tuple[set[str], set[str], set[str]]:
    """The words known, those with a first letter and those with an ending of their own."""
    learner = Learner(counts)
    heads = learner.heads(least)
    known = learner.known(heads, least)
    tails = {word for word in learner.tails(least) if word in known}
    return known, heads, tails


def main() -> None:
    """Write the lists."""
    arguments = argparse.ArgumentParser(description="Learn the Arabic word lists from text.")
    arguments.add_argument("text", nargs="+", type=Path)
    arguments.add_argument("--least", type=int, default=5, help="forms rarer than this teach nothing")
    options = arguments.parse_args()
    lists = learn(count(options.text), options.least)
    packed = zlib.compress("\n\n".join("\n".join(sorted(words)) for words in lists).encode(), 9)
    LISTS.write_bytes(packed)
    print(f"known {len(lists[0])}, heads {len(lists[1])}, tails {len(lists[2])}: {len(packed) // 1024} KB")


if __name__ == "__main__":
    main()
