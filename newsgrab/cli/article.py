"""An article on a terminal, to be read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from newsgrab.article import Article, Block, BlockKind, Precision
from newsgrab.cli import pager, terminal

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WIDTH = 100  # columns: a longer line is hard to follow


def print_article(article: Article, facts: Iterable[str] = (), *, paged: bool = False) -> None:
    """Title, address, facts, text and related links; `facts` are further lines below the article's own."""
    out = terminal.console()
    out.width = min(out.width, _WIDTH)
    with pager.paged(out) if paged else nullcontext():
        _print(out, article, facts)


def _print(out: Console, article: Article, facts: Iterable[str]) -> None:
    from rich.text import Text

    out.print(terminal.styled(article.title, "bold"))
    if article.url:
        out.print(Text(terminal.one_line(article.url), style="dim"))
    for line in (_facts(article), *facts):
        if line:
            out.print(terminal.styled(line, "cyan"))
    for block in article.blocks:
        out.print()
        out.print(_block(block))
    if article.related:
        out.print()
        out.print(Text("related", style="dim"))
    for entry in article.related:
        line_of_entry = terminal.styled(entry.title, "default")
        if entry.views is not None:
            line_of_entry += Text(f"  {terminal.number(entry.views, exact=entry.views_exact)} views", style="dim")
        out.print(terminal.beside(Text(f"{entry.position:>2}  ", style="dim"), line_of_entry))


def _block(block: Block) -> RenderableType:
    from rich.text import Text

    text = Text("\n".join(terminal.isolated(line) for line in terminal.clean(block.text).split("\n")))
    if block.kind is BlockKind.LIST_ITEM:
        return terminal.indented(terminal.beside(Text("• "), text), 2)
    if block.kind is BlockKind.HEADING:
        text.stylize("bold")
    elif block.kind is BlockKind.CAPTION:
        text.stylize("dim italic")
    return terminal.indented(text, 2 if block.kind is BlockKind.QUOTE else 0)


def _facts(article: Article) -> str:
    """Category, authors, time and views on one line, those that the page tells."""
    published = None
    if article.published_at:
        whole_day = article.published_precision is Precision.DAY
        published = article.published_at.strftime("%Y-%m-%d" if whole_day else "%Y-%m-%d %H:%M %z")
    views = f"{terminal.number(article.views, exact=article.views_exact)} views" if article.views is not None else None
    parts = [article.category, ", ".join(article.authors), published, views, "truncated" if article.truncated else None]
    return " · ".join(part for part in parts if part)
