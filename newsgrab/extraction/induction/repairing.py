"""Repairing a profile: selectors for fields that it reads no more, by what is known of pages from before and since.

What stood on an article's page before is looked for on its page of now; where that is not known, or not found, what the
generic reader finds there is. A new selector comes before or behind the old ones, whichever way reads all the pages of
before as they were read, and all those of now as they should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from math import log
from typing import TYPE_CHECKING

from newsgrab.article import Article, Block
from newsgrab.errors import BadProfile
from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.induction.learned_body import learn_body
from newsgrab.extraction.induction.learned_fields import FIELDS, MIN_PAGES, TIMES, Sample, learn_field
from newsgrab.extraction.induction.learned_related import learn_related
from newsgrab.extraction.induction.stable_selectors import selectors
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.profile_readings import value_text
from newsgrab.extraction.selectors import attributes_of, read_related, read_rule, remove_parts
from newsgrab.extraction.words.folding import one_line
from newsgrab.extraction.words.numbers import main_count
from newsgrab.profile.editing import with_field_rule, with_related, written
from newsgrab.profile.loading import parse_profile
from newsgrab.profile.profile import Layout, Profile, RelatedRule, Rule

if TYPE_CHECKING:
    from newsgrab.page import Page

MOST = 0.8  # of the pages that should have a field
MAX_GROWTH, SMALL = 20, 200  # of a view count between two looks
MAX_COUNT_CHARS = 40
MAX_HOLDERS = 60
EXAMPLES = 3
IN_ORDER = 0.8  # of the pairs of articles, the one with more views before has more now
MIN_SHARED = 60  # characters of the text
_BY_HAND = "to be written into the file by hand"
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Mend:
    """A field with what reads it now and what that reads on some pages, by address; or `problem`, why nothing does."""

    field: str
    written: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """The text of the profile's file with all that could be mended; how many pages of before and now it was run on."""

    text: str
    mends: tuple[Mend, ...]
    pages: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Now:
    """A page of now: parsed, as the generic reader reads it, and what the profile read on its page of before."""

    page: Page
    document: Document
    article: Article
    old: Mapping[str, Values]


def repair(
    source: tuple[str, str],
    shares: Mapping[str, float],
    before: Sequence[Page],
    now: Sequence[tuple[Page, int | None]],
) -> Repair:
    """The profile of a file (name, text) so that it reads the pages of now too.

    `shares` names the broken fields, and how many of the articles had each. `now` gives with each page the place of
    its article's page of before, where there is one.
    """
    name, text = source
    profile = parse_profile(name, text)
    layout = profile.layouts[-1]
    if any(profile.layout(page.seen_at.date()) is not layout for page, _ in now):
        told = "its pages are read by a layout with a date: mend that by hand"
        return Repair(text, tuple(Mend(field, problem=told) for field in shares), (0, 0))
    olds = [_document(page, layout) for page in before]
    read = [{field: _first(one, field, layout.fields.get(field, ())) for field in shares} for one in olds]
    nows = [_now(page, profile, read[at] if at is not None else {}) for page, at in now]
    mends = []
    for field, share in shares.items():
        text, mend = _mended(field, share, (text, layout), (olds, nows))
        mends.append(mend)
    parse_profile(name, text)
    return Repair(text, tuple(mends), (len(olds), len(nows)))


def _document(page: Page, layout: Layout) -> Document:
    document = Document.of(page)
    remove_parts(document, layout)
    return document


def _now(page: Page, profile: Profile, old: Mapping[str, Values]) -> _Now:
    from newsgrab.extraction import read

    article = read(page).article or Article(url=page.address or "", title="")
    return _Now(page, _document(page, profile.layouts[-1]), article, old)


def _first(document: Document, field: str, rules: Sequence[Rule]) -> dict[str, object]:
    """What the first of the rules that finds something reads."""
    return next((values for rule in rules if (values := read_rule(document, field, rule))), {})


def _mended(
    field: str, share: float, source: tuple[str, Layout], pages: tuple[Sequence[Document], Sequence[_Now]]
) -> tuple[str, Mend]:
    """The file's text with a rule that reads the field, and that."""
    text, layout = source
    olds, nows = pages
    if field == "related":
        return _mended_related(text, layout, pages)
    places = False
    for rule in _rules(field, nows):
        if not _reads_most(field, rule, nows, share) or not _goes_on(field, rule, nows):
            continue
        for first in (True, False):
            rules = (rule, *layout.fields[field]) if first else (*layout.fields[field], rule)
            if _is_kept(field, layout.fields[field], rules, olds) and _is_new(field, rule, rules, nows):
                examples = [(one.page.address or "", _shown(_first(one.document, field, rules))) for one in nows]
                shown = tuple((url, said) for url, said in examples if said)[:EXAMPLES]
                mend = Mend(field, written(rule), shown)
                try:
                    return with_field_rule(text, field, rule, first=first), mend
                except BadProfile as error:
                    return text, replace(mend, problem=f"{_BY_HAND}: {error}")
        places = True
    if places:
        return text, Mend(field, problem="what reads it now reads the pages of before otherwise")
    return text, Mend(field, problem="no selector reads it on the pages of now")


def _rules(field: str, nows: Sequence[_Now]) -> Iterator[Rule]:
    """Rules that read what is known of the field on the pages of now, by the better evidence first."""
    for samples in _evidence(field, nows):
        if len(samples) >= MIN_PAGES:
            rule = learn_body(samples) if field == "body" else _learned(field, samples)
            if rule is not None:
                yield rule
    if field == "views":
        rule = _grown(nows)
        if rule is not None:
            yield rule


def _learned(field: str, samples: Sequence[Sample]) -> Rule | None:
    return learn_field(field, samples) if field in FIELDS else None


def _evidence(field: str, nows: Sequence[_Now]) -> Iterator[list[Sample]]:
    """What the field should read as, by the better evidence first.

    As before, or nothing where there was nothing; as before or else as found now; the same without the pages that say
    neither; as found now. A view count has grown meanwhile: only what is found now can tell it.
    """
    found = [one for one in nows if getattr(one.article, "blocks" if field == "body" else field, None)]
    if field == "views":
        kept = [one for one in nows if (one in found and _may_be(one)) or (one not in found and not one.old.get(field))]
        yield [Sample(one.document, one.article) for one in kept]
        yield [Sample(one.document, one.article) for one in kept if one in found]
        return
    said = [one for one in nows if _still_says(one, field)]
    mixed = [(one, Sample(one.document, _as_before(one, field) if one in said else one.article)) for one in nows]
    yield [Sample(one.document, _as_before(one, field)) for one in nows if field in one.old]
    yield [sample for _, sample in mixed]
    yield [sample for one, sample in mixed if one in said or one in found]
    yield [Sample(one.document, one.article) for one in found]


def _as_before(one: _Now, field: str) -> Article:
    nothing = attributes_of(Article(url="", title=""), "blocks" if field == "body" else field)
    return replace(one.article, **(one.old[field] or nothing))  # type: ignore[arg-type]


def _still_says(one: _Now, field: str) -> bool:
    """Whether what was read before stands somewhere on the page."""
    value = next(iter(one.old.get(field, {}).values()), None)
    if value is None or field in TIMES:
        return value is not None
    many = value if isinstance(value, tuple) else (value,)
    texts = [each.text if isinstance(each, Block) else str(each) for each in (many[:1] if field == "body" else many)]
    body = one.document.tree.body
    whole = one_line(body.text(separator=" ")) if body is not None else ""
    return all(one_line(text) in whole for text in texts)


def _may_be(one: _Now) -> bool:
    """Whether the view count of now can follow that of before."""
    old = one.old.get("views", {}).get("views")
    return not isinstance(old, int) or _follows(one.article.views, old)


def _follows(count: object, old: int) -> bool:
    return isinstance(count, int) and old <= count <= MAX_GROWTH * old + SMALL


def _grown(nows: Sequence[_Now]) -> Rule | None:
    """The rule that reads on each page a count that can follow the view count of before, and the nearest to it."""
    known = [(one.document, old) for one in nows if isinstance(old := one.old.get("views", {}).get("views"), int)]
    without = [one.document for one in nows if one.old.get("views") == {}]
    if len(known) <= MIN_PAGES:
        return None
    best: tuple[float, int, int, Rule] | None = None
    for rank, rule in _count_rules(*known[0]):
        read = [read_rule(document, "views", rule).get("views") for document, _ in known]
        if not all(_follows(count, old) for count, (_, old) in zip(read, known, strict=True)):
            continue
        if not _are_in_order([old for _, old in known], [int(str(count)) for count in read]):
            continue
        if any(read_rule(document, "views", rule) for document in without):
            continue
        growth = sum(log((int(str(count)) + 1) / (old + 1)) for count, (_, old) in zip(read, known, strict=True))
        order = (round(growth, 3), rank, len(rule.css), rule)
        if best is None or order[:3] < best[:3]:
            best = order
    return best[3] if best else None


def _are_in_order(olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether articles with more views before have more now, as other numbers on their pages do not."""
    pairs = [
        new[0] < new[1]
        for old, new in zip(permutations(olds, 2), permutations(news, 2), strict=True)
        if old[0] < 0.9 * old[1]
    ]
    return len(pairs) > MIN_PAGES and sum(pairs) >= IN_ORDER * len(pairs)


def _count_rules(document: Document, old: int) -> Iterator[tuple[int, Rule]]:
    holders = 0
    for node in document.tree.css("body *"):
        text = line(node) if node.tag not in ("script", "style") and len(node.text()) < 3 * MAX_COUNT_CHARS else ""
        if not text or len(text) > MAX_COUNT_CHARS or not any(map(str.isdigit, text)):
            continue
        count = main_count(text, language_of(document))
        if count is not None and _follows(count.value, old):
            holders += 1
            yield from ((rank, Rule(css)) for rank, css in selectors(node))
        if holders > MAX_HOLDERS:
            return


def _reads_most(field: str, rule: Rule, nows: Sequence[_Now], share: float) -> bool:
    """Whether a rule finds the field about as often as it was found before, and not the same everywhere."""
    read = [str(values) for one in nows if (values := read_rule(one.document, field, rule))]
    varies = len(set(read)) > 1 or field not in ("title", "body")
    return len(read) >= max(MIN_PAGES, MOST * share * len(nows)) and varies


def _goes_on(field: str, rule: Rule, nows: Sequence[_Now]) -> bool:
    """Whether a rule reads at least half of the articles as they were read before; a text may have been edited."""
    both = [
        (_shown(old), _shown(values))
        for one in nows
        if (old := one.old.get(field)) and (values := read_rule(one.document, field, rule))
    ]
    if field == "views":
        return all(new.isdecimal() and _follows(int(new), int(old)) for old, new in both)
    if field in TIMES:
        both = [(old[:10], new[:10]) for old, new in both]
    if field == "body":
        both = [(old[:MIN_SHARED], old[:MIN_SHARED] if old[:MIN_SHARED] in new else "") for old, new in both]
    return 2 * sum(old == new for old, new in both) >= len(both)


def _is_kept(field: str, old: Sequence[Rule], rules: Sequence[Rule], olds: Sequence[Document]) -> bool:
    return all(_first(one, field, rules) == _first(one, field, old) for one in olds)


def _is_new(field: str, rule: Rule, rules: Sequence[Rule], nows: Sequence[_Now]) -> bool:
    return all(
        _first(one.document, field, rules) == read_rule(one.document, field, rule)
        for one in nows
        if read_rule(one.document, field, rule)
    )


def _shown(values: Values) -> str:
    return value_text(next(iter(values.values()), None))


def _mended_related(text: str, layout: Layout, pages: tuple[Sequence[Document], Sequence[_Now]]) -> tuple[str, Mend]:
    olds, nows = pages
    rule = learn_related([Sample(one.document, one.article) for one in nows if one.article.related])
    if rule is None or layout.related is None:
        return text, Mend("related", problem="no selector reads it on the pages of now")
    joined = _joined(layout.related, rule)
    if joined is None or not (
        all(read_related(one, joined) == read_related(one, layout.related) for one in olds)
        and all(_links(one, joined) == _links(one, rule) for one in nows)
    ):
        return text, Mend("related", problem="what reads it now reads the pages of before otherwise")
    parts = {"block": joined.block, "item": joined.entry, **joined.parts}
    examples = [(one.page.address or "", f"{len(links)} entries") for one in nows if (links := _links(one, joined))]
    said = " ".join(f"{key} = {written(one)}" for key, one in parts.items() if one is not None)
    mend = Mend("related", said, tuple(examples[:EXAMPLES]))
    try:
        return with_related(text, {key: one.css for key, one in parts.items() if one is not None}), mend
    except BadProfile as error:
        return text, replace(mend, problem=f"{_BY_HAND}: {error}")


def _links(one: _Now, rule: RelatedRule) -> list[tuple[str | None, str]]:
    return [(each.url, each.title) for each in read_related(one.document, rule)]


def _joined(old: RelatedRule, new: RelatedRule) -> RelatedRule | None:
    """A rule that reads by both; None if they cannot be written as one."""
    if old.entry is None or new.entry is None:
        return None
    plain = [old.block, old.entry, *old.parts.values(), new.block, new.entry, *new.parts.values()]
    if any(one is not None and (one.attr or one.transforms) for one in plain) or (old.block is None) != (
        new.block is None
    ):
        return None
    parts = {key: _either(old.parts.get(key), new.parts.get(key)) or Rule("*") for key in {**old.parts, **new.parts}}
    return RelatedRule(_either(old.block, new.block), _either(old.entry, new.entry), parts)


def _either(old: Rule | None, new: Rule | None) -> Rule | None:
    if old is None or new is None or old.css == new.css:
        return new or old
    return Rule(f"{new.css}, {old.css}")
