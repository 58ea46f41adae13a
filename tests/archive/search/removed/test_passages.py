"""Which sentences one text has and another no longer has."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.search.removed.passages import folded_words, missing, removed, sentences

OLD = (
    'The quay was closed. "Nobody was told," he said. It cost 3.5 million.\n\nMs. J. Smith denied it.\n\nWork goes on.'
)


_NO_BLANKS = {ord(" "): None, ord("\n"): None}


def gone(old: str, new: str) -> list[str]:
    """What the new text no longer has of the old one."""
    return missing(old, folded_words(new))


def test_changed_word_gives_its_sentence_alone() -> None:
    """Not the paragraph."""
    assert gone(OLD, OLD.replace("3.5", "4.5")) == ["It cost 3.5 million."]


def test_neighbours_are_one_passage() -> None:
    """Sentences that went side by side, also of two paragraphs; those apart are two passages."""
    assert gone(OLD, "The quay was closed. Work goes on.") == [OLD[21:-15]]
    assert gone(OLD, '"Nobody was told," he said. It cost 3.5 million.') == [OLD[:20], OLD[-38:]]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        "Work goes on. Ms. J. Smith denied it. It cost 3.5 million. “Nobody was told,” he said. The quay was closed.",
        OLD.replace("\n\n", " "),
        OLD.upper(),
        OLD.replace("Work goes on.", "The work goes on, as it must."),
    ],
)
def test_what_still_stands_somewhere_is_not_removed(new: str) -> None:
    """Moved, joined, set in capitals or with other quotation marks, or in the middle of a longer sentence."""
    assert gone(OLD, new) == []


def test_part_of_a_word_is_not_the_word() -> None:
    """Words are compared whole."""
    assert gone("The cat sat.", "The cat sated itself.") == ["The cat sat."]


def test_arabic_spelling_and_vowel_marks_are_no_edit() -> None:
    """Hamza, tatweel, vowel marks; another word is."""
    old = "أعلنت الإدارة إغلاق المرفأ. وقال المدير إن السبب فنّي؟ ولم يزد."
    assert gone(old, "اعلنت الادارة اغلاق المـرفأ. وقال المدير ان السبب فني. ولم يزد.") == []
    assert gone(old, old.replace("فنّي", "ماليّ")) == ["وقال المدير إن السبب فنّي؟"]


def test_sentences_without_blanks_between_them() -> None:
    """Chinese and Japanese."""
    assert gone("会议在东京举行。「没有结果。」他说。", "会议在东京举行。他说。") == ["「没有结果。」"]


def test_title_is_removed_unless_its_words_stand_in_the_text() -> None:
    """Title and body are looked through together."""
    assert removed(("Quay closed", "Ships wait."), ("Quay open", "Ships wait.")) == [("title", "Quay closed")]
    assert removed(("Quay closed", "Ships wait."), ("Ships wait", "Quay closed: a report.")) == []


@given(st.text(alphabet="ab. !\n。Zج", max_size=60))
def test_sentences_cover_every_word_and_a_text_lacks_nothing_of_itself(text: str) -> None:
    """In order, without overlap."""
    found = list(sentences(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join(text[one.start : one.end] for one in found).translate(_NO_BLANKS) == text.translate(_NO_BLANKS)
    assert gone(text, text) == []


_SIGNS = st.text(st.sampled_from("aΣσ.! \nاـ،۔é\u0301ﬁ。一_3…\u200f"), max_size=30) | st.text(max_size=12)


@given(lines=st.lists(_SIGNS, max_size=5), kept=st.lists(st.integers(0, 4)), more=_SIGNS)
def test_a_line_that_stayed_is_not_looked_for_and_is_there(lines: list[str], kept: list[int], more: str) -> None:
    """To know its lines makes it faster to say what the new text lacks, and comes to the same."""
    old, new = "\n".join(lines), "\n".join([more, *(lines[place] for place in kept if place < len(lines))])
    assert missing(old, folded_words(new), new.split("\n")) == gone(old, new)
