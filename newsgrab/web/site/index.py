"""The index with which a browser searches a static site: small files, of which a search loads a few.

Words are put into files ("shards") by their first letter, articles into files ("blocks") by their number. A file is a
script that hands over one JSON value: that way it can be loaded from a disk as well as from a host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsgrab.archive.search.analysis.fold import fold
from newsgrab.web.foreign import direction, language, plain

SHARDS = 64
BLOCK = 500  # articles
_BODY, _LABEL, _TITLE = 1, 2, 3  # weights of a word, by where it stands
_LETTERS = "letters"
_WORD = re.compile(r"[^\W_]+")
_SPACELESS = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]+)")
_CLITICS = re.compile("^[\u0648\u0641\u0628\u0643]?(?:\u0627\u0644|\u0644\u0644)(?=..)")  # and-the, for-the

Postings = dict[str, dict[int, int]]
"""For each word the articles that have it, with its weight there."""


class Indexed(NamedTuple):
    """What the index keeps of an article: its words are for finding it, the rest for showing it."""

    id: int
    title: str
    labels: str
    body: str
    site: str
    day: str
    language: str | None


def words(text: str) -> set[str]:
    """The words of a text as they are looked for; writing without spaces gives its pairs of letters.

    >>> sorted(words("والسوق in the City")), sorted(words("旧码头"))
    (['city', 'in', 'the', 'سوق'], ['旧码', '码头'])
    """
    found: set[str] = set()
    for word in _WORD.findall(fold(text)):
        for part in _SPACELESS.split(word):
            if _SPACELESS.fullmatch(part):
                found.update(part[at : at + 2] for at in range(max(1, len(part) - 1)))
            elif part:
                found.add(_CLITICS.sub("", part))
    return found


class SearchIndex:
    """The index in the folder of a site: it is read, some articles are put in or taken out, and it is written."""

    def __init__(self, folder: Path) -> None:
        """Read what is there."""
        self._folder = folder
        self._shards = [_postings(_read(self._path(f"w{number}"))) for number in range(SHARDS)]
        self._blocks: dict[int, dict[str, list[str]]] = {}
        self._letters: dict[str, str] = _read(self._path(_LETTERS))
        self._touched: set[int] = set()

    def remove(self, ids: set[int]) -> None:
        """Take articles out."""
        if not ids:
            return
        for number, shard in enumerate(self._shards):
            for word in [word for word, found in shard.items() if not ids.isdisjoint(found)]:
                self._touched.add(number)
                for article_id in ids & shard[word].keys():
                    del shard[word][article_id]
                if not shard[word]:
                    del shard[word]
        for article_id in ids:
            self._block(article_id).pop(str(article_id), None)

    def add(self, article: Indexed) -> None:
        """Put an article in."""
        for weight, text in ((_BODY, article.body), (_LABEL, article.labels), (_TITLE, article.title)):
            for word in words(text):
                number = shard_of(word)
                self._touched.add(number)
                self._shards[number].setdefault(word, {})[article.id] = weight
        for letter in set(f"{article.title}{article.labels}{article.body}"):
            if (folded := fold(letter)) != letter:
                self._letters[letter] = folded
        shown = [plain(article.title), article.site, article.day, direction(article.title), language(article.language)]
        self._block(article.id)[str(article.id)] = shown

    def files(self) -> dict[str, str]:
        """The files that say something else than before: their names, and what is to be in them."""
        changed: dict[str, object] = {f"w{number}": _packed(self._shards[number]) for number in self._touched}
        changed |= {f"b{number}": dict(sorted(block.items())) for number, block in self._blocks.items()}
        changed[_LETTERS] = dict(sorted(self._letters.items()))
        return {f"{name}.js": _script(name, value) for name, value in changed.items()}

    def _block(self, article_id: int) -> dict[str, list[str]]:
        number = article_id // BLOCK
        if number not in self._blocks:
            self._blocks[number] = _read(self._path(f"b{number}"))
        return self._blocks[number]

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.js"


def shard_of(word: str) -> int:
    """The number of the file that has a word: by its first letter, so that a beginning leads there as well."""
    return ord(word[0]) % SHARDS


def _packed(postings: Postings) -> dict[str, list[int]]:
    """Each article as the distance to the one before, times four, plus the weight."""
    out = {}
    for word in sorted(postings):
        numbers, before = [], 0
        for article_id in sorted(postings[word]):
            numbers.append((article_id - before) * 4 + postings[word][article_id])
            before = article_id
        out[word] = numbers
    return out


def _postings(packed: Mapping[str, Iterable[int]]) -> Postings:
    out: Postings = {}
    for word, numbers in packed.items():
        article_id, found = 0, {}
        for number in numbers:
            article_id += number >> 2
            found[article_id] = number & 3
        out[word] = found
    return out


def _script(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"newsgrabIndex({json.dumps(name)},{text.replace(chr(0x2028), '').replace(chr(0x2029), '')})\n"


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return dict(json.loads(text[text.index(",") + 1 : text.rindex(")")]))
