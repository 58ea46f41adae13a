"""Whether two texts may answer a query differently: told by the lines that only one of them has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsgrab.archive.search.analysis.stopwords import text_language
from newsgrab.archive.search.index.stems import analyser_of, label_words

_QUOTED = re.compile(r'"([^"]*)"(\*?)')


class AskedTerms(NamedTuple):
    """The terms of a query of single words: those that a text has whole, and the beginnings of others."""

    whole: frozenset[str]
    begun: tuple[str, ...]

    def are_in(self, terms: str) -> bool:
        """Whether one of them is among the terms of a text."""
        found = frozenset(terms.split())
        return not self.whole.isdisjoint(found) or (
            bool(self.begun) and any(term.startswith(self.begun) for term in found)
        )


def single_terms(expression: str) -> AskedTerms | None:
    """The terms of an FTS5 expression; None if some have to stand side by side, which no line by itself can tell."""
    quoted = _QUOTED.findall(expression)
    if any(" " in text for text, _ in quoted):
        return None
    whole = frozenset(text for text, star in quoted if not star)
    return AskedTerms(whole, tuple(text for text, star in quoted if star))


def may_differ(asked: AskedTerms, one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """Whether two texts (title, body, category, authors, tags, language) may answer otherwise: not if they are in one
    language, and no line, title or label that only one of them has holds an asked term.
    """
    languages = {text_language(text[5], f"{text[0]}\n{text[1]}") for text in (one, other)}
    if len(languages) > 1:
        return True
    analyser = analyser_of(*languages)
    for mine, others in ((one, other), (other, one)):
        title = mine[0] if mine[0] != others[0] else ""
        known = {*(others[1] or "").split("\n")}
        lines = [line for line in (mine[1] or "").split("\n") if line not in known]
        text = "\n".join([title or "", *lines])
        labels = analyser.terms(label_words(*mine[2:5])) if mine[2:5] != others[2:5] else ""
        if asked.are_in(f"{analyser.index_terms(text)} {labels}"):
            return True
    return False
