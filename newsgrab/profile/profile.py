"""The profile of a site: frozen values, without any knowledge of how selectors are run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

FIELDS = frozenset(
    (
        "title",
        "body",
        "category",
        "authors",
        "published_at",
        "updated_at",
        "tags",
        "language",
        "site_name",
        "image",
        "views",
    )
)
ABSENT = frozenset(("category", "authors", "published_at", "updated_at", "tags", "views", "related"))
TRANSFORMS = frozenset(("after_colon", "before_bar", "tidy", "alone", "words"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to a value: a CSS selector, the attribute to take (the text if None), and how to change what is found.

    `where` names the rule in messages: the file, the line and the key.
    """

    css: str
    attr: str | None = None
    transforms: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class RelatedRule:
    """Where a site's related articles stand: the block, one entry in it, and the parts of an entry."""

    block: Rule | None = None
    entry: Rule | None = None
    parts: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))


def _no_rules() -> Mapping[str, tuple[Rule, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """How the pages of a site were built from `valid_from` until `valid_until`, both days included.

    `absent` names the fields that they never have.
    """

    remove: tuple[Rule, ...] = ()
    fields: Mapping[str, tuple[Rule, ...]] = field(default_factory=_no_rules)
    related: RelatedRule | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    absent: frozenset[str] = frozenset()

    def holds(self, day: date) -> bool:
        """Whether the pages were built so on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


@dataclass(frozen=True, slots=True)
class Profile:
    """What we know about one site.

    `articles` and `sections` are patterns of address paths, `*` for any part; empty where they tell nothing. `source`
    is the file, `digest` names its contents. `js` says that pages which print nothing are opened in a browser, `click`
    what is clicked there, `wait_for` what must be there in the end.
    """

    site: str
    layouts: tuple[Layout, ...]
    note: str = ""
    articles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    source: str = ""
    digest: str = ""
    js: bool = False
    click: tuple[str, ...] = ()
    wait_for: str | None = None

    def layout(self, day: date) -> Layout | None:
        """The layout of a day: the first that holds, None if none does."""
        return next((layout for layout in self.layouts if layout.holds(day)), None)

    def is_article(self, path: str) -> bool:
        """Whether an address path is an article's; True for any if the profile does not say."""
        return not self.articles or any(_matches(pattern, path) for pattern in self.articles)

    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the profile."""
        found: list[Rule] = []
        for layout in self.layouts:
            found += layout.remove
            found += [rule for rules in layout.fields.values() for rule in rules]
            if layout.related:
                found += [rule for rule in (layout.related.block, layout.related.entry) if rule]
                found += layout.related.parts.values()
        return tuple(found)


def _matches(pattern: str, path: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None
