"""An article as a PDF or a picture."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from newsgrab.cli.render import as_html

if TYPE_CHECKING:
    from newsgrab.article import Article

DRAWN = ("pdf", "png")
_STYLE = (
    "<style>body{font:16px/1.6 serif;max-width:44em;margin:2em auto;padding:0 1em}h1{line-height:1.25}"
    "p,li,h1,h2,h3{overflow-wrap:anywhere}pre{white-space:pre-wrap}a{color:inherit}"
    "footer{margin-top:2em;border-top:1px solid;padding-top:.5em;font-size:.8em}"
    "@media print{body{margin:0;max-width:none}}"
    "</style>"
)


def draw(article: Article, facts: Iterable[str], form: str) -> bytes:
    """The article in a form of DRAWN, with the facts at its end. Raises BadUsage, MissingExtra."""
    from newsgrab.fetch.browser.printing import print_document

    return print_document(_document(article, facts), form)


def _document(article: Article, facts: Iterable[str]) -> str:
    """The article as a page of its own, for paper."""
    lines = "".join(f"<div>{escape(line)}</div>" for line in facts)
    page = as_html(article).replace("<title>", f"{_STYLE}\n<title>", 1)
    return f'{page}\n<footer dir="ltr">{lines}</footer>' if lines else page
