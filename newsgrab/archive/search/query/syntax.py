"""Reading what was typed into the search box. What is no operator is text; what cannot be meant is refused.

word word          all of them, in any order and form       "a phrase" «a phrase» „a phrase“   as it is printed
-word  NOT word    articles without it                      word OR word  word | word          one of them
(…)                what belongs together                    minist*  "prime minist"*           what begins so
title:word  title:(…)  body:word                            only there
site:  category:  author:  lang:  after:  before:           which articles (dates: see .dates); -site: which not

OR binds closer than a blank: `a OR b c` is `(a OR b) c`.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import fold
from newsgrab.archive.search.analysis.scan import is_spaceless, pattern
from newsgrab.archive.search.query.fields import Fields
from newsgrab.archive.search.query.lexer import COLUMNS, FIELDS, Token, tokens
from newsgrab.archive.search.query.notes import notes_on
from newsgrab.archive.search.query.tree import AllOf, AnyOf, Atom, Kind, Node, Query, atoms_of
from newsgrab.errors import BadQuery

MOST_WORDS = 400
"""Words, phrases and beginnings that one query can have."""

_DEEPEST = 20  # brackets in brackets; SQLite reads about ninety
_COMMA = r"[,،](?!(?<=\d[,،])\d{3}(?!\d))"  # not the one of 12,000
_PARTS = re.compile(rf"(?:[\s;/\\\[\]{{}}<>؛؟。、！？…—]|{_COMMA})+|(?<=\w{{3}})[&+](?=\w{{3}})")
# These two are compiled when a word asks for them: at every start it would show.
_ELIDED = r"\w+['\u2019\u02bc\u00b4`]\w+"
_ELISION = r"(?i)[^\Wo\d]|un|\w*(?:ll|qu)"  # l', un', dell', jusqu'; O'Neill is a name
_ENDING = 5  # letters of 's, 'nin, 'deki


class _Choice(NamedTuple):
    """A field with its value: it chooses articles and is no part of their text."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


class _Branch(NamedTuple):
    """Alternatives or brackets that have a field in them; gone when a query is whole."""

    parts: tuple[_Part, ...]
    without: tuple[_Part, ...]
    is_any: bool

    def __str__(self) -> str:
        return (" OR " if self.is_any else " ").join([*map(str, self.parts), *(f"-{part}" for part in self.without)])


_Part = Atom | _Choice | _Branch


def parse(text: str, now: datetime) -> Query:
    """What was typed, understood; `now` is what "yesterday" is counted from.

    A query without anything to look for has nothing required; its filters may still choose articles.
    Raises BadQuery if it cannot be meant, BadDate.
    """
    reader = _Reader(list(tokens(text)))
    whole = reader.sequence(0)
    fields = Fields(now)
    required: list[Node] = []
    without: list[Node] = []
    for part in _flattened(whole.parts):
        if alternatives := _choices(part):
            fields.require([(choice.name, choice.value) for choice in alternatives])
        else:
            required.append(_node(part))
    for part in (*whole.without, *(each for inner in whole.parts for each in _excluded(inner))):
        if alternatives := _choices(part):
            fields.exclude([(choice.name, choice.value) for choice in alternatives])
        else:
            without.append(_node(part))
    words = sum(1 for node in (*required, *without) for _ in atoms_of(node))
    if words > MOST_WORDS:
        raise BadQuery(f"{words:,} words: a search takes up to {MOST_WORDS}")
    return Query(
        tuple(dict.fromkeys(required)),
        tuple(dict.fromkeys(without)),
        tuple(dict.fromkeys(fields.required)),
        tuple(dict.fromkeys(fields.excluded)),
        fields.since,
        fields.until,
        tuple(dict.fromkeys((*reader.notes, *notes_on(text)))),
    )


class _Reader:
    """Reads tokens from left to right, brackets by calling itself."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._place = 0
        self.notes: list[str] = []

    def _next(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def sequence(self, depth: int, column: str | None = None) -> _Branch:
        """What stands side by side, up to the bracket that closes it or the end."""
        if depth > _DEEPEST:
            raise BadQuery(f"brackets in brackets: a search takes up to {_DEEPEST}")
        parts: list[_Part] = []
        without: list[_Part] = []
        while (token := self._next()) is not None:
            if token.kind == "close":
                self._place += 1
                if depth:
                    return _Branch(tuple(parts), tuple(without), is_any=False)
                self.notes.append("a bracket closes that none opened: passed over")
            elif token.kind in {"AND", "OR"}:
                self._place += 1
                if token.kind == "OR":
                    self.notes.append("OR stands between two words: passed over")
            else:
                self._take_alternatives(parts, without, depth, column)
        if depth:
            self.notes.append("a bracket is not closed: read to the end")
        return _Branch(tuple(parts), tuple(without), is_any=False)

    def _take_alternatives(self, parts: list[_Part], without: list[_Part], depth: int, column: str | None) -> None:
        """Read one part, or several with OR between them."""
        excludes, found = self._unary(depth, column)
        alternatives = [found]
        while (token := self._next()) is not None and token.kind == "OR":
            if self._place + 1 >= len(self._tokens) or self._tokens[self._place + 1].kind in {"close", "OR", "AND"}:
                break
            self._place += 1
            also_excludes, found = self._unary(depth, column)
            if excludes or also_excludes:
                raise BadQuery("OR with an exclusion: what is left out cannot be one of several alternatives")
            alternatives.append(found)
        if len(alternatives) == 1:
            (without if excludes else parts).extend(found)
            return
        usable = [_together(each) for each in alternatives if each]
        parts += usable if len(usable) < 2 else [_Branch(tuple(usable), (), is_any=True)]

    def _unary(self, depth: int, column: str | None) -> tuple[bool, list[_Part]]:
        """One word, phrase, field or bracket, and whether it is excluded."""
        excludes = False
        while (token := self._next()) is not None and token.kind == "NOT":
            excludes = not excludes
            self._place += 1
        if token is None or token.kind in {"close", "OR", "AND"}:
            self.notes.append("NOT stands before a word: passed over")
            return False, []
        self._place += 1
        if token.kind == "field":
            while (value := self._next()) is not None and value.kind == "NOT":  # title:-word is -title:word
                excludes = not excludes
                self._place += 1
            return excludes, self._field(token.text.lower(), depth)
        if token.kind == "open":
            inner = self.sequence(depth + 1, column)
            return excludes, _opened(inner) if not excludes else _unopened(inner)
        return excludes, self._words(token, column)

    def _field(self, name: str, depth: int) -> list[_Part]:
        token = self._next()
        if token is None or token.kind not in {"open", "phrase", "text"}:
            self.notes.append(f"{name}: without a value: passed over")
            return []
        self._place += 1
        if name in COLUMNS:
            if token.kind == "open":
                return _opened(self.sequence(depth + 1, COLUMNS[name]))
            return self._words(token, COLUMNS[name])
        values = [token.text] if token.kind != "open" else self._values(name)
        choices: tuple[_Part, ...] = tuple(_Choice(FIELDS[name], value.strip()) for value in values if value.strip())
        return [*choices] if len(choices) < 2 else [_Branch(choices, (), is_any=True)]

    def _values(self, name: str) -> list[str]:
        """The alternatives in brackets behind a field."""
        values: list[str] = []
        while (token := self._next()) is not None:
            self._place += 1
            if token.kind == "close":
                return values
            if token.kind in {"text", "phrase"}:
                values.append(token.text)
            elif token.kind != "OR":
                raise BadQuery(f"{name}:(…): only values with OR between them")
        return values

    def _words(self, token: Token, column: str | None) -> list[_Part]:
        if token.kind == "text":
            if token.text.endswith(":") and token.text[:-1].lower() in {*COLUMNS, *FIELDS}:
                self.notes.append(f"{token.text} without a value: looked for as a word")
            return [*text_atoms(token.text, column)]
        if not token.closed:
            self.notes.append("a quotation mark without its partner: read to the end as a phrase")
        begun = token.begun or token.text.rstrip().endswith("*")
        found = _words_in(token.text)
        return [Atom(Kind.PREFIX if begun else Kind.PHRASE, found, column)] if found else []


def _opened(inner: _Branch) -> list[_Part]:
    """What stands in brackets, as parts of what is around it where that is the same."""
    return [*inner.parts] if not inner.without else [inner] if inner.parts else _nothing_but(inner)


def _unopened(inner: _Branch) -> list[_Part]:
    """What stands in excluded brackets: alternatives are excluded one by one, all together only together."""
    if inner.without and not inner.parts:
        _nothing_but(inner)
    if not inner.without and len(inner.parts) == 1:
        (part,) = inner.parts
        return [*part.parts] if isinstance(part, _Branch) and part.is_any else [part]
    return [inner] if inner.parts else []


def _nothing_but(inner: _Branch) -> list[_Part]:
    raise BadQuery(f"({inner}): brackets with nothing but exclusions")


def _together(parts: list[_Part]) -> _Part:
    return parts[0] if len(parts) == 1 else _Branch(tuple(parts), (), is_any=False)


def _flattened(parts: tuple[_Part, ...]) -> list[_Part]:
    """Brackets that say no more than what is around them opened; their exclusions are told by `_excluded`."""
    found: list[_Part] = []
    for part in parts:
        found += _flattened(part.parts) if isinstance(part, _Branch) and not part.is_any else [part]
    return found


def _excluded(part: _Part) -> list[_Part]:
    if not isinstance(part, _Branch) or part.is_any:
        return []
    return [*part.without, *(each for inner in part.parts for each in _excluded(inner))]


def _choices(part: _Part) -> list[_Choice]:
    """The fields in a part that has nothing else; none if it has words. Raises BadQuery if it has both."""
    if isinstance(part, _Choice):
        return [part]
    if isinstance(part, Atom):
        return []
    inner = [*part.parts, *part.without]
    found = [choice for each in inner for choice in _choices(each)]
    if found and (len({choice.name for choice in found}) > 1 or len(found) < len(inner) or not part.is_any):
        raise BadQuery(f"({part}): a field cannot be an alternative to anything but values of the same field")
    return found


def _node(part: _Part) -> Node:
    if isinstance(part, Atom):
        return part
    if isinstance(part, _Choice):  # `_choices` has refused it
        raise BadQuery(f"{part}: a field cannot stand here")
    nodes = tuple(map(_node, part.parts))
    return AnyOf(nodes) if part.is_any else AllOf(nodes, tuple(map(_node, part.without)))


def text_atoms(text: str, column: str | None) -> list[Atom]:
    """The atoms in an unquoted token: it is parted at what cannot stand inside a word."""
    atoms = []
    for part in _PARTS.split(text):
        found = _spoken(part, _words_in(part))
        if not found:
            continue
        prefix = part.endswith("*") and not is_spaceless(found[-1])
        if any(map(is_spaceless, found)):
            last = Kind.PREFIX if prefix else Kind.WORD
            atoms += [Atom(Kind.WORD, (word,), column) for word in found[:-1]]
            atoms.append(Atom(last, found[-1:], column))
        elif prefix:
            atoms.append(Atom(Kind.PREFIX, found, column))
        else:
            atoms.append(Atom(Kind.WORD if len(found) == 1 else Kind.JOINED, found, column))
    return atoms


def _spoken(part: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a part without an article or ending that an apostrophe cuts off: l'avenir, Trump's, İzmir'deki."""
    if len(found) != 2 or not re.fullmatch(_ELIDED, part):
        return found
    first, last = found
    if len(last) > 1 and re.fullmatch(_ELISION, first):
        return (last,)
    if len(first) > 2 and len(last) <= min(len(first), _ENDING):
        return (first,)
    return found


def _words_in(text: str) -> tuple[str, ...]:
    return tuple(match.group() for match in pattern(text).finditer(text) if fold(match.group()))
