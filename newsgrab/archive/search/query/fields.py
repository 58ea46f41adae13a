"""The fields of a query: which articles may be found."""

from __future__ import annotations

from datetime import datetime

from newsgrab import local_time
from newsgrab.archive.search.query.tree import Query
from newsgrab.errors import BadDate, BadQuery


class Fields:
    """Collects them; `now` is what dates in words are counted from."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.required: list[tuple[str, str]] = []
        self.excluded: list[tuple[str, str]] = []
        self.since: datetime | None = None
        self.until: datetime | None = None

    def require(self, alternatives: list[tuple[str, str]]) -> None:
        """An article has one of these (name, value). Raises BadQuery, BadDate."""
        name = alternatives[0][0]
        if name not in {"since", "until"}:
            self.required += [(name, plain_value(name, value)) for _, value in alternatives]
            return
        if len(alternatives) > 1:
            raise BadQuery("two dates with OR between them: one begins or ends what is looked through")
        moment = self._moment(*alternatives[0])
        if name == "since":
            self.since = moment if self.since is None else max(moment, self.since)
        else:
            self.until = moment if self.until is None else min(moment, self.until)

    def exclude(self, alternatives: list[tuple[str, str]]) -> None:
        """An article has none of these. Raises BadQuery."""
        for name, value in alternatives:
            if name in {"since", "until"}:
                raise BadQuery("an excluded date: before: is what after: excludes, and after: what before: excludes")
            self.excluded.append((name, plain_value(name, value)))

    def _moment(self, name: str, value: str) -> datetime:
        from newsgrab.archive.search.query.dates import parse_moment

        moment = parse_moment(value, self._now)
        if moment is None:
            asked = "after" if name == "since" else "before"
            raise BadDate(f'{asked}:{value}: not a date: write 2024-10-05, 2024-10, yesterday or "3 days ago"')
        return moment


def plain_value(name: str, value: str) -> str:
    """The value as articles have it: the host of an address, a language in small letters.

    >>> plain_value("site", "https://www.Courier.example/news?x=1"), plain_value("language", "PT_br")
    ('courier.example', 'pt-br')
    """
    if name == "language":
        return value.replace("_", "-").lower()
    if name != "site":
        return value
    host = value.rpartition("://")[2].partition("/")[0].partition("?")[0].rpartition("@")[2]
    return host.lower().removeprefix("*.").removeprefix("www.").partition(":")[0].strip(".")


def list_command(query: Query) -> str:
    """The command that lists just what the fields and dates of a query choose; "" if it has none, or there is none."""
    chosen = {"lang" if name == "language" else name: value for name, value in query.fields}
    if query.without or query.without_fields or len(chosen) < len(query.fields):
        return ""
    for name, moment in (("since", query.since), ("until", query.until)):
        if moment is not None:
            chosen[name] = local_time.minute(moment).removesuffix(" 00:00")
    words = (f'--{name} "{value}"' if " " in value else f"--{name} {value}" for name, value in chosen.items())
    return " ".join(("newsgrab list", *words)) if chosen else ""
