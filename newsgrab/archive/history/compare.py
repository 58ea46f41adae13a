"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from newsgrab.article import Article

# A word keeps its combining marks (Arabic and Hebrew points, Indic and Thai vowel signs); Chinese, Japanese and Thai
# letters stand alone, since no blank parts their words.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u200c\u200d"
_TOKEN = re.compile(rf"\s+|[{_ALONE}]|(?:(?![{_ALONE}])[\w{_MARKS}])+|.", re.DOTALL)


class Op(StrEnum):
    """What happened to a piece of text."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what happened to it."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One editorial field that differs.

    The pieces without the added ones are the old text, without the removed ones the new text.
    """

    field: str
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The text before."""
        return "".join(piece.text for piece in self.pieces if piece.op is not Op.ADDED)

    @property
    def new(self) -> str:
        """The text after."""
        return "".join(piece.text for piece in self.pieces if piece.op is not Op.REMOVED)


def compare(old: Article, new: Article) -> tuple[FieldChange, ...]:
    """The editorial fields that differ, in a fixed order, each with its pieces."""
    pairs = {
        "title": (old.title, new.title),
        "category": (old.category or "", new.category or ""),
        "authors": ("; ".join(old.authors), "; ".join(new.authors)),
        "published_at": (_when(old), _when(new)),
        "updated_at": (
            old.updated_at.isoformat() if old.updated_at else "",
            new.updated_at.isoformat() if new.updated_at else "",
        ),
        "language": (old.language or "", new.language or ""),
        "body": (old.body, new.body),
    }
    return tuple(FieldChange(name, words(a, b)) for name, (a, b) in pairs.items() if a != b)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other: paragraphs are matched first, then words within them."""
    pieces: list[Piece] = []
    old_parts, new_parts = re.split(r"(\n\n)", old), re.split(r"(\n\n)", new)
    for op, before, after in _opcodes(old_parts, new_parts):
        if op == "equal":
            pieces.append(Piece(Op.EQUAL, "".join(before)))
        elif op == "replace":
            pieces += _word_pieces("".join(before), "".join(after))
        else:
            pieces += _removed_added("".join(before), "".join(after))
    return _joined(pieces)


def _word_pieces(old: str, new: str) -> Iterator[Piece]:
    for op, before, after in _opcodes(_TOKEN.findall(old), _TOKEN.findall(new)):
        if op == "equal":
            yield Piece(Op.EQUAL, "".join(before))
        else:
            yield from _removed_added("".join(before), "".join(after))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        yield op, old[a:b], new[c:d]


def _removed_added(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(Op.REMOVED, old)
    if new:
        yield Piece(Op.ADDED, new)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind made one; a blank between two changes joins them, so that a phrase reads as a phrase."""
    out: list[Piece] = []
    gone, come, blank = "", "", ""
    for piece in [*pieces, Piece(Op.EQUAL, "")]:
        if piece.op is Op.REMOVED:
            gone, come, blank = gone + blank + piece.text, come + blank, ""
        elif piece.op is Op.ADDED:
            gone, come, blank = gone + blank, come + blank + piece.text, ""
        elif piece.text.isspace() and "\n" not in piece.text and (gone or come):
            blank += piece.text
        else:
            out += _removed_added(gone, come)
            out.append(Piece(Op.EQUAL, blank + piece.text))
            gone, come, blank = "", "", ""
    merged: list[Piece] = []
    for piece in out:
        if not piece.text:
            continue
        if merged and merged[-1].op is piece.op:
            merged[-1] = Piece(piece.op, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)


def _when(article: Article) -> str:
    if article.published_at is None:
        return ""
    day_only = article.published_precision == "day"
    return article.published_at.date().isoformat() if day_only else article.published_at.isoformat()
