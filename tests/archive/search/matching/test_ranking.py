"""Which of two articles is the better answer."""

from __future__ import annotations

from newsgrab.archive.search.matching.ranking import RankCandidate, WordPlace, ranked


def candidate(
    *starts: int, kin: dict[int, int] | None = None, length: int = 1000, language: str = "en"
) -> RankCandidate:
    """An article with each word of the query once, at these places."""
    return RankCandidate(
        5.0, length, language, [WordPlace(start, atom, exact=False) for atom, start in enumerate(starts)], kin or {}
    )


def test_an_article_that_has_the_words_early_is_better() -> None:
    """The lead of a news article says what it is about."""
    early, late = ranked([candidate(10, 30), candidate(710, 730)], [1.0, 1.0], frozenset())
    assert early > late


def test_an_article_that_has_the_words_side_by_side_is_better() -> None:
    """Words that stand together in the query stand together in the article that was meant."""
    near, far = ranked([candidate(10, 20), candidate(10, 200)], [1.0, 1.0], frozenset())
    assert near - far > 0.1


def test_the_rare_word_of_a_query_counts_more_than_the_common_one() -> None:
    """An IDF is the weight of its word."""
    rare = RankCandidate(5.0, 1000, "en", [WordPlace(10, 0, exact=True)], {})
    common = RankCandidate(5.0, 1000, "en", [WordPlace(10, 1, exact=True)], {})
    first, second = ranked([rare, common], [6.0, 1.0], frozenset())
    assert first > second


def test_the_words_of_a_long_question_belong_into_one_sentence() -> None:
    """Of two articles with all the words the one that has most of them in a stretch is the better."""
    together = [500 + 15 * n for n in range(8)]
    apart = [500 + 15 * n + 200 * (n % 2) for n in range(8)]
    first, second = ranked([candidate(*together), candidate(*apart)], [1.0] * 8, frozenset())
    assert first > second


def test_words_of_the_same_root_and_the_language_of_the_query_count() -> None:
    """An article with a kindred word, and one in the likely language, come before others."""
    kindred, plain = ranked([candidate(10, kin={1: 40}), candidate(10)], [1.0, 1.0], frozenset())
    assert kindred > plain
    arabic, english = ranked([candidate(10, language="ar"), candidate(10)], [1.0], frozenset({"ar"}))
    assert arabic > english
