"""What a search gives back: frozen values, ready to print or to turn into JSON.

Named tuples, since a search box is started for every search: to make a data class takes five times as long.
"""

from __future__ import annotations

from typing import NamedTuple


class Window(NamedTuple):
    """Which of the hits are wanted: in the order `sort` (rank, or one of ORDERS) `limit` of them from `offset` on.

    Articles with some of the words follow those with all of them as far as the window goes; `any_word` puts both in
    one order, `all_words` leaves the first out. `copies` shows near-identical texts one by one, not folded into one.
    """

    sort: str = "rank"
    limit: int = 10
    offset: int = 0
    any_word: bool = False
    copies: bool = False
    all_words: bool = False


class Span(NamedTuple):
    """A stretch of a text that was asked for: `text[start:end]`, whole words."""

    start: int
    end: int


class Passage(NamedTuple):
    """A piece of an article's text with the asked words in it.

    `cut_before` and `cut_after` say whether text was left out on that side.
    """

    text: str
    spans: tuple[Span, ...] = ()
    cut_before: bool = False
    cut_after: bool = False


class Hit(NamedTuple):
    """One article that was found.

    `score` orders the hits of one search; `copies` are the articles folded into it; a `partial` one has only some of
    the words. `gone_since` is the first look that found the article gone, None if it is there.
    """

    article_id: int
    version: int
    url: str
    site: str
    title: Passage
    snippet: Passage
    category: str | None
    language: str | None
    published_at: str | None
    first_seen_at: str
    views: int | None
    views_exact: bool
    score: float
    copies: tuple[int, ...] = ()
    partial: bool = False
    gone_since: str | None = None


class Hits(NamedTuple):
    """The answer to a search.

    `total` counts the articles with all the words, copies included; `partial_total` those with some of them, where
    they were asked for. Both are lower bounds where `total_exact` is False. `notes` are for people; `suggestions` are
    words that would find more.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    partial_total: int = 0
    total_exact: bool = True
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """True if no article has all the words, and some have some of them."""
        return not self.total and bool(self.partial_total)
