"""What differs between two texts: word by word, and which paragraphs changed their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from newsgrab.archive.history.alignment import Match, matches
from newsgrab.article import Article, is_filed_by_address

# A word keeps its combining marks (Arabic and Hebrew points, Indic and Thai vowel signs); Chinese, Japanese and Thai
# letters stand alone, since no blank parts their words. An apostrophe between letters and the signs inside a number
# part no word (Unicode Standard Annex 29, WB6 to WB12); nor do a minus sign, and the blank before three digits.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u200c\u200d"
_LETTERS = rf"[^\W{_ALONE}]"
_IN_NUMBER = r"(?<=\d)[.,:٫٬'’](?=\d)|(?<=\d)(?<!\d{4})[ \u00a0\u202f](?=\d{3}(?!\d))"
_IN_WORD = rf"[{_MARKS}]+|(?<=[^\W\d_])['’](?=[^\W\d_])|{_IN_NUMBER}"
_MINUS = r"(?<!\w)[-−–](?=\d)"
_WORD = rf"(?:{_MINUS})?{_LETTERS}+(?:(?:{_IN_WORD}){_LETTERS}*)*"
_TOKEN = re.compile(rf"({_WORD}|[{_ALONE}]|[{_MARKS}]+{_LETTERS}*|\S|)(\s*)")
NUMBER = re.compile(rf"(?:{_MINUS})?\d+(?:(?:{_IN_NUMBER})\d+)*")
"""A number in digits of any script, with its sign and the signs and blanks inside it."""
_INSIDE_MARK = re.compile(r"(?<=\[)(?=-)|(?<=-)(?=\])|(?<=\{)(?=\+)|(?<=\+)(?=\})")
_PROSE = frozenset({"title", "category", "authors", "body"})
_MIN_MOVED = 12  # characters: a shorter paragraph ("More soon.") is too common to be told as moved
_MAX_PAIRS = 400  # of stretches between two matched paragraphs; with more, the first goes with the first, and so on
_ISLAND = 4  # times fewer words than changed on either side of them: what is equal there only disturbs the reader


class Op(StrEnum):
    """What happened to a piece of text."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what happened to it.

    `move` numbers the paragraphs that changed their place: such a one is removed in one place and added in another.
    """

    op: Op
    text: str
    move: int | None = None


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


def without_marks(text: str) -> str:
    r"""A text in which no marks of an edit stand: a page cannot show one that there was not.

    >>> without_marks("a [-forged-] word")
    'a [\\-forged-\\] word'
    """
    return _INSIDE_MARK.sub(r"\\", text)


def marked(piece: Piece) -> str:
    """As `git diff --word-diff` marks it, the blanks at its ends outside; a paragraph that moved has its number."""
    text = without_marks(piece.text)
    inner = text.strip() or text  # blanks alone are all that went or came
    lead, _, trail = text.partition(inner)
    sign = {Op.EQUAL: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}[piece.op]
    return lead + sign.format(f"(moved {piece.move}) {inner}" if piece.move else inner) + trail


_Part = tuple[str, str]
"""A word or a paragraph, and the blanks behind it."""


def compare(old: Article, new: Article) -> tuple[FieldChange, ...]:
    """The editorial fields that differ, in a fixed order, each with its pieces."""
    pairs = {
        "title": (old.title, new.title),
        "category": _categories(old, new),
        "authors": ("; ".join(old.authors), "; ".join(new.authors)),
        "published_at": (_when(old), _when(new)),
        "updated_at": (
            old.updated_at.isoformat() if old.updated_at else "",
            new.updated_at.isoformat() if new.updated_at else "",
        ),
        "language": (old.language or "", new.language or ""),
        "body": (old.body, new.body),
    }
    return tuple(
        FieldChange(name, (words if name in _PROSE else _whole)(a, b)) for name, (a, b) in pairs.items() if a != b
    )


def _categories(old: Article, new: Article) -> tuple[str, str]:
    """The two categories; none at all if no page states one, since what addresses tell is no statement of theirs."""
    stated = any(each.category and not is_filed_by_address(each.sources) for each in (old, new))
    return (old.category or "", new.category or "") if stated else ("", "")


def count_words(text: str) -> int:
    """How many words, as they are compared, have a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word, _ in _tokens(text))


def _whole(old: str, new: str) -> tuple[Piece, ...]:
    """One value for another, of which no part says anything by itself: a time, a code."""
    return tuple(_removed_added(old, new))


@lru_cache(maxsize=4)  # what is shown of an edit and what kind it is are asked one after the other
def words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other: paragraphs are matched first, then words within them."""
    before, after = _paragraphs(old), _paragraphs(new)
    matched = matches([text for text, _ in before], [text for text, _ in after])
    moved = _moved(before, after, matched)
    pieces: list[Piece] = []
    at, to = 0, 0
    for found in (*matched, None):
        end, stop = (found.old, found.new) if found else (len(before), len(after))
        pieces += _gap(before[at:end], after[to:stop], (moved, at, to))
        if found:
            at, to = end + found.length, stop + found.length
            pieces += _same(before[end:at], after[stop:to])
    return _joined(pieces)


def _paragraphs(text: str) -> list[_Part]:
    parts = re.split(r"(\n\n)", text)
    return [*zip(parts[::2], [*parts[1::2], ""], strict=True)]


def _tokens(text: str) -> list[_Part]:
    found: list[_Part] = _TOKEN.findall(text)
    return found[:-1]  # the last one is empty: it stands behind the text


class _Moves(NamedTuple):
    """The paragraphs that changed their place: their numbers by where they stand in the old and in the new text."""

    old: dict[int, int]
    new: dict[int, int]


def _moved(before: Sequence[_Part], after: Sequence[_Part], matched: Sequence[Match]) -> _Moves:
    """The paragraphs of both texts, alike and of some length, that are not matched where they stand."""
    here = {match.old + n for match in matched for n in range(match.length)}
    there = {match.new + n for match in matched for n in range(match.length)}
    places: dict[str, list[int]] = {}
    for place, (text, _) in enumerate(before):
        if place not in here and len(text) >= _MIN_MOVED:
            places.setdefault(text, []).append(place)
    moves = _Moves({}, {})
    for place, (text, _) in enumerate(after):
        if place not in there and (waiting := places.get(text)):
            number = len(moves.new) + 1
            moves.old[waiting.pop(0)] = moves.new[place] = number
    return moves


def _gap(before: Sequence[_Part], after: Sequence[_Part], moves: tuple[_Moves, int, int]) -> Iterator[Piece]:
    """What lies between two matched paragraphs. Those that moved divide it; the rest is compared word by word."""
    moved, at, to = moves
    olds, news = _stretches(before, moved.old, at), _stretches(after, moved.new, to)
    partners = _partners(olds, news)
    done = 0
    for place, (text, number) in enumerate(olds):
        partner = partners.get(place)
        if partner is not None:
            for other, moved_to in news[done:partner]:
                yield Piece(Op.ADDED, other, moved_to)
            yield from _word_pieces(text, news[partner][0])
            done = partner + 1
        else:
            yield Piece(Op.REMOVED, text, number)
    for text, number in news[done:]:
        yield Piece(Op.ADDED, text, number)


def _stretches(parts: Sequence[_Part], moved: dict[int, int], first: int) -> list[tuple[str, int | None]]:
    """The text of the parts, divided at those that moved."""
    out: list[tuple[str, int | None]] = []
    for place, (text, blank) in enumerate(parts, first):
        number = moved.get(place)
        if number is None and out and out[-1][1] is None:
            out[-1] = (out[-1][0] + text + blank, None)
        else:
            out.append((text + blank, number))
    return [(text, number) for text, number in out if text]


def _partners(olds: Sequence[tuple[str, int | None]], news: Sequence[tuple[str, int | None]]) -> dict[int, int]:
    """Which stretch of the old text is compared with which of the new: in one order, the most alike."""
    unmoved = [[place for place, (_, number) in enumerate(side) if number is None] for side in (olds, news)]
    if len(unmoved[0]) == len(unmoved[1]) or len(unmoved[0]) * len(unmoved[1]) > _MAX_PAIRS:
        return dict(zip(*unmoved, strict=False))
    left = [(place, Counter(olds[place][0].split())) for place in unmoved[0]]
    right = [(place, Counter(news[place][0].split())) for place in unmoved[1]]
    best: list[list[tuple[int, tuple[tuple[int, int], ...]]]] = [[(0, ())] * (len(right) + 1)]
    for here, said in left:
        row: list[tuple[int, tuple[tuple[int, int], ...]]] = [(0, ())]
        for column, (there, saying) in enumerate(right):
            common = (said & saying).total()
            together = best[-1][column]
            pair = (together[0] + common, (*together[1], (here, there)))
            row.append(max(row[-1], best[-1][column + 1], pair, key=lambda chosen: chosen[0]))
        best.append(row)
    return dict(best[-1][-1][1])


def _word_pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _tokens(old), _tokens(new)
    found = matches([word for word, _ in before], [word for word, _ in after])
    at, to = 0, 0
    for match in (*_without_islands(found, before, after), None):
        end, stop = (match.old, match.new) if match else (len(before), len(after))
        yield from _removed_added(_text(before[at:end]), _text(after[to:stop]))
        if match:
            at, to = end + match.length, stop + match.length
            yield from _same(before[end:at], after[stop:to])


def _without_islands(found: Sequence[Match], before: Sequence[_Part], after: Sequence[_Part]) -> list[Match]:
    """The matches, but for short ones between much longer changes: a text written anew is no text with a word left."""
    kept: list[Match] = []
    at, to = 0, 0
    for place, match in enumerate(found):
        end, stop = match.old + match.length, match.new + match.length
        after_it = found[place + 1] if place + 1 < len(found) else Match(len(before), len(after), 0)
        ahead = min(match.old - at, match.new - to)  # how many words changed
        behind = min(after_it.old - end, after_it.new - stop)
        if _ISLAND * match.length > min(ahead, behind):
            kept.append(match)
            at, to = end, stop
    return kept


def _text(parts: Sequence[_Part]) -> str:
    return "".join(map("".join, parts))


def _same(before: Sequence[_Part], after: Sequence[_Part]) -> Iterator[Piece]:
    """What both texts have, perhaps with other blanks."""
    if before == after:
        yield Piece(Op.EQUAL, _text(before))
        return
    for (text, blank), (_, other) in zip(before, after, strict=True):
        yield Piece(Op.EQUAL, text)
        yield from _removed_added(blank, other)


def _removed_added(old: str, new: str) -> Iterator[Piece]:
    """A stretch that was replaced; the blanks in which both end are no part of that."""
    common = 0
    while common < min(len(old), len(new)) and old[-1 - common] == new[-1 - common] and old[-1 - common].isspace():
        common += 1
    if old[: len(old) - common]:
        yield Piece(Op.REMOVED, old[: len(old) - common])
    if new[: len(new) - common]:
        yield Piece(Op.ADDED, new[: len(new) - common])
    if common:
        yield Piece(Op.EQUAL, old[len(old) - common :])


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind made one; a blank between two changes joins them, so that a phrase reads as a phrase."""
    out: list[Piece] = []
    gone, come, blank = "", "", ""
    for piece in [*pieces, Piece(Op.EQUAL, "")]:
        if piece.move is None and piece.op is Op.REMOVED:
            gone, come, blank = gone + blank + piece.text, come + blank, ""
        elif piece.move is None and piece.op is Op.ADDED:
            gone, come, blank = gone + blank, come + blank + piece.text, ""
        elif piece.move is None and piece.text.isspace() and "\n" not in piece.text and (gone or come):
            blank += piece.text
        else:
            out += [*_removed_added(gone, come)]
            out += [Piece(Op.EQUAL, blank), piece]
            gone, come, blank = "", "", ""
    merged: list[Piece] = []
    for piece in out:
        if not piece.text:
            continue
        if merged and (merged[-1].op, merged[-1].move) == (piece.op, piece.move):
            merged[-1] = Piece(piece.op, merged[-1].text + piece.text, piece.move)
        else:
            merged.append(piece)
    return tuple(merged)


def _when(article: Article) -> str:
    if article.published_at is None:
        return ""
    day_only = article.published_precision == "day"
    return article.published_at.date().isoformat() if day_only else article.published_at.isoformat()
