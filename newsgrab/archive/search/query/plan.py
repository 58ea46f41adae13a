"""From a query to the expression that the stem index is asked.

Only terms in double quotes go into it: it cannot be malformed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import bare, normal
from newsgrab.archive.search.analysis.languages import script, stemmer_for
from newsgrab.archive.search.analysis.scan import is_spaceless
from newsgrab.archive.search.analysis.stopwords import content
from newsgrab.archive.search.analysis.terms import LONGEST, bigrams, stemmed
from newsgrab.archive.search.query.syntax import Atom, Kind, Query

_TELLING = 4  # letters of a part of a joined word that is looked for alone
_LOOSE_PAIRS = 4  # a run of writing without spaces with more pairs than this is a sentence, not a word


_WEIGHED = 60  # atoms of a query that articles are weighed by


class SearchPlan(NamedTuple):
    """What is looked for: the groups that are required, the words passed over as too common, the languages searched.

    `words` are all that were typed.
    """

    groups: tuple[tuple[Atom, ...], ...]
    ignored_stopwords: tuple[Atom, ...]
    without: tuple[Atom, ...]
    languages: tuple[str, ...]
    words: tuple[str, ...]

    def all_words(self) -> str:
        """The expression for articles that have every group."""
        return self._without(" AND ".join(self._group(group, loose=False) for group in self.groups))

    def any_word(self) -> str:
        """The expression for articles that have at least one atom."""
        return self._without(" OR ".join(self._group(group, loose=True) for group in self.groups))

    def _group(self, group: tuple[Atom, ...], *, loose: bool) -> str:
        return "(" + " OR ".join(expression(atom, self.languages, loose=loose) for atom in group) + ")"

    def _without(self, wanted: str) -> str:
        if not self.without:
            return wanted
        return f"({wanted}) NOT ({' OR '.join(expression(atom, self.languages) for atom in self.without)})"


def plan(query: Query, languages: Iterable[str]) -> SearchPlan:
    """How a query is put to an archive with articles in these languages.

    Common words ("the", "في") are not required as long as another word is.
    """
    known = tuple(sorted(set(languages) | {""}))
    single = [group[0].words[0] for group in query.groups if len(group) == 1 and group[0].kind is Kind.WORD]
    wanted = content(single, known)
    kept: list[tuple[Atom, ...]] = []
    passed: list[tuple[Atom, ...]] = []
    for group in query.groups:
        common = (
            len(group) == 1 and group[0].kind is Kind.WORD and not group[0].column and group[0].words[0] not in wanted
        )
        (passed if common else kept).append(group)
    if not kept:
        kept, passed = passed, []
    words = tuple(word for group in query.groups for atom in group for word in atom.words)
    return SearchPlan(tuple(kept), tuple(group[0] for group in passed), query.without, known, words)


def rankable(planned: SearchPlan) -> tuple[Atom, ...]:
    """The atoms that an article is weighed by: long runs of writing without spaces by each of their pairs."""
    atoms: list[Atom] = []
    for atom in (atom for group in planned.groups for atom in group):
        if atom.kind is Kind.WORD and is_spaceless(atom.words[0]):
            atoms += [atom._replace(words=(pair,)) for pair in bigrams(atom.words[0])]
        else:
            atoms.append(atom)
    return tuple(dict.fromkeys(atoms))[:_WEIGHED]


def expression(atom: Atom, languages: Iterable[str], *, loose: bool = False) -> str:
    """The FTS5 expression for one atom in every reading it may have; `loose` takes long runs apart into their pairs."""
    if atom.kind is Kind.PREFIX:
        found = _prefixes(atom.words[0], languages)
    elif len(atom.words) == 1 and is_spaceless(atom.words[0]):
        found = _run(bigrams(atom.words[0]), loose=loose, whole=atom.kind is Kind.PHRASE)
    else:
        found = [_phrase(sequence) for sequence in sequences(atom.words, languages)]
        if loose and atom.kind is Kind.JOINED:
            found += [
                _phrase(terms) for word in significant_parts(atom.words) for terms in sequences((word,), languages)
            ]
    joined = "(" + " OR ".join(found) + ")"
    return f"{{{atom.column}}} : {joined}" if atom.column else joined


def significant_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a joined word that say something by themselves: in US-amerikanisch the second."""
    return tuple(word for word in words if len(word) >= _TELLING and not word.isdigit())


def sequences(words: tuple[str, ...], languages: Iterable[str]) -> list[tuple[str, ...]]:
    """The terms of words that stand side by side, once for each different reading."""
    found = []
    for language in languages:
        terms: list[str] = []
        for word in words:
            terms += word_terms(word, language)
        if terms:
            found.append(tuple(terms))
    return list(dict.fromkeys(found))


def word_terms(word: str, language: str) -> list[str]:
    """The terms of one word in an article of this language: one, but for ligatures and runs without spaces."""
    if is_spaceless(word):
        return bigrams(word)
    plain = normal(word[:LONGEST])
    if any(map(str.isdigit, plain)):
        return bare(plain).split()
    return stemmed(plain, stemmer_for(script(plain), language)).split()


def _prefixes(word: str, languages: Iterable[str]) -> list[str]:
    plain = normal(word[:LONGEST])
    found = []
    for language in languages:
        reading = stemmer_for(script(plain), language)
        start = plain.removeprefix("ال") if reading == "ar" and len(plain) > 4 else plain
        found.append(_quoted(f"{reading}·{bare(start)}" if reading else bare(start)) + "*")
        if reading and len(start) > 3:
            found.append(_quoted(stemmed(plain, reading)))
    return list(dict.fromkeys(found))


def _run(bigrams: list[str], *, loose: bool, whole: bool) -> list[str]:
    if not bigrams:
        return ['""']
    if len(bigrams) == 1:
        return [_quoted(bigrams[0]) + ("*" if len(bigrams[0]) == 1 else "")]
    if whole or (len(bigrams) <= _LOOSE_PAIRS and not loose):
        return [_phrase(tuple(bigrams))]
    unique = list(dict.fromkeys(_quoted(pair) for pair in bigrams))
    return unique if loose else ["(" + " AND ".join(unique) + ")"]


def _phrase(terms: tuple[str, ...]) -> str:
    return _quoted(" ".join(terms))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'
