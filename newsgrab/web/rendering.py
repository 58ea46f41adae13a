"""Pages as HTML and as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import ClassVar, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsgrab.archive.history.compare import FieldChange, Op, Piece
from newsgrab.archive.search.hits import Passage
from newsgrab.article import Article, Precision
from newsgrab.charts.series import Chart
from newsgrab.charts.svg import as_svg
from newsgrab.web import foreign
from newsgrab.web.links import Links

_MINUTES = "%Y-%m-%d %H:%M"


class Page(Protocol):
    """A page as a value: a frozen dataclass that names its template."""

    template: ClassVar[str]

    @property
    def title(self) -> str:
        """What the page is called."""


def as_html(page: Page, links: Links) -> str:
    """The page as a document of its own."""
    return _environment().get_template(page.template).render(page=page, links=links, foreign=foreign)


def as_json(page: Page) -> str:
    """What the page says, for programs: exact, with what commands a layout written as escapes."""
    text = json.dumps(_jsonable(page), ensure_ascii=False, indent=1)
    return foreign.escaped(text) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("newsgrab.web"),
        autoescape=True,  # in every template, whatever its name
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "text": foreign.isolated,
        "visible": foreign.visible,
        "plain": foreign.plain,
        "dir": foreign.direction,
        "lang": foreign.language,
        "web": foreign.web_address,
        "when": when,
        "marked": marked,
        "pieces": pieces,
        "one_side": one_side,
        "number": lambda count: f"{count:,}",
        "published": published,
        "chart": _inline_chart,
        "next_month": next_month,
    }
    environment.globals["between"] = between
    return environment


def when(stamp: str | datetime | None, form: str = _MINUTES) -> Markup:
    """A time of ours as people read it: minutes, UTC."""
    if not stamp:
        return Markup()
    moment = (datetime.fromisoformat(stamp) if isinstance(stamp, str) else stamp).astimezone(UTC)
    return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(timespec="seconds"), moment.strftime(form))


def between(before: str | None, after: str) -> Markup:
    """The two looks that bound an event; seconds only where minutes are equal."""
    if before is None:
        return when(after)
    form = _MINUTES if before[:16] != after[:16] else f"{_MINUTES}:%S"
    return Markup("between {} and {}").format(when(before, form), when(after, form))


def next_month(month: str) -> str:
    """The month after one.

    >>> next_month("2024-12")
    '2025-01'
    """
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def published(article: Article) -> str | None:
    """When an article was published, as exactly as its page says it, by the page's own clock."""
    if article.published_at is None:
        return None
    if article.published_precision is Precision.DAY:
        return article.published_at.date().isoformat()
    return f"{article.published_at:%Y-%m-%d %H:%M} {article.published_at.isoformat()[-6:]}"


def marked(passage: Passage) -> Markup:
    """A passage with the words that were asked for marked."""
    out, at = Markup() + ("… " if passage.cut_before else ""), 0
    for start, end in passage.spans:
        out += foreign.visible(passage.text[at:start]) + Markup("<mark>{}</mark>").format(
            foreign.visible(passage.text[start:end])
        )
        at = end
    return out + foreign.visible(passage.text[at:]) + (" …" if passage.cut_after else "")


def pieces(change: FieldChange) -> Markup:
    """Both texts in one: what went in <del>, what came in <ins>."""
    return Markup().join(_piece(piece) for piece in change.pieces)


def one_side(change: FieldChange, op: str) -> Markup:
    """One of the two texts, with what the other has not marked."""
    return Markup().join(_piece(piece) for piece in change.pieces if piece.op in {Op.EQUAL, Op(op)})


def _piece(piece: Piece) -> Markup:
    shown = foreign.visible(piece.text)
    if piece.op is Op.EQUAL:
        return shown
    moved = Markup(' class="moved" title="moved"') if piece.move is not None else ""
    element = Markup("<del{}>{}</del>") if piece.op is Op.REMOVED else Markup("<ins{}>{}</ins>")
    return element.format(moved, shown)


def _inline_chart(chart: Chart, title: str) -> Markup:
    return Markup(as_svg(chart, foreign.plain(title), inline=True))  # noqa: S704 -- it escapes what it says


def _jsonable(value: object) -> object:
    """Values as JSON has them: objects by the names of their fields, times in ISO 8601."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _jsonable(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _jsonable(each) for name, each in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(name): _jsonable(each) for name, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_jsonable(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | None) else str(value)
