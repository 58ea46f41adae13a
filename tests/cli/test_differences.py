"""How differences are written out."""

from __future__ import annotations

import re
from html import unescape
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.history.compare import FieldChange, Op, Piece, words
from newsgrab.archive.history.digest import Digest, Edited, SiteDigest
from newsgrab.cli import differences, digest_forms, terminal
from tests.archive.conftest import MONDAY

MOVED = words(
    "Alpha beta gamma.\n\nDelta epsilon zeta.\n\nEta theta.", "Delta epsilon zeta.\n\nEta theta.\n\nAlpha beta gamma."
)


def test_a_move_is_told_in_every_form() -> None:
    """With its number, where it went from and where it went."""
    change = FieldChange("body", MOVED)
    assert "[-(moved 1) Alpha beta gamma.-]" in differences.as_text([change])
    html = differences.pieces_as_html(MOVED, full=True)
    assert '<del class="moved" title="moved away (1)">Alpha beta gamma.</del>' in html
    assert '<ins class="moved" title="moved here (1)">Alpha beta gamma.</ins>' in html
    assert {piece.get("move") for piece in differences.as_json(MOVED)} == {None, 1}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("It passed the vote.", "It passed narrowly the vote.", "It passed {+narrowly+} the vote."),
        ("One two three.", "One three.", "One [-two-] three."),
        ("One.", "One.\n\nTwo.", "One.\n\n{+Two.+}"),
        ("a  b", "a b", "a[- -] b"),
    ],
)
def test_marks_stand_close_to_the_words(old: str, new: str, told: str) -> None:
    """The blank beside a word is outside; blanks that went by themselves are marked."""
    assert differences.as_text([FieldChange("body", words(old, new))]) == f"body:\n{told}\n"


def test_a_direction_is_that_of_the_language() -> None:
    """Hebrew and Arabic letters go from right to left, Kurdish by its alphabet; who knows nothing leaves it open."""
    assert [differences.direction(code) for code in ("ar", "he-IL", "ckb", "en", None)] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "auto",
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_page_holds_both_texts_and_no_markup_of_theirs(old: str, new: str) -> None:
    """Whatever the texts are: tags are only ours, each closed in its paragraph."""
    html = differences.pieces_as_html(words(old, new), full=True)
    assert {*re.findall(r"</?\w+", html)} <= {"<p", "</p", "<del", "</del", "<ins", "</ins", "<br"}
    for paragraph in re.findall(r"<p .*?</p>", html, re.DOTALL):
        assert all(paragraph.count(f"<{tag}") == paragraph.count(f"</{tag}>") for tag in ("p", "del", "ins"))
    removed = re.sub(r"<ins.*?</ins>", "", html, flags=re.DOTALL)
    told = unescape(re.sub(r"<[^>]*>|\s", "", removed))
    assert told == re.sub(r"\s", "", terminal.clean(old))


def test_what_stands_far_from_a_change_is_left_out() -> None:
    """Cut at blanks, at both ends."""
    far = "word " * 40
    cut = differences.shortened([Piece(Op.EQUAL, far), Piece(Op.ADDED, "new "), Piece(Op.EQUAL, far)], full=False)
    assert cut[0].text.startswith("… word")
    assert cut[2].text.endswith("word … ")


def test_letters_do_not_join_across_an_edit() -> None:
    """Whatever shows two texts in one keeps the last letter of what went as it is, and copies nothing of its own."""
    change = FieldChange("body", words("غادر آلاف السفن.", "غادر بثلاثين السفن."))
    edit = Edited(1, "https://courier.example/1", "A title", 1, 2, None, "2025-03-03T14:02:00.000Z", (change,))
    digest = digest_forms.as_html(Digest(MONDAY, (SiteDigest("courier.example", edited=[edit]),)))
    difference = differences.page("A title", "ar", differences.fields_as_html([change]))
    room = files("newsgrab.web").joinpath("static/style.css").read_text(encoding="utf-8")
    for told in (digest, difference, room):
        assert re.search(r'del ?\+ ?ins::before[^{]*\{ ?content: ?"\\200c"', told)
        assert "\u200c" not in told
    assert "<del>آلاف</del><ins>بثلاثين</ins>" in digest
    assert "<del>آلاف</del><ins>بثلاثين</ins>" in difference
