"""Learn newsgrab/archive/search/analysis/arabic.z, the lists that the Arabic stemmer goes by, from any Arabic text.

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

from newsgrab.archive.search.analysis.arabic import Lexicon, plurals
from newsgrab.archive.search.analysis.fold import normal
from newsgrab.archive.search.analysis.scan import pattern

LISTS = Path(__file__).parent.parent / "newsgrab/archive/search/analysis/arabic.z"
RATIO = {"و": 8.0, "ب": 1.0, "ل": 1.0, "ف": 0.2, "ك": 0.2, "س": 0.5}
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
        counts.update(normal(match.group()) for match in pattern(text).finditer(text))
    return collections.Counter({word: n for word, n in counts.items() if word and all("ء" <= c <= "ي" for c in word)})


class Learner:
    """The decisions about each word, taken from the counts alone."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.pasts: set[str] = set()

    def definite(self, word: str) -> int:
        """How often the word stands with the article."""
        return sum(self.counts[article + word] for article in ("ال", "وال", "بال", "فال", "كال"))

    def both(self, word: str) -> int:
        """How often the word stands with or without the article."""
        return self.counts[word] + self.definite(word)

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
        if word.endswith("ي") and len(word) > 3:
            return self._is_abstract(word)
        if word.endswith("ت") and len(word) > 3:
            return definite >= max(3, 0.05 * n) or (n >= 20 and not self._is_verb(word[:-1]))
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

    def _is_verb(self, word: str) -> bool:
        """True if the word, or what is left of it behind "and", is a verb in the past."""
        rests = (word, word[1:]) if word[0] in "وف" else (word,)
        return any(rest in self.pasts or self.counts[rest + "وا"] for rest in rests)

    def _is_abstract(self, word: str) -> bool:
        """True if this with ة is a noun of its own (عملية, شخصية) and no adjective's feminine (مصرية)."""
        nouns = self.both(word + "ه") + self.both(word + "ات")
        adjectives = self.both(word) + self.both(word + "ين") + self.both(word + "ون")
        base = word[:-1]
        uses, names = self.both(base) + self.both(base + "ه"), self.counts[base + "ا"] + self.counts[base + "يا"]
        share = (self.definite(base) + self.definite(base + "ه")) / max(uses, 1)
        of_a_common_noun = len(base) > 2 and uses >= 50 and 0.1 < share < 0.9 and names < uses
        return nouns >= 20 and nouns > (3 if of_a_common_noun else 10) * adjectives

    def tails(self, least: int) -> set[str]:
        """The words whose ending is their own although it looks like a pronoun, a number or a case."""
        words = {word for word in self.counts if self.both(word) >= least}
        return {word for word in words | {word[:-1] for word in words if word.endswith("يه")} if self.is_tail(word)}

    def past(self, rest: str) -> str:
        """The past of a verb whose present is this with ي or ت before it; "" if none of its shapes occurs."""
        shapes = [rest, "ا" + rest]
        if rest[0] == "ء":
            shapes.append("ا" + rest[1:])
        if len(rest) == 2:
            shapes = ["و" + rest, rest, "ا" + rest]
        if len(rest) > 2 and rest[-2] in "وي":
            hollow = rest[:-2] + "ا" + rest[-1]
            shapes += [hollow, "ا" + hollow]
        if rest[-1] == "و":
            shapes.append(rest[:-1] + "ا")
        if rest[-1] == "ي":
            shapes.append(rest[:-1] + "ا")
        weighed = [(self.counts[shape] + 2 * self.counts[shape + "ت"], shape) for shape in shapes if len(shape) > 1]
        best = max(weighed, default=(0, ""))
        return best[1] if best[0] >= 5 else ""

    def verbs(self, least: int) -> dict[str, list[str]]:
        """The present forms of each past."""
        found: dict[str, list[str]] = {}
        for word, n in self.counts.items():
            rest = word[1:]
            if word[0] != "ي" or len(word) < 3 or n < least or self.definite(word) > 0.02 * n:
                continue
            feminine = "ت" + rest
            if self.counts[feminine] < 0.03 * n or not (past := self.past(rest)):
                continue
            forms = [word]
            if (
                self.definite(feminine) <= 0.02 * self.counts[feminine]
                and self.counts["ي" + feminine] < 0.1 * self.counts[feminine]
            ):
                forms.append(feminine)
            found.setdefault(past, []).extend(form for form in forms if form != past)
        return found


def learn(counts: Counts, least: int) -> tuple[set[str], set[str], dict[str, list[str]]]:
    """The stems of the words there are, the words with an ending of their own, the verbs."""
    learner = Learner(counts)
    verbs = learner.verbs(least)
    learner.pasts = set(verbs)
    forms = {form: past for past, presents in verbs.items() for form in presents} | plurals()
    tails = {
        word
        for word in learner.tails(least)
        if not (word[0] in "يت" and word[-2:] in {"ون", "ان"} and word[:-2] in forms)
    }
    lexicon = Lexicon(frozenset(), frozenset(tails), forms, frozenset(verbs))
    pasts = {lexicon.without_endings(past) for past in verbs}
    return _stems(learner, lexicon, least) | pasts | {"الل"}, tails, verbs  # the last is the name of God


def _stems(learner: Learner, lexicon: Lexicon, least: int) -> set[str]:
    """The stems of words that begin with letters of their own."""
    bare: Counts = collections.Counter()
    definite: Counts = collections.Counter()
    explained: Counts = collections.Counter()  # how often a word can be a proclitic and another word
    for word, n in learner.counts.items():
        stem = lexicon.without_endings(word)
        bare[stem] += n
        definite[stem] += learner.definite(word)
        if word[0] in RATIO:
            explained[stem] += min(n, int(RATIO[word[0]] * learner.both(word[1:])))
    return {
        stem
        for stem, n in bare.items()
        if n + definite[stem] >= least
        and len(stem) > 2
        and (
            stem[0] not in "الوفبكس"
            or definite[stem] >= max(2, 0.02 * n)
            or (not stem.startswith(("ال", "لل", "وال", "بال", "فال", "كال")) and explained[stem] < 0.3 * n)
        )
    }


def main() -> None:
    """Write the lists."""
    arguments = argparse.ArgumentParser(description="Learn the Arabic word lists from text.")
    arguments.add_argument("text", nargs="+", type=Path)
    arguments.add_argument("--least", type=int, default=5, help="forms rarer than this teach nothing")
    options = arguments.parse_args()
    lists = learn(count(options.text), options.least)
    *words, verbs = lists
    sections = [*map(sorted, words), [" ".join((past, *forms)) for past, forms in sorted(verbs.items())]]
    packed = zlib.compress("\n\n".join(map("\n".join, sections)).encode(), 9)
    LISTS.write_bytes(packed)
    print(f"stems {len(lists[0])}, tails {len(lists[1])}, verbs {len(verbs)}: {len(packed) // 1024} KB")


if __name__ == "__main__":
    main()
