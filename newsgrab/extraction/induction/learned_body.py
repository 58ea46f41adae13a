"""The learned body: the box of the text on every page, and what in it is the site's rather than the article's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from newsgrab.article import Block, BlockKind
from newsgrab.extraction.induction.learned_fields import MIN_PAGES, Sample
from newsgrab.extraction.induction.stable_selectors import can_be_quoted, is_plain_tag, selectors, stable_marks
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.selectors import read_rule, with_lead
from newsgrab.profile.profile import Rule

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_BOXES = 30
MAX_REMOVED = 10
MIN_REPEATED = 12  # characters of a text that is the site's if it stands in every body
NEARLY = 0.97
_BOXES = "div, article, section, main, td"


def learn_removals(samples: Sequence[Sample]) -> dict[str, Rule]:
    """What to take out of the pages, by its text: what stands in every body alike, and nothing else so called.

    Such are the invitations to subscribe and the rules of the house that a template puts under every text.
    """
    if len(samples) < MIN_PAGES:
        return {}
    rules: dict[str, Rule] = {}
    for text in _repeated(samples):
        css = next(
            (css for css in _removals(samples[0], text) if all(_finds_only(css, text, one) for one in samples)), None
        )
        if css is not None:
            rules[text] = Rule(css)
        if len(rules) == MAX_REMOVED:
            break
    return rules


def _repeated(samples: Sequence[Sample]) -> list[str]:
    """The blocks that every body has, in order."""
    bodies = [{block.text for block in one.article.blocks} for one in samples]
    shared = set.intersection(*bodies)
    if any(len(body) <= 2 * len(shared) for body in bodies):  # pages of one text: nothing can be told from them
        return []
    return [
        text
        for text in dict.fromkeys(block.text for block in samples[0].article.blocks)
        if text in shared and len(text) >= MIN_REPEATED
    ]


def _removals(sample: Sample, text: str) -> Iterator[str]:
    found: dict[str, int] = {}
    for node in sample.document.tree.css("body *"):
        if _reads(node, text):
            for rank, css in selectors(node):
                found[css] = min(rank, found.get(css, 99))
            if node.tag in ("p", "div", "li", "h2", "h3", "h4", "span") and can_be_quoted(text):
                found.setdefault(f'{node.tag}:lexbor-contains("{text}")', 50)
    yield from sorted(found, key=lambda css: (found[css], len(css)))


def _reads(node: LexborNode, text: str) -> bool:
    if node.tag in ("script", "style", "body"):
        return False
    whole = node.text()
    return len(text) <= len(whole) < 3 * len(text) + 200 and line(node) == text


def _finds_only(css: str, text: str, sample: Sample) -> bool:
    """Whether a selector finds on a page nothing but elements with this text."""
    nodes = sample.document.tree.css(css)
    return bool(nodes) and all(line(node) == text for node in nodes)


def learn_body(samples: Sequence[Sample], removed: Collection[str] = ()) -> Rule | None:
    """The rule that reads the text that was read without it, on all pages; None if there is none.

    With the text told from what else stands in the box, for pages not seen may have more there; else plainly.
    """
    telling = [one for one in samples if one.article.blocks]
    if len(telling) < MIN_PAGES or len(telling) < len(samples):
        return None
    for css in _boxes(telling[0]):
        if any(len(one.document.tree.css(css)) != 1 for one in samples):
            continue
        for transforms in (("tidy", "alone"), ("tidy",), ()):
            rule = Rule(css, None, transforms)
            if all(_is_same(rule, one, removed) for one in samples):
                return rule
    return None


def _boxes(sample: Sample) -> list[str]:
    """Selectors of boxes that hold about as much as the body, the smallest boxes first."""
    size = len(sample.article.body)
    found: dict[str, tuple[int, int]] = {}
    for node in sample.document.tree.css(_BOXES):
        whole = len(node.text())
        if whole < 0.9 * size:
            continue
        for rank, css in _own_and_outer(node):
            if css not in found:
                found[css] = (rank, whole)
    ordered = sorted(found, key=lambda css: (found[css][1], found[css][0], len(css)))
    return ordered[:MAX_BOXES]


def _own_and_outer(node: LexborNode) -> Iterator[tuple[int, str]]:
    yield from stable_marks(node)
    if node.tag in ("article", "main"):
        yield 5, node.tag
    outer = node.parent
    if outer is not None and is_plain_tag(node.tag or "") and outer.tag not in ("body", "html"):
        for rank, box in stable_marks(outer):
            yield rank + 4, f"{box} > {node.tag}"


def _is_same(rule: Rule, sample: Sample, removed: Collection[str]) -> bool:
    """Whether a rule reads the text of a page."""
    found, generic = read_rule(sample.document, "body", rule).get("blocks"), sample.article.blocks
    if "tidy" in rule.transforms and "alone" not in rule.transforms:
        found = with_lead(found, generic)
    return says_the_same(found, generic, removed)


def says_the_same(found: object, wanted: tuple[Block, ...], removed: Collection[str]) -> bool:
    """Whether some blocks are the wanted text, all of it and hardly more; what is removed counts neither way."""
    if not isinstance(found, tuple):
        return False
    ours, theirs = _texts(found, removed), _texts(wanted, removed)
    return bool(ours) and not theirs - ours and _size(theirs) >= NEARLY * _size(ours)


def _texts(blocks: tuple[Block, ...], removed: Collection[str]) -> Counter[str]:
    return Counter(one.text for one in blocks if one.kind is not BlockKind.CAPTION and one.text not in removed)


def _size(texts: Counter[str]) -> int:
    return sum(len(text) * count for text, count in texts.items())
