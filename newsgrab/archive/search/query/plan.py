"""From a query to the expression that the index is asked.

Only terms in double quotes go into it: it cannot be malformed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import bare, normal
from newsgrab.archive.search.analysis.languages import script, stemmer_for
from newsgrab.archive.search.analysis.scan import is_spaceless
from newsgrab.archive.search.analysis.stopwords import content
from newsgrab.archive.search.analysis.terms import LITERAL, LONGEST, bigrams, in_language, literal_terms, stemmed
from newsgrab.archive.search.query.tree import AllOf, AnyOf, Atom, Kind, Node, Query, atoms_of, with_atoms

_TELLING = 4  # letters of a part of a joined word that is looked for alone
_LOOSE_PAIRS = 4  # a run of writing without spaces with more pairs than this is a sentence, not a word
_WEIGHED = 60  # atoms of a query that articles are weighed by
_LETTERS_OR_DIGITS = r"\d+|[^\W\d_]+"
_MOST_PARTS = 3
_THOUSANDS = "[1-9][0-9]{3,14}"
_CLITICS = ("", *"وفبلك", "وب", "ول", "وك", "فب", "فل", "فك")
"""What Arabic writes into the front of a word: and, so, in, for, like."""
_FOR_THE = ("لل", "ولل", "فلل")
_SHORTEST_BEHIND_CLITICS = 2
_ACCENTED_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "ca": (("io", "ió"),),
    "es": (("ion", "ión"),),
    "fr": (("e", "é"), ("es", "és")),
    "it": (("ta", "tà"),),
    "pt": (("cao", "ção"), ("coes", "ções")),
    "ro": (),
}
"""Languages whose stemmers know endings by accents that are often not typed; the most usual of these endings."""


class SearchPlan(NamedTuple):
    """What is looked for: the nodes that are required, the words passed over as too common, the languages searched.

    `words` are all that were typed.
    """

    required: tuple[Node, ...]
    ignored_stopwords: tuple[Atom, ...]
    without: tuple[Node, ...]
    languages: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Everything that an article can have, in the order of the query."""
        return tuple(dict.fromkeys(atom for node in self.required for atom in atoms_of(node)))

    @property
    def phrases(self) -> tuple[Atom, ...]:
        """What was quoted, of more than one word or of one."""
        return tuple(atom for atom in self.atoms if atom.kind is Kind.PHRASE)

    def all_words(self) -> str:
        """The expression for articles that have everything."""
        return self._without(" AND ".join(f"({node_expression(node, self.languages)})" for node in self.required))

    def any_word(self) -> str:
        """The expression for articles that have at least one atom."""
        loose = (node_expression(node, self.languages, loose=True) for node in self.required)
        return self._without(" OR ".join(f"({each})" for each in loose))

    def unquoted(self, phrases: Iterable[Atom]) -> SearchPlan:
        """The same with the words of these phrases in any form and order."""
        replaced: dict[Atom, Node] = {phrase: _words_of(phrase) for phrase in phrases}
        required = (with_atoms(node, replaced) for node in self.required)
        opened = (node.nodes if isinstance(node, AllOf) and not node.without else (node,) for node in required)
        return self._replace(required=tuple(dict.fromkeys(node for nodes in opened for node in nodes)))

    def _without(self, wanted: str) -> str:
        if not self.without:
            return wanted
        return f"({wanted}) NOT ({' OR '.join(node_expression(node, self.languages) for node in self.without)})"


def _words_of(phrase: Atom) -> Node:
    atoms = tuple(Atom(Kind.WORD, (word,), phrase.column) for word in dict.fromkeys(phrase.words))
    return atoms[0] if len(atoms) == 1 else AllOf(atoms)


def plan(query: Query, languages: Iterable[str]) -> SearchPlan:
    """How a query is put to an archive with articles in these languages.

    Common words ("the", "في") are not required as long as another word is.
    """
    known = tuple(sorted(set(languages) | {""}))
    single = [node for node in query.required if isinstance(node, Atom) and node.kind is Kind.WORD]
    wanted = content((atom.words[0] for atom in single), known)
    common = {atom for atom in single if not atom.column and atom.words[0] not in wanted}
    kept = tuple(node for node in query.required if node not in common)
    words = tuple(word for node in query.required for atom in atoms_of(node) for word in atom.words)
    if not kept:
        return SearchPlan(query.required, (), query.without, known, words)
    passed = tuple(atom for atom in single if atom in common)
    return SearchPlan(kept, passed, query.without, known, words)


def rankable(planned: SearchPlan) -> tuple[Atom, ...]:
    """The atoms that an article is weighed by: long runs of writing without spaces by each of their pairs."""
    atoms: list[Atom] = []
    for atom in planned.atoms:
        if atom.kind is Kind.WORD and is_spaceless(atom.words[0]):
            atoms += [atom._replace(words=(pair,)) for pair in bigrams(atom.words[0])]
        else:
            atoms.append(atom)
    return tuple(dict.fromkeys(atoms))[:_WEIGHED]


def node_expression(node: Node, languages: Iterable[str], *, loose: bool = False) -> str:
    """The FTS5 expression for a node; `loose` asks for any of what it requires."""
    if isinstance(node, Atom):
        return expression(node, languages, loose=loose)
    sign = " OR " if loose or isinstance(node, AnyOf) else " AND "
    wanted = sign.join(f"({node_expression(each, languages, loose=loose)})" for each in node.nodes)
    if isinstance(node, AnyOf) or not node.without:
        return wanted
    excluded = " OR ".join(f"({node_expression(each, languages)})" for each in node.without)
    return f"({wanted}) NOT ({excluded})"


def expression(atom: Atom, languages: Iterable[str], *, loose: bool = False) -> str:
    """The FTS5 expression for one atom in every reading it may have; `loose` takes long runs apart into their pairs."""
    if atom.is_literal:
        column = atom.column or "body title"
        return f"{{{column}}} : ({' OR '.join(_literals(atom))})"
    if len(atom.words) == 1 and is_spaceless(atom.words[0]):
        found = _run(bigrams(atom.words[0]), loose=loose)
    else:
        found = [_phrase(terms) for words in spellings(atom.words) for terms in sequences(words, languages)]
        if loose and atom.kind is Kind.JOINED:
            parts = significant_parts(atom.words)
            found += [_phrase(terms) for part in parts for terms in sequences((part,), languages)]
    joined = "(" + " OR ".join(found) + ")"
    return f"{{{atom.column}}} : {joined}" if atom.column else joined


def spellings(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Words that stand side by side, and the same typed as one or parted where digits meet letters: F-16, F16.

    Of a number the other spelling is the one with, or without, signs between the thousands.

    >>> spellings(("F", "16")), spellings(("f16",)), spellings(("12000",))
    ([('F', '16'), ('F16',)], [('f16',), ('f', '16')], [('12000',), ('12', '000')])
    """
    if len(words) > 1:
        parted_number = all(word.isdigit() for word in words) and any(len(word) != 3 for word in words[1:])
        return [words] if parted_number else [words, ("".join(words),)]  # 3.5 is not 35; 1.250 is 1250
    word = normal(words[0])
    if re.fullmatch(_THOUSANDS, word):
        return [words, tuple(f"{int(word):,}".split(","))]
    parts = tuple(re.findall(_LETTERS_OR_DIGITS, word)) if not word.isalpha() and not word.isdigit() else ()
    return [words, parts] if 1 < len(parts) <= _MOST_PARTS and "".join(parts) == word else [words]


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
        if len(words) == 1:
            found += [(term,) for term in _terms_of_accented(words[0], language)]
    return list(dict.fromkeys(found))


def _terms_of_accented(word: str, language: str) -> Iterator[str]:
    """The terms of the words that may be meant by one typed without accents.

    Stemmers know endings by their accents: they cut deja and not déjà, información and not informacion.
    """
    if not word.isascii() or not word.isalpha():
        return
    plain = normal(word[:LONGEST])
    if language == "tr" and "I" in word:  # of a keyboard or of a habit without İ
        yield stemmed(plain, language).split()[-1]
    if language not in _ACCENTED_ENDINGS:
        return
    yield f"{language}·{plain}"
    for ending, accented in _ACCENTED_ENDINGS[language]:
        if plain.endswith(ending):
            yield stemmed(plain.removesuffix(ending) + accented, language)


def word_terms(word: str, language: str) -> list[str]:
    """The terms of one word in an article of this language: one, but for ligatures and runs without spaces."""
    if is_spaceless(word):
        return bigrams(word)
    plain = normal(in_language(word[:LONGEST], language))
    if any(map(str.isdigit, plain)):
        return bare(plain).split()
    return stemmed(plain, stemmer_for(script(plain), language)).split()


def _literals(atom: Atom) -> list[str]:
    """The words of an atom as they are printed: in the word-for-word part, or in a text that needs none."""
    terms = [term for word in atom.words for term in literal_terms(word)]
    star = "*" if atom.kind is Kind.PREFIX or (len(terms[-1]) == 1 and is_spaceless(terms[-1])) else ""
    begun = atom.kind is Kind.PREFIX and len(terms) == 1
    first, *rest = terms
    marked = [LITERAL + term for term in rest]
    found = [_phrase((LITERAL + each, *marked)) + star for each in spellings_with_clitics(first, begun=begun)]
    return [*found, _phrase(tuple(terms)) + star]


def spellings_with_clitics(word: str, *, begun: bool = False) -> tuple[str, ...]:
    """A folded Arabic word as it can stand in a text: behind clitics, and, if it is only begun, behind the article.

    >>> "والوزير" in spellings_with_clitics("الوزير"), "للوزير" in spellings_with_clitics("الوزير")
    (True, True)
    """
    if not "\u0620" < word[0] < "\u064b" or len(word) < _SHORTEST_BEHIND_CLITICS:
        return (word,)
    stem = word.removeprefix("ال") if len(word) > 3 else word
    found = [clitic + word for clitic in _CLITICS]
    if stem != word or begun:
        found += [clitic + stem for clitic in _FOR_THE]
    if begun and stem == word:
        found += [f"{clitic}ال{word}" for clitic in _CLITICS]
    return tuple(found)


def _run(pairs: list[str], *, loose: bool) -> list[str]:
    if not pairs:
        return ['""']
    if len(pairs) == 1:
        return [_quoted(pairs[0]) + ("*" if len(pairs[0]) == 1 else "")]
    if len(pairs) <= _LOOSE_PAIRS and not loose:
        return [_phrase(tuple(pairs))]
    unique = list(dict.fromkeys(_quoted(pair) for pair in pairs))
    return unique if loose else ["(" + " AND ".join(unique) + ")"]


def _phrase(terms: tuple[str, ...]) -> str:
    return _quoted(" ".join(terms))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'
