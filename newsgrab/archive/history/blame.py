"""Where each passage of a text came from: the version in which it arrived, as `git blame` tells it of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from newsgrab.archive.history.compare import Op, words
from newsgrab.archive.history.versions import Version
from newsgrab.article import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one paragraph of the text (or of the title: `field`) that arrived as one.

    It came with `version`, between the looks at `not_before` (None: it was there when we first looked) and
    `first_seen_at`. `name` is the reference to that version that stays, `paragraph` counts from 1.
    """

    field: str
    paragraph: int
    text: str
    version: int
    name: str
    not_before: str | None
    first_seen_at: str


def blame(versions: Sequence[Version], articles: Sequence[Article]) -> list[Passage]:
    """The passages of the last of these texts, in their order; `versions` and `articles` are the same, oldest first.

    A word that was taken out and came back arrived when it came back; a whole text that came back is as it was.
    """
    out: list[Passage] = []
    for field in ("title", "body"):
        texts = [article.title if field == "title" else article.body for article in articles]
        out += _passages(field, versions, texts)
    return out


def _passages(field: str, versions: Sequence[Version], texts: Sequence[str]) -> Iterator[Passage]:
    arrived = _arrived(versions, texts)
    start = 0
    for number, paragraph in enumerate(texts[-1].split("\n\n"), start=1):
        end = start + len(paragraph)
        for place, letters in groupby(range(start, end), key=arrived.__getitem__):
            at = list(letters)
            text, version = texts[-1][at[0] : at[-1] + 1].strip(), versions[place]
            if text:
                yield Passage(
                    field, number, text, version.number, version.name, version.not_before, version.first_seen_at
                )
        start = end + len("\n\n")


def _arrived(versions: Sequence[Version], texts: Sequence[str]) -> list[int]:
    """For each letter of the last text the place of the version with which it came."""
    known: list[list[int]] = [[0] * len(texts[0])]
    places = {version.number: place for place, version in enumerate(versions)}
    for place, (version, old, new) in enumerate(zip(versions[1:], texts[:-1], texts[1:], strict=True), start=1):
        back = places.get(version.repeats or 0)
        if back is not None and texts[back] == new:
            known.append(known[back])
        else:
            known.append(known[-1] if old == new else _carried(known[-1], old, new, place))
    return known[-1]


def _carried(arrived: Sequence[int], old: str, new: str, place: int) -> list[int]:
    """The same for a text that another one became: what is equal, or only moved, has come as before."""
    pieces = words(old, new)
    moved: dict[int, list[int]] = {}
    at = 0
    for piece in pieces:
        if piece.op is not Op.ADDED:
            if piece.move is not None and piece.op is Op.REMOVED:
                moved[piece.move] = list(arrived[at : at + len(piece.text)])
            at += len(piece.text)
    out: list[int] = []
    at = 0
    for piece in pieces:
        size = len(piece.text)
        if piece.op is Op.EQUAL:
            out += arrived[at : at + size]
        elif piece.op is Op.ADDED:
            out += _resized(moved[piece.move], size) if piece.move in moved else [place] * size
        at += size if piece.op is not Op.ADDED else 0
    return out


def _resized(arrived: list[int], size: int) -> list[int]:
    """Of a paragraph that moved: the blanks behind it may be fewer or more there."""
    return (arrived + arrived[-1:] * size)[:size]
