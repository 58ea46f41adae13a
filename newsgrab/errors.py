"""The one tree of errors. A message names the thing, the problem and the next step.

NewsgrabError                  exit code 1
├── BadUsage                   2   what was typed: wrong input
│   ├── BadUrl                     not an absolute http(s) address
│   ├── BadRef                     names nothing in the archive
│   ├── BadQuery                   nothing to look for
│   ├── BadDate                    not a date that we can read
│   └── MissingExtra               needs a library that is not installed
├── ArchiveError               3   the archive cannot be used
│   ├── NoArchive                  there is none at that place
│   ├── NotAnArchive               a file that is no archive of ours, or a damaged one
│   ├── ArchiveTooNew              written by a later newsgrab
│   └── ArchiveBusy                another process holds it
├── BadSettings                4   newsgrab.toml or the environment
│   └── BadProfile                 a site profile
├── RunBusy                    5   another run of the same archive is at work
├── StampFailed                1   no time stamp was given
├── BackupFailed               1   no backup was written; 130, 143 if it was stopped
└── PageError                  1   a page could not be had, or not be read
    ├── UnreadablePage             a file that is missing, a directory, empty, binary
    ├── NotAnArticle               the page holds no article
    ├── NoLinks                    a source that gives no links (any more)
    ├── TakenOut                   what was taken out of the archive, and is not kept again
    ├── ReadingFailed              the reader did not come to an end with the page
    ├── RenderingFailed            a browser did not, or could not open it
    ├── WebArchiveError            a web archive does not give what it lists
    └── FetchError                 the network or the server; `outcome` is the visit's word
        ├── Refused                    we did not take it
        │   ├── RobotsRefused          robots.txt says no; names the rule
        │   ├── PrivateAddress         leads from the public net into a private one
        │   ├── TooLarge               more than a page has: bytes, headers, unpacked size
        │   ├── NotAPage               a picture, a film, a PDF, an address that is not http
        │   └── HostPaused             not asked: the host wants to be left alone, or does not answer
        ├── Blocked                    401, 403, 407, 429, 451
        ├── Gone                       404, 410
        └── Failed
            ├── NoAnswer               name look-up, connection, certificate
            ├── OutOfTime              the deadline passed
            ├── BadAnswer              not HTTP as it should be, or a redirect that leads nowhere
            └── ServerTrouble          another status than 200
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from newsgrab.outcomes import Outcome

if TYPE_CHECKING:
    from newsgrab.page import Page


_ECHO = 200  # characters of what was typed that a message repeats


def shortened(text: str) -> str:
    """What was typed, in quotes, as a message can repeat it."""
    return repr(text if len(text) <= _ECHO else f"{text[:_ECHO]}…")


class NewsgrabError(Exception):
    """Anything that newsgrab says on purpose; `str(error)` is the message a user sees."""

    exit_code = 1


class BadUsage(NewsgrabError):
    """What was typed cannot be used."""

    exit_code = 2


class BadUrl(BadUsage):
    """Not an absolute http(s) address."""

    def __init__(self, url: str, problem: str) -> None:
        """Keep the address as typed and what is wrong with it."""
        super().__init__(f"{shortened(url)}: {problem}")
        self.url = url
        self.problem = problem


class BadRef(BadUsage):
    """Names no article, or no version of it, in the archive."""


class BadQuery(BadUsage):
    """A search without anything to look for."""


class BadDate(BadUsage):
    """Not a date that we can read."""


class MissingExtra(BadUsage):
    """Needs a library that the base install does not bring."""

    def __init__(self, extra: str, purpose: str) -> None:
        """Keep the extra that brings it, and what it is for."""
        super().__init__(f"{purpose} need newsgrab[{extra}]: pip install 'newsgrab[{extra}]'")
        self.extra = extra


class ArchiveError(NewsgrabError):
    """The archive cannot be used."""

    exit_code = 3


class NoArchive(ArchiveError):
    """There is no archive at that place."""


class NotAnArchive(ArchiveError):
    """A file that is no archive of ours, or a damaged one."""


class ArchiveTooNew(ArchiveError):
    """Written by a later newsgrab than this one."""


class ArchiveTooOld(ArchiveError):
    """Written by an earlier newsgrab, and not brought up to date yet."""


class ArchiveBusy(ArchiveError):
    """Another process holds the archive."""


class NotificationFailed(NewsgrabError):
    """Somebody could not be told of what a run found."""


class BadSettings(NewsgrabError):
    """A wrong value in newsgrab.toml or the environment."""

    exit_code = 4


class BadProfile(BadSettings):
    """A site profile that cannot be used."""


class RunBusy(NewsgrabError):
    """Another run of the same archive is at work."""

    exit_code = 5


class StampFailed(NewsgrabError):
    """A time-stamping authority gave no time stamp, or not the one that was asked for."""


class BackupFailed(NewsgrabError):
    """No backup was written, and what was there before is there still."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        """Keep the message and the exit code: whoever stopped it wants to hear so."""
        super().__init__(message)
        self.exit_code = exit_code


class PageError(NewsgrabError):
    """A page could not be had, or not be read."""


class UnreadablePage(PageError):
    """A file that is missing, a directory, empty, or no page at all."""


class NoAddress(PageError):
    """Nobody knows the address of a saved page."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep what the page is called, and why nothing was read in it, if so."""
        super().__init__(f"{name}: {reason + '; ' if reason else ''}the page does not tell its address: use --url")


class NotAnArticle(PageError):
    """The page was had, but holds no article."""


class NoLinks(PageError):
    """A source that gives no links: not a feed or sitemap any more, or a page without articles."""

    def __init__(self, url: str, reason: str) -> None:
        """Keep the address and the reason."""
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class TakenOut(PageError):
    """What was taken out of the archive, and is not asked for or kept again."""


class ReadingFailed(PageError):
    """The reader did not come to an end with the page; `reason` says how, `detail` is for a report."""

    def __init__(self, name: str, reason: str, detail: str = "") -> None:
        """Keep the reason and, where the reader broke off, its traceback."""
        super().__init__(f"{name}: {reason}")
        self.reason = reason
        self.detail = detail


class RenderingFailed(PageError):
    """A browser could not open a page, or did not come to an end with it; `reason` says how."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the reason."""
        super().__init__(f"{name}: {reason}")
        self.reason = reason


class WebArchiveError(PageError):
    """A web archive does not give what it was asked for: that says nothing of the page.

    `final` says that the archive wants to be left alone, so that nothing more is asked of it now.
    """

    def __init__(self, url: str, reason: str, *, final: bool = False) -> None:
        """Keep the address and the reason."""
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.final = final


class FetchError(PageError):
    """The network or the server did not give the page.

    `url` is the canonical address that was asked for, `final_url` the one where it ended, `reason` the problem in a
    few words without an address, `page` the odd answer as far as it was kept. `permanent` as in Page. `retryable` says
    that asking again in a moment may help.
    """

    outcome = Outcome.FAILED

    def __init__(self, url: str, reason: str, *, status: int | None = None, page: Page | None = None) -> None:
        """Keep the facts; the message is address and reason."""
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.status = status
        self.page = page
        self.final_url: str | None = None
        self.permanent = False
        self.seen_at: datetime | None = None
        self.elapsed_ms: int | None = None
        self.retry_after_s: float | None = None
        self.retryable = False

    def __reduce__(self) -> tuple[Callable[..., FetchError], tuple[type[FetchError], dict[str, object]]]:
        """With all its facts, from one process to another."""
        return _fetch_error, (type(self), self.__dict__)


def _fetch_error(kind: type[FetchError], facts: dict[str, object]) -> FetchError:
    """The error with these facts."""
    error = kind.__new__(kind)
    FetchError.__init__(error, str(facts["url"]), str(facts["reason"]))
    error.__dict__.update(facts)
    return error


class Refused(FetchError):
    """There may be a page, but we did not take it."""

    outcome = Outcome.REFUSED


class RobotsRefused(Refused):
    """robots.txt does not want us there; `rule` is the line that says so."""

    def __init__(self, url: str, rule: str, robots_url: str) -> None:
        """Keep the rule and the file that holds it."""
        super().__init__(url, f"not allowed by {robots_url} ({rule}); --ignore-robots asks all the same")
        self.rule = rule
        self.robots_url = robots_url


class PrivateAddress(Refused):
    """The name leads into a private network; `ip` is the address it stands for."""

    def __init__(self, url: str, ip: str) -> None:
        """Keep the address behind the name."""
        super().__init__(
            url,
            f"leads to the private address {ip}; --allow-private (or the setting) goes there all the same",
        )
        self.ip = ip


class TooLarge(Refused):
    """More than a page has: bytes on the wire, headers, or unpacked size."""


class NotAPage(Refused):
    """A picture, a film, a PDF, or an address that is not http."""


class HostPaused(Refused):
    """Not asked: the host wants to be left alone, or has given no answer several times."""


class Blocked(FetchError):
    """The server knows the page but does not give it to us: 401, 403, 407, 429, 451."""

    outcome = Outcome.BLOCKED


class Gone(FetchError):
    """The server has no such page: 404, 410."""

    outcome = Outcome.GONE


class Failed(FetchError):
    """No page for a reason that may pass."""


class NoAnswer(Failed):
    """Name look-up, connection or certificate."""


class DeadlineExceeded(Failed):
    """The deadline of this address passed."""


class BadAnswer(Failed):
    """Not HTTP as it should be, a broken encoding, or a redirect that leads nowhere."""


class ServerTrouble(Failed):
    """Another status than 200."""


class Cancelled(Exception):
    """Not an error: a pause came to an early end, since the program is to stop. What waited is not begun."""
