"""Rich text as blocks: whatever an editor's program writes, read by its shape.

The formats (Draft.js, Slate, ProseMirror and TipTap, Portable Text, Contentful, DatoCMS, Lexical, EditorJS, Strapi,
Gutenberg, Arc, Notion, syntax trees of HTML and Markdown, lists of paragraphs) agree in this: objects that say what kind
of part they are, and hold others, or a text. A part whose parts are pieces of a line is a block.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.state.kinds import PIECE_KEYS, WRAPPER_KEYS, Role, key_of, kind_of, level_of, role_of
from newsgrab.extraction.state.plain_text import blocks_of_text, has_block_tags, plain
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of

MAX_DEPTH = 30
MAX_PARTS = 50_000
MIN_SENTENCE = 40
_CHILDREN = {key: at for at, key in enumerate(words_of("markup.state.children"))}
_TEXTS = {key: at for at, key in enumerate(words_of("markup.state.texts"))}
_HEADLINES = names_of("state.headlines")
_ADDRESSES = names_of("embedded.addresses")
_KINDS = {
    Role.HEADING: BlockKind.HEADING,
    Role.ITEM: BlockKind.LIST_ITEM,
    Role.QUOTE: BlockKind.QUOTE,
    Role.CODE: BlockKind.PRE,
    Role.PARAGRAPH: BlockKind.PARAGRAPH,
}
_Part = dict[str, object]
NOT_TEXTS = re.compile(markup_pattern("state.not_bodies"))  # keys under which never a text stands


def rich_text_blocks(value: object, holder: object = None) -> tuple[Block, ...]:
    """The blocks of a rich text; none, if the value is no text. `holder` is the object that it stands in."""
    reader = _Reader(open={id(holder)})
    reader.read(value, None, 0)
    return tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    """One walk through a rich text."""

    found: list[Block] = field(default_factory=list)
    parts: int = 0
    open: set[int] = field(default_factory=set)  # what is being read: a value may hold itself

    def read(self, value: object, kind: BlockKind | None, depth: int) -> None:
        """Read a value; `kind` is what an outer part makes of its paragraphs."""
        self.parts += 1
        if self.parts > MAX_PARTS or depth > MAX_DEPTH or id(value) in self.open:
            return
        if isinstance(value, str):
            self.add_text(value, kind)
        elif isinstance(value, dict | list):
            self.open.add(id(value))
            if isinstance(value, dict):
                self.read_part(value, kind, depth)
            elif not _is_of_others(value):
                for one in value:
                    self.read(one, kind, depth + 1)
            self.open.discard(id(value))

    def read_part(self, part: _Part, kind: BlockKind | None, depth: int) -> None:
        role = role_of(part)
        whole = _unwrapped(part)
        if role is Role.SKIPPED:
            return
        if role is Role.PICTURE:
            self.add(BlockKind.CAPTION, _caption(whole))
        elif role in (Role.TABLE, Role.ROW):
            self.read_table(whole, depth)
        elif role is Role.LIST:
            self.read_list(whole, depth)
        elif isinstance(whole.get("ops"), list):
            self.read_delta(whole["ops"])
        else:
            self.read_block(whole, role, kind, depth)

    def read_block(self, part: _Part, role: Role, kind: BlockKind | None, depth: int) -> None:
        """A part that is a block, or holds some."""
        own = _KINDS.get(role)
        own = kind if own in (None, BlockKind.PARAGRAPH) and kind is not None else own
        level = level_of(part) if own is BlockKind.HEADING else 0
        key, children = _children(part)
        text = _text(part)
        if role in _KINDS and text and not (isinstance(children, list) and children and not text.strip()):
            self.add_text(text, own, level)
            nested = [one for one in _each(children) if isinstance(one, dict) and role_of(one) is Role.LIST]
            for one in nested:
                self.read(one, None, depth + 1)
            return
        may_be_line = key != "nodes" or bool(kind_of(part))  # nodes of a graph's list are no pieces
        if children is None:
            text = text or ("" if self.read_numbered(part, depth) else _any_text(part))
            if text:
                self.add_heading_of(part, depth)
                self.add_text(text, own, level)
            return
        if (role in _KINDS or role is Role.INLINE or (key in PIECE_KEYS and may_be_line)) and _are_pieces(children):
            self.add(own or BlockKind.PARAGRAPH, self.line(children, 0), level)
            return
        self.add_heading_of(part, depth)
        self.read(children, own if own is not BlockKind.PARAGRAPH else None, depth + 1)

    def read_numbered(self, part: _Part, depth: int) -> bool:
        """Read the paragraphs that stand under numbered keys; whether there are any."""
        numbered = [value for name, value in part.items() if name[-1:].isdigit() and isinstance(value, str | dict)]
        if 2 * len(numbered) <= len(part) or len(numbered) < 2:
            return False
        for value in numbered:
            self.read(value, None, depth + 1)
        return True

    def read_list(self, part: _Part, depth: int) -> None:
        _, children = _children(part)
        if children is None:
            self.add_text(_text(part), BlockKind.LIST_ITEM)
        for one in _each(children):
            if isinstance(one, str):
                self.add(BlockKind.LIST_ITEM, one)
            else:
                self.read(one, BlockKind.LIST_ITEM, depth + 1)

    def read_table(self, part: _Part, depth: int) -> None:
        """A table: its rows, in each its cells."""
        _, rows = _children(part)
        if rows is None:
            self.add_text(_text(part), None)
        for row in _each(rows):
            part = _unwrapped(row) if isinstance(row, dict) else {}
            cells = _children(part)[1] if part else row
            if depth < MAX_DEPTH and any(isinstance(one, dict) and role_of(one) is Role.ROW for one in _each(cells)):
                self.read_table(part, depth + 1)  # head or body of the table
                continue
            texts = (plain(self.line(cell, 0)) for cell in _each(cells))
            self.add(BlockKind.TABLE_ROW, " | ".join(filter(None, texts)))

    def read_delta(self, operations: object) -> None:
        """Quill: texts one after the other; what ends a line says what the line is."""
        line = ""
        for one in _each(operations):
            text = one.get("insert") if isinstance(one, dict) else None
            said = one.get("attributes") if isinstance(one, dict) else None
            first, *rest = text.split("\n") if isinstance(text, str) else [""]
            line += first
            for following in rest:
                marks = said if isinstance(said, dict) else {}
                kinds = {"header": BlockKind.HEADING, "list": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE}
                kind = next((kinds[key] for key in kinds if key in marks), BlockKind.PARAGRAPH)
                level = marks.get("header")
                self.add(kind, line, level if isinstance(level, int) and kind is BlockKind.HEADING else 0)
                line = following
        self.add(BlockKind.PARAGRAPH, line)

    def line(self, value: object, depth: int) -> str:
        """The text of a piece of a line, or of several."""
        self.parts += 1
        if self.parts > MAX_PARTS or depth > MAX_DEPTH:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return "".join(self.line(one, depth + 1) for one in value)
        if not isinstance(value, dict):
            return ""
        role = role_of(value)
        if role in (Role.SKIPPED, Role.PICTURE):
            return ""
        if role is Role.BREAK:
            return " "
        whole = _unwrapped(value)
        _, children = _children(whole)
        text = _text(whole)
        return text if text or children is None else self.line(children, depth + 1)

    def add_heading_of(self, part: _Part, depth: int) -> None:
        """The heading that a section of the text has for its own."""
        if depth < 1 or role_of(part) is not Role.OTHER:
            return
        for name, value in part.items():
            if isinstance(value, str) and key_of(name) in _HEADLINES and name.lower() != "name" and len(value) < 200:
                self.add(BlockKind.HEADING, value, 2)
                return

    def add_text(self, text: str, kind: BlockKind | None, level: int = 0) -> None:
        """Add a text, which may be several blocks."""
        if kind in (None, BlockKind.PARAGRAPH):
            self.found += blocks_of_text(text)
        elif has_block_tags(text):
            whole = blocks_of_text(text)
            self.found += [Block(kind, one.text, level) if one.kind is BlockKind.PARAGRAPH else one for one in whole]
        else:
            self.add(kind or BlockKind.PARAGRAPH, text, level)

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Add a block, unless it is empty."""
        line = text.strip("\n") if kind is BlockKind.PRE else plain(text)
        if line.strip():
            self.found.append(Block(kind, line, level))


def _each(value: object) -> Iterator[object]:
    """The parts of a list; the values of an object; else the value itself."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict):
        yield from value.values() if all(str(key).isdigit() for key in value) else [value]
    elif value is not None:
        yield value


def _unwrapped(part: _Part) -> _Part:
    """An object with what is said of it one object deeper: `{"type": "paragraph", "data": {"text": "…"}}`."""
    kind = part.get("type")
    inner = [
        value
        for name, value in part.items()
        if isinstance(value, dict) and value and (key_of(name) in WRAPPER_KEYS or name == kind)
    ]
    whole = dict(part)
    for one in inner:
        for name, value in one.items():
            if not whole.get(name) or isinstance(whole[name], dict):
                whole[name] = value
    return whole


def _children(part: _Part) -> tuple[str, object]:
    """What a part holds, with the key it stands under; None if it holds nothing."""
    found = [
        (_CHILDREN[key], key, value)
        for name, value in part.items()
        if isinstance(value, dict | list) and value and (key := key_of(name)) in _CHILDREN
    ]
    _, key, value = min(found, key=lambda one: one[0], default=(0, "", None))
    return key, value


def _text(part: _Part) -> str:
    """The text that stands in a part itself, "" if none does."""
    found = [
        (_TEXTS[key], value)
        for name, value in part.items()
        if isinstance(value, str) and value and (key := key_of(name)) in _TEXTS
    ]
    return min(found, default=(0, ""))[1]


def _any_text(part: _Part) -> str:
    """The longest text of a part whose keys are none of ours, if it is a sentence."""
    texts = [
        value
        for name, value in part.items()
        if isinstance(value, str) and " " in value and len(value) >= MIN_SENTENCE and not NOT_TEXTS.search(key_of(name))
    ]
    return max(texts, key=len, default="")


def _caption(part: _Part) -> str:
    return next((value for name, value in part.items() if isinstance(value, str) and key_of(name) == "caption"), "")


def _are_pieces(value: object, depth: int = 0) -> bool:
    """Whether all in a value are pieces of one line: texts, and objects that are inline or say nothing of a kind."""
    if isinstance(value, str):
        return not has_block_tags(value)
    if isinstance(value, list):
        return all(_are_pieces(one, depth) for one in value)
    if not isinstance(value, dict) or depth > MAX_DEPTH:
        return True
    role = role_of(value)
    if role in (Role.INLINE, Role.BREAK):
        return True
    if role is not Role.OTHER:
        return False
    key, children = _children(value)
    return children is None or (key in PIECE_KEYS and _are_pieces(children, depth + 1))


def _is_of_others(values: list[object]) -> bool:
    """Whether a list is of other articles: objects with a title and an address."""
    objects = [one for one in values if isinstance(one, dict)]
    others = [one for one in objects if _is_other(one)]
    return bool(others) and 2 * len(others) >= len(values)


def _is_other(one: _Part) -> bool:
    keys = {key_of(name) for name, value in one.items() if isinstance(value, str) and value}
    return not keys.isdisjoint(_HEADLINES) and not keys.isdisjoint(_ADDRESSES)
