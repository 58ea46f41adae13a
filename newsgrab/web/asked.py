"""What a visitor asks: the query of an address, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from newsgrab.archive.query.filters import Filters
from newsgrab.errors import BadUrl, BadUsage
from newsgrab.urls import site_named

PER_PAGE = 20
SORTS = ("rank", "date", "views")
SCOPES = ("now", "ever", "added")
_LONGEST = 1000  # characters of a query
_MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page, as they were typed."""

    q: str = ""
    site: str = ""
    category: str = ""
    author: str = ""
    lang: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    scope: str = "now"
    sort: str = "rank"
    kind: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """What the query of an address says; what it does not know is left out. Raises BadUsage."""
        texts = {name: query.get(name, "").strip() for name in cls.__dataclass_fields__ if name != "page"}
        if long := [name for name, text in texts.items() if len(text) > _LONGEST]:
            raise BadUsage(f"{long[0]}: longer than {_LONGEST:,} characters")
        number = query.get("page", "1")
        if not (number.isdecimal() and len(number) < 6 and 1 <= int(number) <= _MOST_PAGES):
            raise BadUsage(f"page: a number from 1 to {_MOST_PAGES}")
        texts["scope"], texts["sort"] = texts["scope"] or SCOPES[0], texts["sort"] or SORTS[0]
        for name, known in (("scope", SCOPES), ("sort", SORTS)):
            if texts[name] not in known:
                raise BadUsage(f"{name}: one of {', '.join(known)}")
        return cls(**texts, page=int(number))

    @property
    def filters(self) -> Filters:
        """The same for the archive. Raises BadDate, BadUsage."""
        return Filters(
            _host(self.site),
            self.category or None,
            self.author or None,
            self.lang or None,
            moment(self.since),
            moment(self.until),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return any((self.site, self.category, self.author, self.lang, self.since, self.until, self.as_of, self.kind))

    @property
    def offset(self) -> int:
        """How many come before this page's."""
        return (self.page - 1) * PER_PAGE

    def but(self, **changes: str | int) -> str:
        """The query of the same with something else in it: the first page, unless a page is named."""
        values = asdict(self) | {"page": 1} | changes
        standard = asdict(Asked())
        return urlencode({name: value for name, value in values.items() if value not in {standard[name], ""}})


def moment(text: str) -> datetime | None:
    """The moment that was typed; None if nothing was. Raises BadDate."""
    if not text:
        return None
    from newsgrab.archive.search.query.dates import moment_named

    return moment_named(text, datetime.now(UTC))


def whole_moment(text: str) -> datetime | None:
    """The same as the time until which something was so: a day and a minute count as a whole. Raises BadDate."""
    from newsgrab.archive.search.query import dates

    return dates.whole_moment(text, datetime.now(UTC)) if text else None


def _host(text: str) -> str | None:
    if not text:
        return None
    try:
        return site_named(text)
    except BadUrl as error:
        raise BadUsage(f"site: a host, like courier.example, not {text!r}") from error
