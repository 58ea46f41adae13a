"""Cutting what was typed into operators, fields, quoted phrases and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

COLUMNS = {"title": "title", "body": "body", "text": "body"}
"""The parts of an article that a word can be asked for in, by what may be typed."""

FIELDS = {
    "site": "site",
    "category": "category",
    "section": "category",
    "author": "author",
    "by": "author",
    "lang": "language",
    "language": "language",
    "after": "since",
    "since": "since",
    "before": "until",
    "until": "until",
}
"""What articles can be chosen by, by what may be typed."""

_QUOTES = '"“”„‟«»‹›＂「」『』〝〞《》〈〉'
_NAMES = "|".join((*COLUMNS, *FIELDS))
_MINUS = "\\-\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"  # whatever a keyboard or a word processor makes of it
_COMMAS = ",;،؛、，"
_TOKEN = re.compile(
    rf"\s+|[{_COMMAS}]+(?=[{_MINUS}])"
    r"|(?P<open>\()|(?P<close>\))|(?P<bar>\|+)"
    rf"|(?P<minus>(?<![^\s(|:：{_COMMAS}])[{_MINUS}]+(?=[^\s{_MINUS}]))"
    rf"|(?<![^\s(|{_MINUS}])(?i:(?P<field>{_NAMES}))\s*[:：](?!/)\s*(?=\S)"
    rf"|(?P<quote>[{_QUOTES}])(?P<second>(?!(?P=quote))[{_QUOTES}](?=\S))?"  # «“a phrase”» is one phrase
    rf"(?P<phrase>[^{_QUOTES}]*)(?P<end>(?(second)[{_QUOTES}]{{1,2}}|[{_QUOTES}])|$)(?P<star>\*)?"
    rf"|(?P<text>(?:(?![{_COMMAS}]+[{_MINUS}])[^\s()|{_QUOTES}])+)"
)
_UNDECODED = re.compile("[\ud800-\udfff]")  # how Python hands over bytes that are no UTF-8
# They may stand before an operator unseen.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_GERSHAYIM = re.compile(r'(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')  # צה"ל is one word
_OUTER_GERSHAYIM = re.compile(r"(?<![\u05d0-\u05ea])״|״(?![\u05d0-\u05ea])")  # and these are quotation marks
_INCHES = re.compile(rf"(?<=\d)[\"”]+(?=\s|$)(?=[^{_QUOTES}]*$)")
_OPERATORS = ("AND", "OR", "NOT")


class Token(NamedTuple):
    """A piece of what was typed: its kind (one of _TOKEN's groups, or an operator's name), and its text.

    `closed` is False for a phrase without its second quotation mark; `begun` is True for one with a star behind it.
    """

    kind: str
    text: str
    closed: bool = True
    begun: bool = False


def tokens(typed: str) -> Iterator[Token]:
    """The tokens of what was typed, in order; nothing but blanks lies between them."""
    typed = _OUTER_GERSHAYIM.sub('"', _GERSHAYIM.sub("״", _UNSEEN.sub("", _UNDECODED.sub(" ", typed))))
    if len(re.findall(f"[{_QUOTES}]", typed)) == 1:  # a mark without a partner
        typed = _INCHES.sub(" ", typed)
    for match in _TOKEN.finditer(typed):
        kind = match.lastgroup
        if match["phrase"] is not None:
            yield Token("phrase", match["phrase"], bool(match["end"]), bool(match["star"]))
        elif kind == "bar" or match["text"] in _OPERATORS:
            yield Token("OR" if kind == "bar" else match["text"], match[0])
        elif kind == "minus":
            yield Token("NOT", match[0])
        elif kind is not None:
            yield Token(kind, match[kind])
