"""Differences between texts, written out: with brackets, as HTML, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import unified_diff
from html import escape

from newsgrab.archive.history.compare import FieldChange, Op, Piece, marked
from newsgrab.cli import terminal

_CONTEXT = 60  # characters of unchanged text around a change
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"])

APART = 'del+ins,ins+del{margin-inline-start:.15em}del+ins::before,ins+del::before{content:"\\200c"}'
"""What came stands apart from what went, and letters that join do not join across the two; nothing of it is copied."""

STYLE = (
    APART
    + """
body{font:1.05rem/1.6 serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem;line-height:1.3}h2{font-size:1rem;color:#555;margin-block-start:1.6rem}
ins,del{text-decoration:none;border-radius:.15em;padding:0 .1em}
ins{background:#d5f2d9;color:#0c4a1a}del{background:#fbdcdc;color:#7a1414;text-decoration:line-through}
.moved{background:#dbe7fb;color:#173a75}p{margin:.6em 0}.facts{color:#555;font-size:.9rem}
@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}ins{background:#143d1f;color:#bff0c8}
del{background:#4a1717;color:#ffc9c9}.moved{background:#1c2f52;color:#cfe0ff}h2,.facts{color:#aaa}}"""
)


def shortened(pieces: Sequence[Piece], *, full: bool) -> list[Piece]:
    """Unchanged stretches cut down to what stands next to a change, at blanks."""
    if full:
        return list(pieces)
    out = []
    for place, piece in enumerate(pieces):
        text = piece.text
        if piece.op is Op.EQUAL and len(text) > 2 * _CONTEXT:
            head = "" if place == 0 else text[:_CONTEXT].rpartition(" ")[0] or text[:_CONTEXT]
            tail = "" if place == len(pieces) - 1 else text[-_CONTEXT:].partition(" ")[2] or text[-_CONTEXT:]
            text = f"{head} … {tail}" if head else f"… {tail}"
        out.append(Piece(piece.op, text, piece.move))
    return out


def as_text(differences: Iterable[FieldChange], *, full: bool = False) -> str:
    """Each field with its marked words, for a pipe."""
    parts = (
        f"{each.field}:\n{''.join(marked(piece) for piece in shortened(each.pieces, full=full))}\n"
        for each in differences
    )
    return terminal.clean("\n".join(parts))


def as_json(pieces: Iterable[Piece]) -> list[dict[str, object]]:
    """The pieces for programs; `move` only where a paragraph moved."""
    return [{"op": piece.op, "text": piece.text, **({"move": piece.move} if piece.move else {})} for piece in pieces]


def as_unified(differences: Iterable[FieldChange], old_name: str, new_name: str) -> str:
    """A unified diff, a paragraph a line, as `patch` and editors read it; each field is a file."""
    lines: list[str] = []
    for each in differences:
        old, new = (terminal.clean(side).split("\n") for side in (each.old, each.new))
        lines += unified_diff(old, new, f"{old_name}/{each.field}", f"{new_name}/{each.field}", lineterm="")
    return "\n".join(lines)


def direction(language: str | None) -> str:
    """The direction in which a language is written, for the attribute `dir`; "auto" if it is not known."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def pieces_as_html(pieces: Sequence[Piece], *, full: bool) -> str:
    """The paragraphs, with <del> and <ins> around what went and came."""
    html = "".join(_piece_as_html(piece) for piece in shortened(pieces, full=full))
    return f'<p dir="auto">{html}</p>'


def _piece_as_html(piece: Piece) -> str:
    """One piece; a tag ends with its paragraph and begins again with the next."""
    tag = {Op.REMOVED: "del", Op.ADDED: "ins"}.get(piece.op)
    paragraphs = [escape(terminal.clean(part)).replace("\n", "<br>") for part in piece.text.split("\n\n")]
    if tag is None:
        return '</p>\n<p dir="auto">'.join(paragraphs)
    where = "here" if tag == "ins" else "away"
    named = f' class="moved" title="moved {where} ({piece.move})"' if piece.move else ""
    inner = (f"<{tag}{named}>{part}</{tag}>" if part else "" for part in paragraphs)
    return '</p>\n<p dir="auto">'.join(inner)


def fields_as_html(differences: Iterable[FieldChange], *, full: bool = False) -> str:
    """Each field under its name."""
    parts = (f"<h2>{escape(each.field)}</h2>\n{pieces_as_html(each.pieces, full=full)}" for each in differences)
    return "\n".join(parts)


def page(title: str, language: str | None, content: str) -> str:
    """A page of its own: no script, nothing from elsewhere."""
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{lang} dir="{direction(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(terminal.one_line(title))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{content}\n"
        "</body>\n</html>"
    )
