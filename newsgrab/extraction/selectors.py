"""Selectors: the rules of a site's profile, checked and run on a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgrab.article import Article, Block, Related
from newsgrab.errors import BadProfile
from newsgrab.extraction.body.blocks import blocks
from newsgrab.extraction.body.boilerplate import article_lines
from newsgrab.extraction.body.main_content import MainContentSearch
from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.boxes import Line, lay_out
from newsgrab.extraction.page.elements import Elements
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.words.dates import Moment, read_date
from newsgrab.extraction.words.folding import one_line
from newsgrab.extraction.words.headings import MAX_HEADING_CHARS, heading_key
from newsgrab.extraction.words.numbers import Count, main_count
from newsgrab.profile.profile import Layout, Profile, RelatedRule, Rule

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.page.document import Document

MAX_LEAD = 2  # blocks between a headline and the box of the text
_HINTS = (("::", 'use attr = "…" for attributes; the text is taken without it'), (":contains", "use :lexbor-contains"))


def check(profile: Profile) -> None:
    """Raise BadProfile if selectors of the profile are none that can be run, naming the file, line and key of each."""
    problems = wrong_selectors(profile)
    if problems:
        raise BadProfile("\n".join(problems))


def wrong_selectors(profile: Profile) -> list[str]:
    """What is wrong with the selectors of a profile."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    empty = LexborHTMLParser("<p>")
    problems: list[str] = []
    for rule in profile.rules():
        try:
            empty.css(rule.css)
        except (SelectolaxError, ValueError):
            hint = next((f" ({hint})" for part, hint in _HINTS if part in rule.css), "")
            problems.append(f"{rule.where}: not a CSS selector: {rule.css!r}{hint}")
    return problems


def remove_parts(document: Document, layout: Layout) -> None:
    """Take out of the page what its profile says is no part of the article. Before anything else is read."""
    for rule in layout.remove:
        document.remove(rule.css)


def may_be_enough(layout: Layout) -> bool:
    """Whether a layout says where title and text stand, and needs no search to know what of the box is text."""
    body = layout.fields.get("body", ())
    return "title" in layout.fields and bool(body) and all(map(_tells_text, body))


def _tells_text(rule: Rule) -> bool:
    return "tidy" not in rule.transforms or "alone" in rule.transforms


def apply_profile(
    document: Document, article: Article, profile: Profile, layout: Layout
) -> tuple[Article, dict[str, str]]:
    """The article as the profile reads it, and where each field of it was found.

    A field whose rules find nothing keeps what the generic reader found.
    """
    changes: dict[str, object] = {name: value for one in layout.absent for name, value in _EMPTY[one].items()}
    sources: dict[str, str] = {}
    for name, rules in layout.fields.items():
        for rule in rules:
            values = _READERS[name](document, rule)
            if values:
                if name == "body" and "tidy" in rule.transforms:
                    alone = "alone" in rule.transforms
                    values = {"blocks": with_lead(values["blocks"], article.blocks, alone=alone)}
                changes.update(values)
                sources[name] = f"profile {rule.css}"
                break
    related = read_related(document, layout.related) if layout.related else ()
    if related and layout.related:
        known = {} if may_be_enough(layout) else {one.url: one for one in article.related}
        changes["related"] = tuple(_completed(one, known.get(one.url), layout.related) for one in related)
        sources["related"] = "profile"
    elif profile.articles and "related" not in layout.absent:
        changes["related"] = articles_of(profile, article.related)
    return replace(article, **changes), sources  # type: ignore[arg-type]


def articles_of(profile: Profile, related: tuple[Related, ...]) -> tuple[Related, ...]:
    """The related entries that lead to articles, by what a profile says of addresses."""
    kept = [one for one in related if one.url is None or profile.is_article(_path(one.url))]
    return tuple(replace(one, position=at) for at, one in enumerate(kept, start=1))


def attributes_of(article: Article, name: str) -> dict[str, object]:
    """What an article says of a field: some fields are several of its attributes."""
    return {attribute: getattr(article, attribute) for attribute in _EMPTY.get(name, (name,))}


_EMPTY: dict[str, dict[str, object]] = {
    "category": {"category": None},
    "authors": {"authors": ()},
    "published_at": {"published_at": None, "published_precision": None},
    "updated_at": {"updated_at": None},
    "tags": {"tags": ()},
    "views": {"views": None, "views_text": None, "views_exact": True},
    "related": {"related": ()},
}


def _completed(one: Related, known: Related | None, rule: RelatedRule) -> Related:
    """An entry with what the generic reader found of it, as far as the profile does not say where that stands."""
    if known is None:
        return one
    parts = rule.parts
    return replace(
        one,
        teaser=one.teaser if "teaser" in parts else known.teaser,
        image=one.image if "image" in parts else known.image,
        heading=known.heading,
    )


def read_rule(document: Document, name: str, rule: Rule) -> dict[str, object]:
    """What one rule for a field reads on a page: the article's fields that it gives, none if it finds nothing."""
    return _READERS[name](document, rule)


def _path(url: str) -> str:
    return "/" + url.split("//", 1)[-1].partition("/")[2].partition("?")[0]


def _texts(document: Document, rule: Rule, within: LexborNode | None = None) -> list[str]:
    """What a rule finds, changed as it says; empty texts left out."""
    nodes = within.css(rule.css) if within is not None else document.tree.css(rule.css)
    texts = [one_line(node.attributes.get(rule.attr) or "") if rule.attr else line(node) for node in nodes]
    for name in rule.transforms:
        change = _TRANSFORMS.get(name)
        texts = [change(text) for text in texts] if change else texts
    return [text for text in texts if text]


def _after_colon(text: str) -> str:
    for colon in (":", "："):
        if colon in text:
            return text.partition(colon)[2].strip()
    return text


_TRANSFORMS: dict[str, Callable[[str], str]] = {
    "after_colon": _after_colon,
    "before_bar": lambda text: text.split("|")[0].split(" - ")[0].strip(),
}


def _one(name: str) -> Callable[[Document, Rule], dict[str, object]]:
    def read(document: Document, rule: Rule) -> dict[str, object]:
        texts = _texts(document, rule)
        return {name: texts[0]} if texts else {}

    return read


def _address(document: Document, rule: Rule) -> dict[str, object]:
    attributes = [rule.attr] if rule.attr else ["src", "data-src", "content", "href"]
    for node in document.tree.css(rule.css):
        for name in attributes:
            address = document.link(node.attributes.get(name))
            if address:
                return {"image": address}
    return {}


def _authors(document: Document, rule: Rule) -> dict[str, object]:
    names = names_in(_texts(document, rule))
    return {"authors": names} if names else {}


def _tags(document: Document, rule: Rule) -> dict[str, object]:
    texts = _texts(document, rule)
    if "words" in rule.transforms:
        texts = [part.strip() for text in texts for part in text.replace("،", ",").split(",") if part.strip()]
    return {"tags": tuple(dict.fromkeys(texts))} if texts else {}


def _moment(document: Document, rule: Rule) -> Moment | None:
    for node in document.tree.css(rule.css):
        stamp = node.attributes.get(rule.attr or "datetime") or (None if rule.attr else line(node))
        moment = read_date(stamp, language_of(document)) if stamp else None
        if moment:
            return moment
    return None


def _published(document: Document, rule: Rule) -> dict[str, object]:
    moment = _moment(document, rule)
    return {"published_at": moment.at, "published_precision": moment.precision} if moment else {}


def _updated(document: Document, rule: Rule) -> dict[str, object]:
    moment = _moment(document, rule)
    return {"updated_at": moment.at} if moment else {}


def _count(texts: list[str], language: str | None) -> Count | None:
    """The count in the first text that has one."""
    return next((count for text in texts if (count := main_count(text, language))), None)


def _views(document: Document, rule: Rule) -> dict[str, object]:
    count = _count(_texts(document, rule), language_of(document))
    return {"views": count.value, "views_text": count.text, "views_exact": count.exact} if count else {}


def _body(document: Document, rule: Rule) -> dict[str, object]:
    found: list[Block] = []
    for node in document.tree.css(rule.css):
        found += blocks(_tidy(node) if "tidy" in rule.transforms else lay_out(Elements(node), whole=True).lines)
    return {"blocks": tuple(found)} if found else {}


def with_lead(found: object, generic: tuple[Block, ...], *, alone: bool = False) -> tuple[Block, ...]:
    """The tidy text of a box with the lead that stands before it, unless there is none before any: `alone`.

    On some pages of a site the text stands elsewhere, and the box holds but a summary: then the generic reader's text,
    which is far more.
    """
    blocks_: tuple[Block, ...] = found if isinstance(found, tuple) else ()
    if not blocks_ or 2 * _chars(blocks_) < _chars(generic):
        return generic
    if alone:
        return blocks_
    at = next((at for at, one in enumerate(generic[: MAX_LEAD + 1]) if one.text == blocks_[0].text), 0)
    return generic[:at] + blocks_


def _chars(blocks_: tuple[Block, ...]) -> int:
    return sum(len(one.text) for one in blocks_)


def _tidy(node: LexborNode) -> list[Line]:
    """The lines of an element that are text, told from the rest as on a page without a profile."""
    layout = lay_out(Elements(node))
    search = MainContentSearch(None)
    box = search.find(layout.root)
    return article_lines(box, None, layout.lines, search.shared)


_READERS: dict[str, Callable[[Document, Rule], dict[str, object]]] = {
    "title": _one("title"),
    "body": _body,
    "category": _one("category"),
    "authors": _authors,
    "published_at": _published,
    "updated_at": _updated,
    "tags": _tags,
    "language": _one("language"),
    "site_name": _one("site_name"),
    "image": _address,
    "views": _views,
}


def read_related(document: Document, rule: RelatedRule) -> tuple[Related, ...]:
    """The related articles that a rule reads, each address once, in the order of the page."""
    tree = document.tree
    blocks_ = tree.css(rule.block.css) if rule.block else [tree.body] if tree.body is not None else []
    if rule.entry is None:
        return ()
    found: dict[str, Related] = {}
    for block in blocks_:
        entries = block.css(rule.entry.css)
        heading = _heading(block, rule.entry) if entries and rule.block else None
        for entry in entries:
            one = _entry(document, entry, rule)
            if one is not None and one.url is not None:
                found.setdefault(one.url, replace(one, heading=heading, position=len(found) + 1))
    return tuple(found.values())


def _heading(block: LexborNode, entry: Rule) -> str | None:
    """The heading of a block: in it, but in no entry, else right before it."""
    inside = {node.mem_id for one in block.css(entry.css) for node in one.css(_HEADINGS)}
    own = next((node for node in block.css(_HEADINGS) if node.mem_id not in inside), None)
    before = block.prev
    while before is not None and before.tag == "-text" and not line(before):
        before = before.prev
    node = own or before
    heading = heading_key(line(node)) if node is not None else ""
    return heading if 0 < len(heading) <= MAX_HEADING_CHARS else None


_HEADINGS = "h1, h2, h3, h4, h5, h6"


def _link_texts(document: Document, entry: LexborNode, address: str | None) -> list[str]:
    """The texts of an entry's links to one address: that around its picture has none."""
    links = [entry] if entry.tag == "a" else entry.css("a[href]")
    return [text for one in links if document.link(one.attributes.get("href")) == address and (text := line(one))]


def _entry(document: Document, entry: LexborNode, rule: RelatedRule) -> Related | None:
    parts = rule.parts
    link = entry if entry.tag == "a" else entry.css_first(parts["url"].css if "url" in parts else "a[href]")
    name = (parts["url"].attr if "url" in parts else None) or "href"
    address = document.link(link.attributes.get(name)) if link is not None else None
    titles = _texts(document, parts["title"], entry) if "title" in parts else _link_texts(document, entry, address)
    if address is None or not titles or not titles[0]:
        return None
    teasers = _texts(document, parts["teaser"], entry) if "teaser" in parts else []
    count = _count(_texts(document, parts["views"], entry), language_of(document)) if "views" in parts else None
    images = (
        _texts(document, replace(parts["image"], attr=parts["image"].attr or "src"), entry) if "image" in parts else []
    )
    return Related(
        url=address,
        title=titles[0],
        teaser=teasers[0] if teasers else None,
        views=count.value if count else None,
        views_text=count.text if count else None,
        views_exact=count.exact if count else True,
        image=document.link(images[0]) if images else None,
    )
