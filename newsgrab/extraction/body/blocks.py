"""Blocks: the lines of the body as paragraphs, headings, list items, quotes, table rows and captions."""

from __future__ import annotations

import re
from dataclasses import replace

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.page.boxes import Box, Line, weigh

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ABOUT_PICTURES = frozenset({BlockKind.CAPTION, BlockKind.HEADING})
_WHOLE = frozenset({BlockKind.TABLE_ROW, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.PRE})
_BOLD_LEVEL = 3  # of a paragraph that is a heading by its bold type alone
_MAX_HEADING = 120
_MAX_CELL = 200
_ENDING = re.compile('[.!…。！۔।:：;；,،"”»」』)]\\s*$')

_Nature = tuple[BlockKind, int, Box]  # what a line is, its level, and the box that makes it so


def blocks(kept: list[Line]) -> tuple[Block, ...]:
    """The lines as blocks, in the same order."""
    known: dict[Box, _Nature | None] = {}
    groups: list[tuple[_Nature, list[Line]]] = []
    for line in kept:
        nature = _nature(line, known)
        if groups and _joins(line, nature, *groups[-1]):
            groups[-1][1].append(line)
        else:
            groups.append((nature, [line]))
    found = [Block(kind, _text(group, kind), level) for (kind, level, _), group in groups]
    if all(block.kind in _ABOUT_PICTURES for block in found):  # what is said under the pictures is the text
        return tuple(
            replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.CAPTION else block for block in found
        )
    return tuple(found)


def prose_weight(found: tuple[Block, ...]) -> float:
    """How much of some blocks is text."""
    return sum(max(weigh(block.text, 0), 0.0) for block in found if block.text and block.kind is not BlockKind.CAPTION)


def _nature(line: Line, known: dict[Box, _Nature | None]) -> _Nature:
    """What the line is, its level as a heading, and the box that makes it so."""
    nature = _of_box(line.box, known)
    if nature is not None:
        return nature
    if _is_bold_heading(line):
        return BlockKind.HEADING, _BOLD_LEVEL, line.box
    return BlockKind.PARAGRAPH, 0, line.box


def _of_box(box: Box, known: dict[Box, _Nature | None]) -> _Nature | None:
    """What a box, or the nearest one around it, makes of its lines; a quote is one only if nothing else is said."""
    if box in known:
        return known[box]
    tag = box.tag
    nature: _Nature | None = None
    if tag in _HEADINGS:
        nature = BlockKind.HEADING, _HEADINGS[tag], box
    elif tag in {"figcaption", "figure"}:
        nature = BlockKind.CAPTION, 0, box
    elif tag == "pre":
        nature = BlockKind.PRE, 0, box
    elif tag == "tr" and _is_row(box):
        nature = BlockKind.TABLE_ROW, 0, box
    elif tag == "li" and _is_entry(box):
        nature = BlockKind.LIST_ITEM, 0, box
    elif box.parent is not None:
        nature = _of_box(box.parent, known)
    if nature is None and tag == "blockquote":
        nature = BlockKind.QUOTE, 0, box
    known[box] = nature
    return nature


def _is_row(row: Box) -> bool:
    """A row of a table of facts, not of a layout: two or more cells, all short."""
    cells = [part for part in row.parts if isinstance(part, Box)]
    return len(cells) > 1 and all(
        len(cell.parts) <= 3
        and sum(len(part.text) for part in cell.parts if isinstance(part, Line)) <= _MAX_CELL
        and not any(isinstance(part, Box) and part.tag in {"table", "div", "ul"} for part in cell.parts)
        for cell in cells
    )


def _is_entry(box: Box) -> bool:
    """A list's item, not a piece of layout that happens to be a list: no heading or second paragraph in it."""
    inner = [part for part in box.parts if isinstance(part, Box)]
    return sum(part.tag in {"p", "div"} for part in inner) <= 1 and not any(part.tag in _HEADINGS for part in inner)


def _is_bold_heading(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= _MAX_HEADING
        and line.bold >= len(text) * 0.95 - text.count(" ")
        and line.linked == 0
        and not _ENDING.search(text)
        and line.box.tag not in {"td", "th", "li"}
    )


def _joins(line: Line, own: _Nature, nature: _Nature, group: list[Line]) -> bool:
    """Whether a line belongs to the block of the lines before it."""
    kind, _, box = nature
    if kind is BlockKind.HEADING and box.tag not in _HEADINGS:
        return False
    if kind in _WHOLE:
        return own[2] is box
    if line.box is not group[-1].box or kind is BlockKind.CAPTION:
        return False
    # One break is a new line of the same paragraph where paragraphs are told apart by two.
    return (
        line.breaks == 1
        and any(isinstance(part, Line) and part.breaks > 1 for part in line.box.parts)
        and not _is_bold_heading(line)
    )


def _text(group: list[Line], kind: BlockKind) -> str:
    if kind is BlockKind.PRE:
        return "\n".join(line.text.strip("\n") for line in group)
    return (" | " if kind is BlockKind.TABLE_ROW else " ").join(line.text for line in group)
