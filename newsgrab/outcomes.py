"""What can come of a look at an address: one table, and what follows from each of its rows everywhere else.

A status of HTTP, an error of ours or the verdict on a page leads to an outcome (OUTCOME_OF_STATUS, FetchError.outcome,
OUTCOME_OF_VERDICT); the outcome tells whether an article was seen, what a terminal paints, what the exit code is, and
how soon it is worth while to look again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What kind of page it is."""

    ARTICLE = "article"
    SECTION = "section page"
    HOME = "home page"
    WALL = "wall"  # login, consent, captcha, paywall without a text; not shown in this country
    ERROR = "error page"  # says that there is no such page
    TROUBLE = "trouble"  # the site is out of order: an error of its server, under maintenance
    SHELL = "empty shell"  # the text needs JavaScript
    FEED = "feed"
    OTHER = "other"  # binary, empty, text without an article


class Part(StrEnum):
    """Why an article's text is only a part of it."""

    WHOLE = ""  # it is none
    CUT = "cut"  # the page ends before its end
    PAYWALL = "paywall"  # the rest is for those who pay, register, or use an app
    LIMIT = "limit"  # we stopped reading


class Outcome(StrEnum):
    """The words for what came of a look. A closed set: the archive stores them."""

    NEW = "new"
    COMPLETED = "completed"  # the whole text, of which only a part was seen before
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not modified"  # the server said so (304)
    MOVED = "moved"
    GONE = "gone"
    RETURNED = "returned"
    RETITLED = "retitled"  # only a part of the text came, and under a headline that was not seen before
    INCOMPLETE = "incomplete"  # only a part of the text came: cut short, behind a paywall, an empty shell
    BLOCKED = "blocked"
    NOT_AN_ARTICLE = "not an article"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def read(self) -> bool:
        """An article was there to be read, or is known to be as it was."""
        return TRAITS[self].read

    @property
    def color(self) -> str:
        """What a terminal paints it in."""
        return TRAITS[self].color

    @property
    def exit_code(self) -> int:
        """What a command that looked at one address, with this outcome, ends with."""
        return 0 if self.read else 1


class Retry(StrEnum):
    """When an address is worth another look after an outcome."""

    BY_EDITS = "by edits"  # when an edit has become likely
    CONFIRM = "confirm"  # soon, to be sure of it, and seldom after that
    SOON = "soon"  # after half an hour, then after pauses that double: the trouble may pass
    SELDOM = "seldom"  # after a day, then after pauses that double: it will hardly be otherwise


class Traits(NamedTuple):
    """What follows from an outcome."""

    color: str
    retry: Retry
    read: bool


TRAITS = {
    Outcome.NEW: Traits("green", Retry.BY_EDITS, read=True),
    Outcome.COMPLETED: Traits("green", Retry.BY_EDITS, read=True),
    Outcome.CHANGED: Traits("yellow", Retry.BY_EDITS, read=True),
    Outcome.UNCHANGED: Traits("dim", Retry.BY_EDITS, read=True),
    Outcome.NOT_MODIFIED: Traits("dim", Retry.BY_EDITS, read=True),
    Outcome.MOVED: Traits("cyan", Retry.BY_EDITS, read=True),
    Outcome.RETURNED: Traits("green", Retry.BY_EDITS, read=True),
    Outcome.RETITLED: Traits("yellow", Retry.BY_EDITS, read=True),
    Outcome.INCOMPLETE: Traits("dim", Retry.BY_EDITS, read=True),
    Outcome.GONE: Traits("red", Retry.CONFIRM, read=False),
    Outcome.BLOCKED: Traits("red", Retry.SOON, read=False),
    Outcome.FAILED: Traits("red", Retry.SOON, read=False),
    Outcome.NOT_AN_ARTICLE: Traits("red", Retry.SELDOM, read=False),
    Outcome.REFUSED: Traits("red", Retry.SELDOM, read=False),
}

EVENTS = (Outcome.CHANGED, Outcome.RETITLED, Outcome.MOVED, Outcome.GONE, Outcome.RETURNED)
"""What happens to an article after it was first kept."""

_STATUSES = {
    Outcome.BLOCKED: (401, 403, 407, 429, 451),
    Outcome.GONE: (404, 410),
}
OUTCOME_OF_STATUS = {status: outcome for outcome, statuses in _STATUSES.items() for status in statuses}
RETRIED_STATUSES = frozenset({429, 502, 503, 504})  # asking again in a moment may help

_VERDICTS = {Verdict.WALL: Outcome.BLOCKED, Verdict.TROUBLE: Outcome.FAILED}
OUTCOME_OF_VERDICT: dict[Verdict, Outcome] = {  # of a page without an article, at an address where none was read before
    verdict: _VERDICTS.get(verdict, Outcome.NOT_AN_ARTICLE) for verdict in Verdict if verdict is not Verdict.ARTICLE
}
GONE_VERDICTS = frozenset({Verdict.ERROR})  # where an article was read before, its page says that it is gone
GONE_IF_LED_AWAY = frozenset({Verdict.HOME, Verdict.SECTION})  # so does a redirect to one of these
UNREAD = frozenset({Verdict.SHELL, Verdict.OTHER})  # says nothing of itself, so the address that led there may


def outcome_of_status(status: int) -> Outcome:
    """What an HTTP status other than success means."""
    return OUTCOME_OF_STATUS.get(status, Outcome.FAILED)


def kind_of_event(word: str) -> str:
    """The kind of event that a person names; earlier versions called what is gone "removed"."""
    return "gone" if word == "removed" else word
