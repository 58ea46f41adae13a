"""Learning: a draft of a site's profile from some of its pages, by what repeats on all of them and what varies.

The generic reader says what each page says; a selector is kept for a field only if it reads just that on every page.
In the end the pages are read once more, by the draft, and what came out otherwise is left out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsgrab.article import Article, Related
from newsgrab.errors import BadUsage
from newsgrab.extraction.induction.learned_body import learn_body, learn_removals, says_the_same
from newsgrab.extraction.induction.learned_fields import FIELDS, MIN_PAGES, TIMES, Sample, learn_field
from newsgrab.extraction.induction.learned_related import learn_related
from newsgrab.extraction.induction.taught_values import Lesson, corrected, teach
from newsgrab.profile.editing import quoted, written
from newsgrab.profile.profile import ABSENT, Layout, Profile, RelatedRule, Rule
from newsgrab.urls import site as site_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.page import Page

MAX_ROUNDS = 4
MIN_ABSENT = 5  # pages that have nothing of a field, from which it is taken that the site never has


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a profile: what could be confirmed on all pages, and the fields that could not."""

    site: str
    pages: int
    fields: tuple[tuple[str, Rule], ...]
    related: RelatedRule | None = None
    remove: Mapping[str, Rule] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()  # of values that were taught: the field, and why nothing reads it

    @property
    def profile(self) -> Profile:
        """The draft in force."""
        fields = {name: (rule,) for name, rule in self.fields}
        layout = Layout(tuple(self.remove.values()), fields, self.related, absent=frozenset(self.absent))
        return Profile(self.site, (layout,), source="draft")

    @property
    def toml(self) -> str:
        """The draft as a profile's file."""
        note = f"Learned from {self.pages} pages, on all of which it reads what newsgrab reads. Read it over."
        lines = [f"site = {quoted(self.site)}", f"note = {quoted(note)}"]
        if self.remove:
            lines.append(f"remove = [{', '.join(quoted(rule.css) for rule in self.remove.values())}]")
        if self.absent:
            lines.append(f"absent = [{', '.join(map(quoted, self.absent))}]  # on none of these pages")
        lines += ["", "[fields]"]
        lines += [f"{name} = [{written(rule)}]" for name, rule in self.fields]
        lines += [f"# {name}: no selector reads it on all pages" for name in self.unknown]
        if self.related is not None:
            named = (("block", self.related.block), ("item", self.related.entry), *self.related.parts.items())
            lines += ["", "[related]", *(f"{name} = {written(rule)}" for name, rule in named if rule)]
        return "\n".join(lines) + "\n"

    def without(self, names: frozenset[str]) -> Draft:
        """The draft without some fields, which are then unknown."""
        return replace(
            self,
            fields=tuple(pair for pair in self.fields if pair[0] not in names),
            related=None if "related" in names else self.related,
            remove={} if "remove" in names else self.remove,
            unknown=(*self.unknown, *sorted(names - {"remove"})),
        )


@dataclass(frozen=True, slots=True)
class Reread:
    """A page as it was read without the draft and by it; `differing` are the fields that came out otherwise."""

    page: Page
    generic: Article
    drafted: Article
    differing: tuple[str, ...] = ()


def learn_from(
    pages: Sequence[Page], values: Mapping[str, object] | None = None
) -> tuple[Draft, list[Reread], list[tuple[Page, str]]]:
    """A draft from the pages of one site that hold articles; how it reads those; the others with the reason.

    `values` are what a person reads on the first page, by field: they win over what the generic reader says there.
    Raises BadUsage if they come from several sites, or fewer than two hold different articles.
    """
    from newsgrab.extraction import read
    from newsgrab.extraction.page.document import Document

    samples: dict[tuple[str, str], tuple[Page, Sample]] = {}
    bad: list[tuple[Page, str]] = []
    for page in pages:
        reading = read(page)
        if reading.article is None:
            bad.append((page, f"{reading.verdict}: {reading.reason}"))
            continue
        name = reading.article.url, reading.article.title
        if name in samples:
            bad.append((page, "the same article once more"))
        else:
            samples[name] = page, Sample(Document.of(page), reading.article)
    sites = sorted({site_of(url) for url, _ in samples})
    if len(sites) > 1:
        raise BadUsage(f"pages of several sites: {', '.join(sites)}: learn from one at a time")
    if len(samples) < MIN_PAGES:
        why = "".join(f"; {page.address}: {reason}" for page, reason in bad[:3])
        raise BadUsage(
            f"{len(samples)} of {len(pages)} pages hold an article: a profile is learned from {MIN_PAGES} or more{why}"
        )
    known = [one for _, one in samples.values()]
    if values and bad and bad[0][0] is pages[0]:
        raise BadUsage(f"{pages[0].address}: {bad[0][1]}: the values are looked for on the first page")
    lessons = {name: teach(name, value, known) for name, value in (values or {}).items()}
    known = corrected(known, lessons)
    draft = _learn(sites[0], known, lessons)
    articles = [one.article for one in known]
    draft, reread = _confirmed(draft, list(zip([page for page, _ in samples.values()], articles, strict=True)))
    return draft, reread, bad


def learn(site: str, pages: Sequence[tuple[Document, Article]]) -> Draft:
    """A draft for a site from two or more of its pages, each with what the generic reader read of it."""
    return _learn(site, [Sample(document, article) for document, article in pages], {})


def _learn(site: str, samples: Sequence[Sample], lessons: Mapping[str, Lesson]) -> Draft:
    articles = [one.article for one in samples]
    if len(samples) < MIN_PAGES:
        return Draft(site, len(samples), ())
    fields: list[tuple[str, Rule]] = []
    unknown: list[str] = []
    for name in FIELDS:
        rule = lessons[name].rule if name in lessons else learn_field(name, samples)
        if rule is not None:
            fields.append((name, rule))
        elif any(getattr(article, name) for article in articles):
            unknown.append(name)
    remove = learn_removals(samples)
    body = learn_body(samples, remove)
    fields += [("body", body)] if body else []
    unknown += [] if body else ["body"]
    related = learn_related(samples)
    if related is None and any(article.related for article in articles):
        unknown.append("related")
    absent: tuple[str, ...] = ()
    if len(samples) >= MIN_ABSENT:
        absent = tuple(name for name in sorted(ABSENT) if not any(getattr(article, name) for article in articles))
    problems = tuple((name, lesson.problem) for name, lesson in lessons.items() if lesson.problem)
    return Draft(site, len(samples), tuple(fields), related, remove, tuple(unknown), absent, problems)


def _confirmed(draft: Draft, pages: Sequence[tuple[Page, Article]]) -> tuple[Draft, list[Reread]]:
    """The draft without what reads a page otherwise than it was read before, and how it reads the pages."""
    for _ in range(MAX_ROUNDS):
        reread = [_reread(draft, page, article) for page, article in pages]
        wrong = frozenset(name for one in reread for name in one.differing)
        if not wrong:
            break
        learned = {name for name, _ in draft.fields} | ({"related"} if draft.related else set())
        draft = draft.without(wrong if wrong <= learned else frozenset({*(wrong & learned), "remove"}))
    return draft, reread


def _reread(draft: Draft, page: Page, article: Article) -> Reread:
    from newsgrab.extraction import read

    drafted = read(page, profile=draft.profile).article
    if drafted is None:  # what was removed was the article
        return Reread(page, article, article, ("remove",))
    differing = [name for name in FIELDS if _shown(article, name) != _shown(drafted, name)]
    if [_entry(one) for one in article.related] != [_entry(one) for one in drafted.related]:
        differing.append("related")
    if not says_the_same(drafted.blocks, article.blocks, draft.remove):
        differing.append("body")
    return Reread(page, article, drafted, tuple(differing))


def _shown(article: Article, name: str) -> object:
    """A field as far as the draft has to agree on it: a time to the day."""
    value = getattr(article, name)
    return value.date() if value is not None and name in TIMES else value


def _entry(one: Related) -> tuple[str | None, str, str | None, int | None]:
    return one.url, one.title, one.teaser, one.views
