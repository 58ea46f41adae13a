"""Who said it first: texts that are nearly the same, across sites and versions, and who had which wording first.

First by the looks of this archive. Whoever was looked at later may have published earlier; the page's own time of
publication stands beside it, and is the page's word.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from newsgrab.archive.query.openings import last_seen_in_parts, openings
from newsgrab.archive.query.refs import Ref
from newsgrab.archive.search.removed import find as removals
from newsgrab.archive.search.removed.passages import Sentence, folded_words, sentences
from newsgrab.archive.sql import VERSIONS
from newsgrab.errors import BadQuery

_ASKED = 16  # phrases of the text by which others that may have it are found
_PHRASE = 5  # words
_CANDIDATES = 60
_SHARED = 0.3  # of the text's triples of words that another one must have
_FEWEST = 4  # words of a sentence that tells anything
_FEWEST_LETTERS = 16  # of one in a script without blanks
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


class LineageText(NamedTuple):
    """A version of an article that has much of the text: `share` of its wording, between 0 and 1.

    It is the first of its versions that has so much, seen between `not_before` and `first_seen_at` (UTC, ISO 8601).
    `own` is that of the article that was asked for.
    """

    article_id: int
    version: int
    url: str
    site: str
    title: str
    share: float
    not_before: str | None
    first_seen_at: str
    published_at: str | None
    own: bool


class Wording(NamedTuple):
    """Sentences of the text, side by side, which one and the same version was the first to have by our looks.

    `others` are the articles that have, or had, them too.
    """

    passage: str
    article_id: int
    version: int
    url: str
    site: str
    not_before: str | None
    first_seen_at: str
    others: tuple[int, ...]


class Lineage(NamedTuple):
    """The texts, the one that was seen first before the others, and the wordings in the order of the text."""

    texts: tuple[LineageText, ...]
    wordings: tuple[Wording, ...]


class _Text(NamedTuple):
    """A version of an article with its words, for comparing."""

    row: Mapping[str, Any]
    words: str

    @property
    def order(self) -> tuple[str, str, int]:
        """The first by our looks; of those seen in one look, the one that was published first."""
        return (self.row["first_at"], self.row["published_utc"] or "9999", self.row["article_id"])


def lineage(connection: sqlite3.Connection, ref: Ref) -> Lineage:
    """Where the text of an article (of the version that is named, else the latest) came from.

    Looks only at what is in the search indexes: `catch_up` first.
    """
    own = next(each for each in reversed(list(_versions(connection, [ref.article_id]))) if _is(each, ref))
    title, body = own.row["title"], own.row["body"]
    ids = dict.fromkeys([ref.article_id, *_candidates(connection, body or title)])
    triples = _triples(own.words)
    texts, alike = [], list[_Text]()
    for _, group in groupby(_versions(connection, ids), key=lambda each: int(each.row["article_id"])):
        shares = [(each, _share(triples, each.words)) for each in group]
        found = [(each, share) for each, share in shares if share >= _SHARED]
        if found or shares[0][0].row["article_id"] == ref.article_id:
            alike += [each for each, _ in shares]
            first, share = min(found or shares, key=lambda one: one[0].order)
            texts.append((first.order, _lineage_text(first.row, share, ref)))
    return Lineage(tuple(text for _, text in sorted(texts)), tuple(_wordings(body, alike)))


def _is(text: _Text, ref: Ref) -> bool:
    """Whether it is the text that a reference names; the last of those that were seen of its version."""
    return int(text.row["version"]) == (ref.version or ref.latest)


def _versions(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[_Text]:
    """All versions of these articles, article by article, oldest first."""
    numbers = ", ".join(str(int(each)) for each in ids)
    rows = connection.execute(
        "SELECT run.article_id, run.version, run.not_before, run.first_at, s.title, s.body, article.url, article.site,"
        f" s.published_at, datetime(s.published_at) AS published_utc FROM {VERSIONS}"
        f" JOIN article ON article.id = run.article_id WHERE run.article_id IN ({numbers})"
        " ORDER BY run.article_id, run.version"
    )
    for row in rows:
        for seen in _as_first_seen(connection, dict(row)):
            yield _Text(seen, folded_words(f"{seen['title']}\n{seen['body']}"))


def _as_first_seen(connection: sqlite3.Connection, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A version; before it the parts of it that were seen before the whole."""
    seen_in_parts = row["version"] <= last_seen_in_parts(connection, row["article_id"])
    parts, whole_at = openings(connection, row["article_id"], row["version"]) if seen_in_parts else ([], None)
    for part in parts:
        text = connection.execute("SELECT title, body FROM snapshot WHERE id = ?", (part.reading,)).fetchone()
        yield {**row, **dict(text), "first_at": part.first_seen_at}
    yield {**row, "first_at": whole_at or row["first_at"]}


def _candidates(connection: sqlite3.Connection, text: str) -> list[int]:
    """The articles that have some of the phrases of a text, in what they say or in what they no longer say."""
    phrases = _phrases(text)
    if not phrases:
        return []
    rows = connection.execute(
        "SELECT rowid FROM article_fts WHERE article_fts MATCH ? ORDER BY rank LIMIT ?",
        (" OR ".join(f'body : "{phrase}"' for phrase in phrases), _CANDIDATES),
    )
    found = [row[0] for row in rows]
    try:
        return found + removals.articles_that_had(connection, " OR ".join(f'"{each}"' for each in phrases), _CANDIDATES)
    except BadQuery:  # none of its words is one that a search looks for
        return found


def _phrases(text: str) -> list[str]:
    """Some words of sentences all over the text, as they stand there."""
    long = [text[each.start : each.end] for each in sentences(text) if _tells(each)]
    step = max(1, len(long) / _ASKED)
    chosen = [long[int(place * step)] for place in range(min(len(long), _ASKED))]
    words = [_WORD.findall(sentence) for sentence in chosen]
    return [" ".join(each[len(each) // 3 :][:_PHRASE]) for each in words]


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence is long enough that two texts hardly have it by chance."""
    words = sentence.words.split()
    return len(words) >= _FEWEST or sum(map(len, words)) >= _FEWEST_LETTERS


def _triples(words: str) -> frozenset[tuple[str, ...]]:
    """Each three words that follow each other; in scripts without blanks, letters."""
    units = words.split() if len(words) < 8 * (words.count(" ") or 1) else list(words.replace(" ", ""))
    return frozenset(zip(units, units[1:], units[2:], strict=False))


def _share(triples: frozenset[tuple[str, ...]], words: str) -> float:
    """How much of a text's wording another one has."""
    return len(triples & _triples(words)) / len(triples) if triples else 0.0


def _lineage_text(row: Mapping[str, Any], share: float, ref: Ref) -> LineageText:
    return LineageText(
        row["article_id"],
        row["version"],
        row["url"],
        row["site"],
        row["title"],
        round(share, 3),
        row["not_before"],
        row["first_at"],
        row["published_at"],
        row["article_id"] == ref.article_id,
    )


def _wordings(body: str, texts: Sequence[_Text]) -> Iterator[Wording]:
    """The sentences of a text, those side by side that came with one version together."""
    told = []
    for sentence in sentences(body):
        having = [each for each in texts if sentence.words in each.words] if _tells(sentence) else []
        if having:
            first = min(having, key=lambda each: each.order)
            ids = frozenset(int(each.row["article_id"]) for each in having)
            told.append((sentence, first, ids))
    for (_, ids), group in groupby(told, key=lambda one: (id(one[1].row), one[2])):
        side_by_side = list(group)
        row = side_by_side[0][1].row
        passage = body[side_by_side[0][0].start : side_by_side[-1][0].end].strip()
        others = tuple(sorted(ids - {row["article_id"]}))
        place = (row["article_id"], row["version"], row["url"], row["site"], row["not_before"], row["first_at"])
        yield Wording(passage, *place, others)
