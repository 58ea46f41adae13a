"""A query as a tree: what an article must have, what it must not have, and which articles may be found at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """How an atom matches."""

    WORD = "word"  # in any form
    PREFIX = "prefix"  # as it is printed, the last word only begun
    PHRASE = "phrase"  # as it is printed, spelling variants apart
    JOINED = "joined"  # words typed without a blank (F-16): side by side, in any form


class Atom(NamedTuple):
    """One thing to look for: its words as typed, in one column or (None) anywhere."""

    kind: Kind
    words: tuple[str, ...]
    column: str | None = None

    @property
    def is_literal(self) -> bool:
        """True if it has to stand in the text as it was typed."""
        return self.kind in {Kind.PHRASE, Kind.PREFIX}

    def __str__(self) -> str:
        text = " ".join(self.words)
        if self.kind is Kind.PREFIX:
            text = f"{text}*" if len(self.words) == 1 else f"“{text}*”"
        elif self.kind is Kind.PHRASE:
            text = f"“{text}”"
        return f"{self.column}:{text}" if self.column else text


class AllOf(NamedTuple):
    """Every one of `nodes`, and none of `without`."""

    nodes: tuple[Node, ...]
    without: tuple[Node, ...] = ()

    def __str__(self) -> str:
        return f"({' '.join([*map(str, self.nodes), *(f'-{node}' for node in self.without)])})"


class AnyOf(NamedTuple):
    """At least one of `nodes`."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' OR '.join(map(str, self.nodes))})"


Node = Atom | AllOf | AnyOf


class Query(NamedTuple):
    """A search as it was understood.

    An article must have all of `required` and none of `without`. `fields` are (name, value) pairs for the columns of
    the archive, of which the values of one name are alternatives; no article with one of `without_fields` is found.
    `since` and `until` are moments; `notes` say what may not be what was meant.
    """

    required: tuple[Node, ...]
    without: tuple[Node, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    without_fields: tuple[tuple[str, str], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    notes: tuple[str, ...] = ()


def atoms_of(node: Node) -> Iterator[Atom]:
    """The atoms that an article can have by this node, exclusions left out, in the order of the query."""
    if isinstance(node, Atom):
        yield node
        return
    for each in node.nodes:
        yield from atoms_of(each)


def with_atoms(node: Node, replaced: dict[Atom, Node]) -> Node:
    """The node with other nodes in the place of some of its atoms."""
    if isinstance(node, Atom):
        return replaced.get(node, node)
    nodes = tuple(with_atoms(each, replaced) for each in node.nodes)
    return AllOf(nodes, node.without) if isinstance(node, AllOf) else AnyOf(nodes)
