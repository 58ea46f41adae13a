"""An article as text, Markdown, HTML or JSON."""

from __future__ import annotations

import dataclasses
import html
import re
from dataclasses import asdict
from itertools import groupby

from newsgrab.article import Article, Block, BlockKind, Precision

FORMATS = ("text", "markdown", "html", "json")


def as_json(article: Article) -> dict[str, object]:
    """The article's fields for JSON: ISO times, kinds as words, the body beside its blocks."""
    fields = {each.name: getattr(article, each.name) for each in dataclasses.fields(article)}
    fields["blocks"] = [asdict(block) for block in article.blocks]
    fields["related"] = [asdict(item) for item in article.related]
    for name in ("published_at", "updated_at"):
        fields[name] = fields[name].isoformat() if fields[name] else None
    fields["sources"] = dict(article.sources)
    return {"url": fields.pop("url"), "title": fields.pop("title"), "body": article.body, **fields}


def rendered(article: Article, form: str) -> str:
    """The article in a form of FORMATS other than JSON."""
    return {"text": as_text, "markdown": as_markdown, "html": as_html}[form](article)


def published(article: Article) -> str | None:
    """When it was published, no more precisely than the page tells it: 2025-03-03, or with hour and offset."""
    if article.published_at is None:
        return None
    whole_day = article.published_precision is Precision.DAY
    return article.published_at.date().isoformat() if whole_day else article.published_at.isoformat()


def as_text(article: Article) -> str:
    """Title and body, without markup."""
    return f"{article.title}\n\n{article.body}"


def as_markdown(article: Article) -> str:
    """CommonMark: the title as heading 1, facts, blocks, related links."""
    facts = [article.category, ", ".join(article.authors), published(article)]
    parts = [f"# {markdown_escaped(article.title)}", f"<{article.url}>"]
    if any(facts):
        parts.append(" · ".join(markdown_escaped(str(fact)) for fact in facts if fact))
    parts += _joined_items([_markdown_block(block) for block in article.blocks], article.blocks)
    if article.related:
        entries = [
            f"{item.position}. "
            + (f"[{markdown_escaped(item.title)}](<{item.url}>)" if item.url else markdown_escaped(item.title))
            for item in article.related
        ]
        parts.append("\n".join(entries))
    return "\n\n".join(parts)


def as_html(article: Article) -> str:
    """A page of its own: text only, no script, style or picture of the site's."""
    lang = f' lang="{html.escape(article.language)}"' if article.language else ""
    head = f'<!doctype html>\n<html{lang} dir="auto">\n<meta charset="utf-8">'
    head += f"\n<title>{html.escape(article.title)}</title>"
    facts = [article.category, *article.authors, published(article)]
    lines = [head, f'<h1 dir="auto">{html.escape(article.title)}</h1>']
    lines.append(f'<p><a href="{html.escape(article.url)}">{html.escape(article.url)}</a></p>')
    if any(facts):
        apart = " · ".join(f"<bdi>{html.escape(str(fact))}</bdi>" for fact in facts if fact)
        lines.append(f'<p dir="auto">{apart}</p>')
    for listed, blocks in groupby(article.blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM):
        inner = [_html_block(block) for block in blocks]
        lines += ["<ul>", *inner, "</ul>"] if listed else inner
    if article.related:
        entries = "".join(
            f'<li dir="auto"><a href="{html.escape(item.url)}">{html.escape(item.title)}</a></li>'
            if item.url
            else f'<li dir="auto">{html.escape(item.title)}</li>'
            for item in article.related
        )
        lines.append(f"<ol>{entries}</ol>")
    return "\n".join(lines)


_TAGS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.QUOTE: "blockquote",
    BlockKind.PRE: "pre",
    BlockKind.TABLE_ROW: "p",
    BlockKind.CAPTION: "figcaption",  # in a figure
}


def _html_block(block: Block) -> str:
    tag = f"h{min(6, max(2, block.level))}" if block.kind is BlockKind.HEADING else _TAGS[block.kind]
    text = f'<{tag} dir="auto">{html.escape(block.text)}</{tag}>'
    return f"<figure>{text}</figure>" if block.kind is BlockKind.CAPTION else text


def _markdown_block(block: Block) -> str:
    text = markdown_escaped(block.text)
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * min(6, max(2, block.level))} {text}"
        case BlockKind.LIST_ITEM:
            return f"- {text}"
        case BlockKind.QUOTE:
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case BlockKind.PRE:
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", block.text)), 3)
            return f"{fence}\n{block.text}\n{fence}"
        case BlockKind.CAPTION:
            return f"*{text}*"
        case _:
            return text


def _joined_items(parts: list[str], blocks: tuple[Block, ...]) -> list[str]:
    """Neighbouring list items as one list."""
    out: list[str] = []
    before = None
    for part, block in zip(parts, blocks, strict=True):
        if out and block.kind is before is BlockKind.LIST_ITEM:
            out[-1] += "\n" + part
        else:
            out.append(part)
        before = block.kind
    return out


def markdown_escaped(text: str) -> str:
    """Markdown's own signs as plain characters."""
    text = re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
    return re.sub(r"^(\s*)([#+-]|\d+[.)])(?=\s)", r"\1\\\2", text)
