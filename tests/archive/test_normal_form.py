"""What of two texts counts as the same, for a reader and for an editor."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsgrab.archive.normal_form import bare_form, editorial_form, exact_form, same_words

TEXTS = st.text(alphabet=st.sampled_from("abç 3.,:-–\"'“”«»\u200c\u200b\u0640سوقﻻ\u00a0%!(٣"), max_size=40)


def editorial(text: str) -> str:
    """The editorial form of a text as it is on a page."""
    return editorial_form(exact_form(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no" to it', "He said “no” to it"),
        ('Il a dit "non" hier', "Il a dit « non »\u00a0hier"),
        ("It's the mayor's", "It’s the mayor’s"),
        ("1990-1994 - a story", "1990–1994 — a story"),
        ("a story -- he said...", "a story — he said…"),
        ("می\u200cخواهم", "میخواهم"),
        ("السوق القديم", "الســـوق\u061c القديم\u200f"),
        ("ﻻ", "لا"),
        ("Ａ３", "A3"),
        ("co\u00adope\u200bration", "cooperation"),
        ('צה"ל', "צה״ל"),
        ("the ﬁre", "the fire"),
    ],
)
def test_how_signs_are_drawn_is_no_difference(one: str, other: str) -> None:
    """Quotes, dashes, dots, joiners, the forms of a letter: the work of a template or an editing program."""
    assert editorial(one) == editorial(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10⁵ people", "105 people"),
        ("a 3.5 m wall", "a 35 m wall"),
        ("Ali left", "Ali felt"),
        ("كتب", "كتبَ"),
        ("٣ أيام", "٤ أيام"),
        ("50%", "50"),
        ("-4 degrees", "4 degrees"),
        ("12 000", "12 900"),
        ("12 34", "1234"),
        ("$5", "€5"),
    ],
)
def test_what_a_reader_reads_is_a_difference(one: str, other: str) -> None:
    """Letters, their vowel signs, numbers and what belongs to them."""
    assert editorial(one) != editorial(other)
    assert not same_words(f"In the end {one} and no more.", f"In the end {other} and no more.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes, he said.", "Yes he said"),
        ("a river - the Orontes", "a river, the Orontes"),
        ("السوق ، القديم", "السوق، القديم"),
        ("(see below)", "see below"),
        ("3.5 km", "3.5km"),
    ],
)
def test_punctuation_and_white_space_leave_the_words(one: str, other: str) -> None:
    """Such an edit is one, but a minor one."""
    assert editorial(one) != editorial(other)
    assert same_words(f"And so: {one} – to the end.", f"And so: {other} – to the end.")


@given(st.lists(TEXTS))
def test_white_space_and_what_is_invisible_count_for_nothing(parts: list[str]) -> None:
    """However a text is set, also where only one place of it is set so."""
    plain = exact_form(" ".join(parts))
    assert plain == plain.strip()
    assert "  " not in plain
    for gap in ("\n", "\n\n", "\t", "\u00a0\u200b ", " \u200f\n"):
        assert exact_form(gap.join(parts)) == plain
        assert exact_form(f"{' '.join(parts)}{gap}") == plain


@given(TEXTS)
def test_forms_are_stable(text: str) -> None:
    """What is in a form already stays as it is."""
    exact = exact_form(text)
    assert exact_form(exact) == exact
    assert exact_form(editorial(text)) == editorial(text)
    assert editorial_form(editorial(text)) == editorial(text)


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(["", "w" * 120, " 3.5" * 40, " " * 120]))
@example("3", "", ": ", "%", " 3.5" * 40)
def test_words_around_an_edit_do_not_matter(before: str, one: str, other: str, after: str, far: str) -> None:
    """Only what differs is looked at, and the same is said as of the whole."""
    old, new = (f"w{far} {before} {middle} {after} {far}w" for middle in (one, other))
    assert same_words(old, new) == (bare_form(editorial(old)) == bare_form(editorial(new)))
