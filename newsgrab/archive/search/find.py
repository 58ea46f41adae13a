"""A search from the typed words to the hits."""

from __future__ import annotations

import sqlite3

from newsgrab.archive.query.filters import Filters
from newsgrab.archive.search import engine
from newsgrab.archive.search.hits import Hit, Hits, Window
from newsgrab.archive.search.near_duplicates import folded
from newsgrab.archive.search.session import Matches, RankedArticle, SearchSession
from newsgrab.archive.search.suggest import suggest

MOST_RANKED = 200_000
"""Matches that are scored: of a still commoner query the latest ones."""

FIRST_TEN = Window()
_COUNTED = 20_000  # matches that are counted where the order does not need them all


def search(
    connection: sqlite3.Connection, text: str, filters: Filters = engine.NO_FILTERS, window: Window = FIRST_TEN
) -> Hits:
    """The articles that a query finds, best first: those with all the words, then those with some of them.

    The second follow only where the first are fewer than asked for; by date or views only where there are none. One
    that answers much better may stand before one with all the words.
    Looks only at what is in the index: `sync` first if `is_stale`. Raises BadQuery, BadDate.
    """
    return _Search(SearchSession(connection, text, filters), filters, window).answer()


class _Search:
    """A window on the answer to a query."""

    def __init__(self, session: SearchSession, filters: Filters, window: Window) -> None:
        self.session = session
        self.filters = filters
        self.window = window
        self.end = window.offset + window.limit
        self.most = MOST_RANKED if window.sort == "rank" else _COUNTED
        self.notes = list(session.query.notes)
        self.total = session.count(session.whole, self.most + 1)
        self.loose = loose_matches(session, self.total, window)
        self.whole: frozenset[int] = frozenset()
        self.partial_total = 0
        if self.loose:
            self.partial_total = max(0, session.count(self.loose, self.most + 1) - self.total)

    def answer(self) -> Hits:
        """The hits of the window, with what there is to say about them."""
        session = self.session
        if self.loose and not self.total:
            self.notes += [f"no article has {phrase}: its words are looked for" for phrase in session.missing_phrases]
        judged = self._mixed(self.loose) if self.loose else self._articles(session.whole, self.total)
        hits = self._hits(judged)
        if not self.total:
            from newsgrab.archive.search.absent import why_absent

            self.notes += why_absent(session, self.filters)
        missing = suggest(session.connection, session.planned) if self.loose or not self.total else ()
        return Hits(
            min(self.total, self.most),
            hits,
            min(self.partial_total, self.most),
            max(self.total, self.partial_total) <= self.most,
            tuple(self.notes),
            missing,
        )

    def _mixed(self, loose: Matches) -> list[RankedArticle]:
        """The articles with some of the words, among them those with all, which come first unless others are better."""
        session = self.session
        if self.total and self.window.sort == "rank":
            found = engine.best(session.connection, session.whole.expression, session.choice, self.end)
            self.whole = frozenset(one.article_id for one in found)
        articles = self._articles(loose, self.total + self.partial_total)
        if self.window.any_word and self.total:
            ids = sorted(one.article_id for one in articles)
            self.whole = (
                frozenset(engine.matching(session.connection, session.whole.expression, ids)) if ids else self.whole
            )
        return articles

    def _articles(self, matches: Matches, total: int) -> list[RankedArticle]:
        if not total:
            return []
        if self.window.sort != "rank":
            return self.session.sorted_by(matches, self.window.sort, self.end)
        before = self.session.choice
        if total > self.most:
            connection = self.session.connection
            self.session.choice = engine.since_row(connection, matches.expression, before, self.most)
            self.notes.append(f"more than {self.most:,} articles match: the best of the latest {self.most:,}")
        preferred = self.whole if not self.window.any_word else frozenset()
        found = self.session.ranked(matches, self.end, preferred)
        self.session.choice = before
        return found

    def _hits(self, articles: list[RankedArticle]) -> tuple[Hit, ...]:
        groups = [(one, ()) for one in articles] if self.window.copies else folded(articles, self.end)
        hits = []
        for one, copies in groups[self.window.offset : self.end]:
            is_partial = self.loose is not None and one.article_id not in self.whole
            matches = self.loose if is_partial and self.loose else self.session.whole
            hits.append(self.session.hit(matches, one, copies, partial=is_partial))
        return tuple(hits)


def loose_matches(session: SearchSession, total: int, window: Window = FIRST_TEN) -> Matches | None:
    """What is asked besides all the words, where the `total` articles that have them do not fill the window."""
    if window.all_words:
        return None
    if not total:
        return session.unquoted
    is_short = window.sort == "rank" and total < window.offset + window.limit
    return session.loose if window.any_word or is_short else None
