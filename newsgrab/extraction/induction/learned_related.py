"""The learned related block: where on every page the entries stand, and in an entry the title, teaser and count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsgrab.article import Related
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.induction.learned_fields import MANY, MIN_PAGES, Sample
from newsgrab.extraction.induction.stable_selectors import Mark, can_be_quoted, is_plain_tag, selectors, stable_marks
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.selectors import read_related
from newsgrab.profile.profile import RelatedRule, Rule

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.page.document import Document

MAX_BLOCKS = 24
MAX_PARTS = 40
MAX_CLIMB = 6
_PARTS = ("title", "teaser", "views")


def learn_related(samples: Sequence[Sample]) -> RelatedRule | None:
    """The rule that reads the same related articles as were read without it, on all pages; None if there is none.

    A part that the rule cannot read rightly for every entry is left out only if no entry has it.
    """
    telling = [one for one in samples if len(one.article.related) > 1]
    if len(telling) < MIN_PAGES:
        return None
    entries = _entries(telling[0])
    if not entries:
        return None
    for block, entry in _places(entries, telling[0].document):
        rule = RelatedRule(Rule(block), Rule(entry))
        if not all(_same_addresses(rule, one) for one in samples):
            continue
        whole = _with_parts(rule, entries, telling[0].article.related, samples)
        if whole is not None:
            return whole
    return None


def _same_addresses(rule: RelatedRule, sample: Sample) -> bool:
    """Whether the rule finds the entries that it should; their titles are seen to later."""
    found = [one.url for one in read_related(sample.document, rule)]
    return found == [one.url for one in sample.article.related]


def _entries(sample: Sample) -> list[LexborNode]:
    """The box of each related article on a page: the largest that holds no other's link. Empty if one has none."""
    document = sample.document
    wanted = {one.url: at for at, one in enumerate(sample.article.related)}
    links: dict[int, list[LexborNode]] = {}
    holds: dict[int, set[int]] = {}
    for node in document.tree.css("body a[href]"):
        at = wanted.get(document.link(node.attributes.get("href")))
        if at is None:
            continue
        links.setdefault(at, []).append(node)
        box: LexborNode | None = node
        while box is not None:
            holds.setdefault(box.mem_id, set()).add(at)
            box = box.parent
    if len(links) < len(wanted):
        return []
    found = []
    for at in range(len(wanted)):
        node = _likeliest(links[at], holds)
        while node.parent is not None and holds[node.parent.mem_id] == {at} and node.parent.tag != "body":
            node = node.parent
        found.append(node)
    return found


def _likeliest(links: list[LexborNode], holds: dict[int, set[int]]) -> LexborNode:
    """Of the links to one article, the one that stands among the most others'."""

    def company(node: LexborNode) -> int:
        box: LexborNode | None = node
        for depth in range(MAX_CLIMB):
            box = box.parent if box is not None else None
            if box is None or box.tag == "body":
                return 0
            if len(holds[box.mem_id]) > 1:
                return 100 * len(holds[box.mem_id]) - depth
        return 0

    return max(links, key=company)


def _places(entries: list[LexborNode], document: Document) -> Iterator[tuple[str, str]]:
    """Selectors of the block and of an entry in it, the likeliest first."""
    shared = _shared_marks(entries)
    block = _common(entries)
    if block is None:
        return
    rows: list[tuple[int, int, str, str]] = []
    box: LexborNode | None = block
    for depth in range(4):
        if box is None or box.tag in ("html", None):
            break
        outer = [(rank, css) for rank, css in _block_marks(box) if rank < 7] if box.tag != "body" else [(9, "body")]
        for rank, css in outer:
            worth = rank + 2 * depth + min(len(document.tree.css(css)) - 1, MANY)
            rows += [
                (worth + inner_rank, len(document.tree.css(f"{css} {inner}")), css, inner)
                for inner_rank, inner in shared
            ]
        box = box.parent
    rows.sort(key=lambda row: (row[0], row[1], len(row[2]) + len(row[3])))
    yield from ((block_css, entry_css) for _, _, block_css, entry_css in rows[:MAX_BLOCKS])


def _shared_marks(entries: list[LexborNode]) -> list[Mark]:
    """What finds every entry, also of the boxes inside that hold all of it; the bare tag comes last."""
    shared = dict.fromkeys(stable_marks(entries[0]))
    for entry in entries[1:]:
        own = set(stable_marks(entry))
        shared = {mark: None for mark in shared if mark in own}
    tags = {entry.tag or "" for entry in entries}
    found = list(shared)
    if len(tags) == 1 and is_plain_tag(entries[0].tag or ""):
        found.append((6, tags.pop()))
    return found


def _block_marks(box: LexborNode) -> Iterator[Mark]:
    yield from stable_marks(box)
    before = box.prev
    while before is not None and (before.tag or "-").startswith("-"):
        before = before.prev
    if before is not None and before.tag in ("h2", "h3", "h4", "h5", "h6", "div", "p") and len(before.text()) < 60:
        text = line(before)
        if text and can_be_quoted(text) and is_plain_tag(box.tag or "") and not any(map(str.isdigit, text)):
            yield 5, f'{before.tag}:lexbor-contains("{text}") + {box.tag}'


def _common(nodes: list[LexborNode]) -> LexborNode | None:
    """The smallest box around all of some elements."""
    around: list[LexborNode] = []
    box = nodes[0].parent
    while box is not None:
        around.append(box)
        box = box.parent
    for node in nodes[1:]:
        own: set[int] = set()
        box = node.parent
        while box is not None:
            own.add(box.mem_id)
            box = box.parent
        around = [one for one in around if one.mem_id in own]
    return around[0] if around else None


def _with_parts(
    rule: RelatedRule, entries: list[LexborNode], wanted: Sequence[Related], samples: Sequence[Sample]
) -> RelatedRule | None:
    """The rule with a selector for each part that needs one; None if one cannot be found."""
    for name in _PARTS:
        if _reads(rule, name, samples):
            continue
        found = next(
            (
                more
                for css in _part_selectors(name, entries, wanted, samples[0].document)
                if _reads(more := _plus(rule, name, css), name, samples)
            ),
            None,
        )
        if found is None:
            return None
        rule = found
    return rule


def _plus(rule: RelatedRule, name: str, css: str) -> RelatedRule:
    return replace(rule, parts=MappingProxyType({**rule.parts, name: Rule(css)}))


def _reads(rule: RelatedRule, name: str, samples: Sequence[Sample]) -> bool:
    return all(
        [getattr(one, name) for one in read_related(sample.document, rule)]
        == [getattr(one, name) for one in sample.article.related]
        for sample in samples
    )


def _part_selectors(
    name: str, entries: list[LexborNode], wanted: Sequence[Related], document: Document
) -> Iterator[str]:
    """Selectors, within an entry, of what could be a part of it; the likeliest first."""
    ranks: dict[str, int] = {}
    for entry, one in zip(entries, wanted, strict=True):
        value = getattr(one, name)
        if value is None:
            continue
        for node in entry.css("*"):
            if node.mem_id == entry.mem_id or not _is_part(node, name, value, language_of(document)):
                continue
            for rank, css in (*selectors(node), (6, node.tag or "")):
                if is_plain_tag(node.tag or ""):
                    ranks[css] = min(rank, ranks.get(css, 99))
        break
    found = sorted(ranks, key=lambda css: (ranks[css], len(css)))[:MAX_PARTS]
    yield from sorted(found, key=lambda css: (ranks[css], len(document.tree.css(css)), len(css)))


def _is_part(node: LexborNode, name: str, value: object, language: str | None) -> bool:
    if node.first_child is None or node.tag in ("svg", "script", "style", "path"):
        return False
    text = line(node)
    if name == "views":
        from newsgrab.extraction.words.numbers import main_count, read_count

        count = (main_count if len(text) < 60 else read_count)(text, language)
        return count is not None and count.value == value
    return text == value
