"""Finding the asked words in a text: in the folded whole for ranking, in the original for marking."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import bare, fold, normal
from newsgrab.archive.search.analysis.languages import primary, script, stemmer_for
from newsgrab.archive.search.analysis.scan import is_spaceless, pattern
from newsgrab.archive.search.analysis.terms import LONGEST, bigrams, forms_of, stemmed, text_terms
from newsgrab.archive.search.matching.ranking import WordPlace
from newsgrab.archive.search.query.plan import spellings, spellings_with_clitics
from newsgrab.archive.search.query.tree import Atom, Kind

_VARIANTS = {"इ": "[इई]", "उ": "[उऊ]", "ि": "[िी]", "ु": "[ुू]"}  # that a stemmer does not tell apart
_CHANGEABLE = "ciptk"  # ends of stems that words have otherwise: any, gibi
_APART = 2  # characters between the parts of a number
_KIN_WITHIN = 2_000  # characters: further down it makes no difference


class WordMatch(NamedTuple):
    """An asked word in a text: where, which atom it answers, and whether it is the very form that was asked for."""

    start: int
    end: int
    atom: int
    exact: bool


class _QueryTerms(NamedTuple):
    """The words of all atoms as articles of one language have them."""

    terms: dict[str, int]
    folds: dict[str, int]
    prefixes: tuple[tuple[str, int], ...]
    pairs: dict[str, int]
    roots: re.Pattern[str]


class Matcher:
    """Knows the words of a query in every language; asks the analysis once for each different word."""

    def __init__(self, atoms: tuple[Atom, ...]) -> None:
        self.atoms = atoms
        self._wanted: dict[str, _QueryTerms] = {}
        self._answers: dict[tuple[str, str], tuple[int, bool] | None] = {}
        self._flat_answers: dict[str, dict[str, tuple[int, bool] | None]] = {}
        self._numbers = {place: parts for place, atom in enumerate(atoms) if (parts := _parts_of_number(atom))}

    def wanted(self, language: str) -> _QueryTerms:
        """The asked words in the reading of articles in this language."""
        if language not in self._wanted:
            self._wanted[language] = _wanted(self.atoms, language)
        return self._wanted[language]

    def answer(self, word: str, language: str) -> tuple[int, bool] | None:
        """Which atom a word of an article in this language answers and whether exactly; None for no atom."""
        key = (word, language)
        if key not in self._answers:
            self._answers[key] = self._find_answer(word, language)
        return self._answers[key]

    def _find_answer(self, word: str, language: str) -> tuple[int, bool] | None:
        wanted = self.wanted(language)
        plain = normal(word[:LONGEST])
        if not plain:
            return None
        folded = bare(plain)
        if folded in wanted.folds:
            return wanted.folds[folded], True
        for prefix, atom in wanted.prefixes:
            if folded.startswith(prefix):
                return atom, True
        if wanted.terms and wanted.roots.search(f" {folded}") and not any(map(str.isdigit, plain)):
            for term in text_terms(plain, stemmer_for(script(plain), language)).split():
                if term in wanted.terms:
                    return wanted.terms[term], False
        return None

    def find(self, text: str, language: str | None, start: int = 0, end: int | None = None) -> list[WordMatch]:
        """The asked words in an original text, or in a stretch of it, in order: none that the stretch cuts."""
        language = primary(language)
        end = len(text) if end is None else min(end, len(text))
        cut = (start if start > 0 else -1, end if end < len(text) else -1)
        found: list[WordMatch] = []
        for match in pattern(text[max(0, start) : end]).finditer(text, max(0, start), end):
            if match.lastgroup is not None:
                found += self._find_in_run(match.group(), match.start(), language)
                continue
            answer = None if match.start() == cut[0] or match.end() == cut[1] else self.answer(match.group(), language)
            if answer is not None:
                found.append(WordMatch(match.start(), match.end(), *answer))
        return self._with_whole_numbers(found, text) if self._numbers else found

    def _with_whole_numbers(self, found: list[WordMatch], text: str) -> list[WordMatch]:
        """The same, of a number in parts (12,000) all of them as one: 12 alone is not a part of it."""
        out: list[WordMatch] = []
        at = 0
        while at < len(found):
            parts = self._numbers.get(found[at].atom, ())
            some = found[at : at + len(parts)]
            words = tuple(normal(text[one.start : one.end]) for one in some)
            if not parts or words[0] == "".join(parts):
                out.append(found[at])
                at += 1
            elif words == parts and all(b.start - a.end <= _APART for a, b in pairwise(some)):
                out.append(some[0]._replace(end=some[-1].end))
                at += len(parts)
            else:
                at += 1
        return out

    def places(self, flat: str, language: str) -> list[WordPlace]:
        """Where in a flattened text the asked words are, which atom each answers, and whether exactly.

        Misses a rare form that shares no letters with its stem: good enough for ranking.
        """
        found: list[WordPlace] = []
        wanted, answers = self.wanted(language), self._flat_answers.setdefault(language, {})
        for match in wanted.roots.finditer(flat):
            start = flat.rfind(" ", 0, match.start() + 1) + 1
            word = flat[start : match.end()]
            if word not in answers:
                answers[word] = self._find_answer(word, language) if word not in wanted.pairs else None
            answer = answers[word]
            if answer is not None:
                found.append(WordPlace(start, *answer))
        if self._numbers:
            found = [place for place in found if self._begins_number(flat, place)]
        for pair, atom in wanted.pairs.items():
            place = flat.find(pair)
            while place >= 0:
                found.append(WordPlace(place, atom, exact=True))
                place = flat.find(pair, place + 1)
        return sorted(found) if wanted.pairs else found

    def _begins_number(self, flat: str, place: WordPlace) -> bool:
        """Whether, if a number was asked for that may be in parts, all of it stands there."""
        parts = self._numbers.get(place.atom, ())
        return not parts or any(flat.startswith(f"{sign.join(parts)} ", place.start) for sign in ("", " "))

    def kin(self, flat: str, language: str) -> dict[int, int]:
        """The atoms whose words share their root with a word of a flattened Arabic text: where the first of those is.

        مقتل and قتلوا, توقيع and يوقع: too loose to find articles by, but good for telling the better of those found.
        """
        if language != "ar" or not self._families:
            return {}
        found: dict[int, int] = {}
        for match in self._kin_pattern.finditer(flat, 0, _KIN_WITHIN):
            start = flat.rfind(" ", 0, match.start()) + 1
            word = flat[start : flat.find(" ", match.end())]
            atom = self._families.get(family(word))
            if atom is not None:
                found.setdefault(atom, start)
        return found

    @cached_property
    def _families(self) -> dict[str, int]:
        words = [(atom.words[0], number) for number, atom in enumerate(self.atoms) if atom.kind is Kind.WORD]
        found: dict[str, int] = {}
        for word, number in words:
            found.setdefault(family(fold(word)), number)
        found.pop("", None)
        return found

    @cached_property
    def _kin_pattern(self) -> re.Pattern[str]:
        weak = "[اويء]*"
        return re.compile("|".join(f"{root[0]}{weak}ت?{weak}{root[1]}{weak}{root[2]}" for root in self._families))

    def _find_in_run(self, run: str, start: int, language: str) -> list[WordMatch]:
        """The asked pairs in a run of writing without spaces, neighbours joined."""
        wanted = self.wanted(language).pairs
        found: list[WordMatch] = []
        for pair, atom in wanted.items():
            place = run.find(pair)
            while place >= 0:
                found.append(WordMatch(start + place, start + place + len(pair), atom, exact=True))
                place = run.find(pair, place + 1)
        return _joined(sorted(found))


@cache
def family(word: str) -> str:
    """The root of an Arabic word in its fold; "" for none."""
    if not "\u0620" < word[:1] < "\u064b":
        return ""
    from newsgrab.archive.search.analysis.arabic import lexicon, root

    return root(lexicon().stem(word))


def _parts_of_number(atom: Atom) -> tuple[str, ...]:
    """The parts of a number that may be printed with signs inside it; none of what is no number."""
    found = () if atom.is_literal else (tuple(map(normal, words)) for words in spellings(atom.words))
    return next((words for words in found if len(words) > 1 and all(map(str.isdigit, words))), ())


def _joined(found: list[WordMatch]) -> list[WordMatch]:
    joined: list[WordMatch] = []
    for one in found:
        if joined and one.start <= joined[-1].end and one.atom == joined[-1].atom:
            joined[-1] = joined[-1]._replace(end=max(one.end, joined[-1].end))
        else:
            joined.append(one)
    return joined


def _wanted(atoms: tuple[Atom, ...], language: str) -> _QueryTerms:
    terms: dict[str, int] = {}
    folds: dict[str, int] = {}
    runs: dict[str, int] = {}
    prefixes: list[tuple[str, int]] = []
    roots: set[str] = set()
    for number, atom in enumerate(atoms):
        for place, word in enumerate(atom.words):
            if is_spaceless(word):
                for pair in bigrams(word):
                    runs.setdefault(pair, number)
                continue
            plain = normal(word[:LONGEST])
            begun = atom.kind is Kind.PREFIX and place == len(atom.words) - 1
            forms = [bare(plain)]
            if atom.is_literal and place == 0:
                forms += spellings_with_clitics(bare(plain), begun=begun)
            for spelling in forms:
                roots.add(" " + re.escape(spelling))
                if begun:
                    prefixes.append((spelling, number))
                else:
                    folds.setdefault(spelling, number)
            if not atom.is_literal:
                reading = stemmer_for(script(plain), language)
                for term in stemmed(plain, reading).split():
                    terms.setdefault(term, number)
                    roots |= _roots(term, reading)
        if not atom.is_literal:
            for words in spellings(atom.words)[1:]:
                for word in words:
                    roots.add(" " + re.escape(fold(word)))
                    folds.setdefault(fold(word), number)
    pattern = "|".join(sorted(roots)) or "(?!)"
    return _QueryTerms(terms, folds, tuple(prefixes), runs, re.compile(f"(?:{pattern})[^ ]*"))


def _roots(term: str, reading: str) -> set[str]:
    """What every word with this term has in it, as regular expressions over a flattened text."""
    stem = fold(term.partition("·")[2])
    if not stem:
        return set()
    if reading == "ar":
        return {re.escape(form.removesuffix("ه") if len(form) > 3 else form) for form in (stem, *forms_of(stem))}
    if (len(stem) > 3 and not stem.endswith("ss")) or (len(stem) == 3 and stem[-1] in _CHANGEABLE):
        stem = stem[:-1]
    spelt = "".join(_VARIANTS.get(letter, re.escape(letter)) for letter in stem)
    return {" " + (spelt.replace("ss", "(?:ss|ß)") if reading == "de" else spelt)}
