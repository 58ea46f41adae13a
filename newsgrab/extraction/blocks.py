"""Blocks: the lines of the body as paragraphs, headings, list items, quotes, table rows and captions."""

from __future__ import annotations

import re
from dataclasses import replace

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.boxes import Box, Line

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ABOUT_PICTURES = frozenset({BlockKind.CAPTION, BlockKind.HEADING})
_BOLD_LEVEL = 3  # of a paragraph that is a heading by its bold type alone
_MAX_HEADING = 120
_MAX_CELL = 200
_ENDING = re.compile('[.!…。！۔।:：;；,،"”»」』)]\\s*$')


def blocks(kept: list[Line]) -> tuple[Block, ...]:
    """The lines as blocks, in the same order."""
    found: list[Block] = []
    at = 0
    while at < len(kept):
        line = kept[at]
        kind, level, box = _kind(line)
        group = [line]
        at += 1
        while at < len(kept) and _joins(group[-1], kept[at], kind, box):
            group.append(kept[at])
            at += 1
        found.append(Block(kind, _text(group, kind), level))
    if all(block.kind in _ABOUT_PICTURES for block in found):  # what is said under the pictures is the text
        return tuple(
            replace(block, kind=BlockKind.PARAGRAPH) if block.kind is BlockKind.CAPTION else block for block in found
        )
    return tuple(found)


def _kind(line: Line) -> tuple[BlockKind, int, Box]:
    """What the line is, its level as a heading, and the box that makes it so."""
    box: Box | None = line.box
    quote: Box | None = None
    while box is not None:
        tag = box.tag
        if tag in _HEADINGS:
            return BlockKind.HEADING, _HEADINGS[tag], box
        if tag in {"figcaption", "figure"}:
            return BlockKind.CAPTION, 0, box
        if tag == "pre":
            return BlockKind.PRE, 0, box
        if tag == "tr" and _is_row(box):
            return BlockKind.TABLE_ROW, 0, box
        if tag == "li" and _is_entry(box):
            return BlockKind.LIST_ITEM, 0, box
        if tag == "blockquote" and quote is None:
            quote = box
        box = box.parent
    if quote is not None:
        return BlockKind.QUOTE, 0, line.box
    if _is_bold_heading(line):
        return BlockKind.HEADING, _BOLD_LEVEL, line.box
    return BlockKind.PARAGRAPH, 0, line.box


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


def _joins(before: Line, line: Line, kind: BlockKind, box: Box) -> bool:
    """Whether the next line belongs to the same block."""
    if kind is BlockKind.HEADING and box.tag not in _HEADINGS:
        return False
    if kind in {BlockKind.TABLE_ROW, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.PRE}:
        return _within(line.box, box) and _kind(line)[2] is box
    if line.box is not before.box or kind is BlockKind.CAPTION:
        return False
    # One break is a new line of the same paragraph where paragraphs are told apart by two.
    return (
        line.breaks == 1
        and any(isinstance(part, Line) and part.breaks > 1 for part in line.box.parts)
        and not _is_bold_heading(line)
    )


def _within(box: Box | None, outer: Box) -> bool:
    while box is not None:
        if box is outer:
            return True
        box = box.parent
    return False


def _text(group: list[Line], kind: BlockKind) -> str:
    if kind is BlockKind.PRE:
        return "\n".join(line.text.strip("\n") for line in group)
    return (" | " if kind is BlockKind.TABLE_ROW else " ").join(line.text for line in group)
