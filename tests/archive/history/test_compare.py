"""What differs between two texts, as a reader would tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.history.alignment import matches
from newsgrab.archive.history.compare import Op, Piece, compare, count_words, words
from newsgrab.archive.history.compare import marked as as_git_marks
from tests.archive.conftest import FLOOD, MONDAY

SIGNS = {Op.EQUAL: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}
QUAY = "The new quay opens its gates on Monday."
PRICE = "A berth costs forty a day, the harbour says."
FERRY = "Ferries to the islands leave every hour."


def marked(old: str, new: str) -> str:
    """The pieces with signs around what was removed and added."""
    return "".join(SIGNS[piece.op].format(piece.text) for piece in words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The gate is open.", "The gate is shut.", "The gate is [-open-]{+shut+}."),
        ("The gate is open", "The gate is open, at last", "The gate is open{+, at last+}"),
        ("one two three", "one three", "one [-two -]three"),
        ("يفتح المرفأ غداً", "يفتح المرفأ اليوم", "يفتح المرفأ [-غداً-]{+اليوم+}"),
        ("كِتَاب قديم", "كِتَاب جديد", "كِتَاب [-قديم-]{+جديد+}"),
        ("港は明日開く", "港は今日開く", "港は[-明-]{+今+}日開く"),
        ("a  b", "a b", "a[- -] b"),
        ("998 boats", "1,998 boats", "[-998-]{+1,998+} boats"),
        ("998 barques", "1 998 barques", "[-998-]{+1 998+} barques"),
        ("in 2024 300 boats", "in 2025 300 boats", "in [-2024-]{+2025+} 300 boats"),
        ("up 1.2 per cent", "up 12 per cent", "up [-1.2-]{+12+} per cent"),
        ("٣٫٥ أمتار", "٣٥ متراً", "[-٣٫٥ أمتار-]{+٣٥ متراً+}"),
        ("fell to 5 degrees", "fell to -5 degrees", "fell to [-5-]{+-5+} degrees"),
        ("a 3-2 win", "a 3-1 win", "a 3-[-2-]{+1+} win"),
        ("we can't say", "we can say", "we [-can't-]{+can+} say"),
        ("six of ten ships", "five of nine ships", "[-six-]{+five+} of [-ten-]{+nine+} ships"),
        ("", "new", "{+new+}"),
        ("same", "same", "same"),
    ],
)
def test_the_words_that_differ_are_told(old: str, new: str, told: str) -> None:
    """Whole words, in any script; the blanks around them stay where they are."""
    assert marked(old, new) == told


@pytest.mark.parametrize(
    ("text", "count"),
    [("1,998 boats, -5 – or 3.5", 5), ("she can't say", 3), ("كِتَابٌ قديم", 2), ("港は", 2), (" – ! ", 0), ("", 0)],
)
def test_words_are_counted_as_they_are_compared(text: str, count: int) -> None:
    """A number is one, and so is a word with its vowel marks; signs alone are none."""
    assert count_words(text) == count


@given(st.text(alphabet="0123456789٣.,:'’- \u00a0", max_size=12), st.integers(0, 10**9))
def test_no_difference_lies_inside_a_number(before: str, number: int) -> None:
    """A figure is shown whole on either side, whatever stands around it."""
    old, new = (f"so {before}x {each:,} of them" for each in (number, number + 1))
    pieces = words(old, new)
    gone, come = ("".join(piece.text for piece in pieces if piece.op is op) for op in (Op.REMOVED, Op.ADDED))
    assert (gone, come) == (f"{number:,}", f"{number + 1:,}")


def test_a_time_is_told_as_a_whole() -> None:
    """No part of it says anything by itself."""
    one, other = (replace(FLOOD, published_at=MONDAY + timedelta(days=day, hours=day)) for day in (0, 8))
    (told,) = compare(one, other)
    assert [piece.op for piece in told.pieces] == [Op.REMOVED, Op.ADDED]
    assert (told.old, told.new) == ("2025-03-03T14:02:00+00:00", "2025-03-11T22:02:00+00:00")


def test_a_paragraph_that_changed_its_place_is_a_move() -> None:
    """It is removed in one place and added in another, under one number, and nothing else is touched."""
    pieces = words(f"{QUAY}\n\n{PRICE}\n\n{FERRY}", f"{PRICE}\n\n{FERRY}\n\n{QUAY}")
    moved = [(piece.op, piece.text.strip(), piece.move) for piece in pieces if piece.op is not Op.EQUAL]
    assert moved[0] == (Op.REMOVED, QUAY, 1)
    assert (Op.ADDED, QUAY, 1) in moved
    assert FERRY in "".join(piece.text for piece in pieces if piece.op is Op.EQUAL)


def test_an_edit_beside_a_move_is_still_told_word_by_word() -> None:
    """The paragraph that moved away divides what is compared; what stands around it finds its partner."""
    old = "\n\n".join([PRICE, QUAY, FERRY, "The end of it."])
    new = "\n\n".join([QUAY.replace("Monday", "Sunday"), FERRY, "The end of it.", PRICE])
    told = [piece for piece in words(old, new) if piece.op is not Op.EQUAL]
    assert {piece.move for piece in told if PRICE in piece.text} == {1}
    assert Piece(Op.REMOVED, "Monday") in told
    assert Piece(Op.ADDED, "Sunday") in told


def test_a_text_written_anew_is_told_as_a_whole() -> None:
    """A word that both happen to have is no reason to tear the two apart."""
    old = "Nobody expected that the old bridge and its toll houses would ever come down again in our days."
    new = "Traders along both banks of this river hope for better times and cheaper goods after Easter week."
    assert [piece.op for piece in words(old, new)] == [Op.REMOVED, Op.ADDED, Op.EQUAL]


WORDS = st.lists(st.sampled_from(["the", "the", "quay", "gate", "قال", "新", "opens", ",", ".", "\n\n", " ", "  "]))
PARAGRAPHS = st.lists(st.sampled_from([QUAY, PRICE, FERRY, "Short.", "the the the the the", ""]), max_size=7)


@given(
    st.one_of(WORDS.map(" ".join), PARAGRAPHS.map("\n\n".join)),
    st.one_of(WORDS.map(" ".join), PARAGRAPHS.map("\n\n".join)),
)
def test_what_is_told_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    """Removed and common are the old text, added and common the new one; each move has one text and both ends."""
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.REMOVED) == new
    assert all((one.op, one.move) != (other.op, other.move) for one, other in pairwise(pieces))
    ends = {(piece.move, piece.op): piece.text.strip("\n") for piece in pieces if piece.move}
    assert all(ends[number, Op.REMOVED] == ends[number, Op.ADDED] for number, _ in ends)


@given(st.text("abc", max_size=40), st.text("abc", max_size=40))
def test_matches_are_common_and_in_one_order(old: str, new: str) -> None:
    """Each stretch stands in both, after the one before it."""
    found = matches(old, new)
    assert all(old[m.old : m.old + m.length] == new[m.new : m.new + m.length] != "" for m in found)
    assert all(a.old + a.length <= b.old and a.new + a.length <= b.new for a, b in pairwise(found))


def test_a_long_text_of_few_words_is_no_trap() -> None:
    """Ten thousand equal pairs of words would be compared with each other; they are not."""
    old, new = ["the"] * 3000 + ["end"] * 3000, ["end"] * 3000 + ["the"] * 3000
    assert matches(old, new) == []
    assert matches(["a", *old, "z"], ["a", *old, "x", "z"])[0].length == len(old) + 1


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        (Piece(Op.REMOVED, " at last\n"), " [-at last-]\n"),
        (Piece(Op.ADDED, "soon "), "{+soon+} "),
        (Piece(Op.EQUAL, " as ever "), " as ever "),
        (Piece(Op.ADDED, "  "), "{+  +}"),
        (Piece(Op.REMOVED, "The quay.\n\n", 3), "[-(moved 3) The quay.-]\n\n"),
        (Piece(Op.EQUAL, "[-120-]{+150+}"), "[\\-120-\\]{\\+150+\\}"),
        (Piece(Op.ADDED, "[-] "), "{+[\\-\\]+} "),
    ],
)
def test_marks_stand_at_the_words(piece: Piece, shown: str) -> None:
    """As `git diff --word-diff` has them: blanks at the ends outside, unless they are all."""
    assert as_git_marks(piece) == shown


@pytest.mark.parametrize(("paragraph", "moves"), [("Twelve here.", {1}), ("Eleven her.", {None})])
def test_only_a_paragraph_of_some_length_has_moved(paragraph: str, moves: set[int | None]) -> None:
    """A short one is too common: it is gone from here and new there."""
    pieces = words(f"{paragraph}\n\n{QUAY}\n\n{FERRY}", f"{QUAY}\n\n{FERRY}\n\n{paragraph}")
    assert {piece.move for piece in pieces if paragraph in piece.text} == moves


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a b c d same e f g h", "i j k l same m n o p", "[-a b c d same e f g h-]{+i j k l same m n o p+}"),
        ("a b c same e f g", "i j k same m n o", "[-a b c-]{+i j k+} same [-e f g-]{+m n o+}"),
        ("so it is as it was a b c d e same f g h i j end", "so it is as it was same k l m n o end",
         "so it is as it was [-a b c d e -]same [-f g h i j-]{+k l m n o+} end"),
        ("a b c d e same f g h i j end", "k l m n o same end", "[-a b c d e-]{+k l m n o+} same [-f g h i j -]end"),
        ("a b c d same e mid f g h i end", "j k l m same n mid o p q r end",
         "[-a b c d-]{+j k l m+} same [-e-]{+n+} mid [-f g h i-]{+o p q r+} end"),
    ],
)  # fmt: skip
def test_a_word_left_among_many_changes_is_no_landmark(old: str, new: str, told: str) -> None:
    """Four changed words for each that stayed, on either side: what is only removed or only added is no such change."""
    assert marked(old, new) == told


def test_blanks_at_the_end_of_a_change_are_no_part_of_it() -> None:
    """Nor the line between two paragraphs."""
    assert marked("one two\n\nsame", "six ten\n\nsame") == "[-one two-]{+six ten+}\n\nsame"


def test_a_paragraph_may_come_from_elsewhere_behind_an_edit() -> None:
    """The edit is told word by word, the paragraph as moved."""
    sunday = QUAY.replace("Monday", "Sunday")
    pieces = words("\n\n".join([QUAY, FERRY, "The end.", PRICE]), "\n\n".join([sunday, PRICE, FERRY, "The end."]))
    assert [piece.text for piece in pieces if piece.op is Op.ADDED and piece.move is None] == ["Sunday"]
    assert [(piece.op, piece.text.strip()) for piece in pieces if piece.move] == [
        (Op.ADDED, PRICE), (Op.REMOVED, PRICE),
    ]  # fmt: skip
    assert "".join(piece.text for piece in pieces if piece.op is not Op.REMOVED).startswith(f"{sunday}\n\n{PRICE}")


def test_a_paragraph_that_was_divided_keeps_its_words() -> None:
    """Only what is new is told."""
    told = marked(f"{QUAY} {FERRY}", f"{QUAY}\n\n{FERRY.replace('hour', 'day')}")
    assert told == f"{QUAY}[- -]{{+\n\n+}}{FERRY.replace('hour', '[-hour-]{+day+}')}"


def told(old: list[str], new: list[str]) -> dict[Op, list[str]]:
    """What was removed and added in these paragraphs, but for blanks and what moved."""
    pieces = [piece for piece in words("\n\n".join(old), "\n\n".join(new)) if piece.move is None]
    return {op: [piece.text.strip() for piece in pieces if piece.op is op and piece.text.strip()] for op in Op}


def test_of_several_stretches_the_most_alike_are_compared() -> None:
    """Paragraphs that moved part what lies between; one that is gone, or new, takes no other's partner."""
    sunday, tug, end = QUAY.replace("Monday", "Sunday"), "A tug was sold at last in autumn.", "The end of it."
    fewer = told([tug, PRICE, QUAY, FERRY, end], [sunday, FERRY, end, PRICE])
    assert (fewer[Op.REMOVED], fewer[Op.ADDED]) == ([tug, "Monday"], ["Sunday"])
    more = told([QUAY, FERRY, end, PRICE], [tug, PRICE, sunday, FERRY, end])
    assert (more[Op.REMOVED], more[Op.ADDED]) == (["Monday"], [tug, "Sunday"])
